"""Spans anywhere in a long article, of two sides: the same for the product and for its limit."""

from __future__ import annotations

from random import Random

N_SPANS = 5_000
LENGTH = 300_000
_LONGEST = 150

Place = tuple[str, int, int]
"""A type, and where it begins and ends."""


def spans_anywhere() -> tuple[list[Place], list[Place]]:
    """Give the spans of both sides."""
    random = Random(7)  # noqa: S311 - places, not secrets
    sides: tuple[list[Place], list[Place]] = ([], [])
    for side in sides:
        for _ in range(N_SPANS):
            start = random.randrange(LENGTH - _LONGEST)
            kind = random.choice(["claim", "speaker", "cue", "entity"])
            side.append((kind, start, start + random.randint(3, _LONGEST)))
    return sides
