"""The list of what is coming in, in groups: new, nearly the same, here already, not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)

from annotator.language import tr, trn
from annotator.project.acts.bring_in import with_proposed_fields
from annotator.project.importing.plan import ImportVerdict, name_of
from annotator.text.script import direction
from annotator.text.words import shortened
from annotator.ui.articles.dots import EXCLUDED, TO_DO, paint_dot
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_chevron, paint_dots
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import NOWHERE, Index, RowList, Rows, across, face, write, write_found
from annotator.ui.page.banners import date_in_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.project.importing.plan import ComingArticle, LineKey

GROUPS = (
    ImportVerdict.NEW,
    ImportVerdict.NEAR,
    ImportVerdict.EDITED,
    ImportVerdict.KNOWN,
    ImportVerdict.REFUSED,
)
_HEAD, _ROW = 26, 46
_LONGEST = 200
_DOT = 26


@dataclass(frozen=True, slots=True)
class ComingRow:
    """What a line of the list shows; the text stays where it is."""

    key: LineKey
    verdict: ImportVerdict
    title: str
    below: str
    is_proposed: bool = False
    is_doubtful: bool = False
    outlet: str = ""
    can_be_taken: bool = False


def coming_row(line: ComingArticle) -> ComingRow:
    """Give what is shown of an article that is coming."""
    place = name_of(line.source, line.row)
    if line.content is None or line.verdict is ImportVerdict.REFUSED:
        can = line.content is not None
        return ComingRow(line.key, line.verdict, place, line.reason, can_be_taken=can)
    article = with_proposed_fields(line.content.article, line.content)
    proposed = article.proposed()
    is_doubtful = any(one.doubt for one in proposed.values())
    date = date_in_line(article.date or "")
    if date and "date" in proposed and proposed["date"].doubt:
        date = f"{date}?"
    below = " · ".join(filter(None, (article.outlet, date)))
    if line.verdict is ImportVerdict.KNOWN:
        below = f"{place}: {line.reason}"
    elif line.content.near is not None:
        near = line.content.near
        like = tr("{share} of “{title}”", share=near.share, title=shortened(near.title, 40))
        below = " · ".join(filter(None, (article.outlet, like)))
    title = shortened(" ".join(article.title.split()), _LONGEST)
    return ComingRow(line.key, line.verdict, title or tr("no title"), below or place,
                     "title" in proposed, is_doubtful, article.outlet)  # fmt: skip


class ComingModel(QAbstractListModel):
    """Heads and, of the groups that are open, lines. It is filled while others are still read."""

    turned = Signal()
    """Another line is wanted, or not wanted any more."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: dict[ImportVerdict, list[ComingRow]] = {one: [] for one in GROUPS}
        self.closed = {ImportVerdict.KNOWN}
        self.left_out: set[LineKey] = set()
        """Lines that would come in and are not wanted."""
        self.also: set[LineKey] = set()
        """Lines that would not come in and are wanted all the same."""
        self._shown: list[ComingRow | ImportVerdict] = []

    def clear(self) -> None:
        """Show nothing any more; what was wanted stays so."""
        self.beginResetModel()
        for rows in self.rows.values():
            rows.clear()
        self._shown = []
        self.endResetModel()

    def add(self, rows: Iterable[ComingRow]) -> None:
        """Show more lines, each at the end of its group."""
        for one in rows:
            self.rows[one.verdict].append(one)
        self._lay_out()

    def replace(self, row: ComingRow) -> None:
        """Show a line as it is now."""
        for at, one in enumerate(self._shown):
            if isinstance(one, ComingRow) and one.key == row.key:
                group = self.rows[one.verdict]
                group[group.index(one)] = row
                self._shown[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def _lay_out(self) -> None:
        """Put heads and lines in order; a head stands where its group has lines."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        before = {one.row(): self._name(one.row()) for one in kept}
        self._shown = []
        for verdict in GROUPS:
            if self.rows[verdict] or (
                verdict is ImportVerdict.NEW and self.rows[ImportVerdict.NEAR]
            ):
                self._shown.append(verdict)
                self._shown += [] if verdict in self.closed else self.rows[verdict]
        places = {self._name(n): n for n in range(len(self._shown))}
        for one in kept:
            at = places.get(before[one.row()])
            to = self.index(at) if at is not None else NOWHERE
            self.changePersistentIndex(one, to)
        self.layoutChanged.emit()

    def _name(self, at: int) -> object:
        one = self._shown[at] if 0 <= at < len(self._shown) else None
        return one.key if isinstance(one, ComingRow) else one

    def turn_group(self, verdict: ImportVerdict) -> None:
        """Open a group, or close it."""
        self.closed ^= {verdict}
        self._lay_out()

    def turn_row(self, at: int) -> None:
        """Want a line, or want it no more."""
        row = self.row(at)
        if row is None:
            return
        if row.verdict in (ImportVerdict.NEW, ImportVerdict.NEAR):
            self.left_out ^= {row.key}
        elif row.can_be_taken:
            self.also ^= {row.key}
        self.dataChanged.emit(self.index(at), self.index(at))
        self.turned.emit()

    def comes(self, row: ComingRow) -> bool:
        """Say whether a line comes in as it is chosen now."""
        if row.verdict in (ImportVerdict.NEW, ImportVerdict.NEAR):
            return row.key not in self.left_out
        return row.key in self.also

    def coming(self) -> list[ComingRow]:
        """Give the lines that come in as it is chosen now."""
        return [one for verdict in GROUPS for one in self.rows[verdict] if self.comes(one)]

    def item(self, at: int) -> ComingRow | ImportVerdict | None:
        """Give what stands in a row of the list."""
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def row(self, at: int) -> ComingRow | None:
        """Give the line of a row; None for a head."""
        one = self.item(at)
        return one if isinstance(one, ComingRow) else None

    def place_of(self, key: LineKey | None) -> int | None:
        """Give the row in which a line stands, if it is shown."""
        places = (n for n in range(len(self._shown)) if self._name(n) == key)
        return next(places, None) if key is not None else None

    def first(self) -> int | None:
        """Give the first line that has something to be read."""
        return next((n for n, one in enumerate(self._shown) if isinstance(one, ComingRow)), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many rows there are, heads included."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the row says."""
        one = self.item(index.row())
        match one:
            case ImportVerdict() if role in (
                Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
            ):  # fmt: skip
                return self.head(one)
            case ComingRow() if role == Qt.ItemDataRole.DisplayRole:
                return one.title
            case ComingRow() if role == Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(one)
            case ComingRow() if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{one.title}\n{one.below}\n{one.key[0]}")
        return None

    def head(self, verdict: ImportVerdict) -> str:
        """Give the head of a group as it is said."""
        n = len(self.rows[verdict]) + (
            len(self.rows[ImportVerdict.NEAR]) if verdict is ImportVerdict.NEW else 0
        )
        is_open = tr("open") if verdict not in self.closed else tr("closed")
        return f"{head_words(verdict)}, {n:,}, {is_open}"

    def _spoken(self, row: ComingRow) -> str:
        title = tr("{title}, proposed", title=row.title) if row.is_proposed else row.title
        comes = tr("comes in") if self.comes(row) else tr("does not come in")
        return ", ".join(filter(None, (title, row.below, comes)))


def head_words(verdict: ImportVerdict) -> str:
    """Give the name of a group."""
    return {
        ImportVerdict.NEW: tr("New"),
        ImportVerdict.NEAR: tr("of them near copies"),
        ImportVerdict.EDITED: tr("Edited"),
        ImportVerdict.KNOWN: tr("Here already"),
        ImportVerdict.REFUSED: tr("Not taken"),
    }[verdict]


class ComingList(RowList):
    """The list: Space wants a line or not, ← → are the cards', a head opens and closes."""

    key_pressed = Signal(object)
    """A press that the list has no use for: the sheet may have one."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, empty."""
        super().__init__(parent, tr("Coming in"))
        self.model_ = ComingModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_ComingRows(self))
        self.setUniformItemSizes(False)
        theme.notice.changed.connect(self.viewport().update)

    def stand_on(self, at: int) -> None:
        """Make a row current, and bring it into view."""
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.model_.index(at), choose)
        self.scrollTo(self.model_.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down; Space turns; all else is for the sheet."""
        moves = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
                 Qt.Key.Key_Home, Qt.Key.Key_End}  # fmt: skip
        here = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._turn(here)
        elif event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()
            self.key_pressed.emit(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a group whose head is clicked; want a line whose dot is clicked."""
        at = self.indexAt(event.position().toPoint())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.viewport().width() - event.position().x() if mirrored else event.position().x()
        if isinstance(self.model_.item(at.row()), ImportVerdict) or x < _DOT + 12:
            self._turn(at.row())
        super().mousePressEvent(event)

    def _turn(self, at: int) -> None:
        one = self.model_.item(at)
        if isinstance(one, ImportVerdict):
            self.model_.turn_group(one)
        else:
            self.model_.turn_row(at)


class _ComingRows(Rows):
    """Draws heads and lines."""

    height = _ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height: of a head less."""
        is_head = isinstance(_model_of(self).item(index.row()), ImportVerdict)
        return QSize(0, _HEAD) if is_head else super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        model, rect = _model_of(self), option.rect
        one = model.item(index.row())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        ground = "selected_row" if self.is_selected(index) else "chrome"
        view = self.parent()
        if isinstance(view, ComingList) and rect.bottom() > view.viewport().height():
            return  # no line is cut in half by the lower edge
        painter.save()
        self.paint_ground(painter, option, index)
        if isinstance(one, ImportVerdict):
            _paint_head(painter, rect, model, one, mirrored=mirrored)
        elif one is not None:
            _paint_row(painter, rect, model, one, (ground, mirrored))
        painter.restore()


def _model_of(rows: _ComingRows) -> ComingModel:
    view = rows.parent()
    if not isinstance(view, ComingList):
        raise TypeError("rows of another list")
    return view.model_


def _paint_head(
    painter: QPainter, rect: QRect, model: ComingModel, verdict: ImportVerdict, *, mirrored: bool
) -> None:
    n = len(model.rows[verdict]) + (
        len(model.rows[ImportVerdict.NEAR]) if verdict is ImportVerdict.NEW else 0
    )
    pen = painter.pen()
    pen.setColor(theme.colour("ink2"))
    pen.setWidthF(1.4)
    mark = across(QRect(rect.left() + 16, rect.top(), 8, rect.height()), rect, mirrored=mirrored)
    middle = QPointF(mark.center().x(), rect.center().y() + 1)
    is_closed = verdict in model.closed
    paint_chevron(painter, middle, pen, up=is_closed)
    far = across(QRect(rect.right() - 60, rect.top(), 44, rect.height()), rect, mirrored=mirrored)
    write(painter, far, f"{n:,}", "small", "ink2", at_right=not mirrored)
    room = across(rect.adjusted(30, 0, -62, 0), rect, mirrored=mirrored)
    write(painter, room, head_words(verdict), "small-bold", "ink", at_right=mirrored)


def _paint_row(
    painter: QPainter, rect: QRect, model: ComingModel, row: ComingRow, look: tuple[str, bool]
) -> None:
    ground, mirrored = look
    comes = model.comes(row)
    if row.verdict not in (ImportVerdict.KNOWN, ImportVerdict.EDITED) and (
        row.verdict is not ImportVerdict.REFUSED or row.can_be_taken
    ):
        x = rect.right() - _DOT if mirrored else rect.left() + _DOT
        paint_dot(painter, QPointF(x, rect.top() + 17), TO_DO if comes else EXCLUDED,
                  ink=theme.colour("ink2"), ground=theme.colour(ground))  # fmt: skip
    room = rect.adjusted(18, 0, -43, 0) if mirrored else rect.adjusted(43, 0, -18, 0)
    far = direction(row.title) == "rtl"
    face(painter, right_to_left=far)
    painter.setFont(theme.font("ui"))
    painter.setPen(theme.colour("ink"))
    line = QRect(room.left(), rect.top() + 7, room.width(), 18)
    place = write_found(painter, line, row.title, None, at_right=far or mirrored)
    below = row.below if comes or row.verdict in GROUPS[2:] else tr("left out")
    write(painter, line.translated(0, 18), below, "small", "ink2", at_right=far or mirrored)
    if row.is_proposed:
        paint_dots(painter, place.left(), place.right(), line.bottom(), theme.current())


def n_words(n: int) -> str:
    """Give how many pages are coming, in words."""
    return trn("{n} text", "{n} texts", n)
