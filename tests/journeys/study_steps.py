"""What a study does from its first text to its export, one step after another, by either way.

Each step is told what to do by words on the screen; `two_ways` says how a hand does it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.outside import Seen
    from tests.journeys.two_ways import Way

TEXTS = {
    "a-ferry.txt": """Ferry Line To Close

Mayor Talven said the crossing had lost money for years. “We will not wait,” added Hask in Kabul.

The port of Aldane was named in the plan.
""",
    "b-harbour.txt": """Harbour To Open Again

Minister Orla Venn said the harbour would open again in spring. The storm had closed the port of
Aldane in April.
""",
}
LOST, WAIT, OPEN = (
    "the crossing had lost money for years", "We will not wait",
    "the harbour would open again in spring",
)  # fmt: skip
ASKED, ANSWERED = "is a reason trade?", "no. it is about money"
STUDY, KIT = "New project.annotator", "B.annotator"
_OUTLINE, _VALUES, _NOTES = "Types, attributes and links", "Values", "Notes and questions"
_KITS, _WALK = "Take kits back", "One question at a time"
_MOST_STEPS = 60


def begin(way: Way) -> None:
    """Say one's name, make a project, take in a folder of texts."""
    way.type("A")
    way.button("New project", "Ctrl+N")
    way.until_dialog("Where is the new project")
    way.button("&Save", "Enter")
    way.program.until(lambda seen: seen["window"].startswith("New project"), "the project")
    way.act("Import a folder …", menu=("Project",))
    way.until_dialog("Import a folder")
    way.choose_file("texts", button="&Choose")
    way.until_sheet("Articles in")
    way.button("Take in 2 articles", "Enter")
    way.until_page()


def make_scheme(way: Way) -> None:
    """Begin with a ready scheme, call a type otherwise, add an attribute with its values."""
    way.act("Coding scheme …", menu=("Project",))
    way.until_sheet("Scheme")
    way.button("Add a ready one")
    way.pick("Check-worthiness")
    way.program.thing("button", "12 drafts")
    way.rename("entity", "thing", of=_OUTLINE)
    way.frame("claim", of=_OUTLINE)
    way.button("Add attribute", "N")
    way.until_dialog("Add an attribute")
    way.type("topic")
    way.button("Add", "Enter")
    for value in ("trade", "water"):
        way.program.until(lambda seen: seen["sheet"]["title"] == "claim · topic", "topic")
        way.button("Add value", "N")
        way.until_dialog("Add a value")
        way.type(value)
        way.button("Add", "Enter")
        way.program.until(lambda seen: seen["keyboard"] == _VALUES, "the table")
    way.write_beside("trade", 1, "ships and goods", of=_VALUES)
    way.button("Make version 2", "Enter")
    way.program.until_told("The scheme is version 2")
    way.button("Cancel", "Esc")
    way.close_sheet()


def mark(way: Way) -> None:
    """Mark claims, who says them, and which actors these are."""
    for words, speaker in ((LOST, "Mayor Talven"), (WAIT, "Hask")):
        _claim(way, words, speaker)
        _is_new_actor(way, speaker)
    way.open_article("Harbour To Open")
    way.program.until(lambda seen: not seen["spans"], "the other article")
    _claim(way, OPEN, "Minister Orla Venn")
    _is_new_actor(way, "Minister Orla Venn")


def _claim(way: Way, words: str, speaker: str) -> Seen:
    way.mark(words, "Claim", key="C")
    way.button("Who says this?", "L")
    way.pick(speaker)
    return way.program.settled()


def _is_new_actor(way: Way, name: str) -> None:
    way.button("Which actor is this?", "A")
    way.pick(f"New actor: {name}")
    way.pick("person")
    way.program.settled()


def answer_one_by_one(way: Way) -> None:
    """Answer what was added to the scheme for all claims, one question at a time."""
    way.act("One question at a time …", menu=("Mark", "Questions"))
    way.pick("claim · topic")
    way.until_sheet(_WALK, "0 of 3 answered")
    for n, (key, value) in enumerate((("1", "trade"), ("2", "water"), ("1", "trade")), start=1):
        way.button(f"{key} {value}", key)
        way.until_sheet(_WALK, f"{n} of 3 answered")
    way.button("Close", "Esc")
    way.until_page()


def find_and_mark(way: Way) -> None:
    """Find words in all articles, tick them, mark them as one step."""
    way.act("Find in the project …", menu=("Edit",))
    way.until_sheet("Find")
    way.type("Aldane")
    way.until_sheet("Find", "2 places in 2 articles")
    way.tick("Aldane", of="Places", n=2)
    way.button("Mark 2", "Enter")
    way.until_sheet("Find", "2 are marked")
    way.button("Close", "Esc")
    way.until_page()


def make_kit(way: Way) -> None:
    """Make a kit of all articles for a second coder."""
    way.act("Make kits …", menu=("Review",))
    way.until_sheet("Make kits")
    way.write("For whom", "B")
    way.write("Share that all code", "100")
    way.until_sheet("Make kits", "2 articles of 2")
    way.button("Make kits", "Enter")
    way.until_sheet(_KITS, "1 kit lies in")
    way.button("Close", "Esc")
    way.button("Read", "Ctrl+1")
    way.until_page()


def code_kit(way: Way) -> None:
    """The second coder sits down, codes the kit, and asks something."""
    _sit_down(way, "B", "New coder: B")
    way.act("Open a project …", menu=("Project",))
    way.until_dialog("Open a project")
    way.choose_file("kits", KIT, button="&Open")
    way.program.until_told("2 articles to code, for B.")
    way.until_page()
    _claim(way, LOST, "Mayor Talven")
    way.button("Note", "M")
    way.type(ASKED)
    way.keep_note(asks=True)
    way.button("Done", "D")
    way.pick("Done all the same")
    way.program.until(lambda seen: not seen["spans"], "the next article")
    way.program.settled()
    way.button("Done", "D")
    way.program.until_told("This is the last")


def take_kit_back(way: Way) -> None:
    """The first coder opens the study again and takes the kit back."""
    way.act("Open a project …", menu=("Project",))
    way.until_dialog("Open a project")
    way.choose_file(STUDY, button="&Open")
    way.program.until_told("This project is coded by A")
    way.until_page()
    _sit_down(way, "A", "A")
    way.act("Take kits back …", menu=("Review",))
    way.until_sheet(_KITS)
    way.button("Choose files", "Enter")
    way.until_dialog("Which kits came back?")
    way.choose_file("kits", KIT, button="&Open")
    way.until_sheet(_KITS, "2 of 2 articles done")
    way.button("Take in", "Enter")
    way.until_sheet(_KITS, "Took in 1 kit")
    way.button("Close", "Esc")
    way.button("Read", "Ctrl+1")
    way.until_page()


def _sit_down(way: Way, name: str, line: str) -> None:
    way.act("Who is coding? …", menu=("Project",))
    if line != name:
        way.type(name)
    way.pick(line)
    way.program.thing("button", f"Coding: {name}.")
    way.until_page()


def answer_in_scheme(way: Way) -> None:
    """Answer what was asked, and say it in the scheme as a counter-example, in one act."""
    way.act("Notes and questions …", menu=("Edit",))
    way.until_sheet(_NOTES, "1 question without an answer")
    way.frame(f"question, {ASKED}", of=_NOTES)
    way.write("Answer", ANSWERED)
    way.button("W into the scheme", "Ctrl+Enter")
    way.program.thing("line", "claim · directness")
    way.type("topic trade")
    way.pick("claim · topic · trade")
    way.pick("its counter-example")
    way.until_sheet(_NOTES, "claim · topic · trade: version 3")
    way.button("Close", "Esc")
    way.until_page()


def split_and_look_again(way: Way) -> None:
    """Split a value that two claims have, and decide of each which of the new ones it is."""
    way.act("Coding scheme …", menu=("Project",))
    way.until_sheet("Scheme")
    way.frame("topic", of=_OUTLINE)
    way.frame("trade", of=_VALUES)
    way.button("Split")
    way.until_dialog("Split")
    way.write("First", "ships")
    way.write("Second", "prices")
    way.button("Split", "Enter")
    way.program.thing("cell", "prices", _VALUES)
    way.button("Make version 4", "Enter")
    way.program.until_told("The scheme is version 4. 2 decisions are to look at again.")
    way.program.settled()
    way.button("Look again", "Alt+Enter")
    way.until_sheet("Look again", "2 to look at")
    way.button("2 prices", "2")
    way.until_sheet("Look again", "1 to look at")
    way.button("1 ships", "1")
    way.until_sheet("Look again", "All of it was looked at")
    way.button("Close", "Esc")
    way.close_sheet()


def export(way: Way) -> None:
    """Write all of it out."""
    way.act("Export …", menu=("Project",))
    way.until_sheet("Export", "read back and compared")
    way.button("Write", "Enter")
    way.program.until_told("Exported")
    way.button("Close", "Esc")
    way.until_page()


STEPS: tuple[Callable[[Way], None], ...] = (
    begin, make_scheme, mark, answer_one_by_one, find_and_mark, make_kit, code_kit, take_kit_back,
    answer_in_scheme, split_and_look_again, export,
)  # fmt: skip


def _told_after(way: Way, before: str) -> str:
    """Wait until another message stands there; give it."""
    way.program.until(lambda seen: seen["message"] not in ("", before), "another message")
    return str(way.program.settled()["message"])


def undo_all(way: Way) -> int:
    """Undo until nothing is left; give how many steps that were. What takes away much is asked."""
    n_undone, told = 0, ""
    for _ in range(_MOST_STEPS):
        way.button("Undo", "Ctrl+Z")
        told = _told_after(way, told)
        if told.startswith("There is nothing to undo"):
            return n_undone
        assert told.startswith(("Undone: ", "Undo “")), told
        n_undone += told.startswith("Undone: ")
    raise AssertionError(f"still something to undo: {told}")


def write_texts(folder: Path) -> None:
    """Write what the study begins with."""
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
