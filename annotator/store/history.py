"""The history as it stands in the file: a step's changes written as JSON, and read back.

Its form is told in docs/project-file.md. What is in the file is not trusted: whatever makes no
sense is `BrokenHistory`, never another error.
"""

import hashlib
import json
import sqlite3
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from annotator.model.article import Json
from annotator.model.changes import Change, Row, Step
from annotator.model.fields import Cell, Kind
from annotator.store.rows_sql import (
    FORMS,
    INTEGERS,
    NUMBERED,
    Cells,
    RowImages,
    TableForm,
    time_text,
)
from annotator.store.uids import Uids

BLOCK_CHANGES = 2000
"""The most changes of one block, and of a log."""
SMALL_CHANGES = 200
"""A step of more changes is large."""
SMALL_SIGNS = 64 * 1024
"""A step whose changes are longer as JSON is large."""
_LARGEST_BLOCK = 100_000_000
# A third of the time of the usual 6; a project with much in it is a hundredth larger by it.
_DEFLATED = 1
# So many blocks, of 2,000 rows each, may wait to be packed.
_MOST_PACKING = 2
# The words of an act are those of what it makes, which stands first.
_POINTED_AT = 5

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


# Tables with the types of their cells that were looked at: few, and a row is one of thousands.
_right_kinds: set[tuple[object, ...]] = set()


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

    def inverse(self) -> "Logged":
        """Give the change that takes this one back."""
        return Logged(self.form, self.key, self.after, self.before)

    def fits(self, row: Cells | None) -> bool:
        """Say whether a row (None = there is none) is as `before` says."""
        if isinstance(self.before, tuple | None):
            return row == self.before
        return row is not None and all(
            row[self.form.names.index(name)] == cell for name, cell in self.before.items()
        )

    def change(self, text: Callable[[int], str]) -> Change:
        """Give the change of a logical row, of one that changed the key and what differs."""
        return Change(self.form.name, self._row(self.before, text), self._row(self.after, text))

    def _row(
        self, image: Cells | Mapping[str, Cell] | None, text: Callable[[int], str]
    ) -> Row | None:
        if image is None:
            return None
        if isinstance(image, tuple):
            return self.form.row(image, text)
        names, form = self.form.names, self.form
        known = dict(zip([names[n] for n in form.key_at], self.key, strict=True)) | dict(image)
        row = form.row([known.get(name) for name in names], text)
        return {name: row[name] for name in known}

    def onto(self, row: Cells) -> Cells:
        """Give a row that differs as it is afterwards."""
        if not isinstance(self.after, dict):
            raise BrokenHistory("a row that goes has no cells afterwards")
        return tuple(
            self.after.get(name, cell) for name, cell in zip(self.form.names, row, strict=True)
        )


# --- writing ----------------------------------------------------------------------------------


def to_log(changes: Iterable[RowImages]) -> str:
    """Give changes as the JSON of the history."""
    return _encode(
        [
            (form.name, before, after)
            if before is None or after is None
            else _images(form, before, after)
            for form, before, after in changes
        ]
    )


def _images(form: TableForm, before: Cells, after: Cells) -> list[Any]:
    differing = [n for n in form.rest_at if before[n] != after[n]]
    return [
        form.name,
        {form.names[n]: before[n] for n in (*form.key_at, *differing)},
        {form.names[n]: after[n] for n in differing},
    ]


class StepSum:
    """The plain checksum of a step: half a sha256 of act, arguments, coder, time, then its log.

    Coder and time are as they stand in the row; of a large step the sums of its blocks, in their
    order, take the log's place. A name that a person gave the step comes last.
    """

    def __init__(self, *, act: str, args: str, by: int, at: Cell, name: str | None = None) -> None:
        """Begin with what names the step."""
        self._name = b"" if name is None else f"\x00{name}".encode()
        self._hash = hashlib.sha256("\x00".join((act, args, str(by), str(at), "")).encode())

    def add(self, log: bytes) -> None:
        """Add the log, or the sum of a block."""
        self._hash.update(log)

    def digest(self) -> bytes:
        """Give the checksum."""
        whole = self._hash.copy()
        whole.update(self._name)
        return whole.digest()[:16]


def step_seal(number: int, uid: int) -> bytes:
    """Give what stands behind the checksum of a step: that of its number and its id.

    Steps that were written before there was one have none.
    """
    return zlib.crc32(f"{number} {uid}".encode()).to_bytes(4, "big")


class Log:
    """The changes of one step while they are written: small in the step's row, else in blocks."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        """Begin the changes of the step of this number."""
        self._connection = connection
        self._number = number
        self._waiting: list[RowImages] = []
        self._packing: deque[_Packing] = deque()
        self._sums: list[bytes] = []
        self._n_blocks = 0
        self.n_changes = 0

    def add(self, changes: Sequence[RowImages]) -> None:
        """Add changes behind those that were added."""
        self.n_changes += len(changes)
        self._waiting += changes
        while len(self._waiting) >= BLOCK_CHANGES:
            self._block(to_log(self._waiting[:BLOCK_CHANGES]), BLOCK_CHANGES)
            del self._waiting[:BLOCK_CHANGES]

    def small(self) -> Sequence[RowImages] | None:
        """Give all changes of a small step; None for a large one."""
        is_small = not self._n_blocks and self.n_changes <= SMALL_CHANGES
        if is_small and len(to_log(self._waiting)) <= SMALL_SIGNS:
            return self._waiting
        return None

    def finish(self, total: StepSum) -> str | None:
        """Give the log of a small step; None of one whose changes are in blocks."""
        text = to_log(self._waiting)
        if self.small() is not None:
            total.add(text.encode())
            return text
        if self._waiting:
            self._block(text, len(self._waiting))
        self._put_blocks(0)
        for one in self._sums:
            total.add(one)
        return None

    def _block(self, text: str, n_changes: int) -> None:
        self._packing.append(_Packing(text, n_changes))
        self._n_blocks += 1
        self._put_blocks(_MOST_PACKING)

    def _put_blocks(self, n_left: int) -> None:
        """Write the blocks that were begun, in their order, but for the last ones."""
        while len(self._packing) > n_left:
            size, total, body = self._packing[0].done()
            values = (len(self._sums), self._packing.popleft().n_changes, size, total, body)
            self._connection.execute(
                "INSERT INTO block (step_id, n, changes, size, sum, body)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (self._number, *values),
            )
            self._sums.append(total)


class _Packing:
    """One block that is being packed, beside whoever writes the rows: that needs no Python."""

    def __init__(self, text: str, n_changes: int) -> None:
        self.n_changes = n_changes
        self._plain = text.encode()
        self._total = self._body = b""
        self._thread: threading.Thread | None = None
        with suppress(RuntimeError):  # there may be no further thread
            thread = threading.Thread(target=self._pack_beside, name="packs a block")
            thread.start()
            self._thread = thread

    def _pack_beside(self) -> None:
        with suppress(MemoryError):  # whoever writes tries again, and tells it
            self._pack()

    def _pack(self) -> None:
        self._total = hashlib.sha256(self._plain).digest()
        self._body = zlib.compress(self._plain, _DEFLATED)
        if len(self._body) == len(self._plain):
            # sqlar_uncompress would take it for the plain text.
            self._body = zlib.compress(self._plain, 0)

    def done(self) -> tuple[int, bytes, bytes]:
        """Give the size of the plain block, its checksum and itself, packed."""
        if self._thread is not None:
            self._thread.join()
        if not self._body:
            self._pack()
        return len(self._plain), self._total, self._body


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
        "SELECT act, args, by, at, label, sum, log, changes FROM step WHERE id = ?", (number,)
    ).fetchone()
    if found is None:
        raise MissingHistory("there is no such step")
    act, args, by, at, label, total, log, n_changes = found
    if log is not None:
        expected = StepSum(act=act, args=args, by=by, at=at, name=label)
        expected.add(log.encode())
        if expected.digest() != total[:16]:
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
    if not 0 < size <= _LARGEST_BLOCK:
        raise BrokenHistory("a block of the history has no sound size")
    try:
        plain = zlib.decompressobj().decompress(body, size + 1)
    except zlib.error as problem:
        raise BrokenHistory("a block of the history cannot be unpacked") from problem
    if len(plain) != size:
        raise BrokenHistory("a block of the history has another size")
    return plain, total


def changes_in(log: str) -> "list[Logged]":
    """Give the changes of a log or block; raises `BrokenHistory`."""
    found = _parsed(log)
    if not isinstance(found, list):
        raise BrokenHistory("a log is no list")
    return [_logged(one) for one in found]


class TableRows(NamedTuple):
    """What changes do to one table: whole rows that go and come, and those that change."""

    form: TableForm
    gone: list[Cells]
    fresh: list[Cells]
    changed: list[Logged]


def rows_in(log: str, *, back: bool) -> list[TableRows]:
    """Give the changes of a log or block by table, `back` = taken back; raises `BrokenHistory`.

    The same as `changes_in`, in a third of the time.
    """
    found = _parsed(log)
    if not isinstance(found, list):
        raise BrokenHistory("a log is no list")
    by_table: dict[str, TableRows] = {}
    for one in found:
        # Not by a pattern, which takes twice as long: there may be a million of them.
        if type(one) is not list or len(one) != 3 or type(one[0]) is not str:
            raise BrokenHistory("a change of no table")
        table, before, after = one
        rows = by_table.get(table)
        if rows is None:
            if table not in FORMS:
                raise BrokenHistory("a change of no table")
            rows = by_table[table] = TableRows(FORMS[table], [], [], [])
        if before is None and after is not None:
            (rows.gone if back else rows.fresh).append(_whole(rows.form, after))
        elif after is None and before is not None:
            (rows.fresh if back else rows.gone).append(_whole(rows.form, before))
        else:
            logged = _logged(one)
            rows.changed.append(logged.inverse() if back else logged)
    return list(by_table.values())


def _logged(one: Any) -> "Logged":
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
    kinds = (form.name, *map(type, image))
    if kinds not in _right_kinds:
        for one, cell in zip(form.fields, image, strict=True):
            _check_cell(cell, one.kind)
        _right_kinds.add(kinds)
    return tuple(image)


def _differing(form: TableForm, before: dict[str, Any], after: dict[str, Any]) -> "Logged":
    names = [form.names[n] for n in form.key_at]
    if not after or set(before) != {*names, *after} or not set(before) <= set(form.names):
        raise BrokenHistory("a row of the history has other cells than its table")
    for image in (before, after):
        for name, cell in image.items():
            kind = form.fields[form.names.index(name)].kind
            _check_cell(cell, kind)
    key = tuple([before[name] for name in names])
    return Logged(form, key, {name: before[name] for name in after}, after)


def _check_cell(cell: object, kind: Kind) -> None:
    wanted = (int, str) if kind is Kind.TIME else (int,) if kind in INTEGERS else (str,)
    if cell is not None and type(cell) not in wanted:
        raise BrokenHistory("a cell of the history is not of its column's kind")


STEP_COLUMNS = """id, uid, act, args, by, at, CASE WHEN instr(args, '"=') THEN log END"""
"""The columns that `step_of` takes."""


def step_of(cells: Sequence[Any], uids: Uids) -> Step:
    """Give a step of the history without its changes; raises `BrokenHistory`."""
    number, uid, act, args, by, at, log = cells
    return Step(
        act=act,
        changes=(),
        by=uids.text(by),
        at=str(time_text(at)),
        args=args_of(args) if log is None else args_with(args_of(args), log, uids),
        id=uids.text(uid),
        number=number,
    )


def pointing(args: Mapping[str, Json], changes: Sequence[RowImages], uids: Uids) -> dict[str, Json]:
    """Give arguments in which words that stand in the changes too are not repeated.

    They point there, as "=0.quote": the number of the change and the column.
    """
    found: dict[str, Json] = {}
    for name, value in args.items():
        place = _place_of(value, changes, uids) if isinstance(value, str) else None
        if place is not None and len(place) < len(str(value)):
            found[name] = place
        else:
            found[name] = f"={value}" if isinstance(value, str) and value[:1] == "=" else value
    return found


def _place_of(value: str, changes: Sequence[RowImages], uids: Uids) -> str | None:
    for n, (form, before, after) in enumerate(changes[:_POINTED_AT]):
        whole = [cells for cells in (before, after) if cells is not None]
        if len(whole) != 1:
            continue
        for field, cell in zip(form.fields, whole[0], strict=True):
            text = uids.text(cell) if field.kind in NUMBERED and isinstance(cell, int) else cell
            if text == value and field.kind is not Kind.TIME:
                return f"={n}.{field.in_file}"
    return None


def args_with(args: Mapping[str, Json], log: str, uids: Uids) -> dict[str, Json]:
    """Give arguments with the words that they point to; raises `BrokenHistory`."""
    changes = changes_in(log)
    return {
        name: _pointed_at(value, changes, uids)
        if isinstance(value, str) and value[:1] == "="
        else value
        for name, value in args.items()
    }


def _pointed_at(value: str, changes: Sequence[Logged], uids: Uids) -> str:
    if value[:2] == "==":
        return value[1:]
    number, _, name = value[1:].partition(".")
    try:
        form, _, before, after = changes[int(number)]
        at = form.names.index(name)
    except (ValueError, IndexError) as problem:
        raise BrokenHistory("an argument of a step points nowhere") from problem
    cells = before if isinstance(before, tuple) else after
    if not isinstance(cells, tuple):
        raise BrokenHistory("an argument of a step points nowhere")
    cell = cells[at]
    if form.fields[at].kind in NUMBERED and isinstance(cell, int):
        return uids.text(cell)
    return str(cell)


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
