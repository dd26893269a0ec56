"""The first minute: the coder's name, the sample, a new project, a dropped text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from annotator import settings as kept
from annotator.model.layer import SAMPLE_CODER
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.single_instance import ring
from annotator.ui.window import MainWindow
from tests.ui.entries import words


def until_open(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.session is not None, timeout=15_000)


def until_page(window: MainWindow, qtbot) -> None:
    until_open(window, qtbot)
    qtbot.waitUntil(lambda: window.session.view.page is not None, timeout=15_000)


@pytest.fixture
def answer_save(monkeypatch, tmp_path):
    """Answers "where is it to be kept" with a path, and tells what was proposed."""
    proposed = []

    def answer(_parent, _title, start, _filter=""):
        proposed.append(Path(start).name)
        return str(tmp_path / "made.annotator"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    return proposed


def test_the_name_comes_first_and_is_kept(empty_window, qtbot) -> None:
    empty_window.begin(None)
    start = empty_window.start
    assert start.name.hasFocus() or not start.name.text()
    assert not start.sample.isEnabled()
    qtbot.keyClicks(start.name, "MH")
    assert start.sample.isEnabled()
    start.name.editingFinished.emit()
    assert kept.load().coder_name == "MH"
    assert kept.load().coder_id


def test_the_sample_opens_with_its_articles(empty_window, qtbot) -> None:
    empty_window.begin(None)
    qtbot.keyClicks(empty_window.start.name, "MH")
    empty_window.start.sample.click()
    until_page(empty_window, qtbot)
    assert "to look around in" in empty_window.messages.words
    assert empty_window.session.reading.page.n_spans > 0
    (offer,) = empty_window.messages.buttons
    offer.click()
    assert empty_window.session.project.context.coder.name == "MH"
    qtbot.waitUntil(lambda: empty_window.session.view.page.n_spans == 0)
    assert len(list(empty_window.session.project.articles())) >= 2
    assert kept.load().last_project.endswith("Sample.annotator")


def test_whoever_looked_at_the_sample_codes_the_next_project_under_their_own_id(
    empty_window, qtbot, answer_save
) -> None:
    empty_window.begin(None)
    qtbot.keyClicks(empty_window.start.name, "MH")
    empty_window.start.sample.click()
    until_page(empty_window, qtbot)
    mine = kept.load().coder_id
    assert mine not in ("", SAMPLE_CODER.id)
    sample = empty_window.session.project.layer("sample")
    empty_window.session.look_at(None)
    empty_window.session.look_at(sample)
    assert "sample" not in kept.load().known()
    assert list(empty_window.who_codes._known(empty_window.session.project)) == ["MH"]
    assert kept.load().coder_id == mine
    empty_window.projects.make_new()
    qtbot.waitUntil(lambda: empty_window.session.project.path.name == "made.annotator")
    assert empty_window.session.project.open_project.made_by == mine
    assert empty_window.session.project.context.coder.id == mine


def test_a_reopened_sample_shows_its_marks(empty_window, qtbot) -> None:
    empty_window.begin(None)
    qtbot.keyClicks(empty_window.start.name, "MH")
    empty_window.start.name.editingFinished.emit()
    for _ in range(2):
        empty_window.show_start()
        empty_window.start.sample.click()
        until_page(empty_window, qtbot)
        assert empty_window.session.view.page.n_spans > 0
        assert words(empty_window.foot, "layer").startswith("Marks of sample")
        assert words(empty_window.foot, "coder").startswith("Coding: MH")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_the_button_that_has_the_keyboard(empty_window, qtbot, key) -> None:
    empty_window.begin(None)
    qtbot.keyClicks(empty_window.start.name, "MH")
    qtbot.keyClick(empty_window.start.name, Qt.Key.Key_Return)
    assert empty_window.start.sample.hasFocus()
    qtbot.keyClick(empty_window.start.sample, key)
    until_page(empty_window, qtbot)


def test_a_damaged_settings_file_is_said_and_its_names_keep_their_ids(qtbot) -> None:
    before = kept.save(Settings().with_coder("B").with_coder("A"))
    path = kept.settings_path()
    path.write_text(path.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    window = MainWindow(kept.load())
    qtbot.addWidget(window)
    window.show()
    window.begin(None)
    assert "is damaged" in window.messages.words
    window.start.name.setText("B")
    window.start.name.editingFinished.emit()
    assert window.settings.coder_id == before.known()["B"]
    assert kept.load().known() == before.known()
    window.close()


def test_a_new_project_is_empty_and_says_what_to_do(window, qtbot, answer_save) -> None:
    window.begin(None)
    window.start.new.click()
    until_open(window, qtbot)
    qtbot.waitUntil(lambda: "no article yet" in window.session.workspace.empty.words)


def test_a_dropped_text_asks_only_where_to_keep_the_project(
    window, qtbot, tmp_path, answer_save
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ferry to stay in port until April\n\nShe said: “No.”\n")
    window.begin(None)
    window.start.files_dropped.emit((path,))
    until_page(window, qtbot)
    assert answer_save == ["Ferry to stay in port until.annotator"]
    assert "Ferry" in window.session.bridge.page.text


def test_a_text_that_is_named_offers_to_make_a_project(
    window, qtbot, tmp_path, answer_save
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Harbour opens\n\nHe said: “Yes.”\n")
    window.begin(path)
    until_page(window, qtbot)
    assert answer_save == ["Harbour opens.annotator"]


def test_dropped_words_become_an_article(window, qtbot, answer_save) -> None:
    window.begin(None)
    window.start.text_dropped.emit("Words from a page\n\nSomebody said so.")
    until_page(window, qtbot)
    assert answer_save == ["Words from a page Somebody said.annotator"]


def test_the_last_project_and_the_article_last_read_open_by_themselves(open_text, qtbot) -> None:
    driver = open_text("One\n\nAlpha.\n", "Two\n\nBeta gamma.\n")
    first = driver.page.article.id
    driver.press("Ctrl+PgDown")
    driver.wait(lambda: driver.page.article.id != first)
    driver.caret_at("gamma")
    second = driver.page.article.id
    driver.window.close()
    again = MainWindow(kept.load())
    qtbot.addWidget(again)
    again.show()
    again.begin(None)
    until_page(again, qtbot)
    qtbot.waitUntil(lambda: again.session.view.page.article.id == second)
    assert again.session.view.caret() == again.session.view.page.text.index("gamma")
    again.close()


def test_a_project_that_is_gone_is_said_and_leaves_the_recent_ones(qtbot, tmp_path) -> None:
    gone = tmp_path / "gone.annotator"
    settings = Settings().with_coder("A").with_project(gone)
    make_program(settings)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    window.begin(None)
    qtbot.waitUntil(lambda: "was not found" in window.messages.words)
    assert window.stack.currentWidget() is window.start
    assert kept.load().recent == ()
    window.close()


@pytest.mark.parametrize("kind", ["folder", "text", "empty", "foreign"])
def test_what_is_no_project_is_said_and_left_as_it_is(window, qtbot, tmp_path, kind) -> None:
    path = tmp_path / "x.annotator"
    match kind:
        case "folder":
            path.mkdir()
        case "text":
            path.write_text("just words\n" * 100)
        case "empty":
            path.touch()
        case "foreign":
            path.write_bytes(b"SQLite format 3\0" + bytes(4096))
    before = path.read_bytes() if path.is_file() else None
    window.begin(path)
    qtbot.waitUntil(lambda: bool(window.messages.words), timeout=10_000)
    assert path.name in window.messages.words or "x.annotator" in window.messages.words
    assert window.session is None
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_second_window_on_a_file_offers_to_open_it_to_read(driver, qtbot) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    second = MainWindow(driver.window.settings)
    qtbot.addWidget(second)
    second.show()
    second.projects.open_path(driver.session.project.path)
    qtbot.waitUntil(lambda: "open in another window" in second.messages.words, timeout=10_000)
    buttons = [one.text() for one in second.messages.buttons]
    assert buttons == ["Go to it", "Open to read", "Try again"]
    driver.wait(lambda: driver.window._instance is not None)
    came = []
    driver.window._instance.rung.connect(lambda: came.append(1))
    assert ring(driver.session.project.path)
    driver.wait(lambda: came == [1])
    second.messages.buttons[1].click()
    until_page(second, qtbot)
    assert second.session.project.read_only
    assert not second.acts.can("mark-claim")
    assert second.acts.can("find")
    second.close()
