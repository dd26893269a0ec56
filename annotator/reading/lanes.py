"""Lanes: which of the lines under the words runs how deep, so that none lies on another.

Only lines take lanes; tints and outlines lie on each other. Pixels are not known here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

N_LANES = 4
"""How many lanes are drawn; what finds none free is counted as "+n"."""


class Placed(Protocol):
    """What has a place and an owner: a part of a span (code points, half-open)."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def span_id(self) -> str:
        """Whose it is."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """So many parts find no lane between `start` and `end`: drawn as "+n" at `end`."""

    start: int
    end: int
    n: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lane of each part, 0 nearest to the words; None = without a lane, see `overflows`."""

    lanes: tuple[int | None, ...]
    overflows: tuple[Overflow, ...]


def lanes(
    parts: Sequence[Placed], kept: Mapping[str, int] | None = None, limit: int = N_LANES
) -> Lanes:
    """Give each part the lowest free lane, in order of start, longer first.

    `kept` holds spans that keep the lane they have (the selected one), whatever comes or goes.
    Parts that share no character may share a lane.
    """
    kept = kept or {}
    found: list[int | None] = [None] * len(parts)
    held = [_Held() for _ in range(limit)]
    order = sorted(range(len(parts)), key=lambda n: (parts[n].start, -parts[n].end, n))
    for n in order:
        lane = kept.get(parts[n].span_id)
        if lane is not None and 0 <= lane < limit:
            found[n] = lane
            held[lane].reserve(parts[n].start, parts[n].end)
    without: list[int] = []
    for n in order:
        if found[n] is not None:
            continue
        part = parts[n]
        lane = next((k for k in range(limit) if held[k].is_free(part.start, part.end)), None)
        if lane is None:
            without.append(n)
        else:
            found[n] = lane
            held[lane].take(part.end)
    return Lanes(tuple(found), _overflows([parts[n] for n in without]))


class _Held:
    """What one lane holds so far: the furthest end given out, and reserved stretches."""

    def __init__(self) -> None:
        self._until = -1
        self._reserved: list[tuple[int, int]] = []

    def reserve(self, start: int, end: int) -> None:
        self._reserved.append((start, end))

    def is_free(self, start: int, end: int) -> bool:
        return start >= self._until and all(
            end <= taken_start or taken_end <= start for taken_start, taken_end in self._reserved
        )

    def take(self, end: int) -> None:
        self._until = max(self._until, end)


def _overflows(parts: Sequence[Placed]) -> tuple[Overflow, ...]:
    """Parts without a lane, gathered where they share characters."""
    gathered: list[Overflow] = []
    for part in parts:
        if gathered and part.start < gathered[-1].end:
            last = gathered[-1]
            gathered[-1] = Overflow(last.start, max(last.end, part.end), last.n + 1)
        else:
            gathered.append(Overflow(part.start, part.end, 1))
    return tuple(gathered)
