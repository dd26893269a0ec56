"""Public ids as the numbers that stand in the file; the table `origin` says what they mean.

A public id is any text. It is split into a pattern, which has one row, and a number below 2²⁴:
the row's id and the number added up stand in the file, and `printf(pattern, number)` is the text
again. So the ids of one run of the program, or of one source outside, cost one row together. An
id that counts nothing, as a UUID made by chance, has a row of its own, and is that row's id.
"""

import json
import re
import sqlite3
import struct
import zlib
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar, overload

Pattern: TypeAlias = str | bytes
"""What stands in `origin`: text with a place for the number, or the 16 bytes of a UUID."""

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_COUNTING = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{4}00[0-9a-f]{6}")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,6})\Z")
NUMBER = (1 << 24) - 1
"""The largest number behind a pattern. An id below it is one of no pattern."""
_HEX, _COUNT = "%06x", "%d"
_MOST_KNOWN = 50_000
_Name = TypeVar("_Name")
_What = TypeVar("_What")


def split(uid: str) -> tuple[Pattern, int]:
    """Give the pattern and the number of a public id.

    A UUID as `model.ids` makes them ends in six digits that count; another one is all pattern.
    So is a text that does not end in a decimal number; of one that does, the number is as long
    as it can be without zeros before it and below 10⁷.
    """
    if len(uid) == 36:
        if _COUNTING.fullmatch(uid):
            return uid[:30] + _HEX, int(uid[30:], 16)
        if _UUID.fullmatch(uid):
            return bytes.fromhex(uid.replace("-", "")), 0
    found = _DECIMAL.search(uid)
    if found is None:
        return uid.replace("%", "%%"), 0
    return uid[: found.start()].replace("%", "%%") + _COUNT, int(found[0])


def parsed(pattern: Pattern) -> tuple[str, str]:
    """Give what stands before the number, and how the number is written ("" = not at all)."""
    if isinstance(pattern, bytes) and len(pattern) == 16:
        digits = pattern.hex()
        ends = pairwise((0, 8, 12, 16, 20, 32))
        return "-".join(digits[start:end] for start, end in ends), ""
    if not isinstance(pattern, str):
        raise UnknownOrigin("an origin is neither a text nor a UUID")
    for form in (_HEX, _COUNT):
        before = pattern.removesuffix(form)
        # A doubled sign is one of the id's own; behind an odd one there is no number.
        if before != pattern and (len(before) - len(before.rstrip("%"))) % 2 == 0:
            return before.replace("%%", "%"), form
    return pattern.replace("%%", "%"), ""


def pattern_sum(pattern: Pattern) -> int:
    """Give the checksum that stands beside a pattern, by which it is found too."""
    plain = pattern if isinstance(pattern, bytes) else pattern.encode("utf-8", "surrogatepass")
    return zlib.crc32(plain)


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
        self._origins: dict[Pattern, int] = {}
        self._patterns: dict[int, tuple[str, str]] = {}
        self._numbers: dict[str, int] = {}
        self._last_single: int | None = None

    def text(self, number: int) -> str:
        """Give the public id; raises `UnknownOrigin`."""
        origin = number if number <= NUMBER else number & ~NUMBER
        found = self._patterns.get(origin)
        if found is None:
            found = self._pattern(origin)
        before, form = found
        if form == _HEX:
            return f"{before}{number & NUMBER:06x}"
        return f"{before}{number & NUMBER}" if form else before

    def texts(self, numbers: Sequence[int], ends: tuple[int, int] | None = None) -> list[str]:
        """Give many public ids; of one origin, as those of an article mostly are, at once.

        `ends` are the lowest and the highest number, where they are known.
        """
        first, last = ends or (min(numbers, default=0), max(numbers, default=0))
        origin = first & ~NUMBER
        if origin and origin == last & ~NUMBER:
            before, form = self._patterns.get(origin) or self._pattern(origin)
            if form == _HEX:
                # All at once as 16 digits each: the last six are the number's.
                digits = struct.pack(f">{len(numbers)}Q", *numbers).hex()
                return [before + digits[at : at + 6] for at in range(10, len(digits), 16)]
        return [*map(self.text, numbers)]

    def lazy_texts(self, numbers: Sequence[int]) -> Sequence[str]:
        """Give many public ids, most of which nobody will ask for."""
        first, last = min(numbers, default=0), max(numbers, default=0)
        origin = first & ~NUMBER
        if origin and origin == last & ~NUMBER:
            before, form = self._patterns.get(origin) or self._pattern(origin)
            if form == _HEX:
                return _TextsOfOne(before, numbers)
        return [*map(self.text, numbers)]

    def number(self, uid: str | None) -> int:
        """Give the number of a public id, 0 where nothing in the file can have this id."""
        if uid is None:
            return 0
        known = self._numbers.get(uid)
        if known is not None:
            return known
        pattern, number = split(uid)
        origin = self._origins.get(pattern) or self._origin(pattern)
        return 0 if origin is None else _kept(self._numbers, uid, origin | number)

    def numbers(self, uids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of many public ids; what is not known is asked for at once."""
        parts = {uid: split(uid) for uid in uids}
        origins = self._known_origins(pattern for pattern, _ in parts.values())
        return {
            uid: origins[pattern] | number if pattern in origins else 0
            for uid, (pattern, number) in parts.items()
        }

    def keep(self, uids: Iterable[str]) -> None:
        """Give numbers to many public ids that are to be written, in this order; see `kept`."""
        known = self._numbers
        parts = {uid: split(uid) for uid in uids if uid not in known}
        patterns = dict.fromkeys([pattern for pattern, _ in parts.values()])
        origins = self._known_origins(patterns)
        origins |= self._many_added(one for one in patterns if one not in origins)
        if len(known) + len(parts) > _MOST_KNOWN:
            known.clear()
        for uid, (pattern, number) in parts.items():
            known[uid] = origins[pattern] | number

    def kept(self, uid: str) -> int:
        """Give the number of a public id that is to be written; a new origin gets its row."""
        known = self._numbers.get(uid)
        if known is not None:
            return known
        pattern, number = split(uid)
        origin = self._origins.get(pattern) or self._origin(pattern) or self._added(pattern)
        return _kept(self._numbers, uid, origin | number)

    def all_kept(self, uids: Collection[str | int | None]) -> list[str | int | None]:
        """Give the numbers of many public ids, as `kept`; what is no text stays as it is."""
        known, kept = self._numbers, self.kept
        try:
            return [known[one] for one in uids]  # type: ignore[index]  # None is no key, either
        except KeyError:
            if all(one is None for one in uids):
                return [*uids]
            return [known.get(one) or kept(one) if isinstance(one, str) else one for one in uids]

    def _pattern(self, origin: int) -> tuple[str, str]:
        cells = self._connection.execute(
            "SELECT pattern FROM origin WHERE id = ?", (origin,)
        ).fetchone()
        if cells is None:
            raise UnknownOrigin("an id of an origin that is not known")
        return _kept(self._patterns, origin, parsed(cells[0]))

    def _origin(self, pattern: Pattern) -> int | None:
        cells = self._connection.execute(
            "SELECT id FROM origin WHERE sum = ? AND pattern = ? ORDER BY id",
            (pattern_sum(pattern), pattern),
        ).fetchone()
        return None if cells is None else _kept(self._origins, pattern, cells[0])

    def _known_origins(self, patterns: Iterable[Pattern]) -> dict[Pattern, int]:
        """Give the origins of those of these patterns that the file has."""
        found: dict[Pattern, int] = {}
        missing: dict[Pattern, int] = {}
        for pattern in patterns:
            origin = self._origins.get(pattern)
            if origin is not None:
                found[pattern] = origin
            elif pattern not in missing:
                missing[pattern] = pattern_sum(pattern)
        if missing:
            cells = self._connection.execute(
                "SELECT o.pattern, o.id FROM json_each(?) j"
                " CROSS JOIN origin o ON o.sum = j.value ORDER BY o.id DESC",
                (json.dumps(sorted({*missing.values()})),),
            )
            found.update(one for one in cells.fetchall() if one[0] in missing)
        return found

    def _added(self, pattern: Pattern) -> int:
        origin = self._free(is_single=not parsed(pattern)[1])
        self._insert([(origin, pattern, pattern_sum(pattern))])
        return _kept(self._origins, pattern, origin)

    def _many_added(self, patterns: Iterable[Pattern]) -> dict[Pattern, int]:
        """Add many origins; those of ids that count nothing, which may be thousands, at once."""
        added: dict[Pattern, int] = {}
        singles: list[tuple[int, Pattern, int]] = []
        for pattern in patterns:
            if isinstance(pattern, bytes):
                added[pattern] = self._free(is_single=True)
                singles.append((added[pattern], pattern, pattern_sum(pattern)))
            if singles and (not isinstance(pattern, bytes) or added[pattern] > NUMBER):
                # The next free one is asked of the file.
                self._insert(singles)
                singles = []
            if not isinstance(pattern, bytes):
                added[pattern] = self._added(pattern)
        self._insert(singles)
        return added

    def _insert(self, origins: Iterable[tuple[int, Pattern, int]]) -> None:
        self._connection.executemany(
            "INSERT INTO origin (id, pattern, sum) VALUES (?, ?, ?)", origins
        )

    def _free(self, *, is_single: bool) -> int:
        if is_single:
            if self._last_single is None:
                sql = f"SELECT max(id) FROM origin WHERE id <= {NUMBER}"
                self._last_single = self._connection.execute(sql).fetchone()[0] or 0
            if self._last_single < NUMBER:
                self._last_single += 1
                return self._last_single
        last: int = self._connection.execute("SELECT coalesce(max(id), 0) FROM origin").fetchone()[
            0
        ]
        return (last | NUMBER) + 1


class _TextsOfOne(Sequence[str]):
    """Public ids of one origin, each worded when it is asked for."""

    def __init__(self, before: str, numbers: Sequence[int]) -> None:
        """Take what all begin with, and the numbers."""
        self._before, self._numbers = before, numbers

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """Give one, or those of a stretch."""
        if isinstance(at, slice):
            return _TextsOfOne(self._before, self._numbers[at])
        return f"{self._before}{self._numbers[at] & NUMBER:06x}"

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._numbers)


def _kept(known: dict[_Name, _What], name: _Name, what: _What) -> _What:
    """Remember something and give it; a memory that is too large begins anew."""
    if len(known) > _MOST_KNOWN:
        known.clear()
    known[name] = what
    return what
