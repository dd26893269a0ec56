"""Which act a key means now: the table of `resources/keys.toml`, joined with a scheme's types.

What a widget reports about a press comes in as plain values; doing the act belongs to the window.
Keys go by letter; where the layout gives no Latin letter, and for the number row always, by the
place of the key, named after the US layout.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from annotator import resources
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.scheme import Scheme

MARK = "mark-"
ADD_PART = "add-part"
DIGIT = "digit"

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_DIGITS = "0123456789"
# Rows of the US layout, and the scan code of the first key of each.
_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_FIRST_X11 = (10, 24, 38, 52)
_FIRST_EVDEV = (2, 16, 30, 44)
# Set 1 of the PC keyboard: the numbers that evdev took over for these keys.
_FIRST_WINDOWS = (2, 16, 30, 44)
# Virtual key codes of macOS, which stand for places there (kVK_ANSI_…).
_MAC = {
    0x00: "A", 0x01: "S", 0x02: "D", 0x03: "F", 0x04: "H", 0x05: "G", 0x06: "Z", 0x07: "X",
    0x08: "C", 0x09: "V", 0x0B: "B", 0x0C: "Q", 0x0D: "W", 0x0E: "E", 0x0F: "R", 0x10: "Y",
    0x11: "T", 0x12: "1", 0x13: "2", 0x14: "3", 0x15: "4", 0x16: "6", 0x17: "5", 0x19: "9",
    0x1A: "7", 0x1C: "8", 0x1D: "0", 0x1F: "O", 0x20: "U", 0x22: "I", 0x23: "P", 0x25: "L",
    0x26: "J", 0x28: "K", 0x2D: "N", 0x2E: "M",
}  # fmt: skip


class Mode(StrEnum):
    """What has the keyboard."""

    PAGE = "page"
    BOUNDARY = "boundary"
    LIST = "list"
    FIELD = "field"
    CARD = "card"
    REVIEW = "review"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One press: a key by its name ("S", "5", "Space", "Left", "F6") and what was held with it."""

    key: str
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False

    @classmethod
    def parse(cls, written: str) -> "Stroke":
        """Read a key as the table writes it ("Ctrl+Shift+Z", "Ctrl++"); raises `WrongUse`."""
        head, plus, key = written.rpartition("+")
        if plus and not key and head[-1:] in ("", "+"):  # the key is the plus sign itself
            head, key = head.removesuffix("+"), "+"
        held = [one for one in head.split("+") if one]
        if not key or any(one not in _MODIFIERS for one in held):
            raise WrongUse(
                tr("“{key}” is no key.", key=written),
                tr("Write a key like S, Shift+S, Ctrl+Left or F6."),
            )
        return cls(
            key.upper() if len(key) == 1 else key,
            ctrl="Ctrl" in held,
            alt="Alt" in held,
            shift="Shift" in held,
            meta="Meta" in held,
        )

    def __str__(self) -> str:
        """Give the press as the table writes it."""
        held = zip(_MODIFIERS, (self.ctrl, self.alt, self.shift, self.meta), strict=True)
        return "+".join([*(name for name, is_held in held if is_held), self.key])


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One act of the table: its keys and where they hold; `label` and `group` are in English.

    On the key sheet it stands in the line of its `pair`, and `both` says what the two do.
    """

    act: str
    keys: tuple[Stroke, ...]
    where: frozenset[Mode]
    group: str
    label: str
    plain: tuple[Stroke, ...] = ()
    extends: bool = False
    type_name: str = ""
    pair: str = ""
    both: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a press means: the act, and with it the type, the digit, whether it selects."""

    act: str
    type_name: str = ""
    digit: int | None = None
    extends: bool = False


class KeyTable:
    """All acts with their keys. Immutable; asked with `resolve`."""

    __slots__ = ("_meanings", "rows")

    rows: tuple[KeyRow, ...]

    def __init__(self, rows: Iterable[KeyRow]) -> None:
        """Index the rows; where two claim one key in one mode, the first has it."""
        self.rows = tuple(rows)
        self._meanings: dict[tuple[Mode, Stroke], Meaning] = {}
        for row in self.rows:
            for stroke in row.keys:
                self._index(row, stroke, extends=False)
                if row.extends:
                    self._index(row, replace(stroke, shift=True), extends=True)

    def _index(self, row: KeyRow, stroke: Stroke, *, extends: bool) -> None:
        is_digit = row.act == DIGIT and stroke.key in _DIGITS
        meaning = Meaning(
            row.act, row.type_name, int(stroke.key) if is_digit else None, extends=extends
        )
        for mode in row.where:
            self._meanings.setdefault((mode, stroke), meaning)

    def resolve(self, stroke: Stroke, mode: Mode) -> Meaning | None:
        """Give what a press means in a mode; None leaves it to the widget (typing, for one).

        Keys of the whole window hold in every mode, but for undo and redo in a field, where they
        undo typing. In a list digits pick only while its filter is empty: the list asks first.
        """
        meaning = self._meanings.get((mode, stroke))
        if meaning is not None:
            return meaning
        meaning = self._meanings.get((Mode.WINDOW, stroke))
        is_typing = mode in (Mode.FIELD, Mode.LIST)
        if meaning is not None and is_typing and meaning.act in ("undo", "redo"):
            return None
        return meaning

    def row(self, act: str) -> KeyRow | None:
        """Give the row of an act, or None."""
        return next((row for row in self.rows if row.act == act), None)

    def key_of(self, act: str) -> str:
        """Give the first key of an act as buttons and tooltips show it; "" if it has none."""
        row = self.row(act)
        return str(row.keys[0]) if row is not None and row.keys else ""

    def sheet(self, mode: Mode = Mode.PAGE) -> tuple[tuple[str, tuple[KeyRow, ...]], ...]:
        """Give the key sheet of a workspace: each heading with its rows, in the table's order.

        In Review stand its own keys, those of lists and of the window; in Read all others.
        """
        review = frozenset((Mode.REVIEW,))
        of_review = frozenset((Mode.REVIEW, Mode.LIST, Mode.WINDOW))
        groups: dict[str, list[KeyRow]] = {}
        for row in self.rows:
            is_here = row.where & of_review if mode is Mode.REVIEW else row.where != review
            if row.group and row.keys and is_here:
                groups.setdefault(row.group, []).append(row)
        return tuple((group, tuple(rows)) for group, rows in groups.items())


@lru_cache(maxsize=1)
def act_words() -> Mapping[str, str]:
    """Give what else people call each act, by its name, in English (`resources/act_words.toml`)."""
    return tomllib.loads(resources.read_text("act_words.toml"))


@lru_cache(maxsize=1)
def shipped_rows() -> tuple[KeyRow, ...]:
    """Give the rows of `resources/keys.toml`."""
    table = tomllib.loads(resources.read_text("keys.toml"))
    return tuple(_row(entry) for entry in table["key"])


def key_table(
    scheme: Scheme | None = None,
    *,
    changed: Mapping[str, tuple[str, ...]] | None = None,
    plain_arrows: bool = False,
) -> KeyTable:
    """Give the table for a scheme: its types have their own keys, those it lacks have no row.

    `changed` holds a person's own keys by act (none at all takes the key away). `plain_arrows`
    makes arrows move as in other programs: by character, with Ctrl by word.
    """
    rows = list(shipped_rows())
    if scheme is not None:
        rows = _with_types(rows, scheme)
    if plain_arrows:
        rows = [replace(row, keys=row.plain) if row.plain else row for row in rows]
    own = changed or {}
    return KeyTable(
        replace(row, keys=tuple(Stroke.parse(one) for one in own[row.act]))
        if row.act in own
        else row
        for row in rows
    )


def _row(entry: Mapping[str, Any]) -> KeyRow:
    act = str(entry["act"])
    return KeyRow(
        act=act,
        keys=tuple(Stroke.parse(one) for one in entry["keys"]),
        plain=tuple(Stroke.parse(one) for one in entry.get("plain", ())),
        where=frozenset(Mode(one) for one in entry["where"]),
        extends=entry.get("shift") == "extends",
        group=str(entry["group"]),
        label=str(entry["label"]),
        pair=str(entry.get("pair", "")),
        both=str(entry.get("both", "")),
        type_name=act.removeprefix(MARK) if act.startswith(MARK) else "",
    )


def _with_types(rows: list[KeyRow], scheme: Scheme) -> list[KeyRow]:
    """The rows with one to mark and one to add a part for each type of the scheme."""
    shipped = {row.act: row for row in rows}
    where = frozenset((Mode.PAGE, Mode.CARD))
    marking: list[KeyRow] = []
    adding: list[KeyRow] = []
    for kind in scheme.offered_types:
        keys = (Stroke(kind.key.upper()),) if kind.key else ()
        known = shipped.get(MARK + kind.name)
        label = known.label if known else kind.name.replace("_", " ").capitalize()
        marking.append(KeyRow(MARK + kind.name, keys, where, "Mark", label, type_name=kind.name))
        further = tuple(replace(key, shift=True) for key in keys)
        adding.append(replace(shipped[ADD_PART], keys=further, type_name=kind.name))
    place = next(n for n, row in enumerate(rows) if row.act.startswith(MARK))
    kept = [row for row in rows if not row.act.startswith(MARK) and row.act != ADD_PART]
    return [*kept[:place], *marking, *adding, *kept[place:]]


# --- the letter of a press, under any keyboard layout ---------------------------------------------


def _by_row(first: tuple[int, ...]) -> dict[int, str]:
    return {
        code + n: character
        for code, row in zip(first, _ROWS, strict=True)
        for n, character in enumerate(row)
    }


PLACES: dict[str, dict[int, str]] = {
    "x11": _by_row(_FIRST_X11),
    "evdev": _by_row(_FIRST_EVDEV),
    "windows": _by_row(_FIRST_WINDOWS),
    "macos": _MAC,
}
"""Letter or digit by the code of the key's place. On X11 and Wayland Qt gives evdev's code plus 8
("x11"); on macOS it gives the place as the native virtual key, not as the scan code."""


def letter_for(
    key_text: str, native_scan_code: int, platform: str = "x11", *, shift: bool = False
) -> str:
    """Give the Latin letter (a capital) or digit that a press stands for; "" for neither.

    `key_text` is the text the press would type (with Ctrl held it may be a control character).
    `platform` is one of `PLACES`. Keys with a name of their own (Return, Tab, Backspace) are to
    be told apart by the caller before. A comma where the US layout has M (French) is no M; but
    with Shift a Persian layout types marks at the places of letters, so then the place counts.
    """
    place = PLACES.get(platform, {}).get(native_scan_code, "")
    if place.isdigit():
        return place
    if len(key_text) != 1:
        return place
    is_mark = unicodedata.category(key_text)[0] in "PS"
    return _latin(key_text) or ("" if is_mark and not shift else place)


def _latin(typed: str) -> str:
    if typed.isascii() and typed.isalpha():
        return typed.upper()
    if 1 <= ord(typed) <= 26:
        return chr(ord("A") + ord(typed) - 1)  # Ctrl with a letter
    if unicodedata.category(typed) == "Nd":
        return str(unicodedata.digit(typed))  # the number pad, in whatever script
    return ""
