"""The first minute: the coder's name, the sample, a new project, a dropped text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator import settings as kept
from annotator.model.layer import SAMPLE_CODER
from annotator.project import Project
from annotator.settings import Settings
from annotator.store.lock import lock_path
from annotator.ui.app import make_program
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.single_instance import ring
from annotator.ui.window import MainWindow
from tests import builders as make
from tests.ui.conftest import Driver
from tests.ui.entries import keys_shown, words
from tests.ui.importing import take_in
from tests.ui.seen import faults


def until_open(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.session is not None)


def until_page(window: MainWindow, qtbot) -> None:
    until_open(window, qtbot)
    qtbot.waitUntil(lambda: window.session.view.page is not None)


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


@pytest.mark.parametrize("way", ["Enter", "a click", "Ctrl+N"])
def test_what_is_opened_from_the_start_page_has_the_keyboard_on_its_page(
    empty_window, qtbot, answer_save, way: str
) -> None:
    window = empty_window
    window.begin(None)
    window.activateWindow()
    qtbot.waitUntil(window.start.name.hasFocus)
    qtbot.keyClicks(window.start.name, "MH")
    match way:
        case "Enter":
            qtbot.keyClick(window.start.name, Qt.Key.Key_Return)
        case "a click":
            qtbot.mouseClick(window.start.sample, Qt.MouseButton.LeftButton)
        case _:
            qtbot.keyClick(window.start.name, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until_open(window, qtbot)
    qtbot.waitUntil(lambda: not window.start.isVisible())
    if way != "Ctrl+N":
        until_page(window, qtbot)
    home = window.session.workspace.panes.home()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is home)
    assert home.isVisible()


@pytest.mark.parametrize("where", ["name", "button"])
def test_an_article_of_the_clipboard_is_pasted_on_the_start_page(
    empty_window, qtbot, answer_save, where: str
) -> None:
    window = empty_window
    window.begin(None)
    window.activateWindow()
    qtbot.waitUntil(window.start.name.hasFocus)
    QApplication.clipboard().setText("MH")
    qtbot.keyClick(window.start.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.start.name.text() == "MH"
    QApplication.clipboard().setText("Harbour opens\n\nMira Talven said so.")
    field = window.start.name if where == "name" else window.start.new
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    take_in(Driver(window, qtbot))
    until_page(window, qtbot)
    assert window.session.view.page.text.startswith("Harbour opens")
    assert kept.load().coder_name == "MH"
    QApplication.clipboard().setText("Ferries stop\n\nOren Hask said so.")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.session.view)
    qtbot.keyClick(window.session.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    take_in(Driver(window, qtbot))
    qtbot.waitUntil(lambda: len([*window.session.project.articles()]) == 2)


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
    empty_window.start.sample.setFocus()
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
    take_in(Driver(window, qtbot))
    until_page(window, qtbot)
    assert answer_save == ["Ferry to stay in port until.annotator"]
    assert "Ferry" in window.session.bridge.page.text


def test_a_text_that_is_named_offers_to_make_a_project(
    window, qtbot, tmp_path, answer_save
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Harbour opens\n\nHe said: “Yes.”\n")
    window.begin(path)
    take_in(Driver(window, qtbot))
    until_page(window, qtbot)
    assert answer_save == ["Harbour opens.annotator"]


def test_dropped_words_become_an_article(window, qtbot, answer_save) -> None:
    window.begin(None)
    window.start.text_dropped.emit("Words from a page\n\nSomebody said so.")
    take_in(Driver(window, qtbot))
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
    qtbot.waitUntil(lambda: bool(window.messages.words))
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
    qtbot.waitUntil(lambda: "open in another window" in second.messages.words)
    place = second.messages.covered()
    below = [one for one in second.start.findChildren(KeyButton) if one.key in ("F1", "F10")]
    assert len(below) == 2
    assert not any(
        place.intersects(QRect(one.mapTo(second.start, QPoint(0, 0)), one.size())) for one in below
    )
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


def test_what_another_computer_left_locked_opens_anyway(window, qtbot, tmp_path) -> None:
    path = make.project_file(tmp_path, make.small_corpus()[0])
    left = {"computer": "far-away", "coder": "Bo", "time": "2026-03-01T10:32:00Z"}
    lock_path(path).write_text(json.dumps(left))
    window.begin(path)
    qtbot.waitUntil(lambda: bool(window.messages.words))
    assert "The computer far-away seems to have" in window.messages.words
    assert "(by Bo, " in window.messages.words
    assert [one.text() for one in window.messages.buttons] == [
        *("Open to read", "Open anyway", "Try again")
    ]
    qtbot.mouseClick(window.messages.buttons[1], Qt.MouseButton.LeftButton)
    until_page(window, qtbot)
    assert not window.session.project.read_only
    assert json.loads(lock_path(path).read_text())["computer"] != "far-away"


def test_enter_in_the_name_opens_the_sample_as_the_main_button_says(empty_window, qtbot) -> None:
    empty_window.begin(None)
    assert empty_window.start.sample.is_main
    assert empty_window.start.sample.key == "Enter"
    qtbot.keyClicks(empty_window.start.name, "MH")
    qtbot.keyClick(empty_window.start.name, Qt.Key.Key_Return)
    until_page(empty_window, qtbot)
    assert empty_window.session.project.path.name == "Sample.annotator"


def test_enter_in_an_empty_name_does_nothing(empty_window, qtbot) -> None:
    empty_window.begin(None)
    qtbot.keyClick(empty_window.start.name, Qt.Key.Key_Return)
    assert empty_window.session is None
    assert empty_window.messages.words == ""


def test_enter_in_the_name_opens_what_waited_for_it_and_nothing_else(
    empty_window, qtbot, tmp_path
) -> None:
    path = tmp_path / "waiting.annotator"
    Project.create(path, coder=Settings().with_coder("B").coder()).close()
    empty_window.begin(path)
    qtbot.keyClicks(empty_window.start.name, "MH")
    qtbot.keyClick(empty_window.start.name, Qt.Key.Key_Return)
    until_open(empty_window, qtbot)
    qtbot.wait(300)
    assert empty_window.session.project.path == path


def test_the_passage_of_the_start_page_is_one_of_the_sample_as_it_is_coded(tmp_path) -> None:
    from annotator.project.sample import make_sample
    from annotator.ui.start import passage

    with make_sample(tmp_path / "s.annotator", Settings().with_coder("A").coder()) as project:
        (found,) = [one for one in project.statements() if one.claim.text() == passage.CLAIM]
        assert found.claim.attributes["directness"] == passage.HOW
        assert [one.text() for one in found.cues] == [passage.CUE]
        assert [one.text() for one in found.speakers] == [passage.SPEAKER]
        actor = project.context.actors.get(found.speakers[0].actor_id)
        assert actor.name == passage.ACTOR
        assert passage.WORDS in project.page(found.claim.article_id).text


def test_five_key_presses_mark_the_passage_of_the_start_page(open_text) -> None:
    from annotator.ui.start import passage

    driver = open_text(f"Union: No\n\nOren Hask said so. {passage.WORDS}\n")
    driver.caret_at("members will")
    driver.press("Space", "Space", "c", "l", "1")
    assert driver.texts("claim") == [passage.CLAIM]
    assert driver.texts("speaker") == [passage.SPEAKER]
    assert driver.texts("cue") == [passage.CUE]


@pytest.mark.parametrize(("width", "n_columns"), [(1350, 2), (1008, 2), (784, 1), (500, 1)])
def test_the_start_page_has_one_column_where_it_is_narrow(window, width: int, n_columns) -> None:
    window.setMinimumSize(0, 0)
    window.begin(None)
    window.resize(width, 592)
    QApplication.processEvents()
    start = window.start
    drop = start.findChild(QWidget, "drop")
    passage = start.findChild(QWidget, "passage")
    below = passage.mapTo(start, passage.rect().topLeft()).y()
    assert (below < drop.mapTo(start, drop.rect().bottomLeft()).y()) == (n_columns == 2)


def test_the_start_page_says_when_recent_projects_were_changed_or_are_not_there(
    window, qtbot, tmp_path
) -> None:
    from datetime import date

    from annotator.ui.basics.labels import day_of

    there = tmp_path / "there.annotator"
    Project.create(there, coder=window.settings.coder()).close()
    for path in (tmp_path / "gone.annotator", there):
        window.preferences.change(window.settings.with_project(path))
    window.show_start()
    from annotator.ui.start.page import _FACT

    items = [window.start.recent.item(n) for n in range(2)]
    qtbot.waitUntil(lambda: all(one.data(_FACT) for one in items))
    assert [one.data(_FACT) for one in items] == ["today", "not there now"]
    today = date(2026, 3, 1)
    days = (date(2026, 3, 1), date(2026, 2, 28), date(2026, 1, 3), date(2024, 5, 5))
    assert [day_of(one, today) for one in days] == ["today", "yesterday", "3 January", "2024"]


def test_keys_and_menu_are_a_click_away_on_the_start_page(window, qtbot) -> None:
    window.begin(None)
    wanted: list[str] = []
    window.start.act_wanted.connect(wanted.append)
    buttons = {one.key: one for one in window.start.findChildren(KeyButton)}
    buttons["F1"].click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()
    assert wanted == ["help"]
    assert set(buttons) == {"Enter", "Ctrl+N", "Ctrl+O", "F1", "F10"}


def test_asking_for_the_sample_while_it_is_open_shows_it(empty_window, qtbot) -> None:
    window = empty_window
    window.begin(None)
    qtbot.keyClicks(window.start.name, "MH")
    window.start.sample.click()
    until_page(window, qtbot)
    session = window.session
    window.messages.clear()
    window.acts.run("sample")
    qtbot.waitUntil(lambda: window.messages.words != "")
    assert window.session is session
    assert "marks of “sample”" in window.messages.words
    session.look_at(None)
    window.messages.clear()
    window.acts.run("sample")
    assert window.messages.words == "“Sample” is open in this window."
    assert session.view.hasFocus()


def test_asking_for_the_sample_that_another_window_has_lets_that_one_come(
    empty_window, qtbot
) -> None:
    first = empty_window
    first.begin(None)
    qtbot.keyClicks(first.start.name, "MH")
    first.start.sample.click()
    until_page(first, qtbot)
    qtbot.waitUntil(lambda: first._instance is not None)
    came = []
    first._instance.rung.connect(lambda: came.append(1))
    second = MainWindow(first.settings)
    qtbot.addWidget(second)
    second.show()
    second.acts.run("sample")
    qtbot.waitUntil(lambda: came == [1])
    assert second.messages.words == "“Sample” is open in the window in front."
    second.close()


def test_on_the_start_page_the_key_sheet_has_its_keys_alone(window) -> None:
    window.begin(None)
    window.acts.run("help")
    sheet = QApplication.activeModalWidget()
    shown = keys_shown(sheet)
    keys = {key for line in shown for key in line.split(" · ")}
    assert {"Ctrl+N", "Ctrl+O", "F1", "F10"} <= keys
    assert not {"S", "L", "Ctrl+Z", "Ctrl+F"} & keys
    assert shown["Enter"] == "Open the sample (in the name)"
    sheet.close()


def test_the_start_page_has_one_size_whatever_size_articles_have(window) -> None:
    window.begin(None)
    QApplication.processEvents()
    before = window.start.grab().toImage()
    window.preferences.set_text_size(200)
    window.messages.close_message()
    QApplication.processEvents()
    assert window.start.grab().toImage() == before
    assert faults(window) == []
