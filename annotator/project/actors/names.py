"""Where each name of an actor was first read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from annotator.project.actors.passages import with_sentences
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.actor import Actor
    from annotator.store.lists.passages import ActorPassage
    from annotator.store.read import Reader


_MOST_WITHIN = 100
"""So many names are looked for within longer words; more than are listed."""
_WORDS = re.compile(r"[^\W_]+")


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
    """Give all names of an actor, each with the first passage whose words it is, folded.

    Where it is the whole of none, the first that has it among its words: of an actor that was
    joined, the name was read in “Mira Talven, the minister” too.
    """
    first: dict[str, ActorPassage] = {}
    for one in passages:
        first.setdefault(fold(" ".join(one.words.split())), one)
    names = {name: first.get(fold(name)) for name in actor.names()}
    missing = [name for name, found in names.items() if found is None][:_MOST_WITHIN]
    longer = [(_as_words(said), one) for said, one in first.items()] if missing else []
    for name in missing:
        words = _as_words(fold(name))
        if words.strip():
            names[name] = next((one for said, one in longer if words in said), None)
    return tuple(ReadName(name, found) for name, found in names.items())


def _as_words(folded: str) -> str:
    """Give words between blanks alone, so that a name is found where it is no part of another."""
    return f" {' '.join(_WORDS.findall(folded))} "
