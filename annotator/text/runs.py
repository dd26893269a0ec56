"""Cutting a text at the edges of all that lies on it: pieces, each with what covers it.

What the keys mean (spans, tints, links) is not known here.
"""

from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from annotator.text.ranges import Range

Key = TypeVar("Key", bound=Hashable)


class Run(NamedTuple, Generic[Key]):
    """A piece of a text and the keys of all ranges that cover it, in the order they came."""

    range: Range
    keys: tuple[Key, ...]


def runs(text_range: Range, keyed: Iterable[tuple[Range, Key]]) -> list[Run[Key]]:
    """The pieces of ``text_range``, cut at every edge of the given ranges, in order.

    Ranges are cut to ``text_range``; empty ones are left out; a key given twice for one place
    is named once. An empty ``text_range`` has no pieces.
    """
    if text_range.is_empty:
        return []
    inside = [
        (max(piece.start, text_range.start), min(piece.end, text_range.end), key)
        for piece, key in keyed
        if piece.overlaps(text_range)
    ]
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, (start, end, _) in enumerate(inside):
        begins.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    edges = sorted({text_range.start, text_range.end, *begins, *ends})
    found: list[Run[Key]] = []
    covering: set[int] = set()
    for start, end in pairwise(edges):
        covering.difference_update(ends.get(start, ()))
        covering.update(begins.get(start, ()))
        keys = dict.fromkeys(inside[number][2] for number in sorted(covering))
        found.append(Run(Range(start, end), tuple(keys)))
    return found
