"""What may be in a file only once, and the line in which it came a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.language import tr
from annotator.model.fields import DECISION
from annotator.model.json_lines import record_of
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.model.json_lines import LinePlace
    from annotator.model.records import Record

_LENGTH = 60
_SUBJECT, _ID = next(one.key for one in DECISION.fields if one.name == "subject").split(".")
"""Where a record says what it is about."""


def keys_of(record: Record) -> Iterator[tuple[str, Any]]:
    """Give what of a record may be there only once: of what kind, and what it is."""
    kind = record["kind"]
    yield kind, record["id"]
    if kind == "article":
        yield "text", record["sha256"]
    elif kind == "link":
        yield "tie", (record["type"], record["from"], record["to"])
    elif kind == "decision":
        yield "judged", (record[_SUBJECT][_ID], record["layer"])


def check(lines: Iterable[bytes], doubled: Mapping[str, frozenset[int]], place: LinePlace) -> None:
    """Go through lines that were read before; raise the error of the first that comes again.

    `doubled` are the hashes of what does, by its kind.
    """
    seen: set[tuple[str, Any]] = set()
    for n, line in enumerate(lines, 1):
        place.line = n
        record = record_of(line, place)
        if "id" not in record:
            continue
        for kind, key in keys_of(record):
            if hash(key) not in doubled.get(kind, ()):
                continue
            if (kind, key) in seen:
                raise place.wrong(_said(kind, key))
            seen.add((kind, key))


def _said(kind: str, key: Any) -> str:
    match kind:
        case "text":
            return tr("there is the same text twice")
        case "tie":
            return tr("there is the same link twice")
        case "judged":
            return tr("a layer decides about the same thing twice")
        case _:
            return id_twice(key)


def id_twice(name: str) -> str:
    """Say that an id is there twice."""
    return tr("the id {id} is there twice", id=shortened(name, _LENGTH))
