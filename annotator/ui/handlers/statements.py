"""StatementHandlers: two claims become one, one becomes two at the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.span import Span
from annotator.model.statement import statement_of
from annotator.project.acts.study.statements import plan_merge_claims, plan_split_claim
from annotator.reading.choices import Choice
from annotator.reading.spans import made_by
from annotator.text.words import word_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.changes import Step
    from annotator.ui.handlers.links import LinkHandlers
    from annotator.ui.handlers.reading_state import ReadingState

_MOST_CLAIMS = 30


class StatementHandlers:
    """The acts on whole statements."""

    def __init__(self, reading: ReadingState, links: LinkHandlers) -> None:
        """Act on what is read; which claim is meant `links` knows."""
        self._reading, self._links = reading, links

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"merge-statements": self.merge, "split-statement": self.split}

    def merge(self) -> None:
        """List the other claims, nearest first; the one picked becomes part of the current one."""
        reading, claim = self._reading, self._links.claim_or_refuse()
        page, actors = reading.page, reading.bridge.context.actors
        others = [
            span for span in page.spans(claim.type, reading.bridge.layer_id) if span.id != claim.id
        ]
        others.sort(key=lambda span: (abs(span.start - claim.start), span.id))
        if not others:
            raise Forbidden(tr("There is no other claim in this article."), tr("Mark one first."))

        def who(span: Span) -> str:
            said_by = statement_of(page, reading.scheme, span).speakers
            named = [actors.get(one.actor_id) for one in said_by]
            return ", ".join(one.name for one in named if one is not None)

        choices = [
            Choice(" ".join(span.text().split()), span, who(span), at=span.parts[0])
            for span in others[:_MOST_CLAIMS]
        ]

        def picked(value: object) -> None:
            if isinstance(value, Span):
                reading.act(
                    lambda context, now: plan_merge_claims(context, now, claim.id, value.id),
                    then=lambda _step: reading.stand_on(claim.id),
                )

        reading.choose(tr("One claim with …"), choices, picked)

    def split(self) -> None:
        """Split the current claim before the selection, or before the word at the caret."""
        reading, claim = self._reading, self._links.claim_or_refuse()
        selected = reading.view.selection()
        at = reading.view.caret() if selected is None else selected.start
        word = word_at(reading.page.text, at)
        if selected is None and word is not None and word.start < at < word.end:
            at = word.start  # a click stands anywhere in a word

        def then(step: Step) -> None:
            made = reading.page.span(made_by(step.changes, reading.scheme) or "")
            if made is not None:
                reading.make_current(made.id, reading.frame_for(made))

        reading.act(lambda context, page: plan_split_claim(context, page, claim.id, at), then=then)
