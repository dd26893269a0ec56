"""What somebody who doubts the window found in it: each of these went wrong once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea

from annotator.model.article import RegionType
from annotator.project import Project
from annotator.project.acts.mark import plan_mark
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import key_cap_width
from tests.ui.entries import words

if TYPE_CHECKING:
    from annotator.errors import AnnotatorError
    from annotator.model.changes import Step

FURNISHED = """NewsPoliticsRegionSlideshow

Dar: Ties Were Cut

The minister said that formal ties had been cut. “We will not wait,” said Dar in Kabul.

Talks with the Taliban go on, and the ministry has no word on when they are to end.

Leave a Reply

Back to top button
"""


def furniture(driver) -> list:
    return [one for one in driver.page.regions if one.type is RegionType.BOILERPLATE]


def test_one_key_makes_the_nearest_folded_line_text_again_and_undo_folds_it(open_text) -> None:
    driver = open_text(FURNISHED)
    before = furniture(driver)
    assert before[0].at.start == 0
    driver.caret_at("The minister")
    driver.press("Shift+b")
    assert 0 not in [one.at.start for one in furniture(driver)]
    assert len(furniture(driver)) < len(before)
    assert driver.on_disk() == driver.page
    assert driver.step_names()[0] == "restore-region"
    driver.press("Ctrl+z")
    driver.wait(lambda: furniture(driver) == before)


def test_the_key_takes_the_folded_line_below_when_that_is_nearer(open_text) -> None:
    driver = open_text(FURNISHED)
    driver.caret_at("no word on")
    driver.press("Shift+b")
    assert [one.at.start for one in furniture(driver)] == [0]


def test_one_click_on_the_key_of_the_folded_line_restores_it(open_text) -> None:
    driver = open_text(FURNISHED)
    view = driver.session.view
    fold = next(one for one in view.page_layout.banners(0, 200) if one.fold is not None)
    cap = key_cap_width(view.theme, view.keys["region"])
    right = view.width() - 63
    at = QPoint(int(right - cap / 2), int(fold.top + 8))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert 0 not in [one.at.start for one in furniture(driver)]


def test_the_list_of_b_frames_what_the_paragraph_is_now(driver) -> None:
    driver.caret_at("The minister")
    driver.press("b")
    popup = driver.session.reading.popup
    assert popup.list.currentItem().text() == "body text"


@pytest.mark.parametrize("width", [820, 900, 1000, 1200, 1400])
def test_no_button_of_the_bar_is_cut_in_a_narrow_window(driver, width: int) -> None:
    driver.window.resize(width, 600)
    QTest.qWait(0)
    shown = [one for one in driver.window.top.findChildren(QPushButton) if one.isVisible()]
    shown += [one for one in driver.window.top.buttons if one.isVisible()]
    cut = [one.act for one in shown if one.width() < one.sizeHint().width()]
    assert not cut


def test_a_new_scheme_in_a_narrow_window_cuts_no_button(driver) -> None:
    driver.window.resize(900, 600)
    QTest.qWait(0)
    driver.window.top.fill()
    QTest.qWait(0)
    cut = [
        one.act
        for one in driver.window.top.buttons
        if one.isVisible() and one.width() < one.sizeHint().width()
    ]
    assert not cut


def test_the_inspector_lies_beside_the_page_in_a_narrow_window(driver) -> None:
    driver.window.resize(900, 600)
    driver.mark("Kabul", "e")
    driver.window.acts.run("inspector")
    QTest.qWait(0)
    area = driver.session.workspace.area
    inspector = driver.session.workspace.inspector
    assert area.geometry().right() < inspector.geometry().left()
    area = inspector.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()


def test_no_line_leads_to_a_card_that_is_not_beside_the_page(driver) -> None:
    driver.mark("not wait", "c")
    view = driver.session.view
    assert view._painter.leader is not None
    driver.window.preferences.set_text_size(200)
    driver.window.resize(900, 600)
    QTest.qWait(0)
    assert view._painter.leader is None


def test_a_project_opened_to_read_says_so(window, driver, qtbot) -> None:
    path = driver.session.project.path
    window.close_project()
    window.projects.open_path(path, read_only=True)
    qtbot.waitUntil(lambda: window.session is not None)
    assert "to read" in window.messages.words
    offers = [one.text() for one in window.messages.buttons]
    assert "Save a copy …" in offers


def test_a_mark_that_a_moved_file_did_not_take_is_not_shown(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    path = driver.session.project.path
    path.rename(path.with_suffix(".moved"))
    driver.select("Taliban")
    driver.press("e")  # refused at once, or when the disk has answered
    driver.wait(lambda: "renamed" in driver.window.messages.words)
    driver.wait(lambda: driver.texts() == ["Kabul"])
    assert [one.text() for one in driver.session.view.page.spans()] == ["Kabul"]
    path.with_suffix(".moved").rename(path)
    driver.session.keeping.look()

    def is_taken() -> bool:
        """Refused, at once or by the disk, as long as it was not seen that the file is back."""
        if driver.texts() == ["Kabul"] and driver.session.bridge.n_waiting == 0:
            driver.select("Taliban")
            driver.press("e")
        # What the disk says comes first: while it is asked, the mark may be taken off the page.
        return driver.on_disk() == driver.page and "Taliban" in driver.texts()

    driver.wait(is_taken)
    assert driver.texts() == ["Kabul", "Taliban"]


def test_what_a_moved_file_did_not_take_is_named_also_when_the_window_looked_meanwhile(
    driver,
) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    driver.session.keeping._watch.stop()  # what it says by itself may come before or behind
    project, path = driver.session.project.open_project, driver.session.project.path
    path.rename(path.with_suffix(".moved"))
    told: list[tuple[AnnotatorError, tuple[Step, ...]]] = []
    driver.session.bridge.lost.connect(lambda error, steps: told.append((error, steps)))
    project.look()  # as when the window gets the keyboard; its answer names no step
    at = driver.place("Taliban")
    driver.session.bridge.act(lambda context, page: plan_mark(context, page, "entity", (at,)))
    project.drain()  # both answers are there before the window hears of the first
    driver.wait(lambda: driver.texts() == ["Kabul"])
    driver.wait(lambda: not driver.session.bridge.n_waiting and bool(told))
    assert "Not saved" in driver.window.messages.words
    assert [[step.act for step in steps] for _error, steps in told] == [["mark"]]
    driver.window.messages.tell(told[0][0])  # as a list does that cannot be read either
    assert "Not saved" in driver.window.messages.words
    path.with_suffix(".moved").rename(path)


def test_an_import_that_is_taken_back_and_done_again_is_shown_again(driver) -> None:
    driver.press("Ctrl+z")
    driver.wait(lambda: "articles" in driver.window.messages.words)  # it asks once
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.session.bridge.page is None)
    driver.wait(lambda: "no article yet" in driver.session.workspace.empty.words)
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: driver.session.view.page is not None)
    driver.wait(lambda: not driver.session.workspace.empty.words)


def test_a_copy_is_a_project_with_all_that_is_saved(driver, tmp_path, monkeypatch) -> None:
    driver.mark("Kabul", "e")
    to = tmp_path / "copy"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(to), ""))
    driver.window.acts.run("save-copy")
    driver.wait(lambda: "is a copy" in driver.window.messages.words)
    with Project.open(
        tmp_path / "copy.annotator", coder=driver.window.settings.coder(), read_only=True
    ) as copy:
        (article_id,) = copy.reader.article_ids()
        assert [one.text() for one in copy.page(article_id).spans()] == ["Kabul"]
    shutil.rmtree(tmp_path / "copy.annotator", ignore_errors=True)


def test_words_are_found_in_a_very_long_article_beside_the_window(open_text) -> None:
    driver = open_text("Title\n\n" + "The harbour is open. " * 3000 + "\n\nThe end is near.\n")
    driver.press("Ctrl+f")
    driver.type("end is near")
    bar = driver.session.handlers.finding.bar
    driver.wait(lambda: words(bar, "count") == "1 of 1")
    selected = driver.session.view.selection()
    assert selected.of(driver.page.text) == "end is near"


def test_f6_into_the_actors_stands_on_one(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a")
    driver.type("Dar")
    driver.press("Enter", "1")
    pane = driver.session.workspace.actors
    driver.wait(lambda: pane.model.rowCount() == 1)
    pane.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert pane.list.currentIndex().row() == 0


def test_the_places_of_p_show_the_words_and_scroll_in_one_way_only(driver) -> None:
    driver.mark("Taliban", "e")
    driver.press("p")
    popup = driver.session.reading.popup
    assert popup.list.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    picture = popup.list.viewport().grab().toImage()
    row = popup.list.visualItemRect(popup.list.item(0))
    ink = theme.colour("ink")
    bold = [
        x
        for x in range(row.left() + 30, row.right())
        if any(picture.pixelColor(x, y) == ink for y in range(row.top(), row.bottom()))
    ]
    start = row.left() + 30 + int((row.width() - 38) * 0.42)
    assert start <= bold[0] <= start + 3  # the words stand in one column, whatever is before them
    assert bold[-1] - bold[0] < 80


def test_the_hint_in_an_empty_field_can_be_read(driver) -> None:
    search = driver.session.workspace.articles.search
    search.ensurePolished()
    shown = search.palette().color(QPalette.ColorRole.PlaceholderText)
    assert shown == theme.colour("ink3")


def test_an_article_that_was_taken_back_while_it_is_read_anew_is_told_by_nobody(driver) -> None:
    bridge, told = driver.session.bridge, []
    bridge.lost.connect(lambda error, _steps: told.append(error))
    while [*driver.session.project.articles()]:
        driver.session.project.undo()
    bridge._reread()  # as after a large step that touched it, a moment ago
    driver.wait(lambda: not bridge._is_rereading and bridge.page is None)
    assert told == []
