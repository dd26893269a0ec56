"""The sheet of backups: by keys and by mouse, everything, a layer, an article, a look inside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.project import Project
from annotator.store.backups.making import BackupReason
from annotator.ui.basics.labels import Label, said_moment
from annotator.ui.keeping.backups_sheet import BackupsSheet

if TYPE_CHECKING:
    from annotator.project.notices import Notice
    from tests.ui.conftest import Driver


@pytest.fixture
def kept(driver: Driver) -> Driver:
    """The window with a backup that has one mark, and two marks since."""
    driver.mark("Kabul", "e")
    driver.saved()
    assert driver.session.project.open_project.backups.keep(BackupReason("step")) is not None
    driver.mark("The minister", "s")
    driver.mark("said", "u")
    driver.saved()
    return driver


def sheet_of(driver: Driver) -> BackupsSheet:
    """Open the sheet as the menu does, and wait until the backups were looked at."""
    assert driver.window.acts.run("backups")
    sheet = driver.session.over.sheet
    assert isinstance(sheet, BackupsSheet)
    driver.wait(lambda: bool(sheet.list.backups.rows) and bool(sheet.list.backups.rows[0].against))
    return sheet


def texts(driver: Driver) -> list[str]:
    session = driver.window.session
    page = session.view.page if session is not None else None
    return [] if page is None else [span.text() for span in page.spans(None)]


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_it_says_of_each_how_it_stands_against_the_file_now(kept) -> None:
    sheet = sheet_of(kept)
    (row,) = sheet.list.backups.rows
    assert (row.backup.n_steps, row.against) == (3, "A: −2")
    assert QApplication.focusWidget() is sheet.list
    assert "1 of them" in sheet.facts.text()
    assert "“project (before restore)”" in sheet.choice.effect.text()
    told = sheet.list.backups.data(sheet.list.currentIndex())
    assert "3 steps" in told
    assert "A: −2" in told


def test_enter_restores_everything_and_the_window_goes_on_in_it(kept, tmp_path: Path) -> None:
    before = kept.session
    sheet_of(kept)
    kept.press("Enter")
    kept.wait(lambda: kept.window.session is not None and kept.window.session is not before)
    kept.wait(lambda: texts(kept) == ["Kabul"])
    kept.wait(lambda: "The project is as it was" in kept.window.messages.words)
    assert "project (before restore).annotator" in kept.window.messages.words
    aside = tmp_path / "project (before restore).annotator"
    with Project.open(aside, coder=kept.window.settings.coder(), read_only=True) as old:
        assert len(list(old.spans())) == 3
    kept.mark("Taliban", "e")
    kept.saved()
    assert kept.session.project.check().ok


def test_a_layer_is_taken_back_as_one_step_by_mouse(kept) -> None:
    sheet = sheet_of(kept)
    sheet.choice.what.setCurrentIndex(sheet.choice.what.findData("layer"))
    kept.wait(lambda: "2 that are newer go" in sheet.choice.effect.text())
    click(sheet.main)
    kept.wait(lambda: kept.session.over.sheet is None)
    kept.wait(lambda: texts(kept) == ["Kabul"])
    assert kept.step_names()[0] == "take-back"
    assert "undo takes it back" in kept.window.messages.words
    kept.press("Ctrl+z")
    kept.wait(lambda: len(texts(kept)) == 3)


def test_the_time_of_a_backup_is_said_as_people_say_it() -> None:
    now = datetime.now(UTC).astimezone()
    at = now.replace(hour=14, minute=2)
    assert said_moment(at.isoformat()) == "today 14:02"
    assert said_moment((at - timedelta(days=1)).isoformat()) == "yesterday 14:02"
    assert said_moment(f"{now.year - 2}-06-03T12:00:00Z") == f"3 June {now.year - 2}"
    assert said_moment("rubbish") == "rubbish"


def test_the_sheet_and_the_call_make_the_same_step(kept) -> None:
    project = kept.session.project
    (backup,) = project.backups()
    heard: list[Notice] = []
    end = project.subscribe(heard.append)
    sheet = sheet_of(kept)
    sheet.choice.what.setCurrentIndex(sheet.choice.what.findData("layer"))
    kept.wait(lambda: "2 that are newer go" in sheet.choice.effect.text())
    kept.press("Enter")
    kept.wait(lambda: kept.session.over.sheet is None)
    kept.wait(lambda: bool(heard))
    by_key = heard.pop().step
    project.undo()
    by_call = project.restore_backup(backup, layer="A").step
    end()
    assert by_key.changes
    assert by_key.changes == by_call.changes
    assert (by_key.act, by_key.args) == (by_call.act, by_call.args)


def test_an_article_is_chosen_by_the_number_of_those_that_differ(kept) -> None:
    sheet = sheet_of(kept)
    kept.wait(lambda: sheet.choice.what.findData("article") > 0)
    sheet.differences.articles_wanted.emit(
        tuple(sheet.choice._titles)  # as a click on “1 article” says
    )
    sheet.choice.which.hidePopup()
    assert sheet.choice.wanted().article == kept.page.article.id
    kept.wait(lambda: "In 1 article" in sheet.choice.effect.text())
    click(sheet.main)
    kept.wait(lambda: texts(kept) == ["Kabul"])


def test_one_is_looked_into_as_a_copy_in_which_nothing_can_be_changed(kept) -> None:
    path = kept.session.project.path
    before = kept.session
    sheet = sheet_of(kept)
    click(sheet.look)
    kept.wait(lambda: kept.window.session is not None and kept.window.session is not before)
    kept.wait(lambda: texts(kept) == ["Kabul"])
    assert kept.session.project.read_only
    assert kept.session.project.open_project.file.path != path
    assert kept.window.messages.words != ""


def test_one_that_is_damaged_is_said_and_cannot_be_restored(kept) -> None:
    (one,) = kept.session.project.backups()
    one.path.write_bytes(one.path.read_bytes()[:8192])
    kept.window.acts.run("backups")
    sheet = kept.session.over.sheet
    kept.wait(
        lambda: "damaged" in sheet.list.backups.rows[0].what if sheet.list.backups.rows else False
    )
    assert not sheet.main.isEnabled()
    assert not sheet.look.isEnabled()
    kept.press("Enter")
    assert kept.session.over.sheet is sheet
    kept.press("Esc")
    assert kept.session.over.sheet is None


def test_without_any_it_says_when_the_first_is_made_and_what_is_wrong_stands_framed(driver) -> None:
    driver.session.sheets.keeping.show_backups(None, "The file is older. Three steps are missing.")
    sheet = driver.session.over.sheet
    driver.wait(lambda: "no backup yet" in sheet.nothing.words)
    assert not sheet.main.isEnabled()
    framed = sheet.findChild(object, "framed")
    assert [one.text() for one in framed.findChildren(Label)] == [
        "The file is older.",
        "Three steps are missing.",
    ]
