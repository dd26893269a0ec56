"""Signs that nobody sees, written out: those that turn or break a line, steer a terminal, or hide.

A name with a sign that turns its line round can pass for another one, as can two names of which
one holds a sign without width (Unicode Technical Report #36, "Unicode Security Considerations").
"""

import re
import unicodedata

_STEERING = "\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""Controls but for the tab, ends of lines, and what turns the direction of writing."""
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164"
_UNSEEN_TOO = "\ufeff\uffa0\ufff0-\ufffb\ufe00-\ufe0f\U000e0000-\U000e0fff\u200c\u200d"
STEERS = re.compile(f"[{_STEERING}]")
"""One sign that turns or ends a line, or steers a terminal."""
_HIDDEN = re.compile(f"[{_STEERING}{_UNSEEN}{_UNSEEN_TOO}]")
_JOINERS = frozenset("\u200c\u200d")
_BLACK_FLAG = "\U0001f3f4"
_OPENS = frozenset("\u2066\u2067\u2068")
_CLOSES = "\u2069"


def without_steering(text: str) -> str:
    """Give a text on one line for a terminal, with signs that would steer it, like <202E>."""
    return STEERS.sub(_written, text)


def visible(words: str) -> str:
    """Give words from outside as a screen may show them: what is hidden in them stands like <202E>.

    Line ends stay, and so does what does its work where it stands: a joiner between two letters
    (Persian), a selector behind a picture, the parts of a flag, a pair of signs that keeps the
    direction of words between them to themselves.
    """
    if words.isascii() and words.isprintable():
        return words
    first = _HIDDEN.search(words)
    if first is None:
        return words
    pairs = _pairs(words)
    return _HIDDEN.sub(
        lambda found: (
            found.group() if _does_its_work(words, found.start(), pairs) else _written(found)
        ),
        words,
    )


def _written(found: re.Match[str]) -> str:
    return f"<{ord(found.group()):04X}>"


def _pairs(words: str) -> set[int]:
    """Give the places of signs that open what the same line closes, and of those that close it."""
    paired: set[int] = set()
    waiting: list[int] = []
    for at, sign in enumerate(words):
        if sign in _OPENS:
            waiting.append(at)
        elif sign == _CLOSES and waiting:
            paired |= {waiting.pop(), at}
        elif sign == "\n":
            waiting.clear()
    return paired


def _does_its_work(words: str, at: int, pairs: set[int]) -> bool:
    sign, before = words[at], words[at - 1] if at else ""
    if sign == "\n" or at in pairs:
        return True
    if sign in _JOINERS:
        behind = words[at + 1 : at + 2]
        return _is_joined(before) and _is_joined(behind)
    if "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        return (bool(before) and not before.isascii()) or before in tuple("#*0123456789")
    if "\U000e0020" <= sign <= "\U000e007f":
        return _BLACK_FLAG in words[max(0, at - 8) : at]
    return False


def _is_joined(sign: str) -> bool:
    """Say whether a joiner beside this sign changes how it looks: letters, marks, pictures."""
    if not sign:
        return False
    kind = unicodedata.category(sign)
    return kind in ("So", "Sk") or (kind[0] in "LM" and not sign.isascii())
