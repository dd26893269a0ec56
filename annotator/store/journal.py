"""The one writer of a project file: applies steps, undoes and redoes them by the history.

A step is on disk when `apply` returns. Used by one thread. Which rows a change touches is in
write.py; opening and locking the file in file.py.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from annotator.errors import (
    AnnotatorError,
    Cancelled,
    CannotWrite,
    ForeignFile,
    StepRefused,
    WrongUse,
)
from annotator.language import tr
from annotator.model.article import Json
from annotator.model.changes import Blocks, Change, Step
from annotator.model.ids import IdMaker, new_id
from annotator.store.connection import (
    cannot_write,
    close_writer,
    commit,
    connect,
    failed_in_writing,
    reading,
    save_unknown,
)
from annotator.store.header import has_open_journal
from annotator.store.health.suggested import seal_layers, unsealed
from annotator.store.history import (
    STEP_COLUMNS,
    BrokenHistory,
    Logged,
    changes_in,
    logs_of,
    rows_in,
    step_of,
)
from annotator.store.moments.anew import write_anew
from annotator.store.moments.forgetting import FORGET, forget_before
from annotator.store.moments.naming import put_step_name
from annotator.store.moments.turns import count_turns
from annotator.store.outside.place import find_file, gone, identity_at, stamp_at
from annotator.store.rows_sql import changes_of, row_changes, row_in_words
from annotator.store.uids import Uids, UnknownOrigin
from annotator.store.write import (
    PROGRAM,
    SummaryMaker,
    compact,
    first_different,
    put_meta,
    put_rows,
    put_step,
    put_tables,
    renew,
    whole_rows,
)
from annotator.work import Watch

FIRST_ACT = "new"
"""The act of the step that made the file; it is never undone."""
_FIRST = frozenset({FIRST_ACT, FORGET})

MANY_MARKS = 100
"""A step that takes away more of them is asked about before it is undone or done again."""

_STEP = f"SELECT {STEP_COLUMNS} FROM step"
_FIRST_UNDONE = "SELECT min(id) FROM step WHERE state <> 'done' AND state = 'undone'"
_LAST_DONE = (
    f"{_STEP} WHERE state = 'done' AND changes > 0"
    f" AND id < coalesce(({_FIRST_UNDONE}), 1 << 62) ORDER BY id DESC LIMIT 1"
)
_DROP = "UPDATE step SET state = 'dropped' WHERE state <> 'done' AND state = 'undone'"
_NEXT_UNDONE = f"{_STEP} WHERE id = ({_FIRST_UNDONE})"

_Done = TypeVar("_Done")
_Verb: TypeAlias = Literal["do", "undo", "redo"]
_SUGGESTED_AT_ONCE = 500
"""So many rows of suggestions are written before it is asked again whether anybody waits."""
_KNOWN = (StepRefused, sqlite3.Error, UnicodeError, OverflowError, BrokenHistory, UnknownOrigin)
"""What can go wrong in a transaction without a mistake of the program."""


class Journal:
    """The writing connection with its history. Make it, use it and close it in one thread."""

    def __init__(self, path: Path, *, identity: tuple[int, int], ids: IdMaker = new_id) -> None:
        """Open the file at `path` to write; `identity` is its device and inode at opening.

        Raises `CannotWrite` or `ProjectMoved`.
        """
        self._path = path
        self._identity = identity
        self._ids = ids
        self._connection: sqlite3.Connection | None = None
        self._version, self._stamp = 0, (0, 0)
        self._newest: tuple[int, int, str] | None = None
        self._program_is_ours = False
        self._uids: Uids | None = None
        self._tried: Callable[[], Iterable[Change]] | Callable[[], list[Logged]] = tuple
        self._connected()

    def close(self) -> None:
        """Close the connection and take the empty journal file away; the next use opens anew."""
        connection, self._connection = self._connection, None
        if connection is not None:
            close_writer(connection, takes_journal=not self._is_replaced())

    # --- acts -------------------------------------------------------------------------------

    def apply(self, step: Step) -> Step:
        """Do a step and keep it in the history; give it with its `id` and `number`.

        It is on disk when this returns. The changes given back are those that were done: one per
        row, without those that change nothing; an empty step leaves no trace and comes back
        without a number. What was undone can no longer be redone. Raises `StepRefused` (nothing
        was done), `DiskFull`, `ProjectMoved`, `SaveUnknown`, `CannotWrite`.
        """
        is_large = isinstance(step.changes, Blocks)
        done = step if is_large else replace(step, changes=compact(step.changes))
        if done.is_empty():
            return replace(done, id="", number=None)

        def work(connection: sqlite3.Connection, uids: Uids) -> Step:
            self._tried = lambda: done.changes
            connection.execute(_DROP)
            last = connection.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
            named = replace(done, id=done.id or self._ids(), number=last + 1)
            summary = put_step(connection, named, uids)
            if is_large:
                again = self._read_again(named.number, back=False)
                named = replace(named, changes=Blocks(again, summary))
            facts = {} if self._program_is_ours else {"program": PROGRAM}
            if facts or done.facts:
                put_meta(connection, {**facts, **done.facts})
            return named

        written = self._in_transaction(work, "do")
        self._program_is_ours = True
        return written

    def suggest(self, step: Step, check: Callable[[], None] = lambda: None) -> Step:
        """Write what a suggester proposes, in one transaction; it is in no history.

        Raises as `apply`; a row that is not as it was when the suggester read refuses all. `check`
        is called after some changes each and may raise `Cancelled`: then nothing was done.
        """
        blocks = _in_blocks(step.changes, check)
        changes = compact(one for some in blocks for one in some)
        done = replace(step, changes=changes)

        def work(connection: sqlite3.Connection, uids: Uids) -> Step:
            self._tried = lambda: changes
            articles = {uids.kept(one) for one in _articles_of(changes)}
            with unsealed(connection, articles):
                for some in _in_blocks(changes, check):  # what goes first stands first
                    put_rows(connection, row_changes(some, uids))
                check()
            if any(one.table == "layer" for one in changes):
                seal_layers(connection)
            return done

        return done if done.is_empty() else self._in_transaction(work, "do")

    def undo(self, watch: Watch | None = None) -> Step:
        """Undo the last step that is done; give the step whose changes have now happened.

        Raises `WrongUse` when there is none, `StepRefused` when a row is no longer as the step
        left it, `Cancelled` when whoever watches wishes it (nothing was done), else as `apply`.
        """
        return self._walk("undo", None, watch)[0]

    def redo(self, watch: Watch | None = None) -> Step:
        """Do the step again that was undone last; give it with its changes.

        Raises `WrongUse` when there is none, else as `undo`.
        """
        return self._walk("redo", None, watch)[0]

    def undo_to(self, number: int, watch: Watch | None = None) -> tuple[Step, ...]:
        """Undo all steps that are done behind the one of this number, in one go; as `undo`."""
        return self._walk("undo", number, watch)

    def redo_to(self, number: int, watch: Watch | None = None) -> tuple[Step, ...]:
        """Do all undone steps again up to and with the one of this number, in one go."""
        return self._walk("redo", number, watch)

    def name_step(self, number: int, name: str | None) -> Step:
        """Give a step a name, None = take it away; give the step without its changes.

        This is no step itself, and cannot be undone. Raises `WrongUse` and what `apply` raises.
        """

        def work(connection: sqlite3.Connection, uids: Uids) -> Step:
            put_step_name(connection, number, name)
            found = _find(connection, uids, f"{_STEP} WHERE id = {number:d}")
            if found is None:
                raise AssertionError("a step that has just got its name")
            return found

        return self._in_transaction(work, "do")

    def forget_before(
        self, number: int, state: Path, said: Mapping[str, Json], watch: Watch
    ) -> tuple[Step, bool]:
        """Forget what lies before a step, of which `state` is a copy as the project was then.

        Gives the step, which is the first now, and whether the file was written anew, so that
        none of it stands in pages that are free. Raises `WrongUse`, `Cancelled` (nothing was
        done) and what `apply` raises.
        """

        def work(connection: sqlite3.Connection, uids: Uids) -> Step:
            forget_before(connection, uids, number, state, said, watch)
            found = _find(connection, uids, f"{_STEP} WHERE id = {number:d}")
            if found is None:
                raise AssertionError("a step that has just been written")
            return found

        return self._in_transaction(work, "do"), self._written_anew()

    def _written_anew(self) -> bool:
        """Let SQLite write the whole file anew; say whether there was room and nobody reading."""
        connection = self._connected()
        try:
            write_anew(connection, self._path)
        except (sqlite3.Error, OSError):
            return False
        finally:
            self.close()
        return True

    def takes_much(self, *, back: bool) -> Step | None:
        """Give the step that is undone (`back`) or done again next if it takes away much.

        Much is an article, or more than `MANY_MARKS` marks. The step comes without its changes;
        only as much of them is read as tells.
        """
        connection = self._connected()
        uids = self._uids or Uids(connection)
        try:
            with reading(self._path):
                head = _find(connection, uids, _LAST_DONE if back else _NEXT_UNDONE)
                if head is None or head.act in _FIRST:
                    return None
                logs = logs_of(connection, head.number)
                return head if any(_counting(logs, back=back)) else None
        except (BrokenHistory, UnknownOrigin):
            return None  # undoing it says so

    def turned_next(self, to: int | None, *, back: bool) -> tuple[Step, int] | None:
        """Give the step that is undone (`back`) or done again next, without its changes, and how
        many rows change, of all steps as far as the one of number `to` where one is named.

        None where there is none, or where its history is damaged: undoing it says so.
        """
        connection = self._connected()
        state, beyond = ("done", ">") if back else ("undone", "<=")
        try:
            with reading(self._path):
                uids = self._uids or Uids(connection)
                head = _find(connection, uids, _LAST_DONE if back else _NEXT_UNDONE)
                if head is None:
                    return None
                which, number = ("=", head.number) if to is None else (beyond, to)
                sql = f"SELECT coalesce(sum(changes), 0) FROM step WHERE state = ? AND id {which} ?"
                n_changes: int = connection.execute(sql, (state, number)).fetchone()[0]
        except (BrokenHistory, UnknownOrigin):
            return None
        return head, n_changes

    def _walk(
        self, verb: Literal["undo", "redo"], to: int | None, watch: Watch | None
    ) -> tuple[Step, ...]:
        back = verb == "undo"
        sql, watch = _LAST_DONE if back else _NEXT_UNDONE, watch or Watch()

        def is_wanted(head: Step) -> bool:
            number = head.number or 0
            is_within = to is None or (number > to if back else number <= to)
            return is_within and not (back and head.act in _FIRST)

        def work(connection: sqlite3.Connection, uids: Uids) -> tuple[Step, ...]:
            walked: list[Step] = []
            while to is not None or not walked:
                head = _find(connection, uids, sql)
                if head is None or not is_wanted(head):
                    break
                watch.cancel.check()
                walked.append(self._moved(connection, uids, head, watch, back=back))
            if not walked:
                raise _nothing_to(verb)
            count_turns(connection, len(walked), walked[-1].number or 0, back=back)
            return tuple(walked)

        return self._in_transaction(work, verb)

    def _moved(
        self, connection: sqlite3.Connection, uids: Uids, head: Step, watch: Watch, *, back: bool
    ) -> Step:
        """Do or undo the rows of a step of the history, and give it with its changes."""
        number = head.number
        sql = "SELECT log IS NOT NULL, changes FROM step WHERE id = ?"
        changes: tuple[Change, ...] | Blocks
        is_small, n_changes = connection.execute(sql, (number,)).fetchone()
        if is_small:
            (log,) = logs_of(connection, number)
            self._tried = partial(_tried, log, back=back)
            rows = whole_rows(connection, self._tried())
            put_rows(connection, rows)
            changes = changes_of(rows, uids)
        else:
            seen = SummaryMaker(uids)
            done = 0
            for log in logs_of(connection, number, backwards=back):
                watch.cancel.check()
                watch.progress(done, n_changes, tr("change"))
                self._tried = partial(_tried, log, back=back)
                tables = rows_in(log, back=back)
                seen.add(tables, put_tables(connection, tables))
                done += sum(len(one.gone) + len(one.fresh) + len(one.changed) for one in tables)
            changes = Blocks(self._read_again(number, back=back), seen.summary())
        state = "undone" if back else "done"
        connection.execute("UPDATE step SET state = ? WHERE id = ?", (state, number))
        return replace(head, changes=changes)

    def _read_again(self, number: int | None, *, back: bool) -> Callable[[], Iterator[Change]]:
        """Give what reads the changes of a large step, on a connection of its own."""
        path = self._path

        def read() -> Iterator[Change]:
            with reading(path), contextlib.closing(connect(path, write=False)) as connection:
                text = Uids(connection).text
                for log in logs_of(connection, number, backwards=back):
                    for one in _tried(log, back=back):
                        yield one.change(text)

        return read

    def changed_elsewhere(self) -> bool:
        """Say whether another program wrote to the file since this was last asked.

        Raises `ProjectMoved` when the path now names another file.
        """
        connection = self._connected()
        with reading(self._path):
            version = _data_version(connection)
        changed, self._version = version != self._version, version
        if not changed and stamp_at(self._path) != self._stamp:
            # SQLite looks at a counter alone, and another state may have come to the same number:
            # it would go on with pages that it has in memory. The time alone says nothing, since
            # some disks write it late.
            before = self._newest
            self.close()
            self._connected()
            changed = self._newest != before
        self._stamp = stamp_at(self._path)
        return changed

    # --- the transaction ----------------------------------------------------------------------

    def _in_transaction(
        self, work: Callable[[sqlite3.Connection, Uids], _Done], verb: _Verb
    ) -> _Done:
        """Do `work` whole or not at all; after a failure of the disk the file is opened anew."""
        connection = self._connected()
        uids = self._uids or Uids(connection)
        self._tried = tuple
        done: _Done | None = None
        try:
            connection.execute("BEGIN IMMEDIATE")
            done = work(connection, uids)
            commit(connection)
            self._stamp, self._newest = stamp_at(self._path), _newest(connection)
        except (WrongUse, Cancelled):
            connection.rollback()
            uids.forget()
            raise
        except _KNOWN as problem:
            self.close()
            if done is not None and failed_in_writing(problem):
                self._see_whether_saved(done, verb, problem)
            raise self._in_words(problem, verb) from problem
        except BaseException:
            self.close()
            raise
        return done

    def _see_whether_saved(self, done: object, verb: _Verb, problem: Exception) -> None:
        """Raise `SaveUnknown` unless what could not be committed is certainly not on the disk.

        A sync that fails after the journal is gone leaves the step there, said to have failed.
        """
        last = done[-1] if isinstance(done, tuple) else done
        if not isinstance(last, Step) or last.number is None:
            return
        sql = "SELECT uid, state FROM step WHERE id = ?"
        wanted = (last.id, "undone" if verb == "undo" else "done")
        try:
            # One that may roll the journal back, where that is still there.
            again = connect(self._path, write=False, query_only=True)
            with reading(self._path), contextlib.closing(again):
                row = again.execute(sql, (last.number,)).fetchone()
                if row is None or (Uids(again).text(row[0]), row[1]) != wanted:
                    return
        except (AnnotatorError, sqlite3.Error):
            if has_open_journal(self._path):
                return  # whoever opens the file next rolls the step back
            raise save_unknown(self._path, is_there=False) from problem
        raise save_unknown(self._path, is_there=True) from problem

    def _connected(self) -> sqlite3.Connection:
        """Give the connection, opened anew after a failure, to the file that was opened first."""
        self._same_file()
        if self._connection is None:
            try:
                self._connection = connect(self._path, write=True)
                renew(self._connection)
                self._uids = Uids(self._connection)
                self._version = _data_version(self._connection)
                self._stamp, self._newest = stamp_at(self._path), _newest(self._connection)
                self._program_is_ours = _program(self._connection) == PROGRAM
            except (sqlite3.Error, UnicodeError) as problem:
                self.close()
                raise cannot_write(problem, self._path) from problem
            except ForeignFile as problem:
                # Something was laid beside the file while it is open.
                raise CannotWrite(problem.message, problem.hint, problem.where) from problem
        return self._connection

    def _is_replaced(self) -> bool:
        return identity_at(self._path) not in (None, self._identity)

    def _same_file(self) -> None:
        if identity_at(self._path) != self._identity:
            raise gone(self._path, find_file(self._path, self._identity))

    def _in_words(self, problem: Exception, verb: _Verb) -> AnnotatorError:
        if isinstance(problem, BrokenHistory | UnknownOrigin):
            return StepRefused(
                tr("This step cannot be undone or done again: its history is damaged."),
                tr("Open the newest sound backup."),
            )
        known = isinstance(problem, StepRefused)
        constraint = isinstance(problem, sqlite3.IntegrityError)
        if not (known or constraint):
            return cannot_write(problem, self._path)
        table = self._first_that_differs()
        if table is None:
            return (
                problem if isinstance(problem, StepRefused) else cannot_write(problem, self._path)
            )
        return _refused(verb, table)

    def _first_that_differs(self) -> str | None:
        tried = self._tried()
        try:
            connection = self._connected()
            return first_different(connection, tried, self._uids or Uids(connection))
        except (*_KNOWN, AnnotatorError):
            # Which row it was is only an extra; the refusal itself is told in any case.
            return None


def _tried(log: str, *, back: bool) -> list[Logged]:
    logged = changes_in(log)
    return [one.inverse() for one in reversed(logged)] if back else logged


def _counting(logs: Iterable[str], *, back: bool) -> Iterator[bool]:
    """Say block by block whether what was gone through takes away much."""
    n_marks = 0
    for log in logs:
        gone = {one.form.name: len(one.gone) for one in rows_in(log, back=back)}
        n_marks += gone.get("span", 0)
        yield gone.get("article", 0) > 0 or n_marks > MANY_MARKS


def _refused(verb: _Verb, table: str) -> StepRefused:
    what = row_in_words(table)
    match verb:
        case "undo":
            sentence = tr("This step cannot be undone: {what} is not as it left it.", what=what)
        case "redo":
            sentence = tr("This step cannot be done again: {what} is not as it was.", what=what)
        case _:
            sentence = tr(
                "This step was not done: {what} is not as it was when you began.", what=what
            )
    return StepRefused(sentence, tr("Another program changed the project. Read it again."))


def _nothing_to(verb: Literal["undo", "redo"]) -> WrongUse:
    if verb == "undo":
        return WrongUse(tr("There is nothing to undo."), tr("The list of steps shows why."))
    return WrongUse(tr("There is nothing to redo."), tr("The list of steps shows why."))


def _in_blocks(
    changes: Iterable[Change], check: Callable[[], None]
) -> Iterator[tuple[Change, ...]]:
    """Give changes some at a time, and ask before each of them."""
    left = iter(changes)
    while some := tuple(islice(left, _SUGGESTED_AT_ONCE)):
        check()
        yield some


def _articles_of(changes: Iterable[Change]) -> set[str]:
    """Give the ids of the articles that suggesters have read, or found otherwise than before."""
    tables = ("suggested", "span", "link")
    rows = [one.after or one.before or {} for one in changes if one.table in tables]
    return {str(row["article_id"]) for row in rows}


def _find(connection: sqlite3.Connection, uids: Uids, sql: str) -> Step | None:
    cells = connection.execute(sql).fetchone()
    if cells is None:
        return None
    return step_of(cells, uids)


def _data_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


def _newest(connection: sqlite3.Connection) -> tuple[int, int, str] | None:
    """Give number, id and state of the newest step: two states of a file differ in it."""
    sql = "SELECT id, uid, state FROM step ORDER BY id DESC LIMIT 1"
    newest: tuple[int, int, str] | None = connection.execute(sql).fetchone()
    return newest


def _program(connection: sqlite3.Connection) -> str | None:
    cells = connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
    return None if cells is None else cells[0]
