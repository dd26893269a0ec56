"""One box for notes on anything, by keys and by mouse, and the way from the list back to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.model.span import Owner
from annotator.project.asking.note_lines import NotesAbout, NotesOf
from annotator.ui.basics.labels import CutLabel
from annotator.ui.dialogs.actor import ActorDialog
from annotator.ui.notes.sheet import NotesSheet
from annotator.ui.popups.fields import NotePopup
from annotator.ui.scheme.sheet import SchemeSheet
from tests.ui.scheme.scheme_driver import go_to, make_version, open_scheme, type_in
from tests.ui.seen import faults

if TYPE_CHECKING:
    from annotator.model.actor import Actor
    from annotator.model.span import Note
    from annotator.store.read_notes import NoteLine
    from tests.ui.conftest import Driver

LEFT = Qt.MouseButton.LeftButton
CLAIM = "“We will not wait,”"


@pytest.fixture
def coded(driver: Driver) -> Driver:
    """A claim with its speaker, who is an actor."""
    project, text = driver.session.project, driver.page.text

    def mark(words: str, kind: str, actor: str | None = None) -> str:
        at = text.index(words)
        return project.mark("1", kind, (at, at + len(words)), actor=actor).id

    claim, speaker = mark(CLAIM, "claim"), mark("Dar in", "speaker", project.actor("Dar").id)
    project.link(claim, "said_by", speaker)
    driver.wait(lambda: driver.page.link is not None and len(driver.spans()) == 2)
    driver.wait(lambda: bool(driver.page.links_of(claim)))
    driver.window.activateWindow()
    driver.session.reading.stand_on(claim)
    driver.session.view.setFocus()
    return driver


def dar(driver: Driver) -> Actor:
    (actor,) = driver.session.bridge.context.actors.named("Dar")
    return actor


def box(driver: Driver) -> NotePopup:
    """Give the box once it has the keyboard."""

    def found() -> list[NotePopup]:
        every = driver.window.findChildren(NotePopup)
        return [one for one in every if one.isVisible() and one.field.hasFocus()]

    driver.wait(lambda: bool(found()))
    return found()[0]


def choose(driver: Driver, words: str) -> None:
    """Press Shift+M and choose what the note is about by its words."""
    driver.press("M")
    driver.type(words)
    driver.press("Enter")
    box(driver)


def notes(driver: Driver) -> list[Note]:
    driver.saved()
    return [one.note for one in driver.session.project.notes()]


def one_note(driver: Driver, kind: Owner) -> Note:
    driver.wait(lambda: any(one.owner_kind is kind for one in notes(driver)))
    (note,) = [one for one in notes(driver) if one.owner_kind is kind]
    return note


def show(driver: Driver, n: int) -> NotesSheet:
    driver.window.acts.run("notes")
    driver.wait(lambda: isinstance(driver.session.over.sheet, NotesSheet))
    sheet = sheet_of(driver)
    driver.wait(lambda: sheet.rows.rowCount() == n)
    return sheet


def sheet_of(driver: Driver) -> NotesSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, NotesSheet)
    return sheet


def frame(driver: Driver, kind: Owner) -> NoteLine:
    """Walk the list by the arrow until a note of a kind is framed."""
    sheet = sheet_of(driver)
    driver.press("Home")
    for _ in range(sheet.rows.rowCount()):
        if sheet.line.note.owner_kind is kind:
            break
        driver.press("Down")
    assert sheet.line.note.owner_kind is kind
    return sheet.line


def test_a_question_on_a_link_is_written_by_keys_from_the_page(coded: Driver) -> None:
    choose(coded, "said by")
    coded.type("Does he say it himself?")
    coded.press("Tab", "Space", "Esc")
    note = one_note(coded, Owner.LINK)
    assert (note.text, note.question) == ("Does he say it himself?", True)
    assert coded.page.link(note.owner_id).type == "said_by"
    coded.press("Ctrl+z")
    coded.wait(lambda: notes(coded) == [])


def test_the_box_shows_the_note_that_is_there_and_keeps_one_note_a_thing(coded: Driver) -> None:
    for words in ("Which Dar?", "The older one? "):
        choose(coded, "actor")
        coded.type(words)
        coded.press("Esc")
        coded.wait(lambda words=words: any(words in one.text for one in notes(coded)))
        coded.saved()
    note = one_note(coded, Owner.ACTOR)
    assert "Which Dar?" in note.text
    assert note.owner_id == dar(coded).id


def test_type_value_article_and_the_whole_scheme_are_written_on_from_the_page(
    coded: Driver,
) -> None:
    for words, typed in (
        ("claim.directness", "a"), ("the article", "b"), ("the scheme", "c"), ("will not", "d")
    ):  # fmt: skip
        choose(coded, words)
        coded.type(typed)
        coded.press("Esc")
        coded.wait(lambda typed=typed: any(one.text == typed for one in notes(coded)))
    found = {one.text: (one.owner_kind, one.owner_id) for one in notes(coded)}
    assert found["a"] == (Owner.SCHEME, "claim.directness")
    assert found["b"] == (Owner.ARTICLE, coded.page.article.id)
    assert found["c"] == (Owner.SCHEME, "")
    assert found["d"][0] is Owner.SPAN


def test_on_an_actor_by_mouse_in_its_form(coded: Driver) -> None:
    actor = dar(coded)
    dialog = coded.session.handlers.actors.open(actor.id)
    assert isinstance(dialog, ActorDialog)
    coded.wait(dialog.isVisible)
    dialog.activateWindow()
    QTest.mouseClick(dialog.ask, LEFT)
    popup = box(coded)
    QTest.keyClicks(popup.field, "Minister or general?")
    QTest.mouseClick(popup.asks, LEFT, pos=QPoint(14, popup.asks.height() // 2))
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    note = one_note(coded, Owner.ACTOR)
    assert (note.text, note.question, note.owner_id) == ("Minister or general?", True, actor.id)
    assert dialog.isVisible()
    QTest.mouseClick(dialog.ask, LEFT)
    QTest.keyClicks(box(coded).field, "A: ")
    dialog.accept()
    coded.wait(lambda: one_note(coded, Owner.ACTOR).text.startswith("A: "))


def test_on_the_article_by_mouse_in_the_inspector(coded: Driver) -> None:
    coded.session.reading.make_current(None)
    coded.window.acts.run("inspector")
    inspector = coded.session.workspace.inspector
    coded.wait(lambda: inspector is not None and inspector.article is not None)
    words = "Note on the article"
    button = next(one for one in inspector.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, LEFT)
    QTest.keyClicks(box(coded).field, "an advert?")
    coded.press("Esc")
    assert one_note(coded, Owner.ARTICLE).text == "an advert?"


def test_on_what_is_framed_in_the_sheet_of_the_scheme_by_its_name_in_the_project(
    coded: Driver,
) -> None:
    sheet = open_scheme(coded)
    go_to(coded, "claim.directness")
    coded.press("m")
    box(coded)
    coded.type("When is it mixed?")
    coded.press("Esc")
    note = one_note(coded, Owner.SCHEME)
    assert (note.owner_id, note.text) == ("claim.directness", "When is it mixed?")
    coded.window.activateWindow()
    coded.wait(lambda: QApplication.focusWidget() is sheet.outline)
    type_in(coded, "manner")
    QTest.mouseClick(sheet.note_it, LEFT)
    assert box(coded).field.toPlainText() == "When is it mixed?"
    coded.press("Esc")
    make_version(coded)
    assert one_note(coded, Owner.SCHEME).owner_id == "claim.manner"


def test_on_what_is_only_drafted_nothing_is_written(coded: Driver) -> None:
    sheet = open_scheme(coded)
    go_to(coded, "claim.directness")
    said: list[str] = []
    sheet.said.connect(said.append)
    sheet.acting._added(sheet.outline.path._replace(value="new one"))
    coded.press("m")
    assert "is drafted: make the version" in said[-1]
    assert notes(coded) == []


def test_the_list_leads_to_each_kind_of_thing_and_back_to_the_same_line(coded: Driver) -> None:
    project, page = coded.session.project, coded.page
    link = page.links_of(coded.session.reading.span_id)[0]
    actor = dar(coded)
    for about, words in (
        (link.id, "l"), (actor.id, "a"), ("claim.directness", "s"), ("1", "t")
    ):  # fmt: skip
        project.note(about, words, question=True)
    sheet = show(coded, 4)

    frame(coded, Owner.LINK)
    coded.press("o")
    coded.wait(lambda: coded.session.over.sheet is None)
    coded.wait(lambda: coded.session.view.selection() is not None)
    assert coded.session.view.selection().of(page.text) == CLAIM
    assert coded.session.reading.span_id == link.source_id
    coded.press("Esc")
    coded.wait(lambda: isinstance(coded.session.over.sheet, NotesSheet))
    coded.wait(lambda: sheet_of(coded).line is not None)
    assert sheet_of(coded).line.note.text == "l"

    frame(coded, Owner.SCHEME)
    coded.press("Enter")
    coded.wait(lambda: isinstance(coded.session.over.sheet, SchemeSheet))
    assert str(coded.session.over.sheet.outline.path) == "claim.directness"
    coded.press("Esc")
    coded.wait(lambda: isinstance(coded.session.over.sheet, NotesSheet))
    coded.wait(lambda: sheet_of(coded).line is not None)
    assert sheet_of(coded).line.note.text == "s"

    frame(coded, Owner.ACTOR)
    sheet = sheet_of(coded)
    QTest.mouseClick(sheet.open_key, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ActorDialog)
    assert dialog.fields.name.text() == "Dar"
    dialog.reject()
    assert coded.session.over.sheet is sheet


def test_the_list_is_narrowed_by_what_notes_are_about_and_whether_they_are_answered(
    coded: Driver,
) -> None:
    project = coded.session.project
    claim = coded.session.reading.span_id
    speaker = next(one for one in coded.spans("speaker")).id
    link = coded.page.links_of(claim)[0].id
    asked = project.note(claim, "c", question=True).id
    for about, words in (
        (speaker, "p"), (link, "l"), ("1", "t"), (dar(coded).id, "a"), ("claim", "s")
    ):  # fmt: skip
        project.note(about, words)
    project.note(answer_to=asked, text="yes")
    sheet = show(coded, 6)
    for kind, texts in (
        (NotesAbout.STATEMENTS, {"c", "l"}),
        (NotesAbout.SPANS, {"c", "p"}),
        (NotesAbout.LINKS, {"l"}),
        (NotesAbout.ARTICLES, {"t"}),
        (NotesAbout.ACTORS, {"a"}),
        (NotesAbout.SCHEME, {"s"}),
    ):
        sheet.about.setCurrentIndex(sheet.about.findData(kind))
        coded.wait(lambda texts=texts: {one.note.text for one in sheet.rows.lines} == texts)
    sheet.about.setCurrentIndex(0)
    sheet.of.setCurrentIndex(sheet.of.findData(NotesOf.ANSWERED))
    coded.wait(lambda: [one.note.text for one in sheet.rows.lines] == ["c"])
    sheet.of.setCurrentIndex(sheet.of.findData(NotesOf.OPEN))
    coded.wait(lambda: sheet.rows.rowCount() == 0)


def test_a_note_is_changed_in_the_list_in_the_same_box(coded: Driver) -> None:
    project = coded.session.project
    project.note(project.actor("Dar").id, "Which Dar?")
    project.note("1", "an advert?")
    show(coded, 2)
    for kind in (Owner.ACTOR, Owner.ARTICLE):
        frame(coded, kind)
        coded.press("m")
        box(coded)
        coded.press("Tab", "Tab", "Space", "Esc")
        coded.wait(lambda kind=kind: one_note(coded, kind).later)
        coded.wait(lambda: sheet_of(coded).list.hasFocus())
    coded.press("Ctrl+z")
    coded.wait(lambda: not one_note(coded, Owner.ARTICLE).later)
    assert one_note(coded, Owner.ACTOR).later


def test_a_long_title_of_the_box_is_cut_and_stands_whole_in_its_tooltip(driver: Driver) -> None:
    driver.mark("The minister said that formal ties had been cut. “We will not wait,” said", "c")
    driver.press("m")
    title = box(driver).findChild(CutLabel)
    title.grab()  # painted: what is cut is told then
    assert title.toolTip()
    assert faults(driver.window) == []
