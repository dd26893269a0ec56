"""The lines of the list of differences: which are shown, under which headings. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.compare.values import DifferenceKind
from annotator.ui.review.differences.words import (
    Entry,
    kind_words,
    shown_kinds,
    shown_with,
    types_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping


class Grouping(StrEnum):
    """Under which headings the lines stand."""

    KIND = "kind"
    ARTICLE = "article"


class Listed(StrEnum):
    """How far an entry is settled."""

    OPEN = "open"
    SETTLED = "settled"
    CHANGED = "changed"
    """Open again: it was settled, and a coder has changed the marks since."""
    NEW = "new"
    """Open, and not there when this pair was last looked at."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the differences is listed; None = whatever it is."""

    article_id: str | None = None
    standing: Listed | None = None
    kinds: frozenset[DifferenceKind] | None = None
    type: str | None = None
    only_left: bool | None = None
    """What one coding alone has: the left, or (False) the right."""

    n_have: tuple[int, int] | None = None
    """How many of how many coders have it."""

    def without_names(self) -> Filter:
        """Give it so that it lists nothing of one coder alone."""
        kinds = self.kinds
        if kinds is not None:
            kinds = frozenset(one for kind in kinds for one in shown_with(kind, nameless=True))
        return replace(self, kinds=kinds, only_left=None)

    def narrows(self) -> bool:
        """Whether anything can be left out."""
        return self != Filter()

    def has(self, entry: Entry) -> bool:
        """Say whether an entry is listed, but for how far it is settled."""
        one = entry.first
        alone = {True: DifferenceKind.MISSING, False: DifferenceKind.EXTRA}
        return (
            (self.kinds is None or one.kind in self.kinds)
            and (self.type is None or self.type in types_of(one))
            and (self.only_left is None or one.kind is alone[self.only_left])
        )


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its key, its words, how many stand under it, whether they are shown."""

    key: str
    words: str
    n: int
    is_open: bool = True


Row = Head | Entry


@dataclass(frozen=True, slots=True)
class Headings:
    """Under which headings entries stand, and what these are called; `titles` of articles."""

    grouping: Grouping
    titles: Mapping[str, str]
    nameless: bool

    def keys(self) -> dict[DifferenceKind, str]:
        """Give, where kinds are headings, the key of each kind's; else nothing."""
        if self.grouping is not Grouping.KIND:
            return {}
        return {kind: min(some) for some in shown_kinds(nameless=self.nameless) for kind in some}

    def words(self, key: str) -> str:
        """Give what a heading says."""
        if self.grouping is Grouping.KIND:
            return kind_words(DifferenceKind(key), nameless=self.nameless)
        return self.titles.get(key, "")


def rows_of(
    entries: Mapping[str, list[Entry]],
    wanted: Filter,
    headings: Headings,
    *,
    stands: Callable[[Entry, Listed | None], bool],
    folded: Collection[str] = (),
) -> list[Row]:
    """Give the lines: headings with what stands under them, unless it is folded away."""
    keys = headings.keys()
    groups: dict[str, list[Entry]] = {key: [] for key in keys.values()}
    narrows = wanted.narrows()
    for article_id, some in _articles(entries, wanted):
        listed = some
        if narrows:
            listed = [one for one in some if wanted.has(one) and stands(one, wanted.standing)]
        if keys:
            for entry in listed:
                groups[keys[entry.differences[0].kind]].append(entry)
        else:
            groups.setdefault(article_id, []).extend(listed)
    found: list[Row] = []
    for key, some in groups.items():
        if not some:
            continue
        is_open = key not in folded
        found.append(Head(key, headings.words(key), len(some), is_open))
        if is_open:
            found.extend(some)
    return found


def _articles(
    entries: Mapping[str, list[Entry]], wanted: Filter
) -> Iterable[tuple[str, list[Entry]]]:
    if wanted.article_id is None:
        return entries.items()
    return [(wanted.article_id, entries.get(wanted.article_id, []))]
