"""A text as a reader of pages sees it: lines, and where the head ends and the foot begins.

What each line is called is decided in `regions`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from annotator.suggest.pages.furniture import Furniture
from annotator.text.ranges import Range, is_blank, trim

LONG = 80
"""A paragraph has at least this many characters and ends like a sentence …"""
VERY_LONG = 200
"""… or at least this many."""
SHORT = 120
"""In the foot of a page, lines up to this length are furniture."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_STOPS = frozenset(".!?…。！？۔؟।։።᙮") | frozenset(":;؛")
_CLOSING = "\"'”’»›“„)]】」』*\u200e\u200f\u200c\u202c\u2069 \u00a0"


class PageLine(NamedTuple):
    """One line that shows something: its words without blanks at the ends, and their place."""

    text: str
    at: Range

    @property
    def ends_like_a_sentence(self) -> bool:
        """Whether it ends with a stop, quotation marks and brackets aside."""
        bare = self.text.rstrip(_CLOSING)
        return bool(bare) and bare[-1] in _STOPS

    @property
    def is_long(self) -> bool:
        """Whether it is as long as paragraphs are, and ends as they do."""
        length = len(self.text)
        return length >= VERY_LONG or (length >= LONG and self.ends_like_a_sentence)

    @property
    def is_a_sentence(self) -> bool:
        """Whether it has several words and ends as a sentence does."""
        return self.ends_like_a_sentence and len(self.text[:VERY_LONG].split()) >= 4


def lines(text: str) -> Iterator[PageLine]:
    """Give the lines of a text that show something, in order."""
    for match in _LINE.finditer(text):
        line, at = match[0], Range(match.start(), match.end())
        if is_blank(line[0]) or is_blank(line[-1]):  # zero-width blanks
            inner = trim(text, at)
            if inner is None:
                continue
            line, at = inner.of(text), inner
        yield PageLine(line, at)


def begins_anew(text: str) -> bool:
    """Say whether words begin like a text or a name: no small letter where there are capitals."""
    return not text[0].isalpha() or text[0].isupper() or not is_cased(text[0])


def is_cased(text: str) -> bool:
    """Say whether a text has letters that could be capitals."""
    return text.lower() != text.upper()


class WebPage:
    """The lines of a text, with the first and the last paragraph among them (indexes).

    Furniture may be as long as a paragraph and is none. Where no line is long enough, the
    sentences stand for the paragraphs; where there are none either, both are None. Whether a line
    is listed is asked of few lines: looking it up takes longer than all else.
    """

    def __init__(self, text: str, furniture: Furniture) -> None:
        """Look at the lines of `text`."""
        self.furniture = furniture
        self.lines = tuple(lines(text))
        self._listed: dict[int, bool] = {}
        candidates = [n for n, line in enumerate(self.lines) if line.is_long]
        self.first = self._first_unlisted(candidates)
        if self.first is None:
            candidates = [n for n, line in enumerate(self.lines) if line.is_a_sentence]
            self.first = self._first_unlisted(candidates)
        self.last = self._first_unlisted(reversed(candidates))
        self._candidates = candidates

    def is_listed(self, number: int) -> bool:
        """Say whether a line is one that pages put around articles."""
        if number not in self._listed:
            self._listed[number] = self.furniture.is_listed(self.lines[number].text)
        return self._listed[number]

    def _first_unlisted(self, numbers: Iterable[int]) -> int | None:
        return next((number for number in numbers if not self.is_listed(number)), None)

    @cached_property
    def longest(self) -> int:
        """The length of the longest paragraph, in characters."""
        by_length = sorted(self._candidates, key=lambda number: -len(self.lines[number].text))
        number = self._first_unlisted(by_length)
        return 0 if number is None else len(self.lines[number].text)

    @property
    def head(self) -> range:
        """The indexes of the lines above the first paragraph."""
        return range(self.first or 0)

    @property
    def foot(self) -> range:
        """The indexes of the lines below the last paragraph, whatever they are."""
        return range(0) if self.last is None else range(self.last + 1, len(self.lines))
