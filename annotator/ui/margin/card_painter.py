"""One card as it is painted: who, how, the first words, what the claim is about, the keys.

Painted once into a picture and kept until what stands on it changes. Places are the card's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from annotator.language import tr, trn
from annotator.model.scheme import Role
from annotator.reading.cards import Card, CardTarget
from annotator.reading.colours import Style, style_of
from annotator.ui.basics.keycaps import key_cap_width, paint_key_cap
from annotator.ui.basics.labels import elided
from annotator.ui.basics.theme import MarkColours, Theme

WIDTH = 320
_RADIUS = 4
_BAR_SIDE = 18.0
_FAR_SIDE = 12.0
FIRST_LINE = 15.0
"""How far the middle of a card's first line is below its top."""
_SECOND_LINE = 33.0
_WORDS, _WORDS_2, _ABOUT, _KEYS = 36.5, 55.5, 79.0, 102.0


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

    def picture(self, card: Card, look: CardLook, height: float, ratio: float) -> QPixmap:
        """Give the card as a picture, `ratio` device pixels to a pixel."""
        picture = QPixmap(round((WIDTH + 2) * ratio), round((height + 2) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate(1, 1)
        self._ground(painter, card, look, height)
        _Face(painter, self.theme, self.keys, card, look).paint()
        painter.end()
        return picture

    def _ground(self, painter: QPainter, card: Card, look: CardLook, height: float) -> None:
        theme = self.theme
        rect = QRectF(0.5, 0.5, WIDTH - 1, height - 1)
        claim = theme.mark_for(Role.CLAIM)
        painter.setBrush(theme.colour("card"))
        if look.is_selected:
            painter.setPen(QPen(theme.colour("ink"), 1.5))
            rect = QRectF(0.75, 0.75, WIDTH - 1.5, height - 1.5)
        elif card.is_ghost:
            pen = QPen(claim.line, 1.2)
            pen.setDashPattern([3.4 / 1.2, 2.6 / 1.2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(QPen(theme.colour("ink3" if look.is_hovered else "border"), 1))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if card.is_ghost and not look.is_selected:
            return
        bar = claim.line
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
        self.left = _FAR_SIDE if look.bar_at_right else _BAR_SIDE
        self.right = WIDTH - (_BAR_SIDE if look.bar_at_right else _FAR_SIDE)

    def paint(self) -> None:
        """Write all lines."""
        self._first_line()
        if self.look.is_selected:
            self._two_lines_of_words()
            self._about()
            self._key_line()
            return
        self._words(self.card.words, _SECOND_LINE)
        if self.card.is_ghost:
            self._reason()

    def _first_line(self) -> None:
        theme, card = self.theme, self.card
        how = card.directness
        small = theme.font("small")
        width = QFontMetricsF(small).horizontalAdvance(how)
        self._far(how, FIRST_LINE, small, "ink3" if card.is_default else "ink2")
        start = 0.0
        if card.is_ghost:
            start = 17.0
            x = self.right - 6 if self.look.bar_at_right else self.left + 5
            self._question(x, FIRST_LINE)
        font = theme.font("bold" if card.has_speaker else "ui")
        role = "ink" if card.is_known else "ink2"
        room = self.right - self.left - width - 12 - start
        self._near(card.who, FIRST_LINE, font, role, room=room, start=start)

    def _words(self, words: str, middle: float) -> None:
        room = self.right - self.left
        self._near(_one_line(words), middle, self.theme.font("ui"), "ink2", room=room)

    def _two_lines_of_words(self) -> None:
        font = self.theme.font("ui")
        words = _one_line(self.card.words)
        first = _fitting(words, QFontMetricsF(font), self.right - self.left)
        self._words(words[:first].rstrip(), _WORDS)
        self._words(words[first:].lstrip(), _WORDS_2)

    def _about(self) -> None:
        """Targets with their stance; without any, the cue. At the far end, the claim's kind."""
        small = self.theme.font("small")
        far = self.card.kind
        if self.card.n_parts > 1:
            parts = trn("1 claim in {n} part", "1 claim in {n} parts", self.card.n_parts)
            far = f"{parts} · {far}" if far else parts
        self._far(far, _ABOUT, small, "ink2")
        room = self.right - self.left - QFontMetricsF(small).horizontalAdvance(far) - 16
        used = 0.0
        if self.card.targets:
            used = self._small(tr("about"), used, room, "ink2") + 8
            for target in self.card.targets:
                if used >= room - 24:
                    break
                used = self._target(target, used, room)
        elif self.card.cue:
            used = self._small(tr("cued by"), used, room, "ink2") + 8
            start = used
            used = self._small(_one_line(self.card.cue), used, room, "ink")
            self._underline(start, used, Style.DOTS, self.theme.mark_for(Role.CUE))
        else:
            self._small(tr("about: not set"), used, room, "ink3")

    def _target(self, target: CardTarget, used: float, room: float) -> float:
        start = used
        used = self._small(_one_line(target.words), used, room, "ink")
        style = style_of(target.type_name, self.theme.scheme)
        self._underline(start, used, style, self.theme.mark(target.type_name))
        if target.stance and target.stance != "none":
            used = self._small(target.stance, used + 8, room, "ink2")
        return used + 12

    def _small(self, text: str, used: float, room: float, role: str) -> float:
        """Write small words after what is used; give what is used then."""
        font = self.theme.font("small")
        metrics = QFontMetricsF(font)
        shown = elided(text, metrics, room - used)
        self._near(shown, _ABOUT, font, role, room=room, start=used)
        return used + metrics.horizontalAdvance(shown)

    def _underline(self, start: float, end: float, style: Style, colours: MarkColours) -> None:
        y = _ABOUT + 8
        one, other = self.left + start, self.left + end
        if self.look.bar_at_right:
            one, other = self.right - end, self.right - start
        pen = QPen(colours.line, 1.5)
        if style is Style.DOTS:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self.painter.setPen(pen)
            n = max(1, int((other - one) // 3))
            self.painter.drawPoints([QPointF(one + 1 + 3 * k, y) for k in range(n)])
            return
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(one, y), QPointF(other, y))

    def _key_line(self) -> None:
        x = self.left
        words = (
            ("link", tr("link")),
            ("actor", tr("actor")),
            ("directness", tr("directness")),
            ("note", tr("note")),
        )
        font = self.theme.font("small")
        metrics = QFontMetricsF(font)
        for act, word in words:
            key = self.keys.get(act, "")
            if not key:
                continue
            width = key_cap_width(self.theme, key) + 6 + metrics.horizontalAdvance(word)
            if x + width > self.right:
                return
            x += paint_key_cap(self.painter, self.theme, QPointF(x, _KEYS - 8.5), key) + 6
            self._write(word, x, _KEYS, font, "ink2")
            x += metrics.horizontalAdvance(word) + 13

    def _reason(self) -> None:
        middle = 53.0
        key = self.keys.get("accept", "Tab")
        width = key_cap_width(self.theme, key)
        x = self.left if self.look.bar_at_right else self.right - width
        paint_key_cap(self.painter, self.theme, QPointF(x, middle - 8.5), key)
        room = self.right - self.left - width - 10
        self._near(self.card.reason, middle, self.theme.font("small"), "ink2", room=room)

    # --- one piece of writing -----------------------------------------------------------------

    def _near(
        self, text: str, middle: float, font: QFont, role: str, *, room: float, start: float = 0.0
    ) -> None:
        """Write at the side of the bar (where the article's words start), cut with "…"."""
        metrics = QFontMetricsF(font)
        shown = elided(text, metrics, room)
        if self.look.bar_at_right:
            x = self.right - start - metrics.horizontalAdvance(shown)
        else:
            x = self.left + start
        self._write(shown, x, middle, font, role)

    def _far(self, text: str, middle: float, font: QFont, role: str) -> None:
        metrics = QFontMetricsF(font)
        at_left = self.look.bar_at_right
        x = self.left if at_left else self.right - metrics.horizontalAdvance(text)
        self._write(text, x, middle, font, role)

    def _write(self, text: str, x: float, middle: float, font: QFont, role: str) -> None:
        metrics = QFontMetricsF(font)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(role))
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        self.painter.drawText(QPointF(x, round(baseline)), text)

    def _question(self, x: float, middle: float) -> None:
        colour = self.theme.mark_for(Role.CLAIM).letter
        self.painter.setPen(QPen(colour, 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        circle = QRectF(x - 6, middle - 6, 12, 12)
        self.painter.drawEllipse(circle)
        self.painter.setFont(self.theme.font("letter"))
        self.painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "?")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _fitting(words: str, metrics: QFontMetricsF, room: float) -> int:
    """How many characters of the words fit on a line, broken at a blank."""
    if metrics.horizontalAdvance(words[:200]) <= room and len(words) <= 200:
        return len(words)
    low, high = 0, min(len(words), 200)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(words[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    blank = words.rfind(" ", 0, low + 1)
    return blank if blank > 0 else low
