"""A step's changes become rows and lines of the history, inside a transaction of the caller.

Each row must be as the change's `before` says; one that is not refuses the whole. Transactions,
undo and redo are in journal.py; which SQL a row needs is in rows_sql.py.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import annotator
from annotator.errors import StepRefused
from annotator.language import tr
from annotator.model.changes import (
    OF_CONTEXT,
    Blocks,
    Change,
    ChangeSummary,
    Key,
    NewRows,
    Row,
    Step,
    merged,
    n_of,
)
from annotator.model.rows import to_json
from annotator.store.derived import call_as_versions, clear, has_table
from annotator.store.history import (
    BLOCK_CHANGES,
    Log,
    Logged,
    StepSum,
    TableRows,
    pointing,
    step_seal,
)
from annotator.store.rows_sql import (
    FORMS,
    OLD_KEYS,
    Cells,
    RowChange,
    TableForm,
    changes_of,
    fresh_rows,
    new_ids,
    row_changes,
    seconds,
)
from annotator.store.schema import FORMER, LATER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from annotator.model.fields import Cell
    from annotator.store.uids import Uids

PROGRAM = f"annotator {annotator.__version__}"
"""The name and version that a file keeps of the program that wrote it last."""

_AT_ONCE = 2_000
"""So many changes of a large step are held as values."""

_LARGE_CACHE = 16_000
"""So many kB of pages may wait in memory while a large step is written, instead of 8,000: the
indexes of marks are gone to in no order, and what does not wait is written and read again. With
three times as many nothing was faster."""

_INSERT_STEP = (
    "INSERT INTO step (id, uid, act, args, by, at, state, changes, sum, log)"
    " VALUES (?, ?, ?, ?, ?, ?, 'done', ?, ?, ?)"
)


class RowsDiffer(StepRefused):
    """Some row is not as the step says it should be; `first_different` finds which."""

    kind = "step-refused"


def compact(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes with one per row, and none that changes nothing.

    Several changes of one row become one, from its first `before` to its last `after`; what goes
    stands before what changes, and that before what comes. Raises `StepRefused` when one does not
    go on from where an earlier one left the row.
    """
    try:
        kept = merged(changes)
    except LookupError as problem:
        raise rows_differ() from problem
    return tuple(sorted(kept, key=lambda one: (one.after is not None) + (one.before is None)))


def rows_differ() -> RowsDiffer:
    """Give the error of a step that does not fit the rows."""
    return RowsDiffer(
        tr("This step does not fit what is in the project; nothing of it was done."),
        tr("Read the article again and repeat the act."),
    )


# --- rows -------------------------------------------------------------------------------------


def put_texts(connection: sqlite3.Connection, texts: Mapping[str, str]) -> None:
    """Add the texts that are not there yet, by their sha256.

    They go as bytes: a text that goes as it is would keep its UTF-8 beside it as long as it lives.
    """
    connection.executemany(
        "INSERT INTO text (sha256, length, body) VALUES (?, ?, CAST(? AS TEXT))"
        " ON CONFLICT (sha256) DO NOTHING",
        ((sha256, len(body), body.encode()) for sha256, body in texts.items()),
    )


def put_rows(connection: sqlite3.Connection, changes: Iterable[RowChange]) -> None:
    """Put every row from `before` to `after`; raises `RowsDiffer` or sqlite3.Error."""
    gone: dict[TableForm, list[Cells]] = {}
    changed: dict[TableForm, list[tuple[Cells, Cells]]] = {}
    fresh: dict[TableForm, list[Cells]] = {}
    for form, before, after in changes:
        if before is not None and after is not None:
            changed.setdefault(form, []).append((before, after))
        elif before is not None:
            gone.setdefault(form, []).append(before)
        elif after is not None:
            fresh.setdefault(form, []).append(after)
    _put(connection, gone, changed, fresh)


def put_tables(connection: sqlite3.Connection, tables: Sequence[TableRows]) -> list[RowChange]:
    """Put the rows of a lot of the history, and give what it changed of rows that stay."""
    rows = {one.form: whole_rows(connection, one.changed) for one in tables}
    changed = {form: [(one.before or (), one.after or ()) for one in rows[form]] for form in rows}
    gone = {one.form: one.gone for one in tables}
    fresh = {one.form: one.fresh for one in tables}
    _put(connection, gone, changed, fresh)
    return [one for some in rows.values() for one in some]


def _put(
    connection: sqlite3.Connection,
    gone: Mapping[TableForm, list[Cells]],
    changed: Mapping[TableForm, list[tuple[Cells, Cells]]],
    fresh: Mapping[TableForm, list[Cells]],
) -> None:
    """What goes, goes first: so a name that may stand only once is free again.

    What points where is looked at when the transaction ends; suggestions about what goes go too,
    and are called as versions of the scheme call things.
    """
    by_table = {form.name: [row[0] for row in rows] for form, rows in gone.items()}
    unnamed: set[int] = set()
    if "article" in by_table or "actor" in by_table:
        unnamed = clear(connection, by_table.get("article", ()), by_table.get("actor", ()))
    for form, rows in gone.items():
        _each(connection, form.delete, rows)
    for form, pairs in changed.items():
        _each(connection, form.update, [form.updating(*pair) for pair in pairs])
    for form, rows in fresh.items():
        connection.executemany(form.insert, map(form.inserting, rows) if form.derived else rows)
    _seal_again(connection, unnamed)
    for form in (gone.keys() | fresh.keys()) & {FORMS["scheme"]}:
        if call_as_versions(connection, gone.get(form, ()), fresh.get(form, ())):
            _seal_again(connection, None)


def _seal_again(connection: sqlite3.Connection, articles: Collection[int] | None) -> None:
    """Seal suggestions that changed with what they rest on (None = all)."""
    if articles is None or articles:
        from annotator.store.health.suggested import seal_again

        seal_again(connection, articles)


def _each(connection: sqlite3.Connection, statement: str, values: list[Cells]) -> None:
    """Do a statement that must concern one row for each of `values`."""
    if values and connection.executemany(statement, values).rowcount != len(values):
        raise rows_differ()


def current_cells(connection: sqlite3.Connection, form: TableForm, key: Cells) -> Cells | None:
    """Give the cells of the row of this key as it is in the file now; None where there is none."""
    found: Cells | None = connection.execute(form.select_one, key).fetchone()
    return found


def current_row(connection: sqlite3.Connection, table: str, key: Key, uids: Uids) -> Row | None:
    """Give the row of this key as it is in the file now; None where there is none."""
    form = FORMS[table]
    cells = current_cells(connection, form, form.key_cells(key, uids))
    return None if cells is None else form.row(cells, uids.text)


def first_different(
    connection: sqlite3.Connection, changes: Iterable[Change | Logged], uids: Uids
) -> str | None:
    """Give the table of the first change whose row is not as its `before` says, or None."""
    for change in changes:
        if isinstance(change, Logged):
            fits = change.fits(current_cells(connection, change.form, change.key))
            table = change.form.name
        else:
            table = change.table
            fits = current_row(connection, table, change.key(), uids) == change.before
        if not fits:
            return table
    return None


def whole_rows(connection: sqlite3.Connection, changes: Iterable[Logged]) -> list[RowChange]:
    """Give changes of the history with the whole rows, as far as they only say what differs.

    Raises `RowsDiffer` where a row is not as the history says.
    """
    found: list[RowChange] = []
    for change in changes:
        before, after = change.before, change.after
        if isinstance(before, tuple | None) and isinstance(after, tuple | None):
            found.append(RowChange(change.form, before, after))
            continue
        row = current_cells(connection, change.form, change.key)
        if row is None or not change.fits(row):
            raise rows_differ()
        found.append(RowChange(change.form, row, change.onto(row)))
    return found


class SummaryMaker:
    """Gathers what the changes of a large step touch, while they go by."""

    def __init__(self, uids: Uids) -> None:
        """Begin with nothing."""
        self._uids = uids
        self._n = 0
        self._tables: set[str] = set()
        self._articles: tuple[set[Cell], set[Cell], set[Cell]] = (set(), set(), set())
        self._of_context: list[RowChange] = []

    def add(self, tables: Iterable[TableRows], changed: Iterable[RowChange]) -> None:
        """Look at rows that go and come, and at those that stay."""
        for form, gone, fresh, _ in tables:
            self._add(form, gone, fresh, len(gone) + len(fresh))
            if form.name in OF_CONTEXT or form.name == "attribute":
                self._add_to_context(form, [RowChange(form, cells, None) for cells in gone])
                self._add_to_context(form, [RowChange(form, None, cells) for cells in fresh])
        by_table: dict[TableForm, list[RowChange]] = {}
        for one in changed:
            by_table.setdefault(one.form, []).append(one)
        for form, some in by_table.items():
            before = [one.before for one in some if one.before is not None]
            after = [one.after for one in some if one.after is not None]
            self._add(form, before, after, len(some))
            self._add_to_context(form, some)

    def _add(
        self, form: TableForm, before: Sequence[Cells], after: Sequence[Cells], n: int
    ) -> None:
        self._n += n
        if n:
            self._tables.add(form.name)
        at, (every, new, gone) = form.article_at, self._articles
        if at is not None:
            were, are = {cells[at] for cells in before}, {cells[at] for cells in after}
            every.update(were, are)
            if form.name == "article":
                new |= are - were
                gone |= were - are

    def _add_to_context(self, form: TableForm, changes: Sequence[RowChange]) -> None:
        if form.name in OF_CONTEXT:
            self._of_context += changes
        elif form.name == "attribute":
            self._of_context += [one for one in changes if (one[2] or one[1] or ())[0] == "actor"]

    def summary(self) -> ChangeSummary:
        """Give what was seen."""
        every, new, gone = (
            frozenset(self._uids.text(number) for number in some if isinstance(number, int))
            for some in self._articles
        )
        of_context = changes_of(self._of_context, self._uids)
        return ChangeSummary(self._n, frozenset(self._tables), every, new, gone, of_context)


# --- the history ------------------------------------------------------------------------------


def put_step(connection: sqlite3.Connection, step: Step, uids: Uids) -> ChangeSummary:
    """Do a step's changes and write it into the history; give what a large one touched.

    Its `id` and `number` are set already. Of a large step only some changes are held at a time.
    """
    if step.number is None:
        raise ValueError("a step without a number")
    log = Log(connection, step.number)
    seen = SummaryMaker(uids)
    put_texts(connection, step.texts)
    with _roomy(connection) if isinstance(step.changes, Blocks) else nullcontext():
        for some in _some_at_once(step.changes):
            many = [one for one in some if isinstance(one, NewRows)]
            if many:
                uids.keep(new_ids(some))
            rows = row_changes([one for one in some if isinstance(one, Change)], uids)
            put_rows(connection, rows)
            log.add(rows)
            tables = _fresh_tables(many, uids)
            put_tables(connection, tables)
            for form, _, fresh, _ in tables:
                log.add([(form, None, cells) for cells in fresh])
            if isinstance(step.changes, Blocks):
                seen.add(tables, rows)
                put_texts(connection, step.changes.texts)
                step.changes.texts.clear()
    small = log.small()
    args = to_json(dict(step.args) if small is None else pointing(step.args, small, uids))
    by, at = uids.kept(step.by), seconds(step.at)
    total = StepSum(act=step.act, args=args, by=by, at=at)
    text = log.finish(total)
    uid = uids.kept(step.id)
    cells = (step.number, uid, step.act, args, by, at, log.n_changes)
    kept = total.digest() + step_seal(step.number, uid)
    connection.execute(_INSERT_STEP, (*cells, kept, text))
    return seen.summary()


@contextmanager
def _roomy(connection: sqlite3.Connection) -> Iterator[None]:
    """Let more pages wait in memory meanwhile."""
    before = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = -{_LARGE_CACHE:d}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before:d}")


def _fresh_tables(many: Iterable[NewRows], uids: Uids) -> list[TableRows]:
    return [TableRows(form, [], rows, []) for form, rows in fresh_rows(many, uids).items()]


def _some_at_once(
    changes: tuple[Change, ...] | Blocks,
) -> Iterator[Sequence[Change | NewRows]]:
    if isinstance(changes, tuple) and len(changes) <= BLOCK_CHANGES:
        yield changes
        return
    some: list[Change | NewRows] = []
    n = 0
    for part in changes.parts() if isinstance(changes, Blocks) else changes:
        some.append(part)
        n += n_of(part)
        if n >= _AT_ONCE:
            yield some
            some, n = [], 0
    if some:
        yield some


# --- facts about the file ---------------------------------------------------------------------


def meta_sum(values: Mapping[str, str]) -> str:
    """Give the checksum over the facts of a file; the one under "sum" is left out."""
    kept = {key: value for key, value in values.items() if key != "sum"}
    return hashlib.sha256(to_json(kept).encode()).hexdigest()


def put_meta(connection: sqlite3.Connection, values: Mapping[str, str | None]) -> None:
    """Set facts about the file and the checksum over all of them; one that is None goes."""
    found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    wanted = {key: value for key, value in {**found, **values}.items() if value is not None}
    wanted["sum"] = meta_sum(wanted)
    gone = [(key,) for key in found if key not in wanted]
    connection.executemany("DELETE FROM meta WHERE key = ?", gone)
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(key, value) for key, value in wanted.items() if found.get(key) != value],
    )


def renew(connection: sqlite3.Connection) -> None:
    """Bring a file of an earlier program up to date: what lists are searched in, tables."""
    form = FORMS["article"]
    later = [table for table in LATER if not has_table(connection, table)]
    old = connection.execute(f"{form.select} WHERE {OLD_KEYS}").fetchall()
    former = [table for table in FORMER if has_table(connection, table)]
    if not (later or former or old):
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for table in later:
            connection.execute(LATER[table])
        for table in former:
            connection.execute(f"DROP TABLE {table}")
        connection.executemany(
            "UPDATE article SET title_key = ?, outlet_key = ? WHERE id = ?",
            [(*form.derived_of(cells), cells[0]) for cells in old],
        )
