"""A project that does not open: its backups are a key and a click away, on the start page too."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator import paths
from annotator.project import Project
from annotator.store.backups.making import BackupReason
from annotator.store.check import check
from annotator.ui.basics.labels import Label
from annotator.ui.keeping.backups_sheet import BackupsSheet
from tests.ui.conftest import Driver
from tests.ui.seen import faults

NEWEST, BACKUPS = "Open the newest sound backup", "Backups …"


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def spoil(path: Path) -> None:
    """Change a page that opening reads."""
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)


def rubbish(path: Path) -> None:
    path.write_bytes(b"rubbish" * 999)


@pytest.fixture
def start(window, qtbot, tmp_path: Path) -> Driver:
    """The start page, with a project among the recent ones that has a backup of two marks."""
    path = tmp_path / "kept" / "study.annotator"
    path.parent.mkdir()
    with Project.create(path, coder=window.settings.coder()) as project:
        project.import_text("Dar spoke\n\nDar said so in Kabul.", "note")
        project.mark("1", "speaker", (11, 14))
        project.mark("1", "cue", (15, 19))
        assert project.open_project.backups.keep(BackupReason("step")) is not None
        project.mark("1", "entity", (26, 31))
    window.preferences.change(window.settings.with_project(path))
    window.show_start()
    return Driver(window, qtbot)


def path_of(driver: Driver) -> Path:
    return Path(driver.window.settings.recent[0])


def open_recent(driver: Driver) -> None:
    """Press Enter on the project in the list of the start page."""
    recent = driver.window.start.recent
    recent.setFocus()
    recent.setCurrentRow(0)
    driver.press("Enter")


def buttons(driver: Driver) -> list[str]:
    return [one.text() for one in driver.window.messages.buttons]


def click(driver: Driver, words: str) -> None:
    (button,) = [one for one in driver.window.messages.buttons if one.text().startswith(words)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(driver: Driver) -> BackupsSheet:
    """Click on *Backups …* in the message and wait until the backups were looked at."""
    click(driver, BACKUPS)
    sheet = driver.window.stack.currentWidget()
    assert isinstance(sheet, BackupsSheet)
    driver.wait(sheet.main.isEnabled)
    return sheet


def opens_with(driver: Driver, n_spans: int) -> None:
    window = driver.window
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    assert len(driver.spans()) == n_spans
    assert check(driver.session.project.path).ok


@pytest.mark.parametrize(
    ("harm", "words"), [(cut, "is incomplete"), (spoil, "is damaged"), (rubbish, "is not an")]
)
def test_by_one_key_the_newest_backup_takes_the_place_of_what_does_not_open(start, harm, words):
    path = path_of(start)
    harm(path)
    before = path.read_bytes()
    open_recent(start)
    start.wait(lambda: words in start.window.messages.words)
    assert buttons(start)[0].startswith(NEWEST)
    assert buttons(start)[1] == BACKUPS
    assert ("Recover what can be read …" in buttons(start)) is (harm is not rubbish)
    assert faults(start.window) == []
    start.press(start.window.acts.key("take-offer"))
    opens_with(start, 2)
    assert start.session.project.path == path
    assert "is kept as “study (before restore).annotator”" in start.window.messages.words
    assert (path.parent / "study (before restore).annotator").read_bytes() == before


def test_one_that_is_gone_is_taken_back_from_the_list_by_mouse(start) -> None:
    path = path_of(start)
    path.unlink()
    open_recent(start)
    start.wait(lambda: "was not found" in start.window.messages.words)
    assert buttons(start)[-1] == "Open another …"
    sheet = shown(start)
    (row,) = sheet.list.backups.rows
    assert row.backup.n_steps == 4
    said = [one.text() for one in sheet.differences.findChildren(Label)]
    assert "the file is gone" in said
    assert "written again as" in sheet.choice.effect.text()
    assert sheet.choice.what.count() == 1
    assert start.window.messages.words == ""
    assert start.window.foot.isVisible()
    assert faults(start.window) == []
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    opens_with(start, 2)
    assert start.session.project.path == path
    start.mark("Kabul", "e")
    start.saved()
    assert [one.name for one in path.parent.glob("study*.annotator")] == [path.name]


def test_by_keys_one_is_restored_from_the_list(start) -> None:
    cut(path_of(start))
    open_recent(start)
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    shown(start)
    assert isinstance(QApplication.focusWidget(), type(start.window.stack.currentWidget().list))
    start.press("Enter")
    opens_with(start, 2)


def test_esc_leads_back_to_the_start_page_and_nothing_was_done(start) -> None:
    path = path_of(start)
    cut(path)
    before = path.read_bytes()
    open_recent(start)
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    shown(start)
    start.press("Esc")
    assert start.window.stack.currentWidget() is start.window.start
    assert not start.window.foot.isVisible()
    assert path.read_bytes() == before
    open_recent(start)  # the message is there again, and lies over the start page
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    assert start.window.messages.covered().isValid()


def test_a_backup_is_looked_into_and_back_to_now_says_again_what_is_wrong(start) -> None:
    path = path_of(start)
    cut(path)
    open_recent(start)
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    QTest.mouseClick(shown(start).look, Qt.MouseButton.LeftButton)
    window = start.window
    start.wait(lambda: window.session is not None and window.session.view.page is not None)
    assert window.session.project.read_only
    assert len(start.spans()) == 2
    click(start, "Back to now")
    start.wait(lambda: "is incomplete" in window.messages.words)
    assert NEWEST in " ".join(buttons(start))


def test_without_a_backup_there_is_what_was_there_before(start, tmp_path: Path) -> None:
    path = tmp_path / "none.annotator"
    shutil.copy(path_of(start), path)
    shutil.rmtree(paths.data_folder() / "backups")
    cut(path)
    start.window.projects.open_path(path)
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    assert buttons(start)[0].startswith("Open the folder of backups")
    path.unlink()
    start.window.preferences.change(start.window.settings.with_project(path))
    start.window.show_start()
    open_recent(start)
    start.wait(lambda: "was not found" in start.window.messages.words)
    assert buttons(start)[0].startswith("Open another …")
    assert str(path) not in start.window.settings.recent


def test_a_gone_one_stays_among_the_recent_ones_while_it_has_backups(start) -> None:
    path = path_of(start)
    path.unlink()
    open_recent(start)
    start.wait(lambda: "was not found" in start.window.messages.words)
    assert path_of(start) == path


def test_where_the_folder_is_gone_it_is_asked_where_it_goes(start, monkeypatch, tmp_path) -> None:
    path, to = path_of(start), tmp_path / "saved.annotator"
    shutil.rmtree(path.parent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    open_recent(start)
    start.wait(lambda: "was not found" in start.window.messages.words)
    click(start, NEWEST)
    assert start.window.session is None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(to), ""))
    open_recent(start)
    start.wait(lambda: "was not found" in start.window.messages.words)
    click(start, NEWEST)
    opens_with(start, 2)
    assert start.session.project.path == to


def test_over_an_open_project_the_list_lies_over_its_page(start, tmp_path: Path) -> None:
    path, other = path_of(start), tmp_path / "other.annotator"
    with Project.create(other, coder=start.window.settings.coder()) as project:
        project.import_text("Dar spoke", "note")
    cut(path)
    start.window.projects.open_path(other)
    start.wait(lambda: start.window.session is not None)
    start.window.projects.open_path(path)
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    click(start, BACKUPS)
    sheet = start.session.over.sheet
    assert isinstance(sheet, BackupsSheet)
    start.wait(lambda: sheet.main.isEnabled())
    start.press("Enter")
    start.wait(lambda: start.window.session is not None and start.session.project.path == path)
    opens_with(start, 2)


def test_what_cannot_be_restored_is_said_and_may_be_tried_again(start, monkeypatch) -> None:
    path = path_of(start)
    cut(path)
    open_recent(start)
    start.wait(lambda: "is incomplete" in start.window.messages.words)
    sheet = shown(start)
    folder = path.with_name("study (before restore).annotator")
    refuse_links(monkeypatch)
    start.press("Enter")
    start.wait(lambda: "was not restored" in start.window.messages.words)
    assert not folder.exists()
    start.wait(sheet.main.isEnabled)
    monkeypatch.undo()
    start.press("Enter")
    opens_with(start, 2)


def refuse_links(monkeypatch) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(shutil, "copy2", refused)
