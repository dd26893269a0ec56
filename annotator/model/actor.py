"""Who is in the world: actors, once per project, with aliases and dated roles."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.text.likeness import fold, rank


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an actor. `origin` says where it came from ("hand", "import", …)."""

    id: str
    name: str
    language: str = ""
    origin: str = "hand"


@dataclass(frozen=True, slots=True)
class DatedRole:
    """What an actor was and when; `since` and `until` are a year, month or day."""

    id: str
    role: str
    organisation_id: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or place in the world. `merged_into` points to the actor it became."""

    id: str
    name: str
    kind: str = "other"
    aliases: tuple[Alias, ...] = ()
    roles: tuple[DatedRole, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    external_id: str = ""
    note: str = ""
    merged_into: str | None = None

    def names(self) -> tuple[str, ...]:
        """Give its name and all aliases."""
        return (self.name, *(alias.name for alias in self.aliases))

    def roles_in_time(self) -> tuple[DatedRole, ...]:
        """Give its roles as they began, those without a beginning first; an open end comes last."""
        return tuple(
            sorted(self.roles, key=lambda one: (one.since or "", one.until or "~", one.role))
        )


class ActorBook:
    """All actors of a project, found by name. Immutable; `changed` gives a new one.

    Names are compared folded (`text.likeness.fold`).
    """

    __slots__ = ("_by_id", "_by_name")

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        """Hold `actors`."""
        self._by_id: dict[str, Actor] = {actor.id: actor for actor in actors}
        self._by_name: dict[str, tuple[str, ...]] | None = None

    def __len__(self) -> int:
        """Count the actors, merged ones too."""
        return len(self._by_id)

    def __contains__(self, actor_id: object) -> bool:
        """Say whether there is an actor of this id."""
        return actor_id in self._by_id

    def get(self, actor_id: str | None) -> Actor | None:
        """Give the actor with this id, following merges; None when there is none."""
        seen: set[str] = set()
        actor = self._by_id.get(actor_id) if actor_id else None
        while actor is not None and actor.merged_into and actor.id not in seen:
            seen.add(actor.id)
            actor = self._by_id.get(actor.merged_into, actor)
        return actor

    def exactly(self, actor_id: str) -> Actor | None:
        """Give the actor with this id, be it merged into another; None when there is none."""
        return self._by_id.get(actor_id)

    def every(self) -> tuple[Actor, ...]:
        """Give all actors, merged ones too, in the order they were made."""
        return tuple(self._by_id.values())

    def present(self) -> tuple[Actor, ...]:
        """Give the actors that were not merged into another."""
        return tuple(actor for actor in self._by_id.values() if not actor.merged_into)

    def named(self, name: str) -> tuple[Actor, ...]:
        """Give the present actors with exactly this name or alias (folded); names come first."""
        folded = fold(name)
        found = [self._by_id[one] for one in self._names().get(folded, ())]
        return tuple(sorted(found, key=lambda actor: fold(actor.name) != folded))

    def sharing(self, words: Collection[str]) -> Iterator[Actor]:
        """Give the present actors of whose names or aliases one of these words (folded) is part."""
        wanted = frozenset(words)
        for name, ids in self._names().items() if wanted else ():
            if not wanted.isdisjoint(name.replace(",", " ").replace("،", " ").split()):
                yield from (self._by_id[one] for one in ids)

    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """Give the ids of present actors by their folded names and aliases."""
        if self._by_name is None:
            self._index(self._by_id.values())
        return self._by_name or {}

    def matching(self, typed: str, limit: int = 9) -> tuple[Actor, ...]:
        """Give present actors for what was typed: whole name, start of a word, then anywhere."""
        wanted = fold(typed).strip()
        if not wanted:
            return self.present()[:limit]
        ranked: list[tuple[int, int, Actor]] = []
        for order, actor in enumerate(self.present()):
            fits = rank(wanted, map(fold, actor.names()))
            if fits is not None:
                ranked.append((fits, order, actor))
        ranked.sort(key=lambda item: item[:2])
        return tuple(actor for _, _, actor in ranked[:limit])

    def changed(self, actors: Mapping[str, Actor | None]) -> "ActorBook":
        """Give a book with these actors in place of those with their ids; None takes one out."""
        book = ActorBook()
        book._by_id = {key: one for key, one in self._by_id.items() if actors.get(key, one)}
        book._by_id.update({key: one for key, one in actors.items() if one is not None})
        if self._by_name is not None and not any(key in self._by_id for key in actors):
            book._by_name = dict(self._by_name)
            book._index(one for one in actors.values() if one is not None)
        return book

    def _index(self, actors: Iterable[Actor]) -> None:
        index = self._by_name = {} if self._by_name is None else self._by_name
        for actor in actors:
            for name in {} if actor.merged_into else dict.fromkeys(map(fold, actor.names())):
                index[name] = (*index.get(name, ()), actor.id)
