"""The list of what is to be looked at again; what was decided stays in its place, with a tick."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from annotator.language import tr
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_tick
from annotator.ui.basics.rows import (
    CountedModel,
    Index,
    RowList,
    Rows,
    across,
    moves,
    write,
)
from annotator.ui.scheme.again_words import heading
from annotator.ui.scheme.passages import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from annotator.model.scheme_edits.coded_marks import LookAgain
    from annotator.project import Project
    from annotator.ui.scheme.passages import Passages

_ROW, _SIGN = 44, 20
Key = tuple[str, str | None]
"""What is looked at: the mark, and the attribute (None = its type)."""


def key_of(one: LookAgain) -> Key:
    """Give what is looked at."""
    return one.item, one.attribute


def _alike(one: LookAgain) -> tuple[str, str, str | None, str]:
    return one.kind, one.type, one.attribute, one.value


class Again(NamedTuple):
    """What is to be looked at, as the list shows it; made beside the window."""

    items: list[LookAgain]
    settled: set[Key]
    n_alike: Counter[tuple[str, str, str | None, str]]
    places: list[Place]

    @classmethod
    def of(
        cls, before: Sequence[LookAgain], found: Sequence[LookAgain], decided: Collection[Key]
    ) -> Again:
        """Give what is found; what was decided of those `before` stays where it stood."""
        is_open = {key_of(one) for one in found}
        now = {key_of(one): one for one in found}
        items = [
            now.pop(key_of(one), one)
            for one in before
            if key_of(one) in now or key_of(one) in decided
        ]
        items += now.values()
        settled = {key_of(one) for one in items} - is_open
        n_alike = Counter(_alike(one) for one in items if key_of(one) in is_open)
        return cls(items, settled, n_alike, [Place(one.article, one.at) for one in items])


class AgainModel(CountedModel):
    """The items in the order in which they are gone through."""

    def __init__(self, parent: QWidget, lines: Passages) -> None:
        """Begin empty; `lines` reads the words of each."""
        super().__init__(parent)
        self.items: list[LookAgain] = []
        self.lines = lines
        lines.read.connect(self._read)
        self.decided: Mapping[Key, str] = {}
        """What those became that were decided here."""
        self._settled: set[Key] = set()
        self._n_alike: Counter[tuple[str, str, str | None, str]] = Counter()

    def show(self, again: Again) -> None:
        """Show these; those that were decided have a tick."""
        self.items, self._settled, self._n_alike = again.items, again.settled, again.n_alike
        self.lines.take(again.places)
        self.show_rows(len(self.items))

    def _read(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))

    def words(self, row: int) -> str:
        """Give the words of one; while they are not read, dots."""
        line = self.lines.line(row)
        return "…" if line is None else line.words

    def settle(self, one: LookAgain) -> None:
        """Give one its tick."""
        if not self.is_settled(one):
            self._settled.add(key_of(one))
            self._n_alike[_alike(one)] -= 1
        self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))

    def is_settled(self, one: LookAgain) -> bool:
        """Say whether one was decided."""
        return key_of(one) in self._settled

    def n_open(self) -> int:
        """Give how many are to be decided."""
        return len(self.items) - len(self._settled)

    def n_alike(self, one: LookAgain) -> int:
        """Give how many are open that were decided as this one was."""
        return self._n_alike[_alike(one)]

    def alike(self, one: LookAgain) -> list[LookAgain]:
        """Give all that are open and were decided as this one was."""
        wanted = _alike(one)
        return [each for each in self.items if _alike(each) == wanted and not self.is_settled(each)]

    def next_open(self, row: int) -> int | None:
        """Give the next row that is to be decided, round about."""
        n = len(self.items)
        order = [*range(row + 1, n), *range(max(row, 0))]
        return next((at for at in order if not self.is_settled(self.items[at])), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a line says."""
        if not 0 <= index.row() < len(self.items):
            return None
        one = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            done = tr("decided") if self.is_settled(one) else tr("to look at")
            return f"{self.words(index.row())}, {self.told(one)}, {done}"
        return None

    def told(self, one: LookAgain) -> str:
        """Give the value that was looked at, and what it is now where that is another one."""
        now = self.decided.get(key_of(one), one.value) if self.is_settled(one) else one.value
        return tr(one.value) if now == one.value else f"{tr(one.value)} → {tr(now)}"


class AgainList(RowList):
    """Arrows go from one to the next; what other keys do is the sheet's."""

    framed = Signal()
    key_pressed = Signal(object)

    def __init__(self, parent: QWidget, lines: Passages) -> None:
        """Make it, empty."""
        super().__init__(parent, tr("To look at again"))
        self.model_ = AgainModel(self, lines)
        self.setModel(self.model_)
        self.setItemDelegate(_Lines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._went)

    @property
    def item(self) -> LookAgain | None:
        """What is under the frame."""
        at = self.currentIndex().row()
        return self.model_.items[at] if 0 <= at < len(self.model_.items) else None

    def stand_on(self, item: str) -> None:
        """Frame an item; without it the first that is to be decided."""
        rows = (n for n, one in enumerate(self.model_.items) if one.item == item)
        row = next(rows, None)
        self._go_to(self.model_.next_open(-1) if row is None else row)

    def go_on(self) -> None:
        """Frame the next one that is to be decided."""
        self._go_to(self.model_.next_open(self.currentIndex().row()))

    def _go_to(self, row: int | None) -> None:
        if row is not None:
            index = self.model_.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _went(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.framed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with arrows; all else is for the sheet."""
        if moves(event):
            super().keyPressEvent(event)
            return
        event.ignore()
        self.key_pressed.emit(event)


class _Lines(Rows):
    """Draws an item in two lines: its words, then what was decided, behind a tick."""

    height = _ROW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        rows = self.parent()
        if not isinstance(rows, AgainList):
            return
        one = rows.model_.items[index.row()]
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        is_settled = rows.model_.is_settled(one)
        painter.save()
        self.paint_ground(painter, option, index)
        whole = across(rect.adjusted(10 + _SIGN, 4, -12, -4), rect, mirrored=mirrored)
        if is_settled:
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("ink2"), 1.5))
            at = across(QRect(rect.left() + 8, rect.top(), _SIGN, rect.height()), rect,
                        mirrored=mirrored)  # fmt: skip
            paint_tick(painter, QPointF(at.center()))
        ink = "ink2" if is_settled else "ink"
        upper = QRect(whole.left(), whole.top(), whole.width(), whole.height() // 2)
        write(painter, upper, str(index.data()), "ui", ink, at_right=mirrored)
        lower = upper.translated(0, upper.height())
        words = f"{heading(one)}: {rows.model_.told(one)}"
        write(painter, lower, words, "small", "ink2", at_right=mirrored)
        painter.restore()


def waiting_for(project: Project) -> Iterator[LookAgain]:
    """Give what the coder is to look at again: what is on their own layer."""
    context = project.context
    return iter(()) if context.layer_is_new else project.look_again(context.layer.id)
