"""The articles of a JSONL file that was looked through, each with what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.formats import sources
from annotator.formats.lossless import records
from annotator.formats.lossless.usual_lines import N_OF_SPAN, links_of, spans_of
from annotator.model.bundle import Content
from annotator.model.json_lines import LinePlace, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.formats.lossless.waiting import WaitingMarks
    from annotator.formats.sources import Source
    from annotator.model.article import Article
    from annotator.model.ids import IdMaker

MAX_FILE_BYTES = 1_000_000_000
"""Our own form of a large project may be larger than what other sources may be."""
MAX_LINE_BYTES = sources.MAX_BYTES


class Contents:
    """Goes through the articles of a file, as often as one likes."""

    def __init__(
        self,
        source: Source,
        new_id: IdMaker,
        articles: Mapping[str, tuple[int, int]],
        parts: WaitingMarks,
        dangling: frozenset[str],
    ) -> None:
        """Take where each article stands, in lines and bytes, and what belongs to them."""
        self._source = source
        self._new_id = new_id
        self._articles = articles
        self._parts = parts
        self._dangling = dangling

    def __iter__(self) -> Iterator[Content]:
        """Read them from the file, one by one."""
        with sources.stream(self._source, MAX_FILE_BYTES) as file:
            for article_id, (row, at) in self._articles.items():
                yield self._content(file, row, at, article_id)

    def _content(self, file: BinaryIO, row: int, at: int, article_id: str) -> Content:
        place = LinePlace(self._source.name)
        place.line = row
        file.seek(at)
        record = record_of(file.readline(MAX_LINE_BYTES), place)
        article, states = records.article(record, place, is_checked=True)
        if article.id in self._dangling:
            article = replace(article, replaces=None)
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for some in self._parts.of(article_id):
            match some[0]:
                case int():
                    for name, made in self._others(file, some, place, article):
                        found[name].append(made)
                case tuple() as cells if len(cells) == N_OF_SPAN:
                    found["spans"] += spans_of(some, article.id, article.text)
                case _:
                    found["links"] += links_of(some, article.id)
        parts: dict[str, Any] = {name: tuple(some) for name, some in found.items()}
        return Content(article=article, states=states, row=row, **parts)

    def _others(
        self, file: BinaryIO, lines: Iterable[int], place: LinePlace, article: Article
    ) -> Iterator[tuple[str, Any]]:
        """Give what stands in lines, and with what of its kind it belongs."""
        for at in lines:
            file.seek(at)
            record = record_of(file.readline(MAX_LINE_BYTES), place)
            match record.get("kind"):
                case "region":
                    yield "regions", records.region(record, place, self._new_id())
                case "span":
                    yield "spans", records.span(record, place)
                case "link":
                    yield "links", records.link(record, place, article.id)
                case "note":
                    yield "notes", records.NOTE.read(record, place)
                case "decision":
                    yield "decisions", records.DECISION.read(record, place)
