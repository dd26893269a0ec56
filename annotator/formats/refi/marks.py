"""Spans, links and notes of one article, from the selections that a REFI-QDA project has in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.moments import moment_of
from annotator.formats.refi.held_links import RefiMemo
from annotator.formats.refi.index import link_words
from annotator.model.bundle import Content
from annotator.model.fast_values import fast_maker
from annotator.model.ids import derived_id
from annotator.model.span import How, Link, Note, Owner, Span
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.formats.refi.index import RefiIndex
    from annotator.formats.refi.xml_in import SelectionCells
    from annotator.model.article import Article
    from annotator.text.ranges import Range

_PART = re.compile(r"part ([0-9]{1,4}) of ([0-9]{1,4}) of ([0-9A-Fa-f-]{36})")
_BEGINS = "part "
_WORDS = 60
"""So many characters of a place that is no mark are said before what is noted on it."""
_spans, _links = fast_maker(Span), fast_maker(Link)


class _Mark(NamedTuple):
    """A coding at its place; `whole` and `part` = that it is one part of several of a span."""

    selection: str
    code: str
    by: str
    at: str
    place: Range
    words: Sequence[str]
    whole: str = ""
    part: tuple[int, int] = (1, 1)


class MarkMaker:
    """Makes spans, links and notes of one article."""

    def __init__(self, index: RefiIndex, article: Article, key: str, number: int, now: str) -> None:
        """Begin with an article, its key and its number in the file; `now` = when it comes in."""
        self._index, self._number, self._now = index, number, now
        self._article, self._key = article, key
        self._marks: list[_Mark] = []
        self._any_parts = False
        self._notes: list[Note] = []
        self._about: list[tuple[str, str]] = []
        self._used: set[str] = set()
        self._placed: set[str] = set()
        self._repeated: Counter[str] = Counter()

    @property
    def n_placed(self) -> int:
        """How many selections say by their marks which case occurs in them."""
        return len(self._placed)

    def selection(self, cells: SelectionCells, at: Range, of: str) -> None:
        """Take a selection with its codings; `of` = whose the source is."""
        guid, _, _, said, user, made_at, notes, codings, _ = cells
        guid = guid or f"{self._key} {at.start} {at.end}"
        words: Sequence[str] = ()
        if said:
            words = [*filter(None, said.splitlines())] if "\n" in said else (said,)
        whole, number = "", (1, 1)
        part = _PART.fullmatch(words[0].strip()) if said.startswith(_BEGINS) else None
        if part is not None:
            whole, number, words = part[3].upper(), (int(part[1]), int(part[2])), words[1:]
            self._any_parts = True
        types = self._index.types
        for codes, by, coded_at, own_notes in codings:
            made = moment_of(coded_at) or moment_of(made_at)
            for code in codes:
                if code in types:
                    found = _Mark(guid, code, by or user or of, made, at, words, whole, number)
                    self._marks.append(found)
            if own_notes:
                self._about += ((each, guid) for each in own_notes)
        if notes:
            self._about += ((each, guid) for each in notes)

    def remark(self, cells: SelectionCells, at: Range | None) -> None:
        """Take the notes of a selection that is no mark: they are about the article."""
        words = "" if at is None else shortened(" ".join(at.of(self._article.text).split()), _WORDS)
        guid, _, _, said, user, made_at, notes, codings, _ = cells
        if said:
            memo = RefiMemo(said, made_at or "", user)
            key = f"description {guid or self._key} {words}"
            self._noted(key, memo, Owner.ARTICLE, self._article.id, words)
        for some in (notes, *(own for _, _, _, own in codings)):
            for each in some:
                self._note(each, Owner.ARTICLE, self._article.id, words)

    def content(self, own_notes: Iterable[str]) -> Content:
        """Give the article with all that was taken."""
        of_selection: dict[str, str] = {}
        layer_of: dict[str, str] = {}
        spans = _spans(self._spans(of_selection, layer_of))
        links = _links(self._links(of_selection, layer_of))
        for guid, selection in self._about:
            if selection in of_selection:
                self._note(guid, Owner.SPAN, of_selection[selection])
            else:
                self._note(guid, Owner.ARTICLE, self._article.id)
        for guid in own_notes:
            self._note(guid, Owner.ARTICLE, self._article.id)
        notes = answering({one.id: one for one in self._notes}.values())
        return Content(self._article, spans=tuple(spans), links=tuple(links), notes=notes)

    def _spans(
        self, of_selection: dict[str, str], layer_of: dict[str, str]
    ) -> Iterator[tuple[object, ...]]:
        """Give the fields of spans; note which one a selection became, and on which layer it is."""
        text, types = self._article.text, self._index.types
        any_occur = len(self._index.occurs) > 0
        joined = _joined(self._marks) if self._any_parts else ((one,) for one in self._marks)
        for marks in joined:
            first = marks[0]
            name = self._name(first, first.whole if len(marks) > 1 else first.selection)
            layer, case = layer_id(first.by), None
            layer_of[name] = layer
            parts = tuple([one.place for one in marks])
            for one in marks:
                of_selection.setdefault(one.selection, name)
                here = self._index.case_of(one.selection) if any_occur else None
                if here is not None:
                    case = case or here
                    self._placed.add(one.selection)
            yield (
                *(name, self._article.id, layer, types[first.code].name, parts),
                tuple([text[start:end] for start, end in parts]),
                self._attributes(first, name) if first.words else {},
                *(actor_id(case) if case else None, None, How.IMPORT, None, coder_id(first.by)),
                *(first.at or self._now, None, None, {}),
            )

    def _name(self, first: _Mark, guid: str) -> str:
        """Give the id of a span."""
        name = span_id(guid)
        if self._index.places.any_doubled and self._index.places.is_doubled(guid):
            name = derived_id(guid, "span", self._key)
        if name not in self._used:
            self._used.add(name)
            return name
        # A selection may be coded several times.
        self._repeated[name] += 1
        return derived_id(name, str(self._repeated[name] + 1), first.code, first.by)

    def _attributes(self, first: _Mark, name: str) -> dict[str, str]:
        """Give what the description of a mark says in our words; others' becomes a note."""
        if self._index.is_ours:
            said = [line.partition(": ") for line in first.words]
            return {key: value for key, _, value in said if key and value}
        text = "\n".join(first.words)
        key, by = derived_id(name, "description"), coder_id(first.by)
        found = Note(key, Owner.SPAN, name, text, by, first.at)
        self._notes.append(found)
        return {}

    def _links(
        self, of_selection: Mapping[str, str], layer_of: Mapping[str, str]
    ) -> Iterator[tuple[object, ...]]:
        used: set[tuple[str, str, str]] = set()
        ties = self._index.links.of(self._number)
        is_ours, types = self._index.is_ours, self._index.link_types
        for selection, source in of_selection.items() if ties else ():
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
                yield (
                    *(name, self._article.id, layer_of[source], types[kind].name, source, target),
                    *(values if is_ours else {}, None, "", self._now, {}),
                )

    def _note(self, guid: str, kind: Owner, owner: str, words: str = "") -> None:
        memo = self._index.notes.get(guid)
        if memo is not None:
            self._noted(guid, memo, kind, owner, words)

    def _noted(self, guid: str, memo: RefiMemo, kind: Owner, owner: str, words: str) -> None:
        if not memo.is_empty:
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


@lru_cache(maxsize=256)
def coder_id(by: str) -> str:
    """Give the id of a user as a person; "" = nobody is named."""
    return derived_id(by, "coder") if by else ""


def span_id(selection: str) -> str:
    """Give the id of the span that the first coding of a selection becomes."""
    return derived_id(selection, "span")


def actor_id(case: str) -> str:
    """Give the id of the actor that a case becomes."""
    return derived_id(case, "actor")


def note_of(guid: str, memo: RefiMemo, kind: Owner, owner: str) -> Note:
    """Give a note on something."""
    name = derived_id(guid, "note", owner)
    answer_to = derived_id(memo.answer_to, "note", owner) if memo.answer_to else None
    words, by, at = memo.text, coder_id(memo.by), moment_of(memo.at)
    return Note(name, kind, owner, words, by, at, memo.question, answer_to, memo.later)


def answering(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Give notes, of which none answers one that is not among them."""
    every = tuple(notes)
    here = {one.id for one in every}
    return tuple(
        one if one.answer_to is None or one.answer_to in here else replace(one, answer_to=None)
        for one in every
    )
