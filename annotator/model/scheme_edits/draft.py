"""A scheme that is being edited: its things by path, and one put in the place of another."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType, Value
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner

Item: TypeAlias = SpanType | LinkType | AttributeType | Value
Holder: TypeAlias = SpanType | LinkType
_I = TypeVar("_I", SpanType, LinkType, AttributeType, Value)


class SchemeDraft:
    """The scheme as the edits so far have left it."""

    def __init__(self, scheme: Scheme) -> None:
        """Begin with a scheme as it is."""
        self.scheme = scheme
        self.unlisted: list[SchemePath] = []
        """Values that were named and are in no list: they must be in use."""

    # --- what there is ------------------------------------------------------------------------

    def siblings(self, path: SchemePath) -> tuple[Item, ...]:
        """Give all of the kind of `path` where it stands, retired ones too."""
        if path.is_kind:
            return tuple(map(Value, self.scheme.actor_kinds))
        if path.depth == 3:
            return self.attribute(path).explained
        if path.depth == 2:
            return self._attributes(path)
        return self.scheme.links if path.kind is Owner.LINK else self.scheme.types

    def _attributes(self, path: SchemePath) -> tuple[AttributeType, ...]:
        if path.kind is Owner.ACTOR:
            return self.scheme.actor_attributes
        return self.holder(path).attributes

    def holder(self, path: SchemePath) -> Holder:
        """Give the type or link that `path` is or is within; raises `WrongUse`."""
        own = SchemePath(path.kind, path.type)
        if path.kind is Owner.LINK:
            return _named(self.scheme.links, path.type, own)
        return _named(self.scheme.types, path.type, own)

    def attribute(self, path: SchemePath) -> AttributeType:
        """Give the attribute that `path` is or is within; raises `WrongUse`."""
        own = path.parent() if path.depth == 3 else path
        return _named(self._attributes(own), own.name, own)

    def find(self, path: SchemePath) -> Item:
        """Give what stands at a path; raises `WrongUse`.

        Where values are free, one that no list has is one all the same.
        """
        every = self.siblings(path)
        found = next((one for one in every if one.name == path.name), None)
        if found is not None:
            return found
        if path.depth == 3 and not path.is_kind and not self.attribute(path).is_closed:
            self.unlisted.append(path)
            return Value(path.name)
        raise _missing(path, every)

    # --- what is put --------------------------------------------------------------------------

    def put(self, path: SchemePath, items: Iterable[Item]) -> None:
        """Put these in the place of all siblings of `path`."""
        every: tuple[Item, ...] = tuple(items)
        if path.is_kind:
            names = tuple(one.name for one in every if not one.retired)
            self.scheme = replace(self.scheme, actor_kinds=names)
        elif path.depth == 3:
            values = [one for one in every if isinstance(one, Value)]
            self.change_attribute(path, self.attribute(path).explaining(values))
        elif path.depth == 2:
            self._put_attributes(path, tuple(x for x in every if isinstance(x, AttributeType)))
        elif path.kind is Owner.LINK:
            links = tuple(one for one in every if isinstance(one, LinkType))
            self.scheme = replace(self.scheme, links=links)
        else:
            types = tuple(one for one in every if isinstance(one, SpanType))
            self.scheme = replace(self.scheme, types=types)

    def _put_attributes(self, path: SchemePath, attributes: tuple[AttributeType, ...]) -> None:
        if path.kind is Owner.ACTOR:
            self.scheme = replace(self.scheme, actor_attributes=attributes)
        else:
            own = SchemePath(path.kind, path.type)
            self.change(own, replace(self.holder(path), attributes=attributes))

    def change(self, path: SchemePath, item: Item) -> None:
        """Put one thing in the place of the one at `path`, or else behind the others."""
        every = self.siblings(path)
        if all(one.name != path.name for one in every):
            self.put(path, [*every, item])
        else:
            self.put(path, [item if one.name == path.name else one for one in every])

    def change_attribute(self, path: SchemePath, attribute: AttributeType) -> None:
        """Put an attribute in the place of the one that `path` is or is within."""
        own = path.parent() if path.depth == 3 else path
        self.change(own, attribute)

    def insert(self, path: SchemePath, items: Sequence[Item], behind: str | None = None) -> None:
        """Put new siblings behind one of them, else behind those in use."""
        every = list(self.siblings(path))
        names = [one.name for one in every]
        n_used = sum(1 for one in every if not one.retired)
        at = names.index(behind) + 1 if behind in names else n_used
        self.put(path, [*every[:at], *items, *every[at:]])

    def place(self, path: SchemePath, number: int) -> None:
        """Put a thing at a place among those in use, from 1 on; raises `WrongUse`."""
        every = self.siblings(path)
        used = [one for one in every if not one.retired]
        if not 1 <= number <= len(used):
            raise WrongUse(
                tr("There is no place {n} for “{name}”.", n=number, name=path.name),
                tr("The places go from 1 to {n}.", n=len(used)),
            )
        mine = next(one for one in used if one.name == path.name)
        used.remove(mine)
        used.insert(number - 1, mine)
        self.put(path, [*used, *(one for one in every if one.retired)])

    def rename_ends(self, old: str, *new: str) -> None:
        """Let links that go from or to a type go from or to others instead."""

        def ends(names: tuple[str, ...]) -> tuple[str, ...]:
            if old not in names:
                return names
            at = names.index(old)
            return tuple(dict.fromkeys((*names[:at], *new, *names[at + 1 :])))

        links = tuple(
            replace(one, sources=ends(one.sources), targets=ends(one.targets))
            for one in self.scheme.links
        )
        self.scheme = replace(self.scheme, links=links)


def is_there(scheme: Scheme, path: SchemePath) -> bool:
    """Say whether a scheme has what a path names; a free value may be any."""
    try:
        SchemeDraft(scheme).find(path)
    except WrongUse:
        return False
    return True


def on(holder: Holder, name: str) -> Holder:
    """Give a type or link under another name, its attributes with it."""
    attributes = tuple(replace(one, on=name) for one in holder.attributes)
    return replace(holder, name=name, attributes=attributes)


def _named(every: Iterable[_I], name: str, path: SchemePath) -> _I:
    every = tuple(every)
    found = next((one for one in every if one.name == name), None)
    if found is None:
        raise _missing(path, every)
    return found


def _missing(path: SchemePath, every: Iterable[Item]) -> WrongUse:
    names = [one.name for one in every]
    return WrongUse(
        tr("The scheme has no “{path}”.", path=str(path)),
        tr("There are: {names}.", names=", ".join(names[:20]) or "–"),
    )
