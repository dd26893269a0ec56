"""What one thing of a scheme is called from outside.

`claim`, `claim.directness`, `claim.directness.mixed`; `link:about`, `link:about.stance`,
`link:about.stance.mixed`; `actor:kind.person`, `actor:organisation`, `actor:organisation.ABC`.
All after the second dot is the value.
"""

from typing import NamedTuple

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.span import Owner

LINK, ACTOR = "link:", "actor:"
KIND = "kind"
"""What the kind of an actor is called, beside its attributes."""


class SchemePath(NamedTuple):
    """A type, link, attribute or value: `kind` says whose marks it is on.

    Of an actor `type` is empty; the kinds of actors are the values of its attribute "kind".
    """

    kind: Owner
    type: str
    attribute: str | None = None
    value: str | None = None

    @classmethod
    def of(cls, text: str) -> "SchemePath":
        """Read a path; raises `WrongUse`."""
        if text.startswith(ACTOR):
            name, dot, value = text.removeprefix(ACTOR).partition(".")
            path = cls(Owner.ACTOR, "", name, value if dot else None)
            is_whole = bool(name) and path.value != "" and (path.attribute != KIND or bool(dot))
        else:
            kind = Owner.LINK if text.startswith(LINK) else Owner.SPAN
            type_name, *more = text.removeprefix(LINK).split(".", 2)
            if kind is Owner.LINK:
                type_name = type_name.replace("-", "_").replace(" ", "_")
            path = cls(kind, type_name, *more)
            is_whole = bool(type_name) and all(more)
        if not is_whole:
            raise WrongUse(
                tr("“{path}” names nothing of a scheme.", path=text),
                tr("Write type, type.attribute, type.attribute.value, link:NAME… or actor:NAME…."),
            )
        return path

    def __str__(self) -> str:
        """Write it as `of` reads it."""
        prefix = {Owner.LINK: LINK, Owner.ACTOR: ACTOR}.get(self.kind, "")
        parts = [one for one in (self.type, self.attribute, self.value) if one]
        return prefix + ".".join(parts)

    @property
    def is_kind(self) -> bool:
        """Whether it is a kind of actors."""
        return self.kind is Owner.ACTOR and self.attribute == KIND

    @property
    def name(self) -> str:
        """Give its own name."""
        return self.value or self.attribute or self.type

    @property
    def depth(self) -> int:
        """Give 1 for a type or link, 2 for an attribute, 3 for a value."""
        return 3 if self.value is not None else 2 if self.attribute is not None else 1

    def renamed(self, name: str) -> "SchemePath":
        """Give the path of a sibling of this name."""
        if self.depth == 1:
            return self._replace(type=name)
        return self._replace(attribute=name) if self.depth == 2 else self._replace(value=name)

    def parent(self) -> "SchemePath":
        """Give the path of what holds it; of a type or link that of all of them."""
        if self.depth == 1:
            return self._replace(type="")
        return self._replace(value=None) if self.depth > 2 else self._replace(attribute=None)

    def is_within(self, other: "SchemePath") -> bool:
        """Say whether it is `other` or part of it."""
        return self[: other.depth + 1] == other[: other.depth + 1]

    def moved(self, old: "SchemePath", new: "SchemePath") -> "SchemePath":
        """Give this path, which is within `old`, as it is called after `old` became `new`."""
        return SchemePath._make((*new[: new.depth + 1], *self[old.depth + 1 :]))
