"""A text as a reader of pages sees it: lines, and where the head ends and the foot begins.

What each line is called is decided in `regions`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annotator.suggest.furniture import Furniture
from annotator.text.ranges import Range, trim

LONG = 80
"""A paragraph has at least this many characters and ends like a sentence …"""
VERY_LONG = 200
"""… or at least this many."""
SHORT = 120
"""In the foot of a page, lines up to this length are furniture."""

_STOPS = frozenset(".!?…。！？۔؟।։።᙮") | frozenset(":;؛")
_CLOSING = frozenset("\"'”’»›“„)]】」』*") | frozenset("\u200e\u200f\u200c\u202c\u2069")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line that shows something: its words without blanks at the ends, and their place."""

    text: str
    at: Range

    @property
    def ends_like_a_sentence(self) -> bool:
        """Whether it ends with a stop, quotation marks and brackets aside."""
        bare = self.text.rstrip("".join(_CLOSING) + " \u00a0")
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
    start = 0
    for piece in text.split("\n"):
        at = trim(text, Range(start, start + len(piece)))
        if at is not None:
            yield PageLine(at.of(text), at)
        start += len(piece) + 1


class WebPage:
    """The lines of a text, with the first and the last paragraph among them (indexes).

    Furniture may be as long as a paragraph and is none. Where no line is long enough, the
    sentences stand for the paragraphs; where there are none either, `first` is None.
    """

    def __init__(self, text: str, furniture: Furniture) -> None:
        """Look at the lines of `text`."""
        self.furniture = furniture
        self.lines = tuple(lines(text))

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The indexes of the lines that are surely paragraphs of the article."""
        listed = self.furniture.is_listed
        long = [n for n, line in enumerate(self.lines) if line.is_long and not listed(line.text)]
        if long:
            return tuple(long)
        return tuple(
            n for n, line in enumerate(self.lines) if line.is_a_sentence and not listed(line.text)
        )

    @property
    def first(self) -> int | None:
        """The index of the first paragraph, or None."""
        return self.paragraphs[0] if self.paragraphs else None

    @cached_property
    def longest(self) -> int:
        """The length of the longest paragraph, in characters."""
        return max((len(self.lines[number].text) for number in self.paragraphs), default=0)

    @property
    def head(self) -> range:
        """The indexes of the lines above the first paragraph."""
        return range(self.paragraphs[0] if self.paragraphs else 0)

    @property
    def foot(self) -> range:
        """The indexes of the lines below the last paragraph, whatever they are."""
        if not self.paragraphs:
            return range(0)
        return range(self.paragraphs[-1] + 1, len(self.lines))
