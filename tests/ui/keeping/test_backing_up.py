"""Backups make themselves in the window, and what one may wonder about is said there once."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator import paths
from annotator.project.keeping import backups as policy

if TYPE_CHECKING:
    from annotator.work import Watch
    from tests.ui.conftest import Driver


def test_one_is_made_after_opening_and_where_none_can_be_it_is_said(driver: Driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    project = driver.session.project
    driver.wait(lambda: len(project.backups()) == 1)  # made 3 seconds after opening
    folder = paths.data_folder()
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")
    driver.mark("said", "u")
    driver.saved()
    project.open_project.backups._held -= policy.WORK_S
    driver.session.keeping._backups._clock.timeout.emit()
    driver.wait(lambda: "No backup of" in driver.window.messages.words)
    assert "saved in the project all the same" in driver.window.messages.words
    assert driver.on_disk() == driver.page
    folder.unlink()


@pytest.fixture
def slow(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let each step be a large one, and its backup take until the event is set."""
    gate, make = Event(), policy.backup

    def waits(file: object, reason: object, now: object, watch: Watch) -> object:
        while not gate.wait(0.01):
            watch.progress(3, 9, "MB")
            watch.cancel.check()
        return make(file, reason, now, watch)

    monkeypatch.setattr(policy, "backup", waits)
    monkeypatch.setattr(policy, "_LARGE_STEP", 0)
    return gate


def test_the_backup_that_a_large_step_waits_for_is_shown_and_goes_on(driver, slow: Event) -> None:
    strip = driver.window.progress
    driver.mark("Kabul", "e")
    driver.wait(strip.isVisible)
    driver.wait(lambda: strip.words.text() == "First a backup: MB 3 of 9")
    assert driver.session.bridge.n_waiting == 1
    driver.mark("The minister", "s")  # one goes on with what one does
    assert len(driver.texts()) == 2
    slow.set()
    driver.saved()
    driver.wait(lambda: not strip.isVisible())
    assert driver.on_disk() == driver.page
    assert len(driver.session.project.backups()) >= 1


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_cancel_leaves_all_as_it_was(driver, slow: Event, way: str) -> None:
    strip, steps = driver.window.progress, driver.step_names()
    driver.mark("Kabul", "e")
    driver.wait(strip.isVisible)
    if way == "mouse":
        QTest.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    else:
        strip.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        driver.press("Space")
    driver.wait(lambda: "was not done" in driver.window.messages.words)
    assert "Cancelled: “Mark" in driver.window.messages.words
    driver.wait(lambda: driver.texts() == [])
    driver.wait(lambda: not strip.isVisible())
    slow.set()
    driver.session.view.setFocus()
    driver.mark("Talks", "e")
    assert driver.on_disk() == driver.page
    assert len(driver.step_names()) == len(steps) + 1


def test_it_is_shown_in_place_of_the_work_that_waits_for_it(driver, slow: Event) -> None:
    """A worker that writes a large step has a strip of its own, whose Cancel stops no backup."""
    project, strip = driver.session.project, driver.window.progress
    job = driver.window.jobs.start(
        lambda _progress, _cancel: project.mark("1", "entity", driver.place("Kabul")),
        lambda _done: None,
        lambda _problem: None,
    )
    strip.follow(job, "Taking in")
    driver.wait(lambda: strip.words.text().startswith("First a backup"))
    assert strip.isVisible()
    slow.set()
    driver.wait(lambda: not job.is_running)
    driver.wait(lambda: not strip.isVisible())
    driver.wait(lambda: driver.texts() == ["Kabul"])
