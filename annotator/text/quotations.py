"""Quotation marks: which opens, which closes, and what stands between them.

Who speaks and whether it is a claim at all is not decided here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from annotator.text.ranges import Range, is_blank, overlap, trim, union
from annotator.text.word_lists import own_or_all, table_of

# Nobody quotes deeper; more marks that only open are none.
_DEEPEST = 16
# How far around a part its quotation marks are paired, in a paragraph that is longer.
_WINDOW = 8_000

Quoted = Literal["all", "some", "none"]


class Quotation(NamedTuple):
    """A stretch in quotation marks; the marks belong to it."""

    start: int
    end: int
    closed: bool
    """False: it has no closing mark and ends with its paragraph, so take it with doubt."""
    depth: int
    """How many quotations it stands in: 0 for an outer one."""

    @property
    def range(self) -> Range:
        """Where it stands, marks included."""
        return Range(self.start, self.end)


class _Role(Enum):
    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True, eq=False)
class _Family:
    """Marks that pair with each other."""

    opening: str
    closing: str
    is_mirrored: bool = False
    """Some write the closing mark first: »so«, ”so“."""
    is_straight: bool = False
    is_single: bool = False
    needs_partner: bool = False
    """Nothing is made of it without a closing mark."""


_DOUBLE = _Family("“„‟", "”", is_mirrored=True)
_SINGLE = _Family("‘‚‛", "’", is_mirrored=True, is_single=True, needs_partner=True)
_GUILLEMET = _Family("«", "»", is_mirrored=True)
_SINGLE_GUILLEMET = _Family("‹", "›", is_mirrored=True, needs_partner=True)
_STRAIGHT = _Family('"＂', '"＂', is_straight=True)
_STRAIGHT_SINGLE = _Family("'", "'", is_straight=True, is_single=True, needs_partner=True)
_CORNER = _Family("「", "」")
_WHITE_CORNER = _Family("『", "』")
_ANGLES = _Family("<<", ">>", needs_partner=True)
_TWO_SINGLES = _Family("‘‘", "’’", is_mirrored=True, needs_partner=True)

_FAMILIES = {
    mark: family
    for family in (
        _DOUBLE,
        _SINGLE,
        _GUILLEMET,
        _SINGLE_GUILLEMET,
        _STRAIGHT,
        _STRAIGHT_SINGLE,
        _CORNER,
        _WHITE_CORNER,
    )
    for mark in family.opening + family.closing
} | {"<<": _ANGLES, ">>": _ANGLES, "‘‘": _TWO_SINGLES, "’’": _TWO_SINGLES}

MARKS = frozenset(mark for mark in _FAMILIES if len(mark) == 1)

_MARK = re.compile("‘‘|’’|[“”„‟‘’‚‛«»‹›\"＂'「」『』]|<<|>>")

_BRACKETS_OPEN = frozenset("([{<—–-‐‑―/=:،,…")
_STOPS = frozenset(".,!?;:…،؛؟۔。，！？")
_ENDS = frozenset(".,!?…،؟۔")
_APOSTROPHES = frozenset("'’")


class _Habits(NamedTuple):
    """How a language writes marks that others write the other way round."""

    inward_guillemets: bool
    same_mark_opens: bool


@cache
def _habits_of(language: str) -> _Habits:
    table = table_of(language, "writing")
    return _Habits(*(table.get(name, False) for name in _Habits._fields))


@cache
def _clipped() -> re.Pattern[str]:
    """The words, of all languages, that begin with an apostrophe."""
    words = own_or_all("und", "writing", "clipped")
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})\\b", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its partner."""

    start: int
    mark: str
    family: _Family


def quotations(text: str, within: Range, language: str = "und") -> tuple[Quotation, ...]:
    """All quotations of the paragraphs in ``within``, nested ones too, sorted by start.

    Marks pair inside one paragraph. ``language`` is a code ("de", "fa-IR"); "und" reads every
    mark by its surroundings.
    """
    found: list[Quotation] = []
    habits = _habits_of(language)
    if 0 <= within.start < within.end <= len(text) and text.find("\n", *within) < 0:
        return _in_paragraph(text, within, habits)
    for paragraph in _paragraphs(text, within):
        found.extend(_in_paragraph(text, paragraph, habits))
    return tuple(found)


def closing_alone(text: str, paragraph: Range, opening: str, language: str) -> int | None:
    """Where the first mark of a paragraph ends that closes what an earlier paragraph opened.

    None where its first mark of that kind opens, or there is none.
    """
    family = _FAMILIES.get(opening)
    marks = _MARK.finditer(text, paragraph.start, paragraph.end)
    match = next((one for one in marks if _FAMILIES[one.group()] is family), None)
    if family is None or match is None or match.start() == paragraph.start:
        return None
    if family.is_straight:
        before = text[match.start() - 1]
        closes = before.isalnum() or before in _ENDS
    else:
        is_low = match.group() in "“‘" and opening in "„‟‚‛"
        closes = is_low or _nominal(match.group(), family, _habits_of(language)) is _Role.CLOSES
    return match.end() if closes else None


def how_quoted(text: str, parts: Iterable[Range], language: str = "und") -> Quoted:
    """Whether all, some or none of the words in ``parts`` stand inside quotation marks.

    The marks themselves may lie in the parts or just outside. Parts without a word: "none".
    """
    n_inside = n_words = 0
    for part in union(parts):
        n_words += _n_word_characters(text, part)
        n_inside += sum(
            _n_word_characters(text, both)
            for quoted in _quoted_around(text, part, language)
            if (both := overlap(quoted, part)) is not None
        )
    if n_inside == 0:
        return "none"
    return "some" if n_inside < n_words else "all"


def _quoted_around(text: str, part: Range, language: str) -> tuple[Range, ...]:
    """What stands in quotation marks in and near the part, without what strays would quote."""
    near = Range(
        max(text.rfind("\n", 0, part.start) + 1, part.start - _WINDOW),
        min(_end_of_line(text, part.end), part.end + _WINDOW),
    )
    given = quotations(text, near, language)
    if _opens_and_closes_far(text, part, given):
        return (part,)
    return union(
        quotation.range
        for quotation in given
        if quotation.closed
        or quotation.start in (part.start, part.start - 1)
        or text[max(0, quotation.start - 1) : quotation.start] in ("", "\n")
    )


def _opens_and_closes_far(text: str, part: Range, given: tuple[Quotation, ...]) -> bool:
    """Whether the part opens in one paragraph and closes in a later one without opening again."""
    first, last = text[part.start : part.start + 1], text[part.end - 1 : part.end]
    if first not in MARKS or last not in MARKS or "\n" not in part.of(text):
        return False
    return any(one.start == part.start and not one.closed for one in given)


def _n_word_characters(text: str, piece: Range) -> int:
    return sum(character.isalnum() for character in text[piece.start : piece.end])


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _paragraphs(text: str, within: Range) -> Iterator[Range]:
    """The paragraphs of ``within``, cut to it, without the line ends."""
    start, last = max(0, within.start), min(within.end, len(text))
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        yield Range(start, end)
        start = end + 1


@lru_cache(maxsize=128)
def _in_paragraph(text: str, paragraph: Range, habits: _Habits) -> tuple[Quotation, ...]:
    """The quotations of a paragraph; they are asked for at each place in it."""
    found: list[tuple[Range, bool]] = []
    waiting: list[_Open] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        role = _role(text, match, paragraph, waiting, habits)
        family = _FAMILIES[match.group()]
        if role is _Role.OPENS:
            del waiting[: max(0, len(waiting) - _DEEPEST)]
            waiting.append(_Open(match.start(), match.group(), family))
        elif role is _Role.CLOSES:
            partner = _partner(waiting, family)
            if partner is not None:
                opened = waiting[partner]
                # What was opened inside and never closed is no quotation: a stray mark.
                del waiting[partner:]
                found.append((Range(opened.start, match.end()), True))
    found.extend(_unclosed(text, paragraph, waiting))
    return tuple(_with_depths(found))


def _unclosed(text: str, paragraph: Range, waiting: list[_Open]) -> Iterator[tuple[Range, bool]]:
    """The outermost mark that waits in vain, as a quotation up to the end of its paragraph."""
    opened = next((one for one in waiting if not one.family.needs_partner), None)
    if opened and (whole := trim(text, Range(opened.start, paragraph.end))):
        yield whole, False


def _with_depths(found: list[tuple[Range, bool]]) -> list[Quotation]:
    """Sorted by start, outer before inner, with the depth that the final nesting gives."""
    found.sort(key=lambda one: (one[0].start, -one[0].end))
    ends: list[int] = []
    ordered: list[Quotation] = []
    for (start, end), closed in found:
        while ends and ends[-1] <= start:
            ends.pop()
        ordered.append(Quotation(start, end, closed, len(ends)))
        ends.append(end)
    return ordered


def _partner(waiting: list[_Open], family: _Family) -> int | None:
    """The place in the stack of the last opening mark of the family."""
    for place in range(len(waiting) - 1, -1, -1):
        if waiting[place].family is family:
            return place
    return None


def _role(
    text: str, match: re.Match[str], paragraph: Range, waiting: list[_Open], habits: _Habits
) -> _Role | None:
    """Whether this mark opens or closes; None if it is no quotation mark here."""
    mark = match.group()
    family = _FAMILIES[mark]
    before = text[match.start() - 1] if match.start() > paragraph.start else ""
    after = text[match.end()] if match.end() < paragraph.end else ""
    if mark in _APOSTROPHES and _is_apostrophe(text, match.end(), mark, before, after):
        return None
    if mark == '"' and _is_hebrew(before) and _is_hebrew(after):
        return None  # gershayim, as in צה"ל
    partner = _partner(waiting, family)
    surroundings = _surroundings(before, after)
    nominal = _nominal(mark, family, habits)
    if nominal is _Role.EITHER:
        return _either(surroundings, before, has_partner=partner is not None)
    if partner is None:
        is_first = trim(text, Range(paragraph.start, match.start())) is None
        return _without_partner(family, nominal, surroundings, habits, is_first=is_first)
    if mark in "“‘" and waiting[partner].mark in "„‟‚‛":
        return _Role.CLOSES  # German, Czech …: „so“, ‚so‘
    if nominal is _Role.OPENS and waiting[partner].mark in family.closing:
        return surroundings if surroundings is _Role.OPENS else _Role.CLOSES  # Urdu: ”so“, ’’so‘‘
    if nominal is _Role.CLOSES:
        same_again = mark == waiting[partner].mark and surroundings is _Role.OPENS
        return _Role.OPENS if same_again else _Role.CLOSES
    return _Role.CLOSES if surroundings is _Role.CLOSES else _Role.OPENS


def _without_partner(
    family: _Family, nominal: _Role, surroundings: _Role, habits: _Habits, *, is_first: bool
) -> _Role | None:
    """What a mark does when nothing of its family is open; ``is_first`` of its paragraph."""
    if nominal is _Role.OPENS:
        is_stray = surroundings is _Role.CLOSES and family is not _CORNER
        return None if is_stray else _Role.OPENS
    may_open = not family.is_single or habits.same_mark_opens
    stands_free = surroundings is _Role.OPENS or (is_first and not family.is_single)
    return _Role.OPENS if stands_free and may_open and family.is_mirrored else None


def _nominal(mark: str, family: _Family, habits: _Habits) -> _Role:
    """What the mark does by its shape in this language."""
    if family.is_straight:
        return _Role.EITHER
    opens = mark in family.opening
    if habits.inward_guillemets and (family is _GUILLEMET or family is _SINGLE_GUILLEMET):
        opens = not opens
    return _Role.OPENS if opens else _Role.CLOSES


def _surroundings(before: str, after: str) -> _Role:
    """What blanks, brackets and stops around a mark say about it."""
    free_before = not before or is_blank(before) or before in _BRACKETS_OPEN
    free_after = not after or is_blank(after) or after in _STOPS or after in ")]}—–>"
    if free_before and not free_after:
        return _Role.OPENS
    if free_after and not free_before:
        return _Role.CLOSES
    if before in _STOPS and before not in _BRACKETS_OPEN and not after.isalnum():
        return _Role.CLOSES
    return _Role.EITHER


def _either(surroundings: _Role, before: str, *, has_partner: bool) -> _Role | None:
    """What a straight mark does: a blank before it opens, a letter or a stop before it closes."""
    if not before or is_blank(before):
        # Between two blanks, or before a stop, only what is open already can tell.
        opens = surroundings is _Role.OPENS or not has_partner
        return _Role.OPENS if opens else _Role.CLOSES
    if before.isalnum() or before in _ENDS:
        return _Role.CLOSES if has_partner else None
    if surroundings is _Role.CLOSES:
        return _Role.CLOSES if has_partner else None
    if surroundings is _Role.OPENS:
        return _Role.OPENS
    return _Role.CLOSES if has_partner else _Role.OPENS


def _is_apostrophe(text: str, end: int, mark: str, before: str, after: str) -> bool:
    """Whether ’ or ' stands for a left-out letter or a genitive, not for the end of a quotation."""
    if before.isalnum() and after.isalnum():
        return True
    if before in ("s", "S") and after and is_blank(after):
        return True  # the ministers’ talks
    opens_word = mark == "'" and (not before or is_blank(before))
    return opens_word and (after.isdigit() or bool(_clipped().match(text, end)))


def _is_hebrew(character: str) -> bool:
    return "\u05d0" <= character <= "\u05ea"
