"""Kept recipes on the sheet of exports: by keys, by mouse, and what changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.ui.basics.buttons import KeyButton
from annotator.ui.exporting.sheet import ExportSheet
from annotator.ui.scheme.forms import NamesForm
from tests import builders

LEFT = Qt.MouseButton.LeftButton


def opened(driver) -> ExportSheet:
    driver.window.activateWindow()
    driver.window.acts.run("export")
    found = driver.session.over.sheet
    assert isinstance(found, ExportSheet)
    driver.wait(lambda: found.fields.articles.count() > 1)
    return found


@pytest.fixture
def sheet(driver, tmp_path: Path) -> ExportSheet:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    driver.saved()
    made = opened(driver)
    lines = made.list.lines
    made.list.stand_on(next(one for one in lines if one.format.name == "jsonl"))
    made.to.setText(str(tmp_path / "out.jsonl"))
    return made


def tab_to(driver, wanted) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        driver.press("Tab")
    raise AssertionError("Tab does not come there")


def form_of(driver) -> NamesForm:
    found: list[NamesForm] = []

    def is_there() -> bool:
        found[:] = [one for one in driver.window.findChildren(NamesForm) if one.isVisible()]
        return bool(found)

    driver.wait(is_there)
    driver.wait(found[0].fields[0].hasFocus)
    return found[0]


def test_by_keys_alone_a_recipe_is_kept_undone_and_written_again(driver, sheet, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    assert sheet.kept.isHidden()
    tab_to(driver, sheet.keep)
    driver.press("Space")
    form = form_of(driver)
    QTest.keyClicks(form.fields[0], "for the group")
    driver.press("Enter")
    driver.wait(lambda: [one.since for one in sheet.kept.lines] == ["not written before"])
    assert not target.exists()
    driver.window.activateWindow()
    sheet.list.setFocus()
    driver.wait(sheet.list.hasFocus)
    tab_to(driver, sheet.kept.buttons[0])
    driver.press("Enter")
    driver.wait(lambda: target.exists() and "read back" in driver.window.messages.words)
    assert "not written before" in driver.window.messages.words
    assert driver.session.over.sheet is None
    assert driver.step_names()[:2] == ["run-recipe", "keep-recipe"]
    driver.session.project.undo()
    driver.session.project.undo()
    assert driver.session.project.recipes() == ()


def test_by_mouse_alone_a_recipe_says_what_changed_and_replaces_its_own_file(
    driver, sheet, tmp_path
) -> None:
    project, target = driver.session.project, tmp_path / "out.jsonl"
    QTest.mouseClick(sheet.keep, LEFT)
    form = form_of(driver)
    form.fields[0].setText("all")
    QTest.mouseClick(next(one for one in form.findChildren(KeyButton) if one.is_main), LEFT)
    driver.wait(lambda: bool(sheet.kept.lines))
    project.export_recipe("all")
    before = target.read_bytes()
    project.mark(driver.page.article.id, "entity", (0, 3))
    sheet.kept.read()
    driver.wait(lambda: "1 span more" in sheet.kept.lines[0].since)
    assert sheet.kept.lines[0].words == "JSONL, lossless"
    QTest.mouseClick(sheet.kept.buttons[0], LEFT)
    driver.wait(lambda: "1 span more" in driver.window.messages.words)
    assert target.read_bytes() != before
    again = opened(driver)
    driver.wait(lambda: bool(again.kept.lines) and "nothing more" in again.kept.lines[0].since)


def test_a_recipe_shows_its_place_and_is_forgotten_by_its_button(driver, tmp_path) -> None:
    project = driver.session.project
    project.keep_recipe("here", "jsonl", project.path.parent / "out" / "all.jsonl")
    project.keep_recipe("there", "jsonl", tmp_path / "elsewhere.jsonl")
    sheet = opened(driver)
    driver.wait(lambda: len(sheet.kept.lines) == 2)
    places = [one.place.strip("\u2068\u2069") for one in sheet.kept.lines]
    assert places[0] == str(Path("out/all.jsonl"))
    assert places[1].endswith("elsewhere.jsonl")
    forget = sheet.kept.buttons[1]
    assert forget.text() == "Forget"
    QTest.mouseClick(forget, LEFT)
    driver.wait(lambda: [one.name for one in sheet.kept.lines] == ["there"])
    assert driver.step_names()[0] == "forget-recipe"
    assert "is forgotten" in sheet._problem.text()
    tab_to(driver, sheet.kept.buttons[1])
    driver.press("Space")
    driver.wait(lambda: not sheet.kept.lines and sheet.kept.isHidden())


def test_somebody_elses_recipe_asks_once_before_it_writes(driver, tmp_path, monkeypatch) -> None:
    from annotator.ui.exporting import sheet as module

    project, target = driver.session.project, tmp_path / "all.jsonl"
    project.keep_recipe("theirs", "jsonl", target)
    (kept,) = project.recipes()
    theirs = replace(kept, by="somebody else")
    project.open_project.apply(builders.step("keep-recipe", before=(kept,), after=(theirs,)))
    sheet, asked = opened(driver), []
    driver.wait(lambda: [one.is_others for one in sheet.kept.lines] == [True])
    assert sheet.kept.buttons[0].text() == "Again …"

    def asks(_parent, sentence: str, hint: str, words: str) -> bool:
        asked.append((sentence, words))
        return len(asked) > 1

    monkeypatch.setattr(module, "agrees", asks)
    sheet.kept.buttons[0].click()
    driver.wait(lambda: len(asked) == 1 and sheet.kept.buttons[0].isEnabled())
    assert str(target) in asked[0][0]
    assert not target.exists()
    sheet.kept.buttons[0].click()
    driver.wait(target.exists)
    driver.wait(lambda: driver.session.over.sheet is None)
    again = opened(driver)
    driver.wait(lambda: [one.is_others for one in again.kept.lines] == [False])


def test_a_recipe_that_cannot_be_written_says_why_in_its_line(driver, tmp_path) -> None:
    project = driver.session.project
    project.keep_recipe("gone", "jsonl", tmp_path / "no" / "out.jsonl")
    project.keep_recipe("odd", "tables", tmp_path / "out", options={"preset": "moon"})
    sheet = opened(driver)
    driver.wait(lambda: len(sheet.kept.lines) == 2 and "counting" not in sheet.kept.lines[0].since)
    assert "moon" in sheet.kept.lines[1].since
    QTest.mouseClick(sheet.kept.buttons[0], LEFT)
    driver.wait(lambda: "There is no folder" in sheet._problem.text())
    driver.wait(lambda: sheet.kept.buttons[0].isEnabled() and sheet.main.isEnabled())
    assert driver.step_names()[0] == "keep-recipe"


@pytest.mark.parametrize("width", [1366, 784])
def test_no_word_of_a_recipe_is_cut_beside_free_room(driver, sheet, tmp_path, width: int) -> None:
    from annotator.model.choice import ExportChoice

    project = driver.session.project
    where = (("state", "done"), ("outlet", "The Harbour Herald of the Northern Coast"))
    name = "for the group next door that works with another program"
    project.keep_recipe(name, "jsonl", tmp_path / "out.jsonl", ExportChoice(where=where))
    project.keep_recipe("short", "jsonl", project.path.parent / "s.jsonl")
    sheet.kept.read()
    driver.wait(lambda: ["counting" in one.since for one in sheet.kept.lines] == [False, False])
    driver.window.resize(width, 500)
    table = sheet.kept
    driver.wait(lambda: driver.window.width() == width and table.width() < width - 264)
    sheet.lay_out(sheet.kept)
    labels = [one for one in table.findChildren(QLabel) if one.isVisibleTo(table) and one.text()]
    wrapped = [one for one in labels if one.wordWrap()]
    assert len(wrapped) == 6
    driver.wait(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in wrapped))
    for one in wrapped:
        longest = max(map(one.fontMetrics().horizontalAdvance, one.text().split()))
        assert longest <= one.width(), one.text()
    assert all(one.geometry().right() <= table.width() for one in sheet.kept.buttons)


def test_the_target_takes_the_room_that_buttons_leave(driver, sheet) -> None:
    driver.window.resize(1366, 700)
    driver.wait(lambda: sheet.width() > 1000)
    sheet.lay_out(sheet)
    left = sheet.to.mapTo(sheet, sheet.to.rect().topRight()).x()
    assert sheet.choose.mapTo(sheet, sheet.choose.rect().topLeft()).x() - left < 20
    assert sheet.keep.mapTo(sheet, sheet.keep.rect().topRight()).x() > sheet.main.x() - 150
