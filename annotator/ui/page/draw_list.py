"""A list of things to draw, made once and drawn often: rectangles, paths, lines, dots, pictures.

Painting from Python costs by the call; marks of one colour are drawn in one call.
"""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap


@dataclass(slots=True)
class _Item:
    """Things of one kind in one colour, pen or filling."""

    kind: str
    look: object
    things: list[Any]


@dataclass(slots=True)
class DrawList:
    """Things to draw, in order; neighbours of one colour become one call."""

    _items: list[_Item] = field(default_factory=list)

    def _add(self, kind: str, look: object, things: list[Any]) -> None:
        last = self._items[-1] if self._items else None
        if last is not None and last.kind == kind and last.look == look:
            last.things.extend(things)
        else:
            self._items.append(_Item(kind, look, list(things)))

    def ground(self, colour: QColor, rect: QRect) -> None:
        """Add a rectangle on whole pixels."""
        self._add("ground", colour, [rect])

    def shape(
        self, path: QPainterPath, *, fill: QColor | None = None, pen: QPen | None = None
    ) -> None:
        """Add a smooth shape: its surface, its outline or both."""
        last = self._items[-1] if self._items else None
        # Outlines are gathered; surfaces are not: two small ones far apart cost as a large one.
        if fill is None and last is not None and last.kind == "shape" and last.look == (None, pen):
            last.things[0].addPath(path)
        else:
            brush = None if fill is None else QBrush(fill)
            self._items.append(_Item("shape", (brush, pen), [QPainterPath(path)]))

    def dots(self, pen: QPen, points: list[QPointF]) -> None:
        """Add dots as wide as the pen."""
        self._add("dots", pen, points)

    def line(self, pen: QPen, line: QLineF) -> None:
        """Add a line."""
        self._add("lines", pen, [line])

    def picture(self, at: QPointF, picture: QPixmap) -> None:
        """Add a picture by its upper left corner."""
        self._items.append(_Item("picture", at, [picture]))

    def draw(self, painter: QPainter) -> None:
        """Draw everything; the painter is smooth before and after."""
        smooth = QPainter.RenderHint.Antialiasing
        for item in self._items:
            match item.kind, item.look:
                case "ground", QColor() as colour:
                    painter.setRenderHint(smooth, on=False)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colour)
                    painter.drawRects(item.things)
                    painter.setRenderHint(smooth)
                case "shape", (brush, pen):
                    painter.setBrush(Qt.BrushStyle.NoBrush if brush is None else brush)
                    painter.setPen(Qt.PenStyle.NoPen if pen is None else pen)
                    painter.drawPath(item.things[0])
                case "dots", QPen() as pen:
                    painter.setPen(pen)
                    painter.drawPoints(item.things)
                case "lines", QPen() as pen:
                    painter.setPen(pen)
                    painter.drawLines(item.things)
                case "picture", QPointF() as at:
                    painter.drawPixmap(at, item.things[0])
