"""Where words stand in a text: folded or as they are written, whole words or parts of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.reading.everywhere import written
from annotator.text.likeness import find_folded
from annotator.text.words import is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.project.finding.search import Search
    from annotator.text.ranges import Range


def find_words(text: str, search: Search) -> list[Range]:
    """Give the places of the words in a text, in order; of such as overlap the first, longest."""
    is_wanted = partial(is_whole, text) if search.whole else is_any
    find = written if search.case else find_folded
    found: list[Range] = []
    for words in search.alternatives():
        found += find(text, words, is_wanted)
    return apart(found)


def is_whole(text: str, at: Range) -> bool:
    """Say whether a place is whole words; a genitive ’s may follow."""
    return is_word_edge(text, at.start) and is_word_edge(text, at.end)


def is_any(_at: Range) -> bool:
    """Say yes of every place."""
    return True


def apart(places: Iterable[Range]) -> list[Range]:
    """Give places in order, none overlapping the one before: the first, of such the longest."""
    found: list[Range] = []
    for one in sorted(places, key=lambda each: (each.start, -each.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found
