"""Suggestions by mouse alone: the outline, the card, the menu at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.suggestions.test_by_keys import current, open_words

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

LEFT = Qt.MouseButton.LeftButton


def click(driver: Driver, words: str) -> None:
    """Click some words of the page."""
    QTest.mouseClick(driver.session.view.viewport(), LEFT, pos=driver.point(words))


def click_on_card(driver: Driver, act: str) -> None:
    """Click what does an act on the card of the current suggestion."""
    margin = driver.session.workspace.area.margin
    QApplication.processEvents()
    margin.repaint()
    card, one = margin.opened(), driver.session.suggesting.state.current
    assert card is not None
    assert one is not None
    part = next(part for part in card.parts if part.act == act)
    corner = margin.place_of(one.span.id).topLeft()
    QTest.mouseClick(margin, LEFT, pos=corner + part.rect.center().toPoint())


def test_a_click_on_an_outline_makes_the_suggestion_current_and_its_card_takes_it(
    driver: Driver,
) -> None:
    click(driver, "ties had")
    assert current(driver) == "formal ties had been cut"
    click_on_card(driver, "take-suggestion")
    assert driver.texts() == ["The minister", "said", "formal ties had been cut"]
    assert driver.session.view.hasFocus()


def test_a_click_on_a_suggested_speaker_means_its_statement(driver: Driver) -> None:
    click(driver, "minister said")
    assert current(driver) == "formal ties had been cut"
    click_on_card(driver, "reject-suggestion")
    assert current(driver) == ""
    assert "formal ties had been cut" not in open_words(driver)


def test_a_click_on_a_dashed_card_makes_its_suggestion_current(driver: Driver) -> None:
    margin = driver.session.workspace.area.margin
    QApplication.processEvents()
    margin.repaint()
    wait = next(one for one in driver.session.suggesting.state.open if "wait" in one.span.text())
    QTest.mouseClick(margin, LEFT, pos=margin.place_of(wait.span.id).center())
    assert current(driver) == "“We will not wait,”"


def test_the_menu_at_a_suggestion_has_its_acts(driver: Driver) -> None:
    view = driver.session.view
    at: QPoint = driver.point("Kabul")
    view.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    names = [one.objectName() for one in menu.actions()]
    assert names[:3] == ["take-suggestion", "reject-suggestion", "change-suggestion"]
    menu.actions()[0].trigger()
    menu.close()
    assert driver.texts() == ["Kabul"]


def test_a_click_on_a_mark_lets_the_suggestion_go(driver: Driver) -> None:
    driver.mark("Ties", "e")
    click(driver, "Kabul")
    assert current(driver) == "Kabul"
    assert driver.session.reading.span is None
    click(driver, "Ties")
    assert current(driver) == ""
    assert driver.session.reading.span.text() == "Ties"
