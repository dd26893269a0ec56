"""The inspector: everything about the current span, each change one step."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from annotator.settings import load
from annotator.ui.basics.labels import shown_time


@pytest.fixture
def inspector(driver):
    driver.window.acts.run("inspector")
    panel = driver.session.workspace.inspector
    assert panel is not None
    assert panel.isVisible()
    return panel


def box(panel, name: str) -> QComboBox:
    return next(one for one in panel.findChildren(QComboBox) if one.accessibleName() == name)


def button(panel, words: str) -> QAbstractButton:
    return next(one for one in panel.findChildren(QAbstractButton) if words in one.text())


def pick(found: QComboBox, value: str) -> None:
    index = found.findData(value)
    found.setCurrentIndex(index)
    found.activated.emit(index)


def test_it_shows_the_current_span_and_changes_its_values(driver, inspector) -> None:
    driver.mark("Kabul", "e")
    pick(box(inspector, "kind"), "place")
    assert driver.spans("entity")[0].attributes == {"kind": "place"}
    assert driver.on_disk() == driver.page
    assert box(inspector, "kind").currentData() == "place"


def test_a_value_can_be_taken_away_again(driver, inspector) -> None:
    driver.mark("Kabul", "e")
    driver.press("3")
    found = box(inspector, "kind")
    found.setCurrentIndex(0)
    found.activated.emit(0)
    assert driver.spans("entity")[0].attributes == {}


def test_the_type_can_be_changed(driver, inspector) -> None:
    driver.mark("Dar", "e", n=2)
    pick(box(inspector, "Type"), "speaker")
    assert driver.texts("speaker") == ["Dar"]
    assert driver.texts("entity") == []


def test_a_link_can_be_followed_and_removed(driver, inspector) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    assert button(inspector, "said by: Dar")
    removing = [one for one in inspector.findChildren(QAbstractButton) if one.text() == "Remove"]
    removing[0].click()
    assert len(list(driver.page.links())) == 1
    button(inspector, ": ").click()
    assert driver.session.reading.span.type in ("speaker", "cue")


def test_leaving_the_note_makes_it_one_step(driver, inspector) -> None:
    span = driver.mark("Kabul", "e")
    inspector.note.setFocus()
    driver.type("which Kabul?")
    driver.press("Esc")
    assert [note.text for note in driver.page.notes(span.id)] == ["which Kabul?"]
    assert driver.step_names()[:2] == ["set-note", "mark"]


def test_going_to_another_span_keeps_the_note_of_the_one_before(driver, inspector) -> None:
    first = driver.mark("Kabul", "e")
    second = driver.mark("Taliban", "e")
    inspector.note.setPlainText("about the second")
    driver.session.reading.make_current(first.id)
    assert [note.text for note in driver.page.notes(second.id)] == ["about the second"]


def test_hiding_it_is_remembered(driver, inspector) -> None:
    assert load().inspector_open
    driver.window.acts.run("inspector")
    assert not inspector.isVisible()
    assert not load().inspector_open


def test_without_a_span_it_says_how_to_get_one(driver, inspector) -> None:
    driver.session.reading.make_current(None)
    words = [one.text() for one in inspector.findChildren(QAbstractButton)]
    assert words == ["Note on the article"]


def test_a_note_that_is_being_typed_is_kept_when_another_article_is_opened(open_text) -> None:
    driver = open_text("One\n\nKabul.\n", "Two\n\nHerat.\n")
    driver.window.acts.run("inspector")
    span = driver.mark("Kabul", "e")
    first = driver.page.article.id
    driver.session.workspace.inspector.note.setPlainText("the city")
    driver.session.next_article()
    driver.wait(lambda: driver.page.article.id != first)
    driver.saved()
    page = driver.session.project.page(first)
    assert [note.text for note in page.notes(span.id)] == ["the city"]


def test_a_note_that_is_being_typed_is_kept_when_the_window_is_closed(driver) -> None:
    from annotator.project import Project

    span = driver.mark("Kabul", "e")
    driver.press("m")
    driver.type("the city")
    path, article_id = driver.session.project.path, driver.page.article.id
    driver.window.close()
    with Project.open(path, coder=driver.window.settings.coder()) as project:
        notes = project.page(article_id).notes(span.id)
        assert [note.text for note in notes] == ["the city"]


def test_without_a_span_it_says_which_file_the_article_came_from(driver, inspector) -> None:
    driver.press("Esc")
    driver.wait(lambda: any("came from" in one.text() for one in inspector.findChildren(QLabel)))
    words = [one.text() for one in inspector.findChildren(QLabel)]
    assert f"The article came from {driver.page.article.source}." in words


@pytest.fixture
def ahead(monkeypatch):
    """A clock four and a half hours ahead of UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "XYZ-04:30")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("ahead")
def test_times_are_those_of_the_clock_of_this_computer(driver, inspector) -> None:
    from annotator.ui.dialogs.steps import StepsDialog

    driver.mark("Kabul", "e")
    driver.saved()
    now = datetime.now().astimezone()
    driver.press("Ctrl+Shift+Y")
    driver.wait(lambda: bool(driver.window.findChildren(StepsDialog)))
    (dialog,) = driver.window.findChildren(StepsDialog)
    in_inspector = next(
        one.text() for one in inspector.findChildren(QLabel) if one.text().startswith("A · ")
    )
    item = dialog.list.topLevelItem(0)
    assert item.text(0) in {f"{now - timedelta(minutes=n):%H:%M}" for n in range(-1, 3)}
    for shown in (item.toolTip(0), in_inspector.removeprefix("A · ")):
        marked = datetime.strptime(f"{shown} +0430", "%Y-%m-%d %H:%M:%S %z")
        assert abs(now - marked) < timedelta(minutes=2)
    dialog.close()
    assert shown_time("2026-11-27T23:00:48Z") == "2026-11-28 03:30:48"
    assert shown_time("no time") == "no time"
