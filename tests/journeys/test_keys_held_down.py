"""A key that is held down on a real keyboard: the server repeats it, and it acts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.outside import Outside
from tests.journeys.test_by_real_keys_and_clicks import display, project

__all__ = ["display", "project"]

pytestmark = pytest.mark.slow


def test_undo_held_down_takes_back_one_step_and_never_what_is_asked_about(
    display: str, project: Path
) -> None:
    with Outside(display, "us", project, project.parent) as program:
        program.press("Ctrl+Home", "S", "Right", "C", "Right", "U", "Right", "E")
        seen = program.hold("Ctrl+Z")
        assert [one.split(":")[0] for one in seen["spans"]] == ["speaker", "claim", "cue"]
        for _ in range(3):
            seen = program.press("Ctrl+Z")
        assert seen["spans"] == []
        seen = program.hold("Ctrl+Z")  # the import is next
        assert seen["message"].startswith("Undo “Import 1 article”?")
        assert program.press("Esc")["is_ready"]


def test_letters_held_down_mark_once_and_arrows_go_on(display: str, project: Path) -> None:
    with Outside(display, "us", project, project.parent) as program:
        program.press("Ctrl+Home")
        seen = program.hold("E")
        assert (seen["spans"], seen["list"]) == (["entity: Ferry"], "")
        program.press("Right", "S")
        seen = program.hold("Delete")
        assert seen["spans"] == ["entity: Ferry"]
        before = seen["caret"]
        assert program.hold("Right")["caret"] > before + 20


def test_a_key_that_opens_a_form_presses_nothing_in_it(display: str, project: Path) -> None:
    with Outside(display, "us", project, project.parent) as program:
        program.press("Ctrl+Home", "E", "Ctrl+K")
        program.type("print")
        program.hold("Enter")
        assert program.look()["window"] == "Print the article"
        program.press("Esc", "Ctrl+K")
        program.type("export")
        program.hold("Enter")  # a sheet: it lies in the window
        assert not [*project.parent.rglob("*-tables")]
        assert program.press("Esc")["is_ready"]
