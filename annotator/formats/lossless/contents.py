"""The articles of a JSONL file that was looked through, each with what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.formats import sources
from annotator.formats.lossless import records
from annotator.formats.lossless.usual_lines import N_OF_SPAN, links_of, spans_of
from annotator.model.article import Article, TextSize
from annotator.model.bundle import Content
from annotator.model.fast_values import fast_filler
from annotator.model.json_lines import LinePlace, record_of
from annotator.model.layer import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.formats.lossless.waiting import WaitingMarks
    from annotator.formats.sources import Source
    from annotator.model.ids import IdMaker

MAX_FILE_BYTES = 1_000_000_000
"""Our own form of a large project may be larger than what other sources may be."""
MAX_LINE_BYTES = sources.MAX_BYTES


_article_cells = attrgetter(*(one.name for one in fields(Article)))
_article = fast_filler(Article)
_NAMES = [one.name for one in fields(Article)]
_LEFT_OUT, _TEXT, _TITLE = map(_NAMES.index, ("left_out", "text", "title"))


def text_of(waiting: WaitingMarks, article: int) -> str:
    """Read the text of an article that waits; raises `OSError`."""
    return str(waiting.article(article)[2][_TEXT])


def title_of(waiting: WaitingMarks, article: int) -> str:
    """Read its title; raises `OSError`."""
    return str(waiting.article(article)[2][_TITLE])


def cells_of(row: int, article: Article, states: Mapping[str, State]) -> tuple[Any, ...]:
    """Give an article as it waits: nothing but what can be packed."""
    cells = [*_article_cells(article)]
    cells[_LEFT_OUT] = None if article.left_out is None else article.left_out.characters
    return row, {layer_id: str(state) for layer_id, state in states.items()}, cells


def article_of(waiting: tuple[Any, ...]) -> tuple[int, Article, dict[str, State]]:
    """Give the row, the article and its states of what waited."""
    row, states, cells = waiting
    if cells[_LEFT_OUT] is not None:
        cells[_LEFT_OUT] = TextSize(cells[_LEFT_OUT])
    return row, _article(tuple(cells)), {one: State(state) for one, state in states.items()}


class Contents:
    """Goes through the articles of a file, as often as one likes."""

    def __init__(
        self,
        source: Source,
        new_id: IdMaker,
        waiting: WaitingMarks,
        dangling: frozenset[str],
    ) -> None:
        """Take the articles with what belongs to them; `dangling` replace none of the file."""
        self._source = source
        self._new_id = new_id
        self._waiting = waiting
        self._dangling = dangling

    def __iter__(self) -> Iterator[Content]:
        """Give them one by one; marks that are not of the usual form are read from the file."""
        with sources.stream(self._source, MAX_FILE_BYTES) as file:
            for number in range(self._waiting.n_articles):
                yield self._content(file, number)

    def _content(self, file: BinaryIO, number: int) -> Content:
        row, article, states = article_of(self._waiting.article(number))
        place = LinePlace(self._source.name)
        place.line = row
        if article.id in self._dangling:
            article = replace(article, replaces=None)
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for some in self._waiting.of(number):
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
