"""What is said while a sheet lies over the page: it is seen, above the sheet's buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.ui.basics.messages import Offer
from annotator.ui.scheme.preview import PreviewLine


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_a_message_that_is_there_before_a_sheet_lies_at_its_lower_edge(driver) -> None:
    driver.window.messages.say("It says something.", stays=True)
    for act in ("notes", "export"):
        driver.window.acts.run(act)
        sheet = driver.session.over.sheet
        edge = on_screen(driver.window._edge)
        assert 0 < _above(sheet) + 12 - edge.bottom() < edge.height()
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
    buttons = [one for one in sheet.findChildren(QAbstractButton) if one.isVisible()]
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


def test_what_passes_is_closed_when_a_sheet_opens(driver) -> None:
    driver.window.messages.say("Undone: Done", [Offer("Redo", driver.window.show)])
    driver.window.messages.say("It was not saved.", stays=True)
    driver.window.acts.run("notes")
    driver.wait(lambda: driver.session.over.sheet is not None)
    assert driver.window.messages.words == "It was not saved."


def test_a_message_covers_no_keys_above_the_buttons_also_where_drafts_are(driver) -> None:
    window = driver.window
    window.resize(1366, 768)
    window.acts.run("scheme")
    driver.wait(lambda: driver.session.over.sheet is not None)
    sheet = driver.session.over.sheet
    sheet.draft(SchemeEdit.of({"edit": "retire", "what": "claim.kind"}))
    driver.wait(sheet.preview.isVisible)
    window.messages.say("It says something.")
    QApplication.processEvents()
    place = on_screen(window._edge)
    shown = [one for kind in (QAbstractButton, QLineEdit, PreviewLine)
             for one in sheet.findChildren(kind) if one.isVisible()]  # fmt: skip
    assert len(shown) > 12
    assert [one for one in shown if on_screen(one).intersects(place)] == []


def _above(sheet: QWidget) -> int:
    """The lowest line that a message may lie on: above the keys that stand over the buttons."""
    low = sheet.mapToGlobal(sheet.buttons.geometry().topLeft()).y()
    fields = [*sheet.findChildren(QAbstractButton), *sheet.findChildren(QLineEdit)]
    tops = [on_screen(one).top() for one in fields if one.isVisible()]
    return min([low, *(top for top in tops if top > low - 90)]) - 12
