"""Tables of ours as what they were made from: for another project that has the texts.

The rows become records of the lossless form, and its reader looks at each of them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotator.errors import CannotRead, Where
from annotator.formats.jsonl import FORMAT
from annotator.formats.lossless import reading
from annotator.formats.lossless.records import VERSION, line
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model import fields
from annotator.model.fields import Kind
from annotator.model.scheme_file import scheme_to_json
from annotator.spool import Spool, SpooledTexts
from annotator.text.csv_text import truth, unguarded, unique_names
from annotator.text.likeness import text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotator.formats.base import Reading, ReadOptions
    from annotator.model.bundle import Bundle, EditedTable
    from annotator.model.fields import Entity

Cells = dict[str, str]
Record = dict[str, Any]
_BLOCK = 1 << 16
_MOMENT = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}:[0-9]{2}:[0-9]{2}))?")
"""A moment as a cell of a workbook shows it."""
_BETWEEN = ("; ", ";", "-")


def as_project(bundle: Bundle, options: ReadOptions) -> Reading:
    """Give the articles, layers, marks, actors and notes of tables; raises `CannotRead`.

    Articles have their text where the table has it whole. No more than a few rows are in memory.
    """
    name = tr("{name} as a project", name=bundle.source)
    try:
        lines = _lines(bundle)
    except OSError as problem:
        raise CannotRead(
            tr("What was read waits in a file that cannot be read any more."),
            tr("Begin the import once more."),
            Where(file=name),
        ) from problem
    return reading.read(Source(name, spool=lines), options)


def texts_named(bundle: Bundle) -> dict[str, bool]:
    """Give the checksums of the texts of tables, and whether each stands there whole."""
    return {row.get("sha256", ""): _has_text(row) for row in _rows(bundle.tables, "articles")}


def _has_text(row: Cells) -> bool:
    text = row.get("text", "")
    return bool(text) and text_sha256(text) == row.get("sha256")


def _lines(bundle: Bundle) -> Spool:
    """Give the lines of the lossless form, some in a block."""
    spool, some, n_bytes = Spool(), list[bytes](), 0
    counts, checksum = Counter[str](), hashlib.sha256()
    for record in _records(bundle):
        data = line(record).encode("utf-8", "replace")
        checksum.update(data)
        counts[record["kind"]] += 1
        some.append(data)
        n_bytes += len(data)
        if n_bytes >= _BLOCK:
            spool.add(b"".join(some))
            some, n_bytes = [], 0
    end = {"kind": "end", "counts": dict(counts), "sha256": checksum.hexdigest()}
    spool.add(b"".join([*some, line(end).encode("utf-8")]))
    return spool


def _records(bundle: Bundle) -> Iterator[Record]:
    """Give the records, their kinds in the order of such a file."""
    tables = bundle.tables
    yield {"kind": "header", "format": FORMAT, "version": VERSION}
    if bundle.scheme is not None:
        yield {"kind": "scheme", **scheme_to_json(bundle.scheme)}
    layers = [*_rows(tables, "layers")]
    yield from (_record("layer", fields.LAYER, one) for one in layers)
    yield from _actors(tables)
    texts = SpooledTexts()
    for row in _rows(tables, "articles"):
        record = _article(row, layers)
        texts[record["id"]] = record["text"]
        yield record
    for row in _rows(tables, "regions"):
        yield _record("region", fields.REGION, row) | {
            "start": _number(row.get("start")),
            "end": _number(row.get("end")),
        }
    article_id = text = ""
    for row in _rows(tables, "spans"):
        parts = _parts(row)
        if row.get("article_id", "") != article_id:
            article_id = row.get("article_id", "")
            text = texts.get(article_id, "")
        yield _record("span", fields.SPAN, row) | {
            "parts": parts,
            "text": [text[start:end] for start, end in parts],
            "actor": row.get("actor_id") or None,
            "attributes": _own(row, "attr_"),
        }
    for row in _rows(tables, "links"):
        yield _record("link", fields.LINK, row) | {"attributes": _own(row, "attr_")}
    for row in _rows(tables, "notes"):
        yield _record("note", fields.NOTE, row)


def _actors(tables: Mapping[str, EditedTable]) -> Iterator[Record]:
    beside: dict[str, dict[str, list[Record]]] = {"aliases": {}, "roles": {}}
    for name, entity in (("aliases", fields.ALIAS), ("roles", fields.ROLE)):
        for row in _rows(tables, name):
            one = _record("", entity, row)
            del one["kind"]
            beside[name].setdefault(row.get("actor_id", ""), []).append(one)
    for row in _rows(tables, "actors"):
        record = _record("actor", fields.ACTOR, row) | {"attributes": _own(row, "attr_")}
        yield record | {name: some.get(record["id"], []) for name, some in beside.items()}


def _article(row: Cells, layers: list[Cells]) -> Record:
    """Give an article with its text if that is whole, else with its length."""
    record = _record("article", fields.ARTICLE, row)
    names = ["state"] if len(layers) == 1 else unique_names("state_", [x["name"] for x in layers])
    states = zip(layers, names, strict=True)
    record["states"] = {layer["layer_id"]: row[name] for layer, name in states if row.get(name)}
    record["meta"] = _own(row, "meta_")
    is_whole = _has_text(row)
    record["text"] = row["text"] if is_whole else ""
    if not is_whole:
        record["characters"] = _number(row.get("n_chars"))
    return record


def _rows(tables: Mapping[str, EditedTable], name: str) -> Iterator[Cells]:
    table = tables.get(name)
    for _, cells in table.rows() if table is not None else ():
        yield {key: unguarded(one) for key, one in zip(table.headers, cells, strict=True)}  # type: ignore[union-attr]  # there are rows


def _record(kind: str, entity: Entity, row: Cells) -> Record:
    """Give the record of a row by what the fields are called in tables and in JSONL."""
    found: Record = {"kind": kind}
    for one in entity.fields:
        if not one.in_jsonl or one.in_tables not in row:
            continue
        value = _value(one.kind, row[one.in_tables], is_optional=one.optional)
        outer, _, inner = one.in_jsonl.rpartition(".")
        (found.setdefault(outer, {}) if outer else found)[inner] = value
    return found


def _value(kind: Kind, cell: str, *, is_optional: bool) -> Any:
    if not cell and (is_optional or kind in (Kind.DATE, Kind.PER_MILLE, Kind.OBJECT, Kind.LIST)):
        return None
    if kind is Kind.INTEGER:
        return _number(cell)
    if kind is Kind.TIME and (found := _MOMENT.fullmatch(cell)):
        return f"{found[1]}T{found[2] or '00:00:00'}Z"
    if kind is Kind.FLAG:
        return cell.casefold() in (truth(True), "1", "wahr", "vrai")
    if kind is Kind.PER_MILLE:
        with suppress(ValueError):
            return float(cell.replace(",", "."))
    if kind is Kind.LIST:
        return cell.split(_BETWEEN[0])
    if kind is Kind.OBJECT:
        return None
    return cell


def _number(cell: str | None) -> int:
    """Give a whole number; -1, which no place is, for what is none."""
    with suppress(ValueError, OverflowError):
        return int(float((cell or "").replace(",", ".")))
    return -1


def _parts(row: Cells) -> list[list[int]]:
    """Give the parts of a span; one alone by its start and end, which no spreadsheet changes."""
    if row.get("n_parts") in (None, "", "1", "1.0"):
        return [[_number(row.get("start")), _number(row.get("end"))]]
    pairs = (one.split(_BETWEEN[2]) for one in row.get("parts", "").split(_BETWEEN[1]))
    return [[_number(one[0]), _number(one[-1])] for one in pairs]


def _own(row: Cells, prefix: str) -> dict[str, str]:
    """Give what columns with a prefix say, by their names without it."""
    every = ((key.removeprefix(prefix), one) for key, one in row.items() if key.startswith(prefix))
    return {key: one for key, one in every if one}
