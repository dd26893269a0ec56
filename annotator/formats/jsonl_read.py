"""Reading the lossless JSONL form: line by line, each reference resolved, each text compared.

Nothing is given out before the last line has been checked; of marks only their places in the
file are kept until then. Single records are in `jsonl_records.py`.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from dataclasses import replace
from io import SEEK_END
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeAlias

from annotator.errors import CannotRead
from annotator.formats import jsonl_records as records
from annotator.formats import sources
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.jsonl import FORMAT
from annotator.formats.jsonl_records import KINDS, NEEDED, OF_ARTICLES, VERSION
from annotator.language import tr, trn
from annotator.model import json_lines
from annotator.model.bundle import Bundle, Content
from annotator.model.json_lines import Fields, LinePlace, record_of
from annotator.model.span import MOST_MARKS, Decision, Note, Owner
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotator.formats.sources import Source
    from annotator.model.article import Article
    from annotator.model.ids import IdMaker
    from annotator.model.layer import State
    from annotator.model.named import NamedSet
    from annotator.model.records import Record
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span
    from annotator.text.ranges import Range

MAX_FILE_BYTES = 1_000_000_000
"""Our own form of a large project may be larger than what other sources may be."""
MAX_LINE_BYTES = sources.MAX_BYTES
LARGE_FILE_BYTES = 20_000_000
"""Of a file that is larger not all articles are held at once."""
_HEADER = frozenset(("kind", "format", "version", "program", "project", "choice"))
_N_NAMED, _LENGTH = 12, 60
_CHOOSE = "Choose a JSONL file that Annotator exported."


def read(source: Source, options: ReadOptions) -> Reading:
    """Give what a JSONL file holds; raises `CannotRead` that names the line.

    The articles of a large one are read from it again, each time they are gone through.
    """
    with sources.stream(source, MAX_FILE_BYTES) as file:
        is_small = file.seek(0, SEEK_END) <= LARGE_FILE_BYTES
        file.seek(0)
        reader = _Reader(source, options, keeps=is_small)
        while line := file.readline(MAX_LINE_BYTES):
            reader.place.line += 1
            if not line.endswith(b"\n"):
                if len(line) >= MAX_LINE_BYTES:
                    n = MAX_LINE_BYTES // 1_000_000
                    raise reader.place.wrong(tr("it is longer than {n} MB", n=n))
                if line.startswith(b"{"):
                    raise reader.cut()
            reader.take(line)
            reader.at += len(line)
    return reader.finish()


_Kept: TypeAlias = "dict[str, dict[str, list[Any]]]"
"""By article, what belongs to it by the name under which it has it."""


class _Home(NamedTuple):
    article_id: str
    layer_id: str


class _Reader:
    """Takes the lines of one file in turn."""

    def __init__(self, source: Source, options: ReadOptions, *, keeps: bool) -> None:
        self._kept: _Kept | None = {} if keeps else None
        self.place = LinePlace(source.name)
        self.at = 0
        self._source = source
        self._new_id = options.new_id
        self._sum = hashlib.sha256()
        self._counts: Counter[str] = Counter()
        self._rank = -1
        self._head: dict[str, Any] = {}
        self._schemes: list[Scheme] = []
        # What has an id, by its kind: an id stands for one thing of a kind.
        self._found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        # Where each article stands, in lines and bytes, and where what belongs to it begins.
        self._articles: dict[str, tuple[int, int]] = {}
        self._parts: dict[str, array[int]] = {}
        self._states: dict[str, Mapping[str, State]] = {}
        # The articles and layers of marks: one pair for all that stand in the same.
        self._homes: dict[tuple[str, str], _Home] = {}
        self._actor_lines: list[tuple[int, str]] = []
        self._member_lines: list[tuple[int, str]] = []
        self._once: set[int] = set()
        self._differences: list[Decision] = []
        self._notes: list[Note] = []
        self._answer_lines: list[tuple[int, Note]] = []
        self._dangling: set[str] = set()
        takers = (
            *(self._take_header, self._take_scheme, self._take_named, self._take_layer),
            *(self._take_actor, self._take_article, self._take_region, self._take_span),
            *(self._take_link, self._take_note, self._take_decision, self._take_end),
        )
        self._takers = dict(zip(KINDS, takers, strict=True))

    def cut(self) -> CannotRead:
        """Give the error of a file that ends too early."""
        hint = tr("Ask for it again, or export it again.")
        return self.place.wrong(tr("the file is cut off here"), hint)

    def take(self, line: bytes) -> None:
        """Check one line and keep what it holds."""
        place = self.place
        if "end" in self._head:
            raise place.wrong(tr("there is more after the end"))
        record = record_of(line, place, tr(_CHOOSE) if place.line == 1 else "")
        kind = record.get("kind")
        if place.line == 1:
            self._check_header(record)
        if not isinstance(kind, str) or kind not in NEEDED:
            raise place.wrong(tr("there is no kind of record “{kind}”", kind=str(kind)[:40]))
        rank = KINDS.index(kind)
        if rank < self._rank:
            other = KINDS[self._rank]
            raise place.wrong(tr("a {kind} stands after a {other}", kind=kind, other=other))
        self._rank = rank
        self._takers[kind](record)
        if kind != "end":
            self._sum.update(line)
            self._counts[kind] += 1

    def finish(self) -> Reading:
        """Give all that was read, once the file has come to its end."""
        if not self.place.line:
            raise CannotRead(tr("{name} is empty.", name=self.place.name), tr(_CHOOSE))
        if "end" not in self._head:
            raise self.cut()
        contents: tuple[Content, ...] | _Contents = _Contents(
            self._source, self._new_id, self._articles, self._parts, frozenset(self._dangling)
        )
        if self._kept is not None:
            contents = tuple(map(self._content, self._articles))
        header = Fields(self._head["header"], "header", _HEADER, LinePlace(""))
        project = header.get("project", json_lines.mapping, {})
        bundle = Bundle(
            contents=contents,
            project_id=str(project.get("id") or ""),
            project_title=str(project.get("title") or ""),
            program=header.get("program", json_lines.text, ""),
            scheme=self._schemes[0] if self._schemes else None,
            older_schemes=tuple(self._schemes[1:]),
            layers=tuple(self._found["layer"].values()),
            actors=tuple(self._found["actor"].values()),
            decisions=tuple(self._differences),
            notes=tuple(self._notes),
            named=tuple(self._found["named"].values()),
        )
        return Reading(bundle=bundle, notes=tuple(self._report()))

    def _content(self, article_id: str) -> Content:
        """Give an article of a small file with what belongs to it."""
        assert self._kept is not None  # noqa: S101 - the file is small
        article: Article = self._found["article"][article_id]
        if article_id in self._dangling:
            article = replace(article, replaces=None)
        row, _ = self._articles[article_id]
        states, found = self._states[article_id], self._kept.get(article_id, {})
        parts: dict[str, Any] = {name: tuple(some) for name, some in found.items()}
        return Content(article=article, states=states, row=row, **parts)

    def _keep_in(self, article_id: str, name: str, value: object) -> None:
        """Note where something of an article stands, and of a small file what it is."""
        self._parts[article_id].append(self.at)
        if self._kept is not None:
            self._kept.setdefault(article_id, {}).setdefault(name, []).append(value)

    def _report(self) -> Iterator[str]:
        name, unknown = self.place.name, self.place.unknown
        if unknown:
            named = [f"{key} ({n})" for key, n in sorted(unknown.items())[:_N_NAMED]]
            keys = ", ".join(named) + ("…" if len(unknown) > _N_NAMED else "")
            said = "{name}: left out what this program does not know: {keys}."
            yield tr(said, name=name, keys=keys)
        if self._dangling:
            one = "{name}: {n} article replaces one that is not in the file."
            more = "{name}: {n} articles replace ones that are not in the file."
            yield trn(one, more, len(self._dangling), name=name)

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
        self._only_once(tr("there is the same name twice"), "named", named.kind, named.name)
        if len({*named.members}) < len(named.members):
            raise self.place.wrong(tr("an article is in it twice"))
        self._member_lines += [(self.place.line, one) for one in named.members]

    def _take_layer(self, record: Record) -> None:
        layer = records.LAYER.read(record, self.place)
        self._keep("layer", layer.id, layer)

    def _take_actor(self, record: Record) -> None:
        actor = records.actor(record, self.place, self._new_id)
        self._keep("actor", actor.id, actor)
        named = [role.organisation_id for role in actor.roles] + [actor.merged_into]
        self._actor_lines += [(self.place.line, one) for one in named if one is not None]

    def _take_article(self, record: Record) -> None:
        article, states = records.article(record, self.place)
        for layer_id in states:
            self._known("layer", layer_id)
        if article.replaces is not None and article.replaces not in self._found["article"]:
            self._dangling.add(article.id)
        self._keep("article", article.id, article)
        self._articles[article.id] = self.place.line, self.at
        self._parts[article.id] = array("Q")
        self._states[article.id] = states
        self._only_once(tr("there is the same text twice"), "text", article.sha256)

    def _take_region(self, record: Record) -> None:
        region = records.region(
            record, self.place, self._new_id() if self._kept is not None else ""
        )
        self._inside(region.at, self._known("article", region.article_id))
        self._keep_in(region.article_id, "regions", region)

    def _take_span(self, record: Record) -> None:
        span = records.span(record, self.place)
        article, layer = (
            self._known("article", span.article_id),
            self._known("layer", span.layer_id),
        )
        self._keep("span", span.id, self._home(article.id, layer.id))
        if span.actor_id is not None:
            self._known("actor", span.actor_id)
        self._check_parts(span, article)
        self._keep_in(article.id, "spans", span)
        if len(self._parts[article.id]) > MOST_MARKS:
            said = tr("“{title}” has more than {n} marks", title=article.title, n=MOST_MARKS)
            raise self.place.wrong(said)

    def _home(self, article_id: str, layer_id: str) -> _Home:
        home = (article_id, layer_id)
        return self._homes.setdefault(home, _Home(*home))

    def _check_parts(self, span: Span, article: Article) -> None:
        before = 0
        for part, quote in zip(span.parts, span.quotes, strict=True):
            self._inside(part, article)
            if part.start < before:
                raise self.place.wrong(tr("the parts of the span overlap or are out of order"))
            before = part.end
            found = article.text[part.start : part.end]
            if found != quote:
                found, quote = shortened(found, _LENGTH), shortened(quote, _LENGTH)
                said = "the text at {start}–{end} is “{found}”, the file says “{quote}”"
                words = {"found": found, "quote": quote, **part._asdict()}
                raise self.place.wrong(tr(said, **words))
        for at in span.reason.evidence if span.reason else ():
            self._inside(at, article)

    def _take_link(self, record: Record) -> None:
        source: _Home = self._known("span", record.get("from"))
        target: _Home = self._known("span", record.get("to"))
        link = records.link(record, self.place, source.article_id)
        self._keep("link", link.id, source)
        if not link.layer_id == source.layer_id == target.layer_id:
            raise self.place.wrong(tr("the link joins spans of different layers"))
        if source.article_id != target.article_id or link.source_id == link.target_id:
            raise self.place.wrong(tr("the link does not join two spans of one article"))
        tie = (link.type, link.source_id, link.target_id)
        self._only_once(tr("there is the same link twice"), "link", *tie)
        self._keep_in(source.article_id, "links", link)

    def _take_note(self, record: Record) -> None:
        note: Note = records.NOTE.read(record, self.place)
        self._keep("note", note.id, note.owner_id)
        if note.answer_to is not None:
            self._answer_lines.append((self.place.line, note))
        if note.owner_kind is Owner.ACTOR:
            self._known("actor", note.owner_id)
        if note.owner_kind in (Owner.ACTOR, Owner.SCHEME):
            self._notes.append(note)
        else:
            self._keep_in(self._about(note.owner_kind, note.owner_id), "notes", note)

    def _check_answers(self) -> None:
        for line, note in self._answer_lines:
            if self._found["note"].get(note.answer_to or "") != note.owner_id:
                self.place.line = line
                raise self.place.wrong(tr("what this note answers is not asked of the same thing"))

    def _take_decision(self, record: Record) -> None:
        decision: Decision = records.DECISION.read(record, self.place)
        self._keep("decision", decision.id, decision)
        self._known("layer", decision.layer_id)
        judged = (decision.subject, decision.layer_id)
        self._only_once(tr("a layer decides about the same thing twice"), "decision", *judged)
        if decision.subject_kind in OF_ARTICLES:
            about = self._about(decision.subject_kind, decision.subject)
            self._keep_in(about, "decisions", decision)
        else:
            self._differences.append(decision)

    def _about(self, kind: str, subject_id: str) -> str:
        known: Any = self._known(kind, subject_id)
        return subject_id if kind == "article" else known.article_id

    # --- checks -------------------------------------------------------------------------------

    def _keep(self, kind: str, name: str, value: object) -> None:
        if name in self._found[kind]:
            raise self.place.wrong(tr("the id {id} is there twice", id=shortened(name, _LENGTH)))
        self._found[kind][name] = value

    def _known(self, kind: str, name: object) -> Any:
        found = self._found[kind].get(name) if isinstance(name, str) else None
        if found is None:
            words = {"kind": tr(kind), "id": shortened(str(name), _LENGTH)}
            raise self.place.wrong(tr("there is no {kind} with the id {id}", **words))
        return found

    def _only_once(self, wrong: str, *key: str) -> None:
        # Their words would take more room than all else; two are alike once in 2⁶⁴.
        if hash(key) in self._once:
            raise self.place.wrong(wrong)
        self._once.add(hash(key))

    def _inside(self, at: Range, article: Article) -> None:
        n = article.n_characters
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
        for actor_id in self._found["actor"]:
            on_the_way: set[str] = set()
            here: str | None = actor_id
            while here is not None and here not in settled:
                if here in on_the_way:
                    raise self.place.wrong(tr("actors are merged into one another in a ring"))
                on_the_way.add(here)
                here = self._found["actor"][here].merged_into
            settled |= on_the_way


class _Contents:
    """The articles of a file that was looked through, each with what belongs to it."""

    def __init__(
        self,
        source: Source,
        new_id: IdMaker,
        articles: Mapping[str, tuple[int, int]],
        parts: Mapping[str, array[int]],
        dangling: frozenset[str],
    ) -> None:
        self._source = source
        self._new_id = new_id
        self._articles = articles
        self._parts = parts
        self._dangling = dangling

    def __iter__(self) -> Iterator[Content]:
        """Read them from the file, one by one."""
        with sources.stream(self._source, MAX_FILE_BYTES) as file:
            for article_id, (row, at) in self._articles.items():
                yield self._content(file, row, [at, *self._parts[article_id]])

    def _content(self, file: BinaryIO, row: int, places: list[int]) -> Content:
        place = LinePlace(self._source.name)
        place.line = row
        found: defaultdict[str, list[Any]] = defaultdict(list)
        states: Mapping[str, State] = {}
        for at in places:
            file.seek(at)
            record = record_of(file.readline(MAX_LINE_BYTES), place)
            match record.get("kind"):
                case "article":
                    article, states = records.article(record, place, is_checked=True)
                    if article.id in self._dangling:
                        article = replace(article, replaces=None)
                case "region":
                    found["regions"].append(records.region(record, place, self._new_id()))
                case "span":
                    found["spans"].append(records.span(record, place))
                case "link":
                    link = records.link(record, place, article.id)
                    found["links"].append(link)
                case "note":
                    found["notes"].append(records.NOTE.read(record, place))
                case "decision":
                    found["decisions"].append(records.DECISION.read(record, place))
        parts: dict[str, Any] = {name: tuple(some) for name, some in found.items()}
        return Content(article=article, states=states, row=row, **parts)
