"""Lines that recur round the articles of an outlet: its menu, its foot, its teasers.

A line counts only where it stands outside the body, before the headline or after the last line of
sentences: what stands in the text, as in a dispatch that five outlets print, is never furniture.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable

from annotator.model.article import RegionType
from annotator.model.bundle import OutsideLine
from annotator.suggest.pages.lines import PageLine, lines
from annotator.text.likeness import fold
from annotator.text.ranges import Range

LEAST = 3
"""So many articles have a line before it is taken for furniture: two may be one story twice."""
LONGEST = 120
"""Longer lines, in characters, are sentences of somebody."""
_DIGITS = re.compile(r"\d+")


def line_key(line: str) -> str:
    """Give what a line is known by: folded, all numbers alike."""
    return _DIGITS.sub("0", fold(line))


def outside_lines(text: str, regions: Iterable[tuple[str, Range]]) -> tuple[OutsideLine, ...]:
    """Give the short lines outside the body that no region covers; `regions` as (type, where)."""
    regions = tuple(regions)
    every = lines(text)
    above, first = _up_to_body(every, regions)
    if first is None:
        return ()
    below, _ = _up_to_body(reversed(every), regions)
    headlines = [at.start for kind, at in regions if kind == RegionType.HEADLINE]
    border = min([*headlines, first])
    return tuple(
        OutsideLine(line_key(one.text), one.text, one.at)
        for one in (*(one for one in above if one.at.start < border), *reversed(below))
        if len(one.text) <= LONGEST and any(map(str.isalpha, one.text))
    )


def _up_to_body(
    every: Iterable[PageLine], regions: tuple[tuple[str, Range], ...]
) -> tuple[list[PageLine], int | None]:
    """Give the free lines from an end of a text to the body, and where that begins."""
    found: list[PageLine] = []
    for line in every:
        if _is_covered(line.at, regions):
            continue
        if line.is_long:  # a paragraph, as `body` knows it
            return found, line.at.start
        found.append(line)
    return found, None


def _is_covered(at: Range, regions: tuple[tuple[str, Range], ...]) -> bool:
    start, end = at
    return any(one.start < end and start < one.end for _, one in regions)


def recurring(
    pages: Iterable[tuple[Hashable, Hashable, Iterable[str]]],
) -> dict[Hashable, frozenset[str]]:
    """Give the keys of lines that recur, by outlet.

    Each page is its outlet, its group and the keys of its lines outside the body; pages of one
    group are copies of one story and count once. `LEAST` groups of an outlet must have a line.
    """
    having: defaultdict[tuple[Hashable, str], set[Hashable]] = defaultdict(set)
    for outlet, group, keys in pages:
        for key in keys:
            having[outlet, key].add(group)
    found: defaultdict[Hashable, set[str]] = defaultdict(set)
    for (outlet, key), groups in having.items():
        if len(groups) >= LEAST:
            found[outlet].add(key)
    return {outlet: frozenset(keys) for outlet, keys in found.items()}
