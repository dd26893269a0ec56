"""A REFI-QDA project of any program as articles with their marks, made one by one.

What the file counts otherwise, or cannot be a mark here, was found out in `index`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.counting import Counting, ForeignPlace, FoundCounting, PlaceFinder
from annotator.formats.refi.archive import guid_of, targets, text_of, wrong
from annotator.formats.refi.index import (
    article_sources,
    coded_by,
    link_words,
    places_of,
    title_of,
    values_of,
)
from annotator.formats.refi.sources import when
from annotator.formats.rows.mapping import own_name
from annotator.language import tr, trn
from annotator.model.article import Article
from annotator.model.bundle import Content, Loss, LossKind
from annotator.model.ids import derived_id
from annotator.model.span import How, Link, Note, Owner, Span
from annotator.text.script import direction, guess_language
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from annotator.formats.refi.archive import HeldText, RefiArchive
    from annotator.formats.refi.index import RefiIndex, RefiMemo
    from annotator.model.article import Json
    from annotator.text.ranges import Range

_PART = re.compile(r"part ([0-9]{1,4}) of ([0-9]{1,4}) of ([0-9A-Fa-f-]{36})")
_FIELDS = ("outlet", "byline", "url", "language")
_NOT_FIELDS = ("sha256", "group")
"""Variables of ours that are made anew here."""
_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_WORDS = 60
"""So many characters of a place that is no mark are said before what is noted on it."""


class _Mark(NamedTuple):
    """A coding at its place; `whole` and `part` = that it is one part of several of a span."""

    selection: str
    code: str
    by: str
    at: str
    place: Range
    words: tuple[str, ...]
    whole: str = ""
    part: tuple[int, int] = (1, 1)


@dataclass(slots=True)
class RefiContents:
    """The articles of a project; read anew each time, one in memory at a time.

    `positions` says how the file counts; what does not fit is left out if somebody chose how, else
    `CannotRead` is raised with its place.
    """

    archive: RefiArchive
    index: RefiIndex
    positions: FoundCounting | None
    at: str
    n_links: int = 0
    """How many links became some, as far as the articles have gone by."""

    def __iter__(self) -> Iterator[Content]:
        """Give the articles in the order of the file."""
        used: Counter[str] = Counter()
        self.n_links = 0
        texts = article_sources(self.archive)
        for row, (number, one, holder, held) in enumerate(texts, start=1):
            guid = guid_of(one) or title_of(one)
            used[guid] += 1
            # Ids may be repeated by what wrote the file; articles have one of their own.
            key = guid if used[guid] == 1 else f"{guid} {used[guid]}"
            content = self._content(number, row, key, one, holder, held)
            self.n_links += len(content.links)
            yield replace(content, row=row)

    def left(self) -> tuple[Loss, ...]:
        """Give the links within a text that became none, once the articles have gone by."""
        of = self.index.n["link"]
        n = of - self.index.n["link.lost"] - self.n_links
        if n <= 0:
            return ()
        how = trn(
            "{n} link is left out: it ties codings of two people or none, or what is tied already",
            "{n} links are left out: they tie codings of two people or none, or what is tied "
            "already",
            n,
        )
        return (Loss("link", n, of, LossKind.DROPPED, how),)

    def _finder(self, number: int, held: HeldText) -> Callable[[ForeignPlace], Range | None]:
        counting = Counting() if self.positions is None else self.positions.of(number)
        places = PlaceFinder(held.text, held.shape)
        return lambda place: places.at(place, counting)

    def _content(
        self, number: int, row: int, key: str, one: Element, holder: Element, held: HeldText
    ) -> Content:
        article = self._article(key, one, held, self.index.sums[row - 1])
        maker = _MarkMaker(self, article, key, number)
        find = self._finder(number, held)
        for element, place in places_of(holder):
            at, codings = find(place), element.findall("Coding")
            if codings and at is not None:
                maker.selection(element, codings, at, one)
                continue
            is_asked = self.positions is not None and self.positions.is_asked
            if codings and place.start != place.end and not is_asked:
                raise self._misfit(article, element)
            maker.remark(element, at)
        return maker.content(targets(one, "NoteRef"))

    def _misfit(self, article: Article, element: Element) -> Exception:
        said = {one: shortened(element.get(f"{one}Position", "?"), 20) for one in ("start", "end")}
        where = {"title": article.title, **said}
        what = tr(
            "in “{title}” the coding {start}–{end} leaves the text ({n} characters) or cuts a "
            "character; a reading that you choose (--reading) leaves such ones out",
            n=len(article.text),
            **where,
        )
        return wrong(self.archive.name, what)

    def _article(self, key: str, one: Element, held: HeldText, sha256: str) -> Article:
        values = values_of(one, self.index.variables)
        cases = self.index.of_sources.get(guid_of(one))
        if cases:
            values.setdefault("case", "; ".join(cases))
        masthead = {name: values.pop(name) for name in _FIELDS if name in values}
        date = values.get("date", "")
        is_date = bool(_DATE.fullmatch(date))
        meta: dict[str, Json] = {}
        for name, value in values.items():
            if name not in _NOT_FIELDS and not (is_date and name == "date"):
                meta[own_name(name, [*meta])] = value
        return Article(
            id=derived_id(key, "article"),
            title=title_of(one),
            text=held.text,
            sha256=sha256,
            date=date if is_date else None,
            outlet=masthead.get("outlet", ""),
            byline=masthead.get("byline", ""),
            url=masthead.get("url", ""),
            language=masthead.get("language") or guess_language(held.text),
            direction=direction(held.text),
            source=self.archive.name,
            imported_at=self.at,
            meta=meta,
        )


class _MarkMaker:
    """Makes spans, links and notes of one article."""

    def __init__(self, project: RefiContents, article: Article, key: str, number: int) -> None:
        self._project, self._index, self._number = project, project.index, number
        self._article, self._key = article, key
        self._marks: list[_Mark] = []
        self._notes: list[Note] = []
        self._about: list[tuple[str, str]] = []
        self._used: Counter[str] = Counter()

    def selection(
        self, element: Element, codings: Iterable[Element], at: Range, source: Element
    ) -> None:
        """Take a selection with its codings."""
        words = tuple(filter(None, text_of(element, "Description").splitlines()))
        part = _PART.fullmatch(words[0].strip()) if words else None
        guid = guid_of(element) or f"{self._key} {at.start} {at.end}"
        whole, number = "", (1, 1)
        if part is not None:
            whole, number, words = part[3].upper(), (int(part[1]), int(part[2])), words[1:]
        for coding in codings:
            created = coding.get("creationDateTime") or element.get("creationDateTime")
            code = next((x for x in targets(coding, "CodeRef") if x in self._index.types), "")
            if not code:
                continue
            by, made = coded_by(coding, element, source), when(created) or ""
            self._marks.append(_Mark(guid, code, by, made, at, words, whole, number))
            self._about += ((each, guid) for each in targets(coding, "NoteRef"))
        self._about += ((each, guid) for each in targets(element, "NoteRef"))

    def remark(self, element: Element, at: Range | None) -> None:
        """Take the notes of a selection that is no mark: they are about the article."""
        words = "" if at is None else shortened(" ".join(at.of(self._article.text).split()), _WORDS)
        for one in (element, *element.findall("Coding")):
            for each in targets(one, "NoteRef"):
                self._note(each, Owner.ARTICLE, self._article.id, words)

    def content(self, own_notes: Iterable[str]) -> Content:
        """Give the article with all that was taken."""
        spans: list[Span] = []
        of_selection: dict[str, str] = {}
        layer_of: dict[str, str] = {}
        for marks in _joined(self._marks):
            span = self._span(marks)
            spans.append(span)
            layer_of[span.id] = span.layer_id
            for one in marks:
                of_selection.setdefault(one.selection, span.id)
        links = tuple(self._links(of_selection, layer_of))
        for guid, selection in self._about:
            if selection in of_selection:
                self._note(guid, Owner.SPAN, of_selection[selection])
            else:
                self._note(guid, Owner.ARTICLE, self._article.id)
        for guid in own_notes:
            self._note(guid, Owner.ARTICLE, self._article.id)
        notes = {one.id: one for one in self._notes}
        return Content(self._article, spans=tuple(spans), links=links, notes=tuple(notes.values()))

    def _span(self, marks: tuple[_Mark, ...]) -> Span:
        first = marks[0]
        guid = first.whole if len(marks) > 1 else first.selection
        name = span_id(guid)
        if self._index.places.is_doubled(guid):
            name = derived_id(guid, "span", self._key)
        self._used[name] += 1
        if self._used[name] > 1:
            # A selection may be coded several times.
            name = derived_id(name, str(self._used[name]), first.code, first.by)
        attributes: dict[str, str] = {}
        said = [line.partition(": ") for line in first.words]
        if self._index.is_ours:
            attributes = {key: value for key, _, value in said if key and value}
        elif first.words:
            text = "\n".join(first.words)
            self._notes.append(
                Note(derived_id(name, "description"), Owner.SPAN, name, text, "", first.at)
            )
        parts = tuple(one.place for one in marks)
        case = next(filter(None, (self._index.occurs.get(one.selection) for one in marks)), None)
        return Span(
            id=name,
            article_id=self._article.id,
            layer_id=layer_id(first.by),
            type=self._index.types[first.code].name,
            parts=parts,
            quotes=tuple(one.of(self._article.text) for one in parts),
            attributes=attributes,
            actor_id=None if case is None else actor_id(case),
            how=How.IMPORT,
            created=first.at or self._project.at,
        )

    def _links(
        self, of_selection: Mapping[str, str], layer_of: Mapping[str, str]
    ) -> Iterator[Link]:
        used: set[tuple[str, str, str]] = set()
        ties = self._index.links.of(self._number)
        for selection, source in of_selection.items():
            for one in ties.get(selection, ()):
                target = of_selection.get(one.target)
                kind, values = link_words(one.name)
                tie = (kind, source, target or "")
                is_one = target is not None and layer_of[target] == layer_of[source]
                if target is None or not is_one or source == target or tie in used:
                    for note in one.notes:
                        self._note(note, Owner.ARTICLE, self._article.id)
                    continue
                used.add(tie)
                name = derived_id(one.guid, "link", self._key)
                for note in one.notes:
                    self._note(note, Owner.LINK, name)
                yield Link(
                    id=name,
                    article_id=self._article.id,
                    layer_id=layer_of[source],
                    type=self._index.link_types[kind].name,
                    source_id=source,
                    target_id=target,
                    attributes=values if self._index.is_ours else {},
                    created=self._project.at,
                )

    def _note(self, guid: str, kind: Owner, owner: str, words: str = "") -> None:
        memo = self._index.notes.get(guid)
        if memo is not None and memo.text:
            made = note_of(guid, memo, kind, owner)
            self._notes.append(replace(made, text=f"“{words}”: {made.text}") if words else made)


def _joined(marks: Iterable[_Mark]) -> Iterator[tuple[_Mark, ...]]:
    """Give the marks of each span: parts that say so together, if all are there and in order."""
    groups: dict[tuple[str, ...], list[_Mark]] = {}
    for n, one in enumerate(marks):
        key = (one.whole, one.code, one.by) if one.whole else (str(n),)
        groups.setdefault(key, []).append(one)
    for several in groups.values():
        ordered = sorted(several, key=lambda one: one.place)
        numbers = [one.part for one in ordered]
        is_whole = numbers == [(n + 1, len(ordered)) for n in range(len(ordered))]
        apart = all(a.place.end <= b.place.start for a, b in pairwise(ordered))
        if is_whole and apart:
            yield tuple(ordered)
        else:
            yield from ((one,) for one in ordered)


@lru_cache(maxsize=256)
def layer_id(by: str) -> str:
    """Give the id of the layer of a user."""
    return derived_id(by, "layer")


def span_id(selection: str) -> str:
    """Give the id of the span that the first coding of a selection becomes."""
    return derived_id(selection, "span")


def actor_id(case: str) -> str:
    """Give the id of the actor that a case becomes."""
    return derived_id(case, "actor")


def note_of(guid: str, memo: RefiMemo, kind: Owner, owner: str) -> Note:
    """Give a note on something."""
    name = derived_id(guid, "note", owner)
    return Note(name, kind, owner, memo.text, "", when(memo.at) or "")
