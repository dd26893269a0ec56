"""Where the caret goes: by character, word, sentence, paragraph, to the article's ends.

Lines and pages on the screen are the window's.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from annotator.text.ranges import Range, is_blank, union
from annotator.text.words import (
    boundary_at_or_after,
    boundary_at_or_before,
    grapheme_after,
    grapheme_before,
    next_word_start,
    paragraph_at,
    previous_word_start,
    sentence_at,
    sentences,
)

_LINE_ENDS = "\n\u2029"
FORWARD = {"right": True, "left": False, "down": True, "up": False, "end": True, "start": False}


class Unit(Enum):
    """How far one move of the caret goes."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret stands, and where the selection it drags along began (code points)."""

    position: int = 0
    anchor: int = 0

    @classmethod
    def at(cls, position: int) -> "Caret":
        """Give a caret with nothing selected."""
        return cls(position, position)

    @classmethod
    def over(cls, piece: Range) -> "Caret":
        """Give a caret at the end of `piece`, which is selected."""
        return cls(piece.end, piece.start)

    @property
    def selected(self) -> Range | None:
        """The selected range, or None."""
        if self.position == self.anchor:
            return None
        return Range(min(self.position, self.anchor), max(self.position, self.anchor))


@dataclass(frozen=True, slots=True)
class TextView:
    """What the caret walks on: the text, the ranges of it that are folded, its language."""

    text: str
    hidden: tuple[Range, ...] = ()
    language: str = "und"


def move_of(act: str, *, right_to_left: bool) -> tuple[Unit, bool] | None:
    """Give what an act of the key table moves by, and whether forward; None for other acts.

    Right is forward in an article that runs from left to right. Lines and screens are the
    window's: "line-down" and "scroll-down" are no moves here. Edges ("edge-left") move likewise.
    """
    stem, _, toward = act.removeprefix("edge-").rpartition("-")
    if act.startswith("edge-") and not stem:
        stem = Unit.WORD.value
    units = {unit.value: unit for unit in Unit}
    if stem not in units or toward not in FORWARD:
        return None
    is_sideways = toward in ("left", "right")
    return units[stem], FORWARD[toward] != (right_to_left and is_sideways)


def moved(
    view: TextView, caret: Caret, unit: Unit, *, forward: bool, extend: bool = False
) -> Caret:
    """Give the caret one `unit` further on or back in the text, past what is folded.

    `forward` is the direction of reading: in an article that runs from right to left the left
    arrow moves forward. `extend` keeps the anchor. Without it a selection is left at its edge in
    that direction. Where nothing visible follows, the caret stays.
    """
    start = caret.position
    if unit is Unit.ARTICLE and forward:
        position = _last_shown(view.text, view.hidden) or start
        return Caret(position, caret.anchor if extend else position)
    chosen = caret.selected
    target = None
    if chosen is not None and not extend:
        start = chosen.end if forward else chosen.start
        target = start if unit is Unit.CHARACTER else None
    if target is None:
        target = _target(view, start, unit, forward=forward)
    # At the start of the article what can be seen lies further inside.
    inwards = forward is not (unit is Unit.ARTICLE)
    position = _visible(view.text, target, view.hidden, forward=inwards, fallback=start)
    return Caret(position, caret.anchor if extend else position)


def _folded_at(text: str, position: int, hidden: tuple[Range, ...]) -> Range | None:
    for piece in union(hidden):
        if piece.contains(position):
            return piece
        if piece.end == position and (position >= len(text) or text[position] in _LINE_ENDS):
            return piece
    return None


def _last_shown(text: str, hidden: tuple[Range, ...]) -> int:
    """Where the last word ends that is not folded; 0 if nothing is shown."""
    at = len(text)
    while at > 0:
        folded = next((one for one in union(hidden) if one.start < at <= one.end), None)
        if folded is not None:
            at = folded.start
        elif is_blank(text[at - 1]):
            at -= 1
        else:
            break
    return at


def _visible(
    text: str, position: int, hidden: tuple[Range, ...], *, forward: bool, fallback: int
) -> int:
    """The next position in that direction that is not folded; `fallback` if there is none."""
    at = position
    for _ in range(2 * len(hidden) + 2):
        folded = _folded_at(text, at, hidden)
        if folded is None:
            return boundary_at_or_after(text, at) if forward else boundary_at_or_before(text, at)
        if forward:
            if folded.end >= len(text):
                return fallback
            at = folded.end if at < folded.end else at + 1
            while at < len(text) and is_blank(text[at]):
                at += 1
        else:
            if folded.start <= 0:
                return fallback
            at = folded.start - 1
            while at > 0 and text[at] in _LINE_ENDS and text[at - 1] in _LINE_ENDS:
                at -= 1
    return fallback


def _target(view: TextView, start: int, unit: Unit, *, forward: bool) -> int:
    text = view.text
    match unit:
        case Unit.CHARACTER:
            return grapheme_after(text, start) if forward else grapheme_before(text, start)
        case Unit.WORD:
            return next_word_start(text, start) if forward else previous_word_start(text, start)
        case Unit.SENTENCE:
            step = _next_sentence if forward else _previous_sentence
            return step(text, start, view.language)
        case Unit.PARAGRAPH:
            return _next_paragraph(text, start) if forward else _previous_paragraph(text, start)
        case Unit.ARTICLE:
            return len(text) - len(text.lstrip())
    assert_never(unit)


def _next_sentence(text: str, start: int, language: str) -> int:
    paragraph = paragraph_at(text, start)
    here = sentence_at(text, start, paragraph, language)
    end = paragraph.end if here is None else max(here.end, start)
    while end < paragraph.end and is_blank(text[end]):
        end += 1
    if start < end < paragraph.end:
        return end
    return _next_paragraph(text, start)


def _previous_sentence(text: str, start: int, language: str) -> int:
    paragraph = paragraph_at(text, start)
    here = sentence_at(text, max(paragraph.start, start - 1), paragraph, language)
    if here is not None and here.start < start:
        return here.start
    before = _previous_paragraph(text, start)
    last = sentences(text, paragraph_at(text, before), language)
    return last[-1].start if last and before < start else before


def _next_paragraph(text: str, start: int) -> int:
    at = paragraph_at(text, start).end
    while at < len(text) and is_blank(text[at]):
        at += 1
    return at


def _previous_paragraph(text: str, start: int) -> int:
    first = _first_visible(text, paragraph_at(text, start))
    if first < start:
        return first
    at = start
    while at > 0 and is_blank(text[at - 1]):
        at -= 1
    return _first_visible(text, paragraph_at(text, at)) if at else 0


def _first_visible(text: str, paragraph: Range) -> int:
    at = paragraph.start
    while at < paragraph.end and is_blank(text[at]):
        at += 1
    return at
