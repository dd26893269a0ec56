"""What the page of Review draws: the spans both have, and what each side of a difference covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.ranges import Range, cut
from annotator.ui.page.sides import LaneMark
from annotator.ui.review.differences.words import Entry, entries_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from annotator.compare.values import ArticleComparison, Difference, Item
    from annotator.model.page import Page


def agreed_page(page: Page, article: ArticleComparison | None, *, is_shown: bool) -> Page:
    """Give the article with the spans alone that both sides have alike; without any if hidden."""
    identical = article.identical if article is not None and is_shown else ()
    spans = [one for one in map(page.span, identical) if one is not None]
    ids = frozenset(identical)
    links = [link for one in spans for link in page.links_from(one.id) if link.target_id in ids]
    return page.with_only(spans, links)


def lane_marks(
    page: Page,
    article: ArticleComparison,
    settled: Collection[str],
    current: Collection[str],
    *,
    is_swapped: bool,
) -> tuple[LaneMark, ...]:
    """Give the lanes of an article; with `is_swapped` the right coding is in the left lane."""
    return tuple(
        LaneMark(
            key=one.key,
            is_left=is_left is not is_swapped,
            parts=parts,
            only=_less(parts, others),
            is_settled=one.key in settled,
            is_current=one.key in current,
        )
        for entry in entries_of(article.differences)
        for one, is_left, parts, others in _covered(page, entry)
        if parts
    )


def _covered(
    page: Page, entry: Entry
) -> Iterator[tuple[Difference, bool, tuple[Range, ...], tuple[Range, ...]]]:
    """Give what each side of each difference covers, and what the other side of the entry does.

    A claim against two: each of the two is compared with the whole of the one.
    """
    several = len(entry.differences) > 1
    shown = [one for one in entry.differences if not (several and isinstance(one.left, tuple))]
    shown = [one for one in shown if not (several and isinstance(one.right, tuple))]
    all_left = tuple(part for one in shown for part in _parts(page, one.left))
    all_right = tuple(part for one in shown for part in _parts(page, one.right))
    for one in shown:
        yield one, True, _parts(page, one.left), all_right
        yield one, False, _parts(page, one.right), all_left


def _parts(page: Page, item: Item | None) -> tuple[Range, ...]:
    span = page.span(item if isinstance(item, str) else item[0]) if item is not None else None
    return () if span is None else span.parts


def _less(parts: tuple[Range, ...], others: tuple[Range, ...]) -> tuple[Range, ...]:
    """Give the stretches of parts that the others do not cover."""
    return tuple(stretch for part in parts for stretch in cut(part, others))
