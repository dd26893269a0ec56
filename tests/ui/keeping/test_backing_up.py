"""Backups make themselves in the window, and what one may wonder about is said there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import paths
from annotator.project.keeping import backups as policy

if TYPE_CHECKING:
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
