"""Where something of the scheme is coded: counted, listed, and as the rows that an edit changes.

What suggesters derive is left out: it is made anew under each version of the scheme.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

from annotator.model.changes import Row
from annotator.model.fields import Cell
from annotator.model.scheme_edits.coded_marks import CodedCount, CodedMark, DecidedMark
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import OF_TYPE, Owner
from annotator.store.derived import IS_JOURNALED
from annotator.store.lists.coded_counts import coded_counts
from annotator.store.rows_sql import FORMS, Cells
from annotator.store.uids import Uids
from annotator.text.ranges import Range

_BLOCK = 500
"""So many rows are read at once: with 2,000 an edit takes 10 MB more and is no faster."""


class InUse:
    """What a project has coded by the things of its scheme."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        uids: Uids,
        at_once: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Look through `connection`; `at_once` holds one moment of the file for a block."""
        self._connection, self._uids, self._at_once = connection, uids, at_once

    # --- how many, and which ------------------------------------------------------------------

    def count(self, paths: Sequence[SchemePath]) -> CodedCount:
        """Count what is coded by one of these; each mark once."""
        if not paths:
            return CodedCount(0, 0, ())
        is_actor = paths[0].kind is Owner.ACTOR
        columns = "s.id" if is_actor else "s.id, s.article_id, s.layer_id"
        selects, values = zip(*(_query(one, columns) for one in paths), strict=True)
        every = " UNION ".join(selects)
        bound = [cell for some in values for cell in some]
        with self._at_once():
            if is_actor:
                sql = f"SELECT count(*) FROM ({every})"
                return CodedCount(self._connection.execute(sql, bound).fetchone()[0], 0, ())
            sql = f"SELECT count(*), count(DISTINCT article_id) FROM ({every})"
            items, articles = self._connection.execute(sql, bound).fetchone()
            sql = f"SELECT DISTINCT layer_id FROM ({every})"
            layers = self._connection.execute(sql, bound).fetchall()
            return CodedCount(items, articles, tuple(self._uids.text(one) for (one,) in layers))

    def by_path(self) -> dict[str, int]:
        """Give how much is coded of each type, attribute and value, by path."""
        with self._at_once():
            return coded_counts(self._connection)

    def items(self, path: SchemePath) -> Iterator[CodedMark]:
        """Give the spans or links that something is coded on, read in blocks."""
        if path.kind is Owner.ACTOR:
            return
        select, values = _query(path, _mark(path.kind))
        if path.kind is Owner.LINK:
            select = _with_source(select)
        text = self._uids.text
        for block in self._blocks(select, values):
            for number, article, layer, start, end, _ in block:
                yield CodedMark(text(article), text(number), text(layer), Range(start, end))

    def values(self, path: SchemePath) -> tuple[str, ...]:
        """Give the values that an attribute has anywhere, the most frequent first."""
        select, bound = _query(path, "a.value")
        with self._at_once():
            found = self._connection.execute(
                f"SELECT value FROM ({select}) GROUP BY value ORDER BY count(*) DESC, value", bound
            ).fetchall()
        return tuple(value for (value,) in found)

    # --- rows that change ---------------------------------------------------------------------

    def of_type(self, path: SchemePath) -> Iterator[list[tuple[Row, int | None]]]:
        """Give the rows of all spans or links of a type, with what confirmed the type; in blocks.

        Of a kind of actors the rows of the actors.
        """
        form = FORMS[str(path.kind)]
        columns = ", ".join(f's."{name}"' for name in form.names)
        if path.kind is not Owner.ACTOR:
            columns += (
                f", (SELECT t.version FROM attribute t WHERE t.owner_kind = '{path.kind}'"
                f" AND t.owner_id = s.id AND t.name = '{OF_TYPE}')"
            )
        for block in self._blocks(*_query(path, columns)):
            yield [
                (form.row(cells[: len(form.names)], self._uids.text), _version(cells, form.names))
                for cells in block
            ]

    def of_attributes(
        self, path: SchemePath, names: Sequence[str], values: Sequence[str] | None
    ) -> Iterator[list[list[Row]]]:
        """Give the rows of some attributes of a type, those of one mark together; in blocks.

        `values` are the only ones that matter; None = all.
        """
        form = FORMS["attribute"]
        columns = ", ".join(f'a."{name}"' for name in form.names)
        select, bound = _query(path._replace(attribute=names[0], value=None), columns)
        if len(names) > 1:
            select = select.replace("a.name = ?", f"a.name IN ({_marks(names)})")
            bound = (*names, *bound[1:])
        if values is not None:
            select += f" AND a.value IN ({_marks(values)})"
            bound = (*bound, *values)
        for block in self._blocks(select, bound, whole=1):
            rows = [form.row(cells, self._uids.text) for cells in block]
            yield [list(some) for _, some in groupby(rows, lambda row: row["owner_id"])]

    def n_doubled(self, types: Sequence[str]) -> int:
        """Count the pairs of links between the same two spans that are of two of these types."""
        some = f"IN ({_marks(types)})"
        with self._at_once():
            found = self._connection.execute(
                "SELECT count(*) FROM link l JOIN link m ON m.source_id = l.source_id"
                f" AND m.target_id = l.target_id AND m.id > l.id WHERE l.type {some}"
                f" AND m.type {some}",
                (*types, *types),
            ).fetchone()
        return int(found[0])

    def _blocks(
        self, select: str, bound: Sequence[Cell], whole: int = 0
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Give what a query finds in blocks, in the order of its marks.

        `whole` is the column with the mark's number; a block never ends within one.
        """
        last, by = 0, "a.owner_id" if " attribute a " in select else "s.id"
        while True:
            with self._at_once():
                block: list[tuple[Any, ...]] = self._connection.execute(
                    f"{select} AND {by} > ? ORDER BY {by} LIMIT {_BLOCK}", (*bound, last)
                ).fetchall()
            if not block:
                return
            is_full = len(block) == _BLOCK
            if is_full:
                end = block[-1][whole]
                block = [one for one in block if one[whole] != end] or block
            last = int(block[-1][whole] or 0)
            yield block
            if not is_full:
                return

    # --- what was decided under older words ---------------------------------------------------

    def older_values(self, kind: Owner, before: int) -> Iterator[list[DecidedMark]]:
        """Give the values of spans or links that were decided under a version before this one.

        Those that an edit has moved too, and what is known of types (`OF_TYPE`); in blocks.
        """
        select, _ = _query(SchemePath(kind, "", ""), f"{_mark(kind)}, a.name, a.value, a.version")
        select = select.replace(" AND a.name = ?", "").replace(" AND s.type = ?", "")
        select += " AND (a.version < 0 OR coalesce(a.version, 1) < ?)"
        yield from self._decided(select, (before,), kind)

    def never_confirmed(self, kind: Owner, types: Sequence[str]) -> Iterator[list[DecidedMark]]:
        """Give the spans or links of some types of which nothing is known since when; in blocks."""
        select, _ = _query(SchemePath(kind, ""), f"{_mark(kind)}, '{OF_TYPE}', '', NULL")
        select = select.replace("s.type = ?", f"s.type IN ({_marks(types)})")
        select += (
            f" AND NOT EXISTS (SELECT 1 FROM attribute t WHERE t.owner_kind = '{kind}'"
            f" AND t.owner_id = s.id AND t.name = '{OF_TYPE}')"
        )
        yield from self._decided(select, tuple(types), kind)

    def _decided(self, select: str, bound: Cells, kind: Owner) -> Iterator[list[DecidedMark]]:
        text = self._uids.text
        if kind is Owner.LINK:
            select = _with_source(select)
        for block in self._blocks(select, bound):
            yield [
                DecidedMark(
                    CodedMark(text(article), text(number), text(layer), Range(start, end)),
                    *(type_name, name, value, version),
                )
                for number, article, layer, start, end, type_name, name, value, version in block
            ]


def _mark(kind: Owner) -> str:
    place = "o" if kind is Owner.LINK else "s"
    return f's.id, s.article_id, s.layer_id, {place}.start, {place}."end", s.type'


def _with_source(select: str) -> str:
    """Give a query for links that knows the span each starts at, as `o`."""
    return select.replace(" WHERE ", " CROSS JOIN span o ON o.id = s.source_id WHERE ", 1)


def _version(cells: tuple[Any, ...], names: Sequence[str]) -> int | None:
    version = cells[len(names)] if len(cells) > len(names) else None
    return version if isinstance(version, int) else None


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _query(path: SchemePath, columns: str) -> tuple[str, tuple[str, ...]]:
    """Give the query for what is coded by a thing of the scheme: `s` is the mark, `a` its value."""
    table = str(path.kind)
    journaled = "" if path.kind is Owner.ACTOR else f" AND s.{IS_JOURNALED[table]}"
    if path.is_kind:
        return f"SELECT {columns} FROM actor s WHERE s.kind = ?", (path.value or "",)
    if path.attribute is None:
        return f"SELECT {columns} FROM {table} s WHERE s.type = ?{journaled}", (path.type,)
    select = (
        f"SELECT {columns} FROM attribute a CROSS JOIN {table} s ON s.id = a.owner_id"
        f" WHERE a.owner_kind = '{table}' AND a.name = ?"
    )
    bound = [path.attribute]
    if path.value is not None:
        select += " AND a.value = ?"
        bound.append(path.value)
    if path.kind is not Owner.ACTOR:
        select += " AND s.type = ?"
        bound.append(path.type)
    return select + journaled, tuple(bound)
