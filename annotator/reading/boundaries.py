"""The boundary mode (T): takes hold of one edge of a span's part and moves it.

Keeping the new parts as a step, and drawing the edge that is held, belong elsewhere.
"""

from dataclasses import dataclass, replace
from enum import Enum

from annotator.language import tr
from annotator.model.span import Span
from annotator.reading.caret import Unit
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range, is_blank
from annotator.text.words import (
    boundary_at_or_before,
    grapheme_after,
    grapheme_before,
    next_word_start,
    previous_word_start,
    word_at,
    word_core,
)

_SAID = 3
"""How many words at a held edge are said."""


class Edge(Enum):
    """Which end of the part is held."""

    END = "end"
    START = "start"


@dataclass(frozen=True, slots=True)
class Boundary:
    """An edge that is held: the span, its parts as they would be now, which part, which edge.

    `before` are the parts as they were: Esc puts them back.
    """

    span_id: str
    before: tuple[Range, ...]
    parts: tuple[Range, ...]
    n: int
    edge: Edge = Edge.END

    @property
    def part(self) -> Range:
        """The part whose edge is held."""
        return self.parts[self.n]

    @property
    def position(self) -> int:
        """Where the held edge is."""
        return self.part.end if self.edge is Edge.END else self.part.start

    @property
    def is_changed(self) -> bool:
        """Whether Enter would change anything."""
        return self.parts != self.before

    def turned(self) -> "Boundary":
        """Give the same part held at its other edge (T again)."""
        return replace(self, edge=Edge.START if self.edge is Edge.END else Edge.END)

    def moved(self, text: str, *, forward: bool, unit: Unit = Unit.WORD) -> "Boundary":
        """Give it with the edge moved by a word or a character; itself where it cannot go.

        `forward` is the direction of reading. The part keeps a character at least, and never
        runs into the part before or after it.
        """
        step = _by_character if unit is Unit.CHARACTER else _by_word
        return self._with_edge(text, step(text, self.position, self.edge, forward=forward))

    def put(self, text: str, position: int, *, free: bool = False) -> "Boundary":
        """Give it with the edge at the word edge nearest to a position (the mouse).

        `free`: at the character. Itself where the edge cannot go: beyond the part's other end.
        """
        if free:
            return self._with_edge(text, boundary_at_or_before(text, position))
        forward = _by_word(text, max(0, position - 1), self.edge, forward=True)
        back = _by_word(text, min(len(text), position + 1), self.edge, forward=False)
        return self._with_edge(text, min(forward, back, key=lambda one: abs(one - position)))

    def _with_edge(self, text: str, position: int) -> "Boundary":
        part = self.part
        if self.edge is Edge.END:
            limit = self.parts[self.n + 1].start if self.n + 1 < len(self.parts) else len(text)
            end = min(position, limit)
            while end > part.start and is_blank(text[end - 1]):
                end = grapheme_before(text, end)
            new = Range(part.start, end)
        else:
            start = max(position, self.parts[self.n - 1].end if self.n else 0)
            while start < part.end and is_blank(text[start]):
                start = grapheme_after(text, start)
            new = Range(start, part.end)
        if new.is_empty:
            return self
        return replace(self, parts=(*self.parts[: self.n], new, *self.parts[self.n + 1 :]))


def hold(span: Span, n: int, edge: Edge) -> Boundary:
    """Give the hold on one edge of one part."""
    return Boundary(span.id, span.parts, span.parts, n, edge)


def take_hold(span: Span, position: int) -> Boundary:
    """Give the hold on the end of the part at the caret, else of the part nearest to it."""
    distances = [_distance(part, position) for part in span.parts]
    return hold(span, distances.index(min(distances)), Edge.END)


def said_of_edge(text: str, held: Boundary) -> str:
    """Give what a screen reader says of a held edge: the words that the span ends with now."""
    words = held.part.of(text).split()
    if held.edge is Edge.END:
        return tr("ends with: {words}", words=" ".join(words[-_SAID:]))
    return tr("begins with: {words}", words=" ".join(words[:_SAID]))


def _distance(part: Range, position: int) -> int:
    if part.start <= position <= part.end:
        return 0
    return min(abs(part.start - position), abs(part.end - position))


def _by_character(text: str, at: int, edge: Edge, *, forward: bool) -> int:
    # Blanks are no place for an edge: one press goes over all of them.
    following = grapheme_after(text, at) if forward else grapheme_before(text, at)
    while 0 < following < len(text) and is_blank(
        text[following - 1] if edge is Edge.END else text[following]
    ):
        on = grapheme_after(text, following) if forward else grapheme_before(text, following)
        if on == following:
            break
        following = on
    return following


def _by_word(text: str, at: int, edge: Edge, *, forward: bool) -> int:
    if edge is Edge.END:
        return _next_end(text, at) if forward else _previous_end(text, at)
    return _next_start(text, at) if forward else _previous_start(text, at)


def _next_end(text: str, at: int) -> int:
    """The end of the next word, or of the quotation marks that close before it."""
    closed = _closing_marks(text, at)
    if closed > at:
        return closed
    position = at
    while position < len(text):
        word = word_at(text, position)
        if word is not None and word.end > at:
            core = word_core(text, word).end
            return core if core > at else word.end
        position = next_word_start(text, position)
    return at


def _previous_end(text: str, at: int) -> int:
    position = at
    while position > 0:
        position = previous_word_start(text, position)
        closed = _closing_marks(text, position)
        if position < closed < at:
            return closed
        word = word_at(text, position)
        if word is not None:
            ends = (word_core(text, word).end, word.end)
            before = [end for end in reversed(ends) if end < at]
            if before:
                marks = _closing_marks(text, before[0])
                return marks if before[0] < marks < at else before[0]
    return at


def _next_start(text: str, at: int) -> int:
    position = next_word_start(text, at)
    while position < len(text) and not _is_start(text, position):
        position = next_word_start(text, position)
    return position if position < len(text) else at


def _previous_start(text: str, at: int) -> int:
    position = previous_word_start(text, at)
    while position > 0 and not _is_start(text, position):
        position = previous_word_start(text, position)
    return position if _is_start(text, position) else at


def _is_start(text: str, position: int) -> bool:
    """Whether a word begins here, or a mark that stands before a word."""
    word = word_at(text, position)
    if word is not None and word.start == position:
        return True
    is_opening = text[position : position + 1] in MARKS and position + 1 < len(text)
    return is_opening and not is_blank(text[position + 1]) and word is None


def _closing_marks(text: str, at: int) -> int:
    """Where stops and closing quotation marks end that stand directly after a word; else `at`."""
    position = at
    has_mark = False
    while position < len(text) and not text[position].isalnum() and not is_blank(text[position]):
        has_mark = has_mark or text[position] in MARKS
        position += 1
    is_closing = position >= len(text) or not text[position].isalnum()
    return position if has_mark and is_closing and position > at else at
