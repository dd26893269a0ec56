"""Chips: what of the selected statement lies out of sight, named at the edge it lies beyond."""

from collections.abc import Collection
from dataclasses import dataclass

from annotator.model.page import Page
from annotator.text.ranges import Range

N_CHIPS = 3
"""How many are named at one edge; the others are counted."""
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class Chip:
    """A lit span out of sight: its type and its first words."""

    span_id: str
    type_name: str
    words: str


@dataclass(frozen=True, slots=True)
class Chips:
    """What lies above the view and below it, nearest first."""

    above: tuple[Chip, ...] = ()
    below: tuple[Chip, ...] = ()


def chips(page: Page, lit: Collection[str], visible: Range, limit: int = N_CHIPS) -> Chips:
    """Give the lit spans of which no part is in view; `visible` are the code points in view."""
    above: list[tuple[int, Chip]] = []
    below: list[tuple[int, Chip]] = []
    for span_id in lit:
        span = page.span(span_id)
        if span is None or any(part.overlaps(visible) for part in span.parts):
            continue
        chip = Chip(span.id, span.type, _short(span.text()))
        if span.end <= visible.start:
            above.append((-span.end, chip))
        else:
            below.append((span.start, chip))
    above.sort(key=lambda one: one[0])
    below.sort(key=lambda one: one[0])
    return Chips(tuple(chip for _, chip in above[:limit]), tuple(chip for _, chip in below[:limit]))


def _short(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    cut = words[: _LONGEST - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > _LONGEST // 2 else cut) + "…"
