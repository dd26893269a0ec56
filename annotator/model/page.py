"""One article with the layers in view: immutable, indexed by position.

`Page.applied` gives the page after a step's changes and costs little in an article of thousands
of spans. What lies in a block is put together when the block is first looked at, and again when a
changed span touches it.
"""

import bisect
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, TypeAlias, TypeVar

from annotator.model import rows as row_forms
from annotator.model.article import Article, Region, region_order
from annotator.model.changes import Change, Row, rows_by_key
from annotator.model.layer import Progress
from annotator.model.span import Link, Note, Owner, Span, text_order
from annotator.text.blocks import Block, blocks
from annotator.text.likeness import fold
from annotator.text.ranges import Range


class PartEntry(NamedTuple):
    """One part of one span, as the index keeps it: code points, half-open; `n` counts from 0."""

    start: int
    end: int
    span_id: str
    n: int
    n_parts: int


_Words: TypeAlias = tuple[str, str, str]
"""A type, a layer, and folded words."""

_TABLES_OF = dict.fromkeys(("part", "refers", "reason"), "span")
"""Tables whose rows belong to a row of another."""
_Thing = TypeVar("_Thing")


class Page:
    """One article with some layers' spans, links and notes. Never changed once made."""

    __slots__ = (
        "_alike",
        "_by_block",
        "_further",
        "_links",
        "_links_of",
        "_notes",
        "_order",
        "_progress",
        "_spans",
        "_starts",
        "article",
        "blocks",
        "regions",
    )

    article: Article
    blocks: tuple[Block, ...]
    regions: tuple[Region, ...]

    def __init__(
        self,
        article: Article,
        *,
        regions: Iterable[Region] = (),
        spans: Iterable[Span] = (),
        links: Iterable[Link] = (),
        notes: Iterable[Note] = (),
        progress: Iterable[Progress] = (),
    ) -> None:
        """Index the content of one article."""
        self.article = article
        self.blocks = blocks(article.text)
        self.regions = tuple(sorted(regions, key=region_order))
        self._spans = {span.id: span for span in spans}
        self._links = {link.id: link for link in links}
        self._notes = {note.id: note for note in notes}
        self._progress = {one.layer_id: one for one in progress}
        self._starts = [block.start for block in self.blocks]
        self._index()

    def _index(self) -> None:
        """Sort spans and links by where they are."""
        self._by_block: dict[int, tuple[PartEntry, ...]] = {}
        self._order = sorted(
            # As `text_order` says, without a call for each: opening waits for it.
            [(one.parts[0][0], -one.parts[-1][1], one.id) for one in self._spans.values()]
        )
        self._further = self._reaching_on()
        self._alike: dict[_Words, tuple[str, ...]] | None = None
        self._links_of: dict[str, tuple[str, ...]] = {}
        for link in self._links.values():
            for end in (link.source_id, link.target_id):
                self._links_of[end] = (*self._links_of.get(end, ()), link.id)

    def _reaching_on(self) -> dict[int, tuple[PartEntry, ...]]:
        """Give the parts in each block of spans that start in another."""
        ends = [block.end for block in self.blocks]
        starts = [*self._starts[1:], sys.maxsize]
        found: dict[int, tuple[PartEntry, ...]] = {}
        number = 0
        for start, minus_end, span_id in self._order:
            while starts[number] <= start:
                number += 1
            if -minus_end > ends[number]:
                self._add_further(found, self._spans[span_id])
        return found

    def _add_further(self, further: dict[int, tuple[PartEntry, ...]], span: Span) -> None:
        home = self.block_of(span.start)
        for entry in _entries(span):
            for number in self._blocks_of(entry.start, entry.end):
                if number != home:
                    further[number] = (*further.get(number, ()), entry)

    # --- asking -------------------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        """Say whether another page has the same article, regions, spans, links and notes."""
        if not isinstance(other, Page):
            return NotImplemented
        return (
            self.article == other.article
            and self.regions == other.regions
            and self._spans == other._spans
            and self._links == other._links
            and self._notes == other._notes
            and self._progress == other._progress
        )

    __hash__ = None  # type: ignore[assignment]  # equal pages may have been built differently

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def n_spans(self) -> int:
        """How many spans are in view."""
        return len(self._spans)

    def span(self, span_id: str) -> Span | None:
        """Give the span with this id, or None."""
        return self._spans.get(span_id)

    def link(self, link_id: str) -> Link | None:
        """Give the link with this id, or None."""
        return self._links.get(link_id)

    def spans(self, type_name: str | None = None, layer_id: str | None = None) -> Iterator[Span]:
        """Give the spans in text order (longer first where they start together)."""
        spans = self._spans
        for _, _, span_id in self._order:
            span = spans[span_id]
            if (type_name is None or span.type == type_name) and (
                layer_id is None or span.layer_id == layer_id
            ):
                yield span

    def links(self) -> Iterator[Link]:
        """Give all links."""
        yield from self._links.values()

    def links_of(self, span_id: str) -> tuple[Link, ...]:
        """Give the links that start or end at a span, in the order they were made."""
        return tuple(self._links[one] for one in self._links_of.get(span_id, ()))

    def links_from(self, span_id: str, type_name: str | None = None) -> tuple[Link, ...]:
        """Give the links that start at a span, of one type or of all."""
        return tuple(
            link
            for link in self.links_of(span_id)
            if link.source_id == span_id and type_name in (None, link.type)
        )

    def notes(self, owner_id: str) -> tuple[Note, ...]:
        """Give the notes about a span, a link or the article."""
        return tuple(note for note in self._notes.values() if note.owner_id == owner_id)

    def every_note(self) -> tuple[Note, ...]:
        """Give all notes of the article and of what is in view."""
        return tuple(self._notes.values())

    def progress(self, layer_id: str) -> Progress | None:
        """Give how far a layer's coder is with the article; None = to do."""
        return self._progress.get(layer_id)

    def parts_in_block(self, number: int) -> tuple[PartEntry, ...]:
        """Give the parts that touch a block, sorted by start, longer first."""
        found = self._by_block.get(number)
        if found is None:
            order, starts = self._order, [*self._starts[number : number + 2], sys.maxsize]
            first, last = (bisect.bisect_left(order, (start,)) for start in starts[:2])
            here = [
                entry
                for _, _, span_id in order[first:last]
                for entry in _entries(self._spans[span_id])
                if entry.start < starts[1]
            ]
            found = tuple(sorted([*here, *self._further.get(number, ())], key=_entry_order))
            self._by_block[number] = found
        return found

    def parts_between(self, start: int, end: int) -> tuple[PartEntry, ...]:
        """Give the parts that share a character with [start, end), each once, in text order."""
        found: dict[PartEntry, None] = {}
        for number in self._blocks_of(start, max(end, start + 1)):
            for entry in self.parts_in_block(number):
                if entry.start < end and start < entry.end:
                    found[entry] = None
        return tuple(sorted(found, key=_entry_order))

    def spans_at(self, position: int) -> tuple[Span, ...]:
        """Give the spans that cover the character at `position`: the shortest part first."""
        entries = self.parts_between(position, position + 1)
        ordered = sorted(
            entries, key=lambda entry: (entry.end - entry.start, -entry.start, entry.span_id)
        )
        return tuple(self._spans[entry.span_id] for entry in ordered)

    def spans_from(self, position: int) -> Iterator[Span]:
        """Give the spans that start at or after `position`, in text order."""
        for _, _, span_id in self._order[bisect.bisect_left(self._order, (position,)) :]:
            yield self._spans[span_id]

    def spans_before(self, position: int) -> Iterator[Span]:
        """Give the spans that start before `position`, the last one first."""
        for _, _, span_id in reversed(self._order[: bisect.bisect_left(self._order, (position,))]):
            yield self._spans[span_id]

    def spans_alike(
        self, type_name: str, layer_id: str, words: str, position: int
    ) -> Iterator[Span]:
        """Give the spans of a type and layer with the same folded words.

        Those up to a position, the last one first, then those behind it. The first question goes
        through all spans; later ones, also after changes, do not.
        """
        if self._alike is None:
            alike: dict[_Words, list[str]] = {}
            for _, _, span_id in self._order:
                alike.setdefault(_words(self._spans[span_id]), []).append(span_id)
            self._alike = {key: tuple(ids) for key, ids in alike.items()}
        ids = self._alike.get((type_name, layer_id, fold(words)), ())
        n = bisect.bisect_right(ids, position, key=lambda one: self._spans[one].start)
        return (self._spans[one] for one in chain(reversed(ids[:n]), ids[n:]))

    def region_at(self, position: int) -> Region | None:
        """Give the innermost region around the character at `position`; None is body."""
        inside = [one for one in self.regions if one.at.start <= position < one.at.end]
        return min(inside, key=lambda one: one.at.end - one.at.start, default=None)

    def block_of(self, position: int) -> int:
        """Give the number of the block that holds a position."""
        return max(0, bisect.bisect_right(self._starts, position) - 1)

    def _blocks_of(self, start: int, end: int) -> range:
        first = self.block_of(start)
        last = first if end <= self.blocks[first].end else self.block_of(end - 1)
        return range(first, last + 1)

    # --- changing -----------------------------------------------------------------------------

    def applied(self, changes: Iterable[Change]) -> "Page":
        """Give the page after these changes; what does not concern this article is passed over."""
        concerned = _by_owner(changes, self.article.id)
        article = concerned["article"].get(self.article.id, ())
        page = self._copied()
        for row in (change.after for change in article if change.after is not None):
            page.article = row_forms.article_from_row(row, self.article.text)
        if concerned["region"]:
            regions = _after(
                {region.id: region for region in self.regions},
                concerned["region"],
                row_forms.region_from_row,
                lambda region: region.article_id == self.article.id,
            )
            page.regions = tuple(sorted(regions.values(), key=region_order))
        page._progress = _after(
            self._progress, concerned["progress"], row_forms.progress_from_row, lambda _: True
        )
        page._change_spans(concerned["span"])
        page._change_links(concerned["link"])
        page._notes = _after(self._notes, concerned["note"], row_forms.note_from_row, page._is_here)
        return page

    def with_only(
        self, spans: Iterable[Span], links: Iterable[Link] = (), notes: Iterable[Note] = ()
    ) -> "Page":
        """Give the page with these spans, links and notes, and nothing else of anybody's."""
        page = self._copied()
        page._spans = {span.id: span for span in spans}
        page._links = {link.id: link for link in links}
        page._notes, page._progress = {note.id: note for note in notes}, {}
        page._index()
        return page

    def beside(self, other: "Page") -> "Page":
        """Give the page with the spans and links of another of this article, too; costs little."""
        page = self._copied()
        page._spans, page._links = self._spans | other._spans, self._links | other._links
        page._order = sorted([*self._order, *other._order])
        page._by_block, page._alike = {}, None
        page._further, page._links_of = dict(self._further), dict(self._links_of)
        for number, entries in other._further.items():
            page._further[number] = (*page._further.get(number, ()), *entries)
        for span_id, ids in other._links_of.items():
            page._links_of[span_id] = (*page._links_of.get(span_id, ()), *ids)
        return page

    def _copied(self) -> "Page":
        page = object.__new__(Page)
        for name in Page.__slots__:
            setattr(page, name, getattr(self, name))
        return page

    def _change_spans(self, changes: Mapping[str, list[Change]]) -> None:
        fresh: dict[str, tuple[Span | None, Span | None]] = {}
        for span_id, some in changes.items():
            old = self._spans.get(span_id)
            new = row_forms.span_from_rows(
                rows_by_key(row_forms.span_rows(old) if old else [], some)
            )
            if new is not None and new.article_id != self.article.id:
                continue
            if old is not None or new is not None:
                fresh[span_id] = (old, new)
        if not fresh:
            return
        self._spans = dict(self._spans)
        self._order = list(self._order)
        self._by_block, self._further = dict(self._by_block), dict(self._further)
        for span_id, (old, new) in fresh.items():
            if old is not None:
                del self._spans[span_id]
                self._order.pop(bisect.bisect_left(self._order, text_order(old)))
            if new is not None:
                self._spans[span_id] = new
                bisect.insort(self._order, text_order(new))
            if old is None or new is None or old.parts != new.parts:
                self._reindex(old, new)
        self._change_alike(fresh.values())

    def _change_alike(self, fresh: Iterable[tuple[Span | None, Span | None]]) -> None:
        if self._alike is None:
            return
        self._alike = dict(self._alike)
        for old, new in fresh:
            if old is not None:
                key = _words(old)
                self._alike[key] = tuple(one for one in self._alike[key] if one != old.id)
            if new is not None:
                key = _words(new)
                ids = [*self._alike.get(key, ())]
                bisect.insort(ids, new.id, key=lambda one: text_order(self._spans[one]))
                self._alike[key] = tuple(ids)

    def _reindex(self, old: Span | None, new: Span | None) -> None:
        for span in (old, new):
            for entry in _entries(span) if span else ():
                for number in self._blocks_of(entry.start, entry.end):
                    self._by_block.pop(number, None)
                    if others := self._further.get(number):
                        self._further[number] = tuple(
                            one for one in others if one.span_id != entry.span_id
                        )
        if new is not None:
            self._add_further(self._further, new)

    def _change_links(self, changes: Mapping[str, list[Change]]) -> None:
        if not changes:
            return
        links, links_of = dict(self._links), dict(self._links_of)
        for link_id, some in changes.items():
            old = links.pop(link_id, None)
            if old is not None:
                for end in (old.source_id, old.target_id):
                    links_of[end] = tuple(one for one in links_of.get(end, ()) if one != link_id)
            new = row_forms.link_from_rows(
                rows_by_key(row_forms.link_rows(old) if old else [], some)
            )
            if new is not None and new.article_id == self.article.id:
                links[link_id] = new
                for end in (new.source_id, new.target_id):
                    links_of[end] = (*links_of.get(end, ()), link_id)
        self._links, self._links_of = links, {key: ids for key, ids in links_of.items() if ids}

    def _is_here(self, note: Note) -> bool:
        if note.owner_kind is Owner.ARTICLE:
            return note.owner_id == self.article.id
        return note.owner_id in self._spans or note.owner_id in self._links


def _by_owner(
    changes: Iterable[Change], article_id: str
) -> defaultdict[str, dict[str, list[Change]]]:
    """Give changes by what of a page they concern: an article, a span …, then by whose they are."""
    found: defaultdict[str, dict[str, list[Change]]] = defaultdict(dict)
    for change in changes:
        key = change.key()
        what, owner = _TABLES_OF.get(change.table, change.table), key[0]
        if what == "attribute":
            what, owner = str(owner), key[1]
        if what != "progress" or key[1] == article_id:
            found[what].setdefault(str(owner), []).append(change)
    return found


def _after(
    known: dict[str, _Thing],
    changes: Mapping[str, list[Change]],
    made: Callable[[Row], _Thing],
    is_here: Callable[[_Thing], bool],
) -> dict[str, _Thing]:
    """Give things of one row each after changes to some of them."""
    after = dict(known) if changes else known
    for owner, some in changes.items():
        row = some[-1].after
        if row is None:
            after.pop(owner, None)
        elif is_here(thing := made(row)):
            after[owner] = thing
    return after


def _words(span: Span) -> _Words:
    return span.type, span.layer_id, fold(span.text())


def _entry_order(entry: PartEntry) -> tuple[int, int, str]:
    return (entry.start, -entry.end, entry.span_id)


def _entries(span: Span) -> Iterator[PartEntry]:
    for n, part in enumerate(span.parts):
        yield PartEntry(part.start, part.end, span.id, n, len(span.parts))


def moved(span: Span, parts: tuple[Range, ...], text: str) -> Span:
    """Give the span with other parts, sorted, with their words taken from `text`."""
    ordered = tuple(sorted(parts))
    return replace(
        span, parts=ordered, quotes=tuple(text[part.start : part.end] for part in ordered)
    )
