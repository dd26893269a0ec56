"""The history of a damaged project: which steps can be trusted, and what lost ones must have done.

A step that fits its checksum is kept as it is. Where steps are lost, one step takes their place
that does what leads from the rows before them to the rows after them.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.store.history import BrokenHistory, Logged, StepSum, changes_in
from annotator.store.moments.forgetting import FORGET
from annotator.store.recover.gathering import Row
from annotator.store.rows_sql import FORMS, TABLES, Cells, RowChange

Rows = dict[str, dict[Cells, Cells]]
"""The cells of all rows, by table and key."""

_LARGEST = 100_000_000
_STATES = ("done", "undone", "dropped")


@dataclass
class FoundStep:
    """A step that fits its checksum: its row and blocks as they stood, and its changes."""

    number: int
    cells: Row
    state: str
    blocks: list[Row]
    changes: list[Logged]


@dataclass
class Told:
    """What the history tells: the steps, the numbers of those that are lost."""

    steps: dict[int, FoundStep] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)

    def done(self) -> list[FoundStep]:
        """Give the steps that are done, in their order."""
        return [self.steps[n] for n in sorted(self.steps) if self.steps[n].state == "done"]


def told(steps: Iterable[Row], blocks: Iterable[Row], *, is_complete: bool) -> Told:
    """Give the steps that can be trusted; `is_complete` = no row of the table was missed."""
    by_step: dict[object, dict[object, Row]] = {}
    for block in blocks:
        by_step.setdefault(block[0], {})[block[1]] = block
    found, seen = Told(), set[int]()
    for cells in steps:
        number = cells[0]
        if not isinstance(number, int) or not 0 < number < 1 << 40:
            continue
        seen.add(number)
        step = _step(number, cells, by_step.get(number, {}))
        if step is not None and number not in found.steps:
            found.steps[number] = step
    known = sorted(found.steps)
    # What was forgotten is not lost.
    first = known[0] if known and found.steps[known[0]].cells[2] == FORGET else 1
    missing = set() if is_complete else set(range(first, max(known, default=0) + 1)) - seen
    found.lost = (seen | missing) - found.steps.keys()
    return found


def _step(number: int, cells: Row, blocks: Mapping[object, Row]) -> FoundStep | None:
    _, _, act, args, label, by, at, state, n_changes, total, log = cells
    if not isinstance(total, bytes) or state not in _STATES or not isinstance(by, int):
        return None
    name = label if isinstance(label, str) else None
    expected = StepSum(act=str(act), args=str(args), by=by, at=at, name=name)  # type: ignore[arg-type]
    own = [blocks[n] for n in sorted(blocks, key=repr) if isinstance(n, int)]
    own.sort(key=lambda one: one[1])  # type: ignore[arg-type,return-value]
    try:
        logs = [str(log).encode()] if log is not None else [_unpacked(one) for one in own]
        for one in logs:
            expected.add(one if log is not None else hashlib.sha256(one).digest())
        changes = [change for one in logs for change in changes_in(one.decode())]
    except (BrokenHistory, UnicodeError, zlib.error):
        return None
    if expected.digest() != total[:16] or len(changes) != n_changes:
        return None
    return FoundStep(number, cells, str(state), [] if log is not None else own, changes)


def _unpacked(block: Row) -> bytes:
    _, _, _, size, total, body = block
    if not isinstance(body, bytes) or not isinstance(size, int) or not 0 < size <= _LARGEST:
        raise BrokenHistory("a block has no sound size")
    plain = zlib.decompressobj().decompress(body, size + 1)
    if hashlib.sha256(plain).digest() != total:
        raise BrokenHistory("a block does not fit its checksum")
    return plain


# --- doing it again -------------------------------------------------------------------------------


def replayed(found: Told) -> tuple[Rows, bool]:
    """Give the rows after all steps that are done, and whether each step found what it changed."""
    rows, follows = empty(), True
    for step in found.done():
        for change in step.changes:
            table = rows[change.form.name]
            row = table.get(change.key)
            follows = follows and change.fits(row)
            _do(table, change, row)
    return rows, follows and not found.lost and bool(found.steps)


def empty() -> Rows:
    """Give tables without rows."""
    return {form.name: {} for form in TABLES}


def _do(table: dict[Cells, Cells], change: Logged, row: Cells | None) -> None:
    after = change.after
    if after is None:
        table.pop(change.key, None)
    elif isinstance(after, tuple):
        table[change.key] = after
    elif row is not None:
        table[change.key] = change.onto(row)


def bridged(found: Told, final: Rows) -> dict[int, list[RowChange]]:
    """Give by number what steps in the place of lost ones must do, so that all leads to `final`.

    What follows the last step stands under the number behind it. From the end backwards: a row
    that is not as a step left it was changed by a lost step behind it.
    """
    steps = found.done()
    n_last = max([*found.steps, *found.lost], default=0)
    gaps = sorted({one for one in found.lost if one - 1 not in found.lost} | {n_last + 1})
    now, images = {name: dict(rows) for name, rows in final.items()}, _images(steps)
    made: dict[int, dict[tuple[str, Cells], tuple[Cells | None, Cells | None]]] = {}
    first = gaps[0]
    for step in reversed(steps):
        if step.number < first:
            break
        gap = next(one for one in gaps if one > step.number)
        _take_back(now, step, made.setdefault(gap, {}), images)
    before = empty()
    for step in steps:
        if step.number < first:
            for change in step.changes:
                table = before[change.form.name]
                _do(table, change, table.get(change.key))
    at_first = made.setdefault(first, {})
    for name, rows in now.items():
        for key in {**before[name], **rows}:
            if before[name].get(key) != rows.get(key):
                at_first[name, key] = before[name].get(key), rows.get(key)
    return {
        gap: [RowChange(FORMS[name], *both) for (name, _), both in changes.items()]
        for gap, changes in made.items()
        if changes
    }


def _images(steps: Iterable[FoundStep]) -> dict[tuple[int, int], Cells]:
    """Give rows of which a step says only what differs as it left them, as far as that is known.

    By the step's number and the change's place in it.
    """
    rows, found = empty(), dict[tuple[int, int], Cells]()
    for step in steps:
        for n, change in enumerate(step.changes):
            table = rows[change.form.name]
            _do(table, change, table.get(change.key))
            if isinstance(change.after, dict) and change.key in table:
                found[step.number, n] = table[change.key]
    return found


def _take_back(
    now: Rows,
    step: FoundStep,
    later: dict[tuple[str, Cells], tuple[Cells | None, Cells | None]],
    images: Mapping[tuple[int, int], Cells],
) -> None:
    """Take a step back; what is not as it left it goes to the step in the next gap."""
    for n in reversed(range(len(step.changes))):
        change = step.changes[n]
        table, key, name = now[change.form.name], change.key, change.form.name
        row, back = table.get(key), change.inverse()
        if not back.fits(row):
            left = _left_by(change, row, images.get((step.number, n)))
            if left is None and change.after is not None:
                continue  # what it changed is not known any more
            later[name, key] = left, later.get((name, key), (None, row))[1]
            row = left
        _do(table, back, row)


def _left_by(change: Logged, row: Cells | None, image: Cells | None) -> Cells | None:
    """Give the row as a step left it, as far as that can be known."""
    if isinstance(change.after, tuple | None):
        return change.after
    return image if row is None else change.onto(row)
