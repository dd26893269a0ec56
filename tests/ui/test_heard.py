"""What docs/hand-list.md says of screen readers, as far as a program can hear it, over AT-SPI.

Without a bus, a display or the listener's library these fail: they are not left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs import make_heard
from tests.ui import heard_window

if TYPE_CHECKING:
    from tests.ui.heard_window import Heard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is the bus of Linux"),
]

DOCS = Path(__file__).parents[2] / "docs"
CLAIM = "Dar, mixed, fact: “We will not wait,”"


@pytest.fixture(scope="module")
def transcript() -> Heard:
    """What was done and heard, once for all tests."""
    missing = heard_window.missing()
    assert not missing, f"apt-get install {' '.join(missing)}"
    return heard_window.heard()


def heard(transcript: Heard, *done: str) -> list[str]:
    """Give what was heard while these were done one after another."""
    names = [what for what, _ in transcript]
    n = next(n for n in range(len(names)) if names[n : n + len(done)] == list(done))
    return [line for _, events in transcript[n : n + len(done)] for line in lines(events)]


def lines(events: list[list[object]]) -> list[str]:
    return make_heard.lines(events)


def _page(transcript: Heard) -> None:
    assert heard(transcript, "press ↓", "press ↓", "press Ctrl+Home") == [
        "line: “We will not wait,” said Dar in Kabul.",
        "line: Talks with the Taliban go on. The Taliban were not asked.",
        "line: Ties Were Cut",
    ]


def _into_a_mark(transcript: Heard) -> None:
    said = heard(transcript, "caret before the claim", "press →")
    assert said[-1] == "said: claim, said by Dar"


def _current(transcript: Heard) -> None:
    assert heard(transcript, "press Ctrl+Home", "press n", "press n", "press Shift+N") == [
        "line: Ties Were Cut",
        "line: “We will not wait,” said Dar in Kabul.",
        "said: claim, said by Dar",
        "line: “We will not wait,” said Dar in Kabul.",
        "said: cue",
        "line: “We will not wait,” said Dar in Kabul.",
        "said: claim, said by Dar",
    ]


def _list(transcript: Heard) -> None:
    said = heard(transcript, "press l", "press ↓", "press Esc")
    assert said[0].startswith("keyboard: text *Said by*")
    assert said[1].startswith("said: 1: Dar marks it")
    assert said[2].startswith("said: 2: Cut marks it")
    assert said[-1] == "keyboard: text *Article*"


def _digits(transcript: Heard) -> None:
    assert heard(transcript, "press c", "press 3", "press 1")[-3:] == [
        "said: claim, no speaker",
        "said: directness: mixed",
        "said: kind: fact",
    ]


def _panes(transcript: Heard) -> None:
    said = heard(transcript, "press ↑", *["press F6"] * 4)
    assert [one for one in said if one.startswith("keyboard")][1:] == [
        "keyboard: panel *Inspector*",
        "keyboard: list *Articles*",
        "keyboard: list *Actors*",
        "keyboard: text *Article*",
    ]


def _cards(transcript: Heard) -> None:
    said = heard(transcript, "press Ctrl+I", "press F6", "press ↓")
    first = f"keyboard: list item *{CLAIM}* in Statements (no actor; cued by said; note: doubtful)"
    second = "no speaker, indirect: Talks with the Taliban go on"
    assert [one for one in said if one.startswith("keyboard")] == [
        "keyboard: list *Statements*",
        first,
        f"keyboard: list item *{second}* in Statements",
    ]
    assert heard(transcript, "walk over all things") == [
        "list *Statements*",
        f"— list item *{CLAIM}* (no actor; cued by said; note: doubtful)",
        f"— list item *{second}*",
    ]


def _palette(transcript: Heard) -> None:
    said = heard(transcript, "press Ctrl+K", "press note", "press ↓")
    assert said[0].startswith("keyboard: text *Find an action*")
    assert "said: Note M" in said
    assert said[-1].startswith("said: ")
    assert said[-1] != "said: Note M"


def _edge(transcript: Heard) -> None:
    kept = heard(transcript, "press t", "press →", "press Enter")
    assert "said: ends with: not wait,” said" in kept
    assert "said: edge kept" in kept
    said = heard(transcript, "press t", "press →", "press ←", "press Esc")
    assert [one for one in said if "edge" in one or "ends" in one] == [
        "said: ends with: will not wait,”",
        "said: ← → or a click move the edge, T takes the other one, Enter keeps, Esc puts back.",
        "said: ends with: not wait,” said",
        "said: ends with: will not wait,”",
        "said: edge put back",
    ]


def _message(transcript: Heard) -> None:
    assert heard(transcript, "press Esc", "press Ctrl+Z")[1:] == [
        "said: Undone: Note “doubtful”; Redo: Ctrl+Shift+Z"
    ]


def _suggested(transcript: Heard) -> None:
    said = heard(transcript, "suggestions: press Tab", "press Enter", "press Tab", "press x")
    why = "suggested: verb of saying “said” + that · likely; cued by said"
    assert f"said: The minister, indirect: formal ties had been cut; {why}" in said
    assert "said: taken, 5 suggestions left" in said
    assert said[-1] == "said: rejected, 4 suggestions left"


def _differences(transcript: Heard) -> None:
    said = heard(transcript, "two codings: press Ctrl+2", "press Tab")
    assert said[-2:] == [
        "said: Speaker, claim \u2068“We will not wait,”\u2069, A: Kabul; B: Dar",
        "said: Directness, claim \u2068“We will not wait,”\u2069, A: mixed; B: direct",
    ]


def _frame(transcript: Heard) -> None:
    done = [what for what, _ in transcript]
    at = done.index("two codings: press Ctrl+2")
    assert heard(transcript[at:], "press →") == ["said: Enter takes B"]


def _settled(transcript: Heard) -> None:
    said = heard(transcript, "press 2", "press Ctrl+Z", "press x")
    assert said[0] == "said: took B, 3 open"
    assert said[-1] == "said: took neither, 3 open"


def _cards_of_differences(transcript: Heard) -> None:
    said = heard(transcript, "press x", "press F6", "press ↓", "press ↑", "press F6", "press ↓")
    keyboard = [one.removeprefix("keyboard: ") for one in said if one.startswith("keyboard")]
    inside = "in Cards of the differences"
    assert keyboard == [
        "list *Cards of the differences*",
        f"list item *Extra, speaker, A: not marked; B: Dar, neither* {inside}",
        f"list item *Missing, speaker, A: Kabul; B: not marked* {inside}",
        f"list item *Extra, speaker, A: not marked; B: Dar, neither* {inside}",
        "list *Differences*",
        "list item *Attribute, 1 difference* in Differences",
    ]


def _fields(transcript: Heard) -> None:
    said = heard(transcript, "press compare", "press Enter", "press Tab")
    assert said[-2:] == [
        "keyboard: combo box *A* (Left: line above)",
        "keyboard: combo box *B* (Right: line below)",
    ]


def _numbers(transcript: Heard) -> None:
    keys = ("press Tab", "press Tab", "press F6")
    said = heard(transcript, "press agreement", "press Enter", *keys)
    number = "Statements (claim with its speaker): 1.5, its cases"
    assert said[-1] == f"keyboard: push button *{number}*"


LINES: dict[str, Callable[[Heard], None]] = {
    "go through the page with ↓": _page,
    "go into a mark with →": _into_a_mark,
    "N, Shift+N": _current,
    "L, then ↓": _list,
    "the digits after a mark": _digits,
    "F6 through all panes": _panes,
    "F6 to the statements, then ↓": _cards,
    "Ctrl+K, type *note*": _palette,
    "T, then →": _edge,
    "Ctrl+Z, or another message": _message,
    "Tab, Enter, X on suggestions": _suggested,
    "Ctrl+2, then Tab": _differences,
    "← → in Review": _frame,
    "1, 2, X in Review": _settled,
    "F6 in Review, then ↓": _cards_of_differences,
    "the fields of a form of Review with Tab": _fields,
    "*Agreement*, then Tab; F6": _numbers,
}
"""What the page says to try, and how a program hears it."""


def tried() -> list[str]:
    """The first cells of the table about screen readers."""
    part = (DOCS / "hand-list.md").read_text("utf-8").split("\n## ")[1]
    rows = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def test_each_line_of_the_hand_list_about_screen_readers_is_heard_by_a_test() -> None:
    assert tried() == list(LINES)


@pytest.mark.parametrize("line", LINES)
def test_what_the_hand_list_says_is_heard(transcript: Heard, line: str) -> None:
    LINES[line](transcript)


def test_the_transcript_is_what_is_heard_now(transcript: Heard) -> None:
    written = make_heard.PAGE.read_text(encoding="utf-8")
    assert written == make_heard.page(transcript), "run python -m docs.make_heard"
