"""What the program does, in one passage of the sample: a claim, its cue, its speaker, as marked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import tr
from annotator.model.scheme import Role
from annotator.ui.basics import theme
from annotator.ui.basics.rows import face

CLAIM = "“Our members will not wait for another study. They want a date,”"
SPEAKER, CUE = "he", "added"
WORDS = f"{CLAIM} {SPEAKER} {CUE}."
ACTOR, HOW = "Oren Hask", "direct"
_SIDE, _LINE, _BELOW = 28, 33, 40


class Passage(QWidget):
    """The passage on a card, painted as on the page."""

    def __init__(self, parent: QWidget) -> None:
        """Lay it out when its width is known."""
        super().__init__(parent)
        self.setObjectName("passage")
        self.setAccessibleName(WORDS)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.notice.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size of the pictures."""
        return QSize(440, self.heightForWidth(440))

    def minimumSizeHint(self) -> QSize:
        """Give the least in which words are not broken."""
        return QSize(280, self.heightForWidth(280))

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines and of what is said below them."""
        return 22 + _LINE * self._laid_out(width).lineCount() + _BELOW

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(WORDS, theme.font("passage"))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 22.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - 2 * _SIDE, 60))
            line.setPosition(QPointF(_SIDE, y + (_LINE - line.height()) / 2 - 2))
            y += _LINE
        layout.endLayout()
        return layout

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, the marks under the words, the words, the dots under them."""
        dress, painter = theme.current(), QPainter(self)
        face(painter, right_to_left=False)  # as the passage is read, in a mirrored window too
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(dress.colour("border"), 1))
        painter.setBrush(dress.colour("page"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        layout = self._laid_out(self.width())
        claim, speaker = dress.colour(Role.CLAIM), dress.colour(Role.SPEAKER)
        for n, place in enumerate(_places(layout, CLAIM)):
            painter.fillRect(place, dress.tinted(0.18, claim))
            if n == 0:
                painter.fillRect(QRectF(place.left() - 3.4, place.top(), 2.5, _LINE - 1), claim)
        painter.setPen(QPen(speaker, 1))
        painter.setBrush(dress.tinted(0.13, speaker))
        for place in _places(layout, f" {SPEAKER} ", inner=1):
            painter.drawRoundedRect(place.adjusted(-1.5, 4.5, 0.5, -4.5), 3, 3)
        painter.setPen(dress.colour("ink"))
        layout.draw(painter, QPointF(0, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour(Role.CUE))
        for place in _places(layout, f" {CUE}.", inner=1):
            for k in range(int(place.width() // 4)):
                painter.drawEllipse(QPointF(place.left() + 2 + 4 * k, place.bottom() - 5), 1, 1)
        self._say_below(painter, 22 + _LINE * layout.lineCount() + 18)
        painter.end()

    def _say_below(self, painter: QPainter, middle: float) -> None:
        small, bold = theme.font("small"), theme.font("small")
        bold.setBold(True)
        x = float(_SIDE)
        for words, font in (
            (tr("Who"), bold), (f" {ACTOR}  ·  ", small), (tr("how"), bold),
            (f" {tr(HOW)}  ·  {tr('five key presses')}", small),
        ):  # fmt: skip
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme.colour("ink" if font is bold else "ink2"))
            baseline = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x, round(baseline)), words)
            x += metrics.horizontalAdvance(words)


def _places(layout: QTextLayout, words: str, inner: int = 0) -> list[QRectF]:
    """Give where words stand, line by line; without `inner` characters at both ends."""
    start = WORDS.index(words) + inner
    end = WORDS.index(words) + len(words) - inner
    found: list[QRectF] = []
    for n in range(layout.lineCount()):
        line = layout.lineAt(n)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first >= last:
            continue
        while last > first and WORDS[last - 1] == " ":
            last -= 1
        left, right = (float(line.cursorToX(at)[0]) for at in (first, last))  # type: ignore[index]
        found.append(QRectF(left, 22 + n * _LINE + 0.5, right - left, _LINE - 1))
    return found
