"""What lies under the name of a project file now: which project, which steps, whether it is whole.

Looked at on a connection of its own, which knows nothing of what was there before.
"""

import contextlib
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.disk import shown
from annotator.errors import DamagedProject, ForeignFile
from annotator.language import tr
from annotator.model.article import Json
from annotator.store import torn
from annotator.store.connection import connect, reading
from annotator.store.history import STEP_COLUMNS, BrokenHistory, step_of
from annotator.store.moments.turns import n_turns
from annotator.store.rows_sql import time_text
from annotator.store.uids import Uids, UnknownOrigin

_QUICK_S = 0.1
_N_UNDONE = "SELECT count(*) FROM step WHERE state <> 'done' AND state = 'undone'"


@dataclass(frozen=True, slots=True)
class KnownStep:
    """A step of the history by what it is known by: its number, its id, when it was done.

    `act` and `args` are what it is called by; where they cannot be read, it has no act.
    """

    number: int
    id: str
    at: str
    act: str = ""
    args: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryThere:
    """The history of a file: whose, its newest steps (oldest first), and those asked for.

    `done` are those of the latter that hold; `n_undone` can be done again, after so many `turns`
    (how often steps were undone or done again).
    """

    project_id: str
    newest: tuple[KnownStep, ...]
    found: frozenset[str]
    done: frozenset[str] = frozenset()
    n_undone: int = 0
    turns: int = 0

    @property
    def last(self) -> int:
        """The number of the newest step."""
        return self.newest[-1].number if self.newest else 0


def history_at(
    path: Path, wanted: Collection[KnownStep], n_newest: int, *, looks_through: bool = False
) -> HistoryThere:
    """Give the newest steps of the file at `path`, and the ids of those wanted that are there.

    With `looks_through` its tables, its pages as far as a tenth of a second goes, and its last
    step are looked at, too. Raises `CannotOpen` and its kinds, `ForeignFile` for what is no
    database any more.
    """
    try:
        return _history(path, wanted, n_newest, looks_through=looks_through)
    except DamagedProject as problem:
        code = getattr(problem.__cause__, "sqlite_errorcode", None)
        if code != sqlite3.SQLITE_NOTADB:
            raise
        sentence = tr("“{name}” is not an Annotator project.", name=shown(path))
        raise ForeignFile(sentence, problem.hint, problem.where) from problem


def _history(
    path: Path, wanted: Collection[KnownStep], n_newest: int, *, looks_through: bool
) -> HistoryThere:
    with reading(path), contextlib.closing(connect(path, write=False, query_only=True)) as there:
        there.execute("BEGIN")
        if looks_through:
            torn.check_schema(there, path)
            torn.check_pages(there, path, seconds=_QUICK_S)
            torn.check_last_step(there, path)
        uids = Uids(there)
        project = there.execute("SELECT value FROM meta WHERE key = 'project_id'").fetchone()
        if project is None:
            raise torn.torn_copy(path)
        newest = there.execute(
            "SELECT id, uid, at FROM step ORDER BY id DESC LIMIT ?", (n_newest,)
        ).fetchall()
        steps = tuple(_step(there, cells, uids) for cells in reversed(newest))
        states = _found(there, uids, wanted)
        done = frozenset(one for one, state in states.items() if state == "done")
        n_undone = there.execute(_N_UNDONE).fetchone()[0]
        turns = n_turns(there)
        return HistoryThere(str(project[0]), steps, frozenset(states), done, n_undone, turns)


def _step(there: sqlite3.Connection, cells: tuple[int, int, int], uids: Uids) -> KnownStep:
    number, uid, at = cells
    known = KnownStep(number, uids.text(uid), str(time_text(at)))
    try:
        row = there.execute(f"SELECT {STEP_COLUMNS} FROM step WHERE id = ?", (number,)).fetchone()
        step = step_of(row, uids)
    except (sqlite3.Error, BrokenHistory, UnknownOrigin):
        return known  # what it was called is only an extra: whoever looks for damage tells it
    return replace(known, act=step.act, args=step.args)


def _found(there: sqlite3.Connection, uids: Uids, wanted: Collection[KnownStep]) -> dict[str, str]:
    """Give the states of those wanted that are there, by id."""
    numbers = ",".join(f"{one.number:d}" for one in wanted)
    rows = there.execute(f"SELECT id, uid, state FROM step WHERE id IN ({numbers})").fetchall()
    known = {number: (uids.text(uid), state) for number, uid, state in rows}
    there_is = [known[one.number] for one in wanted if one.number in known]
    asked = {one.id for one in wanted}
    return {uid: state for uid, state in there_is if uid in asked}
