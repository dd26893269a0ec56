"""The list of exports: what each is for, a line for each way in which a format is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyleOptionViewItem, QWidget

from annotator.formats import FORMATS
from annotator.formats.base import Purpose
from annotator.language import tr
from annotator.ui.basics import theme
from annotator.ui.basics.rows import Index, Rows, face, rest_below, write

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from annotator.formats.base import Format, Variant

_AROUND, _SIDE = 12, 16


class FormatLine(NamedTuple):
    """A line of the list: a format, in one of the ways it is used."""

    format: Format
    variant: Variant


def purpose_words(purpose: Purpose) -> str:
    """Give what exports are for, as a head of the list."""
    return {
        Purpose.COUNT: tr("To count"),
        Purpose.READ: tr("To read"),
        Purpose.PROGRAM: tr("To another program"),
        Purpose.KEEP: tr("To keep"),
    }[purpose]


def lines_of(purpose: Purpose) -> list[FormatLine]:
    """Give the lines of one head; what needs nothing that may not be installed comes first."""
    wanted = (one for one in FORMATS if one.can_write and one.purpose is purpose)
    some = sorted(wanted, key=lambda one: bool(one.needs))
    return [FormatLine(one, variant) for one in some for variant in one.offered()]


class FormatsList(QListWidget):
    """Heads, and lines of which one is chosen."""

    line_chosen = Signal()
    entered = Signal()
    """Enter was pressed: it stands beside the sheet, whose main button is meant."""

    def __init__(self, parent: QWidget) -> None:
        """List what can be written; the first line is chosen."""
        super().__init__(parent)
        self.setAccessibleName(tr("Export as"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerItem)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Lines(self))
        self.lines: list[FormatLine] = []
        self._rows: list[int] = []
        for purpose in Purpose:
            some = lines_of(purpose)
            if some:
                head = QListWidgetItem(purpose_words(purpose), self)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for one in some:
                self.addItem(tr(one.variant.title))
                self._rows.append(self.count() - 1)
            self.lines += some
        self.setCurrentRow(self._rows[0])
        self.currentRowChanged.connect(lambda _row: self.line_chosen.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole lines only: none is cut by the lower edge."""
        super().resizeEvent(event)
        rest = rest_below(self)
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter be the main button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # one that opened the sheet
            self.entered.emit()

    @property
    def line(self) -> FormatLine:
        """The line that is chosen."""
        row = self.currentRow()
        return self.lines[self._rows.index(row) if row in self._rows else 0]

    def stand_on(self, line: FormatLine) -> None:
        """Choose a line."""
        self.setCurrentRow(self._rows[self.lines.index(line)])

    def fitting(self, format_name: str, options: dict[str, str]) -> FormatLine | None:
        """Give the line that a format with these options is written by."""
        some = [one for one in self.lines if one.format.name == format_name]
        fits = [one for one in some if one.variant.chosen.items() <= options.items()]
        return next(iter(fits or some), None)


class _Lines(Rows):
    """Draws heads small and grey, lines as rows of a pane."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height that the words need."""
        return QSize(0, QFontMetrics(theme.font("ui")).height() + _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        look = ("ui", "ink") if _is_line(index) else ("small", "ink2")
        painter.save()
        self.paint_ground(painter, option, index)
        face(painter, right_to_left=mirrored)
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        write(painter, room, str(index.data()), *look, at_right=mirrored)
        painter.restore()


def _is_line(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
