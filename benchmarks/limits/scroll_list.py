"""The limit of a long list: as many plain rows of text in the library's own list, scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from benchmarks.list_steps import slowest_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_ROWS = 20_000


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    program = QApplication([])
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(QStringListModel([f"{n} Name: person, organisation" for n in range(N_ROWS)]))
    view.resize(300, 700)
    view.show()
    program.processEvents()

    def work() -> list[float]:
        return [slowest_step(view)]

    work()
    return work
