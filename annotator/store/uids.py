"""Public ids as the numbers that stand in the file: `origin << 32 | number`.

A public id is any text. It is split into a pattern, which the table `origin` keeps once, and a
number below 2³²: `printf(pattern, number)` is the text again. So the ids of one run of the
program, or of one source outside, cost one row together, whatever they look like.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")
_NUMBER_BITS = 32
_NUMBER = (1 << _NUMBER_BITS) - 1
_HEX, _COUNT = "%08x", "%d"
_MOST_KNOWN = 50_000
_MOST_ORIGINS = 1 << 31


def split(uid: str) -> tuple[str, int]:
    """Give the pattern and the number of a public id.

    A UUID in its usual form ends in eight digits that count, another text in as long a decimal
    number as can be, without zeros before it and below 10⁹; one that does not is all pattern.
    """
    if len(uid) == 36 and _UUID.fullmatch(uid):
        return uid[:28] + _HEX, int(uid[28:], 16)
    found = _DECIMAL.search(uid)
    if found is None:
        return uid.replace("%", "%%"), 0
    return uid[: found.start()].replace("%", "%%") + _COUNT, int(found[0])


def parsed(pattern: str) -> tuple[str, str]:
    """Give what stands before the number, and how the number is written ("" = not at all)."""
    for form in (_HEX, _COUNT):
        before = pattern.removesuffix(form)
        # A doubled sign is one of the id's own; behind an odd one there is no number.
        if before != pattern and (len(before) - len(before.rstrip("%"))) % 2 == 0:
            return before.replace("%%", "%"), form
    return pattern.replace("%%", "%"), ""


def pattern_sum(pattern: str) -> int:
    """Give the checksum that stands beside a pattern."""
    return zlib.crc32(pattern.encode("utf-8", "surrogatepass"))


class UnknownOrigin(ValueError):
    """A number in the file that can be no public id."""


class Uids:
    """The public ids of one file, as one connection to it sees them.

    Rows of `origin` are only ever added, so what was seen once stays true; but what was added
    in a transaction that came to nothing must be forgotten (`forget`).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Know none yet; each is read when it is first asked for."""
        self._connection = connection
        self.forget()

    def forget(self) -> None:
        """Read everything anew from now on."""
        self._origins: dict[str, int] = {}
        self._patterns: dict[int, tuple[str, str]] = {}
        self._numbers: dict[str, int] = {}

    def text(self, number: int) -> str:
        """Give the public id; raises `UnknownOrigin`."""
        origin = number >> _NUMBER_BITS
        found = self._patterns.get(origin)
        if found is None:
            found = self._pattern(origin)
        before, form = found
        if form == _HEX:
            return f"{before}{number & _NUMBER:08x}"
        return f"{before}{number & _NUMBER}" if form else before

    def text_or_none(self, number: int | None) -> str | None:
        """Give the public id; None stays None."""
        return None if number is None else self.text(number)

    def number(self, uid: str | None) -> int:
        """Give the number of a public id, 0 where nothing in the file can have this id."""
        if uid is None:
            return 0
        known = self._numbers.get(uid)
        if known is not None:
            return known
        pattern, number = split(uid)
        origin = self._origins.get(pattern) or self._origin(pattern)
        return 0 if origin is None else self._known(uid, origin << _NUMBER_BITS | number)

    def kept(self, uid: str) -> int:
        """Give the number of a public id that is to be written; a new origin gets its row."""
        known = self._numbers.get(uid)
        if known is not None:
            return known
        pattern, number = split(uid)
        origin = self._origins.get(pattern) or self._origin(pattern) or self._added(pattern)
        return self._known(uid, origin << _NUMBER_BITS | number)

    def _known(self, uid: str, number: int) -> int:
        if len(self._numbers) > _MOST_KNOWN:
            self._numbers.clear()
        self._numbers[uid] = number
        return number

    def _pattern(self, origin: int) -> tuple[str, str]:
        cells = self._connection.execute(
            "SELECT pattern FROM origin WHERE id = ?", (origin,)
        ).fetchone()
        if cells is None:
            raise UnknownOrigin("an id of an origin that is not known")
        if len(self._patterns) > _MOST_KNOWN:
            self._patterns.clear()
        self._patterns[origin] = found = parsed(cells[0])
        return found

    def _origin(self, pattern: str) -> int | None:
        cells = self._connection.execute(
            "SELECT id FROM origin WHERE pattern = ?", (pattern,)
        ).fetchone()
        if cells is None:
            return None
        if not 0 < cells[0] < _MOST_ORIGINS:
            raise UnknownOrigin("an origin that no id can have")
        return self._remembered(pattern, cells[0])

    def _added(self, pattern: str) -> int:
        cells = (pattern, pattern_sum(pattern))
        origin = self._connection.execute(
            "INSERT INTO origin (pattern, sum) VALUES (?, ?)", cells
        ).lastrowid
        if origin is None:
            raise ValueError("an origin without a number")
        return self._remembered(pattern, origin)

    def _remembered(self, pattern: str, origin: int) -> int:
        if len(self._origins) > _MOST_KNOWN:
            self._origins.clear()
        self._origins[pattern] = origin
        return origin
