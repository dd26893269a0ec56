"""What comes to a layout that is on the screen is laid out once, and seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QWidget

from annotator.ui.basics.building import LeastRoom, Wrapped, adding_to, column

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Inner(QWidget):
    """Counts how often it gets another size."""

    n_sizes = 0

    def event(self, event: QEvent) -> bool:
        self.n_sizes += event.type() == QEvent.Type.Resize
        return super().event(event)


def test_widgets_that_come_to_what_is_seen_are_laid_out_once_and_seen(qtbot: QtBot) -> None:
    outer, inner = QWidget(), Inner()
    qtbot.addWidget(outer)
    column(inner, None, of=outer)
    grid = QGridLayout(inner)
    grid.addWidget(QLabel("first"), 0, 0)
    outer.resize(300, 900)
    outer.show()
    QApplication.processEvents()
    inner.n_sizes = 0
    with adding_to(grid):
        labels = [QLabel(f"line {n}") for n in range(20)]
        for n, one in enumerate(labels, 1):
            grid.addWidget(one, n, 0)
        hidden = QLabel("not yet", inner)
        hidden.hide()
        grid.addWidget(hidden, 30, 0)
    QApplication.processEvents()
    QApplication.processEvents()
    assert all(one.isVisible() for one in labels)
    assert not hidden.isVisible()
    assert inner.n_sizes == 1
    heights = [one.geometry().top() for one in labels]
    assert heights == sorted({*heights})
    assert labels[-1].geometry().bottom() <= inner.height()


def test_a_button_is_not_lit_by_a_pointer_that_was_over_it_before_it_had_its_place(
    qtbot: QtBot,
) -> None:
    outer, inner = QWidget(), QWidget()
    qtbot.addWidget(outer)
    far, near = QPushButton("far", inner), QPushButton("near", inner)
    column(far, near, None, of=inner)
    column(LeastRoom(inner, outer), of=outer)
    outer.resize(300, 300)
    outer.show()
    QCursor.setPos(near.mapToGlobal(near.rect().center()))
    for one in (far, near):
        one.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    qtbot.waitUntil(lambda: not far.underMouse())
    assert near.underMouse()


def test_a_part_that_is_hidden_lies_nowhere_below_the_pointer(qtbot: QtBot) -> None:
    shown, hidden = QPushButton("shown"), QPushButton("hidden")
    hidden.hide()
    around = QWidget()
    qtbot.addWidget(around)
    whole = Wrapped(around, "", shown, hidden)
    whole.resize(400, 40)
    around.show()
    qtbot.waitUntil(lambda: shown.width() > 0 and not whole.rect().intersects(hidden.geometry()))
    hidden.show()
    qtbot.waitUntil(lambda: hidden.x() > shown.geometry().right())
