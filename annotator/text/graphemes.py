"""What a person sees as one character: where one ends and the next begins.

A small reading of the Unicode rules (UAX 29): marks, joined emoji, flags, Hangul, Indic
conjuncts. Every question looks only at the neighbourhood of a position, so it costs the same
in a text of any length.
"""

import re
import unicodedata

# However long a run of marks or flags a hostile text has, no question looks back further.
_REACH = 64

_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Me", "Mc"})
_EXTENDS = re.compile(
    "[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_PREPENDS = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd"
    "\U000111c2\U000111c3\U0001193f\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46]"
)
_CONTROL = frozenset({"Cc", "Zl", "Zp"})
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
# Compiled by `re` when it is first asked for: few texts have one.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf"
    "\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612"
    "\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747"
    "\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff"
    "\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f23a\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d"
    "\U0001f546-\U0001f64f\U0001f680-\U0001f6ff\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff"
    "\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f"
    "\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
    "\U0001fc00-\U0001fffd]"
)
_HANGUL_LEADING = re.compile("[\u1100-\u115f\ua960-\ua97c]")
_HANGUL_VOWEL = re.compile("[\u1160-\u11a7\ud7b0-\ud7c6]")
_HANGUL_TRAILING = re.compile("[\u11a8-\u11ff\ud7cb-\ud7fb]")
_INDIC_LINKER = re.compile("[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]")
_INDIC_CONSONANT = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09dc\u09dd"
    "\u09df\u09f0\u09f1\u0a95-\u0aa8\u0aaa-\u0ab0\u0ab2\u0ab3\u0ab5-\u0ab9\u0af9\u0b15-\u0b28"
    "\u0b2a-\u0b30\u0b32\u0b33\u0b35-\u0b39\u0b5c\u0b5d\u0b5f\u0b71\u0c15-\u0c28\u0c2a-\u0c39"
    "\u0c58-\u0c5a\u0d15-\u0d3a]"
)


def is_boundary(text: str, position: int) -> bool:
    """Whether a caret may stand before the character at ``position`` (start and end: always)."""
    if position <= 0 or position >= len(text):
        return True
    after = text[position]
    before = text[position - 1]
    if after < "\u0300" and before < "\u0300":
        # Below U+0300 nothing joins but CR and LF, which a normalised text does not have.
        return before != "\r" or after != "\n"
    if unicodedata.category(before) in _CONTROL or unicodedata.category(after) in _CONTROL:
        return True
    if _extends(after):
        return position > _REACH and all(
            _extends(character) for character in text[position - _REACH : position]
        )
    return not (
        _PREPENDS.match(before)
        or _joins_hangul(before, after)
        or (_FLAG_LETTER.match(after) and _is_second_of_flag(text, position))
        or (before == _JOINER and re.match(_PICTOGRAPH, after) and _follows_emoji(text, position))
        or (_INDIC_CONSONANT.match(after) and _follows_linker(text, position))
    )


def is_pictograph(character: str) -> bool:
    """Whether the character is an emoji or stands in a flag."""
    return bool(re.match(_PICTOGRAPH, character) or _FLAG_LETTER.match(character))


def grapheme_before(text: str, position: int) -> int:
    """Where the character that ends at or spans ``position`` begins; 0 at the start."""
    position = min(position, len(text)) - 1
    while position > 0 and not is_boundary(text, position):
        position -= 1
    return max(0, position)


def grapheme_after(text: str, position: int) -> int:
    """Where the character that begins at or spans ``position`` ends; the length at the end."""
    position = max(position, 0) + 1
    while position < len(text) and not is_boundary(text, position):
        position += 1
    return min(position, len(text))


def boundary_at_or_before(text: str, position: int) -> int:
    """The nearest place for a caret at or before ``position``."""
    position = min(max(position, 0), len(text))
    return position if is_boundary(text, position) else grapheme_before(text, position)


def boundary_at_or_after(text: str, position: int) -> int:
    """The nearest place for a caret at or after ``position``."""
    position = min(max(position, 0), len(text))
    return position if is_boundary(text, position) else grapheme_after(text, position)


def _extends(character: str) -> bool:
    return unicodedata.category(character) in _MARKS or bool(_EXTENDS.match(character))


def _is_syllable(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _joins_hangul(before: str, after: str) -> bool:
    """Whether two Hangul letters or syllables make one block."""
    if _HANGUL_LEADING.match(before):
        return bool(
            _HANGUL_LEADING.match(after) or _HANGUL_VOWEL.match(after) or _is_syllable(after)
        )
    if _is_syllable(before):
        is_open = (ord(before) - 0xAC00) % 28 == 0
        joins_vowel = is_open and _HANGUL_VOWEL.match(after)
        return bool(joins_vowel or _HANGUL_TRAILING.match(after))
    if _HANGUL_VOWEL.match(before):
        return bool(_HANGUL_VOWEL.match(after) or _HANGUL_TRAILING.match(after))
    return bool(_HANGUL_TRAILING.match(before) and _HANGUL_TRAILING.match(after))


def _is_second_of_flag(text: str, position: int) -> bool:
    """Whether an odd number of flag letters stands directly before ``position``."""
    at = position
    while at > 0 and _FLAG_LETTER.match(text[at - 1]):
        at -= 1
        if position - at > _REACH:
            return position % 2 == 1
    return (position - at) % 2 == 1


def _follows_emoji(text: str, position: int) -> bool:
    """Whether the joiner before ``position`` hangs on an emoji (marks may stand between)."""
    for at in range(position - 2, max(-1, position - _REACH), -1):
        if not _extends(text[at]):
            return bool(re.match(_PICTOGRAPH, text[at]))
    return False


def _follows_linker(text: str, position: int) -> bool:
    """Whether a consonant with a virama stands before ``position``."""
    has_linker = False
    for at in range(position - 1, max(-1, position - _REACH), -1):
        character = text[at]
        if _INDIC_LINKER.match(character):
            has_linker = True
        elif not _extends(character):
            return has_linker and bool(_INDIC_CONSONANT.match(character))
    return False
