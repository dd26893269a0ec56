"""The file that is open is deleted, moved or replaced: it is said, nothing saved is lost."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from annotator.errors import CannotWrite, ProjectMoved
from annotator.project import Project
from annotator.store.backups.listing import list_backups

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

GONE = "was deleted"


@pytest.fixture
def marked(driver: Driver) -> Driver:
    """The window with one mark that was shown as saved."""
    driver.mark("Kabul", "e")
    driver.saved()
    return driver


def path_of(driver: Driver) -> Path:
    return driver.session.project.path


def told(driver: Driver, words: str) -> None:
    """Look at once, as when the window gets the focus, and wait until it is said."""
    driver.session.look_outside()
    driver.wait(lambda: words in driver.window.messages.words)
    driver.wait(lambda: not driver.session.bridge._settling)


def offer(driver: Driver, words: str) -> None:
    def there() -> list[QPushButton]:
        return [one for one in driver.window.messages.buttons if one.text() == words]

    driver.wait(lambda: there() != [])
    there()[0].click()


def saves_as(monkeypatch, to: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(to), ""))


def goes_on_in(driver: Driver, path: Path) -> None:
    driver.wait(
        lambda: (
            driver.window.session is not None
            and driver.session.project.path == path.resolve()
            and driver.session.view.page is not None
        )
    )


def test_a_deleted_file_is_told_without_anybody_asking(marked) -> None:
    path_of(marked).unlink()
    marked.wait(lambda: GONE in marked.window.messages.words)
    foot = marked.window.foot
    marked.wait(foot._trouble.isVisible)
    assert foot._trouble.text() == "! the file is gone"
    assert "saved" not in foot._saved.text()


def test_what_was_saved_of_a_deleted_file_is_saved_and_goes_on_there(marked, monkeypatch) -> None:
    path, article = path_of(marked), marked.page.article.id
    path.unlink()
    told(marked, GONE)
    saves_as(monkeypatch, path)
    offer(marked, "Save what I have as …")
    marked.wait(lambda: "You go on in" in marked.window.messages.words)
    goes_on_in(marked, path)
    assert marked.page.article.id == article
    assert marked.texts() == ["Kabul"]
    assert not marked.window.foot._trouble.isVisible()
    marked.session.view.setFocus()
    marked.mark("The minister", "s")
    assert marked.on_disk() == marked.page
    marked.window.acts.run("undo")
    marked.wait(lambda: marked.texts() == ["Kabul"])
    marked.saved()
    marked.window.acts.run("undo")
    marked.wait(lambda: marked.texts() == [])


def test_what_could_not_be_read_of_a_deleted_file_is_not_told_where_one_goes_on(
    marked, monkeypatch
) -> None:
    path = path_of(marked)
    path.unlink()
    told(marked, GONE)

    def refused(_progress, cancel) -> None:
        while not cancel.is_wished():
            time.sleep(0.001)
        raise ProjectMoved("Another program put another file in its place.")

    job = marked.window.jobs.start(refused, lambda _answer: None)
    saves_as(monkeypatch, path)
    offer(marked, "Save what I have as …")
    goes_on_in(marked, path)
    marked.wait(lambda: not job.is_running)
    assert "You go on in" in marked.window.messages.words


def test_that_no_backup_could_be_made_is_not_told_where_all_is_saved_elsewhere(
    marked, monkeypatch
) -> None:
    path, session = path_of(marked), marked.session

    def fails() -> None:
        while marked.window.session is session:
            time.sleep(0.001)
        raise CannotWrite("No backup could be made.")

    monkeypatch.setattr(session.project.open_project.backups, "keep_what_is_gone", fails)
    path.unlink()
    told(marked, GONE)
    saves_as(monkeypatch, path)
    offer(marked, "Save what I have as …")
    marked.wait(lambda: marked.window.session not in (None, session))
    goes_on_in(marked, path)
    marked.wait(lambda: not any(one.cancel_wish.is_wished() for one in marked.window.jobs._running))
    assert "You go on in" in marked.window.messages.words


def test_no_act_is_taken_while_the_file_is_gone_and_the_same_is_offered(marked) -> None:
    path_of(marked).unlink()
    told(marked, GONE)
    marked.window.messages.clear()
    marked.select("The minister")
    marked.press("s")
    assert marked.texts() == ["Kabul"]
    assert GONE in marked.window.messages.words
    assert [one.text() for one in marked.window.messages.buttons] == ["Save what I have as …"]


def test_what_was_pressed_before_it_was_seen_is_named_as_not_saved(marked) -> None:
    path_of(marked).unlink()
    marked.select("The minister")
    marked.press("s")
    marked.wait(lambda: "Not saved: “Mark" in marked.window.messages.words)
    marked.wait(lambda: marked.texts() == ["Kabul"])
    marked.wait(lambda: [one.text() for one in marked.window.messages.buttons] != [])
    assert marked.window.messages.words.count(GONE) == 1


def test_the_word_of_the_status_bar_says_it_again(marked) -> None:
    path_of(marked).unlink()
    told(marked, GONE)
    marked.window.messages.clear()
    marked.window.foot._trouble.click()
    assert GONE in marked.window.messages.words


def test_a_renamed_file_is_found_and_gone_on_in(marked) -> None:
    path = path_of(marked)
    new = path.with_name("renamed.annotator")
    path.rename(new)
    told(marked, "was renamed to “renamed.annotator”")
    assert marked.window.foot._trouble.text() == "! the file was renamed"
    offer(marked, "Go on there")
    goes_on_in(marked, new)
    marked.mark("The minister", "s")
    assert marked.on_disk() == marked.page
    assert not path.exists()


def test_a_file_in_another_folder_was_moved_by_message_and_status_bar(marked) -> None:
    path = path_of(marked)
    folder = path.parent / "Study"
    folder.mkdir()
    path.rename(folder / "other.annotator")
    told(marked, "was moved to the folder “Study”")
    assert marked.window.foot._trouble.text() == "! the file was moved"


@pytest.mark.parametrize("pressed", ["e", "Delete", "d", "1"])
def test_on_the_marks_of_another_a_key_says_first_what_became_of_the_file(marked, pressed) -> None:
    window, session = marked.window, marked.session
    with_others_marks(marked)
    marked.select("Talks")
    marked.press(pressed)
    assert [one.text() for one in window.messages.buttons] == ["Mark as B"]
    path_of(marked).unlink()
    told(marked, GONE)
    window.messages.clear()
    marked.select("Talks")
    marked.press(pressed)
    assert GONE in window.messages.words
    assert "Mark as" not in " ".join(one.text() for one in window.messages.buttons)
    session.look_at(None)  # whose marks are seen takes no word of the file away
    assert GONE in window.messages.words


def with_others_marks(driver: Driver) -> None:
    """Look at the marks of somebody else."""
    session = driver.session
    driver.window.who_codes.change("B")
    driver.wait(lambda: driver.texts() == [])
    session.look_at(session.project.layer("A"))
    driver.wait(lambda: driver.texts() == ["Kabul"])
    session.view.setFocus()


def test_a_file_that_comes_back_takes_acts_again(marked) -> None:
    path = path_of(marked)
    away = path.rename(path.with_name("away.annotator"))
    told(marked, "was renamed")
    away.rename(path)
    told(marked, "is as it was again")
    assert not marked.window.foot._trouble.isVisible()
    marked.mark("The minister", "s")
    assert marked.on_disk() == marked.page


def test_a_folder_that_was_removed_loses_nothing(
    window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    from tests.ui.conftest import ARTICLE, open_folder

    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "1.txt").write_text(ARTICLE, encoding="utf-8")
    home = tmp_path / "study"
    home.mkdir()
    driver = open_folder(window, qtbot, tmp_path / "texts", home / "project.annotator")
    driver.mark("Kabul", "e")
    driver.saved()
    shutil.rmtree(home)
    told(driver, "The folder of “project.annotator” was deleted")
    to = tmp_path / "saved.annotator"
    saves_as(monkeypatch, to)
    offer(driver, "Save what I have as …")
    goes_on_in(driver, to)
    assert driver.texts() == ["Kabul"]


def test_a_file_that_was_replaced_is_saved_beside_the_other(
    marked, tmp_path: Path, monkeypatch
) -> None:
    path, coder = path_of(marked), marked.window.settings.coder()
    Project.create(tmp_path / "other.annotator", coder=coder).close()
    (tmp_path / "other.annotator").replace(path)
    told(marked, "put another file in the place of “project.annotator”")
    to = tmp_path / "saved.annotator"
    saves_as(monkeypatch, to)
    offer(marked, "Save what I have as …")
    goes_on_in(marked, to)
    assert marked.texts() == ["Kabul"]
    with Project.open(path, coder=coder) as other:
        assert not [*other.reader.article_ids()]  # nothing was written into it


def test_closing_asks_before_what_is_only_here_goes(marked, tmp_path: Path, monkeypatch) -> None:
    path_of(marked).unlink()
    told(marked, GONE)
    assert not marked.window.close()
    assert marked.window.messages.words.startswith(
        "“project.annotator” was deleted. What you have here would be left in the backups alone."
    )
    to = tmp_path / "saved.annotator"
    saves_as(monkeypatch, to)
    offer(marked, "Save what I have as …")
    marked.wait(lambda: not marked.window.isVisible())
    with Project.open(to, coder=marked.window.settings.coder()) as saved:
        (article,) = saved.reader.article_ids()
        assert [one.text() for one in saved.page(article).spans()] == ["Kabul"]


def test_whoever_closes_without_saving_finds_all_of_it_in_the_backups(marked) -> None:
    project_id = marked.session.project.id
    marked.mark("The minister", "s")
    marked.saved()
    last = marked.session.project.reader.last_steps().number
    path_of(marked).unlink()
    told(marked, GONE)
    marked.wait(lambda: [one.n_steps for one in list_backups(project_id)][:1] == [last])
    assert not marked.window.close()
    offer(marked, "Close without saving")
    marked.wait(lambda: not marked.window.isVisible())
