"""What of a page a step has touched, so that only that is laid out and painted again."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.changes import Change
from annotator.model.page import Page
from annotator.model.span import Owner


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
