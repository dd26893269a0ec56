"""Where each name of an actor was first read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.project.actors.passages import with_sentences
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.actor import Actor
    from annotator.store.lists.passages import ActorPassage
    from annotator.store.read import Reader


class ReadName(NamedTuple):
    """A name of an actor, and the first passage that has it; None = it was read nowhere."""

    name: str
    first: ActorPassage | None


def with_lines(reader: Reader, names: Iterable[ReadName]) -> list[ReadName]:
    """Give names with the sentences in which they were first read."""
    return [
        one if one.first is None else one._replace(first=next(with_sentences(reader, [one.first])))
        for one in names
    ]


def read_names(actor: Actor, passages: Iterable[ActorPassage]) -> tuple[ReadName, ...]:
    """Give all names of an actor, each with the first passage whose words it is, folded."""
    first: dict[str, ActorPassage] = {}
    for one in passages:
        first.setdefault(fold(" ".join(one.words.split())), one)
    return tuple(ReadName(name, first.get(fold(name))) for name in actor.names())
