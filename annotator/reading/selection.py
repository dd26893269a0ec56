"""What is selected, how Space widens it and Shift+Space narrows it, what a type key means by it.

How the selection looks, and what becomes of it, is not known here. What is known of speech is
loaded when it is first asked for: the first painting of the window does without it.
"""

from dataclasses import dataclass, field, replace

from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Span
from annotator.reading.caret import Caret
from annotator.text.quotations import quotations
from annotator.text.ranges import Range, hull, is_blank
from annotator.text.words import (
    clause_at,
    next_word_start,
    paragraph_at,
    sentence_at,
    snap,
    word_at,
    word_core,
)

_COLONS = ":：︰"
_NEAR = 4_000
"""How far from a word quotation marks are looked for, in a paragraph that is longer."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The caret with what it selects; `origin` is the caret before Space widened it.

    `free` keeps exactly the characters that were dragged over (Alt).
    """

    caret: Caret = field(default_factory=Caret)
    free: bool = False
    origin: Caret | None = None

    @property
    def selected(self) -> Range | None:
        """The selected range as it was drawn, or None."""
        return self.caret.selected

    def widened(self, text: str, language: str = "und") -> "Selection":
        """Give the next wider selection; itself where nothing is wider."""
        origin = self.origin or self.caret
        way = (_range_of(origin), *widening_path(text, _range_of(origin), language))
        here = _range_of(self.caret)
        following = way.index(here) + 1 if here in way else len(way)
        if following == len(way):
            return self
        return replace(self, caret=Caret.over(way[following]), origin=origin)

    def narrowed(self, text: str, language: str = "und") -> "Selection":
        """Give the selection as it was one Space before; at last the caret where it began."""
        if self.origin is None:
            return self
        way = (_range_of(self.origin), *widening_path(text, _range_of(self.origin), language))
        here = _range_of(self.caret)
        before = way.index(here) - 1 if here in way else 0
        if before <= 0:
            return replace(self, caret=self.origin, origin=None)
        return replace(self, caret=Caret.over(way[before]))


def to_mark(text: str, caret: Caret, *, free: bool = False, language: str = "und") -> Range | None:
    """Give what a type key would mark: the selection snapped to words, else the word at the caret.

    `free` completes characters and trims blanks alone. None when nothing but blanks is left.
    """
    chosen = caret.selected
    if chosen is None:
        return under_caret(text, caret.position)
    return snap(text, chosen, free=free, language=language)


def under_caret(text: str, position: int) -> Range | None:
    """Give the word at the caret; a colon right after the caret counts as a word (it can be a cue).

    On an opening quotation mark or bracket the word that follows at once is meant. None on blanks.
    """
    if position < len(text) and text[position] in _COLONS:
        return Range(position, position + 1)
    here = word_at(text, position)
    if here is not None or position >= len(text) or is_blank(text[position]):
        return here
    following = position
    while following < len(text) and word_at(text, following) is None:
        if is_blank(text[following]):
            return None
        following += 1
    return word_at(text, following) if following < len(text) else None


def widening_path(text: str, start: Range, language: str = "und") -> tuple[Range, ...]:
    """Give what Space selects one after the other from `start` (an empty range is a caret).

    Word, then the quotations around it with their marks from the inside out, else the clause,
    then the sentence, then the paragraph. Each holds the one before and more.
    """
    path: list[Range] = []
    word = _words(text, start, language)
    if word is None:
        return ()
    if word != start:
        path.append(word)
    said = sorted(_said_around(text, word, language), key=lambda one: one.length)
    for wider in (*said, *_wider(text, word, language)):
        last = path[-1] if path else start
        if wider.covers(last) and wider != last:
            path.append(wider)
    return tuple(path)


def claim_parts(text: str, selected: Range, language: str = "und") -> tuple[Range, ...]:
    """Give all parts of the claim that `selected` is one part of.

    “We will,” he said, “not wait.”; the plan, he said, would fail. Anything else gives
    `selected` alone.
    """
    from annotator.speech.governed import governed_at
    from annotator.speech.quoted import quotation_parts

    for one in governed_at(text, selected, language):
        if selected in one.parts:
            return one.parts
    return quotation_parts(text, selected, language)


def _range_of(caret: Caret) -> Range:
    return caret.selected or Range(caret.position, caret.position)


def _words(text: str, start: Range, language: str) -> Range | None:
    """The whole words of a selection, or the word at an empty one."""
    if not start.is_empty:
        whole = snap(text, start, language=language)
        return start if whole is None or not whole.covers(start) else whole
    here = under_caret(text, start.start)
    if here is None:
        following = next_word_start(text, start.start)
        here = under_caret(text, following) if following < len(text) else None
    if here is None or here.start > paragraph_at(text, start.start).end:
        return None
    return here


def _quotations_around(text: str, word: Range, language: str) -> list[Range]:
    """The quotations that hold the word, marks included, the innermost first."""
    paragraph = paragraph_at(text, word.start)
    near = Range(max(paragraph.start, word.start - _NEAR), min(paragraph.end, word.end + _NEAR))
    around = [one for one in quotations(text, near, language) if one.range.covers(word)]
    return [one.range for one in sorted(around, key=lambda one: -one.depth)]


def _said_around(text: str, word: Range, language: str) -> list[Range]:
    """The quotations around the word, what verbs of saying govern there, and a whole answer."""
    from annotator.speech.dialogue import dialogue_at
    from annotator.speech.governed import governed_at
    from annotator.speech.openings import turn_at

    quoted = _quotations_around(text, word, language)
    governed = [
        part for one in governed_at(text, word, language) for part in one.parts if part.covers(word)
    ]
    turn = turn_at(text, word.start, language)
    if turn is not None and turn.covers(word):
        governed.append(turn)
    spoken = dialogue_at(text, word.start, language)
    governed += [one for one in spoken.parts if one.covers(word)] if spoken is not None else []
    begins = {part.start for part in governed if _is_first(text, word, part)}
    return [one for one in quoted if one.start not in begins or one in governed] + governed


def _is_first(text: str, word: Range, piece: Range) -> bool:
    """Whether a word is the first of a piece, a quotation mark aside."""
    return not any(character.isalnum() for character in text[piece.start : word.start])


def _wider(text: str, word: Range, language: str) -> list[Range]:
    """Clause, sentence and paragraph around the word, snapped."""
    whole = Range(paragraph_at(text, word.start).start, paragraph_at(text, word.end).end)
    is_one = not any(map(is_blank, word.of(text)))
    ends = (word.start,) if is_one else (word.start, max(word.start, word.end - 1))
    clauses = [clause_at(text, end, whole, language) for end in ends]
    found = [sentence_at(text, end, whole, language) for end in ends]
    wider: list[Range] = []
    for pieces in (clauses, found, [whole]):
        known = [piece for piece in pieces if piece is not None]
        extent = hull(known) if known else Range(0, 0)
        is_endless = extent.length > _NEAR  # no sentence: a text without full stops
        around = snap(text, extent, free=is_endless, language=language) if known else None
        if around is not None:
            wider.append(around)
    return wider


# --- what a type key means ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reader stands when a type key is pressed: caret, layer and the current span."""

    caret: Caret
    layer_id: str
    current_id: str | None = None
    free: bool = False


def meant_by_type(
    page: Page, type_name: str, scheme: Scheme, at: Standing
) -> Span | tuple[Range, ...]:
    """Give what a type key means: the span whose attributes it opens, else the parts to mark.

    With nothing selected: the current span if it is of that type and the caret is at it, else
    the shortest one at the caret. A selection means a span when it is exactly a part of it. No
    parts: there is nothing to mark. A claim gets all parts of a quotation that its cue breaks; a
    name loses the ’s of its genitive.
    """
    language = page.article.language
    words = to_mark(page.text, at.caret, free=at.free, language=language)
    if at.caret.selected is None:
        span = _meant_at_caret(page, type_name, at)
    else:
        stack = () if words is None else stack_at(page, words.start, layer_id=at.layer_id)
        span = next((one for one in stack if one.type == type_name and words in one.parts), None)
    if span is not None:
        return span
    if words is None:
        return ()
    role = scheme.role_of(type_name)
    if role in (Role.ENTITY, Role.SPEAKER) and not at.free:
        return (word_core(page.text, words),)
    if role is not Role.CLAIM or at.free:
        return (words,)
    if at.caret.selected is None:
        from annotator.speech.quoted import said_at

        return said_at(page.text, at.caret.position, language) or (words,)
    return claim_parts(page.text, words, language)


def _meant_at_caret(page: Page, type_name: str, at: Standing) -> Span | None:
    position = at.caret.position
    current = page.span(at.current_id) if at.current_id else None
    is_meant = current is not None and (current.layer_id, current.type) == (at.layer_id, type_name)
    if current is not None and is_meant and is_at(current, position):
        return current
    stack = stack_at(page, position, layer_id=at.layer_id)
    return next((one for one in stack if one.type == type_name and one.covers(position)), None)


def stack_at(page: Page, position: int, *, layer_id: str) -> tuple[Span, ...]:
    """Give the spans at a place, the shortest first; where none covers it, those that end there."""
    for low, high in ((position, position + 1), (position - 1, position)):
        if low < 0:
            continue
        ids = {entry.span_id for entry in page.parts_between(low, high)}
        found = [span for span in map(page.span, ids) if span is not None and span.covers(low)]
        here = [span for span in found if span.layer_id == layer_id]
        if here:
            return tuple(sorted(here, key=innermost))
    return ()


def is_at(span: Span, position: int) -> bool:
    """Say whether the caret is at a span: in one of its parts or directly behind one."""
    return any(part.start <= position <= part.end for part in span.parts)


def innermost(span: Span) -> tuple[int, int, str]:
    """Give the order of spans at one place: the shortest first."""
    return (sum(part.length for part in span.parts), -span.start, span.id)
