"""The round handles at the edges of the selected span: where they are, and how they look.

What dragging one does is decided by the window.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from annotator.reading.boundaries import Edge
from annotator.ui.basics.theme import Theme
from annotator.ui.page.layout import PageLayout, VisibleBlock
from annotator.ui.page.shapes import BlockShapes, MarkShape

_RADIUS = 4.5
_REACH = 8.0
"""How far from its middle a handle can be taken."""


class Handle(NamedTuple):
    """One edge of one part of the selected span, and the middle of its handle in the document."""

    n: int
    edge: Edge
    at: QPointF


def handles_in(blocks: Iterable[VisibleBlock], span_id: str) -> Iterator[Handle]:
    """Give the handles of a span that stand in some blocks: two for each of its parts."""
    for seen in blocks:
        for shape in seen.shapes.every():
            if shape.span_id == span_id and not shape.is_ghost:
                for n, edge, at in _of_shape(seen.shapes, shape):
                    yield Handle(n, edge, at + seen.at)


def handle_at(layout: PageLayout, span_id: str | None, there: QPointF) -> Handle | None:
    """Give the handle under a point of the document; None where there is none."""
    if span_id is None:
        return None
    blocks = layout.visible_blocks(there.y() - 2 * _REACH, there.y() + 2 * _REACH)
    near = [(_far(one.at, there), one) for one in handles_in(blocks, span_id)]
    far, found = min(near, key=lambda pair: pair[0], default=(_REACH + 1, None))
    return found if far <= _REACH else None


def paint_handles(painter: QPainter, handles: Iterable[Handle], theme: Theme) -> None:
    """Draw handles in the measure of the document: rings of ink on the page's ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink"), 2))
    painter.setBrush(theme.colour("page"))
    for one in handles:
        painter.drawEllipse(one.at, _RADIUS, _RADIUS)


def _of_shape(shapes: BlockShapes, shape: MarkShape) -> Iterator[tuple[int, Edge, QPointF]]:
    """The handles of a part within its block: at the first letter's top, the last one's foot."""
    rtl = shapes.is_right_to_left
    for piece in shape.pieces:
        line = shapes.lines[piece.line]
        if piece.begins:
            x = piece.right + 2 if rtl else piece.left - 2
            yield shape.n, Edge.START, QPointF(x, line.top + 1)
        if piece.finishes:
            x = piece.left - 1 if rtl else piece.right + 1
            yield shape.n, Edge.END, QPointF(x, line.bottom - 1)


def _far(one: QPointF, other: QPointF) -> float:
    away = one - other
    return max(abs(away.x()), abs(away.y()))
