"""Actors that may be the same one: which pairs of names are alike, and why. Nobody decides here."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from typing import NamedTuple

from annotator.model.actor import Actor, ActorBook
from annotator.model.layer import Layer
from annotator.model.span import Decision
from annotator.text.likeness import fold

ACTORS = "actors"
"""The kind of subject of a decision about two actors."""
ANY_KIND = "other"
"""The kind of an actor of which nobody has said what it is: it fits any."""

_WORDS = re.compile(r"\w+")
_VOWELS = re.compile(r"[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans({"q": "k", "c": "k", "w": "v", "z": "s", "j": "g"})
# A word that so many names have says nothing about who they are.
_COMMON = 200
_SHORTEST = 3


class Why(StrEnum):
    """Why two actors may be the same one; the first three are sure enough to be proposed."""

    ID = "same id"
    LISTED = "same id in another list"
    NAME = "same name"
    TURNED = "words turned round"
    INSIDE = "one name inside the other"
    INITIALS = "initials"
    SPELLING = "another spelling"


class LookAlike(NamedTuple):
    """Two actors by their ids, and why they may be the same."""

    left: str
    right: str
    why: Why


def pair_key(one: Actor, other: Actor) -> str:
    """Give what a decision about two actors is found by in any project: names and kinds, sorted."""
    names = sorted([fold(actor.name), actor.kind] for actor in (one, other))
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))


def why_alike(one: Actor, other: Actor) -> Why | None:
    """Say why two actors may be the same, None where nothing speaks for it."""
    if one.external_id and one.external_id == other.external_id:
        return Why.LISTED
    if one.kind != other.kind and ANY_KIND not in (one.kind, other.kind):
        return None
    pairs = list(product(*([fold(name) for name in each.names()] for each in (one, other))))
    if any(left == right for left, right in pairs):
        return Why.NAME
    found = [_why(_WORDS.findall(left), _WORDS.findall(right)) for left, right in pairs]
    return next((why for why in Why if why in found), None)


def _why(left: list[str], right: list[str]) -> Why | None:
    """Say why two names, as their folded words, may be one."""
    if not left or not right:
        return None
    if sorted(left) == sorted(right):
        return Why.TURNED
    shorter, longer = sorted((left, right), key=len)
    if set(shorter) < set(longer) and any(len(word) >= _SHORTEST for word in shorter):
        return Why.INSIDE
    if _are_initials(left, right) or _is_short_for(left, right) or _is_short_for(right, left):
        return Why.INITIALS
    if sorted(map(_sound, left)) == sorted(map(_sound, right)) and "".join(map(_sound, left)):
        return Why.SPELLING
    return None


def _are_initials(left: list[str], right: list[str]) -> bool:
    if len(left) != len(right):
        return False
    pairs = list(zip(left, right, strict=True))
    fits = all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)
    return fits and any(a == b and len(a) > 1 for a, b in pairs)


def _is_short_for(short: list[str], long: list[str]) -> bool:
    initials = "".join(word[0] for word in long)
    return len(long) > 1 and short == [initials]


def _sound(word: str) -> str:
    """Give a word as it may be heard through another script: without vowels and doubled letters."""
    bare = _VOWELS.sub("", word.translate(_SOUNDS))
    return _TWICE.sub(r"\1", bare)


class LookAlikes:
    """Actors by what their names may be found under, to be asked for those like another."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Take them in."""
        self._actors = {actor.id: actor for actor in actors}
        self._under: dict[str, list[str]] = {}
        for actor in self._actors.values():
            for key in _keys(actor):
                self._under.setdefault(key, []).append(actor.id)

    def of(self, actor: Actor) -> list[LookAlike]:
        """Give the actors like this one, as `right`."""
        ids = {other for key in _keys(actor) for other in self._at(key)} - {actor.id}
        found = ((other, why_alike(actor, self._actors[other])) for other in sorted(ids))
        return [LookAlike(actor.id, other, why) for other, why in found if why is not None]

    def pairs(self) -> Iterator[LookAlike]:
        """Give all pairs among them that are alike, each once."""
        pairs = {pair for key in self._under for pair in combinations(sorted(self._at(key)), 2)}
        for left, right in sorted(pairs):
            why = why_alike(self._actors[left], self._actors[right])
            if why is not None:
                yield LookAlike(left, right, why)

    def _at(self, key: str) -> list[str]:
        found = self._under.get(key, [])
        return found if len(found) <= _COMMON else []


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
    actors: ActorBook, decisions: Iterable[Decision], layers: Iterable[Layer]
) -> tuple[DecidedPair, ...]:
    """Give all pairs of actors that look alike, undecided ones first, then the decided ones."""
    decided = verdicts(decisions, layers)
    open_pairs: list[DecidedPair] = []
    done: list[DecidedPair] = []
    seen: set[str] = set()
    for found in LookAlikes(actors.present()).pairs():
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
        left, right = map(actors.exactly, said.results)
        if left is not None and right is not None:
            why = why_alike(left, right) or ""
            done.append(DecidedPair(left, right, why, said.verdict == "accept"))
    return (*open_pairs, *done)


def undecided(
    actors: ActorBook, decisions: Iterable[Decision], layers: Iterable[Layer]
) -> frozenset[tuple[str, str]]:
    """Give the pairs of actors, by their sorted ids, about whom nobody has decided yet."""
    pairs = look_alikes(actors, decisions, layers)
    return frozenset((one.left.id, one.right.id) for one in pairs if one.decided is None)


def _keys(actor: Actor) -> set[str]:
    """Give what any actor that is alike has one of, too."""
    keys = {f"id {actor.external_id}"} if actor.external_id else set()
    for name in actor.names():
        folded = fold(name)
        words = _WORDS.findall(folded)
        keys |= {f"name {folded}", *(f"word {_sound(word) or word}" for word in words)}
        keys |= {f"word {word}" for word in words}
        keys.add("short " + ("".join(word[0] for word in words) if len(words) > 1 else folded))
    return keys
