"""Records of the lossless JSONL form as values, each looked at by itself.

What records must have to do with one another is checked in `jsonl_read.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from annotator.errors import CannotRead
from annotator.formats.json_lines import Fields, LinePlace
from annotator.language import tr
from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Json, Origin, Region, RegionType
from annotator.model.layer import Layer, LayerKind, State
from annotator.model.scheme_file import scheme_from_json
from annotator.model.span import Decision, How, Link, Note, Owner, Reason, Span
from annotator.text.likeness import text_sha256
from annotator.text.normal import normalise
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.model.ids import IdMaker
    from annotator.model.scheme import Scheme


def _keys(names: str) -> frozenset[str]:
    return frozenset(("kind", *names.split()))


_SCHEME: Final = _keys("version title types links attributes actor_kinds note created")
_LAYER: Final = _keys("id name layer_kind coder colour record")
_ACTOR: Final = _keys("id name actor_kind aliases roles attributes external_id note merged_into")
_ALIAS: Final = frozenset(("name", "language", "origin"))
_ROLE: Final = frozenset(("role", "organisation", "from", "to"))
_ARTICLE: Final = _keys(
    "id title text sha256 outlet date byline url language direction group source meta replaces "
    "states"
)
_REGION: Final = _keys("article type start end set_by origin")
_SPAN: Final = _keys(
    "id article layer type parts text actor attributes confidence created changed reason "
    "reason_code reason_args evidence"
)
_LINK: Final = _keys("id layer type from to attributes confidence created")
_CREATED: Final = frozenset(("by", "at", "how", "from"))
_NOTE: Final = _keys("id about text by at")
_DECISION: Final = _keys("id about verdict from results layer by at note")
_ABOUT: Final = frozenset(("kind", "id"))

_NEEDED: Final = {
    kind: frozenset(keys.split())
    for kind, keys in {
        "scheme": "version types links attributes",
        "layer": "id name layer_kind coder",
        "actor": "id name actor_kind aliases roles",
        "article": "id title text sha256 states",
        "region": "article type start end set_by origin",
        "span": "id article layer type parts text created",
        "link": "id layer type from to attributes",
        "note": "id about text by at",
        "decision": "id about verdict from results layer by at",
    }.items()
}

_LAYER_KINDS: Final = frozenset(str(kind) for kind in LayerKind)
_DIRECTIONS: Final = frozenset(("ltr", "rtl"))
_STATES: Final = frozenset(str(state) for state in State)
_REGION_TYPES: Final = frozenset(str(one) for one in RegionType)
_ORIGINS: Final = frozenset(str(one) for one in Origin)
_HOWS: Final = {str(one): one for one in How}
_NOTE_OWNERS: Final = frozenset((str(Owner.SPAN), str(Owner.LINK), str(Owner.ARTICLE)))
_SUBJECTS: Final = frozenset(("span", "link", "difference"))
_VERDICTS: Final = frozenset(("accept", "reject", "change", "open"))

Record = Mapping[str, Json]


def _fields(record: Record, kind: str, known: frozenset[str], place: LinePlace) -> Fields:
    fields = Fields(record, kind, known, place)
    fields.require(_NEEDED[kind])
    return fields


def scheme(record: Record, place: LinePlace) -> Scheme:
    """Give the scheme of its record."""
    _fields(record, "scheme", _SCHEME, place)
    content = {key: value for key, value in record.items() if value is not None}
    try:
        return scheme_from_json(content, place.name)
    except CannotRead as problem:
        raise place.wrong(problem.message.removesuffix("."), problem.hint) from problem


def layer(record: Record, place: LinePlace) -> Layer:
    """Give the layer of its record."""
    fields = _fields(record, "layer", _LAYER, place)
    return Layer(
        id=fields.needed("id"),
        kind=LayerKind(fields.choice("layer_kind", _LAYER_KINDS)),
        name=fields.text("name"),
        coder_id=fields.text_or_none("coder"),
        colour=fields.text("colour"),
        record=fields.mapping("record"),
    )


def actor(record: Record, place: LinePlace, new_id: IdMaker) -> Actor:
    """Give the actor of its record; aliases and roles get new ids, as the file has none."""
    fields = _fields(record, "actor", _ACTOR, place)
    return Actor(
        id=fields.needed("id"),
        name=fields.text("name"),
        kind=fields.text("actor_kind", "other"),
        aliases=tuple(
            Alias(new_id(), one.text("name"), one.text("language"), one.text("origin", "import"))
            for one in fields.each("aliases", _ALIAS)
        ),
        roles=tuple(
            DatedRole(
                id=new_id(),
                role=one.text("role"),
                organisation_id=one.text_or_none("organisation"),
                since=one.date("from"),
                until=one.date("to"),
            )
            for one in fields.each("roles", _ROLE)
        ),
        attributes=fields.texts_by_name("attributes"),
        external_id=fields.text("external_id"),
        note=fields.text("note"),
        merged_into=fields.text_or_none("merged_into"),
    )


def article(record: Record, place: LinePlace) -> tuple[Article, dict[str, State]]:
    """Give the article of its record, and the states by layer id."""
    fields = _fields(record, "article", _ARTICLE, place)
    text = fields.needed("text")
    if normalise(text).text != text:
        raise place.wrong(
            tr("the article's text has line ends or characters that no stored text has")
        )
    sha256 = fields.needed("sha256")
    if text_sha256(text) != sha256:
        raise place.wrong(tr("the article's text does not fit its sha256"))
    states = fields.texts_by_name("states")
    for state in states.values():
        if state not in _STATES:
            raise fields.wrong("states", tr("has the unknown state “{state}”", state=state))
    is_rtl = fields.choice("direction", _DIRECTIONS, "ltr") == "rtl"
    found = Article(
        id=fields.needed("id"),
        title=fields.text("title"),
        text=text,
        sha256=sha256,
        outlet=fields.text("outlet"),
        byline=fields.text("byline"),
        date=fields.date("date"),
        url=fields.text("url"),
        language=fields.text("language", "und"),
        direction="rtl" if is_rtl else "ltr",
        group_id=fields.text_or_none("group"),
        replaces=fields.text_or_none("replaces"),
        source=fields.text("source"),
        meta=fields.mapping("meta"),
    )
    return found, {layer_id: State(state) for layer_id, state in states.items()}


def region(record: Record, place: LinePlace, region_id: str = "") -> Region:
    """Give the region of its record, under an id of ours, as the file has none."""
    fields = _fields(record, "region", _REGION, place)
    return Region(
        id=region_id,
        article_id=fields.needed("article"),
        type=RegionType(fields.choice("type", _REGION_TYPES)),
        at=Range(fields.number("start"), fields.number("end")),
        origin=Origin(fields.choice("origin", _ORIGINS)),
        set_by=fields.text("set_by"),
    )


def span(record: Record, place: LinePlace) -> Span:
    """Give the span of its record."""
    fields = _fields(record, "span", _SPAN, place)
    created = fields.inside("created", _CREATED)
    how = created.text("how", "import")
    if how not in _HOWS:
        raise created.wrong("how", tr("is none of: {choices}", choices=", ".join(sorted(_HOWS))))
    parts = tuple(Range(start, end) for start, end in fields.ranges("parts"))
    quotes = fields.texts("text")
    if not parts or len(parts) != len(quotes):
        raise place.wrong(tr("the span has not one text for each of its parts"))
    return Span(
        id=fields.needed("id"),
        article_id=fields.needed("article"),
        layer_id=fields.needed("layer"),
        type=fields.needed("type"),
        parts=parts,
        quotes=quotes,
        attributes=fields.texts_by_name("attributes"),
        actor_id=fields.text_or_none("actor"),
        confidence=fields.per_mille("confidence"),
        how=_HOWS[how],
        source_id=created.text_or_none("from"),
        by=created.text("by"),
        created=created.text("at"),
        changed=fields.text_or_none("changed"),
        reason=_reason(fields) if "reason" in record or "reason_code" in record else None,
    )


def _reason(fields: Fields) -> Reason:
    return Reason(
        code=fields.text("reason_code"),
        text=fields.text("reason"),
        args=fields.mapping("reason_args"),
        evidence=tuple(Range(start, end) for start, end in fields.ranges("evidence")),
    )


def link(record: Record, place: LinePlace, article_id: str) -> Link:
    """Give the link of its record; the article is that of its spans."""
    fields = _fields(record, "link", _LINK, place)
    created = fields.inside("created", _CREATED)
    return Link(
        id=fields.needed("id"),
        article_id=article_id,
        layer_id=fields.needed("layer"),
        type=fields.needed("type"),
        source_id=fields.needed("from"),
        target_id=fields.needed("to"),
        attributes=fields.texts_by_name("attributes"),
        confidence=fields.per_mille("confidence"),
        by=created.text("by"),
        created=created.text("at"),
    )


def note(record: Record, place: LinePlace) -> Note:
    """Give the note of its record."""
    fields = _fields(record, "note", _NOTE, place)
    about = fields.inside("about", _ABOUT)
    return Note(
        id=fields.needed("id"),
        owner_kind=Owner(about.choice("kind", _NOTE_OWNERS)),
        owner_id=about.needed("id"),
        text=fields.text("text"),
        by=fields.text("by"),
        at=fields.text("at"),
    )


def decision(record: Record, place: LinePlace) -> Decision:
    """Give the decision of its record."""
    fields = _fields(record, "decision", _DECISION, place)
    about = fields.inside("about", _ABOUT)
    return Decision(
        id=fields.needed("id"),
        subject_kind=about.choice("kind", _SUBJECTS),
        subject=about.needed("id"),
        verdict=fields.choice("verdict", _VERDICTS),
        taken_from=fields.texts("from"),
        results=fields.texts("results"),
        layer_id=fields.needed("layer"),
        by=fields.text("by"),
        at=fields.text("at"),
        note=fields.text("note"),
    )
