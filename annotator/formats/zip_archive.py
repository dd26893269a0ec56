"""ZIP archives from outside: looked through whole, by what they really hold, before use.

Nothing is unpacked to the disk. Which files belong in it is known to each format.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from io import SEEK_END, BytesIO
from typing import TYPE_CHECKING, BinaryIO

from annotator.errors import CannotRead, Where
from annotator.formats.safe_xml import UnsafeXml, XmlCheck
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

MAX_UNPACKED = 500_000_000
MAX_RATIO = 200
MAX_ENTRIES = 10_000
_SMALL = 1_000_000
_CHUNK = 1 << 18
_ENCRYPTED = 1
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|[\x00-\x1f]")
XML_ENDINGS = (".xml", ".rels", ".qde")
BESIDE_MAC = "__MACOSX/"
"""Where a Mac puts what only it needs, under the names of the files: no XML, whatever its end."""
_ODD = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, OverflowError, LookupError),
)
"""What reading a damaged archive raises."""


def checked(
    data: bytes | BinaryIO,
    name: str,
    kind: str,
    check_of: Callable[[str], XmlCheck] = lambda _part: XmlCheck(),
) -> zipfile.ZipFile:
    """Give the archive in bytes or a file; raises `CannotRead` for what is damaged or would harm.

    `kind` says in words what it should be; `check_of` gives what a part that is XML is checked by.
    """
    archive, limit = _opened(data, name, kind)
    n = 0
    for entry in archive.infolist():
        for n_bytes in _fed(archive, entry, name, check_of):
            n += n_bytes
            if n > limit:
                raise _too_large(name, n, limit)
    return archive


def opened(data: bytes | BinaryIO, name: str, kind: str) -> zipfile.ZipFile:
    """Give the archive as `checked` does, of which only names and sizes have been looked at.

    Whoever reads a part finds out whether it is whole (`part_of`, `fed`); `check_others` sees that
    those are which nobody reads.
    """
    return _opened(data, name, kind)[0]


def part_of(archive: zipfile.ZipFile, inner: str, name: str) -> bytes:
    """Give a part of an archive of this name; raises `CannotRead` for one that is damaged."""
    try:
        return archive.read(inner)
    except _ODD as problem:
        raise _damaged(name, inner) from problem


def fed(
    archive: zipfile.ZipFile, inner: str, name: str, check: XmlCheck, together: int
) -> Iterator[int]:
    """Let a check take a part of an archive, so many bytes at a time, and give their numbers.

    Raises `CannotRead` for what is damaged or would harm.
    """
    return _fed(archive, archive.getinfo(inner), name, lambda _part: check, together)


def check_others(archive: zipfile.ZipFile, name: str, read: Container[str]) -> None:
    """Look through all parts but those that were read; raises `CannotRead` as `checked` does."""
    for entry in archive.infolist():
        if entry.filename not in read:
            for _ in _fed(archive, entry, name, lambda _part: XmlCheck()):
                pass


def _opened(data: bytes | BinaryIO, name: str, kind: str) -> tuple[zipfile.ZipFile, int]:
    """Give an archive, and how many bytes may be in it."""
    file = BytesIO(data) if isinstance(data, bytes) else data
    size = file.seek(0, SEEK_END)
    try:
        archive = zipfile.ZipFile(file)
    except _ODD as problem:
        raise CannotRead(
            tr("{name} is not a whole ZIP archive, so it cannot be {kind}.", name=name, kind=kind),
            tr("Save or export it again from the program that made it."),
            Where(file=name),
        ) from problem
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise _wrong(
            name,
            tr(
                "{n} files are in it (limit {limit})",
                n=f"{len(entries):,}",
                limit=f"{MAX_ENTRIES:,}",
            ),
        )
    _check_names(entries, name)
    limit = min(MAX_UNPACKED, max(_SMALL, MAX_RATIO * size))
    if sum(one.file_size for one in entries) > limit:
        raise _too_large(name, sum(one.file_size for one in entries), limit)
    return archive, limit


def head_of_part(archive: Path | bytes | BinaryIO, part: str, most: int) -> bytes:
    """Give the first bytes of a part of an archive: none where it is not there or not to be had."""
    try:
        with (
            zipfile.ZipFile(BytesIO(archive) if isinstance(archive, bytes) else archive) as opened,
            opened.open(part) as file,
        ):
            return file.read(most)
    except _ODD:
        return b""


def _wrong(name: str, what: str) -> CannotRead:
    return CannotRead(
        tr("{name} is not opened: {what}.", name=name, what=what),
        tr("Save or export it again from the program that made it."),
        Where(file=name),
    )


def _too_large(name: str, n: int, limit: int) -> CannotRead:
    return _wrong(
        name,
        tr(
            "it would unpack to {n} MB (limit {limit} MB)",
            n=f"{n // 1_000_000:,}",
            limit=limit // 1_000_000,
        ),
    )


def _check_names(entries: list[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        inner = entry.filename
        shown = inner.encode("unicode_escape").decode("ascii")[:80]
        # `filename` ends at a NUL; what was written may go on.
        if _OUTSIDE.search(inner) or _OUTSIDE.search(entry.orig_filename.replace("\\", "/")):
            raise _wrong(name, tr("the file “{inner}” in it leads out of it", inner=shown))
        if inner.casefold() in seen:
            raise _wrong(name, tr("the file “{inner}” is in it twice", inner=shown))
        seen.add(inner.casefold())
        if entry.flag_bits & _ENCRYPTED:
            raise _wrong(name, tr("it is encrypted; take the password off"))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _wrong(name, tr("“{inner}” in it is a link", inner=shown))


def _fed(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    check_of: Callable[[str], XmlCheck],
    together: int = _CHUNK,
) -> Iterator[int]:
    """Read one file whole, for what it really holds; give how much of it came each time."""
    inner = entry.filename
    is_xml = inner.lower().endswith(XML_ENDINGS) and not inner.startswith(BESIDE_MAC)
    check = check_of(inner) if is_xml else None
    try:
        with archive.open(entry) as file:
            while chunk := file.read(together):
                if check is not None:
                    check.feed(chunk)
                yield len(chunk)
        if check is not None:
            check.close()
    except UnsafeXml as problem:
        what = tr("{inner}, line {line}: {what}", inner=inner, line=problem.line, what=problem)
        raise _wrong(name, what) from problem
    except _ODD as problem:
        raise _damaged(name, inner) from problem


def _damaged(name: str, inner: str) -> CannotRead:
    return _wrong(name, tr("{inner} in it is damaged", inner=inner))
