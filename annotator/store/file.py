"""A project file is recognised, refused or opened here, in the order of the design.

What is in its tables is read in read.py and written in journal.py; damage inside is looked for in
check.py; a new file is made in new_file.py. A file that is not ours is never written.
"""

import contextlib
import errno
import logging
import os
import sqlite3
import threading
from contextlib import AbstractContextManager
from pathlib import Path
from weakref import WeakSet

from annotator import disk
from annotator.errors import AnnotatorError, DamagedProject, DiskFailed, ReadOnly, Where
from annotator.language import tr
from annotator.store import torn
from annotator.store.connection import being_written, cannot_read, closed, connect, reading
from annotator.store.header import (
    FileFacts,
    forget_open,
    has_open_journal,
    incomplete,
    look,
    of_other_format,
    remember_open,
    too_long,
)
from annotator.store.journal import Journal
from annotator.store.lists.columns import ArticleColumns
from annotator.store.lock import StrangeLock, WriterLock, take_lock
from annotator.store.moments import anew
from annotator.store.outside.place import FoundFile, find_file, gone, identity_at, stamp_at
from annotator.store.read import Reader
from annotator.store.schema import FORMAT
from annotator.work import Cancel, Watch

logger = logging.getLogger(__name__)

# Looking through all pages of a large project takes longer than a window may take to open.
_QUICK_S = 0.1
_PAGES, _SOON_S = 2_000, 0.01
"""So many pages of a copy are taken before it is asked whether it is still wished."""
_LOT = 500
"""So many pages are copied while nobody can write: 2 MB, a few milliseconds."""
_MOST_BEGUN = 4


class ProjectFile:
    """An open project file: gives a journal to write and readers to read; holds the lock."""

    def __init__(
        self,
        facts: FileFacts,
        lock: WriterLock | None,
        read_only_why: str,
        connection: sqlite3.Connection,
    ) -> None:
        """Hold a file that was looked at, with a connection to it; use `open_file`."""
        self._facts = facts
        self._lock = lock
        self._is_open = True
        # It sees the file that was opened, whatever becomes of the name: copies are made from it.
        self._connection = connection
        self._copying = threading.Lock()
        self._readers: WeakSet[Reader] = WeakSet()
        self._columns = ArticleColumns()
        self.path = facts.path
        self.project_id = ""
        self.read_only = lock is None
        self._read_only_why = read_only_why
        self.is_looked_through = True
        self.trouble: AnnotatorError | None = None
        """What became of the file, while nothing may be written for that."""

    def journal(self) -> Journal:
        """Give the writing connection, for the thread that calls this; at most one at a time.

        Raises `ReadOnly` with the reason when the project is open to read only.
        """
        if self._lock is None:
            raise self.refusal()
        return Journal(self.path, identity=self._facts.identity)

    def only_read(self, why: str) -> None:
        """Let a project that is open to read say why: it is the project as it was."""
        self._read_only_why = why

    def refusal(self) -> ReadOnly:
        """Give the error for whoever wants to write what is open to read only, with the reason."""
        return ReadOnly(
            self._read_only_why or tr("This project was opened to read."),
            tr("Save a copy to work on it.")
            if self._read_only_why
            else tr("Open it to write, or save a copy to work on it."),
            Where(str(self.path)),
        )

    def reader(self) -> Reader:
        """Give a reading connection, for one thread. Raises `CannotOpen` or `ProjectMoved`."""
        if not self._is_same():
            raise gone(self.path, self.whereabouts())
        # After a failure of the disk a reader may be the first to come, and must roll back.
        reader = Reader(self.path, may_roll_back=not self.read_only, columns=self._columns)
        with self._copying:
            self._readers.add(reader)
        return reader

    def snapshot(self, *, goes_out: bool = False) -> AbstractContextManager[Reader]:
        """Give a reader that stays at this moment, whatever is written while one reads.

        One that `goes_out` is looked through first. For any thread. Raises `CannotOpen`,
        `DamagedProject`, `CannotWrite` and `DiskFull`.
        """
        from annotator.store.copies.snapshot import snapshot

        return snapshot(self.copy_pages, self.path, goes_out=goes_out)

    def copy_to(self, to: Path) -> None:
        """Write a copy of the project as `to`, whole or not at all, never over a file.

        Of the file that was opened, also when it was moved, replaced or deleted since. For any
        thread. Raises `TargetExists`, `CannotWrite`, `DiskFull` and `CannotOpen`.
        """
        from annotator.store.new_file import made

        with made(to) as beside:
            with contextlib.suppress(OSError):  # a disk that knows no rights
                # Whoever may not read the project may not read its copy.
                beside.chmod(self._facts.rights)
            self.copy_pages(beside)

    def copy_pages(self, to: Path, watch: Watch | None = None) -> None:
        """Fill a file with all that is saved; whoever wants it to last waits for the disk.

        Where somebody watches it goes lot by lot, so that no step waits for it. Raises
        `CannotOpen`, `Cancelled`, and OSError for the disk it goes to.
        """
        with self._copying:
            if not self._is_open:
                raise closed()
            if not self._is_same() and has_open_journal(self.path):
                # SQLite would take the journal of what lies there now for that of our file.
                raise being_written(self.path)
            try:
                with contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target:
                    target.execute("PRAGMA synchronous = OFF")
                    copy_into(self._connection, target, watch)
            except sqlite3.Error as problem:
                if problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                    raise OSError(errno.ENOSPC, "no room for a copy") from problem
                raise cannot_read(problem, self.path) from problem

    def copy_from_disk(self, to: Path, cancel: Cancel) -> None:
        """Fill a file with the pages as they are on the disk now, not as memory has them.

        For any thread. Raises `CannotOpen` and its kinds, `Cancelled`, and OSError for the disk it
        goes to.
        """

        def go_on(*_: int) -> None:
            cancel.check()

        if not self._is_same():
            raise gone(self.path, self.whereabouts())
        with (
            reading(self.path),
            contextlib.closing(connect(self.path, write=False)) as source,
            contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target,
        ):
            target.execute("PRAGMA synchronous = OFF")
            try:
                source.backup(target, pages=_PAGES, progress=go_on, sleep=_SOON_S)
            except sqlite3.Error as problem:
                if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
                    raise OSError(errno.ENOSPC, "no room for a copy") from problem
                raise

    def look_through(self) -> None:
        """Look at all pages to the end; for a worker, when `is_looked_through` is False.

        Raises `DamagedProject`.
        """
        # A connection of its own: the kept one would trust the pages it has in memory.
        with reading(self.path), contextlib.closing(connect(self.path, write=False)) as connection:
            torn.check_pages(connection, self.path, seconds=float("inf"))
        self.is_looked_through = True

    def close(self) -> None:
        """Give the lock back and close all readers; journals are closed by who took them."""
        if self._is_open:
            self._is_open = False
            with contextlib.ExitStack() as ends:
                # Last, and whatever else goes wrong: nobody else could open the project.
                if self._lock is not None:
                    ends.callback(self._lock.release)
                ends.callback(forget_open, self._facts.identity)
                with self._copying:
                    for reader in tuple(self._readers):
                        reader.close()
                    self._connection.close()

    def __enter__(self) -> "ProjectFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def whereabouts(self) -> FoundFile:
        """Find the file that was opened, by what it is and not by its name."""
        return find_file(self.path, self._facts.identity)

    def stamp(self) -> tuple[int, int]:
        """Give size and time of what lies at its path: they differ when somebody has written."""
        return stamp_at(self.path)

    def forget_pages(self) -> None:
        """Read from the disk anew what copies are made of: another program has written there."""
        with self._copying, reading(self.path):
            if self._is_open and self._is_same():
                fresh = connect(self.path, write=False, query_only=not self.read_only)
                self._connection.close()
                self._connection = fresh

    def give_lock_back(self) -> None:
        """Let another be opened under the name of this file, of which nothing is written more."""
        if self._lock is not None:
            self._lock.release()

    def _is_same(self) -> bool:
        return identity_at(self.path) == self._facts.identity


class _TooOften(Exception):
    """Steps come faster than the file can be copied between them."""


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection, watch: Watch | None) -> None:
    """Copy all pages of a database: at once, or lot by lot where somebody watches.

    SQLite begins anew after each step that somebody else writes meanwhile; where that happens too
    often, the rest is done at once. Raises sqlite3.Error and `Cancelled`.
    """
    if watch is None:
        source.backup(target)
        return
    left, n_begun = -1, 0
    (page_bytes,) = source.execute("PRAGMA page_size").fetchone()

    def go_on(_status: int, remaining: int, total: int) -> None:
        nonlocal left, n_begun
        watch.cancel.check()
        done, of = (n * page_bytes // 1024**2 for n in (total - remaining, total))
        watch.progress(done, of, tr("MB"))
        n_begun += remaining > left
        left = remaining
        if n_begun > _MOST_BEGUN:
            raise _TooOften

    try:
        source.backup(target, pages=_LOT, progress=go_on, sleep=0)
    except _TooOften:
        source.backup(target)


def open_file(
    path: Path, *, read_only: bool = False, who: str = "", anyway: bool = False
) -> "ProjectFile":
    """Open the project at `path` for the coder called `who`, after all checks of opening.

    A folder or file that cannot be written opens to read; `refusal` then says so. `anyway` takes
    over the lock that another computer left. Raises `CannotOpen` and its kinds.
    """
    facts = look(path, may_be_longer=True)
    remember_open(facts.identity)
    with contextlib.ExitStack() as undone:
        undone.callback(forget_open, facts.identity)
        lock, why = (None, "") if read_only else _lock(facts, who, anyway=anyway)
        if lock is not None:
            undone.callback(lock.release)
        try:
            file = _opened(facts, lock, why, path)
        except (DamagedProject, DiskFailed):
            # A disk may fail once: what it gives the next time is looked at.
            file = _opened(facts, lock, why, path)
        undone.pop_all()
    return file


def _opened(facts: FileFacts, lock: WriterLock | None, why: str, path: Path) -> "ProjectFile":
    """Connect to a file and look whether it is sound; raises what is wrong."""
    may_roll_back = lock is not None or facts.has_journal
    with reading(path):
        connection = connect(facts.path, write=False, query_only=may_roll_back)
    try:
        file = ProjectFile(facts, lock, why, connection)
        _check(file, connection, path, facts)
    except BaseException:
        connection.close()
        raise
    return file


def _lock(facts: FileFacts, who: str, *, anyway: bool) -> tuple[WriterLock | None, str]:
    """Give the writer lock, or None and why the project can only be read."""
    if not os.access(facts.path, os.W_OK):
        return None, tr("Read only: this file cannot be written.")
    try:
        return take_lock(facts.path, who=who, anyway=anyway), ""
    except StrangeLock as strange:
        sentence = tr("Read only: “{name}” beside it is no lock of Annotator.", name=strange)
        return None, f"{sentence} {tr('Take it away to write here.')}"
    except OSError as problem:
        if disk.is_full(problem):
            return None, tr("Read only: the disk is full.")
        return None, tr("Read only: this folder cannot be written.")


def _check(file: ProjectFile, connection: sqlite3.Connection, path: Path, facts: FileFacts) -> None:
    """Look whether the file is sound; raises what is wrong."""
    with reading(path):
        connection.execute("BEGIN")
        check_format(connection, facts, path)
        torn.check_schema(connection, path)
        file.is_looked_through = torn.check_pages(connection, path, seconds=_QUICK_S)
        torn.check_last_step(connection, path)
        project = connection.execute("SELECT value FROM meta WHERE key = 'project_id'").fetchone()
        if facts.is_longer and not file.read_only:
            anew.cut(connection, facts.path)
        connection.execute("ROLLBACK")
    if project is None:
        raise torn.torn_copy(path)
    file.project_id = str(project[0])


def check_format(connection: sqlite3.Connection, facts: FileFacts, path: Path) -> None:
    """See format and length; what a journal may have hidden from the first look is seen now."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if number != FORMAT:
        raise of_other_format(path, number)
    if facts.is_longer and not anew.is_cut_late(connection, facts.path):
        raise too_long(path)
    if facts.has_journal:
        pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
        size: int = connection.execute("PRAGMA page_size").fetchone()[0]
        have = facts.path.stat().st_size // size
        if have < pages:
            raise incomplete(path, have, pages)
