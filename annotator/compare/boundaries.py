"""Of which kind the edges of two overlapping spans differ."""

import re
from collections.abc import Callable, Iterable, Sequence

from annotator.compare.match import is_speaking
from annotator.compare.rules import Rules
from annotator.compare.values import BoundaryClass
from annotator.model.coded import CodedArticle, CodedSpan
from annotator.speech.words import lexicon
from annotator.text.likeness import fold
from annotator.text.ranges import Range, cut, union

_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 3


def boundary_class(
    article: CodedArticle,
    left: CodedSpan,
    right: CodedSpan,
    cues: Callable[[], Iterable[CodedSpan]],
    rules: Rules,
) -> BoundaryClass:
    """Say what stands between the edges of two spans of one type that overlap.

    `cues` gives those of both codings that may stand there.
    """
    mine, theirs = left.parts, right.parts
    between = _between(mine, theirs)
    if not _speaks(article.text, between):
        return BoundaryClass.PUNCTUATION
    if len(mine) != len(theirs) and ({*mine} < {*theirs} or {*theirs} < {*mine}):
        return BoundaryClass.PART
    if left.type in rules.named and _has_title(article, between):
        return BoundaryClass.TITLE
    taken = [
        part
        for cue in cues()
        for part in cue.parts
        if any(part[0] < end and start < part[1] for start, end in between)
    ]
    if not taken:
        return BoundaryClass.OTHER
    without = [rest for piece in between for rest in cut(piece, taken)]
    if without != between and not _speaks(article.text, without):
        return BoundaryClass.CUE
    return BoundaryClass.OTHER


def same_but_for_marks(article: CodedArticle, one: CodedSpan, other: CodedSpan) -> bool:
    """Say whether two spans are the same without marks, blanks and a leading "that" at the ends."""
    return _bare(article, one.parts) == _bare(article, other.parts)


def _bare(article: CodedArticle, parts: Sequence[Range]) -> list[Range]:
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


def _between(left: Sequence[Range], right: Sequence[Range]) -> list[Range]:
    """Give what only the left has, then what only the right has."""
    if len(left) > 1 or len(right) > 1:
        return [*_only(left, right), *_only(right, left)]
    (start, end), (begin, stop) = left[0], right[0]  # they overlap
    only = [(start, begin), (stop, end), (begin, start), (end, stop)]
    return [Range(*piece) for piece in only if piece[0] < piece[1]]


def _only(some: Sequence[Range], others: Sequence[Range]) -> list[Range]:
    return [rest for piece in union(some) for rest in cut(piece, others)]


def _speaks(text: str, pieces: Iterable[Range]) -> bool:
    return any(is_speaking(text[start:end]) for start, end in pieces)


def _has_title(article: CodedArticle, pieces: Iterable[Range]) -> bool:
    words = lexicon(article.language)
    for piece in pieces:
        said = _WORD.findall(fold(piece.of(article.text)))
        for n in range(1, _LONGEST_TITLE + 1):
            for k in range(len(said) - n + 1):
                phrase = " ".join(said[k : k + n])
                if phrase in words.titles or phrase in words.roles:
                    return True
    return False
