"""One card as it is painted: who, how, the first words; the selected one as it was laid out.

Painted once into a picture and kept until what stands on it changes. Places are the card's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from annotator.language import tr
from annotator.model.looks.mark_styles import Style, style_of
from annotator.reading.cards import Card
from annotator.ui.basics.keycaps import key_cap_width, paint_cap, paint_key_cap, paint_tick, pencil
from annotator.ui.basics.labels import elided
from annotator.ui.basics.theme import Theme
from annotator.ui.margin.open_card import (
    BAR_SIDE,
    FAR_SIDE,
    FIRST_LINE,
    SIGN,
    WIDTH,
    CardPart,
    OpenCard,
    one_line,
)
from annotator.ui.page.lane_painter import paint_chip

_RADIUS = 4
_SECOND_LINE = 33.0


@dataclass(frozen=True, slots=True)
class CardLook:
    """How a card is drawn: its side, whether selected, under the mouse or in focus."""

    bar_at_right: bool
    is_selected: bool = False
    is_hovered: bool = False


@dataclass(slots=True)
class CardPainter:
    """Paints cards in one theme; `keys` are those shown on the selected card."""

    theme: Theme
    keys: Mapping[str, str]

    def picture(
        self, card: Card, look: CardLook, height: float, ratio: float, opened: OpenCard | None
    ) -> QPixmap:
        """Give the card as a picture, `ratio` device pixels to a pixel; `opened` if selected."""
        picture, painter = begin_picture(height, ratio)
        self._ground(painter, card, look, height)
        if opened is not None:
            paint_parts(painter, self.theme, opened)
        else:
            _Face(painter, self.theme, self.keys, card, look).paint()
        painter.end()
        return picture

    def _ground(self, painter: QPainter, card: Card, look: CardLook, height: float) -> None:
        theme = self.theme
        rect = QRectF(0.5, 0.5, WIDTH - 1, height - 1)
        mark = theme.mark(card.type_name)
        painter.setBrush(theme.colour("card"))
        if card.is_ghost:
            width = 2.0 if look.is_selected else 1.2
            pen = QPen(theme.colour("ink") if look.is_selected else mark.line, width)
            pen.setDashPattern([3.4 / width, 2.6 / width])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif look.is_selected:
            painter.setPen(QPen(theme.colour("ink"), 1.5))
            rect = QRectF(0.75, 0.75, WIDTH - 1.5, height - 1.5)
        else:
            painter.setPen(QPen(theme.colour("ink3" if look.is_hovered else "border"), 1))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if card.is_ghost:
            return
        bar = mark.line
        if not look.is_selected:
            bar = theme.tinted(0.5, bar, "card")
        x = WIDTH - 6 - 3 if look.bar_at_right else 6
        painter.fillRect(QRectF(x, 8, 3, height - 16), bar)


class _Face:
    """The writing on one card."""

    def __init__(
        self, painter: QPainter, theme: Theme, keys: Mapping[str, str], card: Card, look: CardLook
    ) -> None:
        self.painter = painter
        self.theme = theme
        self.keys = keys
        self.card = card
        self.look = look
        self.left = FAR_SIDE if look.bar_at_right else BAR_SIDE
        self.right = WIDTH - (BAR_SIDE if look.bar_at_right else FAR_SIDE)

    def paint(self) -> None:
        """Write all lines."""
        self._first_line()
        self._words(self.card.words, _SECOND_LINE)
        if self.card.is_ghost:
            self._reason()

    def _first_line(self) -> None:
        theme, card = self.theme, self.card
        small = theme.font("small")
        metrics = QFontMetricsF(small)
        width = metrics.horizontalAdvance(card.directness)
        self._far(card.directness, FIRST_LINE, small, "ink3" if card.is_default else "ink2")
        if card.has_note:
            width += SIGN + 4
            x = self.left + width - SIGN if self.look.bar_at_right else self.right - width
            paint_pencil(self.painter, QPointF(x + 5, FIRST_LINE), theme)
        start = 0.0
        if card.is_ghost:
            start = 17.0
            x = self.right - 6 if self.look.bar_at_right else self.left + 5
            _question(self.painter, self.theme, QPointF(x, FIRST_LINE), card.type_name)
        font = theme.font("bold" if card.is_known else "ui")
        lack = (" · ", tr("no actor")) if card.lacks_actor else ()
        room = (
            self.right - self.left - width - 12 - start - sum(map(metrics.horizontalAdvance, lack))
        )
        role = "ink" if card.has_speaker else "ink2"
        start += self._near(card.who, FIRST_LINE, font, role, room=room, start=start)
        for words in lack:  # by itself the dot is on the side of the name in either direction
            start += self._near(words, FIRST_LINE, small, "ink2", room=200, start=start)

    def _words(self, words: str, middle: float) -> None:
        room = self.right - self.left
        self._near(one_line(words), middle, self.theme.font("ui"), "ink2", room=room)

    def _reason(self) -> None:
        middle = 53.0
        key = self.keys.get("next-suggestion", "Tab")
        width = key_cap_width(self.theme, key)
        x = self.left if self.look.bar_at_right else self.right - width
        paint_key_cap(self.painter, self.theme, QPointF(x, middle - 8.5), key)
        room = self.right - self.left - width - 10
        self._near(self.card.why(), middle, self.theme.font("small"), "ink2", room=room)

    # --- one piece of writing -----------------------------------------------------------------

    def _near(
        self, text: str, middle: float, font: QFont, role: str, *, room: float, start: float = 0.0
    ) -> float:
        """Write where the article's words start, cut with "…"; give how wide that is."""
        metrics = QFontMetricsF(font)
        shown = elided(text, metrics, room)
        if self.look.bar_at_right:
            x = self.right - start - metrics.horizontalAdvance(shown)
        else:
            x = self.left + start
        self._write(shown, x, middle, font, role)
        return metrics.horizontalAdvance(shown)

    def _far(self, text: str, middle: float, font: QFont, role: str) -> None:
        metrics = QFontMetricsF(font)
        at_left = self.look.bar_at_right
        x = self.left if at_left else self.right - metrics.horizontalAdvance(text)
        self._write(text, x, middle, font, role)

    def _write(self, text: str, x: float, middle: float, font: QFont, role: str) -> None:
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(role))
        self.painter.drawText(QPointF(x, _baseline(font, middle)), text)


def _question(painter: QPainter, theme: Theme, at: QPointF, type_name: str) -> None:
    """Paint the `?` of a suggestion around a point."""
    painter.setPen(QPen(theme.mark(type_name).letter, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(at.x() - 6, at.y() - 6, 12, 12)
    painter.drawEllipse(circle)
    painter.setFont(theme.font("letter"))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "?")


def begin_picture(height: float, ratio: float) -> tuple[QPixmap, QPainter]:
    """Give an empty picture as wide as a card, and a painter that stands in its corner."""
    picture = QPixmap(round((WIDTH + 2) * ratio), round((height + 2) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.translate(1, 1)
    return picture, painter


def paint_parts(painter: QPainter, theme: Theme, opened: OpenCard) -> None:
    """Paint what a selected card or a key line was laid out to."""
    for part in opened.parts:
        middle = part.rect.center().y()
        if _paint_shape(painter, theme, part):
            continue
        if part.is_sign:
            paint_pencil(painter, QPointF(part.rect.left() + 5, middle), theme)
            continue
        if part.is_key:
            paint_cap(painter, part.rect, part.words, theme)
            continue
        font = theme.font(part.font)
        painter.setFont(font)
        painter.setPen(theme.colour(part.ink))
        painter.drawText(QPointF(part.rect.left(), _baseline(font, middle)), part.words)
        _underline(painter, theme, part)


def _paint_shape(painter: QPainter, theme: Theme, part: CardPart) -> bool:
    """Paint a part that is no words of a line: a ground, a rule, a letter, a tick, a `?`."""
    rect = part.rect
    if part.is_ground or part.is_rule:
        painter.fillRect(rect, theme.colour("selected_row" if part.is_ground else "hairline"))
    elif part.chip:
        paint_chip(painter, rect, part.words, part.chip, theme)
    elif part.question:
        x = rect.center().x()
        _question(painter, theme, QPointF(x, rect.center().y()), part.question)
    elif part.is_tick:
        painter.setPen(QPen(theme.colour(part.ink), 1.5))
        paint_tick(painter, rect.center())
    else:
        return False
    return True


def _underline(painter: QPainter, theme: Theme, part: CardPart) -> None:
    left, right, y = part.rect.left(), part.rect.right(), part.rect.center().y() + 8
    if part.is_framed:
        painter.fillRect(QRectF(left, round(y - 1), right - left, 2), theme.colour("ink"))
    if not part.marks:
        return
    pen = QPen(theme.mark(part.marks).line, 1.5)
    if style_of(part.marks, theme.scheme) is Style.DOTS:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        n = max(1, int((right - left) // 3))
        painter.drawPoints([QPointF(left + 1 + 3 * k, y) for k in range(n)])
        return
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def paint_pencil(painter: QPainter, at: QPointF, theme: Theme) -> None:
    """Paint the sign of a note around a point."""
    painter.strokePath(pencil(at), QPen(theme.colour("ink2"), 1.2))


def _baseline(font: QFont, middle: float) -> int:
    metrics = QFontMetricsF(font)
    return round(middle + (metrics.ascent() - metrics.descent()) / 2)
