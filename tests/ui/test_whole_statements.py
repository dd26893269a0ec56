"""Statements with all they can have, by real keys and clicks: who holds whom, to whom, about whom.

Each with its undo, and with what tables and JSONL say before and after it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.reading.cards import Card, card_of
from tests.exports import rows_in
from tests.ui.entries import act_button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.conftest import Driver

LEFT = Qt.MouseButton.LeftButton
TEXT = """Harbour to open again

Mira Talven told traders that Ada Lune said that the gate opens on Monday.

Talven and Hask stressed that Kabul keeps its word, that Tassin does not, and that Sarn waits.
"""
OUTER, INNER = "Ada Lune said that the gate opens on Monday", "the gate opens on Monday"
SHARED = "Kabul keeps its word, that Tassin does not, and that Sarn waits"


class Written:
    """What an export of the open project says of statements and links, by the words of spans."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        driver.saved()
        n = len([*folder.glob("*.jsonl")])
        tables, lines = folder / f"tables-{n}", folder / f"out-{n}.jsonl"
        driver.session.project.export("tables", tables)
        driver.session.project.export("jsonl", lines)
        self.statements = rows_in(tables, "statements")
        self.actors = rows_in(tables, "statement_actors")
        read = map(json.loads, lines.read_text(encoding="utf-8").splitlines())
        kept = [one for one in read if one["kind"] in ("span", "link")]
        self.spans = {one["id"]: " … ".join(one["text"]) for one in kept if one["kind"] == "span"}
        self._links = [one for one in kept if one["kind"] == "link"]

    def column(self, name: str) -> dict[str, str]:
        """Give a column of the statements, by the words of their claims."""
        return {one["claim"]: one[name] for one in self.statements}

    def ends(self, role: str) -> set[tuple[str, str, str]]:
        """Give claim, words and stance of those who have a role in a statement."""
        claims = {one["statement_id"]: one["claim"] for one in self.statements}
        return {
            (claims[one["statement_id"]], one["text"], one["stance"])
            for one in self.actors
            if one["role"] == role
        }

    def links(self, kind: str) -> set[tuple[str, str, str]]:
        """Give both ends of the links of a type and their stance, as JSONL has them."""
        return {
            (self.spans[one["from"]], self.spans[one["to"]], one["attributes"].get("stance", ""))
            for one in self._links
            if one["type"] == kind
        }


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Driver], Written]:
    """Exports what the window has now."""
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda driver: Written(driver, folder)


def pick(driver: Driver, words: str) -> None:
    """Go down to a line of the open list by arrows, and press Enter."""
    labels = [one.label for one in driver.session.reading.popup.choices()]
    for _ in range(next(n for n, one in enumerate(labels) if words in one)):
        driver.press("Down")
    driver.press("Enter")


def click_line(driver: Driver, words: str) -> None:
    """Click a line of the open list."""
    lines = driver.session.reading.popup.list
    (item,) = lines.findItems(words, Qt.MatchFlag.MatchContains)
    QTest.mouseClick(lines.viewport(), LEFT, pos=lines.visualItemRect(item).center())


def click_act(driver: Driver, act: str) -> None:
    """Click the button of an act in the bar, else its line in the menu."""
    button = act_button(driver.window, act)
    if button is not None:
        QTest.mouseClick(button, LEFT)
    else:
        driver.window.acts.action(act).trigger()


def drag(driver: Driver, words: str) -> None:
    """Select words with the mouse."""
    at, view = driver.place(words), driver.session.view
    port = view.viewport()
    first, last = (view.rect_of(type(at)(n, n + 1)) for n in (at.start, at.end - 1))
    start = QPoint(first.left() + 1, first.center().y())
    end = QPoint(last.right() - 1, last.center().y())
    QTest.mousePress(port, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        here = QPointF(start + (end - start) * part)
        event = QMouseEvent(
            QEvent.Type.MouseMove, here, QPointF(port.mapToGlobal(here)),
            Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, event)
    QTest.mouseRelease(port, LEFT, pos=end)


def card(driver: Driver, words: str) -> Card:
    """Give what stands on the card of the claim with these words."""
    (claim,) = [one for one in driver.spans("claim") if one.text() == words]
    context = driver.session.bridge.context
    return card_of(
        driver.page, claim, context.actors, layer_id=context.layer.id, scheme=context.scheme
    )


def undone(driver: Driver, n: int) -> None:
    """Take so many steps back by the key."""
    for _ in range(n):
        steps = len(driver.step_names())
        driver.press("Ctrl+z")
        driver.wait(lambda steps=steps: len(driver.step_names()) == steps - 1)


# --- A says that B said --------------------------------------------------------------------------


def nested(driver: Driver) -> None:
    driver.mark(OUTER, "c")
    driver.press("l")
    pick(driver, "Mira Talven")
    driver.mark(INNER, "c")
    driver.press("l")
    pick(driver, "Ada Lune")


def test_what_a_says_that_b_said_are_two_statements_and_tables_say_which_holds_which(
    open_text, written
) -> None:
    driver = open_text(TEXT)
    nested(driver)
    found = written(driver)
    speakers = found.column("speaker")
    assert speakers == {OUTER: "Mira Talven", INNER: "Ada Lune"}
    assert found.column("cue") == {OUTER: "told", INNER: "said"}
    ids = found.column("statement_id")
    assert found.column("inside") == {OUTER: "", INNER: ids[OUTER]}
    assert found.links("said_by") == {(OUTER, "Mira Talven", ""), (INNER, "Ada Lune", "")}
    assert card(driver, OUTER).who == "Mira Talven"
    assert card(driver, INNER).who == "Ada Lune"


def test_each_of_two_nested_claims_is_reached_and_undone_by_itself(open_text, written) -> None:
    driver = open_text(TEXT)
    nested(driver)
    undone(driver, 2)
    found = written(driver)
    assert found.column("speaker") == {OUTER: "Mira Talven"}
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: len(driver.spans("claim")) == 2)
    driver.press("Esc", "Esc")
    driver.caret_at("gate")
    driver.press("o")
    first = driver.session.reading.span.text()
    driver.press("o")
    assert {first, driver.session.reading.span.text()} == {OUTER, INNER}
    (outer,) = [one for one in driver.spans("claim") if one.text() == OUTER]
    driver.session.reading.stand_on(outer.id)
    driver.press("Delete")
    found = written(driver)
    assert found.column("inside") == {INNER: ""}
    undone(driver, 1)
    found = written(driver)
    assert found.column("inside")[INNER] == found.column("statement_id")[OUTER]


def test_nested_claims_are_marked_and_linked_by_mouse_alone(open_text, written) -> None:
    driver = open_text(TEXT)
    for claim, speaker in ((OUTER, "Mira Talven"), (INNER, "Ada Lune")):
        drag(driver, claim)
        click_act(driver, "mark-claim")
        click_act(driver, "link")
        click_line(driver, speaker)
    found = written(driver)
    assert found.column("speaker") == {OUTER: "Mira Talven", INNER: "Ada Lune"}
    assert found.column("inside")[INNER] == found.column("statement_id")[OUTER]


# --- to whom -------------------------------------------------------------------------------------


def test_a_claim_is_addressed_to_somebody_and_its_card_says_so(open_text, written) -> None:
    driver = open_text(TEXT)
    driver.mark("traders", "e")
    driver.mark(OUTER, "c")
    driver.press("l")
    pick(driver, "addressed to")
    pick(driver, "traders")
    found = written(driver)
    assert found.ends("addressee") == {(OUTER, "traders", "")}
    assert found.links("addressed_to") == {(OUTER, "traders", "")}
    assert found.ends("target") == found.ends("speaker") == set()
    assert [one.words for one in card(driver, OUTER).addressees] == ["traders"]
    assert "to traders" in driver.session.workspace.area.margin.opened().words()
    undone(driver, 1)
    found = written(driver)
    assert found.ends("addressee") == found.links("addressed_to") == set()
    assert card(driver, OUTER).addressees == ()


def test_an_addressee_is_picked_by_mouse_alone(open_text, written) -> None:
    driver = open_text(TEXT)
    drag(driver, "traders")
    click_act(driver, "mark-entity")
    drag(driver, OUTER)
    click_act(driver, "mark-claim")
    click_act(driver, "link")
    click_line(driver, "addressed to")
    click_line(driver, "traders")
    assert written(driver).ends("addressee") == {(OUTER, "traders", "")}


# --- a stance towards each target ----------------------------------------------------------------


def test_a_claim_has_a_stance_towards_each_of_its_targets(open_text, written) -> None:
    driver = open_text(TEXT)
    for name in ("Kabul", "Tassin", "Sarn"):
        driver.mark(name, "e")
    driver.mark(SHARED, "c")
    for name, digit in (("Kabul", "2"), ("Tassin", "3"), ("Sarn", "")):
        driver.press("l")
        pick(driver, "about")
        pick(driver, name)
        driver.press(*digit)
    found = written(driver)
    wanted = {
        (SHARED, "Kabul", "favourable"),
        (SHARED, "Tassin", "unfavourable"),
        (SHARED, "Sarn", ""),
    }
    assert found.ends("target") == found.links("about") == wanted
    # In one cell each target has its own place, those without a stance, too.
    (row,) = found.statements
    assert (row["targets"], row["stance"]) == ("Kabul; Tassin; Sarn", "favourable; unfavourable; ")
    said = driver.session.workspace.area.margin.opened().words()
    assert "Kabul favourable" in said
    assert "Tassin unfavourable" in said
    undone(driver, 2)  # the link to Sarn, then the stance towards Tassin
    found = written(driver)
    assert found.ends("target") == {(SHARED, "Kabul", "favourable"), (SHARED, "Tassin", "")}


# --- several speakers ----------------------------------------------------------------------------


def test_a_claim_has_several_speakers(open_text, written) -> None:
    driver = open_text(TEXT)
    driver.mark(SHARED, "c")
    for name in ("Talven", "Hask"):
        driver.press("l")
        pick(driver, name)
    found = written(driver)
    both = {(SHARED, "Talven", ""), (SHARED, "Hask", "")}
    assert found.ends("speaker") == found.links("said_by") == both
    (row,) = found.statements
    assert (row["speaker"], row["n_speakers"], row["cue"]) == ("Talven; Hask", "2", "stressed")
    assert card(driver, SHARED).who == "Talven, Hask"
    undone(driver, 1)
    (row,) = written(driver).statements
    assert (row["speaker"], row["n_speakers"]) == ("Talven", "1")
    assert card(driver, SHARED).who == "Talven"


# --- one of two, two of one ----------------------------------------------------------------------


def test_a_claim_is_split_and_merged_again_with_all_its_links(open_text, written) -> None:
    driver = open_text(TEXT)
    for name in ("Kabul", "traders"):
        driver.mark(name, "e")
    driver.mark(SHARED, "c")
    for line in ("Talven", "Hask"):
        driver.press("l")
        pick(driver, line)
    for link, end, digit in (("about", "Kabul", "2"), ("addressed to", "traders", "")):
        driver.press("l")
        pick(driver, link)
        pick(driver, end)
        driver.press(*digit)
    whole = written(driver)
    driver.caret_at("Sarn waits")
    driver.window.acts.run("split-statement")
    first, second = "Kabul keeps its word, that Tassin does not, and that", "Sarn waits"
    found = written(driver)
    halves = (first, second)
    assert found.column("speaker") == dict.fromkeys(halves, "Talven; Hask")
    assert found.column("cue") == dict.fromkeys(halves, "stressed")
    assert found.ends("target") == {(one, "Kabul", "favourable") for one in halves}
    assert found.ends("addressee") == {(one, "traders", "") for one in halves}
    assert found.column("inside") == dict.fromkeys(halves, "")
    undone(driver, 1)
    assert (written(driver).statements, written(driver).actors) == (whole.statements, whole.actors)
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: len(driver.spans("claim")) == 2)

    (kept,) = [one for one in driver.spans("claim") if one.text() == first]
    driver.session.reading.stand_on(kept.id)
    driver.window.acts.run("merge-statements")
    pick(driver, second)
    found = written(driver)
    (row,) = found.statements
    assert (row["claim"], row["statement_id"]) == (SHARED, kept.id)
    assert found.ends("speaker") == whole.ends("speaker")
    assert found.ends("target") == whole.ends("target")
    assert found.ends("addressee") == whole.ends("addressee")
    assert len(found.links("said_by")) == 2
    undone(driver, 1)
    assert written(driver).column("speaker") == dict.fromkeys(halves, "Talven; Hask")


def test_merging_keeps_what_only_the_other_one_has(open_text, written) -> None:
    driver = open_text(TEXT)
    driver.mark("Tassin", "e")
    driver.mark("Sarn waits", "c")
    driver.press("l")
    pick(driver, "about")
    pick(driver, "Tassin")
    driver.press("3")
    kept = driver.mark("Kabul keeps its word", "c")
    driver.press("l")
    pick(driver, "Hask")
    click_act(driver, "merge-statements")
    click_line(driver, "Sarn waits")
    found = written(driver)
    (row,) = found.statements
    words = "Kabul keeps its word […] Sarn waits"
    assert (row["statement_id"], row["claim"], row["speaker"]) == (kept.id, words, "Hask")
    assert found.ends("target") == {(words, "Tassin", "unfavourable")}
    undone(driver, 1)
    found = written(driver)
    assert found.column("speaker") == {"Kabul keeps its word": "Hask", "Sarn waits": ""}
    assert found.ends("target") == {("Sarn waits", "Tassin", "unfavourable")}


def test_a_caret_within_a_word_splits_before_that_word(open_text) -> None:
    driver = open_text(TEXT)
    driver.mark(SHARED, "c")
    driver.caret_at("Sarn waits")
    driver.press("Alt+Right", "Alt+Right")
    assert driver.page.text[driver.session.view.caret() :].startswith("rn waits")
    driver.window.acts.run("split-statement")
    assert [one.text() for one in driver.spans("claim")][-1] == "Sarn waits"


def test_an_inner_claim_stays_inside_when_the_outer_one_is_split_behind_it(
    open_text, written
) -> None:
    driver = open_text(TEXT)
    driver.mark(SHARED, "c")
    inner = driver.mark("Kabul keeps its word", "c")
    (outer,) = [one for one in driver.spans("claim") if one.id != inner.id]
    driver.session.reading.stand_on(outer.id)
    driver.caret_at("Sarn waits")
    driver.session.reading.make_current(outer.id)
    driver.window.acts.run("split-statement")
    found = written(driver)
    assert found.column("inside") == {
        "Kabul keeps its word, that Tassin does not, and that": "",
        "Kabul keeps its word": outer.id,
        "Sarn waits": "",
    }
    undone(driver, 1)
    assert written(driver).column("inside")["Kabul keeps its word"] == outer.id
