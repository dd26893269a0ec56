"""The list of backups: when each was made, its steps, what it is, how it differs, its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QRect, Qt

from annotator.language import tr, trn
from annotator.project.keeping.words import size_words
from annotator.ui.basics import theme
from annotator.ui.basics.labels import Label, said_moment
from annotator.ui.basics.rows import NOWHERE, Index, RowList, Rows, across, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.store.backups.listing import Backup

_SIDE, _WHEN, _STEPS, _SIZE, _GAP = 10, 140, 70, 70, 10
_WHAT_SHARE = 0.38


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup as the list shows it: `what` it is, and how it stands `against` the file now."""

    backup: Backup
    what: str = ""
    against: str = ""

    @property
    def when(self) -> str:
        """When it was made, as people say it."""
        return said_moment(self.backup.at.isoformat())


class BackupsModel(QAbstractListModel):
    """The backups of a project, the newest first."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: tuple[BackupRow, ...] = ()

    def show_rows(self, rows: Sequence[BackupRow]) -> None:
        """Show other backups."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def tell(self, at: int, row: BackupRow) -> None:
        """Say more of one."""
        self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
        self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def rowCount(self, _parent: Index = NOWHERE) -> int:
        """Give how many there are."""
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row: itself to paint, its words to be read out."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            steps = trn("{n} step", "{n} steps", row.backup.n_steps)
            said = (row.when, steps, row.what, row.against, size_words(row.backup.size))
            return ", ".join(filter(None, said))
        return None


def _columns(outer: QRect, *, mirrored: bool) -> tuple[QRect, ...]:
    """Give the places of when, steps, what, against and size in a row."""
    inner = outer.adjusted(_SIDE, 0, -_SIDE, 0)
    rest = max(0, inner.width() - _WHEN - _STEPS - _SIZE - 4 * _GAP)
    what = round(rest * _WHAT_SHARE)
    x, found = inner.left(), []
    for width in (_WHEN, _STEPS, what, rest - what, _SIZE):
        place = QRect(x, outer.top(), width, outer.height())
        found.append(across(place, outer, mirrored=mirrored))
        x += width + _GAP
    return tuple(found)


class BackupRows(Rows):
    """Draws a backup in five columns."""

    height = 40

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, BackupRow):
            return
        painter.save()
        self.paint_ground(painter, option, index)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        # Numbers and names in the words of a row go as its words do, on whichever side it stands.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        rect: QRect = option.rect
        for place, words, font, ink, is_far in zip(
            _columns(rect, mirrored=mirrored),
            (
                row.when,
                f"{row.backup.n_steps:,}",
                row.what,
                row.against,
                size_words(row.backup.size),
            ),
            ("bold", "ui", "ui", "ui", "small"),
            ("ink", "ink", "ink", "ink2", "ink2"),
            (False, True, False, False, True),
            strict=True,
        ):
            write(painter, place, words, font, ink, at_right=mirrored is not is_far)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class BackupHeads(Label):
    """The heads of the columns, above the list."""

    def __init__(self, parent: QWidget) -> None:
        """Show them."""
        self._heads = (tr("When"), tr("steps"), tr("what it is"), tr("against the file now"))
        super().__init__(" · ".join(self._heads), "small", "ink2", parent=parent)
        self.setFixedHeight(24)

    def paintEvent(self, _event: object) -> None:
        """Draw each above its column."""
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        places = _columns(self.rect(), mirrored=mirrored)
        for n, words in enumerate((*self._heads, tr("size"))):
            far = n in (1, 4)
            write(painter, places[n], words, "small", "ink2", at_right=mirrored is not far)
        painter.end()


class BackupsList(RowList):
    """The list itself."""

    def __init__(self, parent: QWidget) -> None:
        """Make it with its model."""
        super().__init__(parent, tr("Backups of this project"))
        self.backups = BackupsModel(self)
        self.setModel(self.backups)
        self.setItemDelegate(BackupRows(self))
