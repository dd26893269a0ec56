"""Actors found by what is typed: folded, over names and aliases, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.likeness import fold, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.actor import Actor

_BETWEEN = "\n"
"""No folded name has one: it stands between those of an actor."""


class ActorIndex:
    """Actors in an order, with their names folded once: thousands are searched at each key."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Take actors in their order."""
        self.actors = tuple(actors)
        self._names = [_BETWEEN.join(map(fold, one.names())) for one in self.actors]

    def fitting(self, typed: str) -> list[Actor]:
        """Give those that fit, whole names and beginnings first; all where nothing is typed."""
        wanted = fold(typed)
        if not wanted:
            return [*self.actors]
        found = [
            (rank(wanted, names.split(_BETWEEN)) or 0, n)
            for n, names in enumerate(self._names)
            if wanted in names
        ]
        return [self.actors[n] for _, n in sorted(found)]


def by_weight(actors: Iterable[Actor], counts: Mapping[str, tuple[int, int]]) -> list[Actor]:
    """Give actors in the order of how often they speak and are named, then by name."""
    return sorted(actors, key=lambda one: (-sum(counts.get(one.id, (0, 0))), one.name.casefold()))
