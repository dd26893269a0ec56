"""What a colleague's scheme calls otherwise than ours, and what their marks are called here.

A path names one thing of a scheme: `claim`, `claim.directness`, `claim.directness.half`,
`link:about`, `link:about.stance`, `link:about.stance.mixed`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
from annotator.model.span import Link, Span
from annotator.text.likeness import fold

To: TypeAlias = str | None
"""What a thing of theirs becomes: the name of ours, `ADD`, or None: kept as it is called."""

ADD = ""
"""It is added to our scheme under its own name."""
LINK = "link:"


@dataclass(frozen=True, slots=True)
class SchemeItem:
    """One thing that only their scheme has: its path, how many marks it is on, what it becomes.

    `proposals` are names of ours, the likeliest first; `remembered` = since when this is so.
    """

    path: str
    n: int
    to: To
    proposals: tuple[str, ...]
    remembered: str = ""


@dataclass(frozen=True, slots=True)
class _Differing:
    proposals: tuple[str, ...]
    sure: str | None = None


_Kind: TypeAlias = SpanType | LinkType
_Defined: TypeAlias = SpanType | LinkType | AttributeType
_K = TypeVar("_K", SpanType, LinkType)


class SchemeMap:
    """How marks under their scheme are called under ours."""

    def __init__(self, ours: Scheme, theirs: Scheme, chosen: Mapping[str, To]) -> None:
        """Compare two schemes; `chosen` says by paths what things of theirs become."""
        self._theirs = theirs
        self._found = dict(_differing(ours, theirs, chosen))
        self.to = {path: chosen.get(path, one.sure) for path, one in self._found.items()}
        self.clashes = tuple(_clashes(ours, theirs))
        """The paths of things that both have and define otherwise."""
        self._seen: Counter[str] = Counter()
        self._watched = {path.split(".", 1)[0] for path in self._found}

    def items(self, remembered: Mapping[str, str]) -> tuple[SchemeItem, ...]:
        """Give what differs, counted over the marks that were called; `remembered` by path."""
        return tuple(
            SchemeItem(
                path, self._seen[path], self.to[path], one.proposals, remembered.get(path, "")
            )
            for path, one in self._found.items()
        )

    def span(self, span: Span) -> Span:
        """Give a span as it is called here."""
        if span.type not in self._watched:
            return span
        name, attributes = self._called(span.type, span.attributes)
        return replace(span, type=name, attributes=attributes)

    def link(self, link: Link) -> Link:
        """Give a link as it is called here."""
        path = f"{LINK}{link.type}"
        if path not in self._watched:
            return link
        name, attributes = self._called(path, link.attributes)
        return replace(link, type=name.removeprefix(LINK), attributes=attributes)

    def _called(self, kind: str, attributes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        found: dict[str, str] = {}
        for name, value in attributes.items():
            new = self._name(f"{kind}.{name}", name)
            found.setdefault(new, self._name(f"{kind}.{name}.{value}", value))
        return self._name(kind, kind), dict(sorted(found.items()))

    def _name(self, path: str, name: str) -> str:
        if path not in self._found:
            return name
        self._seen[path] += 1
        return self.to[path] or name

    def to_add(self) -> Scheme | None:
        """Give what is to be added to our scheme, as a scheme of that alone; None = nothing."""
        added = {path for path, to in self.to.items() if to == ADD}
        if not added:
            return None

        def some(kinds: Iterable[_K], prefix: str) -> Iterator[_K]:
            for one in kinds:
                path = prefix + one.name
                attributes = tuple(_some_of(one.attributes, path, added))
                if path in added or attributes:
                    ours = (self.to.get(path) or one.name).removeprefix(LINK)
                    yield replace(one, name=ours, attributes=attributes)

        return replace(
            self._theirs,
            types=tuple(some(self._theirs.types, "")),
            links=tuple(some(self._theirs.links, LINK)),
            actor_kinds=(),
        )


def _some_of(
    attributes: Iterable[AttributeType], path: str, added: set[str]
) -> Iterator[AttributeType]:
    for one in attributes:
        own = f"{path}.{one.name}"
        values = tuple(value for value in one.values if f"{own}.{value}" in added)
        if path in added or own in added:
            yield one
        elif values:
            yield replace(one, values=values)


def _differing(
    ours: Scheme, theirs: Scheme, chosen: Mapping[str, To]
) -> Iterator[tuple[str, _Differing]]:
    for kinds, own, find, prefix in (
        (theirs.types, ours.types, ours.type, ""),
        (theirs.links, ours.links, ours.link, LINK),
    ):
        for one in kinds:
            path = prefix + one.name
            mine = find(one.name)
            if mine is None:
                differing = _of_kind(one, own, prefix)
                yield path, differing
                to = chosen.get(path, differing.sure)
                mine = find(to.removeprefix(LINK)) if to else None
            if mine is not None:
                yield from _attributes(path, one, mine, chosen)


def _of_kind(theirs: _Kind, ours: Iterable[_Kind], prefix: str) -> _Differing:
    """Propose what a type or link of theirs is: by its role, its name, its key; then any."""
    ours = tuple(ours)
    tests: tuple[Callable[[_Kind], bool], ...] = (
        lambda one: theirs.role is not None and one.role is theirs.role,
        lambda one: fold(one.name) == fold(theirs.name),
        lambda one: bool(_key(theirs)) and _key(one) == _key(theirs),
        lambda one: True,
    )
    ranked = [prefix + one.name for test in tests for one in ours if test(one)]
    sure = next((prefix + one.name for test in tests[:2] for one in ours if test(one)), None)
    return _Differing(tuple(dict.fromkeys(ranked)), sure)


def _key(one: _Kind) -> str:
    return one.key if isinstance(one, SpanType) else ""


def _attributes(
    path: str, theirs: _Kind, ours: _Kind, chosen: Mapping[str, To]
) -> Iterator[tuple[str, _Differing]]:
    for one in theirs.attributes:
        own = f"{path}.{one.name}"
        mine = ours.attribute(one.name)
        if mine is None:
            differing = _named(one.name, [each.name for each in ours.attributes])
            yield own, differing
            mine = ours.attribute(chosen.get(own, differing.sure) or "")
        if mine is not None and mine.values:
            for value in one.values:
                if value not in mine.values:
                    yield f"{own}.{value}", _named(value, mine.values)


def _named(name: str, ours: Iterable[str]) -> _Differing:
    ours = tuple(ours)
    alike = [one for one in ours if fold(one) == fold(name)]
    return _Differing((*alike, *(one for one in ours if one not in alike)), next(iter(alike), None))


def _clashes(ours: Scheme, theirs: Scheme) -> Iterator[str]:
    """Give the paths of what both have under one name and define otherwise."""
    for kinds, find, prefix in (
        (theirs.types, ours.type, ""),
        (theirs.links, ours.link, LINK),
    ):
        for one in kinds:
            mine = find(one.name)
            if mine is None:
                continue
            pairs: list[tuple[str, _Defined, _Defined]] = [(prefix + one.name, one, mine)]
            for each in one.attributes:
                own = mine.attribute(each.name)
                if own is not None:
                    pairs.append((f"{prefix}{one.name}.{each.name}", each, own))
            for path, left, right in pairs:
                if left.definition and right.definition and left.definition != right.definition:
                    yield path


# --- kept and used again --------------------------------------------------------------------------


def kept_mapping(
    named: Iterable[NamedSet], project_id: str, coder_ids: Iterable[str]
) -> NamedSet | None:
    """Give the mapping that is kept for a project, else for any of these coders."""
    every = [one for one in named if one.kind is NamedKind.MAPPING]
    coders = set(coder_ids)
    of_project = (one for one in every if project_id and one.body.get("of") == project_id)
    of_coder = (one for one in every if coders.intersection(_texts(one.body.get("coders"))))
    return next(of_project, None) or next(of_coder, None)


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def names_in(mapping: NamedSet | None) -> dict[str, To]:
    """Give what a kept mapping says, by path."""
    names = mapping.body.get("names") if mapping is not None else None
    if not isinstance(names, dict):
        return {}
    return {path: to for path, to in names.items() if to is None or isinstance(to, str)}
