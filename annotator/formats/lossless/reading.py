"""Reading the lossless JSONL form: line by line, each reference resolved, each text compared.

Nothing is given out before the last line has been checked; of marks only their places in the
file are kept until then. Single records are in `records.py`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.errors import CannotRead
from annotator.formats import sources
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.hashed_ids import HashedIds
from annotator.formats.jsonl import FORMAT
from annotator.formats.lossless import records, twice
from annotator.formats.lossless.contents import (
    MAX_FILE_BYTES,
    MAX_LINE_BYTES,
    Contents,
    cells_of,
    text_of,
    title_of,
)
from annotator.formats.lossless.found import FoundSoFar
from annotator.formats.lossless.known_marks import article_at, home_of, layer_at
from annotator.formats.lossless.records import KINDS, NEEDED, OF_ARTICLES, VERSION
from annotator.formats.lossless.twice import id_twice
from annotator.formats.lossless.usual_marks import UsualMarks
from annotator.formats.lossless.waiting import WaitingMarks
from annotator.language import tr, trn
from annotator.model import json_lines
from annotator.model.bundle import Bundle
from annotator.model.json_lines import Fields, LinePlace, record_of
from annotator.model.span import MOST_MARKS, Decision, Note, Owner
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.formats.sources import Source
    from annotator.model.named import NamedSet
    from annotator.model.records import Record
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span
    from annotator.text.ranges import Range

LARGE_FILE_BYTES = 20_000_000
"""Of a file that is larger not all articles are held at once."""
_HEADER = frozenset(("kind", "format", "version", "program", "project", "choice"))
_N_NAMED, _LENGTH = 12, 60
_SUMMED_TOGETHER = 500
"""So many lines of marks, some 200 kB, are summed at once, in a third of the time."""
_LINE_END = ord("\n")
_RANK = {kind: n for n, kind in enumerate(KINDS)}
_OF_MARKS = tuple(_RANK[kind] for kind in OF_ARTICLES)
_CHOOSE = "Choose a JSONL file that Annotator exported."


def read(source: Source, options: ReadOptions) -> Reading:
    """Give what a JSONL file holds; raises `CannotRead` that names the line.

    The articles of a large one are read from it again, each time they are gone through.
    """
    reader = _Reader(source, options)
    with sources.stream(source, MAX_FILE_BYTES) as file:
        reader.take_all(_lines(file))
    return reader.finish()


def _lines(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.readline, MAX_LINE_BYTES), b"")


class _Reader:
    """Takes the lines of one file in turn."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self.place = LinePlace(source.name)
        self.at = 0
        self._source = source
        self._new_id = options.new_id
        self._sum, self._to_sum = hashlib.sha256(), list[bytes]()
        self._counts: Counter[str] = Counter()
        self._rank = -1
        self._head: dict[str, Any] = {}
        self._schemes: list[Scheme] = []
        self._parts = WaitingMarks()
        self._found = FoundSoFar()
        self._text = -1, ""
        self._actor_lines: list[tuple[int, str]] = []
        self._member_lines: list[tuple[int, str]] = []
        self._names: set[tuple[str, str]] = set()
        self._usual = UsualMarks(self._found, self._parts)
        self._differences: list[Decision] = []
        self._notes: list[Note] = []
        self._noted = HashedIds()
        self._answers: list[tuple[int, str, int]] = []
        takers = (
            *(self._take_header, self._take_scheme, self._take_named, self._take_layer),
            *(self._take_actor, self._take_article, self._take_region, self._take_span),
            *(self._take_link, self._take_note, self._take_decision, self._take_end),
        )
        self._takers = dict(zip(KINDS, takers, strict=True))

    def _cut(self) -> CannotRead:
        """Give the error of a file that ends too early."""
        hint = tr("Ask for it again, or export it again.")
        return self.place.wrong(tr("the file is cut off here"), hint)

    def take_all(self, lines: Iterator[bytes]) -> None:
        """Check the lines and keep what they hold."""
        place, take_mark, to_sum = self.place, self._usual.take, self._to_sum
        for line in lines:
            place.line += 1
            if line[-1] != _LINE_END:
                self._check_end(line)
            rank = self._rank
            kind = take_mark(line, may_be_span=rank == _OF_MARKS[0]) if rank in _OF_MARKS else ""
            if kind:
                self._rank = _RANK[kind]
                to_sum.append(line)
                self._counts[kind] += 1
                if len(to_sum) >= _SUMMED_TOGETHER:
                    self._add_up()
            else:
                self._take(line)
            self.at += len(line)

    def _check_end(self, line: bytes) -> None:
        """Raise the error of a line that does not end."""
        if len(line) >= MAX_LINE_BYTES:
            n = MAX_LINE_BYTES // 1_000_000
            raise self.place.wrong(tr("it is longer than {n} MB", n=n))
        if line.startswith(b"{"):
            raise self._cut()

    def _take(self, line: bytes) -> None:
        place = self.place
        if "end" in self._head:
            raise place.wrong(tr("there is more after the end"))
        record = record_of(line, place, tr(_CHOOSE) if place.line == 1 else "")
        kind = record.get("kind")
        if place.line == 1:
            self._check_header(record)
        if not isinstance(kind, str) or kind not in NEEDED:
            raise place.wrong(tr("there is no kind of record “{kind}”", kind=str(kind)[:40]))
        if _RANK[kind] < self._rank:
            other = KINDS[self._rank]
            raise place.wrong(
                tr("a record “{kind}” stands behind one “{other}”", kind=kind, other=other)
            )
        self._rank = _RANK[kind]
        self._takers[kind](record)
        if kind != "end":
            self._to_sum.append(line)
            self._add_up()
            self._counts[kind] += 1

    def _add_up(self) -> None:
        self._sum.update(b"".join(self._to_sum))
        self._to_sum.clear()

    def finish(self) -> Reading:
        """Give all that was read, once the file has come to its end."""
        if not self.place.line:
            raise CannotRead(tr("{name} is empty.", name=self.place.name), tr(_CHOOSE))
        if "end" not in self._head:
            raise self._cut()
        dangling = self._found.dangling()
        contents = Contents(self._source, self._new_id, self._parts, dangling)
        header = Fields(self._head["header"], "header", _HEADER, LinePlace(""))
        project = header.get("project", json_lines.mapping, {})
        bundle = Bundle(
            contents=contents if self.at > LARGE_FILE_BYTES else tuple(contents),
            project_id=str(project.get("id") or ""),
            project_title=str(project.get("title") or ""),
            program=header.get("program", json_lines.text, ""),
            scheme=self._schemes[0] if self._schemes else None,
            older_schemes=tuple(self._schemes[1:]),
            layers=tuple(self._found.few["layer"].values()),
            actors=tuple(self._found.few["actor"].values()),
            decisions=tuple(self._differences),
            notes=tuple(self._notes),
            named=tuple(self._found.few["named"].values()),
        )
        return Reading(bundle=bundle, notes=tuple(self._report(len(dangling))))

    def _report(self, n_dangling: int) -> Iterator[str]:
        name, unknown = self.place.name, self.place.unknown
        if unknown:
            named = [f"{key} ({n})" for key, n in sorted(unknown.items())[:_N_NAMED]]
            keys = ", ".join(named) + ("…" if len(unknown) > _N_NAMED else "")
            said = "{name}: left out what this program does not know: {keys}."
            yield tr(said, name=name, keys=keys)
        if n_dangling:
            one = "{name}: {n} article replaces one that is not in the file."
            more = "{name}: {n} articles replace ones that are not in the file."
            yield trn(one, more, n_dangling, name=name)

    # --- the head and the end of the file -----------------------------------------------------

    def _check_header(self, record: Record) -> None:
        where = self.place.wrong("").where
        if record.get("kind") != "header" or record.get("format") != FORMAT:
            sentence = tr("{name} is no JSONL file of Annotator.", name=self.place.name)
            hint = tr("Its first line would say “{format}”.", format=FORMAT)
            raise CannotRead(sentence, hint, where)
        found = Fields(record, "header", _HEADER, self.place)
        version = found.get("version", json_lines.number)
        if version < 1:
            raise found.wrong("version", tr("is less than 1"))
        if version > VERSION:
            sentence = tr(
                "{name} was written by {program} (format {n}); this program reads up to {own}.",
                name=self.place.name,
                program=found.get("program", json_lines.text, "") or tr("a newer Annotator"),
                n=version,
                own=VERSION,
            )
            raise CannotRead(sentence, tr("Update Annotator."), where)

    def _take_header(self, record: Record) -> None:
        if self.place.line > 1:
            raise self.place.wrong(tr("there is a second header"))
        self._head["header"] = record

    def _take_scheme(self, record: Record) -> None:
        scheme = records.scheme(record, self.place)
        if self._schemes and scheme.version >= self._schemes[-1].version:
            raise self.place.wrong(tr("the scheme before it is no newer version"))
        self._schemes.append(scheme)

    def _take_end(self, record: Record) -> None:
        found = Fields(record, "end", frozenset(("kind", "counts", "sha256")), self.place)
        self._add_up()
        self._check_once()
        counts = found.get("counts", json_lines.mapping, {})
        kinds = {*counts, *self._counts}
        odd = sorted(kind for kind in kinds if counts.get(kind) != self._counts.get(kind))
        if odd:
            named = ", ".join(odd[:_N_NAMED])
            what = tr("the numbers of records do not fit ({kinds})", kinds=named)
            raise self.place.wrong(what, tr("Lines are missing or were added. Export it again."))
        if record.get("sha256") != self._sum.hexdigest():
            what = tr("the checksum does not fit, so the file was changed after it was written")
            raise self.place.wrong(what, tr("Export it again."))
        self._check_actors()
        self._check_named("article", self._member_lines)
        self._check_answers()
        self._head["end"] = record

    # --- kinds of records ---------------------------------------------------------------------

    def _take_named(self, record: Record) -> None:
        named: NamedSet = records.NAMED.read(record, self.place)
        self._keep("named", named.id, named)
        if (named.kind, named.name) in self._names:
            raise self.place.wrong(tr("there is the same name twice"))
        self._names.add((named.kind, named.name))
        if len({*named.members}) < len(named.members):
            raise self.place.wrong(tr("an article is in it twice"))
        self._member_lines += [(self.place.line, one) for one in named.members]

    def _take_layer(self, record: Record) -> None:
        layer = records.LAYER.read(record, self.place)
        self._keep("layer", layer.id, layer)
        self._found.layers[layer.id] = len(self._found.layers)

    def _take_actor(self, record: Record) -> None:
        actor = records.actor(record, self.place, self._new_id)
        self._keep("actor", actor.id, actor)
        named = [role.organisation_id for role in actor.roles] + [actor.merged_into]
        self._actor_lines += [(self.place.line, one) for one in named if one is not None]

    def _take_article(self, record: Record) -> None:
        article, states = records.article(record, self.place)
        for layer_id in states:
            self._known("layer", layer_id)
        self._found.add_article(article.id, article.n_characters, article.replaces)
        self._parts.add_article(cells_of(self.place.line, article, states))
        self._found.once["article"].add_one(hash(article.id))
        self._found.once["text"].add_one(hash(article.sha256))

    def _take_region(self, record: Record) -> None:
        region = records.region(record, self.place, "")
        article: int = self._known("article", region.article_id)
        self._inside(region.at, article)
        self._parts.add(article, self.at)

    def _take_span(self, record: Record) -> None:
        span = records.span(record, self.place)
        article: int = self._known("article", span.article_id)
        self._known("layer", span.layer_id)
        home = home_of(article, self._found.layers[span.layer_id])
        self._take_mark("span", span.id, home)
        if span.actor_id is not None:
            self._known("actor", span.actor_id)
        self._check_parts(span, article)
        self._parts.add(article, self.at)
        if self._parts.n_of(article) > MOST_MARKS:
            title = title_of(self._parts, article)
            said = tr("“{title}” has more than {n} marks", title=title, n=MOST_MARKS)
            raise self.place.wrong(said)

    def _take_mark(self, kind: str, name: str, home: int) -> None:
        marks, hashed = self._found.marks[kind], hash(name)
        marks.come_to(article_at(home))
        if hashed in marks.here:
            raise self.place.wrong(id_twice(name))
        marks.here[hashed] = home

    def _check_parts(self, span: Span, article: int) -> None:
        if self._text[0] != article:
            self._text = article, text_of(self._parts, article)
        before, text = 0, self._text[1]
        for part, quote in zip(span.parts, span.quotes, strict=True):
            self._inside(part, article)
            if part.start < before:
                raise self.place.wrong(tr("the parts of the span overlap or are out of order"))
            before = part.end
            found = text[part.start : part.end]
            if found != quote:
                found, quote = shortened(found, _LENGTH), shortened(quote, _LENGTH)
                said = "the text at {start}–{end} is “{found}”, the file says “{quote}”"
                words = {"found": found, "quote": quote, **part._asdict()}
                raise self.place.wrong(tr(said, **words))
        for at in span.reason.evidence if span.reason else ():
            self._inside(at, article)

    def _take_link(self, record: Record) -> None:
        source: int = self._known("span", record.get("from"))
        target: int = self._known("span", record.get("to"))
        link = records.link(record, self.place, "")
        article = article_at(source)
        self._take_mark("link", link.id, source)
        if not self._found.layers.get(link.layer_id) == layer_at(source) == layer_at(target):
            raise self.place.wrong(tr("the link joins spans of different layers"))
        if article_at(target) != article or link.source_id == link.target_id:
            raise self.place.wrong(tr("the link does not join two spans of one article"))
        self._found.once["tie"].add_one(hash((link.type, link.source_id, link.target_id)))
        self._parts.add(article, self.at)

    def _take_note(self, record: Record) -> None:
        note: Note = records.NOTE.read(record, self.place)
        self._found.once["note"].add_one(hash(note.id))
        self._noted.add(note.id, hash(note.owner_id))
        if note.answer_to is not None:
            self._answers.append((self.place.line, note.answer_to, hash(note.owner_id)))
        if note.owner_kind is Owner.ACTOR:
            self._known("actor", note.owner_id)
        if note.owner_kind in (Owner.ACTOR, Owner.SCHEME):
            self._notes.append(note)
        else:
            self._add_about(note.owner_kind, note.owner_id)

    def _check_answers(self) -> None:
        self._noted.sort()
        for line, answered, owner in self._answers:
            if owner not in self._noted.of(answered):
                self.place.line = line
                raise self.place.wrong(tr("what this note answers is not asked of the same thing"))

    def _take_decision(self, record: Record) -> None:
        decision: Decision = records.DECISION.read(record, self.place)
        self._known("layer", decision.layer_id)
        self._found.once["decision"].add_one(hash(decision.id))
        self._found.once["judged"].add_one(hash((decision.subject, decision.layer_id)))
        if decision.subject_kind in OF_ARTICLES:
            self._add_about(decision.subject_kind, decision.subject)
        else:
            self._differences.append(decision)

    def _add_about(self, kind: str, subject_id: str) -> None:
        known: int = self._known(kind, subject_id)
        self._parts.add(known if kind == "article" else article_at(known), self.at)

    # --- checks -------------------------------------------------------------------------------

    def _keep(self, kind: str, name: str, value: object) -> None:
        if name in self._found.few[kind]:
            raise self.place.wrong(id_twice(name))
        self._found.few[kind][name] = value

    def _known(self, kind: str, name: object) -> Any:
        """Give what is called so, of an article its number, of a mark its home."""
        found = self._found.of(kind, name) if isinstance(name, str) else None
        if found is None:
            words = {"kind": tr(kind), "id": shortened(str(name), _LENGTH)}
            raise self.place.wrong(tr("there is no {kind} with the id {id}", **words))
        return found

    def _check_once(self) -> None:
        doubled = self._found.doubled()
        if doubled:
            with sources.stream(self._source, MAX_FILE_BYTES) as file:
                before = islice(_lines(file), self.place.line - 1)
                twice.check(before, doubled, self.place)

    def _inside(self, at: Range, article: int) -> None:
        n = self._found.n_characters(article)
        if not 0 <= at.start < at.end <= n:
            where = tr("{start}–{end} is not in the text ({n} characters)", n=n, **at._asdict())
            raise self.place.wrong(where)

    def _check_named(self, kind: str, lines: list[tuple[int, str]]) -> None:
        last = self.place.line
        for line, name in lines:
            self.place.line = line
            self._known(kind, name)
        self.place.line = last

    def _check_actors(self) -> None:
        self._check_named("actor", self._actor_lines)
        settled: set[str] = set()
        for actor_id in self._found.few["actor"]:
            on_the_way: set[str] = set()
            here: str | None = actor_id
            while here is not None and here not in settled:
                if here in on_the_way:
                    raise self.place.wrong(tr("actors are merged into one another in a ring"))
                on_the_way.add(here)
                here = self._found.few["actor"][here].merged_into
            settled |= on_the_way
