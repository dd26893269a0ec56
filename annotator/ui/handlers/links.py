"""LinkHandlers: who says a claim, other links, and which actor the words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.scheme import LinkType, Role
from annotator.model.span import Span
from annotator.model.statement import statement_around
from annotator.project.acts.link import (
    attribution_lines,
    plan_attribution,
    plan_link,
    plan_link_words,
    words_for_ends,
)
from annotator.reading.choices import Choice, Framed
from annotator.reading.told import told_of_type
from annotator.text.words import shortened
from annotator.ui.popups.choice import ChoicePopup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.project.context import PlanContext
    from annotator.reading.linking import LinkCandidate
    from annotator.ui.handlers.reading_state import ReadingState

_MOST_ENDS, _NEAR_ENDS = 30, 6
"""So many ends are listed; so many marked ones before words that are not marked yet."""
_LONGEST_CUE = 16


class LinkHandlers:
    """The acts that tie spans to each other."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"link": self.link}

    # --- links ----------------------------------------------------------------------------------

    def link(self) -> None:
        """List who may say the current claim, nearest first; then the other links it can have."""
        from annotator.reading.linking import LinkCandidate

        reading = self._reading
        claim = self._claim()
        if claim is None:
            self._other_links(reading.span_or_refuse())
            return
        found = attribution_lines(reading.bridge.context, reading.page, claim.id)
        choices = [self._choice(claim, one) for one in found]
        choices += [
            Choice(
                tr("{link} …", link=_label(one)), one, tr("another link"), told=told_of_type(one)
            )
            for one in self._links_from(claim)
        ]

        def picked(value: object) -> None:
            match value:
                case LinkCandidate():
                    self._attribute(claim, value)
                case LinkType():
                    self._choose_end(claim, value)

        said_by = reading.scheme.link_for(Role.SAID_BY)
        title = _label(said_by) if said_by is not None else tr("who says this?")
        reading.choose(f"{title[:1].upper()}{title[1:]}", choices, picked)

    def _choice(self, claim: Span, one: LinkCandidate) -> Choice:
        """The words; whom they mean where that is known, and where they stand."""
        from annotator.reading.linking import paragraphs_away

        text, reading = self._reading.page.text, self._reading
        words = " ".join(one.text.split())
        cue = "" if one.cue is None else " ".join(one.cue.of(text).split())
        actor = reading.bridge.context.actors.get(one.actor_id)
        details = [actor.name] if actor is not None and actor.name != words else []
        if one.kind == "span":
            details.append(tr("speaker, {place}", place=paragraphs_away(text, claim.start, one.at)))
        elif cue:
            details.append(tr("marks it, “{cue}” and both links", cue=shortened(cue, _LONGEST_CUE)))
        else:
            details.append(paragraphs_away(text, claim.start, one.at))
        return Choice(words, one, " · ".join(details), also=(one.why, cue), at=one.at)

    def _attribute(self, claim: Span, one: LinkCandidate) -> None:
        reading = self._reading
        reading.act(
            lambda context, page: plan_attribution(context, page, claim.id, one),
            then=lambda _step: reading.make_current(claim.id, reading.frame_for(claim)),
        )

    def claim_or_refuse(self) -> Span:
        """Give the current claim; raises `Forbidden` where there is none."""
        claim = self._claim()
        if claim is None or not self._reading.is_claim(claim):
            raise Forbidden(tr("No claim is current."), tr("Go to a claim first."))
        return claim

    def _claim(self) -> Span | None:
        """The current claim: the span, its statement's claim, or the claim at the caret."""
        reading = self._reading
        span = reading.span
        if span is None:
            here = reading.spans_at_caret()
            span = next(filter(reading.is_claim, here), here[0] if here else None)
        if span is None or reading.is_claim(span):
            return span
        statement = statement_around(reading.page, reading.scheme, span)
        return None if statement is None else statement.claim

    def _links_from(self, span: Span) -> list[LinkType]:
        links = self._reading.scheme.offered_links
        return [one for one in links if span.type in one.sources]

    def _other_links(self, span: Span) -> None:
        links = self._links_from(span)
        if not links:
            raise Forbidden(
                tr("No link starts at “{type}”.", type=tr(span.type)),
                tr("Links start at a claim: go to one, then press L."),
            )
        choices = [Choice(_label(one), one, told=told_of_type(one)) for one in links]
        self._reading.choose(
            tr("Which link?"),
            choices,
            lambda value: self._choose_end(span, value) if isinstance(value, LinkType) else None,
        )

    def _choose_end(self, source: Span, link: LinkType) -> None:
        """List what a link may end at, nearest first; words not marked yet behind a few spans."""
        reading = self._reading
        taken = {one.target_id for one in reading.page.links_from(source.id, link.name)}
        ends = [
            span
            for span in reading.page.spans(layer_id=reading.bridge.layer_id)
            if span.type in link.targets and span.id != source.id and span.id not in taken
        ]
        words = words_for_ends(reading.bridge.context, reading.page, source, link)
        if not ends and not words:
            raise Forbidden(
                tr("There is nothing this link could end at."),
                tr(
                    "Mark one of these first: {types}.",
                    types=" / ".join(tr(one) for one in link.targets),
                ),
            )
        actors = reading.bridge.context.actors
        marked = [
            Choice(
                " ".join(span.text().split()),
                span,
                actor.name if (actor := actors.get(span.actor_id)) else tr(span.type),
                at=span.parts[0],
            )
            for span in sorted(ends, key=lambda one: _distance(source, one))[:_MOST_ENDS]
        ]
        others = [
            Choice(" ".join(one.text.split()), one, self._marks_it(one), at=one.at) for one in words
        ]
        choices = [*marked[:_NEAR_ENDS], *others, *marked[_NEAR_ENDS:]]

        def picked(value: object) -> None:
            if isinstance(value, Span):
                self.link_to(source, link, value)
            elif value is not None:
                self._link_words(source, link, cast("LinkCandidate", value))

        reading.choose(_label(link), choices[:_MOST_ENDS], picked)
        if isinstance(reading.popup, ChoicePopup):
            nothing = tr("Nothing that is marked reads so. Esc, mark the words, then L again.")
            reading.popup.nothing = nothing

    def _marks_it(self, one: LinkCandidate) -> str:
        """Say that picking words marks them, and whom they mean where that is known."""
        actor = self._reading.bridge.context.actors.get(one.actor_id)
        named = [actor.name] if actor is not None and actor.name != one.text else []
        return " · ".join([*named, tr("marks it, too")])

    def link_to(self, source: Span, link: LinkType, target: Span) -> None:
        """Link two spans; digits then set the link's first attribute."""
        self._link(
            source, link,
            lambda context, page: plan_link(context, page, source.id, link.name, target.id),
        )  # fmt: skip

    def _link_words(self, source: Span, link: LinkType, one: LinkCandidate) -> None:
        """Mark words and link a span to them, as one step."""
        self._link(
            source, link,
            lambda context, page: plan_link_words(
                context, page, source.id, link.name, one
            ),
        )  # fmt: skip

    def _link(
        self, source: Span, link: LinkType, plan: Callable[[PlanContext, Page], Step]
    ) -> None:
        reading = self._reading

        def then(step: Step) -> None:
            made = [
                str(one.after["id"])
                for one in step.changes
                if one.table == "link" and one.before is None and one.after is not None
            ]
            framed = Framed.of(made[0], link.attributes) if made and link.attributes else None
            reading.make_current(source.id, framed or reading.frame_for(source))

        reading.act(plan, then=then)


def _label(link: LinkType) -> str:
    return tr(link.label or link.name)


def _distance(source: Span, span: Span) -> tuple[int, int]:
    if source.start <= span.start < source.end:
        return (0, span.start - source.start)
    return (1, min(abs(span.start - source.end), abs(source.start - span.end)))
