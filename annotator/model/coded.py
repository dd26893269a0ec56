"""Articles as layers coded them, in the least that comparing needs: no quotations, no times.

Column by column, since a comparison reads a hundred thousand spans in a second and most of them
are alike on both sides: one becomes a value (`CodedSpan`) when somebody asks for it.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from annotator.text.ranges import Range

Values = tuple[tuple[str, str], ...]
"""Attributes and their values, sorted by name."""
Place = tuple[Any, ...]
"""Where a span is: the article by its place among those read, the span's type, and where its parts
begin and end, in turn. Spans that are taken for the same before all others have the same."""


def values_of(attributes: Mapping[str, str]) -> Values:
    """Give attributes as they stand in a coding."""
    return tuple(sorted(attributes.items()))


class CodedSpan(NamedTuple):
    """A span. `reason` is (code, confidence) where a suggester says why, else ()."""

    id: str
    type: str
    parts: tuple[Range, ...]
    attributes: Values = ()
    actor_id: str | None = None
    reason: tuple[str, ...] = ()


class CodedLink(NamedTuple):
    """A link between two spans of one layer, by their ids; no other has its type and ends."""

    id: str
    type: str
    source_id: str
    target_id: str
    attributes: Values = ()


class Coding(NamedTuple):
    """What one layer holds about an article."""

    spans: tuple[CodedSpan, ...] = ()
    links: tuple[CodedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as far as it is the same for all who code it: its text and its boilerplate."""

    id: str
    sha256: str
    language: str
    text: str
    boilerplate: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class CodedArticle(ArticleText):
    """An article and its codings, in the order of the layers asked for."""

    codings: tuple[Coding, ...]


OF_ONE_PART = len(("article", "type", "start", "end"))
"""So much the place of a span says that is in one part."""


def place_of(span: CodedSpan, article: int = 0) -> Place:
    """Give where a span stands, of an article by its place among those read."""
    return (article, span[1], *chain.from_iterable(span[2]))


def parts_of(place: Place) -> tuple[Range, ...]:
    """Give the parts of a span from where it stands."""
    # Without their constructors, which are written in Python.
    if len(place) == OF_ONE_PART:
        return (tuple.__new__(Range, place[2:]),)
    return tuple(map(Range, place[2::2], place[3::2]))


class SpanColumns(NamedTuple):
    """Spans, article by article; `stretches` says from where to where those of each lie."""

    ids: Sequence[str]
    types: Sequence[str]
    places: Sequence[Place]
    values: Sequence[Values]
    actors: Sequence[str | None]
    reasons: Sequence[tuple[str, ...]]
    stretches: Sequence[slice]


class LinkColumns(NamedTuple):
    """Links, article by article; both ends say where a span stands in its columns."""

    ids: Sequence[str]
    types: Sequence[str]
    sources: Sequence[int]
    targets: Sequence[int]
    values: Sequence[Values]
    stretches: Sequence[slice]


class Marks:
    """What one layer holds about some articles."""

    def __init__(self, spans: SpanColumns, links: LinkColumns) -> None:
        """Take the columns."""
        self.spans, self.links = spans, links
        self._made: dict[int, CodedSpan] = {}

    @classmethod
    def of(cls, codings: Iterable[Coding]) -> "Marks":
        """Give what is said about some articles, one after the other."""
        spans: list[CodedSpan] = []
        links: list[CodedLink] = []
        places: list[Place] = []
        ends: tuple[list[int], list[int]] = ([], [])
        stretches: tuple[list[slice], list[slice]] = ([], [])
        for n, (of_spans, of_links) in enumerate(codings):
            stretches[0].append(slice(len(spans), len(spans) + len(of_spans)))
            stretches[1].append(slice(len(links), len(links) + len(of_links)))
            at = {one.id: k for k, one in enumerate(of_spans, len(spans))}
            places += [place_of(one, n) for one in of_spans]
            ends[0].extend([at[one.source_id] for one in of_links])
            ends[1].extend([at[one.target_id] for one in of_links])
            spans += of_spans
            links += of_links
        return cls(
            SpanColumns(
                [one.id for one in spans],
                [one.type for one in spans],
                places,
                [one.attributes for one in spans],
                [one.actor_id for one in spans],
                [one.reason for one in spans],
                stretches[0],
            ),
            LinkColumns(
                [one.id for one in links],
                [one.type for one in links],
                *ends,
                [one.attributes for one in links],
                stretches[1],
            ),
        )

    def span(self, at: int) -> CodedSpan:
        """Give the span at a place in the columns."""
        found = self._made.get(at)
        if found is None:
            ids, types, places, values, actors, reasons, _ = self.spans
            parts = parts_of(places[at])
            # Without its constructor, which is written in Python.
            cells = (ids[at], types[at], parts, values[at], actors[at], reasons[at])
            found = self._made[at] = tuple.__new__(CodedSpan, cells)
        return found

    def link(self, at: int) -> CodedLink:
        """Give the link at a place in the columns."""
        ids, types, sources, targets, values, _ = self.links
        names = self.spans.ids
        return CodedLink(ids[at], types[at], names[sources[at]], names[targets[at]], values[at])

    def spans_of(self, article: int) -> tuple[CodedSpan, ...]:
        """Give the spans of an article, by its place among those read."""
        return tuple(map(self.span, indices(self.spans.stretches[article])))

    def links_of(self, article: int) -> tuple[CodedLink, ...]:
        """Give the links of an article."""
        return tuple(map(self.link, indices(self.links.stretches[article])))

    def without(self, gone: Collection[int]) -> "Marks":
        """Give the same without some spans and without the links that have an end there."""
        if not gone:
            return self
        spans, links = self.spans, self.links
        kept = [at for at in range(len(spans.ids)) if at not in gone]
        now = {at: n for n, at in enumerate(kept)}
        tied = [
            at
            for at, (source, target) in enumerate(zip(links.sources, links.targets, strict=True))
            if source in now and target in now
        ]
        return Marks(
            SpanColumns(
                [spans.ids[at] for at in kept],
                [spans.types[at] for at in kept],
                [spans.places[at] for at in kept],
                [spans.values[at] for at in kept],
                [spans.actors[at] for at in kept],
                [spans.reasons[at] for at in kept],
                _moved(spans.stretches, kept),
            ),
            LinkColumns(
                [links.ids[at] for at in tied],
                [links.types[at] for at in tied],
                [now[links.sources[at]] for at in tied],
                [now[links.targets[at]] for at in tied],
                [links.values[at] for at in tied],
                _moved(links.stretches, tied),
            ),
        )


@dataclass(frozen=True, slots=True)
class CodedArticles:
    """Some articles as some layers coded them, in the order of the layers asked for."""

    articles: Sequence[ArticleText]
    marks: tuple[Marks, ...]

    @classmethod
    def of(cls, articles: Sequence[CodedArticle]) -> "CodedArticles":
        """Give articles that are values already as columns."""
        codings = zip(*[one.codings for one in articles], strict=True)
        return cls(articles, tuple(map(Marks.of, codings)))

    def __iter__(self) -> Iterator[CodedArticle]:
        """Give one article after the other, with all that was marked in it."""
        for n, one in enumerate(self.articles):
            codings = tuple(Coding(each.spans_of(n), each.links_of(n)) for each in self.marks)
            yield CodedArticle(one.id, one.sha256, one.language, one.text, one.boilerplate, codings)


def indices(stretch: slice) -> range:
    """Give the places in a stretch of a column."""
    return range(stretch.start, stretch.stop)


def _moved(stretches: Iterable[slice], kept: Sequence[int]) -> list[slice]:
    """Give where stretches lie when only some places of a column are kept."""
    return [slice(bisect_left(kept, one.start), bisect_left(kept, one.stop)) for one in stretches]
