"""What of a page a step has touched, so that only that is laid out and painted again."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.changes import Change
from annotator.model.page import Page
from annotator.model.span import Owner, Span
from annotator.text.ranges import Range


@dataclass(frozen=True, slots=True)
class PageDiff:
    """The spans a step touched, and whether regions or the article's own fields changed."""

    span_ids: frozenset[str]
    regions: bool
    article: bool

    def anything(self) -> bool:
        """Say whether anything of the page is touched."""
        return bool(self.span_ids) or self.regions or self.article


def page_diff(changes: Iterable[Change], before: Page, after: Page) -> PageDiff:
    """Give what these changes touched on a page; `before` and `after` are it on both sides."""
    span_ids: set[str] = set()
    regions = article = False
    for change in changes:
        key = change.key()
        match change.table:
            case "span" | "part" | "refers" | "reason":
                span_ids.add(str(key[0]))
            case "attribute" | "note":
                span_ids |= _owner_spans(change, before, after)
            case "link":
                span_ids |= _ends(change)
            case "region":
                regions = True
            case "article":
                article = True
    here = {one for one in span_ids if before.span(one) or after.span(one)}
    return PageDiff(
        frozenset(here),
        regions=regions and before.regions != after.regions,
        article=article and before.article != after.article,
    )


def _owner_spans(change: Change, before: Page, after: Page) -> set[str]:
    row = change.after if change.after is not None else change.before
    if row is None:
        return set()
    owner = str(row["owner_id"])
    if row["owner_kind"] == Owner.SPAN:
        return {owner}
    link = after.link(owner) or before.link(owner)
    return {link.source_id, link.target_id} if link else set()


def _ends(change: Change) -> set[str]:
    rows = [row for row in (change.before, change.after) if row is not None]
    return {str(row[end]) for row in rows for end in ("source_id", "target_id")}


def place_of_changes(changes: Iterable[Change], page: Page) -> tuple[Span | None, Range | None]:
    """Give the first span on a page that changes touched, and where it is.

    Where none of them is there any more, the first place that a row had; None, None where changes
    are about no place of this page.
    """
    changes = tuple(changes)
    touched = page_diff(changes, page, page).span_ids
    spans = [span for one in touched if (span := page.span(one)) is not None]
    if spans:
        first = min(spans, key=lambda span: (span.start, -span.parts[-1].end, span.id))
        return first, first.parts[0]
    rows = [row for one in changes for row in (one.after, one.before) if row is not None]
    places = [
        Range(start, end)
        for row in rows
        if row.get("article_id") == page.article.id
        and isinstance(start := row.get("start"), int)
        and isinstance(end := row.get("end"), int)
    ]
    return None, min(places, default=None)
