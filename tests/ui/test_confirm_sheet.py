"""What was proposed is confirmed by keys and by mouse: each press a step, the next field framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.ui.importing.confirm.sheet import AlikeForm, ConfirmSheet
from annotator.ui.importing.words import FIELDS
from tests.ui.conftest import Driver
from tests.ui.proposals import make, ministers, proposals_of

if TYPE_CHECKING:
    from annotator.model.article import Article

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_with(window, qtbot, tmp_path):
    """Opens a project of articles with proposals, and the sheet."""

    def run(*articles) -> Driver:
        path = tmp_path / "proposed.annotator"
        make(path, window.settings.coder(), articles)
        window.projects.open_path(path)
        driver = Driver(window, qtbot)
        driver.wait(lambda: window.session is not None and window.session.view.page is not None)
        window.acts.run("confirm-proposals")
        driver.wait(lambda: isinstance(driver.session.over.sheet, ConfirmSheet))
        return driver

    return run


def sheet_of(driver) -> ConfirmSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, ConfirmSheet)
    return sheet


def framed(driver) -> tuple[str, str]:
    """Give the framed article's title and the framed field."""
    sheet = sheet_of(driver)
    return sheet.article.title, sheet.field


def on_disk(driver, title: str) -> Article:
    driver.saved()
    found = next(one for one in driver.session.project.articles() if one.title == title)
    return driver.session.project.article(found.id)


def test_doubtful_ones_come_first_and_the_head_counts(open_with) -> None:
    driver = open_with(proposals_of(1), proposals_of(2), ministers(), proposals_of(3))
    model = sheet_of(driver).table.model_
    titles = [one.title for one in model.articles]
    assert titles == ["Crossing 2 to open again", "Ministers meet in Kuala Lumpur",
                      "Crossing 1 to open again", "Crossing 3 to open again"]  # fmt: skip
    assert [model.index(row, 0).data() for row in range(4)] == ["doubtful"] * 2 + ["proposed"] * 2
    assert "0 of 4 articles confirmed" in sheet_of(driver).facts.text()


def test_enter_confirms_one_field_and_goes_to_the_next_proposed_one(open_with) -> None:
    driver = open_with(ministers())
    title = "Ministers meet in Kuala Lumpur"
    assert framed(driver) == (title, "date")  # what is doubtful of a row comes first
    driver.press("Enter")
    assert framed(driver) == (title, "outlet")
    driver.press("Enter")
    assert framed(driver) == (title, "url")  # no byline is proposed
    driver.press("Enter")
    assert framed(driver) == (title, "title")  # and what stands before it last
    article = on_disk(driver, title)
    assert article.date == "2025-05-04"
    assert [*article.proposed()] == ["title"]
    assert driver.step_names().count("confirm") == 3


def test_digits_take_another_candidate_and_nought_takes_none(open_with) -> None:
    driver = open_with(ministers())
    driver.press("2", "0")
    article = on_disk(driver, "Ministers meet in Kuala Lumpur")
    assert article.date == "2025-04-05"
    assert article.outlet == ""
    assert sorted(article.proposed()) == ["title", "url"]


def test_ctrl_enter_confirms_the_row_and_goes_to_the_next(open_with) -> None:
    driver = open_with(ministers(), proposals_of(1))
    driver.press("Ctrl+Enter")
    assert framed(driver) == ("Crossing 1 to open again", "title")
    assert not on_disk(driver, "Ministers meet in Kuala Lumpur").proposed()
    assert "1 of 2 articles confirmed" in sheet_of(driver).facts.text()
    assert driver.step_names().count("confirm") == 1


def test_what_is_typed_is_set_and_what_is_no_date_is_said(open_with) -> None:
    driver = open_with(ministers())
    driver.press("F2")
    driver.type("04.05.")
    driver.press("Enter")
    driver.wait(lambda: "is no date" in driver.window.messages.words)
    assert framed(driver)[1] == "date"
    driver.press("F2")
    driver.type("2025-05")
    driver.press("Enter")
    driver.wait(lambda: framed(driver)[1] == "outlet")
    assert on_disk(driver, "Ministers meet in Kuala Lumpur").date == "2025-05"
    driver.press("Left", "F2")
    driver.type("2024")
    driver.press("Esc")
    assert sheet_of(driver).isVisible()
    assert on_disk(driver, "Ministers meet in Kuala Lumpur").date == "2025-05"


def test_what_is_typed_and_left_by_a_click_is_of_the_field_where_it_was_typed(open_with) -> None:
    driver = open_with(proposals_of(1), proposals_of(2))
    table = sheet_of(driver).table
    first, second = (one.title for one in table.model_.articles)
    table.stand_on(0, FIELDS.index("outlet") + 1)
    driver.press("F2")
    driver.wait(lambda: QApplication.focusWidget() is not table)
    QApplication.focusWidget().selectAll()
    driver.type("Port Herald")
    other = table.model_.index(1, FIELDS.index("byline") + 1)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(other).center())
    driver.wait(lambda: on_disk(driver, first).outlet == "Port Herald")
    article = on_disk(driver, second)
    assert "Port Herald" not in (article.outlet, article.byline)
    assert framed(driver) == (second, "byline")


def test_all_alike_are_listed_first_and_are_one_step(open_with) -> None:
    driver = open_with(*(proposals_of(n) for n in range(8)))
    sheet = sheet_of(driver)
    driver.wait(lambda: "4 dates of" in sheet.confirm_like.text())
    driver.press("Shift+Enter")
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    form = QApplication.activeModalWidget()
    assert isinstance(form, AlikeForm)
    assert form.list.count() == 4
    driver.wait(lambda: form.isAncestorOf(QApplication.focusWidget()))
    driver.press("Enter")
    driver.wait(lambda: QApplication.activeModalWidget() is None)
    driver.saved()
    assert driver.step_names()[0] == "confirm-alike"
    dates = [one for one in driver.session.project.articles() if "date" not in one.proposed()]
    assert len(dates) == 4


def test_undo_works_in_the_sheet_and_stands_on_what_came_back(open_with) -> None:
    driver = open_with(ministers(), proposals_of(1))
    driver.press("2", "Enter", "Ctrl+Enter")
    assert framed(driver)[0] == "Crossing 1 to open again"
    for field, n_open in (("title", 2), ("outlet", 3), ("date", 4)):
        driver.press("Ctrl+z")
        driver.wait(lambda n=n_open: len(sheet_of(driver).table.model_.articles[0].proposed()) == n)
        assert framed(driver) == ("Ministers meet in Kuala Lumpur", field)
    assert "0 of 2 articles confirmed" in sheet_of(driver).facts.text()


def test_below_the_table_stands_the_line_with_those_around_it(open_with) -> None:
    driver = open_with(ministers())
    sheet = sheet_of(driver)
    said = sheet.findChildren(type(sheet._passage))[0]
    driver.wait(lambda: "04/05/2025" in said.accessibleName())
    before, line, after = said.accessibleName().split("\n")
    assert before == "Ministers meet in Kuala Lumpur"
    assert line.startswith("KUALA LUMPUR, 04/05/2025")
    assert after.startswith("“We have agreed")
    shown = [one.text() for one in sheet.choices if one.isVisible()]
    assert [one.strip("\u2068\u2069") for one in shown] == [
        "4 May 2025", "5 April 2025", "2025", "none",
    ]  # fmt: skip
    assert sheet.choices[0].more == "Sunday"


def test_o_reads_the_article_and_esc_comes_back_to_the_same_field(open_with) -> None:
    driver = open_with(proposals_of(1), proposals_of(3), ministers())
    driver.press("Down", "O")
    driver.wait(lambda: driver.session.over.sheet is None and "Crossing 1" in driver.page.text)
    driver.wait(lambda: driver.session.view.selection() == driver.place("02/02/2025"))
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is not None)
    assert framed(driver) == ("Crossing 1 to open again", "date")


def test_all_of_it_by_mouse(open_with) -> None:
    driver = open_with(ministers(), proposals_of(1))
    sheet = sheet_of(driver)
    table, model = sheet.table, sheet.table.model_
    place = table.visualRect(model.index(0, FIELDS.index("date") + 1))
    QTest.mouseClick(table.viewport(), LEFT, pos=place.center())
    assert sheet.field == "date"
    QTest.mouseClick(sheet.choices[1], LEFT)
    assert sheet.field == "outlet"
    QTest.mouseClick(sheet.confirm_one, LEFT)
    QTest.mouseClick(sheet.confirm_all, LEFT)
    article = on_disk(driver, "Ministers meet in Kuala Lumpur")
    assert article.date == "2025-04-05"
    assert not article.proposed()
    QTest.mouseClick(sheet.type_it, LEFT)
    driver.type("A crossing opens")
    driver.press("Enter")
    driver.wait(lambda: sheet.table.model_.articles[1].title == "A crossing opens")
    assert on_disk(driver, "A crossing opens").title == "A crossing opens"
    QTest.mouseClick(sheet.open, LEFT)
    driver.wait(lambda: driver.session.over.sheet is None)


def test_without_proposals_one_line_says_so(driver) -> None:
    driver.session.project.confirm(driver.page.article.id, "all")
    driver.window.acts.run("confirm-proposals")
    driver.wait(lambda: "Nothing is proposed" in driver.window.messages.words)
    assert driver.session.over.sheet is None


def test_what_offered_the_sheet_is_closed_and_messages_lie_over_the_rows_alone(open_with) -> None:
    driver = open_with(ministers(), proposals_of(1))
    window = driver.window
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is None)
    window.messages.say("2 articles came in.")
    window.acts.run("confirm-proposals")
    driver.wait(lambda: isinstance(driver.session.over.sheet, ConfirmSheet))
    assert not window.messages.words
    window.messages.say("It says something.")
    QApplication.processEvents()
    sheet, edge = sheet_of(driver), window._edge
    place = QRect(edge.mapTo(window, QPoint(0, 0)), edge.size())
    framed = QRect(sheet._what.mapTo(window, QPoint(0, 0)), sheet._what.size())
    assert place.bottom() < framed.top()


def test_a_date_is_seen_whole_on_a_small_screen(open_with) -> None:
    driver = open_with(ministers())
    driver.window.resize(1024, 600)
    table = sheet_of(driver).table
    driver.wait(lambda: table.viewport().width() < 1000)
    needed = table.fontMetrics().horizontalAdvance("30 September 2026") + 20
    assert table.columnWidth(1 + FIELDS.index("date")) >= needed
