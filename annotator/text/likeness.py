"""Same text, nearly the same, and same words: hashes, folding, finding in folded words.

Offsets that come out of here are always those of the text that went in.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from types import ModuleType
from typing import Any, TypeVar
from unicodedata import UCD

from annotator.text.graphemes import is_boundary
from annotator.text.ranges import Range, is_blank

Found = TypeVar("Found")

_DOUBLE_QUOTES = "“”„‟«»〝〞＂"
_SINGLE_QUOTES = "‘’‚‛‹›`´ʼʹ′＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
# Letters that are typed one for the other; hamza and harakat go as marks.
_ALIKE = dict.fromkeys(map(ord, "يى"), "ی") | dict.fromkeys(map(ord, "كڪ"), "ک")
_ALIKE |= dict.fromkeys(map(ord, "ةۃہھەۀ"), "ه") | {ord("ٱ"): "ا"}
_DROPPED = frozenset(
    "\u0640\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067"
    "\u2068\u2069\ufeff"
)
_VIRAMA = 9
_BLANKS = re.compile(" {2,}")
_ASCII = bytes(range(128))
_BACKTICK = "`"
"""The only printable sign of ASCII that becomes another one: a quotation mark."""
_FEW_SIGNS = 8

_SIGNS = (
    dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"')
    | dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
    | dict.fromkeys(map(ord, _DASHES), "-")
)


class Folding(dict[int, str]):
    """What each character becomes by one version of Unicode, worked out once for each it meets."""

    def __init__(self, unicode: UCD | ModuleType = unicodedata) -> None:
        """Fold by the newest Unicode this Python knows, or by an older one."""
        self._unicode: Any = unicode

    def __missing__(self, code_point: int) -> str:
        folded = self._of(chr(code_point))
        self[code_point] = folded
        return folded

    def text(self, text: str) -> str:
        """Give the whole text folded, one blank for many."""
        if not text.isascii():
            text = self._without_few_signs(text)
        # Most texts are of signs that fold to themselves or to their small letters.
        is_plain = text.isascii() and text.isprintable() and _BACKTICK not in text
        folded = text.lower() if is_plain else text.translate(self)
        return (_BLANKS.sub(" ", folded) if "  " in folded else folded).strip()

    def _without_few_signs(self, text: str) -> str:
        """Fold what is not of ASCII where it is little: of ASCII alone all goes much faster."""
        data = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
        if len(data) > len(text):
            return text  # another script
        beyond = set(data.decode("utf-8", "surrogatepass"))
        if len(beyond) <= _FEW_SIGNS:
            for sign in beyond:
                text = text.replace(sign, self[ord(sign)])
        return text

    def _of(self, character: str) -> str:
        """What one character becomes: nothing, itself, or others."""
        sign = _SIGNS.get(ord(character))
        if sign is not None:
            return sign
        if character in _DROPPED:
            return ""
        if is_blank(character):
            return " "
        if self._unicode.category(character) == "Cn":
            return character  # how this version would fold it is not known
        folded = character
        while True:
            again = self._once(folded)
            if again == folded:
                return folded
            folded = again

    def _once(self, characters: str) -> str:
        decomposed = self._unicode.normalize("NFKD", characters).casefold()
        return "".join(
            self._letter(character)
            for character in self._unicode.normalize("NFKD", decomposed)
            if character not in _DROPPED and not self._is_dropped_mark(character)
        )

    def _letter(self, character: str) -> str:
        digit = self._unicode.decimal(character, None)
        if digit is not None:
            return str(digit)
        if is_blank(character):
            return " "
        return _SIGNS.get(ord(character), character).translate(_ALIKE)

    def _is_dropped_mark(self, character: str) -> bool:
        """Whether a mark only varies its letter; vowel signs of Indic scripts are letters."""
        category = self._unicode.category(character)
        if category == "Me" or "\ufe00" <= character <= "\ufe0f":
            return True
        return category == "Mn" and self._unicode.combining(character) not in (0, _VIRAMA)


_FOLDING = Folding()


def once_for_each(look: Callable[[str], Found]) -> Callable[[str], Found]:
    """Let `look` remember what it found of the last text, for whoever asks of the very same object.

    A table of texts would go through all their letters to find one again.
    """
    last: tuple[str | None, Any] = (None, None)

    def found_of(text: str) -> Found:
        nonlocal last
        known, found = last
        if known is not text:
            found = look(text)
            last = (text, found)
        made: Found = found
        return made

    return found_of


def text_sha256(text: str) -> str:
    """The sha256 of the text's UTF-8 bytes, in hexadecimal: the key of an article's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fold(text: str) -> str:
    """The text as it is looked up: without case, marks, ZWNJ and tatweel, one blank for many.

    Arabic and Persian letters, digits, quotation marks and dashes that stand for each other
    become one. Folding a folded text changes nothing.
    """
    return _FOLDING.text(text)


@lru_cache(maxsize=2_048)
def fold_line(line: str) -> str:
    """As `fold`, for a line of a page or a part of it: the same one is asked for many times."""
    return _FOLDING.text(line)


def rank(wanted: str, words: Iterable[str]) -> int | None:
    """How well some words fit what is looked for, all of them folded: the less, the better.

    0 = one is the same, 1 = begins with it, 2 = has a word that does, 3 = holds it; None = none.
    """
    fits = (
        lambda one: one == wanted,
        lambda one: one.startswith(wanted),
        lambda one: f" {wanted}" in one,
        lambda one: wanted in one,
    )
    words = tuple(words)
    return next((n for n, does in enumerate(fits) if any(map(does, words))), None)


def find_folded(
    text: str, query: str, is_wanted: Callable[[Range], bool] = lambda _place: True
) -> list[Range]:
    """All places in ``text``, without overlaps, whose folded form is that of ``query``.

    Only such as ``is_wanted``; an empty query is found nowhere.
    """
    wanted = fold(query)
    if not wanted:
        return []
    translated = text.translate(_FOLDING)
    folded = _BLANKS.sub(" ", translated)
    at = folded.find(wanted)
    if at < 0:
        return []
    back = _WayBack(text, translated)
    found: list[Range] = []
    while at >= 0:
        piece = back.range_of(at, at + len(wanted))
        if piece is not None and is_wanted(piece):
            found.append(piece)
            at = folded.find(wanted, at + len(wanted))
        else:
            at = folded.find(wanted, at + 1)
    return found


class _Lengths:
    """Where pieces of one text went in another that was made of it piece by piece.

    Only pieces that changed their length are kept; all else moved along in a straight line.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._origins: list[Range] = []

    def add(self, origin: Range, length: int) -> None:
        """Note that ``origin`` (after the last one) became so many characters."""
        shift = origin.start - self._origins[-1].end if self._origins else origin.start
        start = (self._ends[-1] if self._ends else 0) + shift
        self._starts.append(start)
        self._ends.append(start + length)
        self._origins.append(origin)

    def start_of(self, position: int) -> int | None:
        """Where the character at ``position`` comes from; None inside one that grew."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return position
        if position < self._ends[number]:
            return self._origins[number].start if position == self._starts[number] else None
        return self._origins[number].end + position - self._ends[number]

    def end_of(self, position: int) -> int | None:
        """Where the character that ends at ``position`` ended; None inside one that grew."""
        number = bisect_left(self._ends, position)
        if number < len(self._ends) and self._starts[number] < position:
            return self._origins[number].end if position == self._ends[number] else None
        if number == 0:
            return position
        return self._origins[number - 1].end + position - self._ends[number - 1]


class _WayBack:
    """From places in a folded text to places in the text it was made of."""

    def __init__(self, text: str, translated: str) -> None:
        self._text = text
        self._characters = _changed_lengths(text)
        self._blanks = _Lengths()
        for run in _BLANKS.finditer(translated):
            self._blanks.add(Range(run.start(), run.end()), 1)

    def range_of(self, start: int, end: int) -> Range | None:
        """The whole characters of the text that became this part; None if it cuts one."""
        first = self._blanks.start_of(start)
        last = self._blanks.end_of(end)
        first = None if first is None else self._characters.start_of(first)
        last = None if last is None else self._characters.end_of(last)
        if first is None or last is None:
            return None
        # Marks that folding drops belong to the letter they stand on.
        while not is_boundary(self._text, last) and not _FOLDING[ord(self._text[last])]:
            last += 1
        if not (is_boundary(self._text, first) and is_boundary(self._text, last)):
            return None
        return Range(first, last)


def _changed_lengths(text: str) -> _Lengths:
    """Which characters of the text fold to none or to several."""
    lengths = _Lengths()
    odd = [character for character in set(text) if len(_FOLDING[ord(character)]) != 1]
    if odd:
        pattern = re.compile(f"[{re.escape(''.join(odd))}]")
        for found in pattern.finditer(text):
            at = found.start()
            lengths.add(Range(at, at + 1), len(_FOLDING[ord(text[at])]))
    return lengths
