"""Values as logical rows and back: the one place that knows which row holds what of a value.

Columns are those of the project file, but a reference stands as the public id of what it refers
to, under the column's name without `_id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Json, Origin, Region, RegionType
from annotator.model.changes import Cell, Key, Row
from annotator.model.layer import Layer, LayerKind, Progress, State
from annotator.model.scheme_file import scheme_from_json, scheme_to_json
from annotator.model.span import Decision, How, Link, Note, Owner, Reason, Span
from annotator.text.likeness import fold
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme

Rows: TypeAlias = list[tuple[str, Row]]
RowsByKey: TypeAlias = Mapping[tuple[str, Key], Row]


def to_json(value: Json | Mapping[str, Json]) -> str:
    """Give JSON in canonical form: keys sorted, no blanks, no escapes beyond the needed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _object(text: Cell) -> dict[str, Json]:
    found = json.loads(text) if isinstance(text, str) and text else {}
    return found if isinstance(found, dict) else {}


def _text(row: Row, column: str) -> str:
    value = row[column]
    return value if isinstance(value, str) else ""


def _optional(row: Row, column: str) -> str | None:
    value = row[column]
    return value if isinstance(value, str) else None


def _number(row: Row, column: str) -> int:
    value = row[column]
    if not isinstance(value, int):
        raise TypeError(f"{column} is no number")
    return value


def _number_or_none(row: Row, column: str) -> int | None:
    value = row[column]
    return value if isinstance(value, int) else None


# --- articles and regions ---------------------------------------------------------------------


def article_rows(article: Article) -> Rows:
    """Give the row of an article; its text is no row (`Step.texts`)."""
    return [
        (
            "article",
            {
                "uid": article.id,
                "sha256": article.sha256,
                "title": article.title,
                "outlet": article.outlet,
                "byline": article.byline,
                "date": article.date,
                "url": article.url,
                "language": article.language,
                "direction": article.direction,
                "group_id": article.group_id,
                "replaces": article.replaces,
                "imported_from": article.source,
                "imported_at": article.imported_at,
                "raw_sha256": article.raw_sha256,
                "meta": to_json(dict(article.meta)),
            },
        )
    ]


def article_from_row(row: Row, text: str) -> Article:
    """Give the article of a row and its text."""
    return Article(
        id=_text(row, "uid"),
        title=_text(row, "title"),
        text=text,
        sha256=_text(row, "sha256"),
        outlet=_text(row, "outlet"),
        byline=_text(row, "byline"),
        date=_optional(row, "date"),
        url=_text(row, "url"),
        language=_text(row, "language"),
        direction="rtl" if row["direction"] == "rtl" else "ltr",
        group_id=_optional(row, "group_id"),
        replaces=_optional(row, "replaces"),
        source=_text(row, "imported_from"),
        raw_sha256=_text(row, "raw_sha256"),
        imported_at=_text(row, "imported_at"),
        meta=_object(row["meta"]),
    )


def region_rows(region: Region) -> Rows:
    """Give the row of a region."""
    return [
        (
            "region",
            {
                "uid": region.id,
                "article": region.article_id,
                "start": region.at.start,
                "end": region.at.end,
                "type": str(region.type),
                "origin": str(region.origin),
                "set_by": region.set_by,
            },
        )
    ]


def region_from_row(row: Row) -> Region:
    """Give the region of a row."""
    return Region(
        id=_text(row, "uid"),
        article_id=_text(row, "article"),
        type=RegionType(_text(row, "type")),
        at=Range(_number(row, "start"), _number(row, "end")),
        origin=Origin(_text(row, "origin")),
        set_by=_text(row, "set_by"),
    )


# --- layers, progress, scheme -----------------------------------------------------------------


def layer_rows(layer: Layer) -> Rows:
    """Give the row of a layer."""
    return [
        (
            "layer",
            {
                "uid": layer.id,
                "kind": str(layer.kind),
                "name": layer.name,
                "coder_uid": layer.coder_id,
                "colour": layer.colour,
                "origin": layer.origin,
                "frozen": int(layer.frozen),
                "record": to_json(dict(layer.record)),
            },
        )
    ]


def layer_from_row(row: Row) -> Layer:
    """Give the layer of a row."""
    return Layer(
        id=_text(row, "uid"),
        kind=LayerKind(_text(row, "kind")),
        name=_text(row, "name"),
        coder_id=_optional(row, "coder_uid"),
        colour=_text(row, "colour"),
        origin=_text(row, "origin"),
        frozen=bool(row["frozen"]),
        record=_object(row["record"]),
    )


def progress_rows(progress: Progress) -> Rows:
    """Give the row of a coder's state in an article."""
    return [
        (
            "progress",
            {
                "layer": progress.layer_id,
                "article": progress.article_id,
                "state": str(progress.state),
                "at": progress.at,
            },
        )
    ]


def progress_from_row(row: Row) -> Progress:
    """Give the state of a row."""
    return Progress(
        layer_id=_text(row, "layer"),
        article_id=_text(row, "article"),
        state=State(_text(row, "state")),
        at=_text(row, "at"),
    )


def scheme_rows(scheme: Scheme) -> Rows:
    """Give the row of one version of the scheme."""
    body = to_json(scheme_to_json(scheme))
    row: Row = {
        "version": scheme.version,
        "body": body,
        "note": scheme.note,
        "created": scheme.created,
    }
    return [("scheme", row)]


def scheme_from_row(row: Row) -> Scheme:
    """Give the scheme of a row."""
    return scheme_from_json(_object(row["body"]))


# --- actors -----------------------------------------------------------------------------------


def actor_rows(actor: Actor) -> Rows:
    """Give the rows of an actor: itself, aliases, roles, attributes."""
    rows: Rows = [
        (
            "actor",
            {
                "uid": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "external_id": actor.external_id,
                "note": actor.note,
                "merged_into": actor.merged_into,
            },
        )
    ]
    rows += [("alias", _alias_row(actor.id, alias)) for alias in actor.aliases]
    rows += [("role", _role_row(actor.id, role)) for role in actor.roles]
    return rows + _attribute_rows(Owner.ACTOR, actor.id, actor.attributes)


def _alias_row(actor_id: str, alias: Alias) -> Row:
    return {
        "uid": alias.id,
        "actor": actor_id,
        "text": alias.name,
        "folded": fold(alias.name),
        "language": alias.language,
        "origin": alias.origin,
    }


def _role_row(actor_id: str, role: DatedRole) -> Row:
    return {
        "uid": role.id,
        "actor": actor_id,
        "role": role.role,
        "organisation": role.organisation_id,
        "since": role.since,
        "until": role.until,
    }


def actor_from_rows(rows: RowsByKey) -> Actor | None:
    """Give the actor that these rows of one actor make up; None without its own row."""
    own = next((row for (table, _), row in rows.items() if table == "actor"), None)
    if own is None:
        return None
    aliases = [row for (table, _), row in rows.items() if table == "alias"]
    roles = [row for (table, _), row in rows.items() if table == "role"]
    return Actor(
        id=_text(own, "uid"),
        name=_text(own, "name"),
        kind=_text(own, "kind"),
        aliases=tuple(alias_from_row(row) for row in sorted(aliases, key=_uid)),
        roles=tuple(role_from_row(row) for row in sorted(roles, key=_uid)),
        attributes=_attributes(rows),
        external_id=_text(own, "external_id"),
        note=_text(own, "note"),
        merged_into=_optional(own, "merged_into"),
    )


def _uid(row: Row) -> str:
    return _text(row, "uid")


def alias_from_row(row: Row) -> Alias:
    """Give the alias of a row."""
    return Alias(
        _text(row, "uid"), _text(row, "text"), _text(row, "language"), _text(row, "origin")
    )


def role_from_row(row: Row) -> DatedRole:
    """Give the role of a row."""
    return DatedRole(
        id=_text(row, "uid"),
        role=_text(row, "role"),
        organisation_id=_optional(row, "organisation"),
        since=_optional(row, "since"),
        until=_optional(row, "until"),
    )


# --- spans, links, notes, decisions -----------------------------------------------------------


def _attribute_rows(kind: Owner, owner_id: str, attributes: Mapping[str, str]) -> Rows:
    return [
        (
            "attribute",
            {"owner_kind": str(kind), "owner": owner_id, "name": name, "value": value},
        )
        for name, value in sorted(attributes.items())
    ]


def _attributes(rows: RowsByKey) -> dict[str, str]:
    return {
        _text(row, "name"): _text(row, "value")
        for (table, _), row in sorted(rows.items(), key=lambda item: str(item[0][1]))
        if table == "attribute"
    }


def span_rows(span: Span) -> Rows:
    """Give the rows of a span: itself, parts, actor, attributes, reason."""
    rows: Rows = [
        (
            "span",
            {
                "uid": span.id,
                "article": span.article_id,
                "layer": span.layer_id,
                "type": span.type,
                "confidence": span.confidence,
                "how": str(span.how),
                "source_uid": span.source_id,
                "by": span.by,
                "created": span.created,
                "changed": span.changed,
            },
        )
    ]
    for n, (part, quote) in enumerate(zip(span.parts, span.quotes, strict=True)):
        place: Row = {"span": span.id, "n": n, "start": part.start, "end": part.end, "quote": quote}
        rows.append(("part", place))
    if span.actor_id is not None:
        rows.append(("refers", {"span": span.id, "actor": span.actor_id}))
    if span.reason is not None:
        rows.append(("reason", _reason_row(span.id, span.reason)))
    return rows + _attribute_rows(Owner.SPAN, span.id, span.attributes)


def _reason_row(owner_id: str, reason: Reason) -> Row:
    places: list[Json] = [[place.start, place.end] for place in reason.evidence]
    return {
        "owner": owner_id,
        "code": reason.code,
        "text": reason.text,
        "args": to_json(dict(reason.args)),
        "evidence": to_json(places),
    }


def reason_from_row(row: Row) -> Reason:
    """Give the reason of a row."""
    evidence = json.loads(_text(row, "evidence") or "[]")
    return Reason(
        code=_text(row, "code"),
        text=_text(row, "text"),
        args=_object(row["args"]),
        evidence=tuple(Range(start, end) for start, end in evidence),
    )


def span_from_rows(rows: RowsByKey) -> Span | None:
    """Give the span that these rows of one span make up; None without its own row."""
    own = next((row for (table, _), row in rows.items() if table == "span"), None)
    if own is None:
        return None
    parts = sorted(
        (row for (table, _), row in rows.items() if table == "part"),
        key=lambda row: _number(row, "n"),
    )
    refers = next((row for (table, _), row in rows.items() if table == "refers"), None)
    reason = next((row for (table, _), row in rows.items() if table == "reason"), None)
    return Span(
        id=_text(own, "uid"),
        article_id=_text(own, "article"),
        layer_id=_text(own, "layer"),
        type=_text(own, "type"),
        parts=tuple(Range(_number(row, "start"), _number(row, "end")) for row in parts),
        quotes=tuple(_text(row, "quote") for row in parts),
        attributes=_attributes(rows),
        actor_id=None if refers is None else _optional(refers, "actor"),
        confidence=_number_or_none(own, "confidence"),
        how=How(_text(own, "how")),
        source_id=_optional(own, "source_uid"),
        by=_text(own, "by"),
        created=_text(own, "created"),
        changed=_optional(own, "changed"),
        reason=None if reason is None else reason_from_row(reason),
    )


def link_rows(link: Link) -> Rows:
    """Give the rows of a link: itself and its attributes."""
    row: Row = {
        "uid": link.id,
        "article": link.article_id,
        "layer": link.layer_id,
        "type": link.type,
        "source": link.source_id,
        "target": link.target_id,
        "confidence": link.confidence,
        "by": link.by,
        "created": link.created,
    }
    return [("link", row), *_attribute_rows(Owner.LINK, link.id, link.attributes)]


def link_from_rows(rows: RowsByKey) -> Link | None:
    """Give the link that these rows of one link make up; None without its own row."""
    own = next((row for (table, _), row in rows.items() if table == "link"), None)
    if own is None:
        return None
    return Link(
        id=_text(own, "uid"),
        article_id=_text(own, "article"),
        layer_id=_text(own, "layer"),
        type=_text(own, "type"),
        source_id=_text(own, "source"),
        target_id=_text(own, "target"),
        attributes=_attributes(rows),
        confidence=_number_or_none(own, "confidence"),
        by=_text(own, "by"),
        created=_text(own, "created"),
    )


def note_rows(note: Note) -> Rows:
    """Give the row of a note."""
    row: Row = {
        "uid": note.id,
        "owner_kind": str(note.owner_kind),
        "owner": note.owner_id,
        "text": note.text,
        "by": note.by,
        "at": note.at,
    }
    return [("note", row)]


def note_from_row(row: Row) -> Note:
    """Give the note of a row."""
    return Note(
        id=_text(row, "uid"),
        owner_kind=Owner(_text(row, "owner_kind")),
        owner_id=_text(row, "owner"),
        text=_text(row, "text"),
        by=_text(row, "by"),
        at=_text(row, "at"),
    )


def decision_rows(decision: Decision) -> Rows:
    """Give the row of a decision."""
    row: Row = {
        "uid": decision.id,
        "subject_kind": decision.subject_kind,
        "subject": decision.subject,
        "verdict": decision.verdict,
        "taken_from": to_json(list(decision.taken_from)),
        "results": to_json(list(decision.results)),
        "layer": decision.layer_id,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
    }
    return [("decision", row)]


def decision_from_row(row: Row) -> Decision:
    """Give the decision of a row."""
    return Decision(
        id=_text(row, "uid"),
        subject_kind=_text(row, "subject_kind"),
        subject=_text(row, "subject"),
        verdict=_text(row, "verdict"),
        taken_from=tuple(_strings(row["taken_from"])),
        results=tuple(_strings(row["results"])),
        layer_id=_text(row, "layer"),
        by=_text(row, "by"),
        at=_text(row, "at"),
        note=_text(row, "note"),
    )


def _strings(text: Cell) -> Iterable[str]:
    found = json.loads(text) if isinstance(text, str) else []
    return [item for item in found if isinstance(item, str)]
