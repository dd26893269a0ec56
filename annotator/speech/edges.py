"""Where a stretch of words ends that a sign belongs to: $4m, 95 %, (in brackets).

Words are cut at signs; which words a cue governs is decided in `governed`.
"""

from annotator.text.ranges import Range

_BEFORE = frozenset("$€£¥₹#@§")
_BEHIND = frozenset("%‰°€$£¥₹٪")
_PAIRS = (("(", ")"), ("[", "]"))
_BLANKS = " \u00a0\u202f"


def with_signs(text: str, piece: Range, within: Range) -> Range:
    """Give the stretch with signs of its first and last word, and with whole brackets.

    A bracket that closes directly behind comes in; one that does not close goes with what is in it.
    """
    start, end = piece
    while start > within.start and text[start - 1] in _BEFORE:
        start -= 1
    end = _behind_signs(text, end, within.end)
    for opening, closing in _PAIRS:
        n_open = text.count(opening, start, end) - text.count(closing, start, end)
        while n_open > 0 and end < within.end and text[end] == closing:
            end, n_open = end + 1, n_open - 1
        if n_open > 0:
            end = _before_bracket(text, Range(start, end), opening)
    return Range(start, end) if start < end else piece


def _behind_signs(text: str, end: int, last: int) -> int:
    at = end
    if at < last and text[at] in _BLANKS and text[at - 1].isdigit():
        at += 1
    while at < last and text[at] in _BEHIND:
        at += 1
    return at if text[at - 1] in _BEHIND else end


def _before_bracket(text: str, piece: Range, opening: str) -> int:
    """Where what stands before the last opening bracket ends; the whole where nothing does."""
    at = text.rfind(opening, piece.start, piece.end)
    while at > piece.start and text[at - 1] in _BLANKS + opening:
        at -= 1
    return at if at > piece.start else piece.end
