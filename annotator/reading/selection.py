"""What is selected, how it snaps, how Space widens it and Shift+Space narrows it again.

How the selection looks, and what becomes of it, is not known here.
"""

from dataclasses import dataclass, field, replace

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
)

_COLONS = ":：︰"
_LONGEST_GAP = 200
"""How many characters of "he said" may interrupt a quotation."""


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

    def with_caret(self, caret: Caret, *, free: bool = False) -> "Selection":
        """Give the selection after the caret was moved by hand: narrowing forgets its way."""
        return Selection(caret, free)

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

    def to_mark(self, text: str, language: str = "und") -> Range | None:
        """Give what a type key would mark now, or None."""
        return to_mark(text, self.caret, free=self.free, language=language)


def snapped(text: str, piece: Range, *, free: bool = False, language: str = "und") -> Range | None:
    """Give the range a selection means: whole words without blanks and commas at its ends.

    `free` completes characters and trims blanks alone. None when nothing but blanks is left.
    """
    return snap(text, piece, free=free, language=language)


def to_mark(text: str, caret: Caret, *, free: bool = False, language: str = "und") -> Range | None:
    """Give what a type key would mark: the snapped selection, else the word under the caret."""
    chosen = caret.selected
    if chosen is None:
        return under_caret(text, caret.position)
    return snapped(text, chosen, free=free, language=language)


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
    for wider in (*_quotations_around(text, word, language), *_wider(text, word, language)):
        last = path[-1] if path else start
        if wider.covers(last) and wider != last:
            path.append(wider)
    return tuple(path)


def widen(text: str, selected: Range, language: str = "und") -> Range:
    """Give the next wider range; `selected` itself where nothing is wider."""
    path = widening_path(text, selected, language)
    return path[0] if path else selected


def clicked(text: str, position: int, n_clicks: int, language: str = "und") -> Range | None:
    """Give what a double click (2) or triple click (3) selects: as Space pressed once or twice."""
    path = widening_path(text, Range(position, position), language)
    if n_clicks < 2 or not path:
        return None
    return path[min(n_clicks - 1, len(path)) - 1]


def narrow(text: str, selected: Range, origin: Range, language: str = "und") -> Range:
    """Give the widest range on the way from `origin` that lies inside `selected`, else `origin`."""
    inside = [
        piece
        for piece in widening_path(text, origin, language)
        if selected.covers(piece) and piece != selected
    ]
    return inside[-1] if inside else origin


def quotation_parts(text: str, selected: Range, language: str = "und") -> tuple[Range, ...]:
    """Give the parts of the interrupted quotation that `selected` is one part of.

    “We will,” he said, “not wait.”: both pieces in marks, when the first breaks off at a comma
    or the second goes on in small letters. Anything else gives `selected` alone.
    """
    paragraph = paragraph_at(text, selected.start)
    outer = [one.range for one in quotations(text, paragraph, language) if one.depth == 0]
    if selected not in outer:
        return (selected,)
    first = last = outer.index(selected)
    while first > 0 and _goes_on(text, outer[first - 1], outer[first]):
        first -= 1
    while last + 1 < len(outer) and _goes_on(text, outer[last], outer[last + 1]):
        last += 1
    return tuple(outer[first : last + 1])


def _goes_on(text: str, before: Range, after: Range) -> bool:
    """Whether two quotations are one that was interrupted by its cue."""
    gap = text[before.end : after.start].strip()
    if not gap or len(gap) > _LONGEST_GAP or any(stop in gap for stop in ".!?;:…"):
        return False
    inside = before.of(text).rstrip("”“\"»«’'›‹ \u00a0\u202f")
    breaks_off = inside.endswith((",", "،", "–", "—", "-")) or gap.startswith((",", "،", "–", "—"))
    begins = next((one for one in after.of(text) if one.isalpha()), "")
    return breaks_off and (gap.endswith((",", "،", "–", "—")) or begins.islower())


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
    around = [one for one in quotations(text, paragraph, language) if one.range.covers(word)]
    return [one.range for one in sorted(around, key=lambda one: -one.depth)]


def _wider(text: str, word: Range, language: str) -> list[Range]:
    """Clause, sentence and paragraph around the word, snapped."""
    whole = Range(paragraph_at(text, word.start).start, paragraph_at(text, word.end).end)
    ends = (word.start, max(word.start, word.end - 1))
    clauses = [clause_at(text, end, whole, language) for end in ends]
    found = [sentence_at(text, end, whole, language) for end in ends]
    wider: list[Range] = []
    for pieces in (clauses, found, [whole]):
        known = [piece for piece in pieces if piece is not None]
        around = snap(text, hull(known), language=language) if known else None
        if around is not None:
            wider.append(around)
    return wider
