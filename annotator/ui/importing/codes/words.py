"""What a code of another program may become, in words and as a list to pick from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.scheme_edits.codes import STEP, CodeTarget, made_name
from annotator.reading.choices import Choice, fitting
from annotator.text.words import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.actor import ActorBook
    from annotator.model.scheme import Scheme
    from annotator.project.importing.codes import ComingCode
    from annotator.reading.choices import Finder

_MOST_ACTORS = 20


def target_words(target: CodeTarget, scheme: Scheme) -> str:
    """Give what a code becomes, in words."""
    if not target.type:
        return tr("left out")
    if scheme.type(target.type) is None:
        return tr("own type: {name}", name=target.type)
    values = [f"{name}: {value}" for name, value in target.attributes.items()]
    actor = [isolated(target.actor)] if target.actor else []
    return " · ".join([target.type, *values, *actor])


def why_words(because: str) -> str:
    """Give why a code becomes what it does."""
    return {
        "map": tr("the map"),
        "kept": tr("as the last time"),
        "name": tr("name"),
        "definition": tr("definition"),
        "actor": tr("an actor’s name"),
        "chosen": tr("chosen"),
    }.get(because, tr("nothing tells"))


class CodeChoices:
    """What codes can become in a project: types, their values, actors, left out."""

    def __init__(self, scheme: Scheme, actors: ActorBook) -> None:
        """Offer what this scheme has, and these actors."""
        self._scheme, self._actors = scheme, actors
        self._plain = [*self._types()]

    def _types(self) -> Iterator[CodeTarget]:
        for one in self._scheme.offered_types:
            yield CodeTarget(one.name)
        for one in self._scheme.offered_types:
            for attribute in one.offered_attributes:
                for value in attribute.explained:
                    if not value.retired:
                        yield CodeTarget(one.name, {attribute.name: value.name})

    def finder(self, code: ComingCode, now: CodeTarget) -> Finder:
        """Give what finds the choices for one code: what is typed finds actors, too."""
        taken = {one.name for one in self._scheme.types}
        named = code.path.split(STEP)[-1].strip()
        own = code.to if code.to.type and code.to.type not in taken else None
        made = own or CodeTarget(made_name(code.path, taken))
        of_actors = [one.name for one in self._scheme.offered_types if one.refers_to_actor]
        first = [code.guess] if code.guess is not None else []
        targets = [*first, CodeTarget(), made, *self._plain]
        targets += [CodeTarget(one, actor=named) for one in of_actors]
        every = [self._choice(one, now) for one in _once(targets)]

        def find(typed: str) -> list[Choice]:
            found = [*fitting(every, typed)]
            if typed:
                known = [one.name for one in self._actors.present()]
                names = [one for one in known if typed.casefold() in one.casefold()]
                more = [
                    CodeTarget(kind, actor=one)
                    for one in names[:_MOST_ACTORS]
                    for kind in of_actors
                    if one != named
                ]
                found += [self._choice(one, now) for one in more]
            return found

        return find

    def _choice(self, target: CodeTarget, now: CodeTarget) -> Choice:
        return Choice(target_words(target, self._scheme), target, chosen=target == now)


def _once(targets: list[CodeTarget]) -> list[CodeTarget]:
    found: list[CodeTarget] = []
    for one in targets:
        if one not in found:
            found.append(one)
    return found
