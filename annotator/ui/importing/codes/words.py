"""What a code of another program may become, in words and as a list to pick from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.scheme_edits.codes import STEP, CodeTarget, made_name
from annotator.reading.choices import Choice, fitting
from annotator.text.words import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


@dataclass(frozen=True, slots=True)
class OwnName:
    """What each of several codes becomes by its name: a type made for it, or an actor of a type."""

    of: str = ""
    """The type whose actor it is; "" = a type of its own."""


class CodeChoices:
    """What codes can become in a project: types, their values, actors, left out."""

    def __init__(self, scheme: Scheme, actors: ActorBook) -> None:
        """Offer what this scheme has, and these actors."""
        self._scheme, self._actors = scheme, actors
        self._plain = [*self._types()]
        self._taken = {one.name for one in scheme.types}
        self._of_actors = [one.name for one in scheme.offered_types if one.refers_to_actor]

    def _types(self) -> Iterator[CodeTarget]:
        for one in self._scheme.offered_types:
            yield CodeTarget(one.name)
        for one in self._scheme.offered_types:
            for attribute in one.offered_attributes:
                for value in attribute.explained:
                    if not value.retired:
                        yield CodeTarget(one.name, {attribute.name: value.name})

    def finder(self, codes: Sequence[ComingCode], now: Sequence[CodeTarget]) -> Finder:
        """Give what finds the choices for these codes: what is typed finds actors, too.

        A choice stands for a `CodeTarget`, or for an `OwnName` where they are several.
        """
        every = self._of_one(codes[0], now[0]) if len(codes) == 1 else self._of_several(codes, now)
        own = {_named(one.path) for one in codes}

        def find(typed: str) -> list[Choice]:
            found = [*fitting(every, typed)]
            if typed:
                known = [one.name for one in self._actors.present()]
                names = [one for one in known if typed.casefold() in one.casefold()]
                more = [
                    CodeTarget(kind, actor=one)
                    for one in names[:_MOST_ACTORS]
                    for kind in self._of_actors
                    if len(codes) > 1 or one not in own
                ]
                found += [self._choice(one, now) for one in more]
            return found

        return find

    def becomes(self, code: ComingCode, picked: CodeTarget | OwnName) -> CodeTarget:
        """Give what a code becomes where this was picked."""
        if isinstance(picked, CodeTarget):
            return picked
        return CodeTarget(picked.of, actor=_named(code.path)) if picked.of else self._own(code)

    def _of_one(self, code: ComingCode, now: CodeTarget) -> list[Choice]:
        first = [code.guess] if code.guess is not None else []
        targets = [*first, CodeTarget(), self._own(code), *self._plain]
        targets += [CodeTarget(one, actor=_named(code.path)) for one in self._of_actors]
        return [self._choice(one, [now]) for one in _once(targets)]

    def _of_several(self, codes: Sequence[ComingCode], now: Sequence[CodeTarget]) -> list[Choice]:
        own = {OwnName(): tr("each a type of its own")}
        for one in self._of_actors:
            own[OwnName(one)] = tr("{type} · each the actor of its name", type=one)
        by_name = []
        for picked, words in own.items():
            targets = [self.becomes(one, picked) for one in codes]
            by_name.append(Choice(words, picked, chosen=targets == [*now]))
        plain = (self._choice(one, now) for one in self._plain)
        return [self._choice(CodeTarget(), now), *by_name, *plain]

    def _own(self, code: ComingCode) -> CodeTarget:
        """Give the type that is made for a code."""
        is_own = code.to.type and code.to.type not in self._taken
        return code.to if is_own else CodeTarget(made_name(code.path, self._taken))

    def _choice(self, target: CodeTarget, now: Sequence[CodeTarget]) -> Choice:
        is_so = all(one == target for one in now)
        return Choice(target_words(target, self._scheme), target, chosen=is_so)


def _named(path: str) -> str:
    """Give the name of a code, without those above it."""
    return path.split(STEP)[-1].strip()


def _once(targets: list[CodeTarget]) -> list[CodeTarget]:
    found: list[CodeTarget] = []
    for one in targets:
        if one not in found:
            found.append(one)
    return found
