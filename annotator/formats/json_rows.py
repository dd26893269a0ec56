"""JSON lines that are not ours: an object a line, an article each; its keys are the columns.

Values that hold objects or lists of them are left out, and that is said.
"""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from annotator.errors import CannotRead, Where
from annotator.formats.rows.grid import MAX_COLUMNS, GridRow, Table
from annotator.formats.rows.row_format import RowFormat, SourceGrid
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind
from annotator.model.json_lines import LinePlace, record_of
from annotator.text import file_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from annotator.formats.rows.mapping import SourceMap
    from annotator.model.article import Json

_LINKED = b'{"@context"'
"""How JSON-LD begins that programs write, which is one object and no lines."""
_BOM = b"\xef\xbb\xbf"


class JsonRows(RowFormat):
    """Lines of JSON, an article each."""

    name = "json-rows"
    title = "Rows of JSON, an article a line"
    endings = (".jsonl", ".ndjson")

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely these are such lines: an object, and no header of ours."""
        first = head.removeprefix(_BOM).lstrip()
        if first.startswith(_LINKED):
            return 0
        # RTF begins with a brace, too.
        if not first.startswith(b"{") or file_kinds.looks_like(head) not in ("", "binary"):
            return 0
        return 50 if name.lower().endswith(self.endings) else 20

    def open(self, data: bytes, name: str, said: SourceMap) -> SourceGrid:
        """Give the table of all keys that lines have; raises `CannotRead` that names the line."""
        return self.stream(lambda: BytesIO(data), name, said)

    def stream(
        self, opened: Callable[[], AbstractContextManager[BinaryIO]], name: str, said: SourceMap
    ) -> SourceGrid:
        """Give the table of all keys that lines have; raises `CannotRead` that names the line."""
        keys: dict[str, None] = {}
        left_out: Counter[str] = Counter()
        n = 0
        for _, record in _records(opened, name):
            n += 1
            for key, value in record.items():
                cells = dict(_cells(key, value))
                left_out[key] += None in cells.values()
                keys.update(dict.fromkeys(one for one, cell in cells.items() if cell is not None))
            if len(keys) > MAX_COLUMNS:
                raise _too_many(name)
        headers = tuple(keys)

        def body() -> Iterator[GridRow]:
            for number, record in _records(opened, name):
                cells = dict(one for item in record.items() for one in _cells(*item))
                yield GridRow(number, [cells.get(header) or "" for header in headers])

        return SourceGrid(said, table=Table(headers, (), body), losses=tuple(_losses(left_out, n)))


def _records(
    opened: Callable[[], AbstractContextManager[BinaryIO]], name: str
) -> Iterator[tuple[int, dict[str, Json]]]:
    place = LinePlace(name)
    with opened() as file:
        for line in file:
            place.line += 1
            bare = line.removeprefix(_BOM) if place.line == 1 else line
            if bare.strip():
                yield place.line, record_of(bare, place)


def _cells(key: str, value: Json) -> Iterator[tuple[str, str | None]]:
    """Give what a value is as cells; None for one that fits into none."""
    match value:
        case dict():
            for inner, one in value.items():
                plain = _plain(one)
                yield f"{key}.{inner}", plain
        case _:
            yield key, _plain(value)


def _plain(value: Json) -> str | None:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            if all(isinstance(one, str | int | float) for one in value):
                return "; ".join(str(_plain(one)) for one in value)
            return None
        case dict():
            return None
    return str(value)


def _losses(left_out: Counter[str], n: int) -> Iterator[Loss]:
    for key, missing in left_out.items():
        if missing:
            how = trn(
                "what “{key}” of {n} line holds is no text and is left out",
                "what “{key}” of {n} lines holds is no text and is left out",
                missing,
                key=key,
            )
            yield Loss("value", missing, n, LossKind.DROPPED, how)


def _too_many(name: str) -> CannotRead:
    return CannotRead(
        tr("{name} has more than {n} different keys.", name=name, n=f"{MAX_COLUMNS:,}"),
        tr("Keep the keys that you need."),
        Where(file=name),
    )
