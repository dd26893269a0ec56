"""Values as records of the lossless JSONL form, and a record as its line. Reading is elsewhere.

The order of records is fixed (`KINDS`, then article, start, id), that of keys is the alphabet.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.model.scheme_file import scheme_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.actor import Actor
    from annotator.model.article import Article, Json, Region
    from annotator.model.bundle import Bundle, Content
    from annotator.model.layer import Layer, State
    from annotator.model.scheme import Scheme
    from annotator.model.span import Decision, Link, Note, Span

FORMAT = "annotator-jsonl"
VERSION = 1
KINDS = (
    "header",
    "scheme",
    "layer",
    "actor",
    "article",
    "region",
    "span",
    "link",
    "note",
    "decision",
    "end",
)
PER_MILLE = 1000

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


def line(record: Mapping[str, object]) -> str:
    """Give a record as its line: keys sorted, no blanks, no escapes but the needed, LF."""
    return _encode(record) + "\n"


def header(bundle: Bundle, program: str) -> dict[str, Json]:
    """Give the first record."""
    return {
        "kind": "header",
        "format": FORMAT,
        "version": VERSION,
        "program": bundle.program or program,
        "project": {"id": bundle.project_id, "title": bundle.project_title},
    }


def of_scheme(scheme: Scheme) -> dict[str, Json]:
    """Give the record of the scheme."""
    return {"kind": "scheme", **scheme_to_json(scheme)}


def of_layer(layer: Layer) -> dict[str, Json]:
    """Give the record of a layer."""
    return {
        "kind": "layer",
        "id": layer.id,
        "name": layer.name,
        "layer_kind": str(layer.kind),
        "coder": layer.coder_id,
        "colour": layer.colour,
        "record": dict(layer.record),
    }


def of_actor(actor: Actor) -> dict[str, Json]:
    """Give the record of an actor."""
    return {
        "kind": "actor",
        "id": actor.id,
        "name": actor.name,
        "actor_kind": actor.kind,
        "aliases": [
            {"name": alias.name, "language": alias.language, "origin": alias.origin}
            for alias in actor.aliases
        ],
        "roles": [
            {
                "role": role.role,
                "organisation": role.organisation_id,
                "from": role.since,
                "to": role.until,
            }
            for role in actor.roles
        ],
        "attributes": dict(actor.attributes),
        "external_id": actor.external_id,
        "note": actor.note,
        "merged_into": actor.merged_into,
    }


def of_article(article: Article, states: Mapping[str, State]) -> dict[str, Json]:
    """Give the record of an article and how far each layer's coder is with it."""
    return {
        "kind": "article",
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "outlet": article.outlet,
        "date": article.date,
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
        "direction": article.direction,
        "group": article.group_id,
        "source": article.source,
        "meta": dict(article.meta),
        "replaces": article.replaces,
        "states": {layer_id: str(state) for layer_id, state in states.items()},
    }


def of_region(region: Region) -> dict[str, Json]:
    """Give the record of a region."""
    return {
        "kind": "region",
        "article": region.article_id,
        "type": str(region.type),
        "start": region.at.start,
        "end": region.at.end,
        "set_by": region.set_by,
        "origin": str(region.origin),
    }


def of_span(span: Span) -> dict[str, object]:
    """Give the record of a span; what a suggester gave as its reason only where there is one."""
    record: dict[str, object] = {
        "kind": "span",
        "id": span.id,
        "article": span.article_id,
        "layer": span.layer_id,
        "type": span.type,
        "parts": [[start, end] for start, end in span.parts],
        "text": list(span.quotes),
        "actor": span.actor_id,
        "attributes": dict(span.attributes),
        "confidence": _share(span.confidence),
        "created": {
            "by": span.by,
            "at": span.created,
            "how": span.how.value,
            "from": span.source_id,
        },
        "changed": span.changed,
    }
    if span.reason is not None:
        record["reason"] = span.reason.text
        record["reason_code"] = span.reason.code
        record["reason_args"] = dict(span.reason.args)
        record["evidence"] = [[start, end] for start, end in span.reason.evidence]
    return record


def of_link(link: Link) -> dict[str, object]:
    """Give the record of a link."""
    return {
        "kind": "link",
        "id": link.id,
        "layer": link.layer_id,
        "type": link.type,
        "from": link.source_id,
        "to": link.target_id,
        "attributes": dict(link.attributes),
        "confidence": _share(link.confidence),
        "created": {"by": link.by, "at": link.created},
    }


def _share(per_mille: int | None) -> float | None:
    return None if per_mille is None else per_mille / PER_MILLE


def of_note(note: Note) -> dict[str, Json]:
    """Give the record of a note."""
    return {
        "kind": "note",
        "id": note.id,
        "about": {"kind": str(note.owner_kind), "id": note.owner_id},
        "text": note.text,
        "by": note.by,
        "at": note.at,
    }


def of_decision(decision: Decision) -> dict[str, Json]:
    """Give the record of a decision."""
    return {
        "kind": "decision",
        "id": decision.id,
        "about": {"kind": decision.subject_kind, "id": decision.subject},
        "verdict": decision.verdict,
        "from": list(decision.taken_from),
        "results": list(decision.results),
        "layer": decision.layer_id,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
    }


# --- the order within an article --------------------------------------------------------------


def regions_of(content: Content) -> list[Region]:
    """Give the regions of an article in the order of their records, which have no ids."""
    return sorted(
        content.regions,
        key=lambda one: (one.at.start, one.at.end, one.type, one.origin, one.set_by),
    )


def spans_of(content: Content) -> list[Span]:
    """Give the spans of an article in the order of their records."""
    return sorted(content.spans, key=lambda one: (one.parts[0].start, one.id))


def links_of(content: Content) -> list[Link]:
    """Give the links of an article in the order of their records: that of where they start."""
    starts = {span.id: span.parts[0].start for span in content.spans}
    return sorted(content.links, key=lambda one: (starts[one.source_id], one.id))


def notes_of(content: Content) -> list[Note]:
    """Give the notes of an article in the order of their records."""
    return sorted(content.notes, key=lambda one: one.id)


def decisions_of(content: Content) -> list[Decision]:
    """Give the decisions about spans and links of an article in the order of their records."""
    own = (one for one in content.decisions if one.subject_kind != "difference")
    return sorted(own, key=lambda one: one.id)


def differences_of(decisions: Iterable[Decision]) -> list[Decision]:
    """Give the decisions about differences in the order of their records: behind all others."""
    return sorted(decisions, key=lambda one: one.id)
