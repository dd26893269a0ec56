"""A field for one paragraph: as many lines high as its words need, up to three."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from annotator.ui.basics.labels import plain_tip

_LEAST, _MOST_LINES, _AROUND = 28, 3, 12


class ParagraphField(QPlainTextEdit):
    """Words wrap; Tab and Enter leave it to the form, since a paragraph has no further lines."""

    left = Signal()
    """The keyboard leaves it."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.most_lines = _MOST_LINES
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(2, 0, 0, 0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def text(self) -> str:
        """Give the words as one line."""
        return " ".join(self.toPlainText().split())

    def setText(self, words: str) -> None:
        """Take words."""
        self.setPlainText(words)
        self._tip()

    def _tip(self) -> None:
        self.setToolTip(plain_tip(self.text() if self.is_cut() else ""))

    def is_cut(self) -> bool:
        """Say whether some of the words are not seen while nobody types."""
        return self._n_lines() > self.most_lines

    def _n_lines(self) -> int:
        return max(1, round(self.document().size().height()))

    def _grow(self) -> None:
        lines = min(self._n_lines(), self.most_lines)
        height = max(_LEAST, lines * self.fontMetrics().lineSpacing() + _AROUND)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def set_most_lines(self, most: int) -> None:
        """Be at most so many lines high."""
        if most != self.most_lines:
            self.most_lines = most
            self._grow()
            self._tip()

    def sizeHint(self) -> QSize:
        """Give the height it has."""
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have as many lines as the words need in the new width."""
        super().resizeEvent(event)
        self._grow()
        self._tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words; “…” at the end of the last line that is seen, where there are more."""
        super().paintEvent(event)
        if self.hasFocus() or not self.is_cut():
            return
        painter, metrics = QPainter(self.viewport()), self.fontMetrics()
        wide, high = metrics.horizontalAdvance(" …"), metrics.lineSpacing()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self.viewport().width() - wide
        place = QRect(left, (self.most_lines - 1) * high, wide, high)
        painter.fillRect(place, self.palette().base())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "…")
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it is left, and show how its words begin."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.moveCursor(self.textCursor().MoveOperation.Start)
            self.left.emit()
