"""The page *Find*: real keys and clicks on a project of some articles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.layer import Layer, LayerKind
from annotator.text.ranges import Range
from annotator.ui.find.model import spoken, state_words
from annotator.ui.find.rows import _whole_words
from annotator.ui.find.sheet import FindSheet
from tests.ui.seen import cut_lines, painted_without_tip

TEXTS = (
    "Dar: Ties Cut\n\nTalks with the Taliban go on. The TALIBAN were not asked.",
    "Border crossing\n\nA spokesman of the Taliban said so; Talibanesque talk went on.",
    "بازگشایی بندر\n\nسخنگوی طالبان گفت که دروازه باز می‌شود.",
)


@pytest.fixture
def driver(open_text):
    return open_text(*TEXTS)


@pytest.fixture
def sheet(driver):
    return opened(driver)


def opened(driver) -> FindSheet:
    driver.press("Ctrl+Shift+F")
    found = driver.session.over.sheet
    assert isinstance(found, FindSheet)
    return found


def look(driver, sheet, words: str, n: int) -> None:
    sheet.pane.words.setFocus()
    sheet.pane.words.selectAll()
    if words.isascii():
        driver.type(words)
    else:
        sheet.pane.words.setText(words)
    finder = sheet._finder
    driver.wait(lambda: not finder.is_running and finder.model.n_hits == n)


def shown(sheet) -> list[str]:
    model = sheet.list.model_
    return [spoken(model.row(row)) for row in range(model.rowCount())]


def test_typing_looks_in_all_articles_and_says_how_many(driver, sheet):
    assert QApplication.focusWidget() is sheet.pane.words
    look(driver, sheet, "taliban", 4)
    assert sheet.accessibleName() == "4 places in 2 articles"
    assert shown(sheet)[0] == "Dar: Ties Cut, 2 places"
    assert shown(sheet)[1].startswith("Taliban: Talks with the Taliban go on.")
    look(driver, sheet, "taliban | طالبان", 5)
    assert sheet.accessibleName() == "5 places in 3 articles"
    sheet.pane.whole.click()
    driver.wait(lambda: not sheet._finder.is_running and sheet.list.model_.n_hits == 4)
    sheet.pane.case.click()
    driver.wait(lambda: not sheet._finder.is_running and sheet.list.model_.n_hits == 1)
    assert "طالبان" in shown(sheet)[1]


def test_what_a_row_has_no_room_for_is_told_in_its_tooltip(open_text):
    long = "The spokesman who had come late to the hall said that the Taliban had not been asked. "
    driver = open_text(f"{'A long headline of the port ' * 9}\n\n{long * 3}")
    sheet = opened(driver)
    look(driver, sheet, "taliban", 3)
    with cut_lines() as cut:
        sheet.list.grab()
    assert len(cut) > 3
    assert painted_without_tip(sheet.list) == []


def test_enter_goes_to_the_first_hit_and_ticks_nothing(driver, sheet):
    look(driver, sheet, "taliban", 4)
    driver.press("Enter")
    assert QApplication.focusWidget() is sheet.list
    assert sheet.list.row == 1
    assert sheet.list.model_.n_ticked == 0
    assert not sheet.mark.isEnabled()


def test_space_ticks_and_what_is_ticked_is_marked_as_one_step(driver, sheet):
    look(driver, sheet, "taliban", 4)
    driver.press("Enter", "Space", "Down", "Down", "Space")
    assert sheet.mark.text() == "Mark 2"
    assert sheet.how.type_name == "entity"
    sheet.how.values["kind"].setCurrentIndex(sheet.how.values["kind"].findData("organisation"))
    sheet.how.actor.setText("Taliban")
    driver.press("Enter")
    driver.wait(lambda: sheet.list.model_.n_marked == 2)
    assert sheet.facts.text() == "2 are marked"
    assert driver.step_names()[0] == "mark-everywhere"
    spans = [*driver.session.project.spans(type_name="entity")]
    assert [one.attributes for one in spans] == [{"kind": "organisation"}] * 2
    assert {driver.session.project.context.actors.get(one.actor_id).name for one in spans} == {
        "Taliban"
    }
    model = sheet.list.model_
    assert state_words(model.row(1)) == "entity, Taliban"
    assert model.n_ticked == 0
    driver.press("Ctrl+z")
    driver.wait(lambda: model.n_marked == 0)
    assert driver.session.over.sheet is sheet


def test_while_others_marks_are_shown_enter_marks_no_more_than_the_button(driver, sheet):
    look(driver, sheet, "taliban", 4)
    driver.session.look_at(Layer(id="other", kind=LayerKind.PERSON, name="B", coder_id="b"))
    driver.press("Enter", "Space")
    driver.wait(lambda: "go to your own layer" in sheet.verdict.text())
    assert not sheet.mark.isEnabled()
    before = len(driver.session.project.steps())
    driver.press("Enter")
    driver.wait(lambda: not driver.window.jobs._running)
    driver.saved()
    assert len(driver.session.project.steps()) == before
    assert sheet.list.model_.n_ticked == 1


def test_all_that_are_not_marked_are_ticked_at_once(driver, sheet):
    driver.session.project.mark("1", "entity", (30, 37))
    look(driver, sheet, "taliban", 4)
    driver.wait(lambda: sheet.list.model_.n_marked == 1)
    assert sheet.how.every.text() == "all 3 that are not marked"
    sheet.how.every.click()
    assert sheet.mark.text() == "Mark 3"
    sheet.how.every.click()
    assert sheet.list.model_.n_ticked == 0


def test_home_and_end_and_pages_go_to_hits_alone(driver, sheet):
    look(driver, sheet, "taliban", 4)
    driver.press("Enter", "End")
    assert sheet.list.row == 5
    driver.press("Home")
    assert sheet.list.row == 1
    driver.press("PgDown")
    assert sheet.list.row == 5
    driver.press("PgUp")
    assert sheet.list.row == 1


def test_the_selected_words_are_copied_with_their_reference_or_alone(driver):
    driver.select("Talks with the Taliban")
    driver.press("Ctrl+c")
    held = QApplication.clipboard().mimeData()
    place = driver.place("Talks with the Taliban")
    where = f"characters {place.start}–{place.end})"
    assert held.text().startswith("“Talks with the Taliban” (")
    assert held.text().endswith(where)
    assert "Talks with the Taliban" in held.html()
    assert "<bdi>" in held.html()
    driver.press("Ctrl+Shift+C")
    held = QApplication.clipboard().mimeData()
    assert held.text() == "Talks with the Taliban"
    assert not held.hasHtml()


def test_ten_thousand_hits_are_counted_ticked_and_scrolled(driver):
    project = driver.session.project
    project.import_text("Many\n\n" + "ferry and harbour. " * 10_000, "many.txt")
    sheet = opened(driver)
    look(driver, sheet, "harbour", 10_000)
    sheet.how.every.click()
    assert sheet.mark.text().replace(",", "") == "Mark 10000"
    driver.press("Enter", "End")
    driver.wait(lambda: sheet.list.model_.row(sheet.list.row).line is not None)
    assert sheet.list.row == 10_000


def test_shift_ticks_what_it_passes(driver, sheet):
    look(driver, sheet, "taliban", 4)
    driver.press("Enter", "Shift+Down", "Shift+Down")
    assert sheet.list.model_.n_ticked == 3


def test_the_mouse_ticks_marks_and_closes(driver, sheet):
    look(driver, sheet, "taliban", 4)
    view = sheet.list
    for row in (1, 4):
        box = view.box_of(view.model_.index(row))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert sheet.list.model_.n_ticked == 2
    middle = view.visualRect(view.model_.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert sheet.list.model_.n_ticked == 2
    QTest.mouseClick(sheet.mark, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    driver.wait(lambda: sheet.list.model_.n_marked == 2)
    close = sheet._escape
    QTest.mouseClick(close, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert driver.session.over.sheet is None


@pytest.mark.parametrize("key", ["o", "Enter"])
def test_a_hit_is_read_where_it_stands_and_esc_comes_back_to_its_row(driver, sheet, key):
    look(driver, sheet, "taliban", 4)
    driver.press("Enter", "Down", "Down")
    row = sheet.list.row
    driver.press(key)
    driver.wait(lambda: driver.session.over.sheet is None and "Border" in driver.page.text)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == "Taliban"
    driver.press("Esc")
    again = driver.session.over.sheet
    assert isinstance(again, FindSheet)
    assert again.list.row == row
    assert QApplication.focusWidget() is again.list
    assert again.pane.words.text() == "taliban"
    assert again.list.model_.n_hits == 4
    driver.press("Esc")
    assert driver.session.over.sheet is None
    assert driver.session.view.hasFocus()


def test_esc_leaves_from_the_field_too(driver, sheet):
    driver.press("Esc")
    assert driver.session.over.sheet is None
    assert driver.session.view.hasFocus()


def test_the_selected_words_are_looked_for_at_once(driver):
    driver.select("Taliban")
    sheet = opened(driver)
    assert sheet.pane.words.text() == "Taliban"
    driver.wait(lambda: sheet.list.model_.n_hits == 4)


def test_p_in_the_project_is_the_same_page_with_words_and_type_filled_in(driver):
    driver.mark("Taliban", "e")
    driver.saved()
    driver.press("Shift+P")
    sheet = driver.session.over.sheet
    assert isinstance(sheet, FindSheet)
    assert (sheet.pane.words.text(), sheet.how.type_name) == ("Taliban", "entity")
    assert sheet.pane.whole.isChecked()
    assert sheet.pane.case.isChecked()
    driver.wait(lambda: not sheet._finder.is_running and sheet.list.model_.n_free == 1)
    sheet.how.every.click()
    driver.press("F6", "Enter")
    driver.wait(lambda: len([*driver.session.project.spans(type_name="entity")]) == 2)


def test_an_expression_that_is_none_is_told_on_the_page(driver, sheet):
    sheet.pane.regex.click()
    sheet.pane.words.setFocus()
    driver.type("(")
    driver.wait(lambda: "no regular expression" in sheet.verdict.text())
    driver.press("Backspace")
    driver.type("Tal\\w+\\b")
    driver.wait(lambda: sheet.list.model_.n_hits == 4)
    assert sheet.verdict.text() == ""


def test_an_expression_that_never_ends_leaves_the_window_free(driver, sheet):
    driver.session.project.import_text("Long\n\n" + "and so on " * 40, "long.txt")
    sheet.pane.regex.click()
    sheet.pane.words.setFocus()
    driver.type(r"(\w+\s?)+$x")
    driver.wait(lambda: "takes too long" in sheet.verdict.text())


def test_searches_are_kept_taken_again_and_forgotten_by_keys(driver, sheet):
    look(driver, sheet, "taliban", 4)
    sheet.pane.name.setFocus()
    driver.type("them")
    driver.press("Enter")
    driver.wait(lambda: sheet.pane.searches.count() == 1)
    look(driver, sheet, "spokesman", 1)
    sheet.pane.searches.setFocus()
    sheet.pane.searches.setCurrentRow(0)
    driver.press("Enter")
    driver.wait(lambda: sheet.list.model_.n_hits == 4)
    assert sheet.pane.words.text() == "taliban"
    sheet.pane.searches.setFocus()
    driver.press("Delete")
    driver.wait(lambda: sheet.pane.searches.count() == 0)
    assert driver.step_names()[:2] == ["forget-search", "keep-search"]


def test_a_kept_search_is_forgotten_by_mouse_and_undo_shows_it_again(driver, sheet):
    look(driver, sheet, "taliban", 4)
    sheet.pane.name.setText("them")
    QTest.mouseClick(sheet.pane.keep, Qt.MouseButton.LeftButton)
    searches, forget = sheet.pane.searches, sheet.pane.forget
    driver.wait(lambda: searches.count() == 1)
    assert not forget.isEnabled()
    at = searches.visualItemRect(searches.item(0)).center()
    QTest.mouseClick(searches.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(forget, Qt.MouseButton.LeftButton)
    driver.wait(lambda: searches.count() == 0)
    assert not forget.isVisible()
    sheet.list.setFocus()
    driver.press("Ctrl+z")
    driver.wait(lambda: searches.count() == 1)
    driver.press("Ctrl+z")
    driver.wait(lambda: searches.count() == 0)


def test_what_leads_to_a_hit_is_cut_at_whole_words():
    assert _whole_words("near the pier have", "…ar the pier have") == "…the pier have"
    assert _whole_words("near the pier have", "…the pier have") == "…the pier have"
    assert _whole_words("the pier", "the pier") == "the pier"
    assert _whole_words("unbreakable", "…breakable") == "…breakable"


def test_where_it_must_stand_is_asked_for(driver, sheet):
    project = driver.session.project
    project.mark("2", "claim", Range(17, 52))
    look(driver, sheet, "taliban", 4)
    sheet.pane.inside.click()
    driver.wait(lambda: not sheet._finder.is_running and sheet.list.model_.n_hits == 1)
    sheet.pane.inside.click()
    sheet.pane.said.click()
    driver.wait(lambda: sheet.list.model_.n_hits == 0)
    assert sheet.pane.actor.isVisible()


def test_another_type_counts_other_marks_and_keeps_the_ticks(driver, sheet):
    driver.session.project.mark("1", "entity", (30, 37))
    look(driver, sheet, "taliban", 4)
    driver.wait(lambda: sheet.list.model_.n_marked == 1)
    driver.press("Enter", "Down", "Down", "Space")
    assert sheet.list.model_.n_ticked == 1
    sheet.how.type.setCurrentIndex(sheet.how.type.findData("speaker"))
    driver.wait(lambda: sheet.list.model_.n_marked == 0)
    assert sheet.list.model_.n_ticked == 1


def test_nothing_left_of_the_words_leaves_nothing_in_the_list(driver, sheet):
    look(driver, sheet, "taliban", 4)
    sheet.pane.words.clear()
    assert sheet.list.model_.rowCount() == 0
    assert sheet.accessibleName() == "Find in the project"
