"""Reading back finds what a faulty writer did: faults are planted in what the real one writes.

Each fault goes into a record or row on its way to the file, so checksums, numbers of rows and the
form of the file fit: only the comparison with what should be there can find it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator.formats.corpus import data_package
from annotator.formats.jsonl import JsonLines
from annotator.formats.tables import Tables
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

Records = list[dict[str, Any]]
Rows = dict[str, list[list[str]]]


def _bundle() -> Bundle:
    """Give a bundle with everything and some plain spans more, so that there is an order."""
    whole = bundles.full()
    first, second = whole.contents
    more = tuple(
        bundles.span(first.article, f"y{n}", "entity", (n, n + 3), attributes={"kind": "place"})
        for n in range(6)
    )
    return replace(whole, contents=(replace(first, spans=(*first.spans, *more)), second))


# --- JSONL ------------------------------------------------------------------------------------


def _of(records: Records, kind: str, name: str = "") -> dict[str, Any]:
    return next(
        one for one in records if one["kind"] == kind and (not name or one.get("id") == name)
    )


def _put(kind: str, name: str = "", **fields: object) -> Callable[[Records], None]:
    return lambda records: _of(records, kind, name).update(fields)


def _moved(records: Records) -> None:
    records.insert(records.index(_of(records, "span", "y3")), _of(records, "span", "y1"))
    records.remove(_of(records, "span", "y1"))


def _shifted(records: Records) -> None:
    """Count one place as another program does: the words are taken from there too."""
    span, text = _of(records, "span", "y4"), _of(records, "article", "a1")["text"]
    (start, end) = span["parts"][0]
    span.update(parts=[[start + 1, end + 1]], text=[text[start + 1 : end + 1]])


def _swapped(records: Records) -> None:
    link = _of(records, "link", "k2")
    link["from"], link["to"] = link["to"], link["from"]


RECORD_FAULTS: dict[str, Callable[[Records], None]] = {
    "a wrong offset": _put("span", "y2", parts=[[3, 5]]),
    "an offset and its words": _shifted,
    "a missing record": lambda records: records.remove(_of(records, "span", "y2")),
    "a record too many": lambda records: records.insert(
        records.index(_of(records, "note")), dict(_of(records, "link"), id="k9")
    ),
    "a record twice": lambda records: records.insert(
        records.index(_of(records, "note")), _of(records, "link")
    ),
    "another order": _moved,
    "a swapped attribute": _put("span", "y2", attributes={"place": "kind"}),
    "a lost attribute": _put("span", "y2", attributes={}),
    "a value of another": _put("span", "y2", attributes={"kind": "person"}),
    "a truncated text": lambda records: _of(records, "article").update(
        text=_of(records, "article")["text"][:-1]
    ),
    "a number as text": _put("region", start="0"),
    "a text as number": _put("article", group=1),
    "a confidence as per mille": _put("span", "s4", confidence=873),
    "a lost part": lambda records: _of(records, "span", "s1").update(
        parts=_of(records, "span", "s1")["parts"][:1], text=_of(records, "span", "s1")["text"][:1]
    ),
    "a lost quotation": _put("span", "y2", text=[]),
    "ends of a link changed round": _swapped,
    "an actor of another": _put("span", "s2", actor="p3"),
    "a lost actor": _put("span", "s2", actor=None),
    "empty for nothing": _put("span", "y2", changed=""),
    "a state of another layer": lambda records: _of(records, "article").update(
        states={"L2": "done"}
    ),
    "another time": lambda records: _of(records, "span", "y2")["created"].update(
        at="2026-03-01T11:32:00Z"
    ),
    "another encoding": lambda records: _of(records, "layer").update(name="H\u00c3\u00a4fen"),
    "a lost key": lambda records: _of(records, "note").pop("by"),
    "another scheme": _put("scheme", types=[]),
}


@pytest.mark.parametrize("fault", RECORD_FAULTS)
def test_a_fault_in_the_writer_of_jsonl_is_found(tmp_path: Path, fault: str) -> None:
    at = tmp_path / "out.jsonl"
    exports.write(JsonLines(), _bundle(), at)
    assert exports.read_back(JsonLines(), _bundle(), at) == ()
    records = [json.loads(line) for line in at.read_text(encoding="utf-8").split("\n")[:-2]]
    RECORD_FAULTS[fault](records)
    body = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode("utf-8")
    counts = Counter(one["kind"] for one in records)
    end = {"kind": "end", "counts": counts, "sha256": hashlib.sha256(body).hexdigest()}
    at.write_bytes(body + json.dumps(end).encode("utf-8") + b"\n")
    assert exports.read_back(JsonLines(), _bundle(), at)


# --- tables -----------------------------------------------------------------------------------


def _cell(table: str, n: int, column: str, value: str) -> Callable[[Rows], None]:
    def put(rows: Rows) -> None:
        before = rows[table][n][rows[table][0].index(column)]
        assert before != value
        rows[table][n][rows[table][0].index(column)] = value

    return put


def _exchanged(rows: Rows) -> None:
    head = rows["links"][0]
    one, other = head.index("from_span"), head.index("to_span")
    for row in rows["links"][1:]:
        row[one], row[other] = row[other], row[one]


def _columns_exchanged(rows: Rows) -> None:
    for row in rows["spans"]:
        row[4], row[12] = row[12], row[4]


def _without_marks(rows: Rows) -> None:
    rows["spans"] = [[cell.replace("“", "") for cell in row] for row in rows["spans"]]


ROW_FAULTS: dict[str, Callable[[Rows], None]] = {
    "a wrong offset": _cell("spans", 3, "start", "7"),
    "wrong parts": _cell("spans", 3, "parts", "7-9"),
    "a missing row": lambda rows: rows["spans"].remove(rows["spans"][4]),
    "a row too many": lambda rows: rows["spans"].append(["x", *rows["spans"][4][1:]]),
    "a row twice": lambda rows: rows["links"].append(rows["links"][1]),
    "another order": lambda rows: rows["spans"].insert(2, rows["spans"].pop(5)),
    "an attribute in another column": _cell("spans", 3, "attr_kind", "direct"),
    "a truncated text": _cell("articles", 2, "text", "وزیر"),
    "a number as another": _cell("articles", 1, "n_chars", "1e2"),
    "a share as per mille": _cell("spans", 2, "confidence", "873"),
    "a lost part": _cell("spans", 4, "n_parts", "3"),
    "an actor of another": _cell("statement_actors", 1, "actor_id", "p3"),
    "a wrong count": _cell("actors", 1, "n_spans", "7"),
    "the ends of links changed round": _exchanged,
    "a column in another's place": _columns_exchanged,
    "a state of another layer": _cell("articles", 1, "state_quotes", "done"),
    "true for false": _cell("layers", 1, "frozen", "true"),
    "another time": _cell("spans", 3, "created_at", "2026-03-01T11:32:00Z"),
    "another encoding": _cell("actors", 2, "name", "V\u00c3\u00a9lmora"),
    "a dropped quotation mark": _without_marks,
    "a line end within a cell": _cell("notes", 1, "text", "check the date"),
    "a coder's name for another's": _cell("spans", 3, "coder", "Bertha"),
}


@pytest.mark.parametrize("fault", ROW_FAULTS)
def test_a_fault_in_the_writer_of_tables_is_found(tmp_path: Path, fault: str) -> None:
    at = tmp_path / "tables"
    exports.write(Tables(), _bundle(), at)
    assert exports.read_back(Tables(), _bundle(), at) == ()
    rows: Rows = {}
    for file in at.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            rows[file.stem] = list(csv.reader(opened))
    ROW_FAULTS[fault](rows)
    _write_again(at, rows)
    assert exports.read_back(Tables(), _bundle(), at)


def _write_again(at: Path, rows: Rows) -> None:
    """Write all tables with a description and checksums that fit them."""
    for name, lines in rows.items():
        with (at / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    description = json.loads((at / data_package.NAME).read_text(encoding="utf-8"))
    for resource in description["resources"]:
        resource["rows"] = len(rows[resource["name"]]) - 1
        resource["bytes"] = (at / resource["path"]).stat().st_size
    (at / data_package.NAME).write_text(json.dumps(description), encoding="utf-8")
    files = sorted(one for one in at.iterdir() if one.name != data_package.SUMS)
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    (at / data_package.SUMS).write_text("".join(lines), encoding="utf-8")


def test_a_quotation_mark_that_is_missing_in_the_file_is_found(tmp_path: Path) -> None:
    at = tmp_path / "tables"
    exports.write(Tables(), _bundle(), at)
    data = (at / "notes.csv").read_bytes()
    assert data.count(b'"') >= 2
    (at / "notes.csv").write_bytes(data.replace(b'"', b"", 1))
    sums = (at / data_package.SUMS).read_text(encoding="utf-8")
    old, new = (hashlib.sha256(one).hexdigest() for one in (data, (at / "notes.csv").read_bytes()))
    (at / data_package.SUMS).write_text(sums.replace(old, new), encoding="utf-8")
    assert exports.read_back(Tables(), _bundle(), at)
