"""The left pane of Review: what is settled, which differences are listed, the list itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QWidget

from annotator.language import tr, trn
from annotator.text.script import direction
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import FlatButton
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.keycaps import paint_chevron, paint_tick
from annotator.ui.basics.labels import CutLabel, Label, plain_tip
from annotator.ui.basics.rows import Index, RowList, Rows, face, write
from annotator.ui.page.lane_painter import CHIP, paint_chip
from annotator.ui.review.differences.list_model import DifferenceModel
from annotator.ui.review.differences.rows import Grouping, Head, Listed
from annotator.ui.review.differences.words import (
    Entry,
    have_words,
    kind_words,
    shown_kinds,
    types_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.review.differences.state import ReviewState

ROW_HEIGHT = 25
_RING = 4.0


class DifferencesPane(QWidget):
    """All differences of a comparison. Enter or a click goes to one; ← → folds a heading."""

    chosen = Signal(object)
    """The `Entry` that somebody wants to go to."""
    same_wanted = Signal()
    """What both have is to be hidden, or shown again."""
    outside_wanted = Signal()
    """The articles that were not compared are to be listed."""

    def __init__(self, state: ReviewState, jobs: Jobs, parent: QWidget) -> None:
        """Make the pane; it is empty until something is compared."""
        super().__init__(parent)
        self.setAccessibleName(tr("Differences"))
        self.setAutoFillBackground(True)
        self._state = state
        self.model = DifferenceModel(state, jobs, self)
        self._n = CutLabel("", "small", "ink2", parent=self, name="n-differences")
        self._n.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._legend = _Legend(self)
        self._bar = _Bar(self)
        self._settled = Label("", "small", parent=self, name="n-settled")
        self._open = Label("", "small", "ink2", parent=self, name="n-open")
        self._filters = FlatButton("filters", tr("Which differences are listed"), self)
        self._groups = FlatButton("groups", tr("Under which headings"), self)
        self._same = FlatButton("same", tr("Show what both have, or hide it"), self)
        self.outside = FlatButton("outside", tr("Articles that were not compared"), self)
        self.list = _List(self, tr("Differences"))
        self.list.setMouseTracking(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(self.list))
        self.nothing = EmptyPlace(self.list.viewport())
        self._lay_out()
        self._filters.clicked.connect(self._ask_filter)
        self._groups.clicked.connect(self._turn_groups)
        self._same.clicked.connect(self.same_wanted)
        self.outside.clicked.connect(self.outside_wanted)
        self.list.activated.connect(self._go)
        self.list.clicked.connect(self._go)
        self.list.folded.connect(self._fold)
        self.model.refilled.connect(self._refilled)
        theme.notice.changed.connect(self.list.viewport().update)

    def _lay_out(self) -> None:
        head = row(Label(tr("Differences"), "bold", parent=self), (self._n, 1), gap=8)
        counts = row(self._settled, None, self._open)
        ways = row(self._filters, None, self._groups)
        upper = column(
            head, row((self._legend, 1), self._same), self._bar, counts, ways,
            around=(16, 12, 16, 0), gap=7,
        )  # fmt: skip
        below = row(self.outside, None, around=(12, 0, 12, 8))
        column(upper, (self.list, 1), below, of=self, around=(0, 0, 0, 0), gap=6)

    # --- what it says -----------------------------------------------------------------------------

    def refresh(self, *, shows_same: bool) -> None:
        """Say how far settling is, what is listed, whose the lanes are."""
        state = self._state
        self.model.set_nameless(state.hides_names)
        n_settled, n = state.n_settled()
        n_articles = sum(map(bool, state.entries.values()))
        where = trn("{n} article", "{n} articles", n_articles)
        self._n.setText(tr("{n} in {articles}", n=f"{n:,}", articles=where))
        self._settled.setText(tr("{n} of {of} settled", n=f"{n_settled:,}", of=f"{n:,}"))
        self._open.setText(tr("{n} open", n=f"{n - n_settled:,}"))
        self._bar.show_part(n_settled / n if n else 0.0)
        self._legend.show_letters(state.letters(), state.names())
        self._same.setText(tr("hide same") if shows_same else tr("show same"))
        self._say_ways()
        self._say_outside()

    def _say_ways(self) -> None:
        wanted = self.model.filter
        parts = [tr("This article") if wanted.article_id is not None else tr("All articles")]
        if wanted.standing is not None:
            parts.append(_standing_words(wanted.standing))
        if wanted.kinds is not None:
            kind = kind_words(min(wanted.kinds), nameless=self.model.nameless)
            parts.append(kind.lower())
        if wanted.type is not None:
            parts.append(tr(wanted.type))
        if wanted.only_left is not None:
            parts.append(self._only_words(left=wanted.only_left))
        if wanted.n_have is not None:
            parts.append(have_words(*wanted.n_have))
        n = self.model.n_entries
        words = ", ".join(parts)
        self._filters.setText(f"{self._cut(words)}, {n:,} ▾")
        self._filters.setToolTip(plain_tip(words))
        is_kind = self.model.grouping is Grouping.KIND
        self._groups.setText((tr("By kind") if is_kind else tr("By article")) + " ▾")

    def _cut(self, words: str) -> str:
        metrics = self._filters.fontMetrics()
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, 110)

    def _say_outside(self) -> None:
        settling = self._state.settling
        left_out = settling.comparison.left_out if settling is not None else ()
        n = len(left_out)
        self.outside.setVisible(bool(n))
        self.outside.setText(trn("{n} article is outside …", "{n} articles are outside …", n))

    def _only_words(self, *, left: bool) -> str:
        name = self._state.names()[0 if left else 1]
        return tr("only {name} has it", name=name)

    # --- which are listed -------------------------------------------------------------------------

    def _ask_filter(self) -> None:
        menu = self.filter_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self._filters.rect().bottomLeft()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            corner = self._filters.rect().bottomRight() - QPoint(menu.sizeHint().width() - 1, 0)
        menu.popup(self._filters.mapToGlobal(corner))

    def filter_menu(self) -> QMenu:
        """Give the menu of what can be listed: place, state, kind, type, coder."""
        menu, wanted, state = QMenu(self), self.model.filter, self._state
        here = state.page.article.id if state.page is not None else None
        places = [(tr("All articles"), None), (tr("This article"), here)]
        self._ways(menu, "article_id", places, wanted.article_id)
        menu.addSeparator()
        stands = [(_standing_words(one), one) for one in Listed]
        self._ways(menu, "standing", [(tr("Open and settled"), None), *stands], wanted.standing)
        menu.addSeparator()
        nameless = self.model.nameless
        kinds = [
            (kind_words(min(some), nameless=nameless), some)
            for some in shown_kinds(nameless=nameless)
        ]
        inner = menu.addMenu(tr("Kind"))
        self._ways(inner, "kinds", [(tr("All kinds"), None), *kinds], wanted.kinds)
        inner = menu.addMenu(tr("Type"))
        every = [one for some in state.entries.values() for one in some]
        types = sorted({name for one in every for name in types_of(one.first)})
        named = [(tr(one), one) for one in types]
        self._ways(inner, "type", [(tr("All types"), None), *named], wanted.type)
        if not nameless:
            inner = menu.addMenu(tr("Coder"))
            alone = [(self._only_words(left=one), one) for one in (True, False)]
            self._ways(inner, "only_left", [(tr("Both"), None), *alone], wanted.only_left)
        counts = sorted({n for one in every if (n := state.n_have(one)) is not None})
        if counts:
            inner = menu.addMenu(tr("How many have it"))
            numbers = [(have_words(*one), one) for one in counts]
            self._ways(inner, "n_have", [(tr("However many"), None), *numbers], wanted.n_have)
        return menu

    def _ways(
        self, menu: QMenu, name: str, ways: Sequence[tuple[str, object]], now: object
    ) -> None:
        for words, value in ways:
            entry = menu.addAction(words, partial(self._list_only, name, value))
            entry.setCheckable(True)
            entry.setChecked(value == now)

    def _list_only(self, name: str, value: object) -> None:
        self.model.set_filter(**{name: value})

    def _turn_groups(self) -> None:
        is_kind = self.model.grouping is Grouping.KIND
        self.model.set_grouping(Grouping.ARTICLE if is_kind else Grouping.KIND)

    def _refilled(self) -> None:
        self._say_ways()
        if self.model.rows or not self.model.filter.narrows():
            self.nothing.hide()
        else:
            show_all = (tr("List all"), partial(self.model.set_filter, **_ALL))
            self.nothing.say(tr("Nothing found"), tr("No difference is like this."), (show_all,))
        self.mark(self._state.current)

    # --- going there ------------------------------------------------------------------------------

    def mark(self, entry: Entry | None) -> None:
        """Show which entry is current."""
        place = self.model.row_of(entry) if entry is not None else None
        chosen = self.list.selectionModel()
        if place is None:
            chosen.clearSelection()
            return
        index = self.model.index(place)
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)

    def _go(self, index: Index) -> None:
        found = self.model.data(index, DifferenceModel.RowRole)
        if isinstance(found, Entry):
            self.chosen.emit(found)
        elif isinstance(found, Head):
            self.model.fold(found.key, is_open=not found.is_open)

    def _fold(self, is_open: bool) -> None:
        """Fold or open the heading the keyboard stands on, or that of its line."""
        number = self.list.currentIndex().row()
        for one in reversed(self.model.rows[: number + 1]):
            if isinstance(one, Head):
                if one.is_open is not is_open:
                    place = self.model.rows.index(one)
                    self.model.fold(one.key, is_open=is_open)
                    self.list.setCurrentIndex(self.model.index(place))
                return


_ALL = {
    "article_id": None,
    "standing": None,
    "kinds": None,
    "type": None,
    "only_left": None,
    "n_have": None,
}


def _standing_words(standing: Listed) -> str:
    return {
        Listed.OPEN: tr("open"),
        Listed.SETTLED: tr("settled"),
        Listed.CHANGED: tr("changed since it was settled"),
        Listed.NEW: tr("new since my last look"),
    }[standing]


class _List(RowList):
    """The list; ← and → fold and open headings."""

    folded = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with the arrow towards the start, open with the other one."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.folded.emit((event.key() == Qt.Key.Key_Right) is not mirrored)
        else:
            super().keyPressEvent(event)


class _Rows(Rows):
    """Draws a line: a heading with its count, or a ring or tick with words of the article."""

    height = ROW_HEIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row_ = index.data(DifferenceModel.RowRole)
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self.paint_ground(painter, option, index)
        if isinstance(row_, Head):
            self._head(painter, rect, row_, mirrored=mirrored)
        elif isinstance(row_, Entry):
            is_settled = bool(index.data(DifferenceModel.SettledRole))
            words = str(index.data() or ""), str(index.data(DifferenceModel.DetailRole))
            self._entry(painter, rect, words, is_settled=is_settled, mirrored=mirrored)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, head: Head, *, mirrored: bool) -> None:
        x = rect.right() - 24 if mirrored else rect.left() + 24
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("ink2"), 1.4)
        if head.is_open:
            paint_chevron(painter, QPointF(x, rect.center().y() + 1), pen, up=False)
        else:
            painter.translate(x, rect.center().y() + 1)
            painter.rotate(90 if mirrored else -90)
            paint_chevron(painter, QPointF(0, 0), pen, up=False)
            painter.rotate(-90 if mirrored else 90)
            painter.translate(-x, -rect.center().y() - 1)
        count = f"{head.n:,}"
        room = rect.adjusted(18, 0, -36, 0) if mirrored else rect.adjusted(36, 0, -18, 0)
        face(painter, right_to_left=mirrored)
        write(painter, room, count, "small", "ink2", at_right=not mirrored)
        wide = painter.fontMetrics().horizontalAdvance(count) + 8
        words = room.adjusted(wide, 0, 0, 0) if mirrored else room.adjusted(0, 0, -wide, 0)
        write(painter, words, head.words, "bold", at_right=mirrored)

    def _entry(
        self,
        painter: QPainter,
        rect: QRect,
        said: tuple[str, str],
        *,
        is_settled: bool,
        mirrored: bool,
    ) -> None:
        middle = rect.center().y() + 0.5
        x = rect.right() - 40 if mirrored else rect.left() + 40
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink3" if is_settled else "ink2"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_settled:
            paint_tick(painter, QPointF(x, middle))
        else:
            painter.drawEllipse(QPointF(x, middle), _RING - 0.5, _RING - 0.5)
        room = rect.adjusted(18, 0, -54, 0) if mirrored else rect.adjusted(54, 0, -18, 0)
        words, detail = said
        if detail:
            face(painter, right_to_left=mirrored)
            write(painter, room, detail, "small", "ink2", at_right=not mirrored)
            wide = painter.fontMetrics().horizontalAdvance(detail) + 8
            room = room.adjusted(wide, 0, 0, 0) if mirrored else room.adjusted(0, 0, -wide, 0)
        far = direction(words) == "rtl"
        face(painter, right_to_left=far)
        write(painter, room, words, "ui", "ink3" if is_settled else "ink", at_right=far)


class _Bar(QWidget):
    """How much is settled: ink on grey."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setFixedHeight(6)

    def show_part(self, part: float) -> None:
        """Show a part of the whole."""
        self._part = part
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("border"))
        whole = self.rect().toRectF()
        painter.drawRoundedRect(whole, 3, 3)
        painter.setBrush(theme.colour("ink2"))
        wide = whole.width() * self._part
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = whole.width() - wide if mirrored else 0.0
        if wide > 0:
            painter.drawRoundedRect(QRectF(x, 0, max(wide, 6.0), 6), 3, 3)
        painter.end()


class _Legend(QWidget):
    """Which lane is whose."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._letters = ("A", "B")
        self.setFixedHeight(18)

    def show_letters(self, letters: tuple[str, str], names: tuple[str, str]) -> None:
        """Show the letters; the names are told by tooltip and screen reader."""
        self._letters = letters
        left, right = names
        words = tr("Line above: {left}. Line below: {right}.", left=left, right=right)
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw two letters with what they stand for."""
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 0.0
        ways = zip(
            self._letters, ("left", "right"), (tr("line above"), tr("line below")), strict=True
        )
        for letter, role, words in ways:
            wide = painter.fontMetrics().horizontalAdvance(words)
            chip = QRectF(x, 3, CHIP + 2, CHIP + 2)
            place = QRectF(x + CHIP + 8, 0, wide + 2, self.height())
            paint_chip(painter, self._mirror(chip, mirrored), letter, role, theme.current())
            painter.setPen(theme.colour("ink2"))
            painter.drawText(self._mirror(place, mirrored), Qt.AlignmentFlag.AlignVCenter, words)
            x = place.right() + 10
        painter.end()

    def _mirror(self, rect: QRectF, mirrored: bool) -> QRectF:
        if not mirrored:
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())
