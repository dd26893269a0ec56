"""Display paragraphs: where the shown copy of a text begins a new block.

Long paragraphs are shown in pieces, for the drawing's sake; the text itself never changes.
Fonts, margins and positions on the screen are not known here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from annotator.text.graphemes import boundary_at_or_after, boundary_at_or_before, is_boundary

LONGEST = 4_000

# Qt's setPlainText begins a block after each of these, and after nothing else.
_SEPARATOR = re.compile("[\n\u2029\ufdd0\ufdd1]")
_RARE = "\u2029\ufdd0\ufdd1"
# Blanks at which a line may end anyway; each is one UTF-16 unit, as is the line end put there.
_BLANKS = frozenset(
    " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)


class Follows(Enum):
    """How a block comes to begin where it does."""

    PARAGRAPH = "paragraph"
    """It begins the text or stands after a line end of the text."""

    PIECE_AT_BLANK = "piece at blank"
    """It goes on after a blank, which is a line end in the shown copy: same length."""

    PIECE_INSERTED = "piece inserted"
    """It goes on at once; the shown copy has a line end more than the text."""


class Block(NamedTuple):
    """One display paragraph, or one piece of a long one; the end leaves the separator out."""

    start: int
    end: int
    follows: Follows

    @property
    def separator(self) -> int:
        """How many characters of the text stand between this block and the one before."""
        return 0 if self.follows is Follows.PIECE_INSERTED or self.start == 0 else 1


def blocks(text: str, limit: int = LONGEST) -> tuple[Block, ...]:
    """All blocks of the text in order, none longer than ``limit`` code points; at least one.

    A block begins at a boundary between characters as people see them; only a single such
    character that is longer than the limit stays whole and makes a longer block.
    """
    found: list[Block] = []
    start, new, paragraph = 0, tuple.__new__, Follows.PARAGRAPH
    for end in _separators(text):
        if end - start > limit:
            found.extend(_pieces(text, start, end, limit))
        else:
            # Without its constructor, written in Python: a long article has thousands.
            found.append(new(Block, (start, end, paragraph)))
        start = end + 1
    found.extend(_pieces(text, start, len(text), limit))
    return tuple(found)


def _separators(text: str) -> Iterator[int]:
    """Give the places of all separators."""
    if any(rare in text for rare in _RARE):
        yield from (found.start() for found in _SEPARATOR.finditer(text))
        return
    # One sign alone is found in a quarter of the time.
    at = text.find("\n")
    while at >= 0:
        yield at
        at = text.find("\n", at + 1)


def shown(text: str, of_text: Sequence[Block]) -> str:
    """The copy of the text to show: a line end before each further piece of a paragraph."""
    parts: list[str] = []
    at = 0
    for block in of_text:
        if block.follows is Follows.PARAGRAPH:
            continue
        parts.append(text[at : block.start - block.separator])
        at = block.start
    if not parts:
        return text
    parts.append(text[at:])
    return "\n".join(parts)


def block_at(of_text: Sequence[Block], position: int) -> int:
    """The number of the block a position lies in; on a separator the block before it."""
    return max(0, bisect_right(of_text, position, key=_start) - 1)


def _start(block: Block) -> int:
    return block.start


def _pieces(text: str, start: int, end: int, limit: int) -> Iterator[Block]:
    """One paragraph as blocks no longer than the limit."""
    follows = Follows.PARAGRAPH
    while end - start > limit:
        blank = _last_blank(text, start, min(start + limit, end - 2))
        if blank is not None:
            yield Block(start, blank, follows)
            start, follows = blank + 1, Follows.PIECE_AT_BLANK
            continue
        cut = boundary_at_or_before(text, start + limit)
        if cut <= start:
            cut = boundary_at_or_after(text, start + limit)
        if cut >= end:
            break
        yield Block(start, cut, follows)
        start, follows = cut, Follows.PIECE_INSERTED
    yield Block(start, end, follows)


def _last_blank(text: str, start: int, last: int) -> int | None:
    """The last blank after ``start`` and not after ``last`` that a line end may replace."""
    blank = text.rfind(" ", start + 1, last + 1)
    if blank > start + (last - start) // 2 and _is_free(text, blank):
        return blank
    for position in range(last, start, -1):
        if text[position] in _BLANKS and _is_free(text, position):
            return position
    return None


def _is_free(text: str, blank: int) -> bool:
    """Whether the blank is a character of its own, without a mark on it."""
    return is_boundary(text, blank) and is_boundary(text, blank + 1)
