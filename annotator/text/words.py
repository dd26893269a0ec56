"""Words: where one begins and ends, where the caret stops, how a selection snaps.

The one way to characters, words and sentences for other rooms. Every question looks only at
the neighbourhood of a position, so it costs the same in a text of any length.
"""

import re
from collections.abc import Callable
from enum import Enum, auto

from annotator.text.graphemes import (
    boundary_at_or_after,
    boundary_at_or_before,
    grapheme_after,
    grapheme_before,
    is_boundary,
    is_pictograph,
)
from annotator.text.letters.visible import visible
from annotator.text.quotations import MARKS, Quotation, quotations
from annotator.text.ranges import Range, is_blank, trim
from annotator.text.sentences import clause_at, paragraph_at, sentence_at, sentences
from annotator.text.word_lists import own_or_all

__all__ = [
    "boundary_at_or_after",
    "boundary_at_or_before",
    "clause_at",
    "grapheme_after",
    "grapheme_before",
    "is_boundary",
    "is_word_edge",
    "line_around",
    "next_word_start",
    "paragraph_at",
    "previous_word_start",
    "sentence_at",
    "sentences",
    "shortened",
    "snap",
    "word_at",
    "word_core",
]

# No word is longer; what looks like one (encoded data) is passed in steps of this length.
_LONGEST = 1_000
# No more than so many stops and marks are taken off the ends of a selection.
_MOST_CUTS = 200
# How far around a selection quotation marks are paired; selections beside each other share it.
_WINDOW, _STEP = 2_000, 1_000

# How much of the text stands around found words: little before, so that they are seen.
_BEFORE, _AROUND, _LONGEST_LINE = 12, 40, 300

# First and last characters; a regular expression of these takes 5 ms to compile.
_ENDS_OF_RANGES = (
    "\u2e80\u2fdf\u3005\u3007\u3021\u3029\u3038\u303b\u3041\u3096\u309d\u309f\u30a1\u30fa\u30fd\u30ff"
    "\u31f0\u31ff\u3400\u4dbf\u4e00\u9fff\uf900\ufaff\uff66\uff9d\U0001b000\U0001b16f\U00020000\U0003ffff"
)
_IDEOGRAPHS = tuple(zip(_ENDS_OF_RANGES[::2], _ENDS_OF_RANGES[1::2], strict=True))
_JOINERS = frozenset("\u200c\u200d")
_APOSTROPHES = frozenset("'’‘ʼ＇")
_INNER = _APOSTROPHES | frozenset("-‐‑\u00ad·־׳״֊@")
_INNER_NUMBER = frozenset(",:/٫٬'’")
_LONGEST_ELISION = 9
_GENITIVE = re.compile(r"[^\W\d_]['’][sS]$")

_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
"""Signs that say how words run; what turns them against their script is no such sign, and shown."""
_DASHES = frozenset("-‐‑‒–—―")
_LIGHT_STOPS = frozenset(",;:،؛，；：、")
_FULL_STOPS = frozenset(".۔。")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_STOP_SIGNS = MARKS | frozenset("()[]{}:")


class _Kind(Enum):
    WORD = auto()
    IDEOGRAPH = auto()
    PICTOGRAPH = auto()
    BLANK = auto()
    MARK = auto()


_CLOSING = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "‘": "’",
    "‚": "‘’", "「": "」", "『": "』", "”": "”",
}  # fmt: skip
"""What closes an opening mark, the usual one first."""


def word_at(text: str, position: int) -> Range | None:
    """The word at a position, or the one that ends there; None on blanks and punctuation.

    Hyphens, apostrophes and ZWNJ inside belong to it (Tehrik-i-Taliban, Pakistan’s); a Chinese
    or Japanese character and an emoji are words of their own.
    """
    for at in (position, position - 1):
        if 0 <= at < len(text):
            word = _word_around(text, at)
            if _has_word(text, word):
                return word
    return None


def shortened(words: str, length: int = 40) -> str:
    """Give words in one line of at most this length: cut behind a whole character, with “…”."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    return f"{line[: boundary_at_or_before(line, length - 1)].rstrip()}…"


def isolated(words: str) -> str:
    """Give words from outside as a part of a sentence: signs of direction turn nothing around.

    Those that turn words against their script, and what hides in them, stand written out.
    """
    return words if words.isascii() else f"\u2068{visible(words.translate(_TURNS))}\u2069"


def in_marks(words: str) -> str:
    """Give what an article says in quotation marks: its own where it has them, closed if cut."""
    closing = _CLOSING.get(words[:1])
    if not words or (closing is not None and words[-1:] in closing and len(words) > 1):
        return words
    if closing is None or any(one in closing for one in words[1:]):
        return f"“{words}”"
    return words + closing[0]


def quoted(words: str, aside: Callable[[str], str] = isolated) -> str:
    """Give what an article says as a part of a sentence, in marks that run as the sentence does.

    Its own marks, where it has them, run as its words do. ``aside`` sets words apart.
    """
    marked = in_marks(words)
    is_ours = len(marked) == len(words) + 2
    return f"“{aside(words)}”" if is_ours else aside(marked)


def line_around(text: str, at: Range, before: int = _BEFORE, *, in_brackets: bool = False) -> str:
    """Give the words around a place in one line, whole ones, “…” where its paragraph goes on.

    About ``before`` characters stand before it, the place ``in_brackets`` where that is wanted.
    """
    low, high = max(at.start - before, 0), min(at.end + _AROUND, len(text))
    while low > 0 and at.start - low < 2 * before and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - at.end < 2 * _AROUND and not text[high].isspace():
        high += 1
    low = max(low, text.rfind("\n", 0, at.start) + 1)
    begins, ends = text.rfind("\n", 0, low) + 1, text.find("\n", at.end)
    ends = len(text) if ends < 0 else ends
    high = min(high, ends)
    words = f"[{at.of(text)}]" if in_brackets else at.of(text)
    line = shortened(f"{text[low : at.start]}{words}{text[at.end : high]}", _LONGEST_LINE)
    is_cut = bool(text[high:ends].strip()) and not line.endswith("…")
    return f"{'…' if text[begins:low].strip() else ''}{line}{'…' if is_cut else ''}"


def word_core(text: str, piece: Range) -> Range:
    """The range without a genitive ’s at its end."""
    if piece.length > 2 and _GENITIVE.search(text[piece.end - 3 : piece.end]):
        return Range(piece.start, piece.end - 2)
    return piece


def is_word_edge(text: str, position: int) -> bool:
    """Whether no word goes on across the position; before a genitive ’s counts as an edge."""
    if not _joined(text, position):
        return True
    if text[position] not in _APOSTROPHES:
        return False
    word = _word_around(text, position - 1)
    return word_core(text, word).end == position


def next_word_start(text: str, position: int) -> int:
    """The next place the caret stops at: a word, a bracket, a colon, a quotation mark, the end."""
    at = max(0, position) + 1
    limit = position + _LONGEST
    while at < len(text):
        if is_blank(text[at]):
            at += 1
            limit += 1
        elif _is_stop(text, at):
            return at
        elif at > limit:
            return boundary_at_or_after(text, at)
        else:
            at += 1
    return len(text)


def previous_word_start(text: str, position: int) -> int:
    """The place before it the caret stops at; 0 at the start."""
    at = min(position, len(text)) - 1
    limit = position - _LONGEST
    while at > 0:
        if is_blank(text[at]):
            limit -= 1
        elif _is_stop(text, at):
            return at
        elif at < limit:
            return boundary_at_or_before(text, at)
        at -= 1
    return 0


def snap(text: str, piece: Range, *, free: bool = False, language: str = "und") -> Range | None:
    """The range a selection means: whole words, no blanks, commas or full stops at its ends.

    Quotation marks are kept in pairs: a mark beside the selection comes in when its partner is
    in, a closing one without its partner goes. Nothing but punctuation (a colon) stays as it
    is. ``free`` only completes characters and trims blanks. None if nothing is left.
    """
    start = boundary_at_or_before(text, max(0, piece.start))
    end = boundary_at_or_after(text, min(len(text), piece.end))
    trimmed = _trimmed(text, Range(start, end))
    if trimmed is None or free or not _has_word(text, trimmed):
        return trimmed
    grown = _grown(text, trimmed)
    first, last = grown.start - grown.start % _STEP, grown.end - grown.end % _STEP + _STEP
    near = Range(
        max(text.rfind("\n", 0, grown.start) + 1, first - _WINDOW),
        min(paragraph_at(text, grown.end).end, last + _WINDOW),
    )
    quoted = quotations(text, near, language)
    paired = _with_partner_marks(text, grown, quoted)
    for _ in range(_MOST_CUTS):
        shorter = _without_edge(text, paired, quoted)
        if shorter == paired or shorter.is_empty:
            break
        paired = shorter
    return paired


def _trimmed(text: str, piece: Range) -> Range | None:
    """The range without blanks at its ends, nor marks that stood on them."""
    trimmed = trim(text, piece)
    while trimmed is not None:
        start = boundary_at_or_after(text, trimmed.start)
        whole = Range(start, boundary_at_or_before(text, trimmed.end))
        if whole == trimmed:
            break
        trimmed = trim(text, whole)
    return trimmed


def _kind(character: str) -> _Kind:
    if character.isalnum() or character == "_":
        return _Kind.IDEOGRAPH if _is_ideograph(character) else _Kind.WORD
    if is_blank(character):
        return _Kind.BLANK
    if character in _JOINERS or not is_boundary("a" + character, 1):
        return _Kind.WORD  # a mark without a letter to stand on
    return _Kind.PICTOGRAPH if is_pictograph(character) else _Kind.MARK


def _is_ideograph(character: str) -> bool:
    return character >= "\u2e80" and any(first <= character <= last for first, last in _IDEOGRAPHS)


def _kind_before(text: str, position: int) -> _Kind:
    """The kind of the character, as people see them, that ends at ``position``."""
    return _kind(text[grapheme_before(text, position)])


def _joined(text: str, position: int) -> bool:
    """Whether the characters on both sides of a position belong to one word."""
    if position <= 0 or position >= len(text):
        return False
    if not is_boundary(text, position):
        return True
    after = _kind(text[position])
    if after is _Kind.BLANK:
        return False
    before = _kind_before(text, position)
    if before is _Kind.WORD:
        return after is _Kind.WORD or (after is _Kind.MARK and _connects(text, position))
    return before is _Kind.MARK and after is _Kind.WORD and _goes_on(text, position - 1)


def _connects(text: str, mark: int) -> bool:
    """Whether the punctuation at ``mark``, after a letter or digit, belongs to the word."""
    sign = text[mark]
    if sign == "." and _ends_dotted(text, mark):
        return True
    if mark + 1 >= len(text) or _kind(text[mark + 1]) is not _Kind.WORD:
        return False
    before, after = text[mark - 1], text[mark + 1]
    if sign == ".":
        return not (before.islower() and after.isupper())
    if sign in _INNER_NUMBER and before.isdigit() and after.isdigit():
        return True
    if sign == "&":
        return before.isupper() and after.isupper()
    is_gershayim = sign == '"' and "\u05d0" <= before <= "\u05ea" and "\u05d0" <= after <= "\u05ea"
    return sign in _INNER or is_gershayim


def _goes_on(text: str, mark: int) -> bool:
    """Whether the word before the punctuation at ``mark`` goes on behind it."""
    if mark == 0 or _kind_before(text, mark) is not _Kind.WORD or not _connects(text, mark):
        return False
    if text[mark] not in _APOSTROPHES or text[mark + 1 : mark + 2].isdigit():
        return True
    is_genitive = text[mark + 1] in "sS" and not text[mark + 2 : mark + 3].isalpha()
    return is_genitive or not _is_elision(text, mark)


def _is_elision(text: str, mark: int) -> bool:
    """Whether what ends at the apostrophe is a word of its own in some language: l’, qu’."""
    start = mark
    while start > max(0, mark - _LONGEST_ELISION) and text[start - 1].isalnum():
        start -= 1
    return text[start:mark] in own_or_all("und", "writing", "elisions")


def _ends_dotted(text: str, mark: int) -> bool:
    """Whether the full stop ends an abbreviation of single letters: U.S., e.g."""
    return (
        mark >= 3
        and text[mark - 2] == "."
        and text[mark - 1].isalpha()
        and text[mark - 3].isalpha()
        and (mark == 3 or not text[mark - 4].isalnum())
    )


def _word_around(text: str, at: int) -> Range:
    """The word, or the single character, that the character at ``at`` belongs to."""
    start, end = at, at + 1
    while at - start < _LONGEST and _joined(text, start):
        start -= 1
    while end - at < _LONGEST and _joined(text, end):
        end += 1
    return Range(boundary_at_or_before(text, start), boundary_at_or_after(text, end))


def _has_word(text: str, piece: Range) -> bool:
    """Whether a letter, digit or emoji stands in the range."""
    return any(
        _kind(text[at]) not in (_Kind.MARK, _Kind.BLANK) and is_boundary(text, at)
        for at in range(piece.start, piece.end)
    )


def _is_stop(text: str, at: int) -> bool:
    """Whether the caret, moving by words, stops before the (not blank) character at ``at``."""
    if _joined(text, at):
        return False
    if _kind(text[at]) is not _Kind.MARK:
        return True
    if at > 0 and _kind_before(text, at) is _Kind.MARK:
        return False
    end = at
    while end < min(len(text), at + 16) and _kind(text[end]) is _Kind.MARK:
        end += 1
    run = text[at:end]
    return run not in ("'", "’") and any(sign in _STOP_SIGNS for sign in run)


def _grown(text: str, piece: Range) -> Range:
    """The range grown to whole words; one that ends before a genitive ’s leaves it out."""
    start, end = piece
    if _joined(text, start):
        start = _word_around(text, start).start
    if _joined(text, end):
        word = _word_around(text, end - 1)
        core = word_core(text, word)
        end = core.end if end <= core.end else word.end
    return Range(start, end)


def _with_partner_marks(text: str, piece: Range, quoted: tuple[Quotation, ...]) -> Range:
    """The range with the mark beside it whose partner lies in it."""
    start, end = piece
    for quotation in quoted:
        if not quotation.closed:
            continue
        is_left_open = start <= quotation.start < end < quotation.end
        if is_left_open and quotation.start == start:
            rest = text[end : quotation.end]
            end = end if any(map(_shows_word, rest)) else quotation.end
        if quotation.end == end and quotation.start < start:
            missing = text[quotation.start : start]
            start = start if any(map(_shows_word, missing)) else quotation.start
    return Range(start, end)


def _shows_word(character: str) -> bool:
    return _kind(character) not in (_Kind.MARK, _Kind.BLANK)


def _without_edge(text: str, piece: Range, quoted: tuple[Quotation, ...]) -> Range:
    """The range without one thing that may not stand at its end or start, if there is any."""
    start, end = piece
    if end - start <= 1:
        return piece
    if _is_loose_end(text, piece, quoted):
        return Range(start, boundary_at_or_before(text, end - 1))
    if _is_loose_start(text, piece, quoted):
        return Range(boundary_at_or_after(text, start + 1), end)
    return piece


def _is_loose_end(text: str, piece: Range, quoted: tuple[Quotation, ...]) -> bool:
    """Whether the last character is a blank, a stop or a mark that does not belong in."""
    last = piece.end - 1
    character = text[last]
    if is_blank(character) or character in _BIDI_CONTROLS:
        return True
    if _joined(text, last):
        return False
    if character in _LIGHT_STOPS or character in _DASHES:
        return not _is_in_open_quotation(piece, quoted)
    if character in _FULL_STOPS:
        is_ellipsis = text[last - 1] in _FULL_STOPS
        return not is_ellipsis and not _is_in_open_quotation(piece, quoted)
    if character in _BRACKETS:
        inside = piece.of(text)
        return inside.count(character) > inside.count(_BRACKETS[character])
    return character in _BRACKETS.values() or any(
        quotation.start == last or (quotation.end == last + 1 and quotation.start < piece.start)
        for quotation in quoted
    )


def _is_loose_start(text: str, piece: Range, quoted: tuple[Quotation, ...]) -> bool:
    """Whether the first character is a blank, a stop or a mark that does not belong in."""
    character = text[piece.start]
    follows = text[piece.start + 1]
    if is_blank(character) or character in _BIDI_CONTROLS or character in _LIGHT_STOPS:
        return True
    if character in _FULL_STOPS or character in _DASHES:
        return not (follows.isalnum() or follows in _FULL_STOPS)
    if character in _BRACKETS:
        return True
    if character in _BRACKETS.values():
        inside = piece.of(text)
        closing = next(close for close, opens in _BRACKETS.items() if opens == character)
        return inside.count(character) > inside.count(closing)
    return any(quotation.closed and quotation.end == piece.start + 1 for quotation in quoted)


def _is_in_open_quotation(piece: Range, quoted: tuple[Quotation, ...]) -> bool:
    """Whether the end of the range lies in a quotation whose opening mark it holds."""
    return any(
        piece.start <= quotation.start
        and (quotation.end > piece.end or (not quotation.closed and quotation.end >= piece.end))
        for quotation in quoted
        if quotation.start < piece.end
    )


def n_words(text: str) -> int:
    """Count what stands between blanks and has a letter or digit."""
    # Nearly all begin with one: a regular expression takes three times as long.
    return sum([one[0].isalnum() or any(map(str.isalnum, one)) for one in text.split()])
