"""Which actors may be the same as another: by lists, names and roles. Nobody decides here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product
from typing import NamedTuple, Self

from annotator.model.actor import Actor, ActorBook
from annotator.model.look_alikes.names import (
    Why,
    Words,
    across_scripts,
    initials,
    is_called_by,
    sound,
    why_names,
    words_of,
)
from annotator.text.likeness import fold

ANY_KIND = "other"
"""The kind of an actor of which nobody has said what it is: it fits any."""
# A word that so many names have says nothing about who they are.
_COMMON = 200
_BESIDE = {"latin": "other", "other": "latin"}
_ORDER = {why: n for n, why in enumerate(Why)}


class LookAlike(NamedTuple):
    """Two actors by their ids, and why they may be the same."""

    left: str
    right: str
    why: Why


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """An actor that may be another name for one, and why; None = somebody looks for it."""

    actor: Actor
    why: Why | None = None


def why_alike(one: Actor, other: Actor) -> Why | None:
    """Say why two actors may be the same, None where nothing speaks for it."""
    return _Known.of(one).why(_Known.of(other))


def maybe_same(actor: Actor, book: ActorBook, limit: int) -> tuple[MaybeSame, ...]:
    """Give the actors that may be the same as this one, the likeliest first.

    Also one that is called by the role of the other. That is asked where somebody looks at one
    actor, and no pair to be decided: "the minister" may be any of them.
    """
    its = _Known.of(actor)
    others = (one for one in book.present() if one.id != actor.id)
    known = ((other, _Known.of(other)) for other in others)
    found = ((other, its.why(of, by_role=True)) for other, of in known)
    some = [(why, other) for other, why in found if why is not None]
    some.sort(key=lambda one: _ORDER[one[0]])
    return tuple(MaybeSame(other, why) for why, other in some[:limit])


@dataclass(frozen=True, slots=True)
class _Known:
    """What an actor is compared by."""

    actor: Actor
    names: frozenset[str]
    words: tuple[Words, ...]

    @classmethod
    def of(cls, actor: Actor) -> Self:
        names = dict.fromkeys(map(fold, actor.names()))
        return cls(actor, frozenset(names), tuple(map(words_of, names)))

    def why(self, other: "_Known", *, by_role: bool = False) -> Why | None:
        one, two = self.actor, other.actor
        if one.external_id and one.external_id == two.external_id:
            return Why.LISTED
        if one.kind != two.kind and ANY_KIND not in (one.kind, two.kind):
            return None
        if not self.names.isdisjoint(other.names):
            return Why.NAME
        found = {why_names(left, right) for left, right in product(self.words, other.words)}
        if by_role and (self._is_called_by(other) or other._is_called_by(self)):
            found.add(Why.ROLE)
        return next((why for why in Why if why in found), None)

    def _is_called_by(self, other: "_Known") -> bool:
        roles = [words_of(fold(one.role)) for one in other.actor.roles]
        return any(is_called_by(name, roles) for name in self.words)

    def places(self) -> set[str]:
        """Give under what it is found."""
        found = self._both()
        for words in self.words:
            found |= {f"has {word}" for word in words} | {f"only {word}" for word in _alone(words)}
            found.add(f"short {initials(words)}")
            script, ways = across_scripts(words)
            found |= {f"{script} {way}" for way in ways}
        return found

    def asked(self) -> set[str]:
        """Give under what any actor is found that may be alike."""
        found = self._both()
        for words in self.words:
            found |= {f"only {word}" for word in words} | {f"only {initials(words)}"}
            found |= {f"{how} {word}" for word in _alone(words) for how in ("has", "short")}
            script, ways = across_scripts(words)
            found |= {f"{_BESIDE[script]} {way}" for way in ways}
        return found

    def _both(self) -> set[str]:
        """Give what two that are alike may share: a name, its words, their sounds.

        Of a word that both have one more word begins alike, or it is all there is of one of them.
        """
        keys = {f"id {self.actor.external_id}"} if self.actor.external_id else set()
        keys |= {f"name {name}" for name in self.names}
        for words in self.words:
            keys |= {f"words {sorted(words)}", f"sounds {sorted(map(sound, words))}"}
            for word, other in permutations(words, 2):
                if len(word) > 1:
                    keys.add(f"with {word} {other[0]}")
        return keys


def _alone(words: Words) -> Words:
    """Give the only word that a name has, however often; none where there are several."""
    return words[:1] if len({*words}) == 1 else ()


class LookAlikes:
    """Actors by what their names may be found under, to be asked for those like another."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Take them in."""
        self._known = {actor.id: _Known.of(actor) for actor in actors}
        self._under: dict[str, list[str]] = {}
        for actor_id, known in self._known.items():
            for key in known.places():
                self._under.setdefault(key, []).append(actor_id)

    def of(self, actor: Actor) -> list[LookAlike]:
        """Give the actors like this one, as `right`."""
        return [*self._like(_Known.of(actor), "")]

    def pairs(self) -> Iterator[LookAlike]:
        """Give all pairs among them that are alike, each once."""
        for actor_id in sorted(self._known):
            yield from self._like(self._known[actor_id], actor_id)

    def _like(self, its: _Known, after: str) -> Iterator[LookAlike]:
        """Give those like one whose ids come behind another id."""
        actor_id = its.actor.id
        ids = {other for key in its.asked() for other in self._at(key) if other > after}
        for other in sorted(ids - {actor_id}):
            why = its.why(self._known[other])
            if why is not None:
                yield LookAlike(actor_id, other, why)

    def _at(self, key: str) -> list[str]:
        found = self._under.get(key, [])
        return found if len(found) <= _COMMON else []
