"""What the things of a scheme may be called.

Types and links are words that stand in files of other programs too; attributes and values may be
any line of letters that is seen as it is.
"""

import re
import unicodedata

from annotator.language import tr

MOST_LETTERS = 200
"""A longer name fits into no list and into no table."""

_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_JOINERS = "\u200c\u200d"
"""Persian and others write with them; between two letters they are seen."""


def is_word(name: str) -> bool:
    """Say whether a type or a link may be called so."""
    return bool(_WORD.fullmatch(name))


def fault_in(name: str) -> str:
    """Give what is wrong with the name of a value, of an attribute or of a kind, else ""."""
    if not name.strip():
        return tr("A name needs letters.")
    if len(name) > MOST_LETTERS:
        return tr(
            "“{start}…” has {n} letters: a name has {most} at most.",
            start=name[:20],
            n=len(name),
            most=MOST_LETTERS,
        )
    if name != name.strip() or _unseen(name):
        return tr(
            "“{name}” holds a sign that nobody sees, or one that turns the direction.",
            name=name.encode("unicode_escape").decode(),
        )
    return ""


def _unseen(name: str) -> bool:
    for n, letter in enumerate(name):
        kind = unicodedata.category(letter)
        if letter in _JOINERS:
            if not (name[:n][-1:].isalpha() and name[n + 1 : n + 2].isalpha()):
                return True
        elif kind in {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}:
            return True
    return False
