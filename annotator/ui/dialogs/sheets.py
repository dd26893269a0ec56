"""The sheets as they will be printed: laid out a part a turn of the loop, one drawn at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPageLayout, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.basics import theme
from annotator.ui.basics.building import later
from annotator.ui.render import SHEET_DPI, sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from annotator.formats.base import PaperText
    from annotator.ui.render import PaperSheet

_AROUND = 10
_A_NOTCH = 120


class SheetsPreview(QWidget):
    """Shows one sheet; how many there are is known when all are laid out."""

    changed = Signal()
    """Another sheet is shown, or one more is there."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._layout = QPageLayout()
        self._sheets: list[PaperSheet] = []
        self._coming: Iterator[PaperSheet] = iter(())
        self._current = 1
        self._turned = 0
        self._turn = later(self, 0, self._take)

    # --- what is shown ------------------------------------------------------------------------

    def show_texts(self, texts: Iterable[PaperText], layout: QPageLayout) -> None:
        """Lay texts out for a paper, and show the first sheet."""
        self._layout = layout
        self._sheets, self._current = [], 1
        room = layout.paintRectPixels(SHEET_DPI).size()
        self._coming = sheets_of(texts, QSizeF(room))
        self._turn.start()
        self._tell()

    def _take(self) -> None:
        sheet = next(self._coming, None)
        if sheet is not None:
            self._sheets.append(sheet)
            self._turn.start()
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    @property
    def is_whole(self) -> bool:
        """Whether all sheets are there."""
        return not self._turn.isActive()

    def page_count(self) -> int:
        """Give how many sheets are there."""
        return len(self._sheets)

    def current_page(self) -> int:
        """Give which sheet is shown, counted from 1."""
        return self._current

    def turn_to(self, number: int) -> None:
        """Show another sheet."""
        wanted = max(1, min(number, len(self._sheets)))
        if wanted != self._current:
            self._current = wanted
            self._tell()

    # --- events -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet in the middle, as large as there is room."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("canvas"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = QRectF(self._layout.fullRectPixels(SHEET_DPI))
        if 0 < self._current <= len(self._sheets):
            room = QRectF(self.rect()).marginsRemoved(QMarginsF(*[_AROUND] * 4))
            scale = min(room.width() / paper.width(), room.height() / paper.height())
            painter.translate(room.center())
            painter.scale(scale, scale)
            painter.translate(-paper.center())
            painter.setPen(QPen(theme.colour("border"), 0))
            painter.setBrush(QColor(Qt.GlobalColor.white))
            painter.drawRect(paper)
            painter.translate(QRectF(self._layout.paintRectPixels(SHEET_DPI)).topLeft())
            self._sheets[self._current - 1].draw(painter, self._current)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn with the wheel, a sheet a notch."""
        self._turned += event.angleDelta().y()
        by = int(self._turned / _A_NOTCH)
        self._turned -= by * _A_NOTCH
        self.turn_to(self._current - by)
        event.accept()
