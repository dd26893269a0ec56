"""A table in the window: its columns are shown before they become anything, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.formats.rows.mapping import read_map
from annotator.project.importing.plan import ImportVerdict
from annotator.ui.importing.map_sheet import MapSheet
from annotator.ui.page.banners import masthead_fields
from tests.ui.importing import came_in, preview_of, take_in, titles

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = "Title;Body;Date;Source;Desk"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Five rows: dates that can be read two ways, one without text, a column of its own."""
    rows = [
        f"Crossing {n} opens;A minister said that {words} opens soon.;0{n + 1}/05/2025;Post;trade"
        for n, words in enumerate(("the harbour", "a bridge over the lake", "one more airport"))
    ]
    path = tmp_path / "spring.csv"
    path.write_text("\n".join((HEADERS, *rows, "Empty;;04/05/2025;Post;trade")), encoding="utf-8")
    return path


def sheet_of(driver) -> MapSheet:
    driver.wait(lambda: isinstance(driver.session.over.sheet, MapSheet))
    sheet = driver.session.over.sheet
    assert isinstance(sheet, MapSheet)
    return sheet


def becomes(sheet: MapSheet) -> dict[str, str]:
    return {header: box.currentText() for header, box in sheet.boxes.items()}


def test_columns_are_shown_with_what_they_become_and_nothing_is_written(driver, table) -> None:
    driver.window.take_paths((table,))
    sheet = sheet_of(driver)
    assert becomes(sheet) == {
        "Title": "headline", "Body": "text", "Date": "date", "Source": "outlet",
        "Desk": "own field: Desk",
    }  # fmt: skip
    assert sheet.main.text() == "Look at 3 articles"
    driver.press("Esc")
    assert driver.session.over.sheet is None
    assert driver.session.project.reader.n_articles() == 1


def test_the_date_is_asked_once_and_a_digit_answers(driver, table) -> None:
    driver.window.take_paths((table,))
    sheet = sheet_of(driver)
    assert [one.text() for one in sheet.readings] == ["1 May 2025", "5 January 2025"]
    assert QApplication.focusWidget() is sheet.boxes["Title"]
    driver.press("1")
    assert sheet.readings[0].is_current
    driver.press("Enter")
    assert titles(preview_of(driver)) == [f"Crossing {n} opens" for n in range(3)]
    take_in(driver)
    came_in(driver, 4)
    found = [one for one in driver.session.project.articles() if one.outlet == "Post"]
    assert [one.date for one in found] == ["2025-05-01", "2025-05-02", "2025-05-03"]
    assert {one.meta["Desk"] for one in found} == {"trade"}


def test_what_a_column_becomes_can_be_chosen_and_no_two_become_the_same(driver, table) -> None:
    driver.window.take_paths((table,))
    sheet = sheet_of(driver)
    desk = sheet.boxes["Desk"]
    desk.setCurrentIndex(desk.findData("outlet"))
    assert becomes(sheet)["Source"] == "own field: Source"
    body = sheet.boxes["Body"]
    body.setCurrentIndex(body.findData(""))
    assert not sheet.main.isEnabled()
    assert "No column is the text" in sheet.verdict.text()
    body.setCurrentIndex(body.findData("text"))
    QTest.mouseClick(sheet.readings[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    take_in(driver)
    came_in(driver, 4)
    found = [one for one in driver.session.project.articles() if one.outlet == "trade"]
    assert {one.meta["Source"] for one in found} == {"Post"}


def test_known_columns_are_read_as_the_last_time_and_that_is_said(driver, table) -> None:
    driver.window.take_paths((table,))
    sheet_of(driver)
    driver.press("1", "Enter")
    take_in(driver)
    came_in(driver, 4)
    again = table.with_name("summer.csv")
    again.write_text(f"{HEADERS}\nLater;A later thing was said.;09/06/2025;Post;trade\n")
    driver.window.take_paths((again,))
    sheet = preview_of(driver)
    assert "its columns are read as the last time" in sheet.notes.text()
    take_in(driver)
    came_in(driver, 5)
    assert [one.date for one in driver.session.project.articles()][-1] == "2025-06-09"


def test_the_map_can_be_saved_as_a_file(driver, table, monkeypatch) -> None:
    path = table.with_name("map.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_n: (str(path), ""))
    driver.window.take_paths((table,))
    sheet = sheet_of(driver)
    sheet.save.click()
    driver.wait(path.exists)
    assert read_map(path.read_bytes(), "map.toml").columns["text"] == "Body"


def test_the_names_of_files_say_something_and_another_pattern_can_be_typed(
    driver, tmp_path
) -> None:
    for outlet in ("post", "wire"):
        folder = tmp_path / "pages" / outlet
        folder.mkdir(parents=True)
        for n in (1, 2):
            text = f"Crossing {n} of {outlet}\n\nSomebody said a word of {outlet} about {n}.\n"
            (folder / f"2025-05-0{n}_{n}.txt").write_text(text, encoding="utf-8")
    driver.window.take_paths((tmp_path / "pages",))
    sheet = preview_of(driver)
    assert sheet.pattern.isVisible()
    assert "{date}" in sheet.pattern.field.text()
    sheet.pattern.field.setFocus()
    sheet.pattern.field.clear()
    driver.type("pages/{outlet}/{date}_{id}.txt")
    driver.press("Enter")
    driver.wait(lambda: sheet.plan is not None and sheet.plan.gathered.pattern.startswith("pages"))
    take_in(driver)
    came_in(driver, 5)
    outlets = {one.outlet for one in driver.session.project.articles()}
    assert {"post", "wire"} <= outlets


def test_own_fields_stand_in_the_line_above_the_headline_and_are_edited_there(
    driver, table
) -> None:
    driver.window.take_paths((table,))
    sheet_of(driver)
    driver.press("1", "Enter")
    take_in(driver)
    driver.wait(lambda: "harbour" in driver.page.text)
    shown = [one.text for one in masthead_fields(driver.page.article)]
    assert "Desk: trade" in shown
    driver.session.handlers.articles.masthead("Desk")
    popup = driver.session.reading.popup
    assert popup.name == "Desk"
    driver.wait(lambda: popup.isAncestorOf(QApplication.focusWidget()))
    popup.fields["Desk"].selectAll()
    driver.type("ports")
    driver.press("Enter")
    driver.wait(lambda: driver.page.article.meta.get("Desk") == "ports")
    assert driver.on_disk().article.meta["Desk"] == "ports"


def test_a_date_in_a_line_from_right_to_left_keeps_its_order(driver, tmp_path) -> None:
    row = "شهردار: آب شهر;شهردار گفت که آب شهر تا پایان آذر جیره‌بندی است.;25/11/2025;موج;x"
    (tmp_path / "fa.csv").write_text(f"{HEADERS}\n{row}", encoding="utf-8")
    driver.window.take_paths((tmp_path / "fa.csv",))
    sheet_of(driver)
    driver.press("Enter")
    (coming,) = preview_of(driver).list.model_.rows[ImportVerdict.NEW]
    assert coming.below == "موج · \u206825 November 2025\u2069"
