"""What a scheme says, in lines that people read, and what a version has otherwise than another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.model.scheme import AttributeType, LinkType, Value
from annotator.model.scheme_edits.paths import KIND, SchemePath
from annotator.model.span import Owner
from annotator.reading.told import path_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.scheme import Scheme, SpanType

    Item = SpanType | LinkType | AttributeType | Value

_WORDED = ("asks", "definition", "example", "counter_example")
_SET = ("key", "colour", "optional", "default", "ordered", "grows", "role", "sources", "targets")


class SchemeLine(NamedTuple):
    """A line: how deep it stands (0 = a heading), what it is about, what is said of it."""

    depth: int
    head: str
    words: str = ""


# --- all of a version -------------------------------------------------------------------------


def told_scheme(scheme: Scheme) -> Iterator[SchemeLine]:
    """Tell all of a scheme: types with their attributes and values, links, what actors have."""
    if scheme.types:
        yield SchemeLine(0, tr("Types"))
    for kind in scheme.types:
        yield from _told_holder(
            kind, f"{tr(kind.name)} ({kind.key})" if kind.key else tr(kind.name)
        )
    if scheme.links:
        yield SchemeLine(0, tr("Links"))
    for link in scheme.links:
        ends = (", ".join(map(tr, names)) for names in (link.sources, link.targets))
        name = tr(link.name).replace("_", " ")
        yield from _told_holder(link, f"{name}: {' → '.join(ends)}")
    yield SchemeLine(0, tr("Actors"))
    yield SchemeLine(1, tr("kind"), ", ".join(map(tr, scheme.actor_kinds)))
    for attribute in scheme.actor_attributes:
        yield from _told_attribute(attribute, 1)


def _told_holder(one: SpanType | LinkType, name: str) -> Iterator[SchemeLine]:
    yield from _told_item(one, 1, name)
    for attribute in one.attributes:
        yield from _told_attribute(attribute, 2)


def _told_attribute(one: AttributeType, depth: int) -> Iterator[SchemeLine]:
    yield from _told_item(one, depth, tr(one.name))
    digits = {name: str(n) for n, name in enumerate(one.values, start=1) if n < 10}
    for value in one.explained:
        name = " ".join(filter(None, (digits.get(value.name), tr(value.name))))
        yield from _told_item(value, depth + 1, name)


def _told_item(one: Item, depth: int, name: str) -> Iterator[SchemeLine]:
    """Tell what something is called, then what is said of it, a line each."""
    said = [] if isinstance(one, Value) else [one.asks]
    said.append(one.definition)
    said += [tr("For example: {words}", words=one.example)] if one.example else []
    said += [tr("Not this: {words}", words=one.counter_example)] if one.counter_example else []
    if one.retired:
        said.insert(0, tr("retired on {day}", day=one.retired[:10]))
    first, *rest = [*filter(None, said)] or [""]
    yield SchemeLine(depth, name, first)
    for line in rest:
        yield SchemeLine(depth, "", line)


# --- what is otherwise ------------------------------------------------------------------------


def told_changes(before: Scheme, after: Scheme) -> Iterator[SchemeLine]:
    """Tell what a version has otherwise than the one before it."""
    yield SchemeLine(0, tr("Otherwise than in version {n}", n=before.version))
    found = [*_changes(_by_path(before), _by_path(after), after)]
    yield from (SchemeLine(1, path_words(path), words) for path, words in found)
    if not found:
        yield SchemeLine(1, "", tr("Nothing is called or worded otherwise."))


def _changes(
    then: dict[SchemePath, Item], now: dict[SchemePath, Item], after: Scheme
) -> Iterator[tuple[SchemePath, str]]:
    merged: set[SchemePath] = set()
    for old, new in ((SchemePath.of(old), SchemePath.of(new)) for old, new, _ in after.recoded):
        name = tr(new.name).replace("_", " ")
        if old in now:
            merged.add(old)
            yield old, tr("is merged into “{name}”", name=name)
        else:
            yield old, tr("is called “{name}” now", name=name)
            then = dict(_renamed(path, one, old, new) for path, one in then.items())
    for path, one in now.items():
        was = then.get(path)
        if was is None:
            yield path, tr("is new")
        elif path not in merged:
            yield from ((path, words) for words in _otherwise(was, one))
    yield from ((path, tr("is no longer there")) for path in then if path not in now)
    yield from _reordered(then, now)


def _renamed(
    path: SchemePath, one: Item, old: SchemePath, new: SchemePath
) -> tuple[SchemePath, Item]:
    """Give something as it is called now, with what it names; a link joins what it has joined."""
    if isinstance(one, LinkType) and old.depth == 1:
        sources, targets = (
            tuple(new.type if name == old.type else name for name in names)
            for names in (one.sources, one.targets)
        )
        one = replace(one, sources=sources, targets=targets)
    if isinstance(one, AttributeType) and old.parent() == path and one.default == old.value:
        one = replace(one, default=new.value)
    return (path.moved(old, new) if path.is_within(old) else path), one


def _otherwise(was: Item, one: Item) -> Iterator[str]:
    if bool(was.retired) is not bool(one.retired):
        yield tr("is retired") if one.retired else tr("is in use again")
    if any(getattr(was, name, None) != getattr(one, name, None) for name in _WORDED):
        yield tr("is worded otherwise")
    if any(getattr(was, name, None) != getattr(one, name, None) for name in _SET):
        yield tr("is set otherwise")


def _reordered(
    then: dict[SchemePath, Item], now: dict[SchemePath, Item]
) -> Iterator[tuple[SchemePath, str]]:
    """Give the first of things that are in use still, and in another order."""
    before, after = _in_order(then, now), _in_order(now, then)
    for parent, paths in after.items():
        if paths != before.get(parent, []):
            yield paths[0].parent() if paths[0].depth > 1 else paths[0], tr("in another order")


def _in_order(
    every: dict[SchemePath, Item], others: dict[SchemePath, Item]
) -> dict[SchemePath, list[SchemePath]]:
    found: dict[SchemePath, list[SchemePath]] = {}
    for path, one in every.items():
        other = others.get(path)
        if other is not None and not one.retired and not other.retired:
            found.setdefault(path.parent(), []).append(path)
    return found


def _by_path(scheme: Scheme) -> dict[SchemePath, Item]:
    """Give all that a scheme has, by its paths."""
    found: dict[SchemePath, Item] = {}
    for kind, holders in ((Owner.SPAN, scheme.types), (Owner.LINK, scheme.links)):
        for holder in holders:
            path = SchemePath(kind, holder.name)
            found[path] = holder
            found.update(_inside(path, holder.attributes))
    kinds = SchemePath(Owner.ACTOR, "", KIND)
    found.update({kinds._replace(value=name): Value(name) for name in scheme.actor_kinds})
    found.update(_inside(SchemePath(Owner.ACTOR, ""), scheme.actor_attributes))
    return found


def _inside(
    path: SchemePath, attributes: tuple[AttributeType, ...]
) -> Iterator[tuple[SchemePath, Item]]:
    for one in attributes:
        here = path._replace(attribute=one.name)
        yield here, one
        yield from ((here._replace(value=value.name), value) for value in one.explained)
