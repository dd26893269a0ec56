"""What is suggested for one article, and how each suggestion stands: open, taken, rejected.

A claim with its cue, its speakers and its links is one suggestion; so is an entity, and a speaker
or cue that no claim needs. A suggestion is the difference *extra* of one's own layer against the
layer of suggestions, and has its key.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from annotator.compare.collected import key_of_extra
from annotator.compare.differences import compare_article, whole
from annotator.compare.keys import Keys
from annotator.compare.match import iou
from annotator.compare.rules import Rules
from annotator.compare.sides import without_masked
from annotator.compare.values import Comparison
from annotator.model.article import boilerplate
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan, Coding, values_of
from annotator.model.page import Page
from annotator.model.scheme import Role
from annotator.model.span import Confidence, text_order
from annotator.project.review.settling import Settling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.model.layer import Layer
    from annotator.model.span import Decision, Span
    from annotator.project.context import PlanContext
    from annotator.text.ranges import Range

_SAME_WORDS = 0.5
"""A mark of another type on so much of the words stands in a suggestion's place (`match`)."""


class SuggestionOutcome(StrEnum):
    """What became of a suggestion; left open is no rejection."""

    TAKEN = "taken"
    CHANGED = "changed"
    REJECTED = "rejected"
    OPEN = "open"


_Place: TypeAlias = "tuple[str, tuple[Range, ...]]"
_OF_VERDICTS = {
    "accept": SuggestionOutcome.TAKEN,
    "change": SuggestionOutcome.CHANGED,
    "reject": SuggestionOutcome.REJECTED,
    "open": SuggestionOutcome.OPEN,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One to accept: a claim or another span; `along` are the cues and speakers it brings."""

    key: str
    span: Span
    along: tuple[Span, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """How sure the suggester was, in a word."""
        return Confidence.of(self.span.confidence)

    def span_ids(self) -> tuple[str, ...]:
        """Give the ids of all its spans, its own first."""
        return (self.span.id, *(one.id for one in self.along))


class ArticleSuggestions:
    """All that is suggested for one article, whatever was decided about it."""

    def __init__(self, page: Page, layer: Layer, context: PlanContext) -> None:
        """Take what the layer of suggestions holds on `page`."""
        self._page, self._made_for = page, (context.actors, context.scheme)
        self.layer, self.article_id = layer, page.article.id
        rules, keys = Rules(context.scheme, context.actors), Keys(page.article.sha256)
        side, masked = without_masked(_coding(page, layer.id), _masks(page))
        self.spans = tuple(one for one in page.spans(layer_id=layer.id) if one.id in side.spans)
        self.links = tuple(
            one for one in page.links() if one.layer_id == layer.id and one.source_id not in masked
            and one.target_id not in masked
        )  # fmt: skip
        self._keys = {
            one.id: key_of_extra(keys, whole(side.spans[one.id], rules)) for one in self.spans
        }
        self._by_id = {one.id: one for one in self.spans}
        self._ends: dict[str, list[str]] = {}
        self._claims: dict[str, list[str]] = {}
        roles = context.scheme.link_roles()
        for link in self.links:
            if roles.get(link.type) in (Role.SAID_BY, Role.CUED_BY):
                self._ends.setdefault(link.source_id, []).append(link.target_id)
                self._claims.setdefault(link.target_id, []).append(link.source_id)

    def for_now(self, page: Page, context: PlanContext) -> ArticleSuggestions:
        """Give the same as actors, scheme and regions are now: keys name actors."""
        is_same = self._made_for == (context.actors, context.scheme)
        if is_same and page.regions == self._page.regions:
            return self
        theirs = Page(page.article, regions=page.regions, spans=self._page.spans(),
                      links=self._page.links())  # fmt: skip
        return ArticleSuggestions(theirs, self.layer, context)

    @cached_property
    def every(self) -> tuple[Suggestion, ...]:
        """All suggestions as they were made, in reading order."""
        alone = [one for one in self.spans if one.id not in self._claims]
        return tuple(Suggestion(self._keys[one.id], one, self._along(one)) for one in alone)

    def _along(self, span: Span) -> tuple[Span, ...]:
        ends = (self._by_id[one] for one in self._ends.get(span.id, ()))
        return tuple(sorted(ends, key=text_order))

    def open(
        self, page: Page, layer_id: str, decisions: Mapping[str, Decision]
    ) -> tuple[Suggestion, ...]:
        """Give what is open beside the marks of a layer on `page`, in reading order.

        A mark of one's own on the words ends a suggestion. A speaker or cue stands for itself
        only where its claim is there already.
        """
        is_open = {one.id for one in self.spans if not self._ended(one, page, layer_id, decisions)}
        found: list[Suggestion] = []
        for one in self.spans:
            if one.id not in is_open or not self._stands_alone(one, is_open, decisions):
                continue
            along = tuple(each for each in self._along(one) if each.id in is_open)
            found.append(Suggestion(self._keys[one.id], one, along))
        return tuple(found)

    def _ended(
        self, span: Span, page: Page, layer_id: str, decisions: Mapping[str, Decision]
    ) -> bool:
        known = decisions.get(self._keys[span.id])
        if known is not None and known.verdict != "open":
            return True
        return next(stands_there(span, page, layer_id), None) is not None

    def _stands_alone(
        self, span: Span, is_open: set[str], decisions: Mapping[str, Decision]
    ) -> bool:
        claims = self._claims.get(span.id)
        if not claims:
            return True
        if any(one in is_open for one in claims):
            return False
        known = (decisions.get(self._keys[one]) for one in claims)
        return any(one is None or one.verdict != "reject" for one in known)

    def outcomes(
        self, page: Page, layer_id: str, decisions: Mapping[str, Decision]
    ) -> Counter[SuggestionOutcome]:
        """Give what became of all suggestions, one for each of `every`.

        What somebody marked by hand just so counts as taken, on other words as changed.
        """
        return Counter(self._outcome(one, page, layer_id, decisions) for one in self.every)

    def outcome_by_place(
        self, page: Page, layer_id: str, decisions: Mapping[str, Decision]
    ) -> dict[_Place, SuggestionOutcome]:
        """Give what became of each suggestion, by its type and its parts."""
        return {
            (one.span.type, one.span.parts): self._outcome(one, page, layer_id, decisions)
            for one in self.every
        }

    def outcomes_like(
        self, became: Mapping[_Place, SuggestionOutcome], page: Page, layer_id: str
    ) -> Counter[SuggestionOutcome]:
        """Give what became of these suggestions of one suggester, decided about as merged ones.

        One that is not among the merged ones as it is stands for none that somebody decided about.
        """
        return Counter(
            became.get((one.span.type, one.span.parts)) or self._outcome(one, page, layer_id, {})
            for one in self.every
        )

    def _outcome(
        self, one: Suggestion, page: Page, layer_id: str, decisions: Mapping[str, Decision]
    ) -> SuggestionOutcome:
        known = decisions.get(one.key)
        if known is not None and known.verdict != "open":
            return _OF_VERDICTS[known.verdict]
        mine = list(stands_there(one.span, page, layer_id))
        if any((each.type, each.parts) == (one.span.type, one.span.parts) for each in mine):
            return SuggestionOutcome.TAKEN
        return SuggestionOutcome.CHANGED if mine else SuggestionOutcome.OPEN


def suggestions_by_key(article: CodedArticle, side: int, rules: Rules) -> dict[str, str]:
    """Give the suggested spans of an article, ids by key; `side` = which coding is theirs."""
    keys = Keys(article.sha256)
    counted, _ = without_masked(article.codings[side], article.boilerplate)
    return {key_of_extra(keys, whole(one, rules)): one.id for one in counted.spans.values()}


def stands_there(span: Span, page: Page, layer_id: str) -> Iterator[Span]:
    """Give the marks of a layer that stand where a suggestion is."""
    for part in span.parts:
        for entry in page.parts_between(part.start, part.end):
            one = page.span(entry.span_id)
            if one is None or one.layer_id != layer_id:
                continue
            if one.type == span.type or iou(one.parts, span.parts) >= _SAME_WORDS:
                yield one


def _masks(page: Page) -> tuple[Range, ...]:
    return boilerplate((one.type, one.at) for one in page.regions)


# --- deciding -----------------------------------------------------------------------------------


def settling_on_page(
    context: PlanContext,
    page: Page,
    suggested: ArticleSuggestions,
    decisions: Mapping[str, Decision],
) -> tuple[Settling, Page]:
    """Give how the coder's marks on `page` compare with what is suggested, and the page with both.

    As `Project.settling` compares them, but of this page as it is now, queued steps included.
    """
    mine, theirs = context.layer, suggested.layer
    whole = page.beside(suggested.spans, suggested.links)
    compared = compare_article(
        as_coded(whole, (mine.id, theirs.id)), Rules(context.scheme, context.actors)
    )
    comparison = Comparison(mine, theirs, (compared,))
    return Settling(comparison, mine, dict(decisions)), whole


def as_coded(page: Page, layer_ids: Iterable[str]) -> CodedArticle:
    """Give an article as some layers on its page coded it, in their order."""
    article, codings = page.article, tuple(_coding(page, one) for one in layer_ids)
    return CodedArticle(
        article.id, article.sha256, article.language, page.text, _masks(page), codings
    )


def _coding(page: Page, layer_id: str) -> Coding:
    return Coding(
        tuple(
            CodedSpan(
                one.id, one.type, one.parts, values_of(one.attributes), one.actor_id, _why(one)
            )
            for one in page.spans(layer_id=layer_id)
        ),
        tuple(
            CodedLink(one.id, one.type, one.source_id, one.target_id, values_of(one.attributes))
            for one in page.links()
            if one.layer_id == layer_id
        ),
    )


def _why(span: Span) -> tuple[str, ...]:
    return () if span.reason is None else (span.reason.code, Confidence.of(span.confidence))
