"""What lies under a point: pure on geometry."""

from __future__ import annotations

from annotator.model.looks.mark_styles import Style
from annotator.ui.page.geometry import LineBox, Piece
from annotator.ui.page.hit import spans_under
from annotator.ui.page.shapes import BlockShapes, MarkShape

LINES = (LineBox(0, 31, 20), LineBox(31, 62, 51))


def shape(span_id: str, style: Style, line: int, left: float, right: float) -> MarkShape:
    piece = Piece(line, left, right, begins=True, finishes=True)
    return MarkShape(span_id, 0, style.value, style, False, "", None, (piece,), int(right - left))


SHAPES = BlockShapes(
    lines=LINES,
    size=17,
    is_right_to_left=False,
    bodies=(shape("claim", Style.BODY, 0, 0, 300), shape("inner", Style.BODY, 0, 100, 200)),
    boxes=(shape("speaker", Style.BOX, 1, 0, 60),),
    unders=(shape("name", Style.LINE, 0, 120, 160),),
    ghosts=(),
    more=(),
)


def test_the_smallest_part_under_a_point_comes_first() -> None:
    assert spans_under(SHAPES, 140, 15) == ("name", "inner", "claim")


def test_a_claim_is_hit_on_its_whole_line_and_a_name_on_its_words_only() -> None:
    assert spans_under(SHAPES, 140, 30) == ("inner", "claim")


def test_beside_a_mark_nothing_is_hit() -> None:
    assert spans_under(SHAPES, 400, 15) == ()
    assert spans_under(SHAPES, 100, 45) == ()


def test_a_mark_on_the_next_line_is_hit_there() -> None:
    assert spans_under(SHAPES, 30, 48) == ("speaker",)
