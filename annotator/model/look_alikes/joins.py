"""Joining two actors: what the one brings along, so that it can be taken out again at any time."""

from dataclasses import dataclass, replace

from annotator.model.actor import Actor, ActorBook, Alias, DatedRole
from annotator.model.ids import derived_id
from annotator.text.likeness import fold


@dataclass(frozen=True, slots=True)
class Joined:
    """An actor that was joined into another, and the names and roles it brought along."""

    actor: Actor
    into: Actor
    names: tuple[Alias, ...]
    roles: tuple[DatedRole, ...]

    def without(self) -> Actor:
        """Give the other as it is without what came along."""
        return replace(
            self.into,
            aliases=tuple(one for one in self.into.aliases if one not in self.names),
            roles=tuple(one for one in self.into.roles if one not in self.roles),
        )


def joined(actors: ActorBook, actor: Actor) -> Joined | None:
    """Give what an actor brought along into another; None if it was never joined."""
    into = actors.exactly(actor.merged_into or "")
    if into is None:
        return None
    names = {_brought(into, actor, fold(name)) for name in actor.names()}
    roles = {_brought(into, actor, role.id) for role in actor.roles}
    return Joined(
        actor,
        into,
        tuple(one for one in into.aliases if one.id in names),
        tuple(one for one in into.roles if one.id in roles),
    )


def with_all_of(into: Actor, other: Actor, origin: str = "hand") -> Actor:
    """Give an actor with the names and roles of another that it lacks; `joined` knows them."""
    names = {fold(name) for name in into.names()}
    aliases = {one.id: one for one in into.aliases}
    for name in other.names():
        if fold(name) not in names:
            names.add(fold(name))
            language = next((one.language for one in other.aliases if one.name == name), "")
            new_id = _brought(into, other, fold(name))
            aliases[new_id] = Alias(new_id, name, language, origin)
    had = {replace(one, id="") for one in into.roles}
    roles = {one.id: one for one in into.roles}
    for role in other.roles:
        if replace(role, id="") not in had:
            new_id = _brought(into, other, role.id)
            roles[new_id] = replace(role, id=new_id)
    return replace(
        into,
        aliases=tuple(aliases[key] for key in sorted(aliases)),
        roles=tuple(roles[key] for key in sorted(roles)),
    )


def _brought(into: Actor, other: Actor, what: str) -> str:
    return derived_id(other.id, into.id, what)
