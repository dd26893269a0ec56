"""The list of hits: words under each other with what stands around them, a tick before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.language import tr
from annotator.project.finding.shown import HitState
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_tick
from annotator.ui.basics.labels import elided
from annotator.ui.basics.rows import Index, across, face, write
from annotator.ui.find.model import HitsModel, RowOf, count_words, state_words, title_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

ROW_HEIGHT = 30
_BOX, _TICK = 14, 34
_SHARE, _STATE_SHARE, _WIDEST_STATE = 0.44, 0.2, 190
"""How much of a row's words stands before the hit; how much says what is known of it."""
_UNDER = 9
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class HitsList(QTableView):
    """Space ticks, Shift with the arrows ticks what it passes, Enter and O are the sheet's.

    A table of one column: a list would lay all its rows out again with each that comes.
    """

    read_wanted = Signal(QModelIndex)
    """A hit is to be read where it stands."""
    main_wanted = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget, model: HitsModel) -> None:
        """Show a model."""
        super().__init__(parent)
        self.setAccessibleName(tr("Places"))
        self.setObjectName("hits")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.model_ = model
        self.setModel(model)
        self.setItemDelegate(_HitRows(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(self._double_clicked)
        self._anchor = -1
        theme.notice.changed.connect(self.viewport().update)

    @property
    def row(self) -> int:
        """The current row."""
        return self.currentIndex().row()

    def stand_on(self, row: int | None) -> None:
        """Make a row current and bring it into view."""
        if row is not None:
            index = self.model_.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def stand_first(self) -> None:
        """Make the first hit current."""
        self.scrollToTop()
        self.stand_on(self.model_.next_hit(0, 1))
        self.scrollToTop()

    def toggle(self, row: int) -> None:
        """Tick a hit or take its tick away."""
        self.model_.tick(row, on=not self.model_.is_ticked(row))
        self._anchor = row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from hit to hit; tick."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: lambda: self.toggle(self.row),
            Qt.Key.Key_Return: self.main_wanted.emit,
            Qt.Key.Key_Enter: self.main_wanted.emit,
            Qt.Key.Key_O: lambda: self.read_wanted.emit(self.currentIndex()),
            Qt.Key.Key_Home: lambda: self.stand_on(self.model_.next_hit(0, 1)),
            Qt.Key.Key_End: lambda: self.stand_on(
                self.model_.next_hit(self.model_.rowCount() - 1, -1)
            ),
        }
        by, act = _MOVES.get(Qt.Key(event.key())), acts.get(event.key())
        if by is not None:
            self._go(by, ticks=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif act is not None and not event.modifiers() & _OTHERS:
            if not event.isAutoRepeat():
                act()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.accept()  # letters would look for a row that begins so, of all there are
        else:
            super().keyPressEvent(event)
            self._off_heading()

    def _go(self, by: int, *, ticks: bool) -> None:
        """Go to the next hit; with Shift both are ticked."""
        row, found = self.row, self.model_.next_hit(self.row + by, by)
        for one in (row, found) if ticks else ():
            if one is not None:
                self.model_.tick(one, on=True)
        self.stand_on(found)

    def _off_heading(self) -> None:
        """Stand on a hit after a page or a jump."""
        found = self.model_.row(self.row)
        if found is not None and found.n is None:
            self.stand_on(self.model_.next_hit(self.row, 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick where the box is; with Shift all from the last one ticked to here."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        found = self.model_.row(index.row())
        if found is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if found.n is None:
            self._off_heading()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0:
            low, high = sorted((self._anchor, index.row()))
            for row in range(low, high + 1):
                self.model_.tick(row, on=True)
        elif self.box_of(index).adjusted(-8, -8, 8, 8).contains(event.position().toPoint()):
            self.toggle(index.row())

    def box_of(self, index: Index) -> QRect:
        """Give where the tick of a hit is."""
        rect = self.visualRect(index)
        found = self.model_.row(index.row())
        far = found is not None and found.article.is_from_right
        return box_in(rect, far=far)

    def _double_clicked(self, index: QModelIndex) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        if not self.box_of(index).contains(QPoint(at)):
            self.read_wanted.emit(index)


def box_in(rect: QRect, *, far: bool) -> QRect:
    """Give where the box is in a row: where the words of its article begin."""
    box = QRect(rect.left() + 7, rect.top() + (ROW_HEIGHT - _BOX) // 2, _BOX, _BOX)
    return across(box, rect, mirrored=far)


class _HitRows(QStyledItemDelegate):
    """Draws a heading, or a hit in its context: mirrored where the article is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(HitsModel.RowRole)
        rect: QRect = option.rect
        table = self.parent()
        if not (isinstance(found, RowOf) and isinstance(table, HitsList)):
            return
        if rect.bottom() > table.viewport().height():
            return  # no line is cut in half by the lower edge
        painter.save()
        is_current = found.n is not None and index == table.currentIndex()
        painter.fillRect(rect, theme.colour("selected_row" if is_current else "page"))
        if found.n is None:
            _paint_heading(painter, rect, found)
        else:
            _paint_hit(painter, rect, found)
        if is_current and table.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, found: RowOf) -> None:
    article = found.article
    far = article.is_from_right
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
    more = "  ·  ".join(filter(None, (isolated(article.outlet), count_words(article))))
    bold, small = (QFontMetrics(theme.font(one)) for one in ("bold", "small"))
    room = rect.width() - small.horizontalAdvance(more) - 8
    title = elided(title_of(article), bold, max(room, 60))
    wide = min(bold.horizontalAdvance(title) + 2, rect.width())
    face(painter, right_to_left=far)
    place = QRect(rect.left(), rect.top(), wide, rect.height())
    write(painter, across(place, rect, mirrored=far), title, "bold", at_right=far)
    place = QRect(rect.left() + wide + 6, rect.top(), rect.width() - wide - 6, rect.height())
    face(painter, right_to_left=False)
    write(painter, across(place, rect, mirrored=far), more, "small", "ink2", at_right=far)


def _paint_hit(painter: QPainter, rect: QRect, found: RowOf) -> None:
    far, state = found.article.is_from_right, found.state
    if state in (HitState.FREE, HitState.FURNITURE):
        _paint_box(
            painter, box_in(rect, far=far), is_ticked=bool(found.article.ticked[found.n or 0])
        )
    wide = min(int(rect.width() * _STATE_SHARE), _WIDEST_STATE)
    place = QRect(rect.right() - wide - 6, rect.top(), wide, rect.height())
    face(painter, right_to_left=False)
    place = across(place, rect, mirrored=far)
    write(painter, place, state_words(found), "small", "ink2", at_right=not far)
    if found.line is None:
        return
    room = QRect(rect.left() + _TICK, rect.top(), rect.width() - _TICK - wide - 16, rect.height())
    _paint_words(painter, across(room, rect, mirrored=far), found)


def _paint_box(painter: QPainter, box: QRect, *, is_ticked: bool) -> None:
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink"), 1.3))
    painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if is_ticked:
        painter.setPen(QPen(theme.colour("ink"), 1.6))
        paint_tick(painter, QPointF(QRectF(box).center()))
    painter.restore()


def _paint_words(painter: QPainter, room: QRect, found: RowOf) -> None:
    """Draw the hit where those of the other rows stand, what is before and after at its sides."""
    if found.line is None:
        return
    hit, far = found.line.hit, found.article.is_from_right and found.state is not HitState.NOTE
    is_marked = found.state is HitState.MARKED
    before, words, after = (" ".join(one.split()) for one in (hit.before, hit.text, hit.after))
    font = "ui" if is_marked else "bold"
    face(painter, right_to_left=far)
    metrics, gap = QFontMetrics(theme.font(font)), 6
    at = int(room.width() * _SHARE)
    shown = elided(words, metrics, room.width() - at)
    wide = metrics.horizontalAdvance(shown) + 1
    place = QRect(room.left(), room.top(), at - gap * hit.before[-1:].isspace(), room.height())
    plain = QFontMetrics(theme.font("ui"))
    cut = _whole_words(before, elided(before, plain, place.width(), at_start=True))
    write(painter, across(place, room, mirrored=far), cut, ink="ink2", at_right=not far)
    place = across(QRect(room.left() + at, room.top(), wide, room.height()), room, mirrored=far)
    write(painter, place, shown, font, at_right=far)
    if is_marked:
        line = theme.current().mark(found.line.type).line
        painter.fillRect(QRectF(place.left(), place.center().y() + _UNDER, wide, 1.5), line)
    start = at + wide + gap * hit.after[:1].isspace()
    place = QRect(room.left() + start, room.top(), max(room.width() - start, 0), room.height())
    write(painter, across(place, room, mirrored=far), after, ink="ink2", at_right=far)


def _whole_words(before: str, cut: str) -> str:
    """Give what leads to a hit without the end of a word that is cut at its start."""
    is_within = cut != before and not before[: len(before) - len(cut) + 1].endswith(" ")
    word, blank, rest = cut.partition(" ")
    return f"…{rest}" if is_within and word.startswith("…") and blank else cut
