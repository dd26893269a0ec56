"""The lanes of two codings as they are painted: lines, letters, the ground of the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

if TYPE_CHECKING:
    from annotator.ui.basics.theme import Theme
    from annotator.ui.page.draw_list import DrawList
    from annotator.ui.page.geometry import Piece
    from annotator.ui.page.shapes import BlockShapes
    from annotator.ui.page.sides import LaneShape

CHIP = 10
_BOTH, _ONLY, _CURRENT = 1.5, 3.5, 2.0
_LEFT_AT, _RIGHT_AT, _RIGHT_OF_HEADLINE = -18 / 17, 8 / 17, 10 / 27
_HEADLINE = 24
"""From this size on, at 100 %, text is a headline."""
_GROUND = 0.07


def paint_grounds(found: DrawList, shapes: BlockShapes, theme: Theme) -> None:
    """Give what lies under the words of the current difference."""
    ground = theme.colour("ink", _GROUND)
    for lane in shapes.lanes:
        if lane.is_current and lane.is_left == _first_current(shapes):
            for piece in lane.pieces:
                line = shapes.lines[piece.line]
                rect = QRectF(piece.left, line.top, piece.right - piece.left, 1)
                rect.setBottom(line.bottom)
                found.ground(ground, rect.toAlignedRect())


def _first_current(shapes: BlockShapes) -> bool:
    """Whether the left lane is there: one ground is enough where both cover the same words."""
    return any(lane.is_current and lane.is_left for lane in shapes.lanes)


def paint_lanes(found: DrawList, shapes: BlockShapes, theme: Theme, ratio: float) -> None:
    """Give the lines above and below the words, and the letters at their ends."""
    for lane in shapes.lanes:
        colour = _colour(lane)
        width = _CURRENT if lane.is_current else _BOTH
        for pieces, wide in ((lane.pieces, width), (lane.only, _ONLY)):
            pen = QPen(theme.colour(colour), wide)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            for piece in pieces:
                y = _height(shapes, piece, lane, theme)
                found.line(pen, QLineF(piece.left, y, piece.right, y))
        at = _chip_place(shapes, lane, theme)
        if at is not None:
            found.picture(at, chip_picture(lane.letter, colour, theme, ratio))


def _colour(lane: LaneShape) -> str:
    if lane.is_settled and not lane.is_current:
        return "agreed"
    return "left" if lane.is_left else "right"


def _height(shapes: BlockShapes, piece: Piece, lane: LaneShape, theme: Theme) -> float:
    size = shapes.size
    if lane.is_left:
        part = _LEFT_AT
    else:
        part = _RIGHT_OF_HEADLINE if size > _HEADLINE * theme.text_size else _RIGHT_AT
    return round(shapes.lines[piece.line].baseline + part * size) + 0.5


def _chip_place(shapes: BlockShapes, lane: LaneShape, theme: Theme) -> QPointF | None:
    """The left's letter stands before its start, the right's behind its end: they seldom meet."""
    if not (lane.begins if lane.is_left else lane.finishes):
        return None
    ends = [one for one in lane.pieces if (one.begins if lane.is_left else one.finishes)]
    if not ends:
        return None
    piece = ends[0] if lane.is_left else ends[-1]
    y = _height(shapes, piece, lane, theme)
    before = lane.is_left != shapes.is_right_to_left
    x = piece.left - CHIP - 1 if before else piece.right + 1
    return QPointF(round(x), round(y - (7 if lane.is_left else 3)))


_chips: dict[tuple[str, str, str, float], QPixmap] = {}


def chip_picture(letter: str, role: str, theme: Theme, ratio: float) -> QPixmap:
    """Give the small square with the letter of a side."""
    key = (letter, role, theme.name, ratio)
    known = _chips.get(key)
    if known is not None:
        return known
    picture = QPixmap(round(CHIP * ratio), round(CHIP * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_chip(painter, QRectF(0, 0, CHIP, CHIP), letter, role, theme)
    painter.end()
    _chips[key] = picture
    return picture


def paint_chip(painter: QPainter, rect: QRectF, letter: str, role: str, theme: Theme) -> None:
    """Paint the square with a letter."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = QPainterPath()
    square.addRoundedRect(rect, 2, 2)
    painter.fillPath(square, theme.colour(role))
    font = theme.font("letter")
    font.setBold(True)
    font.setPixelSize(max(8, round(rect.height() * 0.75)))
    painter.setFont(font)
    painter.setPen(theme.colour("page" if role == "agreed" else "chip_letter"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()
