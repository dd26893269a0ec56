"""Read and Review beside each other, and sheets that lie over the differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QMenu

from annotator.model.ids import new_id
from annotator.model.layer import Coder
from annotator.reading.keys import Mode
from annotator.ui.basics.buttons import CasesButton, KeyButton
from annotator.ui.basics.messages import Offer
from annotator.ui.basics.sheet import Sheet
from annotator.ui.exporting.sheet import ExportSheet
from tests.ui.entries import act_button, keys_shown, words
from tests.ui.review.conftest import first_article
from tests.ui.review.settled import settled, tab
from tests.ui.seen import faults

if TYPE_CHECKING:
    from annotator.ui.review.workspace import ReviewWorkspace
    from tests.ui.conftest import Driver


@pytest.fixture
def reviewing(driver: Driver) -> Driver:
    driver.press("Ctrl+2")
    return driver


def a_sheet(review: ReviewWorkspace, done: list[str]) -> Sheet:
    sheet = Sheet("What this file would bring", review, status="A colleague’s file")
    sheet.facts.setText("nothing is written yet")
    name = QLineEdit("B")
    sheet.part("File", name)
    sheet.part("Actors", QCheckBox("Dar, Ishaq"), CasesButton("6 passages", print, sheet))
    sheet.verdict.setText("Adds layer C.")
    sheet.leave_button()
    sheet.button("Take in", lambda: done.append("taken"), is_default=True)
    sheet.first = name
    return sheet


def test_export_is_offered_in_review_and_leads_back_to_it(reviewing: Driver) -> None:
    session, window = reviewing.session, reviewing.window
    assert window.acts.action("export").isEnabled()
    window.acts.run("export")
    assert isinstance(session.over.sheet, ExportSheet)
    assert window.stack.currentWidget() is session.workspace
    reviewing.press("Esc")
    assert session.over.sheet is None
    assert window.stack.currentWidget() is session.review
    assert session.review.isAncestorOf(QApplication.focusWidget())
    sheet = a_sheet(session.review, [])
    session.review.show_sheet(sheet)
    window.acts.run("export")
    assert session.over.sheet is None
    assert "A sheet lies over the page." in window.messages.words


def test_ctrl_2_shows_review_and_ctrl_1_shows_read_with_the_keyboard_on_the_page(
    reviewing: Driver,
) -> None:
    session, window = reviewing.session, reviewing.window
    assert window.stack.currentWidget() is session.review
    assert session.review.isAncestorOf(QApplication.focusWidget())
    assert [act_button(window.top, name).is_current for name in ("read", "review")] == [False, True]
    reviewing.press("Ctrl+1")
    assert window.stack.currentWidget() is session.workspace
    assert session.view.hasFocus()
    assert act_button(window.top, "read").is_current
    assert words(window.foot, "layer").startswith("Marks of A")


def test_the_tabs_lead_there_by_mouse(driver: Driver) -> None:
    for name in ("review", "read"):
        QTest.mouseClick(act_button(driver.window.top, name), Qt.MouseButton.LeftButton)
        assert driver.session.is_reviewing is (name == "review")


def test_review_says_in_words_what_there_is_to_do_before_two_have_coded(reviewing: Driver) -> None:
    assert "No two codings yet" in reviewing.session.review.empty.words


def test_in_an_empty_review_the_acts_of_the_bar_are_grey_and_tell_why(reviewing: Driver) -> None:
    top = reviewing.window.top
    reviewing.wait(lambda: not act_button(top, "take-left").isEnabled())
    for act in ("take-left", "take-both", "change-first", "next-open"):
        button = act_button(top, act)
        assert not button.isEnabled()
        assert "Nothing is compared." in button.toolTip()
        assert button.accessibleDescription().startswith("Nothing is compared.")
    QTest.mouseClick(act_button(top, "next-open"), Qt.MouseButton.LeftButton)
    assert "Nothing is compared." in reviewing.window.messages.words


def test_acts_that_can_be_done_again_tell_no_reason(both: Driver) -> None:
    button = act_button(both.window.top, "take-left")
    both.wait(button.isEnabled)
    assert button.accessibleDescription() == ""
    both.session.review.state.make_current(None)
    both.session.review.changed.emit()
    both.wait(lambda: not act_button(both.window.top, "take-left").isEnabled())
    said = act_button(both.window.top, "take-left").toolTip()
    assert "No difference is current." in said


def test_no_part_of_the_menu_is_higher_than_a_small_screen(both: Driver) -> None:
    whole = both.window.acts.menu(both.window)
    for part in whole.findChildren(QMenu):
        part.aboutToShow.emit()
        assert part.sizeHint().height() < 640, part.title()
    review = next(one for one in whole.findChildren(QMenu) if one.title() == "Review")
    parts = {one.menu().title(): one for one in review.actions() if one.menu() is not None}
    assert [*parts] == ["Settle", "All that are alike", "The agreed layer"]
    settle = {one.objectName(): one for one in parts["Settle"].menu().actions()}
    assert parts["Settle"].isEnabled()
    settle["take-left"].trigger()
    both.wait(lambda: settled(both)[0] == 1)
    whole.deleteLater()


def test_acts_of_marking_do_nothing_in_review_and_say_where_they_belong(reviewing: Driver) -> None:
    before = reviewing.texts()
    assert not reviewing.window.acts.run("mark-claim")
    assert "This is done in Read." in reviewing.window.messages.words
    assert reviewing.texts() == before
    assert act_button(reviewing.window.top, "mark-claim") is None


def test_undo_works_in_review_too_and_leaves_review_shown(driver: Driver) -> None:
    driver.mark("Dar", "s")
    driver.press("Ctrl+2", "Ctrl+z")
    driver.wait(lambda: not driver.spans("speaker"))
    assert driver.session.is_reviewing
    assert driver.session.review.isAncestorOf(QApplication.focusWidget())


def test_a_sheet_takes_the_canvas_names_itself_below_and_esc_leads_back(reviewing: Driver) -> None:
    review, window = reviewing.session.review, reviewing.window
    done: list[str] = []
    sheet = a_sheet(review, done)
    review.show_sheet(sheet)
    assert sheet.isVisible()
    assert words(window.foot, "layer") == "A colleague’s file"
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    QApplication.processEvents()
    assert faults(window) == []
    reviewing.press("Esc")
    assert review.sheet is None
    assert not done
    assert review.empty.isVisible()
    assert review.isAncestorOf(QApplication.focusWidget())


def test_enter_is_the_main_button_of_a_sheet_but_presses_what_has_the_keyboard(
    reviewing: Driver,
) -> None:
    review, done = reviewing.session.review, []
    sheet = a_sheet(review, done)
    review.show_sheet(sheet)
    reviewing.press("Enter")
    assert done == ["taken"]
    sheet.findChild(QCheckBox).setFocus()
    reviewing.press("Space")
    assert sheet.findChild(QCheckBox).isChecked()
    next(one for one in sheet.findChildren(KeyButton) if one.key == "Esc").setFocus()
    reviewing.press("Enter")
    assert review.sheet is None
    assert done == ["taken"]


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640)])
def test_a_sheet_stands_whole_on_small_screens(reviewing: Driver, size: tuple[int, int]) -> None:
    reviewing.window.resize(*size)
    review = reviewing.session.review
    review.show_sheet(a_sheet(review, []))
    QApplication.processEvents()
    assert faults(reviewing.window) == []


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640), (800, 600)])
def test_a_message_covers_no_button_of_a_sheet(reviewing: Driver, size: tuple[int, int]) -> None:
    reviewing.window.resize(*size)
    review, messages = reviewing.session.review, reviewing.window.messages
    said = "This project is coded by Quillon, Roebuck and others whose names are long."
    messages.say(said, (Offer("Code in it", print), Offer("New project …", print)), stays=True)
    sheet = a_sheet(review, [])
    review.show_sheet(sheet)
    QApplication.processEvents()
    place = messages.covered()
    assert not place.isEmpty()
    buttons = [one for one in sheet.findChildren(KeyButton) if one.isVisible()]
    assert len(buttons) == 2
    for one in buttons:
        assert not place.intersects(QRect(one.mapTo(review, QPoint(0, 0)), one.size()))
    assert review.rect().contains(place)


def test_a_project_that_is_closed_takes_review_along(reviewing: Driver) -> None:
    reviewing.window.acts.run("start-page")
    assert reviewing.window.stack.count() == 1
    assert reviewing.window.session is None


def test_compare_says_that_there_is_no_second_coding_and_what_to_do(reviewing: Driver) -> None:
    reviewing.window.acts.run("compare")
    assert "no second coding" in reviewing.window.messages.words


def test_compare_asks_for_left_and_right_and_names_them_in_the_status_line(driver: Driver) -> None:
    driver.mark("Dar", "s")
    driver.session.change_coder(Coder(new_id(), "B"))
    driver.caret_at("Kabul")
    driver.press("e")
    driver.saved()
    driver.window.acts.run("compare")
    review = driver.session.review
    driver.wait(lambda: review.sheet is not None)
    QApplication.processEvents()
    assert faults(driver.window) == []
    assert review.sheet.left.hasFocus()
    review.sheet.left.setCurrentText("A")
    review.sheet.right.setCurrentText("A")
    driver.press("Enter")
    assert review.sheet is not None
    assert "one coding" in review.sheet.verdict.text()
    review.sheet.right.setCurrentText("B")
    driver.press("Enter")
    assert review.sheet is None
    assert "A" in words(driver.window.foot, "layer")
    assert "against" in words(driver.window.foot, "layer")


def test_where_neither_coding_is_mine_they_stand_by_their_names(review_of) -> None:
    driver = review_of(first_article(), names=("Zoe", "anna"))
    review = driver.session.review
    assert [one.name for one in review.pair] == ["anna", "Zoe"]
    assert review.state.names() == ("anna", "Zoe")


def test_the_key_sheet_has_the_keys_of_the_workspace_that_is_shown(reviewing: Driver) -> None:
    keys = reviewing.window.acts.keys
    in_read = {row.act for _, rows in keys.sheet() for row in rows}
    in_review = {row.act for _, rows in keys.sheet(Mode.REVIEW) for row in rows}
    assert {"mark-claim", "undo"} <= in_read
    assert "take-left" not in in_read
    assert {"take-left", "next-open", "undo", "help"} <= in_review
    assert "mark-claim" not in in_review
    reviewing.press("F1")
    sheet = QApplication.activeModalWidget()
    assert any(line.endswith("whose line is above") for line in keys_shown(sheet).values())
    reviewing.press("Esc")


@pytest.mark.parametrize("key", ["Shift+Enter", "m"])
def test_what_is_asked_stands_inside_a_small_window_beside_its_words(
    both: Driver, key: str
) -> None:
    both.window.resize(784, 552)
    review = both.session.review
    both.wait(lambda: not review.area.margin.isVisible())
    for _ in range(3):
        tab(both)
    bar = review.area.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    both.press(key)
    both.wait(lambda: review.handlers.popup is not None)
    QApplication.processEvents()
    popup = review.handlers.popup
    assert review.area.rect().contains(popup.geometry())
    words = review.area.view.rect_of(review.state.current.first.at)
    assert not popup.geometry().intersects(words.translated(review.area.view.pos()))
