"""What a colleague coded under an older version of our scheme, as today's version calls it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.scheme_edits.paths import KIND, SchemePath
from annotator.model.scheme_edits.recoding import called, recodings_of
from annotator.model.span import OF_TYPE, Link, Owner, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeVar

    from annotator.model.actor import Actor
    from annotator.model.bundle import Bundle, Content
    from annotator.model.scheme import Scheme
    from annotator.model.scheme_edits.recoding import Recoding

    _Mark = TypeVar("_Mark", Span, Link)


def mapped_by_versions(bundle: Bundle, versions: Sequence[Scheme]) -> tuple[Bundle, str]:
    """Give a file of this project as our newest version calls things, and what is to be said.

    `versions` are ours, the newest last. A file under a scheme that is none of them is left as it
    is: what it calls otherwise is compared.
    """
    theirs, ours = bundle.scheme, versions[-1]
    if theirs is None or theirs.version >= ours.version:
        return bundle, ""
    base = next((one for one in versions if one.version == theirs.version), None)
    if base is None or _names(base) != _names(theirs):
        return bundle, ""
    later = [one for one in versions if one.version > theirs.version]
    recodings = [each for one in later for each in recodings_of(one)]
    if not recodings:
        return replace(bundle, scheme=ours), ""
    mapped = replace(
        bundle,
        scheme=ours,
        contents=_Mapped(bundle.contents, recodings),
        actors=tuple(_actor(one, recodings) for one in bundle.actors),
    )
    said = tr(
        "Coded under version {n} of the scheme, called as version {now} calls it: {names}.",
        n=theirs.version,
        now=ours.version,
        names="; ".join(f"{one.old} → {one.new}" for one in recodings[:10]),
    )
    return mapped, said


def _names(scheme: Scheme) -> set[object]:
    found: set[object] = {("type", one.name) for one in scheme.types}
    found |= {("link", one.name) for one in scheme.links}
    for one in scheme.attributes():
        found.add((one.on, one.name))
        found |= {(one.on, one.name, value.name) for value in one.explained}
    return found


@dataclass(frozen=True, slots=True)
class _Mapped:
    """Articles with their marks called otherwise, each time they are walked through."""

    contents: Iterable[Content]
    recodings: Sequence[Recoding]

    def __iter__(self) -> Iterator[Content]:
        for one in self.contents:
            yield replace(
                one,
                spans=tuple(_mark(each, Owner.SPAN, self.recodings) for each in one.spans),
                links=tuple(_mark(each, Owner.LINK, self.recodings) for each in one.links),
            )


def _mark(mark: _Mark, kind: Owner, recodings: Sequence[Recoding]) -> _Mark:
    own = SchemePath(kind, mark.type)
    new, look = called(own, recodings)
    values: dict[str, str] = {}
    confirmed: dict[str, int] = {}
    if look or OF_TYPE in mark.confirmed:
        confirmed[OF_TYPE] = _version(mark, OF_TYPE, moved=look)
    for name, value in mark.attributes.items():
        path, moved = called(own._replace(attribute=name, value=value), recodings)
        values[path.attribute or name] = path.value or value
        if moved or name in mark.confirmed:
            confirmed[path.attribute or name] = _version(mark, name, moved=moved)
    if (new.type, values) == (mark.type, mark.attributes) and not look:
        return mark
    return replace(
        mark, type=new.type, attributes=dict(sorted(values.items())), confirmed=confirmed
    )


def _version(mark: Span | Link, name: str, *, moved: bool) -> int:
    version = mark.confirmed.get(name, 1)
    return -abs(version) if moved else version


def _actor(actor: Actor, recodings: Sequence[Recoding]) -> Actor:
    own = SchemePath(Owner.ACTOR, "")
    kind = called(own._replace(attribute=KIND, value=actor.kind), recodings)[0].value
    values = {}
    for name, value in actor.attributes.items():
        path = called(own._replace(attribute=name, value=value), recodings)[0]
        values[path.attribute or name] = path.value or value
    return replace(actor, kind=kind or actor.kind, attributes=dict(sorted(values.items())))
