"""Rows become pages and contents: whole, sorted, of the layers asked for; and like the slow way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.changes import rows_by_key
from annotator.model.layer import LayerKind, State
from annotator.model.rows import link_from_rows, span_from_rows
from annotator.model.span import Decision, How, Reason
from annotator.store.read_pages import without_collector
from annotator.text.ranges import Range
from tests import builders as make

STEP, KNOWN = make.small_corpus()
ARTICLE = KNOWN["article"]
OTHER = make.article("Other words stand here.", id="article-2", number=2)
SPLIT = make.span(
    ARTICLE, "claim", [(2, 5), (25, 30), (32, 40)], id="span-4", layer_id="layer-2",
    attributes={"kind": "x", "directness": "direct"}, confidence=850, how=How.TAKEN,
    source_id="elsewhere", changed=make.NOW, actor_id="actor-1",
    reason=Reason("quoted", "between marks", {"n": 2}, (Range(0, 5), Range(7, 9))),
)  # fmt: skip
CUE = make.span(ARTICLE, "cue", (2, 9), id="span-5", layer_id="layer-2")
TIE = make.link(SPLIT, "cued_by", CUE, id="link-9", confidence=500, attributes={"sure": "no"})
FAR = make.span(OTHER, "entity", "words", id="span-6")
NOTES = (
    make.note(ARTICLE, "all", id="note-3"), make.note(SPLIT, "split", id="note-1"),
    make.note(TIE, "tie", id="note-2"), make.note(FAR, "far", id="note-4"),
)  # fmt: skip
DECISIONS = (
    Decision("d2", "link", "link-9", "open", (), (), make.LAYER_ID, "c", make.NOW),
    Decision(
        "d1", "span", "span-4", "accept", ("layer-2",), (), make.LAYER_ID, "c", make.NOW, "ok"
    ),
    Decision("d3", "difference", "k", "open", (), (), make.LAYER_ID, "c", make.NOW),
)
REGIONS = (
    make.region(ARTICLE, "byline", (4, 7), id="region-2"),
    make.region(ARTICLE, "headline", (0, 23), id="region-1"),
    make.region(ARTICLE, "dateline", (4, 9), id="region-3"),
)
SECOND = make.layer("quotes", id="layer-2", kind=LayerKind.SUGGESTER, coder_id=None)
STATES = (
    make.progress(ARTICLE, State.DONE), make.progress(ARTICLE, State.IN_PROGRESS, "layer-2"),
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[make.Opened]:
    more = make.adding(SECOND, OTHER, SPLIT, CUE, TIE, FAR, *NOTES, *DECISIONS, *REGIONS, *STATES)
    with make.opened(make.project_file(tmp_path, STEP, more)) as opened:
        yield opened


def test_a_page_has_what_is_on_the_layers_asked_for(project: make.Opened) -> None:
    mine = project.reader.page("article-1", {make.LAYER_ID})
    assert [one.id for one in mine.spans()] == ["span-1", "span-3", "span-2"]
    assert {one.id for one in mine.links()} == {"link-1", "link-2"}
    assert [one.text for one in mine.every_note()] == ["all"]
    assert mine.progress(make.LAYER_ID) == STATES[0]
    assert mine.progress("layer-2") is None
    assert mine.regions == (REGIONS[1], REGIONS[2], REGIONS[0])
    assert mine.article == ARTICLE
    theirs = project.reader.page("article-1", {"layer-2"})
    assert list(theirs.spans()) == [SPLIT, CUE]
    assert list(theirs.links()) == [TIE]
    assert [one.id for one in theirs.every_note()] == ["note-1", "note-2", "note-3"]
    both = project.reader.page("article-1", {make.LAYER_ID, "layer-2"})
    assert both.n_spans == 5
    nobody = project.reader.page("article-1", set())
    assert (nobody.n_spans, list(nobody.links())) == (0, [])


def test_contents_are_in_the_order_asked_for_and_sorted_within(project: make.Opened) -> None:
    first, second = project.reader.contents()
    assert (first.article, second.article) == (ARTICLE, OTHER)
    assert [one.id for one in first.spans] == ["span-4", "span-5", "span-1", "span-3", "span-2"]
    assert [one.id for one in first.links] == ["link-1", "link-2", "link-9"]
    assert first.regions == (REGIONS[1], REGIONS[2], REGIONS[0])
    assert [one.id for one in first.notes] == ["note-1", "note-2", "note-3"]
    assert [one.id for one in first.decisions] == ["d1", "d2"]
    assert first.states == {make.LAYER_ID: State.DONE, "layer-2": State.IN_PROGRESS}
    assert (second.spans, second.links, second.regions) == ((FAR,), (), ())
    assert (second.notes, second.decisions, second.states) == ((NOTES[3],), (), {})


def test_the_fast_way_gives_the_values_of_the_slow_way(project: make.Opened) -> None:
    for content in project.reader.contents():
        for span in content.spans:
            assert span_from_rows(rows_by_key(make.rows_of(span))) == span
        for link in content.links:
            assert link_from_rows(rows_by_key(make.rows_of(link))) == link
    (first, _) = project.reader.contents()
    assert first.spans[0] == replace(SPLIT, attributes={"directness": "direct", "kind": "x"})
    assert first.links[2] == TIE


@pytest.mark.parametrize("n_apart", [1, 3, 1_000])
def test_ids_close_together_and_far_apart_have_what_is_theirs_and_no_more(
    tmp_path: Path, n_apart: int
) -> None:
    # Every second id is one of another article, on the same layer, with attributes and parts too.
    spans = [
        make.span(
            (ARTICLE, OTHER)[n % 2], "claim", [(n, n + 2), (n + 4, n + 5)], id=f"one-{n * n_apart}",
            attributes={"kind": str(n), "also": "x"}, actor_id="actor-1" if n % 3 else None,
        )
        for n in range(1, 13)
    ]  # fmt: skip
    links = [
        make.link(one, "about", other, id=f"tie-{n * n_apart}", attributes={"sure": str(n)})
        for n, (one, other) in enumerate(zip(spans, spans[2:], strict=False))
    ]
    added = make.adding(OTHER, *spans, *links)
    with make.opened(make.project_file(tmp_path, STEP, added)) as opened:
        for article in (ARTICLE, OTHER):
            page = opened.reader.page(article.id)
            mine = [one for one in spans if one.article_id == article.id]
            assert [page.span(one.id) for one in mine] == mine
            ties = [one for one in links if one.article_id == article.id]
            assert [page.link(one.id) for one in ties] == ties
        read = [one for content in opened.reader.contents() for one in content.spans]
    assert {one.id: one for one in spans}.items() <= {one.id: one for one in read}.items()


def test_the_collector_rests_while_many_values_are_made_and_works_again() -> None:
    assert not gc.isenabled()  # as in a window, and in every test
    with without_collector():
        pass
    assert not gc.isenabled()
    gc.enable()
    try:
        with without_collector():
            assert not gc.isenabled()
        assert gc.isenabled()
    finally:
        gc.disable()


def test_many_pages_read_at_once_are_those_read_one_by_one(project: make.Opened) -> None:
    ids = [OTHER.id, ARTICLE.id]
    layers = {make.LAYER_ID, "layer-2"}
    some = project.reader.some_pages(ids, layers)
    assert [page.article.id for page in some] == ids
    assert some == [project.reader.page(one, layers) for one in ids]
    assert project.reader.some_pages([]) == []


@pytest.fixture
def collector() -> Iterator[None]:
    """The garbage collector as a program without a window has it."""
    was_on = gc.isenabled()
    gc.unfreeze()
    gc.collect()
    gc.enable()
    yield
    gc.unfreeze()
    if not was_on:
        gc.disable()


@pytest.mark.parametrize("is_frozen", [False, True])
@pytest.mark.usefixtures("collector")
def test_many_new_values_do_not_wake_the_collector_afterwards(*, is_frozen: bool) -> None:
    if is_frozen:
        gc.freeze()
    with without_collector():
        made = [[n] for n in range(60_000)]
    assert gc.isenabled()
    assert not _in_generations(made, 0, 1)  # what is new, and what was looked at once
    assert (gc.get_freeze_count() > len(made)) is is_frozen


@pytest.mark.usefixtures("collector")
def test_a_few_new_values_are_the_collectors_as_any() -> None:
    with without_collector():
        made = [[n] for n in range(1_000)]
    assert _in_generations(made, 0, 1) == len(made)
    assert gc.get_freeze_count() == 0


def _in_generations(some: list[list[int]], *generations: int) -> int:
    there = {id(one) for n in generations for one in gc.get_objects(generation=n)}
    return len(there.intersection(map(id, some)))


def test_thousands_with_the_same_words_hold_them_once(tmp_path: Path) -> None:
    values = [{"kind": "x", "directness": "direct"}] * 3 + [{"kind": "x"}, {"directness": "direct"}]
    alike = [
        make.span(ARTICLE, "claim", (n, n + 2), id=f"span-{10 + n}", attributes=one)
        for n, one in enumerate(values)
    ]
    with make.opened(make.project_file(tmp_path, STEP, make.adding(*alike))) as opened:
        page = opened.reader.page(ARTICLE.id)
    read = [page.span(one.id) for one in alike]
    assert [one.attributes for one in read if one] == values
    assert len({id(one.attributes) for one in read if one}) == 3
    assert len({id(one.type) for one in read if one}) == 1
