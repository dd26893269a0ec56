"""Two files become one agreed layer, from outside: once by keys alone, once by the mouse alone.

A colleague's file is opened, compared, settled, and the agreement looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import settings
from annotator.model.agreed import agreed_layer
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.settings import Settings
from tests.journeys.outside import Outside, Seen
from tests.journeys.screen import missing, screen

pytestmark = pytest.mark.slow

TEXT = """Ferry Line To Close

Mayor Talven said the crossing had lost money for years. “We will not wait,” added Hask in Kabul.

The port of Aldane was named in the plan, and Aldane alone.
"""
MINE = [
    ("claim", "the crossing had lost money for years", {"directness": "indirect"}),
    ("claim", "“We will not wait,”", {"directness": "direct"}),
    ("speaker", "Hask", {}),
    ("entity", "Kabul", {"kind": "place"}),
    ("entity", "port of Aldane", {"kind": "place"}),
]
THEIRS = [
    ("claim", "the crossing had lost money for years", {"directness": "indirect"}),
    ("claim", "We will not wait", {"directness": "direct"}),
    ("speaker", "Hask", {}),
    ("entity", "Kabul", {"kind": "organisation"}),
    ("entity", "the plan", {"kind": "other"}),
]
KINDS = {"boundary", "attribute", "missing", "extra"}
SETTLED = {
    ("claim", "the crossing had lost money for years"): "indirect",
    ("claim", "We will not wait"): "direct",
    ("speaker", "Hask"): "",
    ("entity", "Kabul"): "place",
    ("entity", "port of Aldane"): "place",
}
"""What the agreed layer has where the edge is theirs, the kind and what only I have are mine."""


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    lacking = missing()
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with screen(str(tmp_path_factory.mktemp("manager"))) as name:
        yield name


def coded(path: Path, coder: Coder, marks: list) -> None:
    """Make a project in which somebody has coded the article and is done with it."""
    with Project.create(path, coder=coder) as project:
        project.import_text(TEXT)
        for type_name, words, values in marks:
            start = TEXT.index(words)
            made = project.mark("1", type_name, (start, start + len(words)))
            project.edit(made.id, attributes=values)
        project.state("1", "done")


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """My project, and beside it that of a colleague."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path))
    kept = settings.save(replace(Settings().with_coder("A")))
    path = tmp_path / "mine.annotator"
    coded(path, kept.coder(), MINE)
    coded(tmp_path / "theirs.annotator", Coder("coder-of-b", "B"), THEIRS)
    return path


def settled(program: Outside, n: int) -> Seen:
    """Wait until so many differences are settled and all is on disk."""
    program.until(lambda seen: seen.get("review", {}).get("settled", [0])[0] == n, f"{n} settled")
    return program.settled()


def on_sheet(program: Outside, title: str) -> Seen:
    return program.until(
        lambda seen: seen.get("review", {}).get("sheet", "").startswith(title), f"sheet {title}"
    )


def compared(program: Outside) -> Seen:
    """Wait until the two are compared, and one difference is current."""
    program.until(lambda seen: seen.get("review", {}).get("kind"), "a difference")
    return program.settled()


def agreed(path: Path) -> dict[tuple[str, str], str]:
    """Give what the agreed layer says: type and words, with directness or kind."""
    with Project.open(path, coder=Coder("somebody", "S"), read_only=True) as project:
        layer = agreed_layer(project.layers())
        assert layer is not None
        page = project.page(project.article_id("1"), {layer.id})
        values = {
            (one.type, one.text()): {"claim": "directness", "entity": "kind"}.get(one.type, "")
            for one in page.spans()
        }
        return {
            (one.type, one.text()): one.attributes.get(values[one.type, one.text()], "")
            for one in page.spans()
        }


def test_two_files_are_compared_and_settled_by_keys(display: str, mine: Path) -> None:
    with Outside(display, "us", mine, mine.parent) as program:
        program.press("Ctrl+K")
        program.type("colleague")
        program.press("Enter")
        program.until(lambda seen: seen["dialog"], "the form that asks for files")
        program.reach("BackSpace")
        program.press_fast(*"theirs", "period", *"annotator", "Enter")
        on_sheet(program, "What this file would bring")
        program.press("Enter")
        program.press("Ctrl+2")
        seen = compared(program)
        assert seen["review"]["settled"] == [0, 4]
        assert seen["review"]["has_keyboard"]
        ways = {"boundary": "2", "attribute": "Enter", "missing": "1", "extra": "X"}
        for n in range(1, 5):
            program.press(ways[seen["review"]["kind"]])
            settled(program, n)
            seen = program.press("Tab")
        assert "this article is reviewed" in seen["review"]["status"]
        program.press("Ctrl+Z")
        settled(program, 3)
        program.press("Ctrl+Shift+Z")
        seen = settled(program, 4)
        program.press("Ctrl+K")
        program.type("agreement")
        program.press("Enter")
        on_sheet(program, "How far A and B agree")
        assert program.settled()["message"].startswith("Done again")
        program.press("Esc")  # the message goes first, then the sheet
        seen = program.press("Esc")
        assert seen["review"]["sheet"] == ""
        assert seen["review"]["has_keyboard"]
        assert program.press("Ctrl+1")["keyboard"] == "page"
    assert agreed(mine) == SETTLED


def test_two_files_are_compared_and_settled_by_the_mouse_alone(display: str, mine: Path) -> None:
    with Outside(display, "us", mine, mine.parent) as program:
        program.click("button", "Menu")
        program.click("entry", "Review")
        program.click("entry", "Open a colleague’s work")
        program.until(lambda seen: seen["dialog"], "the form that asks for files")
        program.click("line", "theirs.annotator")
        program.click("button", "&Open")
        on_sheet(program, "What this file would bring")
        program.click("button", "Take in")
        program.click("button", "Review")
        compared(program)
        for n, (line, how) in enumerate(
            (
                ("“We will not wait,”", ("button", "Take the right side")),
                ("Kabul", ("act", "A")),
                ("port of Aldane", ("button", "Take the left side")),
                ("the plan", ("act", "neither")),
            ),
            start=1,
        ):
            program.click("line", line)
            program.click(*how)
            seen = settled(program, n)
        assert "this article is reviewed" in seen["review"]["status"]
        program.click("button", "Menu")
        program.click("entry", "Review")
        program.click("entry", "Agreement")
        on_sheet(program, "How far A and B agree")
        program.click("button", "To the differences")
        seen = program.settled()
        assert seen["review"]["sheet"] == ""
        program.click("button", "Read")
        assert program.settled()["shows_page"]
        assert program.hand.n_keys == 0
    assert agreed(mine) == SETTLED
