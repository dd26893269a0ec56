"""What lies under a point of the page: pure on geometry, so that the view can be exchanged."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.looks.mark_styles import Style
from annotator.ui.page.shapes import BlockShapes, MarkShape

_ABOVE, _BELOW = 0.91, 0.35
"""How far marks other than claims reach above and below the baseline, in sizes of the text."""


class HitKind(StrEnum):
    """What can be under a point."""

    SPAN = "span"
    PLACE = "place"
    MASTHEAD = "masthead"
    FURNITURE = "furniture"
    RESTORE = "restore"
    """The key at the end of a line of furniture."""
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class HitTarget:
    """What is under a point: spans (the smallest part first), a place in the text, a line of ours.

    `span_ids` is empty but for spans; `position` is a code point (spans and places); `name` is a
    field of the masthead or the id of a region of furniture.
    """

    kind: HitKind
    span_ids: tuple[str, ...] = ()
    position: int = 0
    name: str = ""


def spans_under(shapes: BlockShapes, x: float, y: float) -> tuple[str, ...]:
    """Give the spans at a point of a block, in the block's own measure: the smallest part first."""
    found = [shape for shape in shapes.every() if _is_under(shapes, shape, x, y)]
    found.sort(key=lambda shape: shape.n_characters)
    return tuple(dict.fromkeys(shape.span_id for shape in found))


def _is_under(shapes: BlockShapes, shape: MarkShape, x: float, y: float) -> bool:
    for piece in shape.pieces:
        if not piece.left - 1.5 <= x <= piece.right + 1.5:
            continue
        line = shapes.lines[piece.line]
        if shape.style is Style.BODY:
            top, bottom = line.top, line.bottom
        else:
            top = line.baseline - _ABOVE * shapes.size
            bottom = line.baseline + _BELOW * shapes.size + 3 * (shape.lane or 0)
        if top <= y <= bottom:
            return True
    return False
