"""One article to be read: its paragraphs cut at every edge of a mark, and each mark in words.

Pages of HTML and of Word say the same, since both ask here. What a file looks like is not known.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.model.actor import ActorBook
from annotator.model.article import RegionType
from annotator.model.scheme import Role, Scheme
from annotator.model.span import text_order
from annotator.model.statement import name_of, statement_from, who_says
from annotator.text.ranges import Range, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.model.article import Region
    from annotator.model.bundle import Bundle, Content
    from annotator.model.span import Link, Span

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MarkedPiece(NamedTuple):
    """A stretch without an edge of a mark in it; `marks` by their numbers, the outermost first."""

    start: int
    end: int
    marks: tuple[int, ...]


class Paragraph(NamedTuple):
    """What stands between two line ends; `first` = the marks that begin here, by number."""

    at: Range
    kind: RegionType
    pieces: tuple[MarkedPiece, ...]
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkWords:
    """A link as its source's card says it: what it is called, whom or what it leads to, values."""

    role: Role | None
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class MarkWords:
    """A span in words. `who` says a claim, or is the actor that another span means.

    `values` are (attribute, value). `letter` is that of its layer, "" where there is only one;
    `author` is what its layer is called, and no other.
    `is_alone`: it is a claim, or no link leads to it, so no other card says it.
    """

    span: Span
    layer: str
    author: str
    letter: str
    role: Role | None
    who: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    links: tuple[LinkWords, ...]
    is_alone: bool

    def said(self, part: int = 0) -> str:
        """Give all of it in one line that begins with its type; `part` says which one of several.

        "claim · direct · by NAME · about port fees (favourable) · 1 of 2".
        """
        names = ", ".join(self.who)
        words = [self.span.type, *(value for _, value in self.values if value)]
        if names:
            words.append(tr("by {names}", names=names) if self.role is Role.CLAIM else names)
        words += [f"{one.label} {one.words}" for one in self.links if one.role is not Role.SAID_BY]
        if len(self.span.parts) > 1:
            words.append(tr("{n} of {of}", n=part + 1, of=len(self.span.parts)))
        return " · ".join(words)


@dataclass(frozen=True, slots=True)
class ArticleCopy:
    """One article, its paragraphs and its marks in text order."""

    content: Content
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[MarkWords, ...]


class CopyMaker:
    """Makes copies of the articles of one bundle."""

    def __init__(self, bundle: Bundle) -> None:
        """Look up names once."""
        self.scheme = bundle.scheme or Scheme()
        self.actors = ActorBook(bundle.actors)
        self.layers = {layer.id: layer.name for layer in bundle.layers}
        self.letters = letters(self.layers)
        self._authors = dict(zip(self.layers, told_apart(self.layers.values()), strict=True))
        self._roles = self.scheme.link_roles()
        self._last: ArticleCopy | None = None

    def copy(self, content: Content) -> ArticleCopy:
        """Give the copy of an article; who asks again for the last one gets the same."""
        if self._last is None or self._last.content is not content:
            self._last = self._made(content)
        return self._last

    def _made(self, content: Content) -> ArticleCopy:
        spans = sorted(content.spans, key=text_order)
        by_id = {span.id: span for span in spans}
        leaving: dict[str, list[Link]] = {}
        for link in content.links:
            leaving.setdefault(link.source_id, []).append(link)
        reached = {link.target_id for link in content.links}
        marks = tuple(
            self._mark(span, leaving.get(span.id, ()), by_id, is_reached=span.id in reached)
            for span in spans
        )
        paragraphs = tuple(_paragraphs(content.article.text, spans, content.regions))
        return ArticleCopy(content, paragraphs, marks)

    def _mark(
        self, span: Span, links: Sequence[Link], by_id: Mapping[str, Span], *, is_reached: bool
    ) -> MarkWords:
        role = self.scheme.role_of(span.type)
        if role is Role.CLAIM:
            who = who_says(statement_from(span, links, by_id.get, self._roles), self.actors)
        else:
            who = tuple(filter(None, (name_of(span, self.actors),)))
        ordered = sorted(links, key=lambda one: (text_order(by_id[one.target_id]), one.id))
        return MarkWords(
            span=span,
            layer=self.layers.get(span.layer_id, ""),
            author=self._authors.get(span.layer_id, ""),
            letter=self.letters.get(span.layer_id, ""),
            role=role,
            who=who,
            values=tuple(span.attributes.items()),
            links=tuple(self._link(one, by_id[one.target_id]) for one in ordered),
            is_alone=role is Role.CLAIM or not is_reached,
        )

    def _link(self, link: Link, target: Span) -> LinkWords:
        kind = self.scheme.link(link.type)
        label = kind.label if kind is not None and kind.label else link.type.replace("_", " ")
        values = ", ".join(filter(None, link.attributes.values()))
        words = name_of(target, self.actors) or target.text()
        return LinkWords(
            kind.role if kind is not None else None,
            label,
            f"{words} ({values})" if values else words,
        )


def letters(layers: Iterable[str]) -> dict[str, str]:
    """Give each layer a letter, where there are several; from the 27th on A1, B1."""
    ids = [*layers]
    if len(ids) == 1:
        return {}
    n_letters = len(_LETTERS)
    return {
        one: _LETTERS[n % n_letters] + (str(n // n_letters) if n >= n_letters else "")
        for n, one in enumerate(ids)
    }


def told_apart(names: Iterable[str]) -> list[str]:
    """Give names of which no two are alike: a further “Ada” is “Ada (2)”."""
    listed = [*names]
    found: list[str] = []
    for name in listed:
        n, one = 1, name
        while one in found or (n > 1 and one in listed):
            n += 1
            one = f"{name} ({n})"
        found.append(one)
    return found


def _paragraphs(text: str, spans: Sequence[Span], regions: Sequence[Region]) -> Iterator[Paragraph]:
    """Cut a text at line ends, and each paragraph at the edges of parts."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for n, span in enumerate(spans):
        for start, end in span.parts:
            opening.setdefault(start, []).append(n)
            closing.setdefault(end, []).append(n)
    edges = sorted(opening.keys() | closing.keys())
    starts = [span.start for span in spans]
    inside: list[int] = []
    at_edge, start = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        pieces: list[MarkedPiece] = []
        at = start
        while at_edge < len(edges) and edges[at_edge] <= end:
            edge = edges[at_edge]
            if edge > at:
                pieces.append(MarkedPiece(at, edge, tuple(inside)))
                at = edge
            for n in closing.get(edge, ()):
                inside.remove(n)
            for n in opening.get(edge, ()):
                insort(inside, n)
            at_edge += 1
        if at < end:
            pieces.append(MarkedPiece(at, end, tuple(inside)))
        first, last = bisect_right(starts, start - 1), bisect_right(starts, end)
        kind = _kind(Range(start, end), regions)
        yield Paragraph(Range(start, end), kind, tuple(pieces), tuple(range(first, last)))
        start = end + 1


def _kind(at: Range, regions: Sequence[Region]) -> RegionType:
    """Give what a paragraph is as a whole: the innermost region that covers all of it."""
    around = (one for one in regions if one.at.start <= at.start and at.end <= one.at.end)
    found = min(around, key=lambda one: (one.at.length, one.id), default=None)
    return RegionType.BODY if found is None else found.type


def held_by_lines(text: str, parts: Iterable[Range]) -> tuple[Range, ...]:
    """Give what of some parts stands within lines: files made of paragraphs mark no line end."""
    return union(chain.from_iterable(_within_lines(text, part) for part in parts))


def _within_lines(text: str, part: Range) -> Iterator[Range]:
    start = part.start
    for line in text[part.start : part.end].split("\n"):
        if line:
            yield Range(start, start + len(line))
        start += len(line) + 1
