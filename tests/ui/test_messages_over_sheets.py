"""What is said while a sheet lies over the page: it is seen, above the sheet's buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_a_message_that_is_there_before_a_sheet_lies_at_its_lower_edge(driver) -> None:
    driver.window.messages.say("It says something.", stays=True)
    for act in ("notes", "export"):
        driver.window.acts.run(act)
        sheet = driver.session.over.sheet
        edge, button = on_screen(driver.window._edge), on_screen(sheet._escape)
        assert 0 < button.top() - edge.bottom() < edge.height()
        driver.session.over.close()


@pytest.mark.parametrize("act", ["export", "scheme", "find-project", "notes", "suggestions-sheet"])
def test_a_message_is_seen_over_a_sheet_and_covers_none_of_its_buttons(driver, act: str) -> None:
    window = driver.window
    window.acts.run(act)
    driver.wait(lambda: driver.session.over.sheet is not None)
    sheet = driver.session.over.sheet
    window.messages.say("It says something.")
    QApplication.processEvents()
    edge = window._edge
    middle = edge.mapTo(window, edge.rect().center())
    assert edge.isAncestorOf(window.childAt(middle))
    place = on_screen(edge)
    buttons = [one for one in sheet.findChildren(QPushButton) if one.isVisible()]
    assert sheet._escape in buttons
    assert [one.text() for one in buttons if on_screen(one).intersects(place)] == []
    driver.press("Esc")
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is None)
    window.messages.say("It says something else.")
    middle = edge.mapTo(window, edge.rect().center())
    assert edge.isAncestorOf(window.childAt(middle))


@pytest.mark.parametrize("act", ["scheme", "actors", "notes"])
def test_what_is_told_before_a_sheet_opens_lies_above_its_buttons_then(driver, act: str) -> None:
    window = driver.window
    window.resize(1366, 768)
    QApplication.processEvents()
    window.messages.say("It says something.", stays=True)
    window.acts.run(act)
    driver.wait(lambda: driver.session.over.sheet is not None)
    sheet, edge = driver.session.over.sheet, window._edge
    QApplication.processEvents()
    assert on_screen(edge).bottom() == _above(sheet)
    window.resize(1366, 600)
    QApplication.processEvents()
    assert on_screen(edge).bottom() == _above(sheet)
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is None)
    page = driver.session.workspace.place_of_page()
    assert edge.geometry().bottom() == page.bottom() - 11


def _above(sheet: QWidget) -> int:
    buttons = sheet.buttons.geometry()
    return sheet.mapToGlobal(buttons.topLeft()).y() - 12
