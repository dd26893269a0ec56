"""The articles of an open project as its coder's list has them, and as what may be drawn."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from annotator.model.article import ListQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.article import ArticleEntry
    from annotator.model.double_coding.sampling import Candidate
    from annotator.project.open_project import OpenProject
    from annotator.store.lists.article_order import ArticleOrder
    from annotator.store.read import Reader

_BLOCK = 500


def entries(here: OpenProject) -> Iterator[ArticleEntry]:
    """Give all articles as they came in, as the coder's own layer sees them."""
    return entries_of(here.reader, here.context.layer.id)


def entries_of(reader: Reader, layer_id: str | None) -> Iterator[ArticleEntry]:
    """Give all articles as they came in, as a layer sees them, read in blocks."""
    return entries_in(reader, layer_id, reader.article_order(layer_id, ListQuery()))


def entries_in(reader: Reader, layer_id: str | None, order: ArticleOrder) -> Iterator[ArticleEntry]:
    """Give the articles of a list in its order, read in blocks, but those that are gone."""
    blocks = (reader.entries(layer_id, order, at, _BLOCK) for at in range(0, len(order), _BLOCK))
    return filter(None, chain.from_iterable(blocks))


def candidate(entry: ArticleEntry) -> Candidate:
    """Give an article of the list as what may be drawn."""
    from annotator.model.double_coding.sampling import Candidate

    return Candidate(entry.id, entry.sha256, entry.outlet, entry.date, entry.group_id)
