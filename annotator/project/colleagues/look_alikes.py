"""What was decided about actors that look alike: the key of a pair, what is open, what is done."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.model.actor import Actor, ActorBook
from annotator.model.layer import Layer
from annotator.model.look_alikes.joins import joined
from annotator.model.look_alikes.pairs import LookAlikes, why_alike
from annotator.model.span import Decision
from annotator.text.likeness import fold

ACTORS = "actors"
"""The kind of subject of a decision about two actors."""


def pair_key(one: Actor, other: Actor) -> str:
    """Give what a decision about two actors is found by in any project: names and kinds, sorted."""
    names = sorted([fold(actor.name), actor.kind] for actor in (one, other))
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """Two actors that look alike, and whether they are the same; None = nobody has decided."""

    left: Actor
    right: Actor
    why: str
    decided: bool | None


def verdicts(decisions: Iterable[Decision], layers: Iterable[Layer]) -> dict[str, Decision]:
    """Give what was decided here about pairs of actors, by their keys; the last word counts."""
    own = {one.id for one in layers if not one.frozen}
    found = (one for one in decisions if one.subject_kind == ACTORS and one.layer_id in own)
    return {one.subject: one for one in sorted(found, key=lambda one: (one.at, one.id))}


def look_alikes(
    actors: ActorBook,
    decisions: Iterable[Decision],
    layers: Iterable[Layer],
    *,
    of: Actor | None = None,
    among: LookAlikes | None = None,
) -> tuple[DecidedPair, ...]:
    """Give all pairs of actors that look alike: undecided ones first, then joins, then the rest.

    A join is there whoever made it, so that it can be split again. With `of` only the pairs of
    one actor; `among` are the present ones, where they are there already to be asked.
    """
    decided = verdicts(decisions, layers)
    open_pairs: list[DecidedPair] = []
    done = [one for one in _joins(actors) if of is None or one.left.id == of.id]
    seen = {pair_key(one.left, one.right) for one in done}
    index = among or LookAlikes(actors.present())
    for found in index.pairs() if of is None else index.of(of):
        left, right = actors.exactly(found.left), actors.exactly(found.right)
        if left is None or right is None:
            continue
        said = decided.get(pair_key(left, right))
        if said is None:
            open_pairs.append(DecidedPair(left, right, found.why, None))
        else:
            seen.add(said.subject)
            done.append(DecidedPair(left, right, found.why, said.verdict == "accept"))
    for said in decided.values():
        if said.subject in seen or len(said.results) != 2:
            continue
        if of is not None and of.id not in said.results:
            continue
        left, right = map(actors.exactly, said.results)
        if left is not None and right is not None:
            why = why_alike(left, right) or ""
            done.append(DecidedPair(left, right, why, said.verdict == "accept"))
    return (*open_pairs, *done)


def _joins(actors: ActorBook) -> Iterator[DecidedPair]:
    """Give the actors that were joined into another, and why they were alike before."""
    for one in actors.every():
        found = joined(actors, one)
        if found is not None:
            yield DecidedPair(found.into, one, why_alike(found.without(), one) or "", True)


def undecided(
    actors: ActorBook, decisions: Iterable[Decision], layers: Iterable[Layer]
) -> frozenset[tuple[str, str]]:
    """Give the pairs of actors, by their sorted ids, about whom nobody has decided yet."""
    decided = verdicts(decisions, layers)
    by_id = {one.id: one for one in actors.present()}
    found = ((one.left, one.right) for one in LookAlikes(by_id.values()).pairs())
    return frozenset(
        (left, right) for left, right in found if pair_key(by_id[left], by_id[right]) not in decided
    )
