"""An older state, or something else, is put into the file that is open, or before it is opened."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.project import Project
from annotator.store.backups.making import BackupReason
from annotator.ui.basics.labels import Label
from annotator.ui.keeping.backups_sheet import BackupsSheet
from annotator.ui.keeping.file_trouble import FileTrouble
from tests.ui.keeping.test_gone import goes_on_in, offer, path_of, saves_as, told
from tests.ui.seen import faults

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

OLDER = "is older than what you last saved here: 2 steps of "


@pytest.fixture
def older(driver: Driver, tmp_path: Path) -> Path:
    """A copy of the project with one mark; the window has two more."""
    driver.mark("Kabul", "e")
    driver.saved()
    copy = driver.session.project.backup(tmp_path / "older.annotator")
    driver.mark("The minister", "s")
    driver.mark("said", "u")
    driver.saved()
    return copy


def opened(driver: Driver, path: Path) -> None:
    driver.window.projects.open_path(path)
    driver.wait(lambda: driver.window.session is not None and driver.session.view.page is not None)
    driver.session.view.setFocus()


def test_an_older_state_in_place_is_told_and_never_as_read_again(driver, older) -> None:
    path_of(driver).write_bytes(older.read_bytes())
    driver.wait(lambda: OLDER in driver.window.messages.words)
    assert driver.window.foot._trouble.text() == "! the file is older than what was saved"
    driver.session.look_outside()
    driver.wait(lambda: driver.texts() == ["Kabul"] or not driver.session.bridge._settling)
    assert "read again" not in driver.window.messages.words


def test_no_act_is_taken_on_the_older_one_before_that_is_settled(driver, older) -> None:
    path_of(driver).write_bytes(older.read_bytes())
    told(driver, OLDER)
    driver.select("Talks")
    driver.press("e")
    assert OLDER in driver.window.messages.words
    offer(driver, "Go on with this file")
    driver.wait(lambda: not driver.window.foot._trouble.isVisible())
    driver.wait(lambda: OLDER not in driver.window.messages.words)
    driver.wait(lambda: driver.texts() == ["Kabul"])
    driver.mark("Talks", "e")
    driver.saved()
    assert driver.on_disk() == driver.page
    assert driver.texts() == ["Kabul", "Talks"]


def test_an_undo_that_was_put_back_is_told_and_goes_on_with_the_file(driver, older) -> None:
    before = path_of(driver).read_bytes()
    driver.session.bridge.undo()
    driver.wait(lambda: driver.texts() == ["The minister", "Kabul"])
    driver.saved()
    path_of(driver).write_bytes(before)
    told(
        driver, "is older than what you last saved here: 1 step that you had undone is done in it."
    )
    assert [one.text() for one in driver.window.messages.buttons][:2] == [
        "Go on with this file",
        "Backups …",
    ]
    offer(driver, "Go on with this file")
    driver.wait(lambda: not driver.window.foot._trouble.isVisible())
    driver.wait(lambda: driver.texts() == ["The minister", "said", "Kabul"])
    assert driver.on_disk() == driver.page


def test_a_step_before_the_look_is_refused_too(driver, older) -> None:
    path_of(driver).write_bytes(older.read_bytes())
    driver.select("Talks")
    driver.press("e")
    driver.wait(lambda: OLDER in driver.window.messages.words)
    driver.wait(lambda: "Talks" not in driver.texts())
    with Project.open(older, coder=driver.window.settings.coder(), read_only=True) as before:
        n_steps = before.reader.last_steps().number
    with Project.open(path_of(driver), coder=driver.window.settings.coder(), read_only=True) as now:
        assert now.reader.last_steps().number == n_steps


def test_one_that_was_put_back_between_two_openings_is_told(driver, older) -> None:
    path = path_of(driver)
    driver.window.close_project()
    shutil.copy(older, path)
    opened(driver, path)
    driver.wait(lambda: OLDER in driver.window.messages.words)
    driver.select("Talks")
    driver.press("e")
    assert driver.texts() == ["Kabul"]
    offer(driver, "Go on with this file")
    driver.wait(lambda: not driver.window.foot._trouble.isVisible())
    driver.window.close_project()
    opened(driver, path)
    driver.session.look_outside()
    driver.wait(lambda: not driver.session.bridge._settling)
    assert "older" not in driver.window.messages.words


def test_a_newer_state_is_told_as_newer(driver, tmp_path: Path) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    path, coder = path_of(driver), driver.window.settings.coder()
    copy = driver.session.project.backup(tmp_path / "newer.annotator")
    with Project.open(copy, coder=coder) as project:
        project.import_text("Some words of another text.", "Another")
        project.import_text("More words of another text.", "A third")
    path.write_bytes(copy.read_bytes())
    driver.wait(lambda: "a newer state here, with 2 steps more" in driver.window.messages.words)
    assert not driver.window.foot._trouble.isVisible()
    driver.mark("The minister", "s")
    assert driver.on_disk() == driver.page


def test_it_is_told_although_nothing_was_done_here_yet(driver, tmp_path: Path) -> None:
    path, coder = path_of(driver), driver.window.settings.coder()
    driver.window.close_project()
    copy = Path(shutil.copy(path, tmp_path / "newer.annotator"))
    with Project.open(copy, coder=coder) as project:
        project.import_text("Some words of another text.", "Another")
    opened(driver, path)
    path.write_bytes(copy.read_bytes())
    driver.wait(lambda: "a newer state here, with 1 step more" in driver.window.messages.words)


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "emptied"), (b"rubbish" * 9999, "wrote something else into")]
)
def test_rubbish_is_told_and_the_word_of_the_status_bar_with_it(driver, content, words) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    path_of(driver).write_bytes(content)
    driver.wait(lambda: words in driver.window.messages.words)
    assert driver.window.foot._trouble.text() == "! the file was changed by another program"
    driver.select("Talks")
    driver.press("e")
    assert driver.texts() == ["Kabul"]


def test_the_backup_that_has_the_missing_steps_is_one_button_away(driver, older) -> None:
    project = driver.session.project
    made = project.open_project.backups.keep(BackupReason("step"))
    path_of(driver).write_bytes(older.read_bytes())
    told(driver, OLDER)
    offer(driver, "Show the backup")
    driver.wait(lambda: isinstance(driver.session.over.sheet, BackupsSheet))
    sheet = driver.session.over.sheet
    said = " ".join(one.text() for one in sheet.findChildren(Label))
    assert OLDER in said
    assert " has them." in said
    assert sheet._chosen.id == made.backup.id
    named = sheet.findChild(FileTrouble).names.text()
    assert (
        re.sub(r"\d\d:\d\d |[\u2068\u2069]", "", named)
        == "Mark “The minister” as speaker · Mark “said” as cue"
    )
    assert len(re.findall(r"\d\d:\d\d ", named)) == 2
    driver.wait(lambda: faults(driver.window) == [])


def test_of_many_missing_steps_the_newest_are_named_and_the_others_a_click_away(
    driver, older
) -> None:
    for words in ("Talks", "Dar", "Taliban", "Cut"):
        driver.mark(words, "e")
    driver.saved()
    path_of(driver).write_bytes(older.read_bytes())
    told(driver, "6 steps of ")
    offer(driver, "Show the backup")
    driver.wait(lambda: isinstance(driver.session.over.sheet, BackupsSheet))
    framed = driver.session.over.sheet.findChild(FileTrouble)
    assert framed.names.text().count(" · ") == 2
    assert framed.names.text().endswith("Mark “Cut” as entity\u2069")
    assert framed.more.text() == "3 more"
    framed.more.setFocus()
    driver.press("Space")
    assert framed.names.text().count(" · ") == 5
    assert "“The minister”" in framed.names.text()
    assert not framed.more.isVisible()
    driver.wait(lambda: faults(driver.window) == [])


def test_from_rubbish_one_goes_on_in_the_newest_backup(driver, older, monkeypatch, tmp_path):
    project = driver.session.project
    project.open_project.backups.keep(BackupReason("step"))
    driver.mark("Talks", "e")
    driver.saved()
    path_of(driver).write_bytes(b"rubbish" * 9999)
    driver.wait(lambda: "wrote something else into" in driver.window.messages.words)
    to = tmp_path / "from backup.annotator"
    saves_as(monkeypatch, to)
    offer(driver, "Go on from the newest backup …")
    goes_on_in(driver, to)
    assert driver.texts() == ["The minister", "said", "Kabul"]
    driver.wait(lambda: "it lacks the last step" in driver.window.messages.words)
    driver.session.view.setFocus()
    driver.mark("Talks", "e")
    assert driver.on_disk() == driver.page
