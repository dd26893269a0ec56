"""The list of notes and questions, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.span import Note, Owner
from annotator.project import Project
from annotator.project.asking.note_lines import NotesOf
from annotator.ui.notes.into_scheme import BesideDraftsForm
from annotator.ui.notes.sheet import NotesSheet
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.scheme.sheet import SchemeSheet
from tests import builders
from tests.ui.conftest import Driver
from tests.waiting import late_once

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.ui.scheme.drafts import Drafts
    from annotator.ui.window import MainWindow

B = Coder("01a2b3c4-0000-7000-8000-00000000000b", "B")
TEXT = "Talks {n}\n\nNothing was new. “We will not wait,” said Dar in Kabul.\n"
CLAIM = "“We will not wait,”"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def path(window: MainWindow, tmp_path: Path) -> Path:
    """A project in which B has asked, and A has written notes and flags."""
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=B) as project:
        articles = [
            builders.article(TEXT.format(n=n), title=f"Talks {n}", number=n) for n in (1, 2)
        ]
        project.open_project.apply(builders.adding(*articles, act="import"))
        start = TEXT.format(n=1).index(CLAIM)
        claim = project.mark(2, "claim", (start, start + len(CLAIM)))
        project.note(claim.id, "Is this direct?", question=True)
        project.note("scheme", "One or two claims?", question=True)
    with Project.open(path, coder=window.settings.coder()) as project:
        project.note("1", "a note of mine")
        project.note("2", later=True)
    return path


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, path: Path) -> Driver:
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    show(driver)
    return driver


def show(driver: Driver) -> None:
    driver.window.acts.run("notes")
    driver.wait(lambda: isinstance(driver.session.over.sheet, NotesSheet))
    driver.wait(lambda: sheet_of(driver).rows.rowCount() > 0)


def sheet_of(driver: Driver) -> NotesSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, NotesSheet)
    return sheet


def texts(driver: Driver) -> list[str]:
    return [one.note.text for one in sheet_of(driver).rows.lines]


def filtered(driver: Driver, want: Callable[[], bool]) -> list[str]:
    driver.wait(want)
    return texts(driver)


def test_all_notes_are_one_list_with_who_and_what_they_are_about(opened: Driver) -> None:
    sheet = sheet_of(opened)
    assert texts(opened) == ["a note of mine", "Is this direct?", "", "One or two claims?"]
    said = [str(sheet.rows.index(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(4)]
    assert "the article" in said[0]
    assert "question" in said[1]
    assert CLAIM in said[1]
    assert "B ·" in said[1].replace("\u2069", "")
    assert "come back" in said[2]
    assert "the scheme" in said[3]
    assert "2 questions without an answer" in sheet.facts.text()


def test_filters_show_what_is_open_mine_to_come_back_or_typed(opened: Driver) -> None:
    sheet = sheet_of(opened)
    sheet.of.setCurrentIndex(sheet.of.findData(NotesOf.OPEN))
    assert filtered(opened, lambda: len(texts(opened)) == 2) == [
        "Is this direct?", "One or two claims?"
    ]  # fmt: skip
    sheet.of.setCurrentIndex(sheet.of.findData(NotesOf.LATER))
    assert filtered(opened, lambda: len(texts(opened)) == 1) == [""]
    sheet.of.setCurrentIndex(0)
    sheet.by.setCurrentIndex(1)
    assert filtered(opened, lambda: len(texts(opened)) == 2) == ["a note of mine", ""]
    sheet.by.setCurrentIndex(0)
    sheet.typed.setFocus()
    opened.type("will not")
    assert filtered(opened, lambda: len(texts(opened)) == 1) == ["Is this direct?"]


def test_a_question_is_answered_in_the_list_and_undone(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Down", "a")
    assert sheet.answer_field.hasFocus()
    opened.type("Yes, all of it.")
    opened.press("Enter")
    opened.wait(lambda: sheet.rows.lines[1].answers != ())
    assert sheet.list.hasFocus()
    opened.saved()
    (answer,) = [one.note for one in opened.session.project.notes() if one.note.answer_to]
    assert (answer.text, answer.by) == ("Yes, all of it.", opened.window.settings.coder().id)
    assert opened.session.over.sheet is sheet
    opened.press("Ctrl+z")
    opened.wait(lambda: sheet.rows.lines[1].answers == ())


def test_an_answer_stays_where_an_older_list_comes_late(opened: Driver, monkeypatch) -> None:
    sheet, go_on, project = sheet_of(opened), Event(), opened.session.project
    monkeypatch.setattr(project, "notes", late_once(project.notes, go_on))
    sheet._read()
    opened.press("Down", "a")
    opened.type("Yes, all of it.")
    opened.press("Enter")
    opened.wait(lambda: sheet.rows.lines[1].answers != ())
    go_on.set()
    opened.wait(lambda: not opened.window.jobs._running)
    assert sheet.rows.lines[1].answers != ()


@pytest.mark.parametrize("left", ["another line", "its button", "close"])
def test_an_answer_that_is_typed_and_left_is_kept(opened: Driver, left: str) -> None:
    sheet = sheet_of(opened)
    opened.press("Down", "a")
    opened.type("All of it")
    match left:
        case "another line":
            rect = sheet.list.visualRect(sheet.rows.index(0))
            QTest.mouseClick(sheet.list.viewport(), LEFT, pos=rect.center())
        case "its button":
            QTest.mouseClick(sheet.answer_key, LEFT)
            assert sheet.list.hasFocus()
        case _:
            QTest.mouseClick(sheet._escape, LEFT)
            opened.wait(lambda: opened.session.over.sheet is None)
    opened.wait(lambda: bool(answers(opened)))
    opened.saved()
    assert answers(opened) == ["All of it"]
    opened.press("Ctrl+z")
    opened.wait(lambda: not answers(opened))


def test_what_comes_meanwhile_leaves_a_typed_answer_in_its_field(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Down", "a")
    opened.type("All")
    opened.press("Esc")
    sheet._read()
    opened.wait(lambda: not opened.window.jobs._running)
    assert sheet.answer_field.text() == "All"


def test_esc_in_the_answer_goes_back_to_the_list_and_then_out(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Down", "a", "Esc")
    assert sheet.list.hasFocus()
    opened.press("Esc")
    assert opened.session.over.sheet is None


def test_one_key_leads_to_the_place_and_esc_back_to_the_same_row(opened: Driver) -> None:
    opened.press("Down", "o")
    opened.wait(lambda: opened.session.over.sheet is None)
    opened.wait(lambda: opened.page.article.number == 2)
    opened.wait(lambda: opened.session.view.selection() is not None)
    assert opened.session.view.selection().of(opened.page.text) == CLAIM
    assert opened.session.bridge.shown_layer.name == "B"
    opened.press("Esc")
    opened.wait(lambda: isinstance(opened.session.over.sheet, NotesSheet))
    opened.wait(lambda: sheet_of(opened).line is not None)
    assert sheet_of(opened).line.note.text == "Is this direct?"
    assert opened.session.bridge.looked_at is None


def test_by_mouse_alone_a_flag_is_taken_off(opened: Driver) -> None:
    sheet = sheet_of(opened)
    place = sheet.list.visualRect(sheet.rows.index(2)).center()
    QTest.mouseClick(sheet.list.viewport(), LEFT, pos=place)
    QTest.mouseClick(sheet.later_key, LEFT)
    opened.wait(lambda: len(texts(opened)) == 3)
    opened.saved()
    assert not [one for one in opened.session.project.notes() if one.note.later]


def example(driver: Driver) -> str:
    value = driver.session.project.scheme.type("claim").attribute("directness").value("direct")
    return value.example


def answers(driver: Driver) -> list[str]:
    return [one.note.text for one in driver.session.project.notes() if one.note.answer_to]


def shown_words(driver: Driver) -> str:
    return " ".join(one.text() for one in sheet_of(driver).findChildren(QLabel))


def pick_example(driver: Driver) -> None:
    driver.type("claim.directness.direct")
    driver.press("Enter", "2")


def test_an_answer_becomes_an_example_of_the_scheme_in_the_same_act(opened: Driver) -> None:
    sheet, before = sheet_of(opened), example(opened)
    n = len(opened.session.project.steps())
    opened.press("Down", "a")
    opened.type("Marks around all of it")
    opened.press("Ctrl+Enter")
    pick_example(opened)
    opened.wait(lambda: "version 2" in sheet.verdict.text())
    assert example(opened) == f"“{CLAIM}” (Marks around all of it)"
    assert answers(opened) == ["Marks around all of it"]
    assert len(opened.session.project.steps()) == n + 1
    opened.wait(lambda: "stands in the scheme: claim · directness · direct" in shown_words(opened))
    opened.press("Ctrl+z")
    opened.wait(lambda: sheet.rows.lines[1].answers == ())
    assert (example(opened), answers(opened)) == (before, [])


def test_an_answer_that_was_given_becomes_an_example_by_mouse(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Down", "a")
    opened.type("Marks around all of it")
    opened.press("Enter")
    opened.wait(lambda: sheet.rows.lines[1].answers != ())
    QTest.mouseClick(sheet.scheme_key, LEFT)
    pick_example(opened)
    opened.wait(lambda: "version 2" in sheet.verdict.text())
    assert "Marks around all of it" in example(opened)
    assert answers(opened) == ["Marks around all of it"]


def test_esc_in_the_lists_leaves_the_answer_in_its_field_and_nothing_done(opened: Driver) -> None:
    sheet = sheet_of(opened)
    opened.press("Down", "a")
    opened.type("Not yet")
    opened.press("Ctrl+Enter", "Esc")
    assert sheet.answer_field.hasFocus()
    assert (sheet.answer_field.text(), answers(opened)) == ("Not yet", [])
    assert opened.session.project.scheme.version == 1


def drafted(driver: Driver) -> Drafts:
    """Draft a retired value in the sheet of the scheme, and come back to the notes."""
    driver.press("Esc")
    driver.window.acts.run("scheme")
    driver.wait(lambda: isinstance(driver.session.over.sheet, SchemeSheet))
    sheet = driver.session.over.sheet
    assert isinstance(sheet, SchemeSheet)
    sheet.drafts.add(SchemeEdit.of({"edit": "retire", "what": "cue.tone"}))
    driver.session.over.close()
    show(driver)
    return sheet.drafts


def asked_about_drafts(driver: Driver) -> QWidget:
    """Give the form that is asking: one that was left goes a moment later."""
    every = driver.window.findChildren(BesideDraftsForm)
    (form,) = [one for one in every if one.isVisible()]
    return form


def test_drafts_of_the_scheme_are_asked_about_and_stay_drafts_beside_the_answer(
    opened: Driver,
) -> None:
    drafts = drafted(opened)
    opened.press("Down", "a")
    opened.type("All of it")
    opened.press("Ctrl+Enter")
    pick_example(opened)
    assert answers(opened) == []
    QTest.keyClick(asked_about_drafts(opened), Qt.Key.Key_Escape)
    assert (answers(opened), opened.session.project.scheme.version) == ([], 1)
    opened.press("Ctrl+Enter")
    pick_example(opened)
    QTest.keyClick(asked_about_drafts(opened), Qt.Key.Key_Return)
    opened.wait(lambda: "version 2" in sheet_of(opened).verdict.text())
    assert answers(opened) == ["All of it"]
    assert [one.what for one in drafts.edits] == ["cue.tone"]
    assert drafts.base.version == 2
    tone = opened.session.project.scheme.type("cue").attribute("tone")
    assert not tone.retired


def test_ten_thousand_notes_are_scrolled(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    with Project.open(path, coder=B) as project:
        article = project.article_id("1")
        notes = [
            Note(f"n{n:05}", Owner.ARTICLE, article, f"note {n}", B.id, builders.NOW, n % 9 == 0)
            for n in range(10_000)
        ]
        project.open_project.apply(builders.adding(*notes, act="import"))
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    show(driver)
    sheet = sheet_of(driver)
    driver.wait(lambda: sheet.rows.rowCount() == 10_004)
    driver.press("End")
    assert sheet.line.note.text == "One or two claims?"
    driver.wait(
        lambda: (
            sheet.list.viewport().rect().contains(sheet.list.visualRect(sheet.list.currentIndex()))
        )
    )


def test_a_project_without_notes_says_so(driver: Driver) -> None:
    driver.window.acts.run("notes")
    driver.wait(lambda: isinstance(driver.session.over.sheet, NotesSheet))
    driver.wait(lambda: "There is no note yet." in sheet_of(driver).nothing.words)


def test_what_is_asked_about_is_offered_first_with_what_goes(opened: Driver) -> None:
    sheet = sheet_of(opened)
    line = next(one for one in sheet.rows.lines if one.note.question and one.type)
    sheet.list.setCurrentIndex(sheet.rows.index(sheet.rows.lines.index(line)))
    opened.press("a")
    opened.type("Marks around all of it")
    opened.press("Ctrl+Enter")
    popup = opened.window.findChildren(ChoicePopup)[-1]
    labels = [one.label for one in popup.choices()]
    assert labels[0] == line.type
    assert labels[1] == f"{line.type} · directness"
    assert "speaker · form · name" in labels
    opened.type("directness · direct")
    scheme = opened.session.project.scheme
    value = scheme.type(line.type).attribute("directness").value("direct")
    assert popup.choices()[0].told.startswith(value.definition)
    opened.press("Enter")
    popup = opened.window.findChildren(ChoicePopup)[-1]
    assert popup.choices()[0].told == f"Instead of: {value.definition}"
