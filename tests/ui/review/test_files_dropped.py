"""Colleagues' files dropped on the window and on the start page: one, two, three; again, newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests import colleagues as they
from tests.colleagues import B, C, D
from tests.ui.conftest import Driver
from tests.ui.review.test_merge import drop, shown, words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow

CODED = ((B, "Kabul"), (C, "Monday"), (D, "weather office"))


@pytest.fixture
def study(tmp_path: Path, window: MainWindow) -> Path:
    """A study of who sits at the window, with a mark of theirs."""
    coder = window.settings.coder()
    path = they.study(tmp_path, coder=coder)
    with they.coding(path, coder) as project:
        they.mark(project, 1, "Mira Talven")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The same articles, as three people have coded them."""
    folder = tmp_path / "theirs"
    plain = they.study(folder)
    found = [they.copy_of(plain, coder.name) for coder, _ in CODED]
    for path, (coder, said) in zip(found, CODED, strict=True):
        with they.coding(path, coder) as project:
            they.mark(project, 2, said)
    return found


@pytest.fixture
def driver(window: MainWindow, qtbot: QtBot, study: Path) -> Driver:
    window.projects.open_path(study)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    return driver


def taken(driver: Driver) -> dict[str, list[str]]:
    driver.saved()
    project = driver.session.project
    return {coder.name: they.words_of(project, coder) for coder, _ in CODED}


@pytest.mark.parametrize("n", [1, 2, 3])
def test_so_many_files_dropped_on_the_window_come_in_as_one_step(
    driver: Driver, files: list[Path], n: int
) -> None:
    before = [path.read_bytes() for path in files]
    drop(driver.window, *files[:n])
    sheet = shown(driver)
    assert all(path.name in words(sheet) for path in files[:n])
    n_steps = len(driver.step_names())
    driver.press("Enter")
    driver.wait(lambda: driver.session.review.sheet is None)
    expected = {coder.name: [f"entity: {said}"] for coder, said in CODED}
    assert taken(driver) == {
        name: said if number < n else [] for number, (name, said) in enumerate(expected.items())
    }
    assert len(driver.step_names()) == n_steps + 1
    assert [path.read_bytes() for path in files] == before


def test_the_same_file_again_a_newer_one_and_an_older_one(
    driver: Driver, files: list[Path]
) -> None:
    older = they.copy_of(files[0], "older")
    drop(driver.window, files[0])
    shown(driver)
    driver.press("Enter")
    driver.wait(lambda: driver.session.review.sheet is None)
    drop(driver.window, files[0])
    again = shown(driver)
    assert "Nothing new" in again.verdict.text()
    assert not again.main.isEnabled()
    with they.coding(files[0], B) as project:
        they.mark(project, 3, "reporters")
    drop(driver.window, files[0])
    driver.wait(lambda: driver.session.review.sheet is not again)
    newer = shown(driver)
    assert "+1 −0 marks, 0 changed" in words(newer)
    assert "Updates" in newer.verdict.text()
    driver.press("Enter")
    driver.wait(lambda: driver.session.review.sheet is None)
    assert taken(driver)["B"] == ["entity: Kabul", "entity: reporters"]
    drop(driver.window, older)
    last = shown(driver)
    assert "here is all of it, or newer: stays as it is" in words(last)
    assert not last.main.isEnabled()


def test_the_project_that_is_open_brings_nothing_into_itself(driver: Driver, study: Path) -> None:
    drop(driver.window, study)
    sheet = shown(driver)
    assert "Nothing new" in sheet.verdict.text()


def test_texts_dropped_with_a_project_are_not_passed_over_in_silence(
    driver: Driver, files: list[Path], tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("A text that came along.", encoding="utf-8")
    drop(driver.window, files[0], text)
    assert files[0].name in words(shown(driver))
    assert driver.window.messages.shows("1 file is no project: drop it again by itself.")


def test_three_on_the_start_page_make_one_project_of_all(
    window: MainWindow, qtbot: QtBot, files: list[Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "all.annotator"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    window.show_start()
    drop(window, *files)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None)
    sheet = shown(driver)
    driver.press("Enter")
    driver.wait(lambda: driver.session.review.sheet is not sheet)
    assert taken(driver) == {coder.name: [f"entity: {said}"] for coder, said in CODED}
    assert window.session.project.path == path


def test_one_on_the_start_page_is_opened_and_asks_or_is_taken_into_a_new_one(
    window: MainWindow, qtbot: QtBot, files: list[Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "mine.annotator"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    before = files[0].read_bytes()
    window.show_start()
    drop(window, files[0])
    driver = Driver(window, qtbot)
    driver.wait(lambda: "This project is coded by" in window.messages.words)
    assert window.session.project.path == files[0]
    QApplication.processEvents()
    button = next(one for one in window.messages.buttons if "New project" in one.text())
    button.click()
    driver.wait(lambda: window.session is not None and window.session.project.path == path)
    shown(driver)
    driver.press("Enter")
    driver.wait(lambda: driver.session.review.sheet is None)
    assert taken(driver)["B"] == ["entity: Kabul"]
    assert window.session.project.title == "Study"
    assert window.session.project.context.layer.coder_id == window.settings.coder().id
    assert files[0].read_bytes() == before
