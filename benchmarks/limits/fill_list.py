"""The limit of a long list: as many plain rows of text put into the library's own, and painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from benchmarks.limits.scroll_list import N_ROWS
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    program = QApplication([])
    view, model = QListView(), QStringListModel()
    view.setUniformItemSizes(True)
    view.setModel(model)
    view.resize(300, 700)
    view.show()
    rows = [f"{n} Name: person, organisation" for n in range(N_ROWS)]

    def fill() -> None:
        model.setStringList(rows)
        view.viewport().repaint()

    def work() -> list[float]:
        model.setStringList([])
        program.processEvents()
        with collector_still():
            return [processor_seconds_of(fill)]

    work()
    return work
