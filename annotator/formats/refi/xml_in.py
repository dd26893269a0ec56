"""The XML of a REFI-QDA project as it comes: what would harm is refused, the rest given at once.

It is gone through once, by callbacks, since a large project has a million elements: most of them
make up the selections in texts, which are given as plain cells, all others as elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from annotator.formats.safe_xml import XmlCheck
from annotator.model.span import MOST_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CodingCells: TypeAlias = tuple[list[str], str, str | None, list[str]]
"""The codes of a coding, who made it and when, the notes it refers to.

The standard knows one code; some programs write several."""
SelectionCells: TypeAlias = tuple[
    str, int, int, str, str, str | None, list[str], list[CodingCells], tuple[str, ...]
]
"""The id of a selection, where it begins and ends, its description, who made it and when, the notes
it refers to, its codings. At last, where one of them is no number, begin and end as they are said.
"""
_LISTS = frozenset(
    ("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
)
_SELECTION, _HOLDERS = "PlainTextSelection", frozenset(("TextSource", "Representation"))
_N_DIGITS = 12
MOST_WITHIN = 500_000
"""So many elements in a case, a set or a note take 300 MB: one of five times as many is refused."""
_MANY = 10_000
"""Ids that come again and again are those of users and codes: fewer than these."""


class PlacedSelection(NamedTuple):
    """A selection with the element that has it, and the words of the text that it repeats."""

    holder: Element
    name: str
    cells: SelectionCells


class FoundElement(NamedTuple):
    """An element of the lists of a project, or the project itself; its selections are beside it."""

    kind: str
    element: Element
    selections: list[PlacedSelection]


class _BareNames(dict[str, str]):
    """Names of elements without their namespace."""

    def __missing__(self, name: str) -> str:
        bare = self[name] = name.rpartition("}")[2]
        return bare


class _KnownIds(dict[str, str]):
    """Ids as they are compared."""

    def __missing__(self, said: str) -> str:
        if len(self) >= _MANY:
            self.clear()
        found = self[said] = as_compared(said)
        return found


class _PatientCheck(XmlCheck):
    """Hands on twice as much each time, as long as no element comes of it.

    The parser goes through what has no end yet anew each time: a word of 50 MB would take hours.
    """

    _n_fruitless = 0

    def __init__(
        self,
        hear: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None],
        words: Callable[[str], None],
    ) -> None:
        super().__init__(hear, end, words, by_space=True)
        self._waiting = bytearray()

    def feed(self, data: bytes) -> None:
        """Take some more bytes."""
        if len(self._waiting) + len(data) < self._n_fruitless:
            self._waiting += data
            return
        waiting = bytes(self._waiting) + data if self._waiting else data
        n_before, n_bytes = self.n_elements, len(waiting)
        self._waiting.clear()
        super().feed(waiting)
        self._n_fruitless = 0 if self.n_elements > n_before else self._n_fruitless + n_bytes

    def close(self) -> None:
        """Say that there are no more."""
        super().feed(bytes(self._waiting))
        super().close()


class ProjectXml:
    """Takes the XML of a project or codebook bit by bit, through `check`.

    `found` has what is whole by now, in the order of the file, the root last: take it out.
    `is_too_much`: something held more elements than fit into the memory, and is not whole.
    """

    def __init__(self) -> None:
        """Begin before the first byte."""
        self.found: list[FoundElement] = []
        self.is_too_much, self._n_within = False, 0
        self._words: list[str] = []
        self.check = _PatientCheck(self._begins, self._ends, self._words.append)
        self._names, self._ids = _BareNames(), _KnownIds()
        self._open: list[Element] = []
        self._selections: list[PlacedSelection] = []
        # Of the selection that is open: its attributes, what is open in it, and what it has.
        self._selection: Mapping[str, str] | None = None
        self._within: list[str] = []
        self._said: str | None = None
        self._notes: list[str] = []
        self._codings: list[CodingCells] = []

    def _begins(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = self._names[name]
        if self._selection is not None:
            self._begins_within(tag, attributes)
            return
        if self._words:
            self._take_words()
        if tag == _SELECTION and self._open and self._open[-1].tag in _HOLDERS:
            self._selection = attributes
            return
        self._open.append(Element(tag, attributes))  # type: ignore[arg-type]  # it is a dict

    def _ends(self, _name: str) -> None:
        if self._selection is not None:
            self._ends_within(self._selection)
            return
        if self._words:
            self._take_words()
        one = self._open.pop()
        holder = self._open[-1] if self._open else None
        if holder is not None and holder.tag not in _LISTS:
            self._n_within += 1
            if self._n_within <= MOST_WITHIN:
                holder.append(one)
            return
        self.is_too_much |= self._n_within > MOST_WITHIN
        self._n_within = 0
        selections: list[PlacedSelection] = []
        if one.tag.endswith("Source"):
            selections, self._selections = self._selections, selections
        self.found.append(FoundElement(one.tag, one, selections))

    def _take_words(self) -> None:
        """Let what stands before the first element in another be its text."""
        if self._open and not len(self._open[-1]) and self._open[-1].text is None:
            self._open[-1].text = "".join(self._words)
        self._words.clear()

    def _begins_within(self, tag: str, attributes: Mapping[str, str]) -> None:
        within = self._within
        if not within:
            if tag == "Coding":
                by = self._ids[attributes.get("creatingUser", "")]
                if len(self._codings) <= MOST_MARKS:
                    self._codings.append(([], by, attributes.get("creationDateTime"), []))
            elif tag == "NoteRef":
                self._notes.append(as_compared(attributes.get("targetGUID", "")))
            self._words.clear()
        elif len(within) == 1:
            if within[0] == "Coding":
                self._refers(tag, attributes)
            elif within[0] == "Description":
                self._describe()
        within.append(tag)

    def _refers(self, tag: str, attributes: Mapping[str, str]) -> None:
        codes, _, _, notes = self._codings[-1]
        if tag == "CodeRef":
            # As with selections: whoever takes them refuses a text with one more than may be.
            if len(codes) <= MOST_MARKS:
                codes.append(self._ids[attributes.get("targetGUID", "")])
        elif tag == "NoteRef":
            notes.append(as_compared(attributes.get("targetGUID", "")))

    def _describe(self) -> None:
        """Take the words of the first description, as far as no element is in it."""
        if self._said is None:
            self._said = "".join(self._words)
        self._words.clear()

    def _ends_within(self, selection: Mapping[str, str]) -> None:
        if self._within:
            if self._within.pop() == "Description" and not self._within:
                self._describe()
            return
        said_start, said_end = selection.get("startPosition", ""), selection.get("endPosition", "")
        start, end = whole_number(said_start), whole_number(said_end)
        for codes, _, _, _ in self._codings:
            if len(codes) > 1:
                codes[:] = dict.fromkeys(codes)
        cells: SelectionCells = (
            as_compared(selection.get("guid", "")),
            start,
            end,
            "" if self._said is None else self._said.strip(),
            self._ids[selection.get("creatingUser", "")],
            selection.get("creationDateTime"),
            self._notes,
            self._codings,
            () if start >= 0 <= end else (said_start or "?", said_end or "?"),
        )
        found = PlacedSelection(self._open[-1], selection.get("name", ""), cells)
        # Whoever takes them refuses a text with one more than may be: further ones need no room.
        if len(self._selections) <= MOST_MARKS:
            self._selections.append(found)
        self._selection, self._said = None, None
        self._notes, self._codings = [], []
        self._words.clear()


def as_compared(said: str) -> str:
    """Give an id as it is compared: upper-case, without braces."""
    return said.strip().strip("{}").upper()


def guid_of(one: Element | Mapping[str, str], name: str = "guid") -> str:
    """Give an id as it is compared; "" where there is none."""
    return as_compared(one.get(name, ""))


def whole_number(said: str) -> int:
    """Give a number; -1, which is no position, for what is none."""
    try:
        return int(said) if len(said.strip()) <= _N_DIGITS else -1
    except ValueError:
        return -1
