"""How what is coded is called after edits of the scheme: as a function, and where it stands.

A recoding says that one thing is now called otherwise. Several follow each other: a name that one
gave, the next one may change again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.model.scheme import Scheme
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner


@dataclass(frozen=True, slots=True)
class Recoding:
    """What is called `old` becomes `new`, which was there before if it `merges`.

    `look` = what moves is to be looked at again.
    """

    old: SchemePath
    new: SchemePath
    merges: bool = False
    look: bool = False


def origins(path: SchemePath, before: Sequence[Recoding]) -> tuple[SchemePath, ...]:
    """Give what is called `path` after some recodings as it was called before all of them."""
    found = [path]
    for one in reversed(before):
        earlier = []
        for each in found:
            if each.is_within(one.new):
                earlier.append(each.moved(one.new, one.old))
            is_free = each.is_within(one.old) or (each.is_within(one.new) and not one.merges)
            if not is_free:
                earlier.append(each)
        found = earlier
    return tuple(dict.fromkeys(found))


def sources(recodings: Sequence[Recoding]) -> tuple[SchemePath, ...]:
    """Give all that is called otherwise afterwards, as it was called before."""
    found: dict[SchemePath, None] = {}
    for n, one in enumerate(recodings):
        found |= dict.fromkeys(origins(one.old, recodings[:n]))
    return tuple(found)


def called(path: SchemePath, recodings: Iterable[Recoding]) -> tuple[SchemePath, bool]:
    """Give what a thing is called afterwards, and whether it is to be looked at again.

    A value moves with its type, but is not to be looked at for that: the type is.
    """
    look = False
    for one in recodings:
        if path.is_within(one.old):
            look = look or (one.look and (path.depth == 1) == (one.old.depth == 1))
            path = path.moved(one.old, one.new)
    return path, look


def recodings_of(version: Scheme) -> list[Recoding]:
    """Give what a version of the scheme calls otherwise than the one before, in its order."""
    return [
        Recoding(SchemePath.of(old), SchemePath.of(new), look=look)
        for old, new, look in version.recoded
    ]


def taken_back(before: Scheme, recodings: Iterable[Recoding]) -> tuple[Recoding, ...]:
    """Give what calls things as `before` did again.

    What went into something that was there stays in it: where it came from nobody knows.
    """
    names, found = {*_paths(before)}, list[Recoding]()
    for one in recodings:
        if one.new not in names:
            found.append(Recoding(one.new, one.old))
        moved = {path for path in names if path.is_within(one.old)}
        names = (names - moved) | {path.moved(one.old, one.new) for path in moved}
    return tuple(reversed(found))


def _paths(scheme: Scheme) -> Iterator[SchemePath]:
    yield from (SchemePath(Owner.SPAN, one.name) for one in scheme.types)
    yield from (SchemePath(Owner.LINK, one.name) for one in scheme.links)
    links = {one.name for one in scheme.links}
    for one in scheme.attributes():
        kind = Owner.LINK if one.on in links else Owner.SPAN
        own = SchemePath(kind, one.on, one.name)
        yield own
        yield from (own._replace(value=each.name) for each in one.explained)
