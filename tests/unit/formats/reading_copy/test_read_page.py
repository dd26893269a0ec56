"""A page read back: texts, marks, places, and what no page of ours has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.formats.reading_copy.read_page import PageReader, articles_of
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    '<article data-id="a" data-sha256="0"><p class="facts">Not text</p><p class="text">A '
    '<a data-n="0" data-id="s" data-type="claim" data-layer="L" data-parts="2-4 6-8"></a>'
    '<mark data-n="0">b&amp;</mark></p><p class="text headline">x<mark data-n="0">c</mark>'
    "</p></article>"
)


def read(page: str, folder: Path) -> tuple[list[object], PageReader]:
    (folder / "page").write_text(page, encoding="utf-8")
    reader = PageReader()
    return [*articles_of(folder / "page", reader)], reader


def test_the_text_is_that_of_its_paragraphs_and_marks_lie_where_they_lie(tmp_path: Path) -> None:
    (found,), reader = read(ARTICLE, tmp_path)
    assert found.text == "A b&\nxc"
    (mark,) = found.marks.values()
    assert (mark.type, mark.layer) == ("claim", "L")
    assert mark.parts == (Range(2, 4), Range(6, 8))
    assert mark.shown == [Range(2, 4), Range(6, 7)]
    assert not reader.has_policy


@pytest.mark.parametrize(
    "page",
    ["<script>x</script>", "<p onclick='x'>", "<p src=x>", "<img>", "<iframe>", "<link rel=x>"],
)
def test_what_runs_or_loads_something_is_none_of_ours(page: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="runs or loads"):
        read(page, tmp_path)


def test_a_mark_that_lies_nowhere_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        read(ARTICLE.replace('<mark data-n="0">c', '<mark data-n="7">c'), tmp_path)
