"""The window when the disk fails, another program writes, or the file is only to be read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.errors import DiskFull
from annotator.store.connection import save_unknown
from annotator.store.journal import Journal


@pytest.fixture
def failing(monkeypatch):
    """A disk that fills up and is free again: `failing.full = True`."""

    class Disk:
        full = False

    plain = Journal.apply

    def apply(self, step):
        if Disk.full:
            raise DiskFull("The disk is full: nothing was saved.", "Free some space.")
        return plain(self, step)

    monkeypatch.setattr(Journal, "apply", apply)
    return Disk


def test_a_full_disk_shows_what_is_on_disk_and_names_the_acts_that_are_lost(
    driver, failing
) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    failing.full = True
    driver.mark("The minister", "s")
    driver.mark("said", "u")
    driver.wait(lambda: driver.texts() == ["Kabul"])
    words = driver.window.messages.words
    assert words.startswith("The disk is full")
    assert "The minister" in words
    assert driver.on_disk() == driver.page


def test_after_a_failure_the_next_act_is_saved_again(driver, failing) -> None:
    failing.full = True
    driver.mark("The minister", "s")
    driver.wait(lambda: "disk is full" in driver.window.messages.words)
    driver.wait(lambda: driver.texts() == [])
    failing.full = False
    driver.mark("Kabul", "e")
    assert driver.texts() == ["Kabul"]
    assert driver.on_disk() == driver.page


def test_what_may_be_saved_or_not_is_told_as_unknown_and_the_disk_is_shown(
    driver, monkeypatch
) -> None:
    plain = Journal.apply

    def apply(self, step):
        plain(self, step)
        raise save_unknown(driver.session.project.path, is_there=True)

    monkeypatch.setattr(Journal, "apply", apply)
    driver.mark("The minister", "s")
    driver.wait(lambda: "whether it stays there is unknown" in driver.window.messages.words)
    assert "It is about: “Mark" in driver.window.messages.words
    assert "Not saved" not in driver.window.messages.words
    assert driver.texts() == ["The minister"]
    assert driver.on_disk() == driver.page


def test_an_act_that_comes_while_a_failure_is_settled_is_done_on_the_page_read_again(
    driver, failing
) -> None:
    failing.full = True
    driver.mark("The minister", "s")

    def go_on(*_told) -> None:
        failing.full = False
        driver.select("Kabul")
        driver.press("e")

    # Told while the page is still the one that never came to be on disk.
    driver.session.bridge.waiting_changed.connect(go_on, Qt.ConnectionType.SingleShotConnection)
    driver.wait(lambda: driver.texts() == ["Kabul"])
    assert driver.on_disk() == driver.page


def test_what_another_program_wrote_is_shown(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    path = driver.session.project.path
    with sqlite3.connect(path) as other:
        other.execute("UPDATE article SET outlet = 'Elsewhere'")
    other.close()
    driver.mark("The minister", "s")
    driver.wait(lambda: driver.page.article.outlet == "Elsewhere")
    assert driver.on_disk() == driver.page
    assert driver.texts() == ["The minister", "Kabul"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_opens_to_read(driver, qtbot, tmp_path: Path) -> None:
    path = driver.session.project.path
    driver.window.close_project()
    tmp_path.chmod(0o500)
    try:
        driver.window.projects.open_path(path)
        driver.wait(lambda: driver.window.session is not None)
        assert driver.session.project.read_only
        assert "cannot be written" in driver.window.messages.words
    finally:
        tmp_path.chmod(0o700)


def test_a_sound_file_in_the_place_of_a_damaged_one_opens_at_once(driver, tmp_path: Path) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    path = driver.session.project.path
    sound = driver.session.project.backup(tmp_path / "sound.annotator")
    driver.window.close_project()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE scheme SET body = '{'")
    driver.window.projects.open_path(path)
    driver.wait(lambda: "is damaged" in driver.window.messages.words)
    sound.replace(path)
    driver.window.projects.open_path(path)
    driver.wait(lambda: driver.window.session is not None and driver.session.view.page is not None)
    assert not driver.session.project.read_only
    assert driver.texts() == ["Kabul"]


def test_opened_to_read_marking_is_refused_with_a_sentence(driver) -> None:
    path = driver.session.project.path
    driver.window.close_project()
    driver.window.projects.open_path(path, read_only=True)
    driver.wait(lambda: driver.window.session is not None and driver.session.view.page is not None)
    driver.session.view.setFocus()
    driver.select("Kabul")
    driver.press("e")
    assert driver.texts() == []
    assert driver.window.messages.words == (
        "This project was opened to read. Open it to write, or save a copy to work on it."
    )
    assert "read only" in driver.window.foot._layer.text()


def test_a_bug_is_told_with_a_report_and_the_window_goes_on(driver) -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    from annotator.ui.dialogs import bug

    driver.window.show_bug('Traceback\n  File "/home/x/annotator/a.py", line 1\nValueError: secret')
    (dialog,) = bug._open
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in report
    assert "secret" not in report
    assert "/home/x" not in report
    dialog.accept()
    driver.mark("Kabul", "e")
    assert driver.on_disk() == driver.page


def test_closing_right_after_a_mark_keeps_it(driver, tmp_path: Path) -> None:
    from annotator.project import Project

    article_id = driver.page.article.id
    path = driver.session.project.path
    driver.mark("Kabul", "e")
    driver.window.close()
    with Project.open(path, coder=driver.window.settings.coder()) as project:
        assert [span.text() for span in project.page(article_id).spans()] == ["Kabul"]


def test_an_import_undone_and_redone_while_its_article_is_read_comes_back(driver) -> None:
    bridge, project = driver.session.bridge, driver.session.project
    article_id = driver.page.article.id
    for _ in range(6):
        bridge.undo()
        driver.wait(lambda: bridge.page is None)
        bridge.open_article(article_id)  # wanted while it is not there
        bridge.redo()
        driver.saved()
        driver.wait(lambda: bridge.page is not None and bridge.page.article.id == article_id)
    assert driver.page == project.page(article_id)
