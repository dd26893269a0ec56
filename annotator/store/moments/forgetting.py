"""Forgetting what lies before a step: that step then holds the whole project as it was, as rows
that come, and is the first; older steps, and texts and origins of ids that only they had, go.

What is forgotten is overwritten on its pages. That the file is written anew is the journal's.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.rows import to_json
from annotator.store.connection import connect
from annotator.store.derived import IS_JOURNALED, has_table
from annotator.store.history import Log, StepSum, logs_of, rows_in
from annotator.store.rows_sql import FORMS, TABLES, RowChange
from annotator.store.uids import NUMBER
from annotator.store.write import put_meta

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from annotator.model.article import Json
    from annotator.model.fields import Cell
    from annotator.store.history import Logged
    from annotator.store.rows_sql import Cells, TableForm
    from annotator.store.uids import Uids
    from annotator.work import Watch

FORGET = "forget"
"""The act of a step that holds the whole project as it was, and is never undone."""
_AT_ONCE = 500


class _Needed:
    """What the rest of the history still speaks of: texts, and the origins of ids."""

    def __init__(self) -> None:
        self.texts: set[Cell] = set()
        self.origins: set[int] = set()

    def add_rows(self, form: TableForm, rows: Iterable[Cells]) -> None:
        at = form.names.index("sha256") if form.name == "article" else None
        for cells in rows:
            if at is not None:
                self.texts.add(cells[at])
            for n in form.uids_at:
                self.add_number(cells[n])

    def add_changed(self, change: Logged) -> None:
        form = change.form
        for n in form.key_at:
            if n in form.uids_at:
                self.add_number(change.key[n])
        for image in (change.before, change.after):
            if not isinstance(image, dict):
                continue
            if form.name == "article" and "sha256" in image:
                self.texts.add(image["sha256"])
            for n in form.uids_at:
                self.add_number(image.get(form.names[n]))

    def add_number(self, number: Cell) -> None:
        if isinstance(number, int):
            self.origins.add(number & ~NUMBER if number > NUMBER else number)


def forget_before(
    connection: sqlite3.Connection,
    uids: Uids,
    number: int,
    state: Path,
    said: Mapping[str, Json],
    watch: Watch,
) -> None:
    """Let the step of this number be the first; inside a transaction of the caller.

    `state` is a copy of the project as it was after that step, `said` what the step says from now
    on beside the act it was. Raises `WrongUse` where the step does not hold, `BrokenHistory`,
    `Cancelled`.
    """
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    head = connection.execute(
        "SELECT uid, act, label, by, at, sum FROM step WHERE id = ? AND state = 'done'", (number,)
    ).fetchone()
    if head is None:
        raise WrongUse(
            tr("Step {n} does not hold.", n=number), tr("“annotator history” lists the steps.")
        )
    uid, act, name, by, at, old_sum = head
    _keep_maker(connection, uids)
    connection.execute("DELETE FROM block WHERE step_id <= ?", (number,))
    connection.execute("DELETE FROM step WHERE id <= ?", (number,))
    needed = _Needed()
    log = Log(connection, number)
    with closing(connect(state, write=False)) as copy:
        _write_state(copy, log, needed, watch)
    args = to_json({**said, "was": act})
    total = StepSum(act=FORGET, args=args, by=by, at=at, name=name)
    text = log.finish(total)
    connection.execute(
        "INSERT INTO step (id, uid, act, args, label, by, at, state, changes, sum, log)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?, ?, ?)",
        (number, uid, FORGET, args, name, by, at, log.n_changes,
         total.digest() + old_sum[16:], text),
    )  # fmt: skip
    _look_at_the_rest(connection, number, needed, watch)
    _drop(connection, needed)
    uids.forget()


def _keep_maker(connection: sqlite3.Connection, uids: Uids) -> None:
    """Keep who made the project, which its first step says until then."""
    if connection.execute("SELECT 1 FROM meta WHERE key = 'made_by'").fetchone() is None:
        (by,) = connection.execute("SELECT by FROM step ORDER BY id LIMIT 1").fetchone()
        put_meta(connection, {"made_by": uids.text(by)})


def _write_state(copy: sqlite3.Connection, log: Log, needed: _Needed, watch: Watch) -> None:
    """Write all rows of the state as rows that come."""
    wanted = [(form, IS_JOURNALED.get(form.name, "1")) for form in TABLES]
    there = [(form, which) for form, which in wanted if has_table(copy, form.name)]
    counts = [
        copy.execute(f"SELECT count(*) FROM {form.name} WHERE {which}").fetchone()[0]
        for form, which in there
    ]
    done, total = 0, sum(counts)
    for form, which in there:
        cursor = copy.execute(f"{form.select} WHERE {which}")
        while rows := cursor.fetchmany(_AT_ONCE):
            watch.cancel.check()
            watch.progress(done, total, tr("row"))
            needed.add_rows(form, rows)
            log.add([RowChange(form, None, cells) for cells in rows])
            done += len(rows)


def _look_at_the_rest(
    connection: sqlite3.Connection, number: int, needed: _Needed, watch: Watch
) -> None:
    """See what later steps and the rows of now speak of."""
    later = connection.execute("SELECT id FROM step WHERE id > ? ORDER BY id", (number,)).fetchall()
    for (step,) in later:
        for log in logs_of(connection, step):
            watch.cancel.check()
            for table in rows_in(log, back=False):
                needed.add_rows(table.form, table.gone)
                needed.add_rows(table.form, table.fresh)
                for change in table.changed:
                    needed.add_changed(change)
    needed.texts.update(one for (one,) in connection.execute("SELECT sha256 FROM article"))
    columns = [(form.name, form.names[n]) for form in TABLES for n in form.uids_at]
    for name, column in (*columns, ("step", "uid"), ("step", "by")):
        if name in FORMS and not has_table(connection, name):
            continue
        for (origin,) in connection.execute(
            f'SELECT DISTINCT CASE WHEN "{column}" > {NUMBER} THEN "{column}" & ~{NUMBER}'
            f' ELSE "{column}" END FROM {name} WHERE "{column}" IS NOT NULL'
        ):
            needed.add_number(origin)


def _drop(connection: sqlite3.Connection, needed: _Needed) -> None:
    """Take away texts and origins of ids that nothing speaks of any more.

    The last origins of both kinds stay: their numbers are never given again.
    """
    texts = [one for (one,) in connection.execute("SELECT sha256 FROM text").fetchall()]
    gone = [(one,) for one in texts if one not in needed.texts]
    connection.executemany("DELETE FROM text WHERE sha256 = ?", gone)
    last = connection.execute(
        f"SELECT max(id) FROM origin UNION SELECT max(id) FROM origin WHERE id <= {NUMBER}"
    ).fetchall()
    kept = needed.origins | {one for (one,) in last}
    origins = [one for (one,) in connection.execute("SELECT id FROM origin").fetchall()]
    connection.executemany(
        "DELETE FROM origin WHERE id = ?", [(one,) for one in origins if one not in kept]
    )
