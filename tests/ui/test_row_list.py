"""A list with rows of its own painting: what is chosen, however long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget

from annotator.ui.basics.rows import NOWHERE, CountedModel, Index, RowList

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
N = 20_000


class Counting(QStringListModel):
    """Counts how often a row is asked what can be done with it."""

    asked = 0

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else N

    def flags(self, index: Index) -> Qt.ItemFlag:
        self.asked += 1
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = 0) -> object:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def rows(qtbot) -> Iterator[RowList]:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = RowList(holder, "Rows")
    made.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    made.setModel(Counting(made))
    made.resize(200, 300)
    holder.resize(200, 300)
    holder.show()
    made.setCurrentIndex(made.model().index(0, 0))
    yield made
    holder.close()  # it lives until here


def chosen(rows: RowList) -> set[tuple[int, int]]:
    selection: QItemSelection = rows.selectionModel().selection()
    return {(one.top(), one.bottom()) for one in selection}


def test_shift_end_chooses_all_rows_below_without_asking_each(rows: RowList) -> None:
    QTest.keyClick(rows, Qt.Key.Key_Down)
    rows.model().asked = 0
    QTest.keyClick(rows, Qt.Key.Key_End, SHIFT)
    assert chosen(rows) == {(1, N - 1)}
    QTest.keyClick(rows, Qt.Key.Key_Up, SHIFT)
    assert chosen(rows) == {(1, N - 2)}
    QTest.keyClick(rows, Qt.Key.Key_Home, SHIFT)
    assert chosen(rows) == {(0, 1)}
    assert rows.model().asked < 1_000


def test_rows_are_chosen_by_mouse_as_in_any_list(rows: RowList) -> None:
    def click(row: int, held: Qt.KeyboardModifier = NONE) -> None:
        at = rows.visualRect(rows.model().index(row, 0)).center()
        QTest.mouseClick(rows.viewport(), LEFT, held, at)

    click(2)
    assert chosen(rows) == {(2, 2)}
    click(6, SHIFT)
    assert chosen(rows) == {(2, 6)}
    click(4, CTRL)
    assert chosen(rows) == {(2, 3), (5, 6)}
    click(9, CTRL)
    assert chosen(rows) == {(2, 3), (5, 6), (9, 9)}
    click(1)
    assert chosen(rows) == {(1, 1)}
    rows.scrollToBottom()
    click(N - 3, SHIFT)
    assert chosen(rows) == {(1, N - 3)}


def test_below_the_last_row_nothing_is_chosen(rows: RowList) -> None:
    rows.setModel(QStringListModel(["a", "b"], rows))
    QTest.mouseClick(
        rows.viewport(), LEFT, NONE, rows.visualRect(rows.model().index(1, 0)).center()
    )
    assert chosen(rows) == {(1, 1)}
    QTest.mouseClick(rows.viewport(), LEFT, NONE, QPoint(50, rows.viewport().height() - 5))
    assert chosen(rows) == set()


def test_a_row_far_down_a_long_list_is_brought_when_it_is_laid_out(rows: RowList, qtbot) -> None:
    model = rows.model()
    model.beginResetModel()
    model.endResetModel()
    far = model.index(N - 5, 0)
    rows.setCurrentIndex(far)
    assert rows.currentIndex() == far
    assert not rows.viewport().rect().contains(rows.visualRect(far))
    qtbot.waitUntil(lambda: rows.viewport().rect().contains(rows.visualRect(far)))


def test_a_long_list_stays_scrolled_where_it_was_when_its_rows_are_others(
    rows: RowList, qtbot
) -> None:
    bar = rows.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > N - 50)
    bar.setValue(N - 1_000)
    model = rows.model()
    model.beginResetModel()
    model.endResetModel()
    rows.visualRect(model.index(0, 0))
    assert bar.maximum() < N - 1_000, "the first rows come first"
    qtbot.waitUntil(lambda: bar.maximum() > N - 50)
    assert bar.value() == N - 1_000


class Long(CountedModel):
    """Counts which rows are asked for what they say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.seen: set[int] = set()

    def data(self, index: Index, role: int = 0) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        self.seen.add(index.row())
        return str(index.row())


def test_of_very_many_rows_that_qt_counts_itself_all_are_there_at_once(rows: RowList) -> None:
    model = Long(rows)
    rows.setModel(model)
    model.show_rows(100_000)
    bar = rows.verticalScrollBar()
    rows.visualRect(model.index(0, 0))
    assert bar.maximum() > 100_000 - 50
    rows.setCurrentIndex(model.index(99_990, 0))
    assert rows.viewport().rect().contains(rows.visualRect(model.index(99_990, 0)))
    rows.grab()
    assert 99_990 in model.seen
    assert len(model.seen) < 100
    model.show_rows(3)
    assert model.rowCount() == 3
    assert not rows.currentIndex().isValid()
    rows.visualRect(model.index(0, 0))
    assert bar.maximum() == 0


def test_rows_that_qt_counts_cannot_be_written_into_or_dragged(rows: RowList) -> None:
    model = Long(rows)
    model.show_rows(2)
    can = model.flags(model.index(1, 0))
    assert can & Qt.ItemFlag.ItemIsSelectable
    assert can & Qt.ItemFlag.ItemIsEnabled
    assert not can & Qt.ItemFlag.ItemIsEditable
    assert not can & Qt.ItemFlag.ItemIsDragEnabled
    assert not can & Qt.ItemFlag.ItemIsDropEnabled
