"""Finding the spans of equal words on a page, also after changes."""

from __future__ import annotations

from annotator.model import rows as row_forms
from annotator.model.changes import differences
from annotator.model.page import Page, moved
from annotator.text.ranges import Range
from tests import builders

TEXT = "Port of Kabul. The port of Kabul, the PORT."
ARTICLE = builders.article(TEXT, id="a1")


def page() -> Page:
    return Page(
        ARTICLE,
        spans=[
            builders.span(ARTICLE, "entity", (38, 42), id="third"),
            builders.span(ARTICLE, "entity", (19, 23), id="second"),
            builders.span(ARTICLE, "speaker", (0, 4), id="other type"),
            builders.span(ARTICLE, "entity", (0, 4), id="first"),
            builders.span(ARTICLE, "entity", (8, 13), id="other words"),
        ],
    )


def alike(of: Page) -> list[str]:
    return [span.id for span in of.spans_alike("entity", builders.LAYER_ID, "port", 0)]


def test_equal_words_are_found_in_text_order_whatever_their_case() -> None:
    assert alike(page()) == ["first", "second", "third"]
    assert list(page().spans_alike("entity", "another layer", "port", 0)) == []
    assert list(page().spans_alike("cue", builders.LAYER_ID, "port", 0)) == []


def test_equal_words_are_found_after_spans_came_moved_and_went() -> None:
    before = page()
    assert alike(before) == ["first", "second", "third"]
    second, third = before.span("second"), before.span("third")
    assert second is not None
    assert third is not None
    elsewhere = moved(second, (Range(27, 32),), TEXT)
    fresh = builders.span(ARTICLE, "entity", (19, 23), id="fresh")
    after = before.applied(
        [
            *differences(row_forms.span_rows(second), row_forms.span_rows(elsewhere)),
            *differences(row_forms.span_rows(third), ()),
            *differences((), row_forms.span_rows(fresh)),
        ]
    )
    assert alike(after) == ["first", "fresh"]
    assert alike(before) == ["first", "second", "third"]


def test_the_nearest_before_a_place_comes_first_then_those_behind() -> None:
    near = page().spans_alike("entity", builders.LAYER_ID, "port", 20)
    assert [span.id for span in near] == ["second", "first", "third"]
