"""The sheet Actors: all are searched, one is shown with its passages; by keys, by mouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.layer import Coder, Layer, LayerKind
from annotator.model.span import Owner
from annotator.project import Project
from annotator.ui.actors.sheet import ActorsSheet
from annotator.ui.popups.fields import NotePopup
from tests import builders
from tests.ui.conftest import Driver

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow

B = Coder("01a2b3c4-0000-7000-8000-00000000000b", "B")
TEXT = "Talks {n}\n\nNothing was new. “We will not wait,” said Dar in Kabul. Rain fell.\n"
LEFT = Qt.MouseButton.LeftButton


def mark(project: Project, article: int, words: str, kind: str, actor: str | None = None) -> str:
    start = TEXT.format(n=article).index(words)
    at = (start, start + len(words))
    return project.mark(str(article), kind, at, actor=actor).id


@pytest.fixture
def path(window: MainWindow, tmp_path: Path) -> Path:
    """A project in which B and A have marked who speaks, and where."""
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=B) as project:
        articles = [
            builders.article(TEXT.format(n=n), title=f"Talks {n}", number=n) for n in (1, 2, 3)
        ]
        project.open_project.apply(builders.adding(*articles, act="import"))
        project.actor("Ishaq Dar", "person", ["Dar"])
        project.actor("Kabul", "place")
        mark(project, 3, "Dar", "speaker", "Ishaq Dar")
    with Project.open(path, coder=window.settings.coder()) as project:
        for n in (1, 2):
            speaker = mark(project, n, "Dar", "speaker", "Ishaq Dar")
            if n == 1:
                claim = mark(project, n, "“We will not wait,”", "claim")
                project.link(claim, "said_by", speaker)
        mark(project, 2, "Kabul", "entity", "Kabul")
    return path


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, path: Path) -> Driver:
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    show(driver)
    return driver


def show(driver: Driver) -> None:
    driver.window.acts.run("actors")
    driver.wait(lambda: isinstance(driver.session.over.sheet, ActorsSheet))
    driver.wait(lambda: bool(named(driver)))


def sheet_of(driver: Driver) -> ActorsSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, ActorsSheet)
    return sheet


def names(driver: Driver) -> list[str]:
    actors, _ = sheet_of(driver).pane.model.shown
    return [one.name for one in actors]


def named(driver: Driver) -> list[tuple[str, str, str]]:
    """Give the passages that are listed: in which article, on whose layer, how."""
    rows = sheet_of(driver).passages.list.rows
    found = [rows.passage(n) for n in range(rows.rowCount())]
    return [(one.title, one.layer, one.role) for one in found if one is not None]


def sentences(driver: Driver) -> list[str]:
    rows = sheet_of(driver).passages.list.rows
    found = [rows.passage(n) for n in range(rows.rowCount())]
    return ["".join(one.sentence or ()) for one in found if one is not None]


def test_all_actors_are_listed_and_the_first_one_is_shown_with_its_passages(opened: Driver) -> None:
    sheet = sheet_of(opened)
    assert names(opened) == ["Ishaq Dar", "Kabul"]
    assert sheet.fields.name.text() == "Ishaq Dar"
    assert named(opened) == [
        ("Talks 1", "A", "said"), ("Talks 2", "A", "named"), ("Talks 3", "B", "named"),
    ]  # fmt: skip
    assert sheet.facts.text() == "said 1 · named 3 · in 3 articles"
    opened.wait(lambda: all(sentences(opened)))
    assert sentences(opened) == ["“We will not wait,” said Dar in Kabul."] * 3


def test_typing_searches_all_names_folded_and_the_arrows_go_through(
    opened: Driver,
) -> None:
    sheet = sheet_of(opened)
    assert sheet.pane.search.hasFocus()
    opened.type("DAR")
    assert names(opened) == ["Ishaq Dar"]
    sheet.pane.search.clear()
    assert names(opened) == ["Ishaq Dar", "Kabul"]
    opened.press("Down")
    opened.wait(lambda: named(opened) == [("Talks 2", "A", "named")])
    assert sheet.fields.name.text() == "Kabul"
    assert sheet.pane.search.hasFocus()


def test_enter_leads_to_a_passage_and_esc_back_to_the_same_row(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Enter")
    assert sheet.passages.list.hasFocus()
    opened.press("Down", "Down")
    assert sheet.passages.list.passage.layer == "B"
    opened.press("Enter")
    opened.wait(lambda: opened.session.over.sheet is None)
    opened.wait(lambda: opened.page.article.number == 3)
    opened.wait(lambda: opened.session.view.selection() is not None)
    assert opened.session.view.selection().of(opened.page.text) == "Dar"
    assert opened.session.bridge.shown_layer.name == "B"
    opened.press("Esc")
    opened.wait(lambda: isinstance(opened.session.over.sheet, ActorsSheet))
    opened.wait(lambda: bool(named(opened)))
    assert sheet_of(opened).passages.list.hasFocus()
    assert sheet_of(opened).passages.list.passage.title == "Talks 3"
    assert opened.session.bridge.looked_at is None
    opened.press("Esc")
    assert opened.session.over.sheet is None


def test_alt_and_the_arrows_step_through_the_passages_from_the_field(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Alt+Down")
    assert sheet.passages.list.passage.title == "Talks 2"
    opened.press("Alt+Down", "Alt+Down", "Alt+Up")
    assert sheet.passages.list.passage.title == "Talks 2"
    assert sheet.pane.search.hasFocus()


def test_passages_of_one_layer_alone_or_only_what_was_said(opened: Driver) -> None:
    sheet = sheet_of(opened)
    layers = {one.name: one.id for one in opened.session.project.layers()}
    n = sheet.pane.layer.findData(layers["B"])
    sheet.pane.layer.setCurrentIndex(n)
    sheet.pane.layer.activated.emit(n)
    opened.wait(lambda: named(opened) == [("Talks 3", "B", "named")])
    assert sheet.facts.text() == "said 0 · named 1 · in 1 article"
    sheet.pane.layer.setCurrentIndex(0)
    sheet.pane.layer.activated.emit(0)
    opened.wait(lambda: len(named(opened)) == 3)
    sheet.passages.role.setCurrentIndex(1)
    assert named(opened) == [("Talks 1", "A", "said")]


def test_what_is_suggested_is_no_mark_of_anybody_until_its_layer_is_chosen(
    window: MainWindow, qtbot: QtBot, path: Path
) -> None:
    machine = Layer("01a2b3c4-0000-7000-8000-0000000000ff", LayerKind.SUGGESTER, "rules")
    with Project.open(path, coder=B) as project:
        (dar,) = (one for one in project.actors() if one.name == "Ishaq Dar")
        article = next(iter(project.articles()))
        article = project.page(article.id).article
        guess = builders.span(article, "speaker", "Dar", actor_id=dar.id, layer_id=machine.id)
        project.open_project.apply(builders.adding(machine, guess))
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    show(driver)
    pane = sheet_of(driver).pane
    assert len(named(driver)) == 3
    assert pane._counts[dar.id] == (1, 3)
    pane.layer.setCurrentIndex(pane.layer.findData(machine.id))
    pane.layer.activated.emit(pane.layer.currentIndex())
    driver.wait(lambda: len(named(driver)) == 1)
    assert pane._counts[dar.id] == (0, 1)


def test_a_field_is_a_step_when_it_is_left_and_the_list_follows_undo_too(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("F2")
    opened.type("Mohammad Ishaq Dar")
    opened.press("Enter")
    opened.wait(lambda: names(opened) == ["Mohammad Ishaq Dar", "Kabul"])
    assert opened.step_names()[0] == "edit-actor"
    assert opened.session.over.sheet is sheet
    sheet.pane.search.setFocus()
    opened.press("Ctrl+z")
    opened.wait(lambda: names(opened) == ["Ishaq Dar", "Kabul"])
    assert sheet.fields.name.text() == "Ishaq Dar"


def test_a_name_that_nobody_has_makes_a_new_actor(opened: Driver) -> None:
    opened.type("Elin Marr")
    assert names(opened) == []
    opened.press("Enter")
    opened.wait(lambda: "Elin Marr" in names(opened))
    opened.wait(lambda: sheet_of(opened).fields.name.text() == "Elin Marr")
    assert sheet_of(opened).pane.search.text() == ""
    opened.press("Ctrl+z")
    opened.wait(lambda: "Elin Marr" not in names(opened))


def test_by_mouse_alone_an_actor_is_chosen_and_a_passage_opened(opened: Driver) -> None:
    sheet = sheet_of(opened)
    rows = sheet.pane.list
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(sheet.pane.model.index(1)).center())
    opened.wait(lambda: named(opened) == [("Talks 2", "A", "named")])
    QTest.mouseClick(sheet.main, LEFT)
    opened.wait(lambda: opened.session.over.sheet is None)
    opened.wait(lambda: opened.session.view.selection() is not None)
    assert opened.session.view.selection().of(opened.page.text) == "Kabul"


def test_a_question_on_an_actor_is_asked_from_the_sheet_by_key_and_by_button(
    opened: Driver,
) -> None:
    sheet = sheet_of(opened)
    opened.wait(lambda: bool(sheet.pane.actor_id))
    actor_id = sheet.pane.actor_id
    for words, is_by_key in (("Who is this?", True), ("A minister", False)):
        if is_by_key:
            sheet.ask.setFocus()
            opened.press("Space")
        else:
            QTest.mouseClick(sheet.ask, LEFT)
        opened.wait(lambda: bool(sheet.findChildren(NotePopup)))
        (box,) = sheet.findChildren(NotePopup)
        box.field.setPlainText(words)
        opened.press("Ctrl+Enter")
        opened.wait(lambda: not sheet.findChildren(NotePopup))
        opened.saved()
        project = opened.session.project
        (note,) = [one for one in project.reader.notes_beside() if one.owner_id == actor_id]
        assert (note.text, note.owner_kind) == (words, Owner.ACTOR)
