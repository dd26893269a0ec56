"""The text rule: what import does to a text, once, with a map back for offsets.

Byte order mark off, line ends to LF, NUL and lone surrogates to U+FFFD; nothing else.
Decoding bytes is not done here.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

RULES_VERSION = 1

_BOM = "\ufeff"
_CR = re.compile("\r\n?")
_CRLF = re.compile("\r\n")
_NOT_ALLOWED = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text after the rule, and what the rule did to it: what shortened the text is kept."""

    text: str
    n_replaced: int = 0
    n_before: int = 0
    """Characters dropped before the text: byte order marks."""
    crlf: tuple[int, ...] = ()
    """Where each CR LF stood in the raw text, in order."""

    def moved(self, offset: int) -> int:
        """The offset in ``text`` of an offset in the raw text; between CR and LF before both."""
        return max(0, offset - self.n_before) - bisect_left(self.crlf, offset)


def _is_whole(text: str) -> bool:
    """Whether no half of a surrogate pair stands alone in it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def normalise(raw: str) -> Normalised:
    """The text as an article keeps it; normalising it again changes nothing.

    A byte order mark that was written twice goes twice: else the second one would go, and all
    offsets would slip, when the text is exported and read in again.
    """
    text = raw.lstrip(_BOM)
    n_before = len(raw) - len(text)
    crlf = tuple(found.start() for found in _CRLF.finditer(raw)) if "\r" in text else ()
    if "\r" in text:
        text = _CR.sub("\n", text)
    n_replaced = 0
    if "\x00" in text or not _is_whole(text):
        text, n_replaced = _NOT_ALLOWED.subn(_REPLACEMENT, text)
    return Normalised(text, n_replaced, n_before, crlf)
