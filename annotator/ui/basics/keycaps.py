"""Small drawings of the chrome: key caps, the sample of a type, arrows for undo and redo."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.model.looks.mark_styles import Style, letter_of, style_of
from annotator.model.scheme import Scheme
from annotator.ui.basics import theme
from annotator.ui.basics.theme import Theme

CAP_HEIGHT = 17


def cap_width(words_width: float, blank: int = 10) -> float:
    """Give how wide the cap around words of this width is."""
    return max(float(CAP_HEIGHT), words_width + blank)


def key_cap_width(dress: Theme, key: str) -> float:
    """Give how wide a key is drawn on page and cards."""
    return cap_width(QFontMetricsF(dress.font("small")).horizontalAdvance(key))


def paint_key_cap(painter: QPainter, dress: Theme, at: QPointF, key: str) -> float:
    """Draw a key on page or card with its upper left corner at a point; give its width."""
    width = key_cap_width(dress, key)
    paint_cap(painter, QRectF(round(at.x()), round(at.y()), round(width) + 1, 18), key, dress)
    return width


def paint_cap(
    painter: QPainter, rect: QRectF, words: str, dress: Theme, *, is_live: bool = True
) -> None:
    """Draw a key cap: a thin frame with the key's name in small letters.

    One that does nothing now (`is_live` = False) has no ground of its own.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(dress.colour("border"), 1))
    painter.setBrush(dress.colour("card") if is_live else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(dress.colour("ink2" if is_live else "ink3"))
    painter.setFont(dress.font("small"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class KeyCap(QWidget):
    """A key, as a part of a row."""

    def __init__(self, key: str, parent: QWidget) -> None:
        """Show a key."""
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        width = cap_width(QFontMetricsF(theme.font("small")).horizontalAdvance(key))
        self.setFixedSize(round(width) + 1, CAP_HEIGHT + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        paint_cap(painter, self.rect().toRectF(), self._key, theme.current())
        painter.end()


def paint_chevron(painter: QPainter, at: QPointF, pen: QPen, *, up: bool) -> None:
    """Draw a chevron 8 wide around a point, upwards or downwards."""
    tip = -2 if up else 2
    path = QPainterPath(at + QPointF(-4, -tip))
    path.lineTo(at + QPointF(0, tip))
    path.lineTo(at + QPointF(4, -tip))
    painter.strokePath(path, pen)


def paint_tick(painter: QPainter, centre: QPointF) -> None:
    """Draw the tick of what is settled around a point, 10 wide."""
    points = (QPointF(-4.5, 0.5), QPointF(-1.5, 3.5), QPointF(4.5, -3.5))
    painter.drawPolyline([centre + one for one in points])


def paint_dots(painter: QPainter, left: float, right: float, y: float, dress: Theme) -> None:
    """Draw the dots under what is proposed."""
    pen = QPen(dress.colour("ink2"), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    n = max(1, int((right - left) // 3))
    painter.drawPoints([QPointF(left + 1 + 3 * k, y) for k in range(n)])


def pencil(at: QPointF) -> QPainterPath:
    """Give the sign of a note around a point: a pencil, 9 wide."""
    path = QPainterPath(at + QPointF(-4.5, 4.5))
    for x, y in ((-3.5, 1.0), (2.0, -4.5), (4.5, -2.0), (-1.0, 3.5)):
        path.lineTo(at + QPointF(x, y))
    path.closeSubpath()
    return path


def paint_sample(
    painter: QPainter,
    rect: QRectF,
    type_name: str,
    scheme: Scheme,
    *,
    dress: Theme | None = None,
    has_letter: bool = True,
) -> None:
    """Draw how a type is marked, in a place about 20 × 16; `dress` has the colours of a scheme."""
    dress = dress or theme.current()
    colours = dress.mark(type_name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = dress.tinted(max(colours.tint * 1.6, 0.12), colours.line, "chrome")
    match style_of(type_name, scheme):
        case Style.BODY:
            painter.fillRect(rect.adjusted(2.5, 0, 0, 0), tint)
            painter.fillRect(QRectF(rect.left(), rect.top(), 2.5, rect.height()), colours.line)
        case Style.BOX:
            painter.setPen(QPen(colours.line, 1))
            painter.setBrush(tint)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        case Style.DOTS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.line)
            for n in range(5):
                painter.drawEllipse(QPointF(rect.left() + 2 + 4 * n, rect.bottom() - 3), 1, 1)
        case Style.LINE | Style.DASHES as style:
            pen = QPen(colours.line, 1.5)
            if style is Style.DASHES:
                pen.setDashPattern([4, 2, 1, 2])
            painter.setPen(pen)
            y = rect.center().y() + 1
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            painter.setPen(colours.letter)
            painter.setFont(theme.font("letter"))
            letter = letter_of(type_name, "place", scheme) if has_letter else ""
            below = QRectF(rect.right() - 8, y + 1, 8, 10)
            painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, letter)
    painter.restore()


def paint_turn(painter: QPainter, centre: QPointF, *, back: bool) -> None:
    """Draw the arrow of undo (back) or redo around `centre`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    if not back:
        painter.scale(-1, 1)
    pen = QPen(painter.pen().color(), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(-6, -2))
    path.lineTo(2, -2)
    path.cubicTo(QPointF(7, -2), QPointF(7, 5), QPointF(2, 5))
    path.lineTo(-1, 5)
    painter.drawPath(path)
    head = QPainterPath(QPointF(-2.5, -5.5))
    head.lineTo(-6, -2)
    head.lineTo(-2.5, 1.5)
    painter.drawPath(head)
    painter.restore()
