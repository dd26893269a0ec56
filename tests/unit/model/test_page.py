"""A page: what stands where, what hangs on what, and the page after changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.article import RegionType
from annotator.model.layer import State
from annotator.model.page import Page, moved
from annotator.text.ranges import Range
from tests import builders

TEXT = "One two three.\n\nFour five six.\n\nSeven eight."
ARTICLE = builders.article(TEXT, id="a1")
LONG = builders.span(ARTICLE, "claim", "two three", id="long")
SHORT = builders.span(ARTICLE, "entity", "two", id="short", layer_id="other")
SPLIT = builders.span(ARTICLE, "claim", [(16, 20), (32, 37)], id="split")
OVER = builders.span(ARTICLE, "claim", [(8, 25)], id="over")
LINKS = (
    builders.link(LONG, "about", SHORT, id="k1"),
    builders.link(SPLIT, "about", LONG, id="k2"),
)
NOTES = (builders.note(ARTICLE, "all"), builders.note(LONG, "this"), builders.note(LINKS[0], "tie"))
REGIONS = (
    builders.region(ARTICLE, "headline", (0, 14), id="r1"),
    builders.region(ARTICLE, "byline", (4, 7), id="r2"),
)
STATE = builders.progress(ARTICLE, State.DONE)
PAGE = Page(
    ARTICLE, regions=REGIONS[::-1], spans=(SPLIT, SHORT, OVER, LONG), links=LINKS, notes=NOTES,
    progress=(STATE,),
)  # fmt: skip


def ids(found: object) -> list[str]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def test_spans_stand_in_text_order_the_longer_first() -> None:
    assert ids(PAGE.spans()) == ["long", "short", "over", "split"]
    assert ids(PAGE.spans("claim")) == ["long", "over", "split"]
    assert ids(PAGE.spans(layer_id="other")) == ["short"]
    assert ids(PAGE.spans("claim", "other")) == []
    assert (PAGE.n_spans, PAGE.text) == (4, TEXT)
    assert ids(PAGE.spans_from(4)) == ["long", "short", "over", "split"]
    assert ids(PAGE.spans_from(5)) == ["over", "split"]
    assert ids(PAGE.spans_before(8)) == ["short", "long"]
    assert ids(PAGE.spans_before(9)) == ["over", "short", "long"]


def test_the_shortest_span_at_a_place_comes_first() -> None:
    assert ids(PAGE.spans_at(4)) == ["short", "long"]
    assert ids(PAGE.spans_at(7)) == ["long"]
    assert ids(PAGE.spans_at(12)) == ["long", "over"]
    assert ids(PAGE.spans_at(13)) == ["over"]
    assert ids(PAGE.spans_at(19)) == ["split", "over"]
    assert ids(PAGE.spans_at(25)) == []
    assert ids(PAGE.spans_at(36)) == ["split"]


def test_parts_between_are_those_that_share_a_character() -> None:
    def found(start: int, end: int) -> list[tuple[str, int]]:
        return [(one.span_id, one.n) for one in PAGE.parts_between(start, end)]

    assert found(0, len(TEXT)) == [
        ("long", 0), ("short", 0), ("over", 0), ("split", 0), ("split", 1),
    ]  # fmt: skip
    assert found(0, 4) == []
    assert found(7, 8) == [("long", 0)]
    assert found(20, 32) == [("over", 0)]
    assert found(36, 40) == [("split", 1)]
    assert found(5, 5) == [("long", 0), ("short", 0)]


def test_a_part_is_known_to_each_block_it_touches() -> None:
    assert [block.start for block in PAGE.blocks] == [0, 15, 16, 31, 32]
    by_block = [[one.span_id for one in PAGE.parts_in_block(n)] for n in range(5)]
    assert by_block == [["long", "short", "over"], ["over"], ["over", "split"], [], ["split"]]
    (part,) = PAGE.parts_in_block(4)
    assert (part.start, part.end, part.n, part.n_parts) == (32, 37, 1, 2)
    assert [PAGE.block_of(at) for at in (0, 14, 15, 16, 30, 31, 99)] == [0, 0, 1, 2, 2, 3, 4]


def test_links_and_notes_are_found_by_what_they_hang_on() -> None:
    assert ids(PAGE.links()) == ["k1", "k2"]
    assert ids(PAGE.links_of("long")) == ["k1", "k2"]
    assert ids(PAGE.links_from("long")) == ["k1"]
    assert ids(PAGE.links_from("long", "about")) == ["k1"]
    assert ids(PAGE.links_from("long", "said_by")) == []
    assert PAGE.link("k2") == LINKS[1]
    assert (PAGE.span("nobody"), PAGE.link("none"), PAGE.links_of("split")) == (
        None, None, (LINKS[1],),
    )  # fmt: skip
    assert [one.text for one in PAGE.notes("long")] == ["this"]
    assert len(PAGE.every_note()) == 3
    assert PAGE.progress(STATE.layer_id) == STATE
    assert PAGE.progress("other") is None


def test_the_innermost_region_counts() -> None:
    assert ids(PAGE.regions) == ["r1", "r2"]
    found = [PAGE.region_at(at) for at in (0, 4, 6, 7, 13, 14)]
    assert [one.type if one else None for one in found] == [
        RegionType.HEADLINE, RegionType.BYLINE, RegionType.BYLINE, RegionType.HEADLINE,
        RegionType.HEADLINE, None,
    ]  # fmt: skip


def test_pages_are_equal_by_what_they_hold() -> None:
    same = Page(
        ARTICLE, regions=REGIONS, spans=(LONG, OVER, SHORT, SPLIT), links=LINKS, notes=NOTES,
        progress=(STATE,),
    )  # fmt: skip
    assert same == PAGE
    assert PAGE != "page"
    for other in (
        Page(ARTICLE, regions=REGIONS, spans=(LONG, OVER, SHORT, SPLIT), links=LINKS, notes=NOTES),
        builders.page(ARTICLE, LONG),
        builders.page(replace(ARTICLE, title="Other")),
    ):
        assert other != PAGE
    for left_out in ("regions", "spans", "links", "notes"):
        parts = {"regions": REGIONS, "spans": (LONG, SHORT), "links": LINKS, "notes": NOTES}
        assert Page(ARTICLE, **{**parts, left_out: ()}) != Page(ARTICLE, **parts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), (builders.span(ARTICLE, "cue", "eight", id="new"),)),
        ((LONG,), ()),
        ((SPLIT,), (moved(SPLIT, (Range(0, 3), Range(39, 44)), TEXT),)),
        ((SHORT,), (replace(SHORT, attributes={"kind": "place"}, actor_id="x1"),)),
        ((LINKS[0],), (replace(LINKS[0], attributes={"stance": "for"}),)),
        ((LINKS[1],), ()),
        ((), (builders.note(SHORT, "new"),)),
        ((), (builders.note(ARTICLE, "new"),)),
        ((NOTES[1],), ()),
        ((STATE,), (replace(STATE, state=State.EXCLUDED),)),
        ((STATE,), ()),
        ((REGIONS[1],), (replace(REGIONS[1], type=RegionType.CAPTION),)),
        ((REGIONS[0],), ()),
        ((ARTICLE,), (replace(ARTICLE, title="Other", outlet="Post"),)),
    ],
)
def test_the_page_after_a_change_is_the_page_made_anew(before: tuple, after: tuple) -> None:  # type: ignore[type-arg]
    every = [ARTICLE, *REGIONS, LONG, SHORT, SPLIT, OVER, *LINKS, *NOTES, STATE]
    kept = [one for one in every if one not in before] + list(after)

    def of(kind: str) -> list:  # type: ignore[type-arg]
        return [one for one in kept if type(one).__name__ == kind]

    fresh = Page(
        of("Article")[0], regions=of("Region"), spans=of("Span"), links=of("Link"),
        notes=of("Note"), progress=of("Progress"),
    )  # fmt: skip
    changes = builders.changes(before, after)
    changed = PAGE.applied(changes)
    assert changed == fresh
    assert ids(changed.spans()) == ids(fresh.spans())
    for number in range(len(PAGE.blocks)):
        assert changed.parts_in_block(number) == fresh.parts_in_block(number)
    for span in fresh.spans():
        assert set(ids(changed.links_of(span.id))) == set(ids(fresh.links_of(span.id)))
    assert changed.applied(builders.changes(after, before)) == PAGE


def test_a_page_beside_which_other_marks_are_laid_is_as_one_made_with_them() -> None:
    theirs = builders.span(ARTICLE, "entity", "six", id="theirs", layer_id="other")
    far = builders.span(ARTICLE, "claim", [(11, 20)], id="far", layer_id="other")
    tie = builders.link(far, "about", theirs, id="k3")
    fresh = Page(
        ARTICLE, regions=REGIONS, spans=(*PAGE.spans(), theirs, far), links=(*LINKS, tie),
        notes=NOTES, progress=(STATE,),
    )  # fmt: skip
    list(PAGE.spans_alike("entity", "other", "two", 0))
    both = PAGE.beside(PAGE.with_only((theirs, far), (tie,)))
    assert both == fresh
    assert ids(both.spans()) == ids(fresh.spans())
    for number in range(len(PAGE.blocks)):
        assert both.parts_in_block(number) == fresh.parts_in_block(number)
    assert ids(both.links_of("far")) == ["k3"]
    assert ids(both.spans_alike("entity", "other", "six", 0)) == ["theirs"]
    assert PAGE.span("theirs") is None
    assert ids(PAGE.links_of("far")) == []


def test_what_is_about_another_article_changes_nothing() -> None:
    other = builders.article("Other words.", id="a2")
    span = builders.span(other, "cue", "Other", id="far")
    values = (
        span, builders.note(other, "far"), builders.note(span, "far"), builders.progress(other),
        builders.region(other, "byline", (0, 5)), builders.link(span, "about", span),
    )  # fmt: skip
    assert PAGE.applied(builders.changes((), values)) == PAGE
    assert PAGE.applied(builders.changes((other,), (replace(other, title="New"),))) == PAGE


def test_a_span_that_is_moved_takes_the_words_of_its_places() -> None:
    found = moved(LONG, (Range(16, 20), Range(0, 3)), TEXT)
    assert (found.parts, found.quotes) == ((Range(0, 3), Range(16, 20)), ("One", "Four"))
    assert (found.id, found.text()) == ("long", "One […] Four")
