"""Of which kind the edges of two overlapping spans differ."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import compress

from annotator.compare.match import is_speaking
from annotator.compare.rules import Rules
from annotator.compare.values import BoundaryClass
from annotator.model.coded import (
    OF_ONE_PART,
    ArticleText,
    CodedSpan,
    Place,
    SpanColumns,
    parts_of,
)
from annotator.speech.words import lexicon
from annotator.text.likeness import fold
from annotator.text.ranges import Range, cut, union

_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 3


class Cues:
    """The cues of both codings, by where they stand; of the article that was asked for last."""

    def __init__(self, sides: Iterable[SpanColumns], cue: str) -> None:
        """Know where to look; `cue` is the type of cues."""
        self._sides, self._is_cue = (*sides,), cue.__eq__
        self._article = -1
        self._places: list[Place] = []
        self._begins: list[int] = []
        self._longest = 0

    def within(self, article: int, start: int, end: int) -> Sequence[Place]:
        """Give those that may hold something of a stretch of an article's text."""
        if article != self._article:
            self._look_in(article)
        first = bisect_left(self._begins, start - self._longest)
        return self._places[first : bisect_left(self._begins, end, first)]

    def _look_in(self, article: int) -> None:
        self._article, found = article, list[Place]()
        for each in self._sides:
            stretch = each.stretches[article]
            found += compress(each.places[stretch], map(self._is_cue, each.types[stretch]))
        found.sort()
        self._places, self._begins = found, [one[2] for one in found]
        self._longest = max([one[-1] - one[2] for one in found], default=0)


def boundary_class(
    article: ArticleText,
    left: Place,
    right: Place,
    cues: Callable[[], Iterable[Place]],
    rules: Rules,
) -> BoundaryClass:
    """Say what stands between the edges of two spans of one type that overlap.

    `cues` gives those of both codings that may stand there.
    """
    between = _between(left, right)
    if not _speaks(article.text, between):
        return BoundaryClass.PUNCTUATION
    if len(left) != len(right) and _has_more_parts(left, right):
        return BoundaryClass.PART
    if left[1] in rules.named and _has_title(article, between):
        return BoundaryClass.TITLE
    taken = [
        Range(begins, ends)
        for cue in cues()
        for begins, ends in zip(cue[2::2], cue[3::2], strict=True)
        for start, end in between
        if begins < end and start < ends
    ]
    if not taken:
        return BoundaryClass.OTHER
    without = [rest for piece in between for rest in cut(piece, taken)]
    if without != between and not _speaks(article.text, without):
        return BoundaryClass.CUE
    return BoundaryClass.OTHER


def same_but_for_marks(article: ArticleText, one: CodedSpan, other: CodedSpan) -> bool:
    """Say whether two spans are the same without marks, blanks and a leading "that" at the ends."""
    return _bare(article, one.parts) == _bare(article, other.parts)


def _bare(article: ArticleText, parts: Sequence[Range]) -> list[Range]:
    """Give parts without what may stand at either end of a span."""
    (start, stop), *rest = parts
    end = rest[-1].end if rest else stop
    text = article.text
    while start < stop and not is_speaking(text[start]):
        start += 1
    while end > start and not is_speaking(text[end - 1]):
        end -= 1
    leading = _WORD.match(text, start, min(stop, end))
    if leading and fold(leading[0]) in lexicon(article.language).subordinators:
        start = leading.end()
        while start < end and not is_speaking(text[start]):
            start += 1
    return [
        Range(max(part.start, start), min(part.end, end))
        for part in parts
        if max(part.start, start) < min(part.end, end)
    ]


def _has_more_parts(left: Place, right: Place) -> bool:
    """Say whether one has all parts of the other, and further ones."""
    mine, theirs = {*parts_of(left)}, {*parts_of(right)}
    return mine < theirs or theirs < mine


def _between(left: Place, right: Place) -> list[Range]:
    """Give what only the left has, then what only the right has."""
    if len(left) > OF_ONE_PART or len(right) > OF_ONE_PART:
        mine, theirs = parts_of(left), parts_of(right)
        return [*_only(mine, theirs), *_only(theirs, mine)]
    start, end, begin, stop = left[2], left[3], right[2], right[3]  # they overlap
    only = ((start, begin), (stop, end), (begin, start), (end, stop))
    # Without its constructor, which is written in Python.
    return [tuple.__new__(Range, piece) for piece in only if piece[0] < piece[1]]


def _only(some: Sequence[Range], others: Sequence[Range]) -> list[Range]:
    return [rest for piece in union(some) for rest in cut(piece, others)]


def _speaks(text: str, pieces: Iterable[Range]) -> bool:
    for start, end in pieces:  # noqa: SIM110 - asked thousands of times
        if is_speaking(text[start:end]):
            return True
    return False


def _has_title(article: ArticleText, pieces: Iterable[Range]) -> bool:
    text, language = article.text, article.language
    return any(_holds_title(text[start:end], language) for start, end in pieces)


@lru_cache(maxsize=4096)
def _holds_title(said: str, language: str) -> bool:
    words, known = _WORD.findall(fold(said)), lexicon(language)
    return any(
        phrase in known.titles or phrase in known.roles
        for n in range(1, _LONGEST_TITLE + 1)
        for k in range(len(words) - n + 1)
        for phrase in (" ".join(words[k : k + n]),)
    )
