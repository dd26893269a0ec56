"""Laws of the page and of acts: whatever is done, the page is what its rows say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.model.actor import ActorBook
from annotator.model.changes import Change, Step
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.project.acts import edit, link, mark, regions
from annotator.project.asking import noting
from annotator.project.context import PlanContext
from annotator.text.ranges import Range
from tests import builders

TEXT = (
    "Talks 🚢 end\n\n“We will,” he said, “not wait.”\u00a0Kabul\u2028and é Tālib\n"
    "به گفتهٔ وزیر، «بندر باز می‌شود.»\n\nLeave a Reply"
)
ARTICLE = builders.article(TEXT, id="a1")
TYPES = ("speaker", "cue", "claim", "entity")
LINKS = ("said_by", "cued_by", "about", "addressed_to")
VALUES = ("name", "role", "direct", "indirect", "person", "place", None)
NAMES = ("form", "directness", "kind")

places = st.tuples(st.integers(-1, len(TEXT) + 1), st.integers(-1, len(TEXT) + 1)).map(
    lambda pair: Range(*pair)
)


def fresh_context() -> PlanContext:
    return PlanContext(
        scheme=builders.scheme(),
        layer=builders.layer(),
        coder=builders.CODER,
        actors=ActorBook([builders.actor("Talven", id="actor-1")]),
        layers=(),
        new_id=builders.counting_ids(),
        now=builders.now,
    )


def some_act(draw: st.DrawFn, context: PlanContext, page: Page) -> Step:
    """Plan one random act; it may be refused."""
    spans = [one.id for one in page.spans()] or ["nobody"]
    span_id = draw(st.sampled_from(spans))
    other = draw(st.sampled_from(spans))
    kind = draw(st.sampled_from(TYPES))
    place = draw(places)
    name, value = draw(st.sampled_from(NAMES)), draw(st.sampled_from(VALUES))
    acts = {
        "mark": lambda: mark.plan_mark(context, page, kind, [place]),
        "mark parts": lambda: mark.plan_mark(context, page, kind, [place, draw(places)]),
        "part": lambda: mark.plan_part(context, page, span_id, place),
        "borders": lambda: edit.plan_parts(context, page, span_id, [place]),
        "attribute": lambda: edit.plan_attribute(context, page, [span_id], name, value),
        "type": lambda: edit.plan_type(context, page, span_id, kind),
        "actor": lambda: edit.plan_refer(
            context, page, [span_id], draw(st.sampled_from(["actor-1", None]))
        ),
        "delete": lambda: edit.plan_delete(context, page, [span_id]),
        "link": lambda: link.plan_link(context, page, span_id, draw(st.sampled_from(LINKS)), other),
        "note": lambda: noting.plan_note(
            context, page, Owner.SPAN, span_id, draw(st.sampled_from(["", "look", "again"]))
        ),
        "region": lambda: regions.plan_region(
            context, page, draw(st.sampled_from(["boilerplate", "headline", "body"])), place
        ),
    }
    return acts[draw(st.sampled_from(sorted(acts)))]()


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Page, Step, Page]]:
    """Give pages with the steps between them."""
    page, context = Page(ARTICLE), fresh_context()
    done = []
    for _ in range(draw(st.integers(1, 14))):
        try:
            step = some_act(draw, context, page)
        except AnnotatorError:
            continue
        after = page.applied(step.changes)
        done.append((page, step, after))
        page, context = after, context.applied(step.changes)
    return done


def rebuilt(page: Page) -> Page:
    """Give the page made anew from its values, with nothing carried over."""
    layer_id = builders.LAYER_ID
    state = page.progress(layer_id)
    return Page(
        page.article,
        regions=page.regions,
        spans=list(page.spans()),
        links=list(page.links()),
        notes=page.every_note(),
        progress=[state] if state else [],
    )


def index_of(page: Page) -> object:
    blocks = [page.parts_in_block(n) for n in range(len(page.blocks))]
    ends = {one.id: sorted(link.id for link in page.links_of(one.id)) for one in page.spans()}
    return blocks, ends, [one.id for one in page.spans()]


@given(histories())
def test_a_page_after_acts_is_the_page_made_anew_from_its_values(history):
    for _, _, after in history:
        again = rebuilt(after)
        assert after == again
        assert index_of(after) == index_of(again)


@given(histories())
def test_the_inverse_of_a_step_gives_the_page_before(history):
    for before, step, after in history:
        back = after.applied(step.inverse().changes)
        assert back == before
        assert index_of(back) == index_of(before)


@given(histories())
def test_every_change_is_one_row_that_differs_and_no_row_is_named_twice(history):
    for _, step, _ in history:
        names = [(change.table, change.key()) for change in step.changes]
        assert len(names) == len(set(names))
        assert all(isinstance(change, Change) for change in step.changes)
        assert all(change.before != change.after for change in step.changes)


@given(histories())
def test_links_join_spans_that_are_there_and_quotes_are_the_text(history):
    for _, _, after in history:
        for one in after.links():
            assert after.span(one.source_id) is not None
            assert after.span(one.target_id) is not None
        for span in after.spans():
            assert span.quotes == tuple(TEXT[part.start : part.end] for part in span.parts)
            assert all(
                left.end <= right.start
                for left, right in zip(span.parts, span.parts[1:], strict=False)
            )


@given(histories(), st.integers(0, len(TEXT) - 1))
def test_the_index_by_position_finds_what_a_plain_search_finds(history, position):
    page = history[-1][2] if history else Page(ARTICLE)
    found = {span.id for span in page.spans_at(position)}
    assert found == {span.id for span in page.spans() if span.covers(position)}
    after = [span.id for span in page.spans_from(position)]
    assert after == [span.id for span in page.spans() if span.start >= position]
    before = [span.id for span in page.spans_before(position)]
    assert before == [span.id for span in reversed(list(page.spans())) if span.start < position]
