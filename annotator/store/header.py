"""What a file looks like from outside, before SQLite sees it: the first checks of opening.

One handle that cannot block; nothing is written. What is inside the tables is not looked at.
"""

import errno
import os
import stat
import struct
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from annotator.disk import shown
from annotator.errors import (
    CannotOpen,
    ForeignFile,
    IncompleteProject,
    MissingProject,
    NewerProject,
    Where,
)
from annotator.language import tr
from annotator.store.connection import certainly_damaged, check_beside, damaged, disk_failed
from annotator.store.schema import APPLICATION_ID, FORMAT
from annotator.text import file_kinds

SMALLEST_BYTES = 512
LARGEST_BYTES = 8 * 1024**3
_MAGIC = b"SQLite format 3\x00"
_INNER_PAGE, _MOST_PAGES_OF_TABLES = 5, 64


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the first bytes of a project file say, and which file it is.

    `path` has its links resolved; `identity` is device and inode, whatever its path;
    `has_journal` = a journal lies beside it that may have to be rolled back; `rights` are those of
    the file, as `chmod` takes them; `is_longer` = it has whole pages more than it says.
    """

    path: Path
    identity: tuple[int, int]
    has_journal: bool
    rights: int
    is_longer: bool = False


# SQLite's locks on POSIX belong to the process: closing any other handle on the file drops them.
# So a file that is open here is never opened a second time to look at its first bytes.
_open_here: Counter[tuple[int, int]] = Counter()
_guard = threading.Lock()


def remember_open(identity: tuple[int, int]) -> None:
    """Note that SQLite has this file open in this process."""
    with _guard:
        _open_here[identity] += 1


def forget_open(identity: tuple[int, int]) -> None:
    """Note that it was closed once."""
    with _guard:
        _open_here[identity] -= 1
        if _open_here[identity] <= 0:
            del _open_here[identity]


def is_open_here(identity: tuple[int, int]) -> bool:
    """Say whether SQLite has this file open in this process."""
    with _guard:
        return identity in _open_here


def look(path: Path, *, may_be_longer: bool = False) -> FileFacts:
    """Give the facts of the project file at `path`, without SQLite.

    One that `may_be_longer` by whole pages is looked at further by whoever opens it. Raises
    `MissingProject`, `ForeignFile`, `NewerProject`, `IncompleteProject`, `DiskFailed`.
    """
    place = _resolved(path)
    found = _stat(place, path)
    check_beside(place)
    identity, journal = (found.st_dev, found.st_ino), has_open_journal(place)
    is_longer = False
    if not is_open_here(identity):
        handle = _opened(place, path)
        try:
            found = os.fstat(handle)
            identity = (found.st_dev, found.st_ino)
            _is_right_size(found, path)
            head = os.read(handle, SMALLEST_BYTES)
            has_many_tables = head[:16] == _MAGIC and _has_many_tables(handle, head)
        except OSError as problem:
            raise disk_failed(path) from problem
        finally:
            os.close(handle)
        is_longer = _check(head, found.st_size, path, has_journal=journal)
        if is_longer and not may_be_longer:
            raise too_long(path)
        if has_many_tables:
            raise _of_another_program(path)
    rights = stat.S_IMODE(found.st_mode) & 0o777
    return FileFacts(place, identity, journal, rights, is_longer)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as problem:
        if isinstance(problem, PermissionError):
            raise _may_not_read(path) from problem
        if isinstance(problem, RuntimeError) or getattr(problem, "errno", None) == errno.ELOOP:
            raise _not_a_file(path) from problem
        sentence = tr("“{name}” was not found.", name=shown(path))
        hint = tr("Look whether it was moved, renamed or deleted.")
        raise MissingProject(sentence, hint, Where(str(path))) from problem


def _stat(place: Path, path: Path) -> os.stat_result:
    try:
        found = place.stat()
    except OSError as problem:
        raise _may_not_read(path) from problem
    if not stat.S_ISREG(found.st_mode):
        raise _not_a_file(path)
    return found


def _not_a_file(path: Path) -> MissingProject:
    sentence = tr("“{name}” is not a file.", name=shown(path))
    hint = tr("Pick a file whose name ends in .annotator.")
    return MissingProject(sentence, hint, Where(str(path)))


def _may_not_read(path: Path) -> MissingProject:
    sentence = tr("You may not read “{name}”.", name=shown(path))
    return MissingProject(sentence, tr("Ask its owner for the right to read it."), Where(str(path)))


def _opened(place: Path, path: Path) -> int:
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    try:
        handle = os.open(place, flags)
    except OSError as problem:
        is_kept_out = isinstance(problem, PermissionError)
        raise (_may_not_read if is_kept_out else disk_failed)(path) from problem
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _not_a_file(path)
    return handle


def _is_right_size(found: os.stat_result, path: Path) -> None:
    where = Where(str(path))
    if found.st_size > LARGEST_BYTES:
        sentence = tr("“{name}” is too large to be a project.", name=shown(path))
        raise ForeignFile(sentence, tr("Pick a file that Annotator made."), where)
    if found.st_size == 0:
        sentence = tr("“{name}” is empty.", name=shown(path))
        raise ForeignFile(sentence, tr("Ask for it to be sent again, or open a backup."), where)


def _check(head: bytes, size: int, path: Path, *, has_journal: bool) -> bool:
    """Raise what is wrong with the first bytes; say whether there are whole pages more."""
    if head[:16] != _MAGIC:
        raise _foreign(path, head)
    if size < SMALLEST_BYTES:
        raise incomplete(path, None, None)
    (page_size,) = struct.unpack_from(">H", head, 16)
    page_size = 65_536 if page_size == 1 else page_size
    write_version, read_version = head[18], head[19]
    change, pages = struct.unpack_from(">II", head, 24)
    (encoding,) = struct.unpack_from(">I", head, 56)
    number = int.from_bytes(head[60:64], "big", signed=True)
    (application,) = struct.unpack_from(">I", head, 68)
    (valid_for,) = struct.unpack_from(">I", head, 92)
    is_ours = application == APPLICATION_ID and encoding == 1
    if not is_ours or (write_version, read_version) != (1, 1):
        raise _of_another_program(path)
    if has_journal:
        return False
    if number != FORMAT:
        raise of_other_format(path, number)
    if change != valid_for or not page_size or size == page_size * pages:
        return False
    # Of one that says it has no pages SQLite would take as many as there are.
    if not pages or size < page_size * pages or size % page_size:
        raise incomplete(path, size // page_size, pages)
    return True


def _has_many_tables(handle: int, head: bytes) -> bool:
    """Say whether a file lists more tables than any of ours: SQLite would take minutes over it.

    Its list begins on the first page; ours fits on some pages just below that one.
    """
    if len(head) < SMALLEST_BYTES:
        return False
    (size,) = struct.unpack_from(">H", head, 16)
    size = 65_536 if size == 1 else size
    page = _read_at(handle, 0, max(size, SMALLEST_BYTES))
    kind, _, n_cells, _, _, last = struct.unpack_from(">BHHHBI", page, 100)
    if kind != _INNER_PAGE:
        return False
    if n_cells > _MOST_PAGES_OF_TABLES:
        return True
    children = [last]
    for (at,) in struct.iter_unpack(">H", page[112 : 112 + 2 * n_cells]):
        children += struct.unpack_from(">I", page.ljust(at + 4, b"\0"), at)
    kinds = (_read_at(handle, (one - 1) * size, 1) for one in children if one > 0)
    return any(one == bytes([_INNER_PAGE]) for one in kinds)


def _read_at(handle: int, at: int, n: int) -> bytes:
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, n)


def has_open_journal(place: Path) -> bool:
    """Say whether a journal with something in it lies beside the file."""
    try:
        return place.with_name(f"{place.name}-journal").stat().st_size > 0
    except OSError:
        return False


def of_other_format(path: Path, number: int) -> CannotOpen:
    """Give the error for a file of a later format, of one that is not read any more, or of none."""
    if number < 1:
        return damaged(path, tr("its format number is {number}", number=number))
    if number < FORMAT:
        sentence = tr("“{name}” was made by a trial version of Annotator.", name=shown(path))
        hint = tr("Export it there as JSONL and import that here; nothing was changed.")
        return CannotOpen(sentence, hint, Where(str(path)))
    return NewerProject(
        tr(
            "“{name}” was written by a newer Annotator (format {theirs}, this one reads up to"
            " {ours}).",
            name=shown(path),
            theirs=number,
            ours=FORMAT,
        ),
        tr("Update Annotator to open it; nothing was changed."),
        Where(str(path)),
    )


def incomplete(path: Path, have: int | None, pages: int | None) -> CannotOpen:
    """Give the error for a file whose length is not what its first page says."""
    if have is None or pages is None:
        sentence = tr("“{name}” is incomplete: most of it is missing.", name=shown(path))
    elif have >= pages:
        return too_long(path)
    else:
        sentence = tr(
            "“{name}” is incomplete: {missing} of {pages} pages are missing.",
            name=shown(path),
            missing=pages - have,
            pages=pages,
        )
    hint = tr("Ask for it to be sent again, or open a backup.")
    return IncompleteProject(sentence, hint, Where(str(path)))


def too_long(path: Path) -> CannotOpen:
    """Give the error for a file with something behind its last page."""
    return certainly_damaged(path, tr("something was added at its end"))


def _of_another_program(path: Path) -> ForeignFile:
    sentence = tr("“{name}” is a database of another program.", name=shown(path))
    return ForeignFile(sentence, tr("Pick a file that Annotator made."), Where(str(path)))


def _foreign(path: Path, head: bytes) -> ForeignFile:
    name, hint = shown(path), tr("Pick a file that Annotator made.")
    kind = file_kinds.looks_like(head)
    looks_like = _kind_of_text(head) if not kind else file_kinds.in_words(kind)
    if kind == "binary" or not looks_like:
        sentence = tr("“{name}” is not an Annotator project.", name=name)
    else:
        sentence = tr(
            "“{name}” is not an Annotator project (it looks like {kind}).",
            name=name,
            kind=looks_like,
        )
        hint = hint if kind else tr("Use Import to read it.")
    return ForeignFile(sentence, hint, Where(str(path)))


def _kind_of_text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return tr("a web page")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return tr("a text")
    try:
        # The last character may be cut.
        head.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.start <= len(head) - 4:
            return ""
    return "" if b"\x00" in head else tr("a text")
