"""Values as records of the lossless JSONL form and back, by what `model/fields.py` says.

What is no plain field of an entity (parts, attributes, aliases …) is added here by hand. What
records have to do with one another is checked in `reading.py`.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from annotator.errors import CannotRead
from annotator.formats.jsonl import FORMAT
from annotator.language import tr
from annotator.model import fields
from annotator.model import json_lines as read
from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Json, Region, TextSize
from annotator.model.bundle import Bundle, Content
from annotator.model.fields import Entity, Kind
from annotator.model.ids import IdMaker
from annotator.model.json_lines import Fields, LinePlace
from annotator.model.layer import State
from annotator.model.records import PER_MILLE, Key, Record, RecordForm
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import scheme_from_json
from annotator.model.span import How, Link, Note, Reason, Span
from annotator.text.likeness import text_sha256
from annotator.text.normal import normalise
from annotator.text.ranges import Range

VERSION = 1
NEEDED: Mapping[str, frozenset[str]] = {
    kind: frozenset(keys.split())
    for kind, keys in {
        "header": "kind format version",
        "scheme": "version types links attributes",
        "named": "id what name body articles",
        "layer": "id name layer_kind coder",
        "actor": "id name actor_kind aliases roles",
        "article": "id title text sha256 states",
        "region": "article type start end set_by origin",
        "span": "id article layer type parts text created",
        "link": "id layer type from to attributes",
        "note": "id about text by at",
        "decision": "id about verdict from results layer by at",
        "end": "counts sha256",
    }.items()
}
"""The kinds of records in the order of the file, and the keys that each must have."""
KINDS = tuple(NEEDED)
OF_ARTICLES = ("span", "link")
"""What a decision is about that stands in an article; others stand behind all articles."""
by_id = attrgetter("id")
_SCHEME = NEEDED["scheme"] | {"kind", "title", "actor_kinds", "note", "created", "recoded"}

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


def line(record: Mapping[str, object]) -> str:
    """Give a record as its line: keys sorted, no blanks, no escapes but the needed, LF."""
    return _encode(record) + "\n"


# --- by the declarations ----------------------------------------------------------------------

_TAKE: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.ID: read.name,
    Kind.REFERENCE: read.name,
    Kind.PER_MILLE: lambda value: round(read.share(value) * PER_MILLE),
    Kind.OBJECT: read.mapping,
    Kind.LIST: lambda value: tuple(read.texts(value)),
    Kind.DATE: read.date,
    Kind.INTEGER: read.number,
    Kind.FLAG: read.flag,
}
_USUAL: Mapping[Kind, object] = {
    Kind.TEXT: "", Kind.UID: "", Kind.TIME: "", Kind.OBJECT: {}, Kind.LIST: ()
}  # fmt: skip


def _ranges(value: Json) -> tuple[Range, ...]:
    return tuple(Range(start, end) for start, end in read.pairs(value))


def _lists(ranges: Iterable[Range]) -> list[list[int]]:
    return [[start, end] for start, end in ranges]


def _choice(values: Iterable[str]) -> Callable[[Json], Any]:
    """Give what takes one of some words, as a value of the enumeration where they are one."""
    known: dict[Json, str] = {str(one): one for one in values}

    def choose(value: Json) -> Any:
        if not isinstance(value, str) or value not in known:
            choices = ", ".join(sorted(map(str, known)))
            raise ValueError(tr("is none of: {choices}", choices=choices))
        return known[value]

    return choose


class JsonlForm(RecordForm):
    """How the values of one entity become records of one kind, and records values."""

    def __init__(
        self, entity: Entity, kind: str, *own: Key, more: str = "", **takes: tuple[Any, Any]
    ) -> None:
        """Look once at what the entity's fields are.

        `own` are keys that are no plain fields, `more` such as are left to others. `takes` says
        by attribute what takes a key and what is usual where it lacks.
        """
        super().__init__(entity, lambda one: one.in_jsonl, *own)
        self._kind, self._made = kind, entity.made or Reason
        keys = {outer: frozenset(key for _, key, _ in some) for outer, some in self.keys.items()}
        self.known = keys.pop("").union(("kind",), keys, more.split())
        self._known = keys
        usual = {one.name: one.default for one in dataclasses.fields(self._made)}
        for one in entity.fields:
            take = _choice(one.values) if one.values else _TAKE.get(one.kind, read.text)
            missing = usual.get(one.name, dataclasses.MISSING)
            if one.optional or missing is dataclasses.MISSING:
                missing = None if one.optional else _USUAL.get(one.kind, read.NO_USUAL)
            takes.setdefault(one.name, (take, missing))
        self._ways = {outer: read.Ways([(name, key, *takes[name]) for name, key, _ in some])
                      for outer, some in self.keys.items()}  # fmt: skip

    def record(self, value: object) -> Record:
        """Give the record of a value."""
        record = super().record(value)
        if self._kind in NEEDED:
            record["kind"] = self._kind
        return record

    def fields(self, record: Mapping[str, Json], place: LinePlace) -> Fields:
        """Give the fields of a record, looked at for keys that lack or that nobody knows."""
        return fields_of(record, self._kind, self.known, place)

    def read(self, record: Mapping[str, Json], place: LinePlace, **more: object) -> Any:
        """Give the value of a record, with what of it the record does not hold."""
        return self._made(**self.values(self.fields(record, place)), **more)

    def values(self, found: Fields) -> dict[str, Any]:
        """Give the attributes of the value by name, those inside others too."""
        values: dict[str, Any] = {}
        for outer in self.keys:
            inside = found.inside(outer, self._known[outer]) if outer else found
            values.update(self._ways[outer].values(inside))
        return values


def fields_of(
    record: Mapping[str, Json], kind: str, known: frozenset[str], place: LinePlace
) -> Fields:
    """Give the fields of a record; raises `CannotRead` where a key lacks that must be there."""
    if not NEEDED[kind] <= record.keys():
        missing = min(NEEDED[kind] - record.keys())
        raise place.wrong(tr("this {kind} lacks “{key}”", kind=kind, key=missing))
    return Fields(record, kind, known, place)


_ATTRIBUTES = ("attributes", "attributes", dict)
_TEXTS: tuple[Any, Any] = (read.named_texts, {})
_PLACES = (_ranges, ())

LAYER = JsonlForm(fields.LAYER, "layer")
ACTOR = JsonlForm(fields.ACTOR, "actor", _ATTRIBUTES, more="aliases roles", attributes=_TEXTS)
ALIAS = JsonlForm(fields.ALIAS, "actor.aliases", origin=(read.text, "import"))
ROLE = JsonlForm(fields.ROLE, "actor.roles")
ARTICLE = JsonlForm(
    fields.ARTICLE,
    "article",
    ("text", "text", None),
    more="states characters",
    text=(read.text, read.NO_USUAL),
)
REGION = JsonlForm(fields.REGION, "region")
REASON = JsonlForm(fields.REASON, "span", ("evidence", "evidence", _lists), evidence=_PLACES)
SPAN = JsonlForm(
    fields.SPAN,
    "span",
    ("parts", "parts", _lists),
    ("quotes", "text", list),
    ("actor_id", "actor", None),
    _ATTRIBUTES,
    more="reason reason_code reason_args evidence confirmed",
    parts=_PLACES,
    quotes=(_TAKE[Kind.LIST], ()),
    actor_id=(read.text, None),
    attributes=_TEXTS,
    how=(_choice(How), How.IMPORT),
)
LINK = JsonlForm(fields.LINK, "link", _ATTRIBUTES, more="confirmed", attributes=_TEXTS)
NOTE = JsonlForm(fields.NOTE, "note")
_SELDOM = ("question", "answer_to", "later")
NAMED = JsonlForm(
    fields.NAMED,
    "named",
    ("members", "articles", list),
    members=(_TAKE[Kind.LIST], ()),
)
DECISION = JsonlForm(fields.DECISION, "decision")


# --- values as records ------------------------------------------------------------------------


def header(bundle: Bundle, program: str) -> Record:
    """Give the first record."""
    return {
        "kind": "header",
        "format": FORMAT,
        "version": VERSION,
        "program": bundle.program or program,
        "project": {"id": bundle.project_id, "title": bundle.project_title},
        **({"choice": chosen} if (chosen := bundle.choice.as_json()) else {}),
    }


def of_actor(actor: Actor) -> Record:
    """Give the record of an actor."""
    aliases, roles = map(ALIAS.record, actor.aliases), map(ROLE.record, actor.roles)
    return ACTOR.record(actor) | {"aliases": [*aliases], "roles": [*roles]}


def of_span(span: Span) -> Record:
    """Give the record of a span; what a suggester gave as its reason only where there is one."""
    record = SPAN.record(span) | _confirmed(span)
    return record if span.reason is None else REASON.record(span.reason) | record


def of_note(note: Note) -> Record:
    """Give the record of a note; what it is beside a note only where it is that."""
    record = NOTE.record(note)
    return {key: one for key, one in record.items() if one or key not in _SELDOM}


def of_link(link: Link) -> Record:
    """Give the record of a link."""
    return LINK.record(link) | _confirmed(link)


def _confirmed(item: Span | Link) -> Record:
    """Give under which versions values were decided, only where something is known of it."""
    return {"confirmed": dict(item.confirmed)} if item.confirmed else {}


def of_content(content: Content) -> dict[str, Iterable[Record]]:
    """Give the records of one article by kind, each in the order of its kind."""
    starts = {span.id: span.parts[0].start for span in content.spans}
    spans = sorted(content.spans, key=lambda one: (starts[one.id], one.id))
    links = sorted(content.links, key=lambda one: (starts[one.source_id], one.id))
    regions = sorted(
        content.regions,
        key=lambda one: (one.at.start, one.at.end, one.type, one.origin, one.set_by),
    )
    decisions = (one for one in content.decisions if one.subject_kind in OF_ARTICLES)
    article = ARTICLE.record(content.article) | {"states": dict(content.states)}
    if content.article.left_out is not None:
        article["characters"] = content.article.n_characters
    return {
        "article": [article],
        "region": map(REGION.record, regions),
        "span": map(of_span, spans),
        "link": map(of_link, links),
        "note": map(of_note, sorted(content.notes, key=by_id)),
        "decision": map(DECISION.record, sorted(decisions, key=by_id)),
    }


# --- records as values ------------------------------------------------------------------------


def scheme(record: Record, place: LinePlace) -> Scheme:
    """Give the scheme of its record."""
    fields_of(record, "scheme", _SCHEME, place)
    content = {key: value for key, value in record.items() if value is not None}
    try:
        return scheme_from_json(content, place.name)
    except CannotRead as problem:
        raise place.wrong(problem.message.removesuffix("."), problem.hint) from problem


def actor(record: Record, place: LinePlace, new_id: IdMaker) -> Actor:
    """Give the actor of its record; aliases and roles get new ids, as the file has none."""
    found = ACTOR.fields(record, place)
    aliases, roles = found.each("aliases", ALIAS.known), found.each("roles", ROLE.known)
    return Actor(
        aliases=tuple(Alias(id=new_id(), **ALIAS.values(one)) for one in aliases),
        roles=tuple(DatedRole(id=new_id(), **ROLE.values(one)) for one in roles),
        **ACTOR.values(found),
    )


def article(record: Record, place: LinePlace) -> tuple[Article, dict[str, State]]:
    """Give the article of its record, and the states by layer id."""
    found = ARTICLE.fields(record, place)
    made = Article(**ARTICLE.values(found))
    if not made.text:
        size = TextSize(found.get("characters", read.number)) if "characters" in record else None
        found.get("text", read.name if size is None else read.text)
        made = dataclasses.replace(made, left_out=size)
    elif normalise(made.text).text != made.text:
        what = tr("the article's text has line ends or characters that no stored text has")
        raise place.wrong(what)
    elif text_sha256(made.text) != made.sha256:
        raise place.wrong(tr("the article's text does not fit its sha256"))
    states = found.get("states", read.texts_by_name, {})
    for state in set(states.values()) - {*State}:
        raise found.wrong("states", tr("has the unknown state “{state}”", state=state))
    return made, {layer_id: State(state) for layer_id, state in states.items()}


def region(record: Record, place: LinePlace, region_id: str) -> Region:
    """Give the region of its record, under an id of ours, as the file has none."""
    values = REGION.values(REGION.fields(record, place))
    at = Range(values.pop("at.start"), values.pop("at.end"))
    return Region(id=region_id, at=at, **values)


def span(record: Record, place: LinePlace) -> Span:
    """Give the span of its record."""
    found = SPAN.fields(record, place)
    has_reason = "reason" in record or "reason_code" in record
    reason = Reason(**REASON.values(found)) if has_reason else None
    confirmed = found.get("confirmed", read.numbers_by_name, {})
    made = Span(reason=reason, confirmed=confirmed, **SPAN.values(found))
    if not made.parts or len(made.parts) != len(made.quotes):
        raise place.wrong(tr("the span has not one text for each of its parts"))
    return made


def link(record: Record, place: LinePlace, article_id: str) -> Link:
    """Give the link of its record."""
    found = LINK.fields(record, place)
    confirmed = found.get("confirmed", read.numbers_by_name, {})
    return Link(article_id=article_id, confirmed=confirmed, **LINK.values(found))
