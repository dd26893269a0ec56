"""A small article coded to its export, from outside: by keys under four layouts, by mouse alone.

The program runs in its own process under a window manager; keys and clicks come from the X server.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import settings
from annotator.project import Project
from annotator.settings import Settings
from tests.journeys.outside import Outside, Seen
from tests.journeys.screen import missing, screen
from tests.journeys.test_seed_by_commands import annotator

pytestmark = pytest.mark.slow

TEXT = """Ferry Line To Close

Mayor Talven said the crossing had lost money for years. “We will not wait,” added Hask in Kabul.

The port (بندر) was named in the plan.
"""
LAST = "This is the last article of the list."
TYPED = {"ir": {"note": ("sghl", "سلام"), "find": ("fknv", "بندر")}}
"""What is typed, as the places of the keys in English, and the words that come of it."""
TYPED_LATIN = {"note": ("check", "check"), "find": ("port", "port")}


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A screen of our own with a window manager, for all journeys."""
    lacking = missing()
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with screen(str(tmp_path_factory.mktemp("manager"))) as name:
        yield name


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the article, in a home whose person is called A."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path))
    kept = settings.save(Settings().with_coder("A"))
    path = tmp_path / "ferry.annotator"
    with Project.create(path, coder=kept.coder()) as made:
        made.import_text(TEXT)
    return path


def exported(project: Path) -> dict[str, Any]:
    """Give what an export says, without ids."""
    lines = project.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    spans = {one["id"]: one for one in records if one["kind"] == "span"}
    actors = {one["id"]: one for one in records if one["kind"] == "actor"}

    def words(span: dict[str, Any]) -> str:
        return f"{span['type']}: {' … '.join(span['text'])}"

    def actor(span: dict[str, Any]) -> str:
        found = actors.get(span.get("actor") or "")
        return f"{found['name']}, {found['actor_kind']}" if found else ""

    return {
        "spans": {words(one): (one["attributes"], actor(one)) for one in spans.values()},
        "links": {
            (words(spans[one["from"]]), one["type"], words(spans[one["to"]]))
            for one in records
            if one["kind"] == "link"
        },
        "notes": {
            (words(spans[one["about"]["id"]]), one["text"])
            for one in records
            if one["kind"] == "note"
        },
        "states": [[*one["states"].values()] for one in records if one["kind"] == "article"],
    }


def expected(*, note: str, found: str) -> dict[str, Any]:
    """Give what the export must say."""
    ferry = "claim: the crossing had lost money for years"
    wait = "claim: “We will not wait,”"
    return {
        "spans": {
            ferry: ({"directness": "indirect", "kind": "fact"}, ""),
            wait: ({"directness": "direct"}, ""),
            "speaker: Mayor Talven": ({"form": "role"}, "Mayor Talven, person"),
            "speaker: Hask": ({"form": "name"}, "Hask, person"),
            "cue: said": ({}, ""),
            "cue: added": ({}, ""),
            "entity: Kabul": ({"kind": "place"}, ""),
            f"entity: {found}": ({"kind": "other"}, ""),
        },
        "links": {
            (ferry, "said_by", "speaker: Mayor Talven"),
            (ferry, "cued_by", "cue: said"),
            (wait, "said_by", "speaker: Hask"),
            (wait, "cued_by", "cue: added"),
        },
        "notes": {("speaker: Hask", note)},
        "states": [["done"]],
    }


def test_the_window_is_painted_before_anything_is_pressed(display: str, project: Path) -> None:
    with Outside(display, "us", project, project.parent) as program:
        program.until_painted("Mayor")


# --- by keys ------------------------------------------------------------------------------------


def framed(seen: Seen) -> str:
    """Give the words of the innermost entry or line that is under the frame."""
    return next((one["words"] for one in seen["things"] if one.get("is_framed")), "")


def go_down_to(program: Outside, words: str) -> None:
    """Press ↓ in a menu until an entry is framed."""
    for _ in range(20):
        if framed(program.look()) == words:
            return
        program.press("Down")
    raise AssertionError(f"↓ does not come to {words}")


@pytest.mark.parametrize("layout", ["us", "fr", "de", "ir"])
def test_an_article_is_coded_by_keys_to_its_export(
    display: str, project: Path, layout: str
) -> None:
    typed = TYPED.get(layout, TYPED_LATIN)
    with Outside(display, layout, project, project.parent) as program:
        program.press("Ctrl+Home", "Q", "Space", "Space", "C", "2", "1", "L", "1", "A", "Enter")
        program.press("1", "Q", "Space", "Space", "C", "L", "1", "A", "Enter", "1")
        program.press("Ctrl+Z")
        program.until_told("Undone: “Hask” is Hask")
        program.press("Alt+Enter" if layout == "de" else "Ctrl+Shift+Z")
        assert program.until_told("Done again: “Hask” is Hask")["current"] == "Hask"
        program.press("M")
        program.type(typed["note"][0])
        program.press("Ctrl+Enter", "Right", "E")  # the word “in”; its edges are then moved
        program.press("T", "Right", "Enter", "T", "T", "Right", "Enter", "3")
        program.press("Ctrl+F")
        program.type(typed["find"][0])
        assert program.press("Enter", "Esc")["keyboard"] == "page"
        program.press("E", "7")
        program.press("D")
        program.until_told(LAST)
        program.press("F10", "Down", "Right")
        go_down_to(program, "Export …")
        program.press("Enter")
        until_export(program, "Tables")
        program.press("Down", "Down")
        until_export(program, "Workbook")
        program.press("Enter")
        program.until_told("Exported")
        seen = program.press("Esc")
        assert (seen["keyboard"], seen["strays"]) == ("page", [])
    assert project.with_suffix(".xlsx").exists()
    assert coded(project) == expected(note=typed["note"][1], found=typed["find"][1])


def until_export(program: Outside, title: str) -> None:
    """Wait until the sheet has counted what goes out in a format that is called so."""

    def is_counted(seen: Seen) -> bool:
        sheet = seen["sheet"]
        is_there = sheet.get("name") == "Export" and sheet["title"].startswith(title)
        return is_there and any("read back and compared" in one for one in sheet["says"])

    program.until(is_counted, f"the sheet Export with {title}")


def coded(project: Path) -> dict[str, Any]:
    """Give what stands in the project, by an export without the window."""
    annotator("export", project, "--format", "jsonl", "--to", project.with_suffix(".jsonl"))
    return exported(project)


def test_the_places_of_the_letters_mark_under_an_arabic_layout(display: str, project: Path) -> None:
    with Outside(display, "ara", project, project.parent) as program:
        program.press("Ctrl+Home")
        for n, letter in enumerate("SCUE", start=1):
            assert len(program.press(letter, "Right")["spans"]) == n
    words = [f"{one.split(':')[0]}" for one in coded(project)["spans"]]
    assert words == ["speaker", "claim", "cue", "entity"]


def test_the_number_pad_sets_values_and_picks_from_lists(display: str, project: Path) -> None:
    with Outside(display, "us", project, project.parent) as program:
        program.press("Ctrl+Home", "Num_Lock", "E", "KP_3", "Right", "C", "L")
        assert program.press("KP_1", "Num_Lock")["list"] == ""
    found = coded(project)
    assert found["spans"]["entity: Ferry"] == ({"kind": "place"}, "")
    assert [kind for _, kind, _ in found["links"]] == ["said_by"]


def test_a_dead_key_and_a_letter_write_one_with_its_accent_in_a_note(
    display: str, project: Path
) -> None:
    with Outside(display, "de", project, project.parent) as program:
        program.press(
            "Ctrl+Home", "E", "M", "dead_acute", "e", "dead_circumflex", "a", "Ctrl+Enter"
        )
    assert coded(project)["notes"] == {("entity: Ferry", "éâ")}


# --- by mouse -----------------------------------------------------------------------------------


def choose(program: Outside, *entries: str) -> None:
    """Click the button Menu, then its entries one after another."""
    program.click("button", "Menu")
    for one in entries:
        program.click("entry", one)


def code_claim(program: Outside, words: str, speaker: str) -> None:
    """Drag over a claim, click what marks it, who says it, and that this is a person."""
    program.select(words)
    program.click("button", "Claim")
    program.click("button", "Who says this?")
    program.click("line", speaker)
    program.click("button", "Which actor is this?")
    program.click("line", f"New actor: {speaker}")
    program.click("line", "person")


def test_an_article_is_coded_by_mouse_alone_to_its_export(display: str, project: Path) -> None:
    with Outside(display, "us", project, project.parent) as program:
        code_claim(program, "the crossing had lost money for years", "Mayor Talven")
        program.click("attribute", "kind")
        program.click("value", "fact")
        code_claim(program, "“We will not wait,”", "Hask")
        program.click("button", "Undo")
        program.until_told("Undone: “Hask” is Hask")
        program.click("button", "Redo")
        program.until_told("Done again: “Hask” is Hask")
        program.select("the plan")
        program.click_words("plan", right=True)
        program.click("entry", "Copy the words alone")
        program.click_words("Hask")
        program.click("button", "Note")
        program.click("field", "Note on", right=True)
        program.click("entry", "Paste")
        program.click_words("in Kabul", n=2)
        assert program.click("button", "Entity")["current"] == "in"
        for edge, words in (("end", "Kabul"), ("start", "Kabul")):
            there = program.look(words)["words"][0]["begin" if edge == "start" else "end"]
            program.hand.drag(program.thing("handle", edge)["at"], there)
            program.settled()
        program.click("value", "place")
        program.click_words("port", n=2)
        choose(program, "Edit", "Find in the article")
        program.click("button", "Next")
        program.click("button", "Close")
        program.click("button", "Entity")
        program.click("value", "other")
        program.click("button", "Done")
        program.until_told(LAST)
        choose(program, "Project", "Export")
        until_export(program, "Tables")
        program.click("cell", "Workbook (Excel)", of="Export as")
        until_export(program, "Workbook")
        program.click("button", "Write")
        program.until_told("Exported")
        seen = program.click("button", "Close")
        assert (seen["keyboard"], seen["strays"]) == ("page", [])
        assert program.hand.n_keys == 0
    assert project.with_suffix(".xlsx").exists()
    assert coded(project) == expected(note="the plan", found="port")
