"""The rows of a table that came back, while they wait for what they are rows of.

Nearly all of them lie packed on the disk. They are found by their ids, in whatever order somebody
sorted them; the order in which they went out is the fast one.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

from annotator.errors import CannotRead
from annotator.language import tr
from annotator.project.importing.edited.rows import EditedRow
from annotator.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOGETHER = 16
"""So many rows are unpacked to find one: those of half an article in the order they went out."""
_SHOWN = 16
"""So many such blocks stay unpacked: sorted by type, the marks of an article stand in as many."""
_BUCKETS = 4_096
"""Of a million rows each has 250, looked through in less time than it takes to unpack a row."""
_N, _ENTRY = 4, 8
"""Bytes of a row's number, and of that with those by which its id is known again."""


class KeptRows:
    """Rows of one table. Each takes 9 bytes of memory."""

    def __init__(self, table: str, key: str) -> None:
        """Begin with none; `key` is the column of their ids."""
        self._table, self._key = table, key
        self._names: tuple[str, ...] = ()
        self._spool, self._last = Spool(), list[tuple[int, list[str]]]()
        self._shown: dict[int, list[tuple[int, list[str]]]] = {}
        self._buckets: list[bytearray | None] = [None] * _BUCKETS
        self._asked = bytearray()

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._asked)

    def add(self, row: EditedRow, uid: str) -> None:
        """Put a row of this id behind the others."""
        self._put(row, *_place(uid))

    def add_first(self, row: EditedRow, uid: str) -> bool:
        """Put a row behind the others unless there is one of its id; say whether.

        Raises `CannotRead`.
        """
        bucket, sign = _place(uid)
        if next(self._found(uid, bucket, sign), None) is not None:
            return False
        self._put(row, bucket, sign)
        return True

    def _put(self, row: EditedRow, bucket: int, sign: bytes) -> None:
        held = self._buckets[bucket]
        if held is None:
            held = self._buckets[bucket] = bytearray()
        held += sign + len(self._asked).to_bytes(_N, "big")
        self._names = self._names or tuple(row.cells)
        self._last.append((row.number, [*row.cells.values()]))
        self._asked.append(0)
        if len(self._last) == _TOGETHER:
            self._spool.add(marshal.dumps(self._last))
            self._last = []

    def get(self, uid: str) -> EditedRow | None:
        """Give the first row of an id, which counts as asked for; raises `CannotRead`."""
        return next(self.every(uid), None)

    def every(self, uid: str) -> Iterator[EditedRow]:
        """Give the rows of an id, which count as asked for; raises `CannotRead`."""
        for n, row in self._found(uid, *_place(uid)):
            self._asked[n] = 1
            yield row

    def n_unasked(self) -> int:
        """Count the rows that nobody asked for: what they are rows of is not here."""
        return self._asked.count(0)

    def first_unasked(self) -> int:
        """Give the number of the first of them; raises `CannotRead`."""
        return self._row(self._asked.index(0)).number

    def _found(self, uid: str, bucket: int, sign: bytes) -> Iterator[tuple[int, EditedRow]]:
        held = self._buckets[bucket] or b""
        at = held.find(sign)
        while at >= 0:
            if at % _ENTRY == 0:
                n = int.from_bytes(held[at + _ENTRY - _N : at + _ENTRY], "big")
                row = self._row(n)
                if row.cells[self._key] == uid or row.id == uid:
                    yield n, row
            at = held.find(sign, at + 1)

    def _row(self, n: int) -> EditedRow:
        block, within = divmod(n, _TOGETHER)
        some = self._last if block == len(self._spool) else self._together(block)
        number, cells = some[within]
        return EditedRow(self._table, number, self._key, dict(zip(self._names, cells, strict=True)))

    def _together(self, n: int) -> list[tuple[int, list[str]]]:
        found = self._shown.get(n)
        if found is None:
            try:
                found = marshal.loads(self._spool[n])  # noqa: S302 - packed by this program just now
            except OSError as problem:
                raise CannotRead(
                    tr("What was read waits in a file that cannot be read any more."),
                    tr("Begin the import once more."),
                ) from problem
            if len(self._shown) == _SHOWN:
                del self._shown[next(iter(self._shown))]
            self._shown[n] = found
        return found


def _place(uid: str) -> tuple[int, bytes]:
    """Give the bucket of an id, and by what it is known again there; others may be so too."""
    said = hash(uid)
    return said % _BUCKETS, (said // _BUCKETS & 0xFFFF_FFFF).to_bytes(_ENTRY - _N, "big")
