"""An article with its marks as REFI-QDA has it: a source, selections, links and notes.

How other programs count positions is said by `Made`; parts of a span become selections of their
own, whose description says which of how many they are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.refi.codes import CodeTree, guid
from annotator.formats.refi.held_links import ANSWER_TO, LATER, QUESTION
from annotator.formats.safe_xml import writable
from annotator.language import tr
from annotator.model.actor import ActorBook
from annotator.model.rows import to_json
from annotator.model.span import Owner, text_order
from annotator.text.offsets import ForeignOffsets
from annotator.text.ranges import Range
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from annotator.model.article import Article
    from annotator.model.bundle import Bundle, Content
    from annotator.model.span import Link, Note, Span

_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NO_MOMENT = "1970-01-01T00:00:00Z"
_NAME_LENGTH = 60
_WIDE = re.compile("[\U00010000-\U0010ffff]")
HEADLINE = "headline"
"""The field that has the headline of an article that is called otherwise in the file."""
_FIELDS = ("outlet", "date", "byline", "url", "language", "group_id")


@lru_cache(maxsize=4096)
def when(at: str | None) -> str | None:
    """Give a moment as the standard has it; None for what is none."""
    return at if at and _TIME.fullmatch(at) else None


class CodedPart(NamedTuple):
    """A part of a span: half-open, in the units of whom the file is made for."""

    guid: str
    coding: str
    start: int
    end: int
    name: str
    description: str
    user: str
    at: str
    code: str
    notes: tuple[str, ...] = ()


class RefiNote(NamedTuple):
    """A note: a small text of its own, to which what it is about refers."""

    guid: str
    text: str
    description: str
    user: str | None
    at: str | None


class RefiLink(NamedTuple):
    """A link between the first selections of two spans."""

    guid: str
    name: str
    origin: str
    target: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefiCase:
    """An actor: a case with its facts, and the selections in which it occurs."""

    guid: str
    name: str
    description: str
    fields: Mapping[str, str]
    selections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefiSource:
    """An article: its text as it stands in the file, and all that refers to it.

    `quotes` are the words of the selections, which the file has in the text alone. `occurs` pairs
    ids of actors with selections. Where something is held otherwise: `words_at` has
    the mark of each attribute that is words of a description or name alone, `wide_at` selections
    behind a character above U+FFFF, `undated_at` those of marks without a time.
    """

    guid: str
    name: str
    text: str
    description: str
    at: str | None
    fields: Mapping[str, str]
    selections: tuple[CodedPart, ...]
    quotes: tuple[str, ...]
    links: tuple[RefiLink, ...]
    notes: tuple[RefiNote, ...]
    own_notes: tuple[str, ...]
    occurs: tuple[tuple[str, str], ...]
    words_at: tuple[Range, ...] = ()
    wide_at: tuple[Range, ...] = ()
    undated_at: tuple[Range, ...] = ()


class SourceMaker:
    """Makes sources of articles; the codes that they need are in `codes` afterwards."""

    def __init__(self, bundle: Bundle, *, for_nvivo: bool) -> None:
        """`for_nvivo`: line ends count two, positions are UTF-16 units, the mark before the text
        counts nothing (as NVivo for Windows 12 writes and reads).
        """
        self.codes = CodeTree(bundle.project_id, bundle.scheme)
        self._project_id, self._for_nvivo = bundle.project_id, for_nvivo
        self._actors = ActorBook(bundle.actors)
        self._layers = bundle.layers
        self._layer_guids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        """The articles by what they are called in the file."""
        self._n_named: Counter[str] = Counter()
        self._renamed: dict[str, str] = {}
        """What articles are called whose headline another one has before them."""
        self._undated = when(bundle.changed) or _NO_MOMENT
        people = ((one.coder_id, one.id) for one in bundle.layers if one.coder_id)
        self._users = {coder: self.guid("layer", layer) for coder, layer in people}

    def _dated(self, at: str | None) -> str:
        """Give a moment, that of the last step for what has none: QualCoder asks for one."""
        return when(at) or self._undated

    def _named(self, article: Article) -> str:
        """Give what an article is called: its headline, with a number where another one has it.

        QualCoder stops at the second source of one name, and reads nothing more.
        """
        known = self._renamed.get(article.id)
        if known is not None:
            return known
        title = name = writable(article.title) or tr("untitled")
        while self._names.setdefault(name, article.id) != article.id:
            self._n_named[title] += 1
            name = f"{title} ({self._n_named[title] + 1})"
        if name is not title:
            self._renamed[article.id] = name
        return name

    def guid(self, kind: str, name: str) -> str:
        """Give the GUID of a thing of this project."""
        return guid(self._project_id, kind, name)

    def layer_names(self) -> dict[str, str]:
        """Give the names of the layers by GUID: those whom the standard calls users."""
        return {self.guid("layer", one.id): writable(one.name) for one in self._layers}

    def file_of(self, text: str) -> bytes:
        """Give a text as its file has it."""
        if self._for_nvivo:
            return ("\ufeff" + text.replace("\n", "\r\n")).encode("utf-8")
        return text.encode("utf-8")

    def words_in(self, held: str) -> Callable[[int, int], str]:
        """Give what finds the words at a place of a file, as those count who it is made for."""
        if not self._for_nvivo:
            return lambda start, end: held[start:end]
        units = held.removeprefix("\ufeff").encode("utf-16-le")

        def words(start: int, end: int) -> str:
            return units[2 * start : 2 * end].decode("utf-16-le").replace("\r\n", "\n")

        return words

    def note(self, one: Note) -> RefiNote:
        """Give a note; what it is beside its words stands in the description."""
        lines = [QUESTION] if one.question else []
        lines += [LATER] if one.later else []
        lines += [f"{ANSWER_TO} {self.guid('note', one.answer_to)}"] if one.answer_to else []
        user = self._users.get(one.by)
        return RefiNote(
            self.guid("note", one.id),
            writable(one.text),
            "\n".join(lines),
            user,
            self._dated(one.at),
        )

    def cases(self, occurs: Mapping[str, Iterable[str]]) -> Iterator[RefiCase]:
        """Give the actors, those that became others left out; `occurs` = selections by actor."""
        for one in self._actors.present():
            aliases = "; ".join(alias.name for alias in one.aliases)
            fields = {"kind": one.kind, "aliases": aliases, "external id": one.external_id}
            fields |= dict(one.attributes)
            yield RefiCase(
                guid=self.guid("actor", one.id),
                name=writable(one.name),
                description=writable(one.note),
                fields={writable(key): writable(value) for key, value in fields.items() if value},
                selections=tuple(occurs.get(one.id, ())),
            )

    def variable(self, name: str) -> str:
        """Give the GUID of a variable."""
        return self.guid("variable", name)

    def source(self, content: Content) -> RefiSource:
        """Give an article with what is marked on it."""
        article, spans = content.article, sorted(content.spans, key=text_order)
        text = writable(article.text)
        count = ForeignOffsets(text, utf16=self._for_nvivo, crlf=self._for_nvivo)
        about: dict[str, list[str]] = {}
        for note in content.notes:
            about.setdefault(note.owner_id, []).append(self.guid("note", note.id))
        selections: list[CodedPart] = []
        occurs: list[tuple[str, str]] = []
        words_at: list[Range] = []
        firsts: dict[str, str] = {}
        for span in spans:
            code, told = self.codes.coded(span.type, span.attributes)
            words = [f"{name}: {one}" for name, one in span.attributes.items() if name != told]
            if words:
                words_at += [span.hull()] * len(words)
            own = self._selections(span, code, words, count, about.get(span.id, ()))
            selections += own
            firsts[span.id] = own[0].guid
            actor = None if span.actor_id is None else self._actors.get(span.actor_id)
            if actor is not None:
                occurs += [(actor.id, one.guid) for one in own]
        hulls = {one.id: one for one in spans}
        for link in content.links:
            words_at += [hulls[link.source_id].hull() for _ in link.attributes]
        wide = None if self._for_nvivo else _WIDE.search(text)
        fields, name = dict(_fields(article)), self._named(article)
        if article.title and name != writable(article.title):
            fields[HEADLINE] = writable(article.title)
        quotes = (quote for one in spans for quote in one.quotes)
        return RefiSource(
            guid=self.guid("article", article.id),
            name=name,
            text=text,
            description="\n".join(f"{name}: {value}" for name, value in fields.items()),
            at=self._dated(article.imported_at),
            fields=fields,
            selections=tuple(selections),
            # What an article has XML can hold if it can hold the article.
            quotes=tuple(quotes if text == article.text else map(writable, quotes)),
            links=tuple(self._link(one, firsts, about.get(one.id, ())) for one in content.links),
            notes=tuple(map(self.note, content.notes)),
            own_notes=tuple(about.get(article.id, ())),
            occurs=tuple(occurs),
            words_at=tuple(words_at),
            undated_at=tuple(
                part for one in spans if when(one.created) is None for part in one.parts
            ),
            wide_at=tuple(
                Range(one.start, one.end) for one in selections if wide and one.end > wide.start()
            ),
        )

    def _selections(
        self,
        span: Span,
        code: str,
        words: list[str],
        count: ForeignOffsets,
        notes: Iterable[str],
    ) -> list[CodedPart]:
        whole, n_parts = self.guid("span", span.id), len(span.parts)
        user, at = self._layer(span.layer_id), self._dated(span.created)
        own: list[CodedPart] = []
        for n, (part, quote) in enumerate(zip(span.parts, span.quotes, strict=True)):
            lines, guid = words, whole
            if n_parts > 1:
                lines = [f"part {n + 1} of {n_parts} of {whole}", *words]
                guid = self.guid("span", f"{span.id}\n{n}")
            line = " ".join(writable(quote).split())  # some of what XML cannot hold is a blank
            made = CodedPart(
                guid,
                self.guid("coding", f"{span.id}\n{n}"),
                count.to_unit(part.start),
                count.to_unit(part.end),
                line if len(line) <= _NAME_LENGTH else shortened(line, _NAME_LENGTH),
                writable("\n".join(lines)) if lines else "",
                user,
                at,
                code,
                () if n else tuple(notes),
            )
            own.append(made)
        return own

    def _layer(self, layer_id: str) -> str:
        if layer_id not in self._layer_guids:
            self._layer_guids[layer_id] = self.guid("layer", layer_id)
        return self._layer_guids[layer_id]

    def _link(self, one: Link, firsts: Mapping[str, str], notes: Iterable[str]) -> RefiLink:
        told = ", ".join(f"{name}: {value}" for name, value in one.attributes.items())
        return RefiLink(
            self.guid("link", one.id),
            writable(f"{one.type} ({told})" if told else one.type),
            firsts[one.source_id],
            firsts[one.target_id],
            tuple(notes),
        )


def about_project(note: Note) -> bool:
    """Say whether nothing in the file can refer to a note but the project itself."""
    return note.owner_kind in (Owner.SCHEME, Owner.ACTOR)


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    """Give what is known of an article, in words; no own field is called as one of ours."""
    for name in _FIELDS:
        value = getattr(article, name)
        if value:
            yield name.removesuffix("_id"), writable(value)
    taken = {HEADLINE, "sha256", *(name.removesuffix("_id") for name in _FIELDS)}
    for own_name, own in article.own_fields().items():
        name = writable(own_name)
        while name in taken:
            name += "_"
        taken.add(name)
        yield name, writable(own if isinstance(own, str) else to_json(own))
    yield "sha256", article.sha256
