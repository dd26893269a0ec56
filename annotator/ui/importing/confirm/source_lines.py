"""The lines a proposed value comes from: its words lit, the line before and after in grey."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.text.ranges import Range, overlap
from annotator.text.script import direction
from annotator.ui.basics import theme
from annotator.ui.basics.labels import elided
from annotator.ui.basics.positions import units_of
from annotator.ui.page.document import is_arabic

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics, QPaintEvent

_LINE, _BAR = 28, 16
_SMALLER = 0.88
"""How large the passage is beside an article's text."""
_BEFORE = 90
"""So many characters before the words are shown at least, in a long line."""
_LONGEST = 400
_WORD_START = re.compile(r"(?<!\S)\S")


class SourceLines(NamedTuple):
    """A line of an article with the words in it, and the lines around it."""

    before: str
    line: str
    after: str
    words: Range


def source_lines(text: str, at: Range) -> SourceLines:
    """Give the line of a passage, cut where it is long, and the nearest lines with words."""
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.start)
    end = len(text) if end < 0 else end
    cut = max(start, at.start - _BEFORE) if at.start - start > _LONGEST // 2 else start
    line = ("…" if cut > start else "") + text[cut:end][:_LONGEST]
    shift = (1 if cut > start else 0) - cut
    words = Range(at.start + shift, min(at.end, end) + shift)
    before = next((one for one in reversed(text[:start].split("\n")) if one.strip()), "")
    after = next((one for one in text[end:].split("\n") if one.strip()), "")
    return SourceLines(before[:_LONGEST], line, after[:_LONGEST], words)


def seen_around(
    line: str, lit: Range | None, metrics: QFontMetrics, width: int
) -> tuple[str, Range | None]:
    """Give a line, and the words in it, begun so late that these words are seen in this width."""
    if lit is None or metrics.horizontalAdvance(line[: lit.end]) <= width - 2 * _BAR:
        return line, lit
    room = max(width - metrics.horizontalAdvance(lit.of(line)), width // 3) // 2
    cut = lit.start
    for match in reversed([*_WORD_START.finditer(line, 0, lit.start)]):
        if metrics.horizontalAdvance(line[match.start() : lit.start]) > room:
            break
        cut = match.start()
    return f"…{line[cut:]}", Range(lit.start - cut + 1, lit.end - cut + 1)


class SourceLinesView(QWidget):
    """Shows a passage in the type of articles."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._passage: SourceLines | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notice.changed.connect(self.update)

    def show_passage(self, passage: SourceLines | None) -> None:
        """Show another passage, or none."""
        self._passage = passage
        said = "" if passage is None else "\n".join((passage.before, passage.line, passage.after))
        self.setAccessibleName(said.strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as three lines."""
        return QSize(200, 3 * _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the three lines behind a bar."""
        passage = self._passage
        if passage is None:
            return
        painter = QPainter(self)
        far = direction(passage.line) == "rtl"
        x = self.width() - 2 if far else 0
        painter.fillRect(x, 0, 2, self.height(), theme.colour("border"))
        room = QRect(0 if far else _BAR, 0, self.width() - _BAR, _LINE)
        lines = ((passage.before, None), (passage.line, passage.words), (passage.after, None))
        for n, (words, lit) in enumerate(lines):
            self._line(painter, room.translated(0, n * _LINE), words, lit, far=far)
        painter.end()

    def _line(
        self, painter: QPainter, room: QRect, words: str, lit: Range | None, *, far: bool
    ) -> None:
        is_lit = lit is not None
        font = theme.font("article-arabic" if is_arabic(words) else "article")
        font.setPixelSize(round(17 * _SMALLER) if not is_arabic(words) else 19)
        painter.setFont(font)
        words, lit = seen_around(words, lit, painter.fontMetrics(), room.width())
        shown = elided(words, painter.fontMetrics(), room.width())
        layout = QTextLayout(shown, font)
        option = QTextOption()
        side = Qt.AlignmentFlag.AlignRight if far else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if far else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        lit = None if lit is None else overlap(lit, Range(0, len(shown)))
        if lit is not None:
            piece, look = QTextLayout.FormatRange(), QTextCharFormat()
            look.setBackground(theme.colour("selected_row"))
            start, length = units_of(shown, lit)
            piece.start, piece.length, piece.format = start, length, look
            layout.setFormats([piece])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        painter.setPen(theme.colour("ink" if is_lit else "ink2"))
        top = room.top() + (room.height() - line.height()) / 2
        layout.draw(painter, QPointF(room.left(), top))
