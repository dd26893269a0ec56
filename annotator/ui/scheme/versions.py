"""All versions of the scheme, to be read: when each was made, with which note, what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtGui import QPainter, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QStyleOptionViewItem, QTextEdit, QWidget

from annotator.language import tr
from annotator.reading.versions import SchemeLine, told_changes, told_scheme
from annotator.text.letters.visible import visible
from annotator.text.words import isolated, shortened
from annotator.ui.basics import theme
from annotator.ui.basics.building import row
from annotator.ui.basics.labels import day_of_text
from annotator.ui.basics.rows import Index, RowList, Rows, across, write
from annotator.ui.dialogs.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.scheme import Scheme
    from annotator.ui.led_to import Looking

_WIDTH, _HEIGHT, _LIST, _ROW, _INDENT = 1000, 500, 280, 46, 22


def show_versions(session: Looking, parent: QWidget) -> None:
    """Read all versions beside the window and show them."""
    project = session.project

    def read(_progress: object, _cancel: object) -> Sequence[Scheme]:
        project.open_project.drain()
        return project.scheme_versions()

    session.jobs.start(
        read, lambda every: VersionsForm(parent, every).open(), session.bridge.refused.emit
    )


class VersionsForm(Frame):
    """The newest first; the framed one at the right, as people read it."""

    def __init__(self, parent: QWidget, versions: Sequence[Scheme]) -> None:
        """List these versions."""
        super().__init__(parent, tr("All versions of the scheme"), width=_WIDTH)
        self._versions = [*versions]
        self.list = RowList(self, tr("Versions"))
        self.list.setModel(QStringListModel([_heard(one) for one in versions], self.list))
        self.list.setItemDelegate(_Versions(self.list, self._versions))
        self.list.setFixedWidth(_LIST)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("What it said"))
        self.text.setTabChangesFocus(True)
        self.list.setMinimumHeight(self.room(_HEIGHT))
        self.column.addLayout(row(self.list, (self.text, 1), gap=12), 1)
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show(now.row()))
        self.button(tr("Close"), self.accept, is_default=True)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setFocus()

    def _show(self, at: int) -> None:
        """Tell what a version said, first what is otherwise than in the one before."""
        if not 0 <= at < len(self._versions):
            return
        one, before = self._versions[at], self._versions[at + 1 : at + 2]
        lines = [*(told_changes(before[0], one) if before else ()), *told_scheme(one)]
        self.text.clear()
        cursor = self.text.textCursor()
        for n, line in enumerate(lines):
            _write_line(cursor, line, is_first=n == 0)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def _write_line(cursor: QTextCursor, line: SchemeLine, *, is_first: bool) -> None:
    """Write a line as a paragraph of plain words: nothing of it is taken for markup."""
    block, bold, plain = QTextBlockFormat(), QTextCharFormat(), QTextCharFormat()
    is_head = line.depth == 0
    block.setIndent(max(line.depth - 1, 0))
    block.setTopMargin((0 if is_first else 14) if is_head else 6 if line.head else 0)
    if is_first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    bold.setFont(theme.font("bold"))
    plain.setFont(theme.font("ui"))
    bold.setForeground(theme.colour("ink2" if is_head else "ink"))
    plain.setForeground(theme.colour("ink"))
    if line.head:
        cursor.insertText(isolated(line.head) + ("  " if line.words else ""), bold)
    if line.words:
        cursor.insertText(visible(line.words), plain)


class _Versions(Rows):
    """Draws a version: its number and day, below it the note."""

    height = _ROW

    def __init__(self, parent: RowList, versions: Sequence[Scheme]) -> None:
        super().__init__(parent)
        self._versions = versions

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        one = self._versions[index.row()]
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self.paint_ground(painter, option, index)
        inner = rect.adjusted(12, 4, -12, -4)
        upper = inner.adjusted(0, 0, 0, -inner.height() // 2)
        name, day = tr("version {n}", n=one.version), _day(one)
        write(painter, across(upper, rect, mirrored=mirrored), name, "bold", at_right=mirrored)
        write(painter, upper, day, "small", "ink2", at_right=not mirrored)
        lower = inner.adjusted(0, inner.height() // 2, 0, 0)
        note = shortened(one.note, 120) or tr("no note")
        ink = "ink2" if one.note else "ink3"
        if self.is_selected(index):
            ink = "ink2"
        write(painter, lower, note, "small", ink, at_right=mirrored)
        painter.restore()


def _day(one: Scheme) -> str:
    return day_of_text(one.created) if one.created else ""


def _heard(one: Scheme) -> str:
    parts = (tr("version {n}", n=one.version), _day(one), isolated(shortened(one.note)))
    return "  ·  ".join(filter(None, parts))
