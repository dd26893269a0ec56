"""The table of proposed fields: an article a row, a field a column; one cell is framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import tr
from annotator.model.article import Doubt
from annotator.text.script import direction
from annotator.text.words import shortened
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_dots, paint_tick
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import NOWHERE, Index, TypedRows, TypedTable, face, write, write_found
from annotator.ui.importing.words import FIELDS, doubt_words, field_words, value_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPainter, QResizeEvent

    from annotator.model.article import ArticleFields, FieldProposal

ROW_HEIGHT = 36
_SIGN = 32
_SHARES = (0.30, 0.13, 0.13, 0.19, 0.25)
"""How much of the width the columns of the fields get."""
_DATE, _ADDRESS = FIELDS.index("date"), FIELDS.index("url")
_LONG_DATE, _BESIDE_WORDS = "2026-09-30", 24
_LONGEST = 160
_SAID = frozenset(
    {
        *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole),
        Qt.ItemDataRole.ToolTipRole,
    }
)
"""Where the sign of a row is told in words."""


class ConfirmModel(QAbstractTableModel):
    """The articles in the order in which they are gone through; a row stays where it is."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.articles: list[ArticleFields] = []
        self._open: set[str] = set()
        self._rows: dict[str, int] = {}

    def show(self, articles: Sequence[ArticleFields]) -> None:
        """Show these articles."""
        self.beginResetModel()
        self.articles = list(articles)
        self._open = {one.id for one in articles if one.proposed()}
        self._rows = {one.id: row for row, one in enumerate(articles)}
        self.endResetModel()

    def replace(self, article: ArticleFields) -> None:
        """Show an article as it is now, where it stands."""
        row = self.row_of(article.id)
        if row is not None:
            self.articles[row] = article
            (self._open.add if article.proposed() else self._open.discard)(article.id)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(FIELDS)))

    def row_of(self, article_id: str) -> int | None:
        """Give the row of an article."""
        return self._rows.get(article_id)

    def proposal(self, index: Index) -> FieldProposal | None:
        """Give what is proposed in a cell, if that is open."""
        if not index.isValid() or index.column() == 0:
            return None
        return self.articles[index.row()].proposed().get(FIELDS[index.column() - 1])

    def next_open(self, row: int, column: int) -> tuple[int, int] | None:
        """Give the next cell in which something is proposed, round about; None for none.

        A row is gone through from its doubtful field on; `column` is 0 for one that is begun.
        """
        n = len(self.articles)
        for step in range(n):
            at = (row + step) % n
            if self.articles[at].id not in self._open:
                continue
            proposed = self.articles[at].proposed()
            places = [place for place, name in enumerate(FIELDS, start=1) if name in proposed]
            if step or not column:
                doubts = (place for place in places if proposed[FIELDS[place - 1]].doubt)
                return at, next(doubts, places[0])
            return at, next((place for place in places if place > column), places[0])
        return None

    def n_open(self) -> int:
        """Give how many articles have something proposed still."""
        return len(self._open)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many articles there are."""
        return 0 if parent.isValid() else len(self.articles)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the columns: the sign, and the fields."""
        return 0 if parent.isValid() else len(FIELDS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give what a column is called."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return field_words(FIELDS[section - 1]) if section else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let fields be framed and typed into, not the sign."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemIsEditable if index.column() else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the value; for a screen reader with what is to be known of it."""
        if not 0 <= index.row() < len(self.articles):
            return None
        article = self.articles[index.row()]
        if index.column() == 0:
            return sign_words(article) if role in _SAID else None
        name = FIELDS[index.column() - 1]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.shown(article, name)
            case Qt.ItemDataRole.EditRole:
                return article.value(name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(article, name)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(article.value(name))
        return None

    def shown(self, article: ArticleFields, name: str) -> str:
        """Give what stands in a cell: the value, or that there is none."""
        value = shortened(" ".join(value_words(name, article.value(name)).split()), _LONGEST)
        nothing = tr("none found") if article.proposed() else tr("none")
        return value or nothing

    def _spoken(self, article: ArticleFields, name: str) -> str:
        shown, proposal = self.shown(article, name), article.proposed().get(name)
        said = f"{field_words(name)}: {shown}"
        if proposal is None:
            return said
        proposed = tr("{title}, proposed", title=said)
        return ", ".join(filter(None, (proposed, doubt_words(proposal.doubt))))


def sign_words(article: ArticleFields) -> str:
    """Give the sign of a row: doubtful, open, or done."""
    proposed = article.proposed()
    if not proposed:
        return tr("confirmed")
    return tr("doubtful") if _is_doubtful(article) else tr("proposed")


def _is_doubtful(article: ArticleFields) -> bool:
    return any(one.doubt is not Doubt.NONE for one in article.proposed().values())


class ConfirmTable(TypedTable):
    """The view. Arrows go from cell to cell; what other keys do is the sheet's."""

    typed = Signal(str)
    """Something was typed into the framed cell, and kept."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, empty."""
        super().__init__(parent)
        self.model_ = ConfirmModel(self)
        self.setModel(self.model_)
        self.dress(tr("What was proposed"), _Cells(self), row_height=ROW_HEIGHT, least=_SIGN)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(self._went)

    def _went(self, now: QModelIndex, before: QModelIndex) -> None:
        """Frame fields only; the row of the framed cell is drawn anew."""
        if now.isValid() and now.column() == 0:
            self.setCurrentIndex(self.model_.index(now.row(), 1))
            return
        for row in {now.row(), before.row()}:
            rect = QRect(0, self.rowViewportPosition(row), self.viewport().width(), ROW_HEIGHT)
            self.viewport().update(rect.adjusted(0, -2, 0, 2))
        self.framed.emit()

    def stand_on(self, row: int, column: int) -> None:
        """Frame a cell and bring it into view."""
        index = self.model_.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def type_in(self) -> None:
        """Let something be typed into the framed cell."""
        self.edit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out; only whole rows are shown."""
        super().resizeEvent(event)
        room = self.viewport().width() - _SIGN
        self.setColumnWidth(0, _SIGN)
        widths = [int(room * share) for share in _SHARES]
        # A date is seen whole; the address, cut in its middle anyhow, gives the room.
        date = self.fontMetrics().horizontalAdvance(value_words("date", _LONG_DATE)) + _BESIDE_WORDS
        lacking = max(0, min(date - widths[_DATE], widths[_ADDRESS] // 2))
        widths[_DATE] += lacking
        widths[_ADDRESS] -= lacking
        for n, width in enumerate(widths, start=1):
            self.setColumnWidth(n, width)


class _Cells(TypedRows):
    """Draws a cell: the value, dots under what is proposed, a ring around the framed one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        if not isinstance(table, ConfirmTable):
            return
        rect: QRect = option.rect
        if rect.bottom() > table.viewport().height():
            return  # no line is cut in half by the lower edge
        article, here = table.model_.articles[index.row()], table.currentIndex()
        painter.save()
        is_here = here.row() == index.row()
        painter.fillRect(rect, theme.colour("selected_row" if is_here else "page"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        if index.column() == 0:
            _paint_sign(painter, rect, article)
        else:
            _paint_value(painter, rect, table, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field in which a value is typed."""
        made = super().createEditor(parent, option, index)
        if isinstance(made, QLineEdit) and FIELDS[index.column() - 1] == "date":
            made.setPlaceholderText(tr("YYYY, YYYY-MM or YYYY-MM-DD"))
        return made

    def field_name(self, index: Index) -> str:
        """Give what the field is called."""
        return field_words(FIELDS[index.column() - 1])

    def keep(self, _index: Index, words: str) -> None:
        """Say what was typed, before a click frames another cell; the sheet makes a step of it."""
        table = self.parent()
        if isinstance(table, ConfirmTable):
            table.typed.emit(words)


def _paint_sign(painter: QPainter, rect: QRect, article: ArticleFields) -> None:
    """Draw `?` for doubtful, a point for proposed, a tick for confirmed."""
    centre = QPointF(rect.center())
    painter.setPen(QPen(theme.colour("ink2"), 1.5))
    if not article.proposed():
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        paint_tick(painter, centre)
        return
    painter.setFont(theme.font("ui"))
    words = "?" if _is_doubtful(article) else "·"
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def _paint_value(painter: QPainter, rect: QRect, table: ConfirmTable, index: Index) -> None:
    model = table.model_
    article, name = model.articles[index.row()], FIELDS[index.column() - 1]
    words, proposal = model.shown(article, name), model.proposal(index)
    has_value = bool(article.value(name))
    mirrored = table.layoutDirection() is Qt.LayoutDirection.RightToLeft
    far = direction(words) == "rtl" if has_value else mirrored
    is_open = bool(article.proposed())
    room = rect.adjusted(6, 0, -12, -2)
    face(painter, right_to_left=far)
    if not has_value or not is_open:
        ink = "ink2" if has_value or is_open else "ink3"
        write(painter, room, words, "ui", ink, at_right=far or mirrored)
        place = QRectF(room)
    else:
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.colour("ink"))
        place = write_found(painter, room, words, None, at_right=far or mirrored)
    if proposal is not None and has_value:
        paint_dots(painter, place.left(), place.right(), room.center().y() + 10, theme.current())
    if index == table.currentIndex():
        _paint_ring(painter, rect, has_focus=table.hasFocus())


def _paint_ring(painter: QPainter, rect: QRect, *, has_focus: bool) -> None:
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("ink" if has_focus else "ink3"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 3, -7, -4), 4, 4)
