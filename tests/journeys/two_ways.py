"""Two ways of doing the same in the program from outside: by keys alone, by the mouse alone.

What is done stands elsewhere; here is how each hand does it. By mouse keys only write words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.journeys.outside import Outside, Seen

_MOST, _AGAIN = 60, 3
"""So many presses lead to anything that is on a sheet."""
_TO_BOX = 14
"""How far the tick of a line is from where the line begins."""
_SIGNS = {" ": "Space", ".": "period", "-": "minus", "/": "slash", "?": "Shift+slash", ",": "comma"}


def keys_of(words: str) -> list[str]:
    """Give what is pressed to write words."""
    return [_SIGNS.get(one) or (f"Shift+{one.lower()}" if one.isupper() else one) for one in words]


class Way(ABC):
    """What a person can do; each way has its own hands for it."""

    def __init__(self, program: Outside) -> None:
        self.program = program
        self.n_to_write = 0
        """How many keys only wrote words."""

    def type(self, words: str) -> Seen:
        """Write words where the keyboard is."""
        keys = keys_of(words)
        self.n_to_write += sum(len(one.split("+")) for one in keys)
        return self.program.press_fast(*keys)

    def until_sheet(self, name: str, says: str = "") -> Seen:
        """Wait until a sheet is there, and says something; and until all is done."""

        def is_there(seen: Seen) -> bool:
            sheet = seen["sheet"]
            return sheet.get("name") == name and any(says in one for one in sheet["says"])

        self.program.until(is_there, f"sheet {name}: {says}")
        return self.program.settled()

    def until_page(self) -> Seen:
        """Wait until the page has the keyboard, and nothing lies over it."""
        is_so = self.program.until(
            lambda seen: seen["keyboard"] == "page" and not seen["sheet"], "the page"
        )
        return self.program.settled() if is_so else is_so

    def close_sheet(self) -> Seen:
        """Leave whatever sheets lie over the page."""
        if self.program.settled()["sheet"]:
            self.button("Cancel", "Esc")
        return self.until_page()

    def until_dialog(self, words: str) -> Seen:
        """Wait until a form is in front."""
        self.program.until(
            lambda seen: seen["dialog"].startswith(words) and seen["window"] == seen["dialog"],
            words,
        )
        return self.program.settled()

    @abstractmethod
    def act(self, label: str, *, menu: tuple[str, ...]) -> Seen:
        """Do an act by its words in the list of acts, or in the menu."""

    @abstractmethod
    def button(self, words: str, key: str = "") -> Seen:
        """Press a button; `key` is what it shows beside its words."""

    @abstractmethod
    def write(self, field: str, words: str) -> Seen:
        """Write into a field, in place of what is there."""

    @abstractmethod
    def frame(self, words: str, *, of: str) -> Seen:
        """Go to a line or cell of a list."""

    @abstractmethod
    def rename(self, words: str, to: str, *, of: str) -> Seen:
        """Write into a line or cell of a list, in place of what stands there."""

    @abstractmethod
    def write_beside(self, words: str, column: int, to: str, *, of: str) -> Seen:
        """Write into the row of a table where a cell with such words is, in another column."""

    @abstractmethod
    def pick(self, words: str) -> Seen:
        """Take a line of the list that is open."""

    @abstractmethod
    def choose_file(self, *parts: str, button: str) -> Seen:
        """Choose a file or folder in the system's form: the folders that lead to it, its name."""

    @abstractmethod
    def open_article(self, title: str) -> Seen:
        """Open an article of the list."""

    @abstractmethod
    def tick(self, words: str, *, of: str, n: int) -> Seen:
        """Tick the lines of a list that begin so, all n of them; the keyboard is in its field."""

    @abstractmethod
    def keep_note(self, *, asks: bool) -> Seen:
        """Keep the note that is being written; `asks` = as a question to all."""

    @abstractmethod
    def mark(self, words: str, type_name: str, *, key: str) -> Seen:
        """Mark words of the page as a type."""


class ByKeys(Way):
    """No mouse."""

    def act(self, label: str, *, menu: tuple[str, ...]) -> Seen:
        self.program.press("Ctrl+K")
        self.type(label.lower().rstrip(" …"))
        return self.program.press("Enter")

    def button(self, words: str, key: str = "") -> Seen:
        if key:
            return self.program.press(key)
        self._tab_to("button", words)
        return self.program.press("Space")

    def write(self, field: str, words: str) -> Seen:
        self._tab_to("field", field)
        self.program.press("Ctrl+a")
        return self.type(words)

    def frame(self, words: str, *, of: str) -> Seen:
        self._tab_to("cell", "", of=of)
        seen = self.program.press("Ctrl+Home")
        for _ in range(_MOST):
            if any(one["words"].startswith(words) for one in seen["things"] if _is_framed(one, of)):
                return seen
            seen = self.program.press("Down")
        raise AssertionError(f"↓ does not come to {words} in {of}")

    def rename(self, words: str, to: str, *, of: str) -> Seen:
        self.frame(words, of=of)
        return self._write_here([], to, of)

    def _write_here(self, way: list[str], to: str, of: str) -> Seen:
        self.program.press_fast(*way, "F2")
        self.type(to)
        self.program.press("Enter")
        return self.program.until(lambda seen: seen["keyboard"] == of, of)

    def write_beside(self, words: str, column: int, to: str, *, of: str) -> Seen:
        self.frame(words, of=of)
        return self._write_here(["Right"] * column, to, of)

    def pick(self, words: str) -> Seen:
        self.program.until(lambda seen: _lines(seen), "a list")
        seen = self.program.settled()
        for _ in range(_MOST):
            if any(one["words"].startswith(words) for one in _lines(seen) if one["is_framed"]):
                return self.program.press("Enter")
            seen = self.program.press("Down")
        raise AssertionError(f"↓ does not come to {words}: {_lines(seen)}")

    def mark(self, words: str, type_name: str, *, key: str) -> Seen:
        self.program.press("Ctrl+F")
        self.type(words.lower())
        self.program.go_back()
        return self.program.press(key)

    def choose_file(self, *parts: str, button: str) -> Seen:
        self.type("/".join(parts))
        return self.program.press("Enter")

    def open_article(self, title: str) -> Seen:
        return self.program.press("Alt+Down")

    def tick(self, words: str, *, of: str, n: int) -> Seen:
        self.program.press("Enter")
        for k in range(n):
            seen = self.program.press(*["Down"][: min(k, 1)], "Space")
        return seen

    def keep_note(self, *, asks: bool) -> Seen:
        return self.program.press(*["Tab", "Space"] * asks, "Esc")

    def _tab_to(self, kind: str, words: str, *, of: str = "") -> None:
        """Press Tab until something has the keyboard."""
        seen = self.program.settled()
        for _ in range(_MOST):
            if any(_has_keyboard(one, kind, words, of) for one in seen["things"]):
                return
            seen = self.program.press("Tab")
        raise AssertionError(f"Tab does not come to {kind} {words} {of}: {_told(seen)}")


class ByMouse(Way):
    """Keys only to write words."""

    def act(self, label: str, *, menu: tuple[str, ...]) -> Seen:
        self.program.click("button", "Menu")
        for one in menu:
            self.program.click("entry", one)
        return self.program.click("entry", label)

    def button(self, words: str, key: str = "") -> Seen:
        return self.program.click("button", words)

    def write(self, field: str, words: str) -> Seen:
        self.program.click("field", field, n=3)
        return self.type(words)

    def frame(self, words: str, *, of: str) -> Seen:
        """Click, and again where the sheet has just moved it from under the hand."""
        for _ in range(_AGAIN):
            seen = self.program.click("cell", words, of=of)
            framed = [one["words"] for one in seen["things"] if _is_framed(one, of)]
            if any(one.startswith(words) for one in framed):
                return seen
        raise AssertionError(f"a click does not frame {words} in {of}, but {framed}")

    def rename(self, words: str, to: str, *, of: str) -> Seen:
        self.program.click("cell", words, of=of, n=2)
        self.program.until(lambda seen: seen["keyboard"] == "Name", "the field of the name")
        return self.type(to)  # the next click leaves the field

    def write_beside(self, words: str, column: int, to: str, *, of: str) -> Seen:
        seen = self.program.settled()
        cells = [one for one in seen["things"] if one["kind"] == "cell" and one["in"] == of]
        at = next(n for n, one in enumerate(cells) if one["words"] == words)
        self.program.hand.click(*cells[at + column + 1]["at"], n=2)  # past the number
        self.program.settled()
        self.type(to)
        return self.program.click("cell", words, of=of)

    def pick(self, words: str) -> Seen:
        return self.program.click("line", words)

    def mark(self, words: str, type_name: str, *, key: str) -> Seen:
        self.program.select(words)
        return self.program.click("button", type_name)

    def choose_file(self, *parts: str, button: str) -> Seen:
        for folder in parts[:-1]:
            self.program.click("line", folder, n=2)
        self.program.click("line", parts[-1])
        return self.program.click("button", button)

    def open_article(self, title: str) -> Seen:
        return self.program.click("cell", title, of="Articles", n=2)

    def tick(self, words: str, *, of: str, n: int) -> Seen:
        things = self.program.settled()["things"]
        lines = [one for one in things if one.get("in") == of and one["words"].startswith(words)]
        assert len(lines) == n
        for one in lines:
            self.program.hand.click(one["begin"] + _TO_BOX, one["at"][1])
        return self.program.settled()

    def keep_note(self, *, asks: bool) -> Seen:
        if asks:
            self.program.click("button", "A question to all coders")
        return self.program.click("cell", "", of="Articles")  # any click elsewhere keeps it


def _lines(seen: Seen) -> list[dict[str, Any]]:
    return [one for one in seen["things"] if one["kind"] == "line"]


def _is_framed(one: dict[str, Any], of: str) -> bool:
    return one["kind"] == "cell" and one["in"] == of and one["is_framed"]


def _has_keyboard(one: dict[str, Any], kind: str, words: str, of: str) -> bool:
    is_it = one["kind"] == kind and one["words"].startswith(words) and one.get("in", "") == of
    return is_it and bool(one.get("has_keyboard"))


def _told(seen: Seen) -> str:
    return f"{seen['keyboard']} of {seen['sheet']}"
