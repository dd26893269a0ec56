"""The dot that shows how far a coder is with an article, drawn. Colour takes no part in it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.language import tr

TO_DO, IN_PROGRESS, DONE, REVIEWED, EXCLUDED = "todo", "progress", "done", "reviewed", "excluded"
_RADIUS = 5.5
_QUARTER = 90 * 16


def state_of(state: str | None, *, reviewed: bool) -> str:
    """Give which state an article shows."""
    if reviewed:
        return REVIEWED
    return state or TO_DO


def state_label(state: str) -> str:
    """Give the name of a state on screen."""
    return {
        TO_DO: tr("to do"),
        IN_PROGRESS: tr("in progress"),
        DONE: tr("done"),
        REVIEWED: tr("reviewed"),
        EXCLUDED: tr("excluded"),
    }[state]


def paint_dot(
    painter: QPainter, centre: QPointF, state: str, *, ink: QColor, ground: QColor
) -> None:
    """Draw the dot of a state around `centre`: 11 pixels wide, in `ink` on `ground`."""
    circle = QRectF(centre.x() - _RADIUS, centre.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if state in (DONE, REVIEWED) else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    if state == IN_PROGRESS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(circle, _QUARTER, 2 * _QUARTER)
    elif state == REVIEWED:
        painter.setPen(QPen(ground, 1.6))
        x, y = centre.x(), centre.y()
        painter.drawPolyline(
            [QPointF(x - 2.6, y + 0.2), QPointF(x - 0.7, y + 2.2), QPointF(x + 2.8, y - 2.2)]
        )
    elif state == EXCLUDED:
        reach = _RADIUS * 0.7
        painter.drawLine(
            QPointF(centre.x() - reach, centre.y() + reach),
            QPointF(centre.x() + reach, centre.y() - reach),
        )
    painter.restore()
