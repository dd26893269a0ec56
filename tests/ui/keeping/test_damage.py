"""Damage of the open project is said beside the work, with the backup and what can be recovered."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.store.backups.making import BackupReason
from annotator.store.check import check
from annotator.store.connection import certainly_damaged, disk_failed
from annotator.ui.keeping.backups_sheet import BackupsSheet
from tests.ui.keeping.test_gone import offer
from tests.ui.seen import faults

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


@pytest.fixture
def damaged(driver: Driver, tmp_path: Path) -> Path:
    """A copy of the project of the window, in which a mark was changed by a strange hand."""
    driver.mark("Kabul", "e")
    driver.mark("The minister", "s")
    driver.saved()
    driver.session.project.open_project.backups.keep(BackupReason("open"))
    copy = driver.session.project.backup(tmp_path / "damaged.annotator")
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as stranger:
        stranger.execute("UPDATE span SET confidence = 7 WHERE id = (SELECT min(id) FROM span)")
    return copy


def opened(driver: Driver, path: Path) -> None:
    driver.window.projects.open_path(path)
    driver.wait(lambda: driver.session is not None and driver.session.project.path == path)
    driver.wait(lambda: driver.session.view.page is not None)


def told(driver: Driver) -> None:
    driver.wait(lambda: "is damaged (Not as the history says" in driver.window.messages.words)


def test_damage_is_said_with_what_can_be_done(driver: Driver, damaged: Path) -> None:
    opened(driver, damaged)
    told(driver)
    labels = [one.text() for one in driver.window.messages.buttons]
    assert "Recover what can be read …" in labels
    assert driver.window.foot._trouble.text() == "! the project is damaged"
    assert faults(driver.window) == []
    driver.window.messages.close_message()
    driver.window.foot._trouble.click()
    told(driver)


def test_the_newest_sound_backup_is_one_button_away(driver: Driver, damaged: Path) -> None:
    opened(driver, damaged)
    told(driver)
    assert "The newest sound backup is of" in driver.window.messages.words
    offer(driver, "Show the backup")
    driver.wait(lambda: isinstance(driver.session.over.sheet, BackupsSheet))


def test_what_can_be_read_is_recovered_and_opened(
    driver: Driver, damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(driver, damaged)
    told(driver)
    to = str(tmp_path / "saved")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (to, "")))
    offer(driver, "Recover what can be read …")
    driver.wait(lambda: "holds what could be read: 1 article." in driver.window.messages.words)
    offer(driver, "Open it")
    driver.wait(lambda: driver.session.project.path.name == "saved.annotator")
    driver.wait(lambda: driver.session.view.page is not None)
    assert "it holds what could be read" in driver.window.messages.words
    assert check(driver.session.project.path).ok
    assert not check(damaged).ok


def test_a_sound_project_is_never_accused(driver: Driver) -> None:
    damage = driver.session.keeping._damage
    driver.wait(lambda: damage._job is not None and not damage._job.is_running)
    assert damage._problem is None
    assert not driver.window.foot._trouble.isVisible()


def test_closing_does_not_wait_for_it(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    damage = driver.session.keeping._damage
    driver.wait(lambda: damage._job is not None)
    driver.session.keeping.stop()
    driver.wait(lambda: not damage._job.is_running)
    assert damage._problem is None
    driver.session.keeping._host.jobs.failed.connect(driver.session.keeping._refused)


def test_a_file_that_is_refused_offers_to_recover_it(
    driver: Driver, damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.truncate(damaged, damaged.stat().st_size - 4096)
    to = str(tmp_path / "saved.annotator")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (to, "")))
    driver.window.projects.open_path(damaged)
    driver.wait(lambda: "is incomplete" in driver.window.messages.words)
    offer(driver, "Recover what can be read …")
    driver.wait(lambda: "holds what could be read" in driver.window.messages.words)
    assert check(Path(to)).ok


def test_a_disk_that_fails_is_not_called_damage(driver: Driver) -> None:
    driver.session.keeping._damage._told((disk_failed(driver.session.project.path), None))
    assert "the disk did not give all of it" in driver.window.messages.words
    assert driver.window.foot._trouble.text() == "! the disk fails"


def test_what_became_of_the_file_stays_said_when_the_look_through_ends_later(
    driver: Driver,
) -> None:
    keeping, path = driver.session.keeping, driver.session.project.path
    driver.mark("Kabul", "e")
    driver.saved()
    sound = path.read_bytes()
    path.write_bytes(b"rubbish" * 1_000)
    keeping.look()
    driver.wait(lambda: "wrote something else into" in driver.window.messages.words)
    keeping._damage._told((certainly_damaged(path, "Not as the history says"), None))
    assert "wrote something else into" in driver.window.messages.words
    assert driver.window.foot._trouble.text() == "! the file was changed by another program"
    path.write_bytes(sound)
    keeping.look()
    driver.wait(lambda: "is as it was again" in driver.window.messages.words)
    damage = keeping._damage
    driver.wait(lambda: damage._job is not None and not damage._job.is_running)
    assert damage._problem is None
    assert not driver.window.foot._trouble.isVisible()
