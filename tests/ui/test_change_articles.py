"""Fields of several articles are changed from the list, by keys and by mouse."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.model.changes import Blocks, Change, ChangeSummary, Step
from annotator.ui.importing.change_sheet import ChangeSheet
from annotator.ui.importing.corpus_forms import WouldForm
from tests.ui.conftest import Driver, open_folder

OUTLETS = ("AFP", "AFP", "afp", "The Gull", "")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def driver(window, qtbot, tmp_path) -> Driver:
    """Five articles of three outlets; two have a field of their own."""
    rows = [
        {"text": f"Story {n}. The mayor spoke of pier {n} and of the sea.", "title": f"Pier {n}",
         "outlet": outlet, "date": f"2025-05-0{n + 1}", **({"desk": "home"} if n < 2 else {})}
        for n, outlet in enumerate(OUTLETS)
    ]  # fmt: skip
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = open_folder(window, qtbot, folder, tmp_path / "corpus.annotator")
    made.wait(lambda: pane(made).model.rowCount() == 5)
    made.wait(lambda: pane(made).n_chosen() == 1)
    return made


def pane(driver):
    return driver.session.workspace.articles


def click_row(driver, row: int, keys=NO_KEY, button=Qt.MouseButton.LeftButton) -> None:
    rows = pane(driver).list
    at = rows.visualRect(rows.model().index(row, 0)).center()
    QTest.mouseClick(rows.viewport(), button, keys, at)


def sheet_of(driver) -> ChangeSheet:
    driver.wait(lambda: isinstance(driver.session.over.sheet, ChangeSheet))
    found = driver.session.over.sheet
    assert isinstance(found, ChangeSheet)
    driver.wait(lambda: found.isAncestorOf(QApplication.focusWidget()))
    return found


def form_of(driver) -> WouldForm:
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    form = QApplication.activeModalWidget()
    assert isinstance(form, WouldForm)
    driver.wait(lambda: form.isAncestorOf(QApplication.focusWidget()))
    return form


def lines(form: WouldForm) -> list[str]:
    rows = form.list.model()
    words = (str(rows.index(n, 0).data()) for n in range(rows.rowCount()))
    return [one.replace("\u2068", "").replace("\u2069", "") for one in words]


def outlets(driver) -> list[str]:
    return [one.outlet for one in driver.session.project.articles()]


def test_all_of_the_list_by_keys_alone_after_a_preview_and_one_undo(driver) -> None:
    pane(driver).list.setFocus()
    driver.press("Ctrl+a")
    assert pane(driver).n_chosen() == 5
    driver.window.acts.run("change-articles", from_bar=False)
    sheet = sheet_of(driver)
    assert sheet.accessibleName() == "Change 5 articles"
    assert [*sheet.lines] == ["outlet", "date", "language", "byline", "url", "desk"]
    assert not sheet.main.isEnabled()
    driver.type("Agence")
    driver.press("Enter")
    form = form_of(driver)
    assert form.windowTitle() == "5 articles change, 3 values are overwritten"
    assert lines(form) == [
        "Outlet becomes “Agence”",
        "Outlet  ·  “AFP” is overwritten in 2 articles",
        "Outlet  ·  “The Gull” is overwritten in 1 article",
        "Outlet  ·  “afp” is overwritten in 1 article",
    ]
    assert outlets(driver) == [*OUTLETS]
    driver.press("Enter")
    driver.wait(lambda: "5 articles were changed" in driver.window.messages.words)
    assert outlets(driver) == ["Agence"] * 5
    assert driver.session.over.sheet is None
    assert driver.step_names()[0] == "change-articles"
    driver.window.activateWindow()
    driver.wait(lambda: driver.session.view.hasFocus())
    driver.press("Ctrl+z")
    driver.wait(lambda: outlets(driver) == [*OUTLETS])


def test_some_are_chosen_by_mouse_and_only_where_a_value_stands(driver) -> None:
    click_row(driver, 0)
    click_row(driver, 2, SHIFT)
    click_row(driver, 1, CTRL)
    click_row(driver, 3, CTRL)
    assert pane(driver).n_chosen() == 3
    assert pane(driver)._n.text() == "3 chosen of 5"
    pane(driver).change_wanted.emit()
    sheet = sheet_of(driver)
    line = sheet.lines["outlet"]
    assert [line.choices.itemText(n).replace("\u2068", "").replace("\u2069", "")
            for n in range(line.choices.count())] == [
        "3 different", "only AFP (1)", "only afp (1)", "only The Gull (1)",
    ]  # fmt: skip
    line.choices.setCurrentIndex(2)
    QTest.mouseClick(line.field, Qt.MouseButton.LeftButton)
    driver.type("AFP")
    sheet.main.click()
    form = form_of(driver)
    assert form.windowTitle() == "1 article changes, 1 value is overwritten"
    form.main.click()
    driver.wait(lambda: outlets(driver) == ["AFP", "AFP", "AFP", "The Gull", ""])


def test_the_menu_of_the_list_says_how_many(driver) -> None:
    click_row(driver, 0)
    click_row(driver, 1, CTRL)
    rows = pane(driver).list
    rows.customContextMenuRequested.emit(QPoint(20, 20))
    driver.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == ["Change 2 articles …"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    driver.window.activateWindow()
    assert sheet_of(driver).accessibleName() == "Change 2 articles"
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is None)


def test_a_field_is_emptied_and_a_new_one_is_named(driver) -> None:
    pane(driver).list.setFocus()
    driver.press("Ctrl+a")
    pane(driver).change_wanted.emit()
    sheet = sheet_of(driver)
    QTest.mouseClick(sheet.lines["desk"].none, Qt.MouseButton.LeftButton, NO_KEY, QPoint(8, 14))
    assert not sheet.lines["desk"].field.isEnabled()
    sheet.new_line.field.setFocus()
    driver.type("sea")
    driver.press("Enter")
    assert "called" in sheet.new_line.says.text()
    sheet.new_name.setFocus()
    driver.type("the topic")
    driver.press("Enter")
    assert "“the_topic”" in sheet.new_line.says.text()
    sheet.new_name.selectAll()
    sheet.new_name.setFocus()
    driver.type("topic")
    driver.press("Enter")
    form = form_of(driver)
    assert lines(form)[:2] == ["desk becomes empty", "topic becomes “sea”"]
    driver.press("Enter")
    fields = lambda: [dict(one.own_fields()) for one in driver.session.project.articles()]  # noqa: E731
    driver.wait(lambda: fields() == [{"topic": "sea"}] * 5)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("date", "5 May", "no date"),
        ("date", "2025-02-30", "no date"),
        ("language", "xx", "no code"),
    ],
)
def test_a_bad_value_is_said_in_its_field_and_nothing_changes(driver, name, typed, said) -> None:
    pane(driver).change_wanted.emit()
    sheet = sheet_of(driver)
    line = sheet.lines[name]
    line.field.setFocus()
    driver.type(typed)
    driver.press("Enter")
    assert said in line.says.text()
    assert line.field.hasFocus()
    assert QApplication.activeModalWidget() is None
    assert len(driver.step_names()) == 2


def test_the_same_values_again_are_said_to_change_nothing(driver) -> None:
    click_row(driver, 0)
    click_row(driver, 1, SHIFT)
    pane(driver).change_wanted.emit()
    sheet = sheet_of(driver)
    driver.type("AFP")
    driver.press("Enter")
    driver.wait(lambda: "Nothing would change" in sheet.verdict.text())


def test_rows_that_come_later_leave_what_is_chosen(driver) -> None:
    click_row(driver, 0)
    click_row(driver, 2, SHIFT)
    pane(driver).model.filled.emit()
    assert pane(driver).n_chosen() == 3
    driver.press("Down")
    assert pane(driver).n_chosen() == 1


def test_a_filtered_list_of_many_is_changed_whole(driver, tmp_path) -> None:
    path = tmp_path / "many.csv"
    texts = (f'"Text {n} of the sea and the pier.",Gull {n % 2}' for n in range(700))
    path.write_text("\n".join(("text,outlet", *texts)), encoding="utf-8")
    driver.session.project.import_sources(path)
    driver.wait(lambda: pane(driver).model.rowCount() == 705)
    pane(driver).search.setFocus()
    driver.type("Gull 1")
    driver.press("Enter")
    driver.wait(lambda: pane(driver).model.rowCount() == 350)
    driver.press("Ctrl+a")
    assert pane(driver).n_chosen() == 350
    pane(driver).change_wanted.emit()
    sheet = sheet_of(driver)
    assert sheet.accessibleName() == "Change 350 articles"
    driver.type("Gull 2")
    driver.press("Enter")
    form_of(driver)
    driver.press("Enter")
    driver.wait(lambda: Counter(outlets(driver))["Gull 2"] == 350)
    assert Counter(outlets(driver))["Gull 0"] == 350
    driver.wait(lambda: pane(driver).model.rowCount() == 0)


def test_a_large_step_without_marks_is_not_gone_through_in_the_window(driver) -> None:
    """What a step of very many changes holds lies on disk; the window asks its summary."""
    project = driver.session.project
    words = [f"word{n}" for n in range(90)]
    project.import_text("Harbour opens\n\n" + " ".join(words))
    copy = project.import_text("Harbour opens\n\n" + " ".join([*words, "today"])).article_ids[0]
    driver.session.open_article(copy)
    driver.wait(lambda: driver.page.article.id == copy)
    assert driver.page.article.group_id

    def read() -> list[Change]:
        raise AssertionError("the changes were read in the window's thread")

    summary = ChangeSummary(n=5_000, tables=frozenset({"article"}))
    step = Step(act="change-articles", changes=Blocks(read, summary), by="x", at="")
    driver.session.bridge.doing.emit(step)
    assert not driver.session.sheets.articles.copies._later.isActive()
