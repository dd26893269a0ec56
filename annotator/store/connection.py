"""Every connection to a project file is made here, with the same settings, and here the errors
of SQLite become sentences. What is read or written is not known here.
"""

import contextlib
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from annotator import disk
from annotator.disk import shown
from annotator.errors import (
    AnnotatorError,
    CannotOpen,
    CannotRead,
    CannotWrite,
    DamagedProject,
    DiskFailed,
    DiskFull,
    ForeignFile,
    ProjectClosed,
    ProjectMoved,
    ReadOnly,
    SaveUnknown,
    StepRefused,
    Where,
)
from annotator.language import tr

BUSY_TIMEOUT_MS = 2_000
READING_TIMEOUT_MS = 10_000
"""A writer of many steps leaves short gaps: who reads must be more patient than who writes."""
COMMIT_PATIENCE_S = 60.0
_OLDEST_SQLITE = (3, 37, 0)
_LENGTH_LIMIT = 100_000_000
_SQL_LIMIT = 1_000_000
_OPERATIONS = 20_000
_NEARLY_FULL_BYTES = 256 * 1024

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
    "PRAGMA recursive_triggers = OFF",
)


def connect(path: Path, *, write: bool, query_only: bool = False) -> sqlite3.Connection:
    """Give a connection to the file at `path`, which must exist, with the settings of the design.

    `write` opens it for writing and takes the TRUNCATE journal; `query_only` forbids statements
    that write on a connection that may have to roll a journal back. Raises sqlite3.Error, and
    `ForeignFile` for what lies beside the file and would be taken for a part of it.
    """
    check_beside(path)
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise CannotOpen(
            tr("This computer's SQLite ({version}) is too old.", version=sqlite3.sqlite_version),
            tr("Annotator needs SQLite 3.37 or newer."),
        )
    mode = "rw" if write or query_only else "ro"
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=(BUSY_TIMEOUT_MS if write else READING_TIMEOUT_MS) / 1000,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _set_up(connection, write=write)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, *, write: bool) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LENGTH_LIMIT)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _SQL_LIMIT)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    for setting in _SETTINGS:
        connection.execute(setting)
    if write:
        connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
        connection.execute("PRAGMA synchronous = EXTRA")
    else:
        connection.execute("PRAGMA query_only = ON")


_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JUST_LOOKING = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _JUST_LOOKING |= getattr(os, _flag, 0)


def check_beside(path: Path) -> None:
    """Look at what SQLite would take for a part of the file, and Annotator never wrote.

    A pipe would let it wait for ever, a `-wal` it would read or delete, and a journal may name
    another file, which it deletes when it has rolled back. Raises `ForeignFile`.
    """
    wal, journal = (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal"))
    with contextlib.suppress(OSError):
        found = wal.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size:
            raise _of_others(wal, path)
    with contextlib.suppress(OSError):
        found = journal.lstat()
        if not stat.S_ISREG(found.st_mode) or (found.st_size and _names_another(journal)):
            raise _of_others(journal, path)


def _names_another(journal: Path) -> bool:
    try:
        handle = os.open(journal, _JUST_LOOKING)
    except OSError:
        return False  # gone meanwhile, or SQLite says that it may not read it
    try:
        os.lseek(handle, max(0, os.fstat(handle).st_size - len(_JOURNAL_MAGIC)), os.SEEK_SET)
        return os.read(handle, len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC
    finally:
        os.close(handle)


def _of_others(beside: Path, path: Path) -> ForeignFile:
    return ForeignFile(
        tr(
            "Beside “{name}” lies “{beside}”, which Annotator did not put there.",
            name=shown(path),
            beside=shown(beside),
        ),
        tr("Ask for the project alone; or move that file away, then open the project again."),
        Where(str(path)),
    )


_READS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_PRAGMA,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)


def only_reads(connection: sqlite3.Connection, is_over: Callable[[], bool]) -> None:
    """Let a connection do nothing but read, and stop at once when `is_over` says so."""

    def is_allowed(action: int, *names: str | None) -> int:
        harmless = action in _READS and "load_extension" not in names
        return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY

    connection.set_authorizer(is_allowed)
    connection.set_progress_handler(is_over, _OPERATIONS)


def close_writer(connection: sqlite3.Connection, *, takes_journal: bool = True) -> None:
    """Close a writing connection and take the empty journal away.

    Not where another file lies under the name now: it may be that file's journal.
    """
    try:
        if connection.in_transaction:
            connection.rollback()
        if takes_journal:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.Error:
        # The journal file stays, empty; the next opening takes it away.
        connection.close()
        return
    connection.close()


def commit(connection: sqlite3.Connection, patience_s: float = COMMIT_PATIENCE_S) -> None:
    """Commit; while another program reads or copies the file, try again instead of rolling back.

    Raises sqlite3.OperationalError when it is still busy after `patience_s` seconds.
    """
    until = time.monotonic() + patience_s
    while True:
        try:
            connection.execute("COMMIT")
        except sqlite3.OperationalError as problem:
            busy = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not (busy and connection.in_transaction) or time.monotonic() > until:
                raise
        else:
            return


# --- errors in words --------------------------------------------------------------------------


def _code(problem: sqlite3.Error) -> int:
    return getattr(problem, "sqlite_errorcode", None) or 0


def cannot_write(problem: Exception, path: Path) -> AnnotatorError:
    """Give the error with its sentence for a step that could not be written."""
    where = Where(str(path))
    code = _code(problem) if isinstance(problem, sqlite3.Error) else 0
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return disk_full(where)
        case sqlite3.SQLITE_IOERR if _is_full(path):
            return disk_full(where)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return ReadOnly(
                tr("“{name}” can no longer be written; this step was not saved.", name=shown(path)),
                tr("Look whether the folder may still be written, then do it again."),
                where,
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CannotWrite(
                tr("Another program is using “{name}”; this step was not saved.", name=shown(path)),
                tr("Wait until it is done, then do it again."),
                where,
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _damaged_in_writing(path, where)
        case sqlite3.SQLITE_CONSTRAINT | sqlite3.SQLITE_MISMATCH | sqlite3.SQLITE_TOOBIG:
            sentence = tr("This step does not fit what is in the project; nothing of it was done.")
            return StepRefused(sentence, tr("Read the article again and repeat the act."), where)
    if isinstance(problem, UnicodeDecodeError):
        # A damaged file can make even SQLite's own message unreadable.
        return _damaged_in_writing(path, where)
    if isinstance(problem, UnicodeError | OverflowError):
        return StepRefused(
            tr("This step holds signs or numbers that cannot be kept; nothing of it was done."),
            tr("Change the words and repeat the act."),
            where,
        )
    return _not_taken(where)


def _not_taken(where: Where) -> CannotWrite:
    sentence = tr("The disk did not take this step, so it was not saved.")
    hint = tr("Look whether the disk is in order and has room, then do it again.")
    return CannotWrite(sentence, hint, where)


def failed_in_writing(problem: Exception) -> bool:
    """Say whether the disk failed: then what was being committed may be there all the same."""
    return isinstance(problem, sqlite3.Error) and _code(problem) & 0xFF == sqlite3.SQLITE_IOERR


def save_unknown(path: Path, *, is_there: bool) -> SaveUnknown:
    """Give the error for a step of which it is not known whether the disk keeps it."""
    if is_there:
        sentence = tr(
            "The disk failed while this was saved: it is in “{name}” now, but whether it stays"
            " there is unknown.",
            name=shown(path),
        )
    else:
        sentence = tr("The disk failed while this was saved: whether it was is unknown.")
    hint = tr("What is shown is what the disk gives. Save a copy on another disk.")
    return SaveUnknown(sentence, hint, Where(str(path)))


def _damaged_in_writing(path: Path, where: Where) -> CannotWrite:
    if not _is_given(path) or _is_sound_now(path):
        return _not_taken(where)
    sentence = tr("“{name}” is damaged; this step was not saved.", name=shown(path))
    return CannotWrite(sentence, tr("Open the newest sound backup."), where)


def disk_full(where: Where) -> DiskFull:
    """Give the error for a disk without room."""
    sentence = tr("The disk is full: this step was not saved.")
    return DiskFull(sentence, tr("Free some space and do it again."), where)


def moved(path: Path) -> ProjectMoved:
    """Give the error for a file that is no longer the one that was opened."""
    return ProjectMoved(
        tr("“{name}” was moved or replaced while open.", name=shown(path)),
        tr(
            "Your last saved step is safe in the old file; save the project under a new name to"
            " go on."
        ),
        Where(str(path)),
    )


def damaged(path: Path, what: str) -> DamagedProject | DiskFailed:
    """Give the error for a damaged file; `what` says in a few words what was found.

    Where the disk does not give all of the file, it is another: SQLite calls both damage.
    """
    return certainly_damaged(path, what) if _is_given(path) else disk_failed(path)


def certainly_damaged(path: Path, what: str) -> DamagedProject:
    """Give the error for a damaged file where that is seen without reading much of it."""
    sentence = tr("“{name}” is damaged ({what}).", name=shown(path), what=what)
    hint = tr("Open the newest sound backup, or ask for the file to be sent again.")
    problem = DamagedProject(sentence, hint, Where(str(path)))
    problem.what = what
    return problem


_BLOCK = 1024 * 1024
_SECOND_LOOK_S = 2.0


def _is_given(path: Path) -> bool:
    """Say whether the disk gives all bytes of a file, as far as that can be known."""
    try:
        found = path.stat()
    except OSError:
        return True  # another trouble, with another sentence
    try:
        # Where SQLite has it open it is read by that handle: closing another drops its locks.
        own = _handle_on((found.st_dev, found.st_ino))
        if own is not None:
            return all(map(partial(_reads, own), range(0, found.st_size, _BLOCK)))
        with path.open("rb") as file:
            while file.read(_BLOCK):
                pass
    except OSError as problem:
        return not disk.is_failing(problem)
    return True


def _is_sound_now(path: Path) -> bool:
    """Say whether the pages fit together at a second look, as far as that can be seen soon.

    A read that failed once is told by SQLite in the words of a damaged file.
    """
    until = time.monotonic() + _SECOND_LOOK_S
    try:
        with contextlib.closing(connect(path.resolve(), write=False)) as again:
            again.set_progress_handler(lambda: time.monotonic() > until, _OPERATIONS)
            return again.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    except (sqlite3.Error, AnnotatorError, OSError, ValueError):
        return False


def _reads(handle: int, at: int) -> bool:
    os.pread(handle, _BLOCK, at)
    return True


def _handle_on(identity: tuple[int, int]) -> int | None:
    """Give a handle that this process has on a file; raises `OSError` where none are told."""
    for one in Path("/dev/fd").iterdir() if os.name == "posix" else ():
        with contextlib.suppress(OSError):
            found = os.fstat(int(one.name))
            if (found.st_dev, found.st_ino) == identity:
                return int(one.name)
    return None


def disk_failed(path: Path) -> DiskFailed:
    """Give the error for a disk that does not let itself be read."""
    sentence = tr("“{name}” cannot be read: the disk did not give all of it.", name=shown(path))
    hint = tr("Try again; if it stays so, copy the file to another disk, or open a backup.")
    return DiskFailed(sentence, hint, Where(str(path)))


def being_written(path: Path) -> CannotOpen:
    """Give the error for a file that another program is writing."""
    sentence = tr("“{name}” is being written just now.", name=shown(path))
    return CannotOpen(sentence, tr("Try again in a moment."), Where(str(path)))


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL_BYTES
    except OSError:
        return False


def closed() -> ProjectClosed:
    """Give the error for what is asked of a project after its end."""
    return ProjectClosed(tr("The project is closed."), tr("Open it again to go on."))


class ChangedText(ValueError):
    """A text does not fit the checksum that it was kept under."""


def cannot_read(problem: Exception, path: Path) -> AnnotatorError:
    """Give the error with its sentence for something that could not be read from the file."""
    if isinstance(problem, sqlite3.ProgrammingError):
        return closed()
    if isinstance(problem, ChangedText):
        return damaged(path, tr("the text {sum} was changed", sum=str(problem)[:12]))
    code = _code(problem) if isinstance(problem, sqlite3.Error) else 0
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return being_written(path)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_READONLY:
            return CannotOpen(
                tr("“{name}” cannot be read from here.", name=shown(path)),
                tr("Copy it, with the file ending in -journal beside it, to a folder of your own."),
                Where(str(path)),
            )
        case sqlite3.SQLITE_INTERRUPT:
            return damaged(path, tr("it could not be looked through in time"))
        case sqlite3.SQLITE_IOERR:
            return disk_failed(path)
        case sqlite3.SQLITE_CORRUPT if _is_sound_now(path):
            return disk_failed(path)
    return damaged(path, tr("a part of it makes no sense"))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what goes wrong while reading the file into an error with its sentence.

    A value that the model does not know (a state, a kind, broken JSON) is damage too.
    """
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, KeyError, RecursionError, CannotRead) as problem:
        raise cannot_read(problem, path) from problem
