"""Reading the lossless JSONL form: line by line, each reference resolved, each text compared.

Nothing is given out before the last line has been checked. Single records are in `jsonl_parse.py`.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import CannotRead
from annotator.formats import jsonl_parse as parse
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.json_lines import Fields, LinePlace, record_of
from annotator.formats.jsonl_records import FORMAT, KINDS, VERSION
from annotator.language import tr, trn
from annotator.model.article import Article, Json, Region
from annotator.model.bundle import Bundle, Content
from annotator.model.span import Decision, Link, Note, Owner, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.formats.sources import Source
    from annotator.model.actor import Actor
    from annotator.model.layer import Layer, State
    from annotator.model.scheme import Scheme
    from annotator.text.ranges import Range

MAX_FILE_BYTES = 1_000_000_000
"""Our own form of a large project may be larger than what other sources may be."""
MAX_LINE_BYTES = 100_000_000

_Record = dict[str, Json]
_HEADER = frozenset(("kind", "format", "version", "program", "project"))
_PROJECT = frozenset(("id", "title"))
_END = frozenset(("kind", "counts", "sha256"))
_N_NAMED = 12


@dataclass(slots=True)
class _Draft:
    """What has been read about one article."""

    article: Article
    states: dict[str, State]
    row: int
    regions: list[Region] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def content(self) -> Content:
        return Content(
            article=self.article,
            states=self.states,
            regions=tuple(self.regions),
            spans=tuple(self.spans),
            links=tuple(self.links),
            notes=tuple(self.notes),
            decisions=tuple(self.decisions),
            row=self.row,
        )


def read(source: Source, options: ReadOptions) -> Reading:
    """Give what a JSONL file holds; raises `CannotRead` that names the line."""
    reader = _Reader(source.name, options)
    for line in lines_of(source, reader.place):
        reader.take(line)
    return reader.finish()


def lines_of(source: Source, place: LinePlace) -> Iterator[bytes]:
    """Give the lines with their ends, the place moving along; raises `CannotRead`."""
    file = io.BytesIO(source.read(MAX_FILE_BYTES))
    while line := file.readline(MAX_LINE_BYTES):
        place.line += 1
        if not line.endswith(b"\n"):
            if len(line) >= MAX_LINE_BYTES:
                raise place.wrong(tr("it is longer than {n} MB", n=MAX_LINE_BYTES // 1_000_000))
            raise _cut(place)
        yield line


def _cut(place: LinePlace) -> CannotRead:
    return place.wrong(tr("the file is cut off here"), tr("Ask for it again, or export it again."))


class _Reader:
    """Takes the lines of one file in turn."""

    def __init__(self, name: str, options: ReadOptions) -> None:
        self.place = LinePlace(name)
        self._new_id = options.new_id
        self._sum = hashlib.sha256()
        self._counts: Counter[str] = Counter()
        self._rank = -1
        self._program = self._project_id = self._project_title = ""
        self._scheme: Scheme | None = None
        self._layers: dict[str, Layer] = {}
        self._actors: dict[str, Actor] = {}
        self._actor_lines: list[tuple[int, str]] = []
        self._drafts: dict[str, _Draft] = {}
        self._spans: dict[str, Span] = {}
        self._links: dict[str, Link] = {}
        self._ties: set[tuple[str, str, str]] = set()
        self._texts: set[str] = set()
        self._judged: set[tuple[str, str]] = set()
        self._other_ids: set[tuple[str, str]] = set()
        self._differences: list[Decision] = []
        self._dangling = 0
        self._ended = False
        self._takers: dict[str, Callable[[_Record], None]] = {
            "header": self._header,
            "scheme": self._take_scheme,
            "layer": self._layer,
            "actor": self._actor,
            "article": self._article,
            "region": self._region,
            "span": self._span,
            "link": self._link,
            "note": self._note,
            "decision": self._decision,
            "end": self._end,
        }

    def take(self, line: bytes) -> None:
        """Check one line and keep what it holds."""
        place = self.place
        if self._ended:
            raise place.wrong(tr("there is more after the end"))
        record = record_of(line, place)
        kind = record.get("kind")
        if place.line == 1:
            self._check_header(record)
        if not isinstance(kind, str) or kind not in self._takers:
            raise place.wrong(tr("there is no kind of record “{kind}”", kind=str(kind)[:40]))
        rank = KINDS.index(kind)
        if rank < self._rank:
            raise place.wrong(
                tr("a {kind} stands after a {other}", kind=kind, other=KINDS[self._rank])
            )
        self._rank = rank
        self._takers[kind](record)
        if kind != "end":
            self._sum.update(line)
            self._counts[kind] += 1

    def finish(self) -> Reading:
        """Give all that was read, once the file has come to its end."""
        if not self._ended:
            if not self.place.line:
                raise CannotRead(
                    tr("{name} is empty.", name=self.place.name),
                    tr("Choose a JSONL file that Annotator exported."),
                )
            raise _cut(self.place)
        bundle = Bundle(
            contents=tuple(draft.content() for draft in self._drafts.values()),
            project_id=self._project_id,
            project_title=self._project_title,
            program=self._program,
            scheme=self._scheme,
            layers=tuple(self._layers.values()),
            actors=tuple(self._actors.values()),
            decisions=tuple(self._differences),
        )
        return Reading(bundle=bundle, notes=tuple(self._report()))

    def _report(self) -> Iterator[str]:
        unknown = self.place.unknown
        if unknown:
            names = [f"{name} ({n})" for name, n in sorted(unknown.items())[:_N_NAMED]]
            yield tr(
                "{name}: left out what this program does not know: {keys}.",
                name=self.place.name,
                keys=", ".join(names) + ("…" if len(unknown) > _N_NAMED else ""),
            )
        if self._dangling:
            yield trn(
                "{name}: {n} article replaces one that is not in the file.",
                "{name}: {n} articles replace ones that are not in the file.",
                self._dangling,
                name=self.place.name,
            )

    # --- the head and the end of the file -----------------------------------------------------

    def _check_header(self, record: _Record) -> None:
        if record.get("kind") != "header" or record.get("format") != FORMAT:
            raise CannotRead(
                tr("{name} is no JSONL file of Annotator.", name=self.place.name),
                tr("Its first line would say “{format}”.", format=FORMAT),
                self.place.wrong("").where,
            )
        fields = Fields(record, "header", _HEADER, self.place)
        version = fields.number("version")
        if version > VERSION:
            raise CannotRead(
                tr(
                    "{name} was written by {program} (format {n}); this program reads up to {own}.",
                    name=self.place.name,
                    program=fields.text("program") or tr("a newer Annotator"),
                    n=version,
                    own=VERSION,
                ),
                tr("Update Annotator."),
                self.place.wrong("").where,
            )
        if version < 1:
            raise fields.wrong("version", tr("is less than 1"))

    def _header(self, record: _Record) -> None:
        if self.place.line > 1:
            raise self.place.wrong(tr("there is a second header"))
        fields = Fields(record, "header", _HEADER, LinePlace(self.place.name))
        project = fields.inside("project", _PROJECT)
        self._program = fields.text("program")
        self._project_id = project.text("id")
        self._project_title = project.text("title")

    def _end(self, record: _Record) -> None:
        fields = Fields(record, "end", _END, self.place)
        counts = fields.mapping("counts")
        if counts != dict(self._counts):
            odd = sorted(
                kind
                for kind in {*counts, *self._counts}
                if counts.get(kind) != self._counts.get(kind)
            )
            raise self.place.wrong(
                tr("the numbers of records do not fit ({kinds})", kinds=", ".join(odd[:_N_NAMED])),
                tr("Lines are missing or were added. Export it again."),
            )
        if fields.text("sha256") != self._sum.hexdigest():
            raise self.place.wrong(
                tr("the checksum does not fit, so the file was changed after it was written"),
                tr("Export it again."),
            )
        self._check_actors()
        self._ended = True

    # --- kinds of records ---------------------------------------------------------------------

    def _take_scheme(self, record: _Record) -> None:
        if self._scheme is not None:
            raise self.place.wrong(tr("there is a second scheme"))
        self._scheme = parse.scheme(record, self.place)

    def _layer(self, record: _Record) -> None:
        layer = parse.layer(record, self.place)
        self._new(layer.id in self._layers, layer.id)
        self._layers[layer.id] = layer

    def _actor(self, record: _Record) -> None:
        actor = parse.actor(record, self.place, self._new_id)
        self._new(actor.id in self._actors, actor.id)
        self._actors[actor.id] = actor
        named = [role.organisation_id for role in actor.roles] + [actor.merged_into]
        self._actor_lines += [(self.place.line, one) for one in named if one is not None]

    def _article(self, record: _Record) -> None:
        article, states = parse.article(record, self.place)
        self._new(article.id in self._drafts, article.id)
        if article.sha256 in self._texts:
            raise self.place.wrong(tr("there is the same text twice"))
        self._texts.add(article.sha256)
        for layer_id in states:
            self._known(layer_id in self._layers, tr("layer"), layer_id)
        if article.replaces is not None and article.replaces not in self._drafts:
            self._dangling += 1
            article = replace(article, replaces=None)
        self._drafts[article.id] = _Draft(article, states, self.place.line)

    def _region(self, record: _Record) -> None:
        region = parse.region(record, self.place, self._new_id())
        draft = self._draft(region.article_id)
        self._inside(region.at, draft)
        draft.regions.append(region)

    def _span(self, record: _Record) -> None:
        span = parse.span(record, self.place)
        self._new(span.id in self._spans, span.id)
        self._known(span.layer_id in self._layers, tr("layer"), span.layer_id)
        if span.actor_id is not None:
            self._known(span.actor_id in self._actors, tr("actor"), span.actor_id)
        draft = self._draft(span.article_id)
        self._check_parts(span, draft)
        self._spans[span.id] = span
        draft.spans.append(span)

    def _check_parts(self, span: Span, draft: _Draft) -> None:
        text, before = draft.article.text, 0
        for part, quote in zip(span.parts, span.quotes, strict=True):
            self._inside(part, draft)
            if part.start < before:
                raise self.place.wrong(tr("the parts of the span overlap or are out of order"))
            before = part.end
            found = text[part.start : part.end]
            if found != quote:
                raise self.place.wrong(
                    tr(
                        "the text at {start}–{end} is “{found}”, the file says “{quote}”",
                        start=part.start,
                        end=part.end,
                        found=_short(found),
                        quote=_short(quote),
                    )
                )
        for place in span.reason.evidence if span.reason else ():
            self._inside(place, draft)

    def _link(self, record: _Record) -> None:
        source = self._end_of_link(record.get("from"))
        target = self._end_of_link(record.get("to"))
        link = parse.link(record, self.place, source.article_id)
        self._new(link.id in self._links, link.id)
        if not link.layer_id == source.layer_id == target.layer_id:
            raise self.place.wrong(tr("the link joins spans of different layers"))
        if source.article_id != target.article_id or source.id == target.id:
            raise self.place.wrong(tr("the link does not join two spans of one article"))
        tie = (link.type, source.id, target.id)
        if tie in self._ties:
            raise self.place.wrong(tr("there is the same link twice"))
        self._ties.add(tie)
        self._links[link.id] = link
        self._drafts[link.article_id].links.append(link)

    def _end_of_link(self, span_id: Json) -> Span:
        span = self._spans.get(span_id) if isinstance(span_id, str) else None
        if span is None:
            raise self._unknown(tr("span"), str(span_id))
        return span

    def _note(self, record: _Record) -> None:
        note = parse.note(record, self.place)
        self._new(("note", note.id) in self._other_ids, note.id)
        self._other_ids.add(("note", note.id))
        self._draft_about(str(note.owner_kind), note.owner_id).notes.append(note)

    def _decision(self, record: _Record) -> None:
        decision = parse.decision(record, self.place)
        self._new(("decision", decision.id) in self._other_ids, decision.id)
        self._other_ids.add(("decision", decision.id))
        self._known(decision.layer_id in self._layers, tr("layer"), decision.layer_id)
        judged = (decision.subject, decision.layer_id)
        if judged in self._judged:
            raise self.place.wrong(tr("a layer decides about the same thing twice"))
        self._judged.add(judged)
        if decision.subject_kind == "difference":
            self._differences.append(decision)
        else:
            about = self._draft_about(decision.subject_kind, decision.subject)
            about.decisions.append(decision)

    def _draft_about(self, kind: str, subject_id: str) -> _Draft:
        if kind == Owner.ARTICLE:
            return self._draft(subject_id)
        known: Span | Link | None = (self._spans if kind == "span" else self._links).get(subject_id)
        if known is None:
            raise self._unknown(kind, subject_id)
        return self._drafts[known.article_id]

    # --- checks -------------------------------------------------------------------------------

    def _draft(self, article_id: str) -> _Draft:
        draft = self._drafts.get(article_id)
        if draft is None:
            raise self._unknown(tr("article"), article_id)
        return draft

    def _new(self, is_there: bool, name: str) -> None:
        if is_there:
            raise self.place.wrong(tr("the id {id} is there twice", id=_short(name)))

    def _known(self, is_there: bool, kind: str, name: str) -> None:
        if not is_there:
            raise self._unknown(kind, name)

    def _unknown(self, kind: str, name: str) -> CannotRead:
        return self.place.wrong(
            tr("there is no {kind} with the id {id}", kind=kind, id=_short(name))
        )

    def _inside(self, at: Range, draft: _Draft) -> None:
        length = len(draft.article.text)
        if not 0 <= at.start < at.end <= length:
            raise self.place.wrong(
                tr(
                    "{start}–{end} is not in the text ({n} characters)",
                    start=at.start,
                    end=at.end,
                    n=length,
                )
            )

    def _check_actors(self) -> None:
        last = self.place.line
        for line, actor_id in self._actor_lines:
            self.place.line = line
            self._known(actor_id in self._actors, tr("actor"), actor_id)
        self.place.line = last
        settled: set[str] = set()
        for actor in self._actors.values():
            on_the_way: set[str] = set()
            here: str | None = actor.id
            while here is not None and here not in settled:
                if here in on_the_way:
                    raise self.place.wrong(tr("actors are merged into one another in a ring"))
                on_the_way.add(here)
                here = self._actors[here].merged_into
            settled |= on_the_way


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
