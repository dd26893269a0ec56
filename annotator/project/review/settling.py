"""Settling: a comparison with what was decided about it, and the steps that decide.

The window holds one while it reviews; the calls of `Project` make one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.model.agreed import agreed_layer, agreed_record
from annotator.model.rows import decision_from_row
from annotator.project.acts.settle import (
    ToSettle,
    names_ended,
    new_agreed_layer,
    plan_agreed,
    plan_settle,
)
from annotator.project.acts.take import ChosenSide, Sides, Verdict, is_reviewed, settled
from annotator.project.review.changed import SettledBefore, changed_since, settled_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from annotator.compare.values import ArticleComparison, Comparison, Difference
    from annotator.model.article import Json
    from annotator.model.changes import Change, Step
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.context import PlanContext
    from annotator.store.read import Reader


@dataclass(slots=True)
class Settling:
    """Which differences of a comparison are settled into a layer, and how.

    `into` need not be on disk yet. `decisions` are that layer's, by key; `heard` keeps them up.
    `before` are those that no difference is about any more.
    """

    comparison: Comparison
    into: Layer
    decisions: dict[str, Decision] = field(default_factory=dict)
    before: tuple[SettledBefore, ...] = ()
    _articles: dict[str, ArticleComparison] = field(init=False)
    _by_key: dict[str, Difference] = field(init=False)
    _alike: dict[tuple[str, ...], list[Difference]] = field(init=False)
    _changed: Mapping[str, Decision] = field(init=False)

    def __post_init__(self) -> None:
        """Index the differences."""
        self._articles = {one.article_id: one for one in self.comparison.articles}
        self._by_key, self._alike = {}, {}
        for one in self.comparison.differences():
            self._by_key[one.key] = one
            if one.alike:
                self._alike.setdefault(one.alike, []).append(one)
        self._changed = changed_since(self.comparison, self.before) if self.before else {}

    @property
    def sides(self) -> Sides:
        """The two layers, left first."""
        return Sides(self.comparison.left.id, self.comparison.right.id)

    @property
    def layer_ids(self) -> frozenset[str]:
        """The layers that a page needs for settling."""
        return frozenset((self.sides.left, self.sides.right, self.into.id))

    def difference(self, key: str) -> Difference | None:
        """Give the difference of this key; None where there is none any more."""
        return self._by_key.get(key)

    def suggested(self, span_id: str) -> Difference | None:
        """Give the difference that a span is which the right alone has; None where it is none."""
        return next((one for one in self._by_key.values() if one.right == span_id), None)

    def article(self, article_id: str) -> ArticleComparison | None:
        """Give what differs in an article; None for one that is not compared."""
        return self._articles.get(article_id)

    # --- how it stands ------------------------------------------------------------------------

    def decided(self) -> dict[str, Decision]:
        """Give the decisions of all differences by key, those with a note alone too."""
        known = self.decisions
        found = {key: known[key] for key in self._by_key if key in known}
        for article in self.comparison.articles if known else ():
            found |= settled(article, known)
        return found

    def settled(self, article_id: str) -> dict[str, Decision]:
        """Give the decisions of an article's differences by key; open ones are left out."""
        return settled(self._articles[article_id], self.decisions)

    def changed(self) -> dict[str, Decision]:
        """Give the open differences that were settled, and changed since: how, by their keys."""
        keys = (one.key for one in self.open()) if self._changed else ()
        return {key: one for key in keys if (one := self.settled_before(key)) is not None}

    def settled_before(self, key: str) -> Decision | None:
        """Give how an open difference was settled, as it was before a coder changed it."""
        known = self._changed.get(key)
        return known if known is not None and known.subject in self.decisions else None

    def open(self) -> Iterator[Difference]:
        """Give what is open, in the order of the list of articles."""
        for article in self.comparison.articles:
            known = settled(article, self.decisions)
            yield from (one for one in article.differences if one.key not in known)

    def alike(self, difference: Difference, within: str | None = None) -> tuple[Difference, ...]:
        """Give all open differences that are alike to one, itself first.

        `within` = only those of this article.
        """
        if not difference.alike:
            return (difference,)
        known: dict[str, Mapping[str, Decision]] = {}
        found = [difference]
        for one in self._alike.get(difference.alike, ()):
            if one.key != difference.key and within in (None, one.article_id):
                if one.article_id not in known:
                    known[one.article_id] = self.settled(one.article_id)
                if one.key not in known[one.article_id]:
                    found.append(one)
        return tuple(found)

    # --- steps --------------------------------------------------------------------------------

    def plan_begin(
        self,
        context: PlanContext,
        page: Callable[[str], Page],
        stood: Mapping[str, Json],
    ) -> Step:
        """Give the step that makes the agreed layer with all that is identical."""
        pages = ((page(one.article_id), one) for one in self.comparison.articles)
        return plan_agreed(context.on_layer(self.into), self.sides, pages, stood)

    def plan(
        self,
        context: PlanContext,
        page: Callable[[str], Page],
        differences: Iterable[Difference],
        verdict: Verdict,
    ) -> Step:
        """Give the one step that settles differences alike.

        `page` gives an article with `layer_ids`.
        """
        by_article: dict[str, list[Difference]] = {}
        for one in differences:
            by_article.setdefault(one.article_id, []).append(one)
        some = [
            ToSettle(page(article_id), self._articles[article_id], tuple(those))
            for article_id, those in by_article.items()
        ]
        context = context.on_layer(self.into)
        step = plan_settle(context, self.sides, some, self.decisions, verdict)
        if verdict.side is not ChosenSide.OPEN and self._ends_with(step):
            step = replace(step, changes=(*step.changes, *names_ended(context)))
        return step

    def _ends_with(self, step: Step) -> bool:
        """Say whether nothing is open after a step."""
        record = agreed_record(self.into)
        if record is None or not record.hides_names:
            return False
        after = {**self.decisions, **decided(step.changes, self.into.id)[0]}
        return all(is_reviewed(one, after) for one in self.comparison.articles)

    def heard(self, changes: Iterable[Change]) -> frozenset[str]:
        """Take up what a step changed, undone ones too; give the keys decided otherwise now."""
        return take_up(self.decisions, changes, self.into.id)


def take_up(
    decisions: dict[str, Decision], changes: Iterable[Change], layer_id: str
) -> frozenset[str]:
    """Keep a layer's decisions up with what changed; give the keys decided otherwise now."""
    found, gone = decided(changes, layer_id)
    decisions |= found
    for key in gone:
        decisions.pop(key, None)
    return frozenset(found) | gone


def decided(changes: Iterable[Change], layer_id: str) -> tuple[dict[str, Decision], frozenset[str]]:
    """Give the decisions of a layer that changes bring, and the keys of those that go."""
    found: dict[str, Decision] = {}
    gone: set[str] = set()
    for change in changes:
        if change.table != "decision":
            continue
        row = change.after if change.after is not None else change.before or {}
        if row.get("layer_id") != layer_id:
            continue
        if change.after is None:
            gone.add(str(row["subject"]))
        else:
            found[str(row["subject"])] = decision_from_row(change.after)
    return found, frozenset(gone - set(found))


def settling_of(
    context: PlanContext,
    comparison: Comparison,
    reader: Reader,
    into: Layer | None = None,
) -> Settling:
    """Give a comparison with what was decided about it on a layer (None = the agreed one).

    Where there is no agreed layer yet, one that comes with the first step. What has changed since
    it was settled is told of the two that the agreed layer was begun with.
    """
    sides = Sides(comparison.left.id, comparison.right.id)
    layer = into or agreed_layer(context.layers) or new_agreed_layer(context, sides)
    own = {one.subject: one for one in reader.decisions() if one.layer_id == layer.id}
    before: tuple[SettledBefore, ...] = ()
    record = agreed_record(layer)
    if record is not None and {*record.of} == {sides.left, sides.right}:
        before = settled_before(reader, comparison, own.values(), layer.id)
    return Settling(comparison, layer, own, before)
