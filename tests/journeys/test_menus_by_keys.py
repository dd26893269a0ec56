"""Every act of the menu reached by the arrows on a small screen, and left again by Esc."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.outside import Outside, Seen
from tests.journeys.screen import SMALL, missing, screen
from tests.journeys.test_by_real_keys_and_clicks import framed, project

__all__ = ["project"]

pytestmark = pytest.mark.slow

ELSEWHERE = frozenset({"Close the window", "Start page", "Open the sample"})
"""They leave the project."""
FORMS = frozenset(
    {
        "New project …", "Open a project …", "Import files …", "Import a folder …",
        "Save a copy …", "Print the article …", "List of steps …",
        "Help: the keys of this screen", "About Annotator",
    }
)  # fmt: skip
LISTS = frozenset(
    {
        "Who is coding? …", "List the values of the framed attribute",
        "Which actor is this?", "Change the type …", "Note",
        "What is this stretch: headline, body, boilerplate …", "Note on the article",
        "The line above the headline: outlet, date, byline, address",
        "Exclude the article, and the next one", "Find an action by its name",
        "Whose marks are shown? …",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    lacking = missing()
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with screen(str(tmp_path_factory.mktemp("manager")), SMALL) as name:
        yield name


def round_of(program: Outside, seen: Seen) -> list[str]:
    """Press ↓ until the frame is where it was; give the entries it was on."""
    found: list[str] = []
    while framed(seen) not in found:
        found.append(framed(seen))
        seen = program.press("Down")
    return found


def opened(program: Outside, n: int) -> Seen:
    """Open the n-th part of the menu; its first entry is framed."""
    program.press("F10")
    program.press_fast(*["Down"] * (n + 1))
    return program.press("Right")


def test_every_act_of_the_menu_is_reached_by_keys_and_left_by_esc(
    small: str, project: Path
) -> None:
    with Outside(small, "us", project, project.parent) as program:
        keys = ("Ctrl+Home", "Q", "Space", "Space", "C", "L", "1", "A", "Enter", "1")
        marked = program.press(*keys)["spans"]
        menus = round_of(program, program.press("F10", "Down"))
        program.go_back()
        assert {"Project", "Edit", "Mark", "Article", "View", "Help"} <= set(menus)
        seen: dict[str, Seen] = {}
        for n, menu in enumerate(menus):
            entries = round_of(program, opened(program, n))
            program.go_back()
            for k, entry in enumerate(entries):
                if entry in ELSEWHERE:
                    continue
                opened(program, n)
                assert framed(program.press_fast(*["Down"] * k)) == entry, menu
                seen[entry] = program.press("Enter")
                program.until(lambda now: not now["outside"], f"{entry} on the screen")
                if program.go_back()["spans"] != marked:
                    program.press("Ctrl+Z")
                    program.until(lambda now: now["spans"] == marked, "the marks again")
                if not program.settled()["current"]:
                    program.press("Ctrl+Home", "N")
        assert program.settled()["strays"] == []
    assert len(seen) > 60
    assert {one for one in FORMS if not seen[one]["dialog"]} == set()
    assert seen["Export …"]["sheet"]["name"] == "Export"
    assert {one for one in LISTS if one in seen and not seen[one]["list"]} == set()
