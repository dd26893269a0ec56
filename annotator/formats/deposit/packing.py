"""A zip whose bytes follow from what is in it: entries in a fixed order, dated as is said."""

from __future__ import annotations

import hashlib
import re
import zipfile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

CHUNK = 1 << 18
"""So many bytes go in or come out at a time."""
_MOMENT = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_FIRST_DAY = (_FIRST_YEAR, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def dated(moment: str) -> tuple[int, int, int, int, int, int]:
    """Give a moment as archives have it; one that they cannot hold is their first day."""
    found = _MOMENT.fullmatch(moment)
    year, month, day, hour, minute, second = map(int, found.groups()) if found else _FIRST_DAY
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _FIRST_DAY
    return year, month, day, hour, minute, second


class Packing:
    """Writes an archive file by file, and notes the checksum of each."""

    def __init__(self, to: Path, moment: str, between: Callable[[], object]) -> None:
        """Begin; `between` is called before each chunk, and may end it all."""
        self._archive = zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED)
        self._dated, self._between = dated(moment), between
        self.sums: dict[str, str] = {}

    def __enter__(self) -> Packing:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: object, trace: TracebackType | None
    ) -> None:
        """End the archive."""
        self._archive.close()

    def text(self, name: str, text: str) -> None:
        """Put a text in; raises `OSError`."""
        data = text.encode("utf-8")
        self._archive.writestr(self._entry(name, len(data)), data)
        self.sums[name] = hashlib.sha256(data).hexdigest()

    def file(self, name: str, at: Path) -> None:
        """Put a file in, a chunk at a time; raises `OSError`."""
        its_sum = hashlib.sha256()
        with (
            at.open("rb") as source,
            self._archive.open(self._entry(name, at.stat().st_size), "w") as entry,
        ):
            while chunk := source.read(CHUNK):
                self._between()
                its_sum.update(chunk)
                entry.write(chunk)
        self.sums[name] = its_sum.hexdigest()

    def _entry(self, name: str, size: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._dated)
        entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
        entry.external_attr, entry.file_size = _PLAIN_FILE, size
        return entry


def unpacked(source: IO[bytes], to: Path, between: Callable[[], object]) -> str:
    """Write what an entry holds as a file and give its checksum; `between` as in `Packing`."""
    its_sum = hashlib.sha256()
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("wb") as file:
        while chunk := source.read(CHUNK):
            between()
            its_sum.update(chunk)
            file.write(chunk)
    return its_sum.hexdigest()
