"""Actors: which one the words mean, the list of all, their names, joining two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.actor import Actor
from annotator.model.scheme import Role
from annotator.model.span import Span
from annotator.model.statement import statement_of
from annotator.project.acts.actors import plan_new
from annotator.project.acts.edit import plan_refer, plan_refer_new
from annotator.reading.choices import Choice, told_apart
from annotator.text.likeness import fold
from annotator.text.words import in_marks, isolated, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.actor import Actor
    from annotator.model.span import Span
    from annotator.reading.actor_choices import ActorsMeant
    from annotator.ui.handlers.actor_forms import ActorForms
    from annotator.ui.handlers.reading_state import ReadingState

_FAR = 60
_LONGEST_NAME = 18
_MOST_LISTED = 50


class ActorHandlers:
    """The acts about actors."""

    def __init__(self, reading: ReadingState, forms: ActorForms) -> None:
        """Act on what is read; `forms` shows one actor."""
        self._reading = reading
        self.open = forms.open

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"actor": self.actor, "actors": self.list_all}

    def actor(self) -> None:
        """Ask which actor the current speaker or entity is; a new name makes a new actor."""
        reading = self._reading
        span = self._span_of_actor()
        words = " ".join(span.text().split())
        span_ids = [span.id]

        def refer(actor_id: str | None, alias: str = "") -> None:
            reading.act(
                lambda context, page: plan_refer(context, page, span_ids, actor_id, alias=alias)
            )

        def picked(value: object) -> None:
            match value:
                case str(actor_id):
                    refer(actor_id)
                case ("alias", str(actor_id), str(alias)):
                    refer(actor_id, alias)
                case ("none", _):
                    refer(None)
                case ("new", str(name)):
                    self._choose_kind(span, name)

        from annotator.reading.actor_choices import actors_meant

        meant = actors_meant(
            reading.page, span, reading.bridge.context.actors, reading.lexicon, reading.language
        )
        reading.choose(
            tr("Which actor is {words}?", words=isolated(in_marks(shortened(words, _FAR)))),
            lambda typed: self._actor_choices(span, typed, meant),
            picked,
            placeholder=tr("name or alias"),
        )

    def _actor_choices(self, span: Span, typed: str, meant: ActorsMeant) -> list[Choice]:
        """The actors for what was typed, else those the words may mean; a new one always last.

        The frame stands on the likely one. Making a new actor has a key of its own: the first
        digit never does it.
        """
        from annotator.reading.actor_choices import MOST_ACTORS, nearest_span_of

        reading, wanted = self._reading, " ".join(typed.split())
        book = reading.bridge.context.actors
        words = wanted or " ".join(span.text().split())
        some = book.matching(wanted, limit=MOST_ACTORS) if wanted else meant.actors
        is_likely = bool(some) and (bool(wanted) or meant.is_likely)
        found = [
            Choice(
                one.name,
                one.id,
                ", ".join(one.names()[1:3]),
                chosen=is_likely and n == 0,
                at=nearest_span_of(reading.page, span, one, book),
            )
            for n, one in enumerate(some[:MOST_ACTORS])
        ]
        found = told_apart(found, reading.page.text)
        if is_likely:
            found[1:1] = _alias_of(some[0], meant.alias)
        if not any(choice.label == words for choice in found):
            new = tr("New actor: {name}", name=words)
            found.append(Choice(new, ("new", words), chosen=not is_likely, key="0"))
        elif wanted:
            # The city, and the government that is called like it.
            found.append(Choice(tr("Another actor: {name}", name=words), ("new", words)))
        if span.actor_id is not None and not wanted:
            found.append(Choice(tr("no actor"), ("none", "")))
        return found

    def _choose_kind(self, span: Span, name: str) -> None:
        reading = self._reading
        kinds = reading.scheme.actor_kinds
        likely = _likely_kind(span, reading.scheme.role_of(span.type), kinds)
        choices = [Choice(tr(kind), kind, chosen=kind == likely) for kind in kinds]

        def picked(value: object) -> None:
            reading.act(
                lambda context, page: plan_refer_new(context, page, [span.id], name, str(value))
            )

        title = tr("What is “{name}”?", name=shortened(name, _FAR))
        reading.choose(title, choices, picked)

    def _span_of_actor(self) -> Span:
        """The span that gets the actor: the current one, or the speaker of the current claim."""
        reading = self._reading
        span = reading.span_or_refuse()
        kind = reading.scheme.type(span.type)
        if kind is not None and kind.refers_to_actor:
            return span
        if reading.is_claim(span):
            speakers = statement_of(reading.page, reading.scheme, span).speakers
            if speakers:
                return speakers[0]
            raise Forbidden(
                tr("This claim has no speaker yet."), tr("Link one with L; then A sets its actor.")
            )
        raise Forbidden(
            tr("A {type} does not refer to an actor.", type=tr(span.type)),
            tr("Go to a speaker or an entity."),
        )

    # --- the actors of the project --------------------------------------------------------------

    def list_all(self) -> None:
        """List the actors; picking one opens its names, a new name makes one."""
        book = self._reading.bridge.context.actors

        def find(typed: str) -> list[Choice]:
            some = book.matching(typed, limit=_MOST_LISTED) if typed.strip() else book.present()
            found = [Choice(one.name, one.id, tr(one.kind)) for one in some]
            name = " ".join(typed.split())
            if name and not book.named(name):
                found.append(Choice(tr("New actor: {name}", name=name), ("new", name)))
            return found

        def picked(value: object) -> None:
            match value:
                case str(actor_id):
                    self.open(actor_id)
                case ("new", str(name)):
                    self._reading.bridge.act_on_project(lambda context: plan_new(context, name))

        self._reading.choose(tr("Actors"), find, picked)


def _alias_of(actor: Actor, words: str) -> list[Choice]:
    """The line that takes the span's words as a further name of an actor, if they are none yet."""
    if not words or fold(words) in map(fold, actor.names()):
        return []
    line = tr("… and “{words}” is an alias of it", words=words)
    return [Choice(line, ("alias", actor.id, words), shortened(actor.name, _LONGEST_NAME))]


def _likely_kind(span: Span, role: Role | None, kinds: tuple[str, ...]) -> str:
    kind = span.attributes.get("kind", "")
    if kind in kinds:
        return kind
    return "person" if role is Role.SPEAKER and "person" in kinds else kinds[0]
