"""The name that a person gives a step: it stands in the step's row and is part of its checksum.

It is in no history: it says nothing about the study, only where to find a moment of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.store.history import BrokenHistory, StepSum, blocks_of

if TYPE_CHECKING:
    import sqlite3


def put_step_name(connection: sqlite3.Connection, number: int, name: str | None) -> None:
    """Give a step a name, another one, or none; inside a transaction of the caller.

    Raises `WrongUse` for a step that is not there or does not hold and for a name that another
    has, `BrokenHistory` for a step that was damaged: a new sum must not make it sound.
    """
    found = connection.execute(
        "SELECT act, args, by, at, label, state, changes, sum, log FROM step WHERE id = ?",
        (number,),
    ).fetchone()
    if found is None or found[5] != "done":
        raise WrongUse(
            tr("Step {n} does not hold, so it gets no name.", n=number),
            tr("Name one that is not undone."),
        )
    act, args, by, at, old, _, n_changes, total, log = found
    taken = connection.execute(
        "SELECT id FROM step WHERE label = ? AND id <> ?", (name, number)
    ).fetchone()
    if taken is not None:
        raise WrongUse(
            tr("Step {n} has the name “{name}” already.", n=taken[0], name=name),
            tr("Give another name, or take it away there first."),
        )
    before = StepSum(act=act, args=args, by=by, at=at, name=old)
    after = StepSum(act=act, args=args, by=by, at=at, name=name)
    for added in _added(connection, number, n_changes, log):
        before.add(added)
        after.add(added)
    if before.digest() != total[:16]:
        raise BrokenHistory("a step does not fit its checksum")
    connection.execute(
        "UPDATE step SET label = ?, sum = ? WHERE id = ?",
        (name, after.digest() + total[16:], number),
    )


def _added(
    connection: sqlite3.Connection, number: int, n_changes: int, log: str | None
) -> list[bytes]:
    """Give what stands in the sum of a step for its changes."""
    if log is not None:
        return [log.encode()]
    blocks_of(connection, number, n_changes)
    sql = "SELECT sum FROM block WHERE step_id = ? ORDER BY n"
    return [total for (total,) in connection.execute(sql, (number,)).fetchall()]
