"""Laws of settling: all of one side makes that side, whatever was decided before."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.compare.differences import compare_article
from annotator.model.actor import Actor, ActorBook
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan, Coding
from annotator.model.layer import LayerKind
from annotator.model.page import Page
from annotator.project.acts.settle import ToSettle, plan_agreed, plan_settle
from annotator.project.acts.take import ChosenSide, Sides, Verdict, is_reviewed
from annotator.project.review.settling import decided
from annotator.text.ranges import Range
from tests import builders
from tests.codings import coded, rules
from tests.planning import done, new_context

if TYPE_CHECKING:
    from annotator.compare.values import ArticleComparison, Difference
    from annotator.model.changes import Step
    from annotator.model.span import Decision, Link, Span

TEXT = "The minister, Ada Lovelace, said: “We will pay. All of it!” He added — 🚢 — more."
ACTORS = (Actor("a", "Ada"), Actor("b", "Ben"))
RULES = rules(*ACTORS)
LEFT = builders.layer("A", id="layer-a", coder_id="coder-a")
RIGHT = builders.layer("B", id="layer-b", coder_id="coder-b")
AGREED = builders.layer("agreed", id="layer-g", coder_id=None, kind=LayerKind.AGREED)
SIDES = Sides(LEFT.id, RIGHT.id)
ARTICLE = builders.article(TEXT, id="a1")

_edges = st.sampled_from([0, 3, 4, 12, 14, 17, 26, 28, 32, 34, 37, 45, 50, 60, 62, 70, 76])
_parts = st.lists(_edges, min_size=2, max_size=4, unique=True).map(
    lambda edges: tuple(
        Range(*two) for two in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)
    )
)
_values = {
    "claim": ("directness", ("direct", "indirect")),
    "speaker": ("form", ("name", "role")),
    "entity": ("kind", ("place", "group")),
}


@st.composite
def codings(draw: st.DrawFn, prefix: str) -> Coding:
    kinds = draw(st.lists(st.sampled_from(["claim", "speaker", "cue", "entity"]), max_size=7))
    spans: dict[object, CodedSpan] = {}
    for n, kind in enumerate(kinds):
        parts = draw(_parts)
        name, values = _values.get(kind, ("", ()))
        value = draw(st.sampled_from([None, *values]))
        actor = draw(st.sampled_from(["a", "b"])) if kind in ("speaker", "entity") else None
        attributes = ((name, value),) if value else ()
        # One layer has no span twice: which of two twins is meant nobody can say.
        spans.setdefault((kind, parts), CodedSpan(f"{prefix}{n}", kind, parts, attributes, actor))
    links = []
    claims = [one for one in spans.values() if one.type == "claim"]
    for kind, link in (("speaker", "said_by"), ("cue", "cued_by"), ("entity", "about")):
        ends = [
            (claim.id, one.id) for claim in claims for one in spans.values() if one.type == kind
        ]
        picked = draw(st.lists(st.sampled_from(ends), max_size=3, unique=True)) if ends else []
        links += [CodedLink(f"{prefix}-{link}-{n}", link, *two) for n, two in enumerate(picked)]
    return Coding(tuple(spans.values()), tuple(links))


articles = st.builds(
    lambda left, right, masked: coded(TEXT, left, right, boilerplate=masked),
    codings("l"),
    codings("r"),
    st.sampled_from([(), ((0, 14),)]),
)


def page_of(article: CodedArticle) -> Page:
    spans: list[Span] = []
    links: list[Link] = []
    for layer, coding in zip((LEFT, RIGHT), article.codings, strict=True):
        for one in coding.spans:
            made = builders.span(ARTICLE, one.type, one.parts, id=one.id, layer_id=layer.id)
            spans.append(replace(made, attributes=dict(one.attributes), actor_id=one.actor_id))
        by_id = {one.id: one for one in spans}
        links += [
            builders.link(by_id[one.source_id], one.type, by_id[one.target_id], id=one.id)
            for one in coding.links
        ]
    return Page(ARTICLE, spans=spans, links=links)


class Table:
    """One article on its way to the agreed layer."""

    def __init__(self, article: CodedArticle) -> None:
        self.compared: ArticleComparison = compare_article(article, RULES)
        self.context = replace(
            new_context(), layers=(LEFT, RIGHT, AGREED), actors=ActorBook(ACTORS)
        ).on_layer(AGREED)
        self.start = self.page = page_of(article)
        self.decisions: dict[str, Decision] = {}
        self.steps: list[Step] = []
        self.do(plan_agreed(self.context, SIDES, [(self.page, self.compared)], {}))

    def settle(self, one: Difference, side: ChosenSide) -> None:
        asked = [ToSettle(self.page, self.compared, (one,))]
        self.do(plan_settle(self.context, SIDES, asked, self.decisions, Verdict(side)))

    def settle_all(self, side: ChosenSide, order: list[Difference]) -> None:
        for one in order:
            self.settle(one, side)

    def do(self, step: Step) -> None:
        self.steps.append(step)
        self.page = done(self.page, step)
        found, gone = decided(step.changes, AGREED.id)
        self.decisions |= found
        for key in gone:
            del self.decisions[key]

    def coded(self, layer_id: str) -> Counter[object]:
        """Give what a layer says, without ids; what is masked is outside.

        Who says a claim is told by actor: where both name the same one in other words, nothing
        differs, and the agreed layer has the words of both.
        """
        masked = set(self.compared.masked)
        spans = {
            one.id: (one.type, one.parts, tuple(sorted(one.attributes.items())), one.actor_id)
            for one in self.page.spans(layer_id=layer_id)
            if one.id not in masked
        }
        links = [
            one
            for one in self.page.links()
            if one.layer_id == layer_id and one.source_id in spans and one.target_id in spans
        ]
        said_by = {
            (spans[one.source_id], spans[one.target_id][3])
            for one in links
            if one.type == "said_by"
        }
        others = [
            (spans[one.source_id], one.type, spans[one.target_id])
            for one in links
            if one.type != "said_by"
        ]
        return Counter([*spans.values(), *said_by, *others])


def in_some_order(table: Table, data: st.DataObject) -> list[Difference]:
    return data.draw(st.permutations(table.compared.differences))


@given(articles, st.data())
def test_all_of_one_side_makes_that_side(article: CodedArticle, data: st.DataObject) -> None:
    table = Table(article)
    table.settle_all(ChosenSide.LEFT, in_some_order(table, data))
    assert table.coded(AGREED.id) == table.coded(LEFT.id)
    assert is_reviewed(table.compared, table.decisions)


@given(articles, st.data())
def test_what_was_decided_before_leaves_no_trace(
    article: CodedArticle, data: st.DataObject
) -> None:
    table = Table(article)
    sides = st.sampled_from([ChosenSide.LEFT, ChosenSide.RIGHT, ChosenSide.NEITHER])
    for one in in_some_order(table, data):
        table.settle(one, data.draw(sides))
    table.settle_all(ChosenSide.RIGHT, in_some_order(table, data))
    assert table.coded(AGREED.id) == table.coded(RIGHT.id)


@given(articles, st.data())
def test_undone_the_page_is_as_before_and_both_sides_always_are(
    article: CodedArticle, data: st.DataObject
) -> None:
    table = Table(article)
    for one in in_some_order(table, data):
        table.settle(
            one, data.draw(st.sampled_from([ChosenSide.LEFT, ChosenSide.RIGHT, ChosenSide.NEITHER]))
        )
    for layer in (LEFT, RIGHT):
        assert [*table.page.spans(layer_id=layer.id)] == [*table.start.spans(layer_id=layer.id)]
    page = done(table.page, *(one.inverse() for one in reversed(table.steps)))
    assert [*page.spans()] == [*table.start.spans()]
    assert sorted(one.id for one in page.links()) == sorted(one.id for one in table.start.links())


@settings(max_examples=50)
@given(articles, st.data())
def test_opened_again_only_what_is_identical_is_left(
    article: CodedArticle, data: st.DataObject
) -> None:
    table = Table(article)
    before = table.coded(AGREED.id)
    order = in_some_order(table, data)
    table.settle_all(data.draw(st.sampled_from([ChosenSide.LEFT, ChosenSide.RIGHT])), order)
    table.settle_all(ChosenSide.OPEN, in_some_order(table, data))
    assert table.coded(AGREED.id) == before
    assert table.decisions == {}
