"""A list of things to draw, made once and drawn often: rectangles, paths, lines, dots, pictures.

PagePainter from Python costs by the call; marks of one colour are drawn in one call.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap


@dataclass(slots=True)
class _Grounds:
    colour: QColor
    rects: list[QRect]


@dataclass(slots=True)
class _Shape:
    path: QPainterPath
    brush: QBrush | None
    pen: QPen | None


@dataclass(slots=True)
class _Dots:
    pen: QPen
    points: list[QPointF]


@dataclass(slots=True)
class _Lines:
    pen: QPen
    lines: list[QLineF]


@dataclass(slots=True)
class _Picture:
    at: QPointF
    picture: QPixmap


_Item: TypeAlias = _Grounds | _Shape | _Dots | _Lines | _Picture


@dataclass(slots=True)
class DrawList:
    """Things to draw, in order; neighbours of one colour become one call."""

    _items: list[_Item] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self._items

    def ground(self, colour: QColor, rect: QRect) -> None:
        """Add a rectangle on whole pixels."""
        last = self._items[-1] if self._items else None
        if isinstance(last, _Grounds) and last.colour == colour:
            last.rects.append(rect)
        else:
            self._items.append(_Grounds(colour, [rect]))

    def shape(
        self, path: QPainterPath, *, fill: QColor | None = None, pen: QPen | None = None
    ) -> None:
        """Add a smooth shape: its surface, its outline or both."""
        last = self._items[-1] if self._items else None
        # Outlines are gathered; surfaces are not: two small ones far apart cost as a large one.
        if fill is None and isinstance(last, _Shape) and last.brush is None and last.pen == pen:
            last.path.addPath(path)
            return
        brush = None if fill is None else QBrush(fill)
        self._items.append(_Shape(QPainterPath(path), brush, pen))

    def dots(self, pen: QPen, points: list[QPointF]) -> None:
        """Add dots as wide as the pen."""
        last = self._items[-1] if self._items else None
        if isinstance(last, _Dots) and last.pen == pen:
            last.points.extend(points)
        else:
            self._items.append(_Dots(pen, list(points)))

    def line(self, pen: QPen, line: QLineF) -> None:
        """Add a line."""
        last = self._items[-1] if self._items else None
        if isinstance(last, _Lines) and last.pen == pen:
            last.lines.append(line)
        else:
            self._items.append(_Lines(pen, [line]))

    def picture(self, at: QPointF, picture: QPixmap) -> None:
        """Add a picture by its upper left corner."""
        self._items.append(_Picture(at, picture))

    def draw(self, painter: QPainter) -> None:
        """Draw everything; the painter is smooth before and after."""
        smooth = QPainter.RenderHint.Antialiasing
        for item in self._items:
            match item:
                case _Grounds(colour, rects):
                    painter.setRenderHint(smooth, on=False)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colour)
                    painter.drawRects(rects)
                    painter.setRenderHint(smooth)
                case _Shape(path, brush, pen):
                    painter.setBrush(Qt.BrushStyle.NoBrush if brush is None else brush)
                    painter.setPen(Qt.PenStyle.NoPen if pen is None else pen)
                    painter.drawPath(path)
                case _Dots(pen, points):
                    painter.setPen(pen)
                    painter.drawPoints(points)
                case _Lines(pen, lines):
                    painter.setPen(pen)
                    painter.drawLines(lines)
                case _Picture(at, picture):
                    painter.drawPixmap(at, picture)
