"""Where bytes to be read come from: a file, or something pasted. Read once, whole, within limits.

What the bytes mean is not known here.
"""

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.errors import CannotRead, Where
from annotator.language import tr
from annotator.spool import Spool, SpooledFile
from annotator.text import file_kinds

MAX_BYTES = 100_000_000
LARGE_BYTES = 50_000_000
"""What is held as a whole and is larger than this is told: a small computer feels it."""
"""The largest file that an import takes."""
SMALL_BYTES = 10_000_000
"""A file that is gone through several times lies in memory up to this."""
HEAD_BYTES = 65_536
"""How much of a file is looked at to find its format."""

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: its name for people, and a path or the bytes themselves.

    `address` is where it was copied from, if the clipboard named it. What this program made to be
    read by itself, bit by bit (`stream`), lies in a `spool`.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    address: str = ""
    spool: Spool | None = None

    @classmethod
    def of_path(cls, path: Path, name: str = "") -> "Source":
        """Give the source that a file is; bytes of its name that are no text become U+FFFD."""
        return cls(name=_HALF.sub("\ufffd", name or path.name), path=path)

    @classmethod
    def of_text(cls, text: str, name: str) -> "Source":
        """Give the source that a pasted text is; half characters become U+FFFD."""
        return cls(name=name, data=_HALF.sub("\ufffd", text).encode("utf-8"))

    def head(self) -> bytes:
        """Give its first bytes, 64 KB at most; raises `CannotRead`."""
        if self.path is None:
            return self.data[:HEAD_BYTES]
        return _read(self.path, self.name, HEAD_BYTES)

    def held(self) -> "Source":
        """Give the source with its bytes in memory, if they are few; raises `CannotRead`."""
        head = self.head()
        if len(head) == HEAD_BYTES:
            return self
        return Source(self.name, None, head, self.address)

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """Give all its bytes; raises `CannotRead`, also when there are more than `limit`."""
        data = self.data if self.path is None else _read(self.path, self.name, limit + 1)
        if len(data) > limit:
            raise too_large(self.name, limit)
        return data


@contextmanager
def stream(source: Source, limit: int) -> Iterator[BinaryIO]:
    """Open a source to be read bit by bit; raises `CannotRead`, also if it is over the limit."""
    with ExitStack() as stack:
        if source.spool is not None:
            stack.enter_context(_told(None, source.name))
            file: BinaryIO = io.BufferedReader(SpooledFile(source.spool), HEAD_BYTES)
            size = sum(source.spool.sizes())
        elif source.path is None:
            file = io.BytesIO(source.data)
            size = len(source.data)
        else:
            file = stack.enter_context(_opened(source.path, source.name))
            size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise too_large(source.name, limit)
        yield file


def lasting(source: Source, limit: int = MAX_BYTES) -> BinaryIO:
    """Give a source as a file that is gone through several times; what is small lies in memory.

    Whoever takes it closes it. Raises `CannotRead`, also if it is over the limit.
    """
    if source.path is None:
        return io.BytesIO(source.read(limit))
    try:
        file = os.fdopen(_handle(source.path, source.name)[0], "rb")
    except (OSError, ValueError) as problem:
        raise _cannot_be_read(source.path, source.name, problem) from problem
    if os.fstat(file.fileno()).st_size > SMALL_BYTES:
        if os.fstat(file.fileno()).st_size <= limit:
            return file
        file.close()
        raise too_large(source.name, limit)
    file.close()
    return io.BytesIO(source.read(limit))


def held_whole(name: str, n_bytes: int) -> tuple[str, ...]:
    """Give the sentence on something that lies in memory as a whole, if it is large."""
    if n_bytes <= LARGE_BYTES:
        return ()
    said = "{name}: {n} MB of it lie in memory at once while it comes in."
    return (tr(said, name=name, n=n_bytes // 1_000_000),)


def too_large(name: str, limit: int) -> CannotRead:
    """Give the error of a file that is larger than what is read."""
    return CannotRead(
        tr("{name} is larger than {n} MB.", name=name, n=limit // 1_000_000),
        tr("Divide it into smaller files."),
        Where(file=name),
    )


def _read(path: Path, name: str, n_bytes: int) -> bytes:
    try:
        handle, size = _handle(path, name)
        try:
            return _first_bytes(handle, n_bytes, size)
        finally:
            os.close(handle)
    except (OSError, ValueError) as problem:
        raise _cannot_be_read(path, name, problem) from problem


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file to read; what goes wrong then or later is said in a sentence."""
    with _told(path, name), os.fdopen(_handle(path, name)[0], "rb") as file:
        yield file


@contextmanager
def _told(path: Path | None, name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as problem:
        raise _cannot_be_read(path, name, problem) from problem


def _handle(path: Path, name: str) -> tuple[int, int]:
    """Open a file to read; give it, bare of all that Python puts around one, and its size."""
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode):
        return handle, found.st_size
    os.close(handle)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError
    hint = tr("Choose a file of text.")
    raise CannotRead(tr("{name} is not a file.", name=name), hint, Where(file=name))


def _cannot_be_read(path: Path | None, name: str, problem: OSError | ValueError) -> CannotRead:
    where = Where(file=name)
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return CannotRead(
            tr("{name} was not found.", name=name), tr("Check its name and folder."), where
        )
    if path is not None and path.is_dir():
        hint = tr("Choose the files in it.")
        return CannotRead(tr("{name} is a folder.", name=name), hint, where)
    reason = problem.strerror if isinstance(problem, OSError) else str(problem)
    return CannotRead(
        tr("{name} cannot be read ({reason}).", name=name, reason=reason or type(problem)),
        tr("Check that you may open it."),
        where,
    )


def _first_bytes(handle: int, n_bytes: int, size: int) -> bytes:
    """Read at most so many bytes; asking for 100 MB at once would set them aside for each file."""
    data = os.read(handle, min(n_bytes, size + 1))
    while len(data) < n_bytes and (more := os.read(handle, min(n_bytes - len(data), HEAD_BYTES))):
        data += more
    return data


def check_is_text(data: bytes, name: str, encoding: str | None = None) -> None:
    """Raise `CannotRead` for bytes that look like no text; odd ones are one if it has a name."""
    kind = file_kinds.looks_like(data[:HEAD_BYTES])
    if kind and not (kind == "binary" and encoding):
        raise no_text(name, kind)


def no_text(name: str, kind: str) -> CannotRead:
    """Give the error of a file that is no text but looks like `kind` (of `file_kinds`)."""
    hint = tr("Save it as plain text and import that.")
    if kind == "project":
        hint = tr("Open it instead of importing it.")
    return CannotRead(
        tr("{name} is no text: it looks like {kind}.", name=name, kind=file_kinds.in_words(kind)),
        hint,
        Where(file=name),
    )
