"""The lines of the list of differences: which are shown, under which headings. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.compare.values import DifferenceKind
from annotator.ui.review.differences.words import KINDS, Entry, kind_words

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
    NEW = "new"
    """Open, and not there when this pair was last looked at."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the differences is listed; None = whatever it is."""

    article_id: str | None = None
    standing: Listed | None = None
    kind: DifferenceKind | None = None
    type: str | None = None
    only_left: bool | None = None
    """What one coding alone has: the left, or (False) the right."""

    n_have: tuple[int, int] | None = None
    """How many of how many coders have it."""

    def narrows(self) -> bool:
        """Whether anything can be left out."""
        return self != Filter()

    def has(self, entry: Entry) -> bool:
        """Say whether an entry is listed, but for how far it is settled."""
        one = entry.first
        alone = {True: DifferenceKind.MISSING, False: DifferenceKind.EXTRA}
        return (
            self.kind in (None, one.kind)
            and self.type in (None, one.type)
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


def rows_of(
    entries: Mapping[str, list[Entry]],
    wanted: Filter,
    grouping: Grouping,
    *,
    stands: Callable[[Entry, Listed | None], bool],
    titles: Mapping[str, str],
    folded: Collection[str] = (),
) -> list[Row]:
    """Give the lines: headings with what stands under them, unless it is folded away."""
    groups: dict[str, list[Entry]] = {}
    if grouping is Grouping.KIND:
        groups = {kind: [] for kind in KINDS}
    for article_id, some in _articles(entries, wanted):
        for entry in some:
            if not wanted.has(entry):
                continue
            if not stands(entry, wanted.standing):
                continue
            key = entry.first.kind if grouping is Grouping.KIND else article_id
            groups.setdefault(key, []).append(entry)
    found: list[Row] = []
    for key, some in groups.items():
        if not some:
            continue
        is_kind = grouping is Grouping.KIND
        words = kind_words(DifferenceKind(key)) if is_kind else titles.get(key, "")
        is_open = key not in folded
        found.append(Head(key, words, len(some), is_open))
        if is_open:
            found.extend(some)
    return found


def _articles(
    entries: Mapping[str, list[Entry]], wanted: Filter
) -> Iterable[tuple[str, list[Entry]]]:
    if wanted.article_id is None:
        return entries.items()
    return [(wanted.article_id, entries.get(wanted.article_id, []))]
