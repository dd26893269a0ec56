"""Things stay where they are: the last word, furniture, what is dropped; keys in vain say so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.conftest import Driver
from tests.ui.importing import came_in, preview_of, take_in

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
SCRAPED = (
    "Home\n\nPolitics\n\nSport\n\nThe Headline Of It All\n\n"
    + "\n\n".join(f"Paragraph {n} says that the ferry will sail again in April." for n in range(40))
    + "\n\nShare this article\n\nLeave a Reply\n\nBack to top button\n"
)


def folded_at(driver, *paragraphs: str) -> None:
    """Make some paragraphs furniture."""
    for words in paragraphs:
        driver.caret_at(words)
        driver.press("b")
        popup = driver.session.reading.popup
        row = next(n for n, one in enumerate(popup.choices()) if "boilerplate" in str(one.value))
        popup._pick(row)
    driver.saved()


@pytest.fixture
def scraped(open_text) -> Driver:
    """An article with furniture above and below."""
    driver = open_text(SCRAPED)
    layout = driver.session.view.page_layout
    if not layout.content.closed_folds:
        folded_at(driver, "Leave a Reply", "Back to top", "Share this")
    assert driver.session.view.page_layout.content.closed_folds
    return driver


def test_ctrl_end_stops_at_the_last_word_shown(scraped) -> None:
    scraped.press("Ctrl+End")
    caret = scraped.session.view.caret()
    hidden = scraped.session.handlers.navigation.folded()
    last = max(hidden, key=lambda one: one.start)
    assert last.end >= len(scraped.page.text.rstrip())  # the end is furniture here
    assert scraped.page.text[:caret].endswith("sail again in April.")
    scraped.press("Ctrl+Home", "Ctrl+Shift+End")
    assert scraped.session.view.selection().end == caret


def test_ctrl_end_leaves_out_empty_lines_at_the_end(open_text) -> None:
    driver = open_text("Title\n\nThe last words.\n\n\n   \n")
    driver.press("Ctrl+End")
    assert driver.page.text[: driver.session.view.caret()].endswith("The last words.")


# --- furniture ----------------------------------------------------------------------------------


def line_of(driver) -> tuple[str, int]:
    """The first line of furniture in view: a region of it and where it is seen."""
    view = driver.session.view
    top = view.verticalScrollBar().value()
    for place in view.page_layout.banners(top, top + view.viewport().height()):
        if place.fold is not None and 0 <= place.top - top < view.viewport().height() - 20:
            return place.fold.region_ids[0], round(place.top - top)
    raise AssertionError("no furniture in view")


@pytest.mark.parametrize("at_end", [False, True])
def test_furniture_opens_and_folds_at_the_same_place(scraped, at_end: bool) -> None:
    view = scraped.session.view
    bar = view.verticalScrollBar()
    view.page_layout.lay_out_all()
    if at_end:
        scraped.press("Ctrl+End")
        bar.setValue(bar.maximum())
    else:
        bar.setValue(0)
    try:
        region, y = line_of(scraped)
    except AssertionError:
        pytest.fail("the furniture is out of view")
    for is_open in (True, False, True, False):
        QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(view.width() // 2, y + 12))
        fold = view.page_layout.content.fold_of(region)
        assert view.page_layout.content.is_open(fold) is is_open
        assert abs(view.page_layout.fold_top(region) - bar.value() - y) <= 1


def test_furniture_folds_while_one_reads_in_it_and_its_line_is_seen(open_text) -> None:
    driver = open_text(
        "Title\n\nBody of it.\n\n"
        + "\n\n".join(f"Furniture line {n}." for n in range(80))
        + "\n\nThe end of the body is here.\n"
    )
    driver.select("Furniture line 0.")
    start, end = driver.place("Furniture line 0.").start, driver.place("Furniture line 79.").end
    driver.session.view.set_caret(end, start)
    driver.press("b")
    popup = driver.session.reading.popup
    row = next(n for n, one in enumerate(popup.choices()) if "boilerplate" in str(one.value))
    popup._pick(row)
    driver.saved()
    view = driver.session.view
    driver.window.acts.run("unfold")
    view.page_layout.lay_out_all()
    view.verticalScrollBar().setValue(1200)
    driver.window.acts.run("unfold")
    region, y = line_of(driver)
    assert region
    assert 0 <= y < view.viewport().height()


# --- drops --------------------------------------------------------------------------------------


def drag_of(paths=(), text: str = "") -> QMimeData:
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    if text:
        data.setText(text)
    return data


def drop(widget, data: QMimeData, actions, proposed_with=NONE) -> tuple[QDropEvent, bool]:
    """Drag onto a widget and let go; give the drop and whether the move was accepted."""
    at = QPoint(widget.width() // 2, widget.height() // 2)
    enter = QDragEnterEvent(at, actions, data, LEFT, proposed_with)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return QDropEvent(QPointF(at), actions, data, LEFT, proposed_with), False
    move = QDragMoveEvent(at, actions, data, LEFT, proposed_with)
    QApplication.sendEvent(widget, move)
    assert move.dropAction() == COPY
    event = QDropEvent(QPointF(at), actions, data, LEFT, proposed_with)
    QApplication.sendEvent(widget, event)
    return event, True


def test_a_drop_on_the_page_is_a_copy_whatever_is_proposed(driver, tmp_path) -> None:
    path = tmp_path / "new.txt"
    path.write_text("Another one\n\nWith words.\n", encoding="utf-8")
    event, taken = drop(
        driver.session.view.viewport(), drag_of([path]), COPY | MOVE,
        Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    assert taken
    assert event.dropAction() == COPY
    take_in(driver)
    driver.wait(lambda: "Another one" in driver.page.text)
    assert path.exists()


def test_what_can_only_be_moved_is_not_taken(driver, window, tmp_path) -> None:
    data = drag_of(text="Words that would be cut out elsewhere.")
    assert drop(driver.session.view.viewport(), data, MOVE)[1] is False
    assert drop(window.start, data, MOVE)[1] is False


def test_a_second_drop_on_the_start_page_waits_for_the_first(
    window, qtbot, tmp_path, monkeypatch
) -> None:
    asked: list[str] = []

    def choose(*args, **_named):
        asked.append(args[2])
        return str(tmp_path / "made.annotator"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.show_start()
    paths = []
    for n in range(2):
        paths.append(tmp_path / f"drop{n}.txt")
        paths[n].write_text(f"Title {n}\n\nWords of number {n}.\n", encoding="utf-8")
    first, _ = drop(window.start, drag_of(paths[:1]), COPY | MOVE)
    second, _ = drop(window.start, drag_of(paths[1:]), COPY | MOVE)
    assert first.dropAction() == second.dropAction() == COPY
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None)
    take_in(driver)
    take_in(driver)
    came_in(driver, 2)
    assert len(asked) == 1


def test_a_drop_after_one_that_was_given_up_is_asked_for_itself(
    window, qtbot, tmp_path, monkeypatch
) -> None:
    answers = iter(["", str(tmp_path / "made.annotator")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_n: (next(answers), ""))
    window.show_start()
    for n in range(2):
        path = tmp_path / f"drop{n}.txt"
        path.write_text(f"Title {n}\n\nWords of number {n}.\n", encoding="utf-8")
        window.start.files_dropped.emit((path,))
    driver = Driver(window, qtbot)
    take_in(driver)
    driver.wait(lambda: window.session.view.page is not None)
    assert "Words of number 1" in driver.page.text


# --- keys during an import, in two windows ------------------------------------------------------


def test_keys_pressed_while_texts_are_looked_at_change_nothing_on_the_page(
    driver, tmp_path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(60):
        words = f"Title {n}\n\n" + f"The minister of place {n} said that it was so. " * 40
        (folder / f"{n}.txt").write_text(words, encoding="utf-8")
    article = driver.page.article.id
    driver.window.take_paths((folder,))
    driver.mark("Kabul", "e")
    driver.press("3")
    driver.wait(lambda: driver.session.over.sheet is not None)
    driver.press("c", "e", "Delete", "Ctrl+s", "n")
    preview_of(driver)
    driver.press("c", "e", "Delete", "n")
    assert driver.texts() == ["Kabul"]
    driver.press("Esc")
    assert driver.page.article.id == article
    assert driver.session.view.hasFocus()
    assert driver.session.project.reader.n_articles() == 1
    assert driver.on_disk() == driver.page


def test_keys_in_a_window_that_only_reads_change_nothing_and_say_why(driver, qtbot) -> None:
    from annotator.ui.window import MainWindow

    driver.mark("Kabul", "e")
    driver.saved()
    other = MainWindow(driver.window.settings)
    qtbot.addWidget(other)
    other.show()
    other.projects.open_path(driver.session.project.path, read_only=True)
    second = Driver(other, qtbot)
    second.wait(lambda: other.session is not None and other.session.view.page is not None)
    other.activateWindow()
    other.session.reading.focus()
    second.caret_at("minister")
    QTest.keyClick(other.session.view, Qt.Key.Key_E)
    assert second.texts() == ["Kabul"]
    assert other.messages.words
    other.messages.close_message()
    other.acts.run("undo")
    assert "read only" in other.messages.words or other.messages.words
    assert driver.texts() == ["Kabul"]
    other.close()


# --- what is pressed in vain --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("j", "“J” does nothing here"),
        ("Ctrl+c", "No words are selected"),
        ("Shift+Space", "Nothing was widened"),
        ("n", "no further span"),
        ("o", "no span at this place"),
        ("t", "No span is selected"),
        ("a", "No span is selected"),
        ("Ctrl+y", "nothing to redo"),
    ],
)
def test_a_key_pressed_in_vain_says_why(driver, key: str, said: str) -> None:
    driver.caret_at("minister")
    driver.press(key)
    driver.wait(lambda: said in driver.window.messages.words)


def test_a_caret_at_an_end_says_nothing(driver) -> None:
    driver.press("Ctrl+End", "Ctrl+End", "Right", "Down", "PgDown")
    driver.press("Ctrl+Home", "Left", "Up")
    assert driver.window.messages.words == ""


def test_space_at_its_widest_and_an_edge_at_its_last_place_say_so(driver) -> None:
    driver.caret_at("minister")
    for _ in range(9):
        driver.press("Space")
    assert "the paragraph" in driver.window.messages.words
    driver.mark("Dar", "s")
    driver.window.messages.close_message()
    driver.press("t", "t", "Left")
    assert "cannot go further" in driver.window.messages.words
    driver.press("j")
    assert "An edge is held" in driver.window.messages.words


def test_a_key_of_the_window_that_needs_what_is_not_there_says_so(window, qtbot) -> None:
    window.show_start()
    for act, said in (("undo", "No project is open"), ("find", "No project is open")):
        window.acts.run(act)
        assert said in window.messages.words


def test_a_click_on_a_grey_button_says_why(driver) -> None:
    from tests.ui.entries import act_button

    driver.caret_at("minister")
    button = act_button(driver.window.top, "actor")
    driver.wait(lambda: not button.isEnabled())
    at = button.mapTo(driver.window, button.rect().center())
    QTest.mouseClick(driver.window.windowHandle(), LEFT, NONE, at)
    assert "No span is selected" in driver.window.messages.words
    assert driver.session.view.hasFocus()
