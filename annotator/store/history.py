"""The history as it stands in the file: a step's changes written as JSON, and read back.

Its form is told in docs/project-file.md. What is in the file is not trusted: whatever makes no
sense is `BrokenHistory`, never another error.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.model.changes import Step
from annotator.store.rows_sql import FORMS, INTEGERS, Cells, RowChange, TableForm

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.model.article import Json
    from annotator.model.fields import Cell
    from annotator.store.uids import Uids

BLOCK_CHANGES = 2000
"""The most changes of one block, and of a log."""
SMALL_CHANGES = 200
"""A step of more changes is large."""
SMALL_SIGNS = 64 * 1024
"""A step whose changes are longer as JSON is large."""
_LARGEST_BLOCK = 100_000_000
# Half of the time of the usual 6, and a twentieth more bytes.
_DEFLATED = 4

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


class BrokenHistory(ValueError):
    """A line of the history is damaged."""


class MissingHistory(BrokenHistory):
    """A part of a step is not there."""


class Logged(NamedTuple):
    """A change as the history has it: whole rows that come or go, else what differs by column.

    Of a row that changed, `key` names it and both sides have the columns that differ.
    """

    form: TableForm
    key: Cells
    before: Cells | Mapping[str, Cell] | None
    after: Cells | Mapping[str, Cell] | None

    def inverse(self) -> Logged:
        """Give the change that takes this one back."""
        return Logged(self.form, self.key, self.after, self.before)

    def fits(self, row: Cells | None) -> bool:
        """Say whether a row (None = there is none) is as `before` says."""
        if isinstance(self.before, tuple | None):
            return row == self.before
        return row is not None and all(
            row[self.form.names.index(name)] == cell for name, cell in self.before.items()
        )

    def onto(self, row: Cells) -> Cells:
        """Give a row that differs as it is afterwards."""
        if not isinstance(self.after, dict):
            raise BrokenHistory("a row that goes has no cells afterwards")
        return tuple(
            self.after.get(name, cell) for name, cell in zip(self.form.names, row, strict=True)
        )


# --- writing ----------------------------------------------------------------------------------


def to_log(changes: Iterable[RowChange]) -> str:
    """Give changes as the JSON of the history."""
    return _encode([_images(*one) for one in changes])


def _images(form: TableForm, before: Cells | None, after: Cells | None) -> list[Any]:
    if before is None or after is None:
        return [form.name, before, after]
    differing = [n for n in form.rest_at if before[n] != after[n]]
    return [
        form.name,
        {form.names[n]: before[n] for n in (*form.key_at, *differing)},
        {form.names[n]: after[n] for n in differing},
    ]


class StepSum:
    """The plain checksum of a step: sha256 of act, arguments, coder, time, then its log.

    The coder is the number that stands in the row; of a large step the sums of its blocks, in
    their order, take the log's place.
    """

    def __init__(self, *, act: str, args: str, by: int, at: str) -> None:
        """Begin with what names the step."""
        self._hash = hashlib.sha256("\x00".join((act, args, str(by), at, "")).encode())

    def add(self, log: bytes) -> None:
        """Add the log, or the sum of a block."""
        self._hash.update(log)

    def digest(self) -> bytes:
        """Give the checksum."""
        return self._hash.digest()


class Log:
    """The changes of one step while they are written: small in the step's row, else in blocks."""

    def __init__(self, connection: sqlite3.Connection, number: int, total: StepSum) -> None:
        """Begin the changes of the step of this number."""
        self._connection = connection
        self._number = number
        self._total = total
        self._waiting: list[RowChange] = []
        self._n_blocks = 0
        self.n_changes = 0

    def add(self, changes: Sequence[RowChange]) -> None:
        """Add changes behind those that were added."""
        self.n_changes += len(changes)
        self._waiting += changes
        while len(self._waiting) >= BLOCK_CHANGES:
            self._block(to_log(self._waiting[:BLOCK_CHANGES]), BLOCK_CHANGES)
            del self._waiting[:BLOCK_CHANGES]

    def finish(self) -> str | None:
        """Give the log of a small step; None of one whose changes are in blocks."""
        text, n = to_log(self._waiting), len(self._waiting)
        if not self._n_blocks and n <= SMALL_CHANGES and len(text) <= SMALL_SIGNS:
            self._total.add(text.encode())
            return text
        if n:
            self._block(text, n)
        return None

    def _block(self, text: str, n_changes: int) -> None:
        plain = text.encode()
        total = hashlib.sha256(plain).digest()
        packed = zlib.compress(plain, _DEFLATED)
        # Where both are as long, sqlar_uncompress takes the body for the plain text.
        body = packed if len(packed) < len(plain) else plain
        self._connection.execute(
            "INSERT INTO block (step_id, n, changes, size, sum, body) VALUES (?, ?, ?, ?, ?, ?)",
            (self._number, self._n_blocks, n_changes, len(plain), total, body),
        )
        self._total.add(total)
        self._n_blocks += 1


# --- reading ----------------------------------------------------------------------------------


def logs_of(
    connection: sqlite3.Connection,
    number: int | None,
    *,
    backwards: bool = False,
    ends: bool = False,
) -> Iterator[str]:
    """Give the JSON of a step's changes, block by block; raises `BrokenHistory`.

    What does not fit its checksum is not given. `ends` = the first block and the last alone.
    """
    found = connection.execute(
        "SELECT act, args, by, at, sum, log, changes FROM step WHERE id = ?", (number,)
    ).fetchone()
    if found is None:
        raise MissingHistory("there is no such step")
    act, args, by, at, total, log, n_changes = found
    if log is not None:
        expected = StepSum(act=act, args=args, by=by, at=at)
        expected.add(log.encode())
        if expected.digest() != total:
            raise BrokenHistory("a step does not fit its checksum")
        yield log
        return
    n_blocks = len(blocks_of(connection, number, n_changes))
    wanted = range(n_blocks) if not ends else sorted({0, n_blocks - 1} if n_blocks else ())
    for n in reversed(wanted) if backwards else wanted:
        plain, total = unpacked(connection, number, n)
        if hashlib.sha256(plain).digest() != total:
            raise BrokenHistory("a block does not fit its checksum")
        try:
            yield plain.decode()
        except UnicodeDecodeError as problem:
            raise BrokenHistory("a block is no text") from problem


def blocks_of(connection: sqlite3.Connection, number: int | None, n_changes: int) -> list[int]:
    """Give how many changes each block of a large step has; raises `MissingHistory`."""
    blocks = connection.execute(
        "SELECT n, changes FROM block WHERE step_id = ? ORDER BY n", (number,)
    ).fetchall()
    if [n for n, _ in blocks] != list(range(len(blocks))):
        raise MissingHistory("a block of a step is missing")
    if sum(n for _, n in blocks) != n_changes:
        raise MissingHistory("a step has not as many changes as it says")
    return [n for _, n in blocks]


def unpacked(connection: sqlite3.Connection, number: int | None, n: int) -> tuple[bytes, bytes]:
    """Give the JSON of one block, and the sum that stands beside it; raises `BrokenHistory`."""
    size, total, body = connection.execute(
        "SELECT size, sum, body FROM block WHERE step_id = ? AND n = ?", (number, n)
    ).fetchone()
    if size == len(body):
        return body, total
    if not 0 < size <= _LARGEST_BLOCK:
        raise BrokenHistory("a block of the history has no sound size")
    try:
        plain = zlib.decompressobj().decompress(body, size + 1)
    except zlib.error as problem:
        raise BrokenHistory("a block of the history cannot be unpacked") from problem
    if len(plain) != size:
        raise BrokenHistory("a block of the history has another size")
    return plain, total


def changes_in(log: str) -> list[Logged]:
    """Give the changes of a log or block; raises `BrokenHistory`."""
    found = _parsed(log)
    if not isinstance(found, list):
        raise BrokenHistory("a log is no list")
    return [_logged(one) for one in found]


def _logged(one: Any) -> Logged:
    match one:
        case [str(table), before, after] if table in FORMS:
            form = FORMS[table]
        case _:
            raise BrokenHistory("a change of no table")
    if isinstance(before, dict) and isinstance(after, dict):
        return _differing(form, before, after)
    if (before is None) == (after is None):
        raise BrokenHistory("a change of nothing")
    cells = _whole(form, before if after is None else after)
    key = form.key_of(cells)
    return Logged(form, key, cells, None) if after is None else Logged(form, key, None, cells)


def _whole(form: TableForm, image: Any) -> Cells:
    if not isinstance(image, list) or len(image) != len(form.names):
        raise BrokenHistory("a row of the history has other cells than its table")
    for one, cell in zip(form.fields, image, strict=True):
        _check_cell(cell, is_number=one.kind in INTEGERS)
    return tuple(image)


def _differing(form: TableForm, before: dict[str, Any], after: dict[str, Any]) -> Logged:
    names = [form.names[n] for n in form.key_at]
    if not after or set(before) != {*names, *after} or not set(before) <= set(form.names):
        raise BrokenHistory("a row of the history has other cells than its table")
    for image in (before, after):
        for name, cell in image.items():
            kind = form.fields[form.names.index(name)].kind
            _check_cell(cell, is_number=kind in INTEGERS)
    key = tuple([before[name] for name in names])
    return Logged(form, key, {name: before[name] for name in after}, after)


def _check_cell(cell: object, *, is_number: bool) -> None:
    wanted = int if is_number else str
    if cell is not None and type(cell) is not wanted:
        raise BrokenHistory("a cell of the history is not of its column's kind")


STEP_COLUMNS = "id, uid, act, args, by, at"
"""The columns that `step_of` takes."""


def step_of(cells: Sequence[Any], uids: Uids) -> Step:
    """Give a step of the history without its changes; raises `BrokenHistory`."""
    number, uid, act, args, by, at = cells
    return Step(
        act=act,
        changes=(),
        by=uids.text(by),
        at=at,
        args=args_of(args),
        id=uids.text(uid),
        number=number,
    )


def args_of(text: str) -> dict[str, Json]:
    """Give the arguments of an act as it stands in the history; raises `BrokenHistory`."""
    found = _parsed(text)
    if not isinstance(found, dict):
        raise BrokenHistory("the arguments of a step are no object")
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise BrokenHistory("a line of the history is no JSON") from problem
