"""Actors: which one the words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.statement import statement_of
from annotator.project.acts.edit import plan_refer, plan_refer_new
from annotator.text.words import quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.span import Span
    from annotator.ui.handlers.actor_forms import ActorForms
    from annotator.ui.handlers.reading_state import ReadingState

_FAR = 60


class ActorHandlers:
    """The acts about actors."""

    def __init__(self, reading: ReadingState, forms: ActorForms) -> None:
        """Act on what is read; `forms` shows one actor."""
        self._reading = reading
        self.open = forms.open

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"actor": self.actor}

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

        from annotator.reading.actor_choices import actor_lines, actors_meant

        meant = actors_meant(
            reading.page, span, reading.bridge.context.actors, reading.lexicon, reading.language
        )
        reading.choose(
            tr("Which actor is {words}?", words=quoted(shortened(words, _FAR))),
            lambda typed: actor_lines(
                reading.page, span, reading.bridge.context.actors, typed, meant
            ),
            picked,
            placeholder=tr("name or alias"),
        )

    def _choose_kind(self, span: Span, name: str) -> None:
        from annotator.reading.actor_choices import kind_choices

        reading = self._reading
        choices = kind_choices(span, reading.scheme)

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
            tr("“{type}” refers to no actor.", type=tr(span.type)),
            tr("Go to a speaker or an entity."),
        )
