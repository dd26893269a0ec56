"""What comparing needs to know of a project: roles of types, actors, what is undecided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from annotator.model.actor import ActorBook
from annotator.model.scheme import AttributeType, Role, Scheme


@dataclass(frozen=True, slots=True)
class Rules:
    """The scheme and the actors that codings are compared by.

    `undecided` are pairs of actors of whom nobody has said yet whether they are the same: where
    two speakers are such a pair, their places decide.
    """

    scheme: Scheme
    actors: ActorBook = field(default_factory=ActorBook)
    undecided: Collection[frozenset[str]] = frozenset()
    claim: str = field(init=False)
    cue: str = field(init=False)
    speaker: str = field(init=False)
    said_by: str = field(init=False)
    named: frozenset[str] = field(init=False)
    """The types whose spans refer to actors."""
    attributes: Mapping[str, frozenset[str]] = field(init=False)
    """The names of the attributes that the scheme gives each type."""

    def __post_init__(self) -> None:
        """Ask the scheme once."""
        for name in (Role.CLAIM, Role.CUE, Role.SPEAKER, Role.SAID_BY):
            object.__setattr__(self, name.name.lower(), self.scheme.name_for(name))
        named = frozenset(one.name for one in self.scheme.types if one.refers_to_actor)
        object.__setattr__(self, "named", named)
        names = {
            one.name: frozenset(each.name for each in one.attributes) for one in self.scheme.types
        }
        object.__setattr__(self, "attributes", names)

    def values(self, of: str) -> tuple[str, ...]:
        """Give the values that the scheme lists for "claim.directness"; () for free text."""
        found = self._attribute(of)
        return found.values if found is not None else ()

    def order(self, of: str) -> tuple[str, ...] | None:
        """Give the values of "claim.directness" as they rise, where the scheme orders them."""
        found = self._attribute(of)
        return found.values if found is not None and found.ordered else None

    def _attribute(self, of: str) -> AttributeType | None:
        owner, _, name = of.rpartition(".")
        holder = self.scheme.type(owner) or self.scheme.link(owner)
        return None if holder is None else holder.attribute(name)

    def actor(self, actor_id: str | None) -> str | None:
        """Give the id of the actor that is meant, joins followed; None where none is."""
        if actor_id is None:
            return None
        found = self.actors.get(actor_id)
        return actor_id if found is None else found.id

    def name(self, actor_id: str | None) -> str:
        """Give the name of an actor; "" for none."""
        found = self.actors.get(actor_id)
        return found.name if found is not None else actor_id or ""

    def is_undecided(self, one: str, other: str) -> bool:
        """Say whether nobody has decided yet if two actors are the same."""
        return bool(self.undecided) and frozenset((one, other)) in self.undecided
