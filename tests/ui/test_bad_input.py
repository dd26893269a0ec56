"""Texts and names nobody would write: nothing is lost, nothing stays stuck, all is shown plain."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.project.acts.actors import plan_new
from tests.ui.seen import faults

SIGNS = "‮\u202egro.elpmaxe\u202c <b>bold</b> <img src=file:///etc/passwd> & \u2067x"
LETTERS = "Donaudampfschifffahrt" * 477  # 10,017 letters without a blank
WORDS = "ferry " * 1_667
TEXTS = {
    "one word": "Ferry",
    "one word and a line end": "Ferry\n",
    "quotation marks only": "“”„“«»\"\"''",
    "one quotation mark": "“",
    "an open quotation": "“We will not wait, said Dar and went on and on",
    "a title of 10,000 letters": f"{LETTERS}\n\nThe minister said that it rains.\n",
    "a title of 10,000 letters in words": f"{WORDS}\n\nThe minister said that it rains.\n",
    "signs of HTML and of direction": f"{SIGNS}\n\nBy {SIGNS}\n\nDar said: “{SIGNS}.”\n",
    "only combining marks": "\u0301\u0302\u0303 \u064b\u064c",
    "300,000 characters in a line": "The minister said that formal ties had been cut. " * 6_123,
    "300,000 characters without a blank": "x" * 300_000,
}
KEYS = (
    *("Space", "Space", "Space", "Space", "Space", "Space", "Shift+Space", "c", "1", "0", "Esc"),
    *("l", "Esc", "s", "a", "Esc", "u", "e", "3", "n", "N", "q", "Q", "t", "Right", "Esc"),
    *("Ctrl+End", "Ctrl+Home", "End", "PgDown", "PgUp", "b", "Esc", "m", "Esc", "i", "Esc"),
    *("Ctrl+f", "Esc", "Ctrl+k", "Esc", "Delete", "Ctrl+z", "Ctrl+y", "F6", "F6", "Esc"),
)
PATIENCE_S = 15.0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_key_goes_on_working_in_a_text_nobody_would_write(open_text, text: str) -> None:
    driver = open_text(text)
    driver.window.resize(784, 552)
    begun = time.thread_time()  # what else the machine does is not counted
    for key in KEYS:
        driver.press(key)
        QApplication.processEvents()
    assert time.thread_time() - begun < PATIENCE_S
    assert driver.page.text.strip() == text.strip()
    assert driver.on_disk() == driver.page
    driver.press("Esc", "Esc", "Esc", "Esc")
    assert QApplication.activeModalWidget() is None
    driver.window.acts.run("inspector")
    driver.window.acts.run("read")
    driver.press("Ctrl+Home")
    assert driver.session.view.hasFocus()
    assert driver.session.view.caret() == driver.page.blocks[driver.page.block_of(0)].start
    QApplication.processEvents()  # the words of the foot have their room in the next turn
    assert faults(driver.window) == []


@pytest.mark.parametrize("name", [SIGNS[:70], "\u202eevil", "N" * 80, "<b>x</b>", "\u2067\u2067"])
def test_a_coders_name_of_odd_signs_stands_plain_and_turns_nothing_around(
    empty_window, qtbot, name: str
) -> None:
    empty_window.resize(784, 552)
    empty_window.begin(None)
    empty_window.start.name.setText(name)
    empty_window.start.sample.click()
    qtbot.waitUntil(lambda: empty_window.session is not None)
    session = empty_window.session
    qtbot.waitUntil(lambda: session.view.page is not None)
    assert faults(empty_window) == []
    words = empty_window.foot._coder.text()
    assert words.startswith("Coding: ")
    assert words.endswith(" ▾")
    within = words.removeprefix("Coding: ").removesuffix(" ▾")
    if not within.isascii():
        assert (within[0], within[-1]) == ("\u2068", "\u2069")
        within = within[1:-1]
    assert not set(within) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("title", [LETTERS, WORDS.strip(), SIGNS], ids=["word", "words", "signs"])
def test_a_title_of_any_letters_is_edited_in_its_line_and_in_the_inspector(
    open_text, title: str
) -> None:
    driver = open_text(f"Ferry\n\nBy {SIGNS}\n\nThe minister said that it rains.\n")
    driver.window.resize(784, 552)
    driver.press("i")
    line = driver.session.reading.popup
    line.show_field("title")
    line.fields["title"].setText(title)
    QApplication.processEvents()
    assert faults(driver.window) == []
    driver.press("Enter")
    assert driver.page.article.title == " ".join(title.split())
    assert driver.on_disk() == driver.page
    driver.press("Ctrl+i")
    fields = driver.session.workspace.inspector.article.fields
    assert fields["title"].text() == driver.page.article.title
    fields["byline"].setFocus()
    fields["byline"].setText(f"{title} x")
    driver.press("Tab")
    assert driver.page.article.byline == " ".join(f"{title} x".split())
    QApplication.processEvents()
    assert faults(driver.window) == []
    driver.session.reading.focus()
    driver.press("Ctrl+z")
    driver.wait(lambda: not driver.page.article.byline.endswith(" x"))
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.page.article.title == "Ferry")


@pytest.mark.parametrize("name", [SIGNS, "a" * 10_000, "\u202egro.elpmaxe"])
def test_an_actor_of_odd_signs_is_proposed_counted_and_joined_plainly(driver, name: str) -> None:
    driver.window.resize(784, 552)
    context = driver.session.bridge.context
    driver.session.bridge.act_on_project(lambda now: plan_new(now, name, "person"))
    driver.mark("Dar", "s", n=2)
    driver.press("a", "0", "1")
    actor = driver.session.bridge.context.actors.get(driver.spans("speaker")[0].actor_id)
    driver.session.handlers.actors.open(actor.id)
    form = QApplication.activeModalWidget()
    driver.wait(lambda: form.articles.isVisible())
    role, *_ = form.fields.add_role()
    role.setText(name)
    form.fields.aliases.setPlainText(name)
    form.fields.keep()
    driver.wait(lambda: "same name" in form.found._lines[0]._why.text())
    assert faults(form) == []
    form.found._lines[0]._join.click()
    driver.wait(lambda: len(driver.session.bridge.context.actors.present()) == 1)
    assert faults(form) == []
    form.close()
    assert context is not None
    known = driver.session.bridge.context.actors.get(actor.id)
    assert [one.name for one in known.aliases] == [" ".join(name.split())]
    assert [one.role for one in known.roles] == [name.strip()]


def test_enter_that_is_still_held_from_the_list_does_not_close_the_form_it_opened(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "0", "1")
    actor = driver.session.bridge.context.actors.present()[0]
    driver.session.handlers.actors.open(actor.id)
    form = QApplication.activeModalWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) * 5:
        held = QKeyEvent(
            kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
        )
        QApplication.sendEvent(form.fields.name, held)
    assert form.isVisible()
    form.close()


@pytest.mark.parametrize("name", ["\u202egro.elpmaxe", "<img src=x>" * 30, "a" * 10_000, "\u2066("])
def test_an_actors_name_of_odd_signs_stands_plain_everywhere(driver, name: str) -> None:
    driver.window.resize(784, 552)
    driver.mark("Dar", "s", n=2)
    driver.press("a")
    popup = driver.session.reading.popup
    assert popup is not None
    popup.field.setText(name)
    popup.field.textEdited.emit(name)
    driver.press("Enter", "1")
    assert driver.spans("speaker")[0].actor_id is not None
    driver.press("Ctrl+i")
    driver.window.acts.run("steps")
    driver.wait(lambda: QApplication.activeModalWidget() is not None)
    assert faults(QApplication.activeModalWidget()) == []
    QApplication.activeModalWidget().close()
    assert faults(driver.window) == []
    actor = driver.session.bridge.context.actors.present()[0]
    driver.session.handlers.actors.open(actor.id)
    driver.wait(lambda: QApplication.activeModalWidget() is not None)
    assert faults(QApplication.activeModalWidget()) == []
    QApplication.activeModalWidget().close()
    driver.press("Ctrl+z")
    assert driver.on_disk() == driver.page
