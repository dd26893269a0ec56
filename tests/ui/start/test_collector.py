"""While there is a window, rings of dead values are taken apart in its thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtWidgets import QApplication, QListView

from annotator.ui.start.collector import EVERY_MS, Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

INACTIVE, ACTIVE = Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive


class Model(QAbstractListModel):
    """A model that knows its list, as many do."""

    def rowCount(self, parent: object = None) -> int:  # noqa: N802 - Qt calls it so
        return 3

    def data(self, index: object, role: int = 0) -> None:
        return None


class Ring:
    """Holds itself, and keeps in which thread it went."""

    gone_in: list[threading.Thread]

    def __init__(self) -> None:
        self.itself, self.gone_in = self, gone_in

    def __del__(self) -> None:
        self.gone_in.append(threading.current_thread())


gone_in: list[threading.Thread] = []


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    gc.collect()  # what the test before left
    gone_in.clear()
    owner = QObject()
    gc.enable()
    try:
        yield Collector(owner)
    finally:
        gc.disable()
        gc.unfreeze()


def many_values() -> list[list[int]]:
    return [[n] for n in range(3_000)]


def in_a_worker() -> None:
    made = threading.Thread(target=lambda: [many_values() for _ in range(40)])
    made.start()
    made.join()


def test_a_worker_that_makes_many_values_takes_no_ring_apart(collector: Collector, qtbot) -> None:
    assert not gc.isenabled()
    collector._timer.stop()
    Ring()
    in_a_worker()
    assert gone_in == []
    kept: list[Any] = many_values()
    collector.look()
    assert gone_in == [threading.main_thread()]
    del kept


def test_rings_go_by_themselves_while_the_window_lives(collector: Collector, qtbot) -> None:
    Ring()
    kept = many_values()
    qtbot.waitUntil(lambda: bool(gone_in), timeout=100 * EVERY_MS)
    assert gone_in == [threading.main_thread()]
    del kept


def test_a_list_and_its_model_that_nobody_holds_end_no_program(collector: Collector) -> None:
    views = []
    for _ in range(60):
        model, view = Model(), QListView()
        view.setModel(model)
        view.of, model.of = model, view  # type: ignore[attr-defined]
        view.show()
        views.append(weakref.ref(view))
        del model, view
        in_a_worker()
        kept = many_values()
        collector.look()
        QApplication.processEvents()
        del kept
    collector.look_through()
    assert [one() for one in views] == [None] * len(views)


def test_few_new_values_are_not_looked_through(collector: Collector, monkeypatch) -> None:
    looked = []
    monkeypatch.setattr(gc, "collect", looked.append)
    gc.get_count()
    collector.look()
    assert looked == []
    kept = many_values()
    for _ in range(100):
        collector.look()
    assert (looked.count(0), looked.count(1), looked.count(2)) == (90, 9, 1)
    del kept


def test_very_many_new_values_are_left_out_until_nobody_looks(collector: Collector) -> None:
    collector._timer.stop()
    Ring()
    kept = [many_values() for _ in range(40)]
    frozen = gc.get_freeze_count()
    collector.look()
    assert gc.get_freeze_count() >= frozen + 120_000
    assert gone_in == []
    collector._whole_at -= 3_600
    collector._state_changed(ACTIVE)
    assert gone_in == []
    collector._state_changed(INACTIVE)
    assert gone_in == [threading.main_thread()]
    Ring()
    collector._state_changed(INACTIVE)  # a minute has not gone by
    assert len(gone_in) == 1
    del kept
