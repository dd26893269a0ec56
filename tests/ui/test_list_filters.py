"""The list of articles narrowed by what their fields hold, and what nobody has confirmed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from annotator.model.article import PROPOSED, ListFilter
from tests.ui.conftest import Driver
from tests.ui.proposals import make, ministers, proposals_of

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


@pytest.fixture
def driver(window, qtbot, tmp_path) -> Driver:
    """Five articles of two outlets; what is proposed for them is open."""
    path = tmp_path / "filtered.annotator"
    make(path, window.settings.coder(), [ministers(), *(proposals_of(n) for n in range(4))])
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    return driver


def titles(driver) -> list[str]:
    model = driver.session.workspace.articles.model
    entries = (model.entry(row) for row in range(model.rowCount()))
    return [one.title for one in entries if one is not None]


def opened(driver) -> QMenu:
    """Press the button and give the menu of filters."""
    pane = driver.session.workspace.articles
    (button,) = [one for one in pane.findChildren(QPushButton) if one.objectName() == "filters"]
    before = set(pane.findChildren(QMenu))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.wait(lambda: bool(set(pane.findChildren(QMenu)) - before))
    return max(set(pane.findChildren(QMenu)) - before, key=lambda one: len(one.actions()))


def line(menu: QMenu, *words: str) -> QAction:
    """Give the line of a menu, through its parts."""
    for n, word in enumerate(words):
        action = next(one for one in menu.actions() if word in one.text())
        inside = action.menu()
        if n < len(words) - 1:
            assert isinstance(inside, QMenu)
            menu = inside
    return action


def test_an_outlet_is_chosen_and_taken_back(driver) -> None:
    driver.wait(lambda: len(titles(driver)) == 5)
    line(opened(driver), "Outlet", "Newswire").trigger()
    driver.wait(lambda: titles(driver) == ["Ministers meet in Kuala Lumpur"])
    assert driver.session.workspace.articles.model.query.filters == (
        ListFilter("outlet", "Newswire"),
    )
    menu = opened(driver)
    assert line(menu, "Outlet", "Newswire").isChecked()
    line(menu, "Outlet", "Newswire").trigger()
    driver.wait(lambda: len(titles(driver)) == 5)


def test_what_nobody_confirmed_is_listed_and_marked(driver) -> None:
    first = next(one for one in driver.session.project.articles() if "Ministers" in one.title)
    driver.session.project.confirm(first.id, "all")
    line(opened(driver), "Not confirmed").trigger()
    driver.wait(lambda: len(titles(driver)) == 4)
    model = driver.session.workspace.articles.model
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert [one.rpartition(", ")[2] for one in said] == [
        "doubtful proposals", "not confirmed", "doubtful proposals", "not confirmed",
    ]  # fmt: skip
    assert model.query.filters == (ListFilter(PROPOSED, ""),)


def test_no_filter_shows_all_again(driver) -> None:
    line(opened(driver), "Outlet", "Harbour Post").trigger()
    driver.wait(lambda: len(titles(driver)) == 4)
    line(opened(driver), "No filter").trigger()
    driver.wait(lambda: len(titles(driver)) == 5)
