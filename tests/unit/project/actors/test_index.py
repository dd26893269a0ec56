"""Actors in the order of how much they say, found folded over all their names."""

from __future__ import annotations

from annotator.model.actor import Actor, Alias
from annotator.project.actors.index import ActorIndex, by_weight

ACTORS = [
    Actor("1", "Haidari"),
    Actor("2", "Dar"),
    Actor("3", "Élodie Marr", aliases=(Alias("a", "the Darling"),)),
    Actor("4", "Al Darwish"),
]


def found(typed: str) -> list[str]:
    return [one.name for one in ActorIndex(ACTORS).fitting(typed)]


def test_whole_names_come_first_then_beginnings_of_words_then_the_rest() -> None:
    assert found(" DAR ") == ["Dar", "Élodie Marr", "Al Darwish", "Haidari"]
    assert found("ELODIE") == ["Élodie Marr"]
    assert found("marr the") == []
    assert found("") == ["Haidari", "Dar", "Élodie Marr", "Al Darwish"]


def test_who_speaks_and_is_named_most_comes_first_then_by_name() -> None:
    counts = {"4": (1, 1), "1": (0, 1)}
    assert [one.id for one in by_weight(ACTORS, counts)] == ["4", "1", "2", "3"]
