"""What is suggested for one article, and how each suggestion stands: open, taken, rejected.

A claim with its cue, its speakers and its links is one suggestion; so is an entity, and a speaker
or cue that no claim needs. A suggestion is the difference *extra* of one's own layer against the
layer of suggestions, and has its key.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from annotator.compare.collected import key_of_extra
from annotator.compare.differences import compare_article, whole
from annotator.compare.keys import Keys
from annotator.compare.match import iou
from annotator.compare.rules import Rules
from annotator.compare.sides import without_masked
from annotator.compare.values import Comparison
from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.article import boilerplate
from annotator.model.changes import Change, merged
from annotator.model.coded import (
    CodedArticle,
    CodedArticles,
    CodedLink,
    CodedSpan,
    Coding,
    place_of,
    values_of,
)
from annotator.model.page import Page
from annotator.model.scheme import Role
from annotator.model.span import Confidence, text_order
from annotator.project.acts.settle import plan_take_back
from annotator.project.acts.shared import step_of
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.project.review.settling import Settling, take_up

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.model.scheme import Scheme
    from annotator.model.span import Decision, Span
    from annotator.project.context import PlanContext
    from annotator.text.ranges import Range

_LINKED = 2
"""From a speaker to its claim, and from there to the cue."""
_SAME_WORDS = 0.5
"""A mark of another type on so much of the words stands in a suggestion's place (`match`)."""


class SuggestionOutcome(StrEnum):
    """What became of a suggestion; left open is no rejection."""

    TAKEN = "taken"
    CHANGED = "changed"
    REJECTED = "rejected"
    OPEN = "open"


_CODES = {
    "quotations": ("quote", "quote+cue", "quote+colon", "continued", "dash", "dash+cue"),
    "names": ("model", "capitals", "date"),
    "actors": ("alias", "role", "pronoun", "known-name"),
    "memory": ("memory",),
}
"""The codes of reasons that suggesters give; all others are those of `reports`."""
_SUGGESTER_OF = {code: name for name, codes in _CODES.items() for code in codes}
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

    def suggesters(self) -> frozenset[str]:
        """Give who proposed it: the suggester of its reason, and those who proposed it, too."""
        reason = self.span.reason
        if reason is None:
            return frozenset()
        also = str(reason.args.get("also", "")).split(", ")
        return frozenset(
            _SUGGESTER_OF.get(code, "reports") for code in (reason.code, *filter(None, also))
        )

    def span_ids(self) -> tuple[str, ...]:
        """Give the ids of all its spans, its own first."""
        return (self.span.id, *(one.id for one in self.along))


@dataclass(frozen=True, slots=True)
class ShownSuggestions:
    """Which suggestions are shown: from how sure on, and of which suggester alone ("" = all)."""

    least: Confidence = Confidence.PERHAPS
    only: str = ""

    def fits(self, confidence: Confidence, suggesters: Container[str]) -> bool:
        """Say whether one that is so sure, and proposed by these, is shown."""
        return confidence.rank <= self.least.rank and (not self.only or self.only in suggesters)


@dataclass(slots=True)
class _Open:
    """What was open when it was asked last, and what that hung on."""

    ended: set[str] = field(default_factory=set)
    verdicts: set[tuple[str, str]] = field(default_factory=set)
    by_id: dict[str, Suggestion] = field(default_factory=dict)
    every: tuple[Suggestion, ...] = ()


class ArticleSuggestions:
    """All that is suggested for one article, whatever was decided about it."""

    def __init__(self, page: Page, layer: Layer, context: PlanContext) -> None:
        """Take what the layer of suggestions holds on `page`."""
        self._page = page
        self.layer, self.article_id = layer, page.article.id
        rules, keys = Rules(context.scheme, context.actors), Keys(page.article.sha256)
        counted, masked = _counted(as_coded(page, (layer.id,)), 0)
        self.spans = tuple(one for one in page.spans(layer_id=layer.id) if one.id in counted)
        self.links = tuple(
            one for one in page.links() if one.layer_id == layer.id and one.source_id not in masked
            and one.target_id not in masked
        )  # fmt: skip
        self._keys = {
            one.id: key_of_extra(keys, _content(counted[one.id], rules)) for one in self.spans
        }
        self._by_id = {one.id: one for one in self.spans}
        self._actors = frozenset(one.actor_id for one in self.spans)
        self._made_for = self._names(context)
        self._marks: dict[str, tuple[Span, frozenset[str]]] = {}
        """What each of the coder's marks ends, by its id, as it was when it was asked about."""
        self._last: _Open | None = None
        self._ends: dict[str, list[str]] = {}
        self._claims: dict[str, list[str]] = {}
        roles = context.scheme.link_roles()
        for link in self.links:
            if roles.get(link.type) in (Role.SAID_BY, Role.CUED_BY):
                self._ends.setdefault(link.source_id, []).append(link.target_id)
                self._claims.setdefault(link.target_id, []).append(link.source_id)

    def prepared(self) -> ArticleSuggestions:
        """Make now, beside the window, what `open` will ask for; give the same."""
        self._whole, self._ids  # noqa: B018 - kept when they are first asked for
        return self

    def for_now(self, page: Page, context: PlanContext) -> ArticleSuggestions:
        """Give the same as actors, scheme and regions are now: keys name actors."""
        if self._made_for == self._names(context) and page.regions == self._page.regions:
            return self
        theirs = Page(page.article, regions=page.regions, spans=self._page.spans(),
                      links=self._page.links())  # fmt: skip
        return ArticleSuggestions(theirs, self.layer, context)

    def _names(self, context: PlanContext) -> tuple[Scheme, dict[str | None, str]]:
        """Give what keys hang on: the scheme, and whom the suggestions mean."""
        rules = Rules(context.scheme, context.actors)
        return context.scheme, {one: rules.name(rules.actor(one)) for one in self._actors}

    @cached_property
    def every(self) -> tuple[Suggestion, ...]:
        """All suggestions as they were made, in reading order."""
        return tuple(self._whole[one.id] for one in self.spans if one.id not in self._claims)

    def _along(self, span: Span) -> tuple[Span, ...]:
        ends = (self._by_id[one] for one in self._ends.get(span.id, ()))
        return tuple(sorted(ends, key=text_order))

    def with_open(self, some: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
        """Give all suggestions as they were made, and what of open ones stands by itself now."""
        alone = (one for one in some if one.span.id in self._claims)
        return tuple(sorted((*self.every, *alone), key=lambda one: text_order(one.span)))

    def page_of(self, only: Container[str] | None) -> Page:
        """Give a page of these suggestions alone, `only` those of these ids; None = all."""
        if only is None:
            return self._page.with_only(self.spans, self.links)
        links = (one for one in self.links if one.source_id in only and one.target_id in only)
        return self._page.with_only((one for one in self.spans if one.id in only), links)

    def around(self, about: Suggestion, page: Page) -> frozenset[str]:
        """Give the suggested spans, and those on `page`, that a suggestion may hang on.

        These are what is linked to it, what is linked to that, and all that stands in a paragraph
        with one of them: what overlaps is paired together.
        """
        pages = (self._page, page)
        here = set(about.span_ids())
        for _ in range(_LINKED):
            links = [link for one in here for each in pages for link in each.links_of(one)]
            here.update(end for link in links for end in (link.source_id, link.target_id))
        blocks: set[int] = set()
        fresh = set(here)
        while fresh:
            found = (each.span(one) for one in fresh for each in pages)
            parts = [part for span in found if span is not None for part in span.parts]
            reached = (
                range(page.block_of(one.start), page.block_of(one.end - 1) + 1) for one in parts
            )
            numbers = set(chain.from_iterable(reached)) - blocks
            blocks |= numbers
            entries = (one for n in numbers for each in pages for one in each.parts_in_block(n))
            fresh = {one.span_id for one in entries} - here
            here |= fresh
        return frozenset(here)

    def open(
        self, page: Page, layer_id: str, decisions: Mapping[str, Decision]
    ) -> tuple[Suggestion, ...]:
        """Give what is open beside the marks of a layer on `page`, in reading order.

        A mark of one's own on the words ends a suggestion. A speaker or cue stands for itself
        only where its claim is there already. Looked at again is what is decided or marked
        otherwise than when it was asked last.
        """
        own = decisions.keys() & self._ids.keys()
        verdicts = {(key, decisions[key].verdict) for key in own}
        ended = {id_ for key in own if _is_settled(decisions[key]) for id_ in self._ids[key]}
        for mark in page.spans(layer_id=layer_id):
            ended |= self._ended_by(mark)
        last = self._last
        if last is None:
            touched: Iterable[str] = self._by_id
            last = self._last = _Open()
        else:
            other = ended ^ last.ended
            other.update(id_ for key, _ in verdicts ^ last.verdicts for id_ in self._ids[key])
            beside = (self._claims.get(one, ()) for one in other)
            touched = other.union(*(self._ends.get(one, ()) for one in other), *beside)
        last.ended, last.verdicts = ended, verdicts
        for one in touched:
            found = self._open_now(one, ended, decisions)
            if found is not None:
                last.by_id[one] = found
            else:
                last.by_id.pop(one, None)
        if touched:
            known = last.by_id
            last.every = tuple(known[one.id] for one in self.spans if one.id in known)
        return last.every

    def _open_now(
        self, span_id: str, ended: AbstractSet[str], decisions: Mapping[str, Decision]
    ) -> Suggestion | None:
        """Give a suggestion as far as it is open, or None."""
        known = self._whole[span_id]
        if span_id in ended or not self._stands_alone(span_id, ended, decisions):
            return None
        if any(each.id in ended for each in known.along):
            along = tuple(each for each in known.along if each.id not in ended)
            return Suggestion(known.key, known.span, along)
        return known

    @cached_property
    def _whole(self) -> dict[str, Suggestion]:
        """Each span as a suggestion with all that belongs to it, by id."""
        return {one.id: Suggestion(self._keys[one.id], one, self._along(one)) for one in self.spans}

    def items_by_key(self) -> dict[str, str]:
        """Give the span that each key is of; of equal ones the first."""
        return {key: ids[0] for key, ids in self._ids.items()}

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        """The spans of each key."""
        found: dict[str, list[str]] = {}
        for id_, key in self._keys.items():
            found.setdefault(key, []).append(id_)
        return found

    def _ended_by(self, mark: Span) -> frozenset[str]:
        """Give the suggested spans in whose place a mark stands; each mark is asked about once."""
        known = self._marks.get(mark.id)
        if known is None or known[0] is not mark:
            entries = chain.from_iterable(
                self._page.parts_between(part.start, part.end) for part in mark.parts
            )
            near = {one.span_id: self._by_id.get(one.span_id) for one in entries}
            ended = (k for k, one in near.items() if one is not None and _stands_for(mark, one))
            known = self._marks[mark.id] = (mark, frozenset(ended))
        return known[1]

    def _stands_alone(
        self, span_id: str, ended: AbstractSet[str], decisions: Mapping[str, Decision]
    ) -> bool:
        claims = self._claims.get(span_id)
        if not claims:
            return True
        if any(one not in ended for one in claims):
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
        if known is not None and _is_settled(known):
            return _OF_VERDICTS[known.verdict]
        mine = list(stands_there(one.span, page, layer_id))
        if any((each.type, each.parts) == (one.span.type, one.span.parts) for each in mine):
            return SuggestionOutcome.TAKEN
        return SuggestionOutcome.CHANGED if mine else SuggestionOutcome.OPEN


def suggestions_by_key(article: CodedArticle, side: int, rules: Rules) -> dict[str, str]:
    """Give the suggested spans of an article, ids by key; `side` = which coding is theirs."""
    keys = Keys(article.sha256)
    counted, _ = _counted(article, side)
    return {key_of_extra(keys, _content(one, rules)): one.id for one in counted.values()}


def _content(span: CodedSpan, rules: Rules) -> str:
    return whole(place_of(span), span.attributes, span.actor_id, rules)


def _counted(article: CodedArticle, side: int) -> tuple[dict[str, CodedSpan], tuple[str, ...]]:
    """Give the spans of a coding that count, by their ids, and the ids of those that do not."""
    coded = CodedArticles.of((article,))
    marks, masked = without_masked(coded.marks[side], coded.articles)
    return {one.id: one for one in marks.spans_of(0)}, masked.get(0, ())


def stands_there(span: Span, page: Page, layer_id: str) -> Iterator[Span]:
    """Give the marks of a layer that stand where a suggestion is."""
    for part in span.parts:
        for entry in page.parts_between(part.start, part.end):
            one = page.span(entry.span_id)
            if one is not None and one.layer_id == layer_id and _stands_for(one, span):
                yield one


def _stands_for(mark: Span, span: Span) -> bool:
    """Say whether a mark that shares words with a suggested span stands in its place."""
    return mark.type == span.type or iou(mark.parts, span.parts) >= _SAME_WORDS


def _is_settled(decision: Decision) -> bool:
    return decision.verdict != "open"


def _masks(page: Page) -> tuple[Range, ...]:
    return boilerplate((one.type, one.at) for one in page.regions)


# --- deciding -----------------------------------------------------------------------------------


def settling_on_page(
    context: PlanContext,
    page: Page,
    suggested: ArticleSuggestions,
    decisions: Mapping[str, Decision],
    about: Suggestion | None = None,
) -> tuple[Settling, Page]:
    """Give how the coder's marks on `page` compare with what is suggested, and the page with both.

    As `Project.settling` compares them, but of this page as it is now, queued steps included.
    `about` one suggestion only the paragraphs are compared that may matter for it.
    """
    mine, theirs = context.layer, suggested.layer
    only = None if about is None else suggested.around(about, page)
    whole = page.beside(suggested.page_of(only))
    compared = compare_article(
        as_coded(whole, (mine.id, theirs.id), only), Rules(context.scheme, context.actors)
    )
    comparison = Comparison(mine, theirs, (compared,))
    return Settling(comparison, mine, dict(decisions)), whole


def plan_suggestion(
    context: PlanContext,
    page: Page,
    suggested: ArticleSuggestions,
    decisions: Mapping[str, Decision],
    one: Suggestion,
    verdict: Verdict,
) -> Step:
    """Give the step that decides about a suggestion beside the coder's marks on `page`.

    What was taken before and is decided otherwise now goes; taken again it changes nothing. Raises
    `Forbidden` where the suggestion stands no more.
    """
    known, before = decisions.get(one.key), tuple[Change, ...]()
    if known is not None and any(page.span(each) is not None for each in known.results):
        if verdict == Verdict(ChosenSide.RIGHT):
            return step_of(context, "settle", ())
        before = (*plan_take_back(context, page, known, decisions.values()).changes,)
        page, decisions = page.applied(before), dict(decisions)
        take_up(decisions, before, context.layer.id)
    settling, whole = settling_on_page(context, page, suggested, decisions, one)
    difference = settling.difference(one.key)
    if difference is None:
        raise Forbidden(
            tr("A mark of your own stands there now."), tr("Decide about another suggestion.")
        )
    step = settling.plan(context, lambda _id: whole, (difference,), verdict)
    return replace(step, changes=merged([*before, *step.changes])) if before else step


def as_coded(
    page: Page, layer_ids: Iterable[str], only: Container[str] | None = None
) -> CodedArticle:
    """Give an article as some layers on its page coded it, in their order.

    `only` = the spans that count, None = all.
    """
    article, codings = page.article, tuple(_coding(page, one, only) for one in layer_ids)
    return CodedArticle(
        article.id, article.sha256, article.language, page.text, _masks(page), codings
    )


def _coding(page: Page, layer_id: str, only: Container[str] | None = None) -> Coding:
    return Coding(
        tuple(
            CodedSpan(
                one.id, one.type, one.parts, values_of(one.attributes), one.actor_id, _why(one)
            )
            for one in page.spans(layer_id=layer_id)
            if only is None or one.id in only
        ),
        tuple(
            CodedLink(one.id, one.type, one.source_id, one.target_id, values_of(one.attributes))
            for one in page.links()
            if one.layer_id == layer_id
            and (only is None or (one.source_id in only and one.target_id in only))
        ),
    )


def _why(span: Span) -> tuple[str, ...]:
    return () if span.reason is None else (span.reason.code, Confidence.of(span.confidence))
