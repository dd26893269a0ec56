"""The small forms of the scheme's sheet: a new name, what something is split into, drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter

from annotator.language import tr, trn
from annotator.ui.basics import theme
from annotator.ui.basics.building import WordsField, field
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.rows import Index, RowList, Rows, across, write
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

_WIDTH, _WIDE, _ROW = 460, 760, 30


class NamesForm(Frame):
    """One name, or several: Enter takes them."""

    named = Signal(object)
    """The names that were typed, as a tuple; empty fields are left out."""

    def __init__(self, parent: QWidget, title: str, labels: Sequence[str], do: str) -> None:
        """Ask for as many names as there are labels; `do` is what the main button does."""
        super().__init__(parent, title, width=_WIDTH)
        self.lines = FormLines()
        self.fields: list[WordsField] = []
        for label in labels:
            made = field("", self)
            self.fields.append(made)
            self.lines.line(label, made)
        self.column.addLayout(self.lines)
        self.button(tr("Cancel"), self.reject)
        self.button(do, self._take, is_default=True)
        self.fields[0].setFocus()

    def _take(self) -> None:
        names = tuple(one.text().strip() for one in self.fields if one.text().strip())
        if names:
            self.accept()
            self.named.emit(names)
        else:
            self.fields[0].setFocus()


class TypeForm(NamesForm):
    """A new type of marks, or of links between marks."""

    def __init__(self, parent: QWidget) -> None:
        """Ask for its name, and what it is."""
        super().__init__(parent, tr("Add to the scheme"), (tr("Name"),), tr("Add"))
        self.what = ChoiceBox(self)
        self.what.fill([(tr("a type of marks"), False), (tr("a link between marks"), True)])
        self.lines.line(tr("It is"), self.what)
        self.words(tr("Names of types: small letters, digits and _"), font="small", ink="ink2")

    @property
    def is_link(self) -> bool:
        """Whether a link is to be added."""
        return bool(self.what.currentData())


class DropForm(Frame):
    """What becomes of drafts when the sheet is left."""

    dropped = Signal()
    made = Signal()

    def __init__(self, parent: QWidget, n: int, version: int) -> None:
        """Ask about so many drafts."""
        title = trn("{n} draft is no version yet", "{n} drafts are no version yet", n)
        super().__init__(parent, title, width=_WIDTH)
        self.words(tr("What is drafted changes nothing of the project until it is a version."))
        self.button(tr("Go on editing"), self.reject)
        self.button(trn("Drop it", "Drop the {n}", n), self._drop)
        self.button(tr("Make version {n}", n=version), self._make, is_default=True).setFocus()

    def _drop(self) -> None:
        self.accept()
        self.dropped.emit()

    def _make(self) -> None:
        self.accept()
        self.made.emit()


class MovedOnForm(Frame):
    """The scheme is another one now than that on which the drafts were made."""

    kept = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget, n: int, version: int) -> None:
        """Ask about so many drafts on a scheme of that version."""
        title = tr("The scheme is version {n} by now", n=version)
        super().__init__(parent, title, width=_WIDTH)
        said = trn(
            "{n} draft was made on an older version. It can be put on this one.",
            "{n} drafts were made on an older version. They can be put on this one.",
            n,
        )
        self.words(said)
        drop = self.button(trn("Drop it", "Drop the {n}", n), self._drop)
        drop.setAutoDefault(False)
        keep = tr("Put them on version {n}", n=version)
        self.button(keep, self.accept, is_default=True).setFocus()
        self._is_dropped = False
        self.finished.connect(lambda _how: (self.dropped if self._is_dropped else self.kept).emit())

    def _drop(self) -> None:
        self._is_dropped = True
        self.accept()


class DraftsForm(Frame):
    """All drafts, in the order in which they were made."""

    def __init__(self, parent: QWidget, lines: Sequence[tuple[str, str]]) -> None:
        """List them: what each does, and behind it what it touches."""
        super().__init__(parent, trn("{n} draft", "{n} drafts", len(lines)), width=_WIDE)
        self.list = RowList(self, tr("Drafts"))
        said = ["  ·  ".join(filter(None, one)) for one in lines]
        self.list.setModel(QStringListModel(said, self.list))
        self.list.setItemDelegate(_Drafts(self.list, lines))
        self.list.setMinimumHeight(self.room(320))
        self.column.addWidget(self.list, 1)
        self.verdict.setText(tr("Ctrl+Z on the sheet takes back the last one."))
        self.button(tr("Close"), self.accept, is_default=True)
        self.list.setCurrentIndex(self.list.model().index(len(lines) - 1, 0))
        self.list.setFocus()


class _Drafts(Rows):
    """Draws a draft: what it does, at the end what it touches."""

    height = _ROW

    def __init__(self, parent: RowList, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self._lines = lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        does, touches = self._lines[index.row()]
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self.paint_ground(painter, option, index)
        inner = rect.adjusted(12, 0, -12, 0)
        far = min(QFontMetrics(theme.font("small")).horizontalAdvance(touches), rect.width() // 2)
        near = inner.adjusted(0, 0, -far - 16, 0)
        write(painter, across(near, rect, mirrored=mirrored), does, at_right=mirrored)
        end = inner.adjusted(inner.width() - far - 2, 0, 0, 0)
        end = across(end, rect, mirrored=mirrored)
        write(painter, end, touches, "small", "ink2", at_right=not mirrored)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        painter.restore()
