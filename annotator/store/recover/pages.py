"""The pages of a database file and the records on them, read without SQLite.

Each page is read for itself, so that a broken one costs what stands on it and no more. The form is
that of https://www.sqlite.org/fileformat2.html (pages §1.6, records §2.1, freelist §1.5).
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, TypeAlias

INNER_INDEX, INNER_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
_KINDS = frozenset({INNER_INDEX, INNER_TABLE, LEAF_INDEX, LEAF_TABLE})
_USUAL_SIZE = 4096
_SIZES = frozenset(1 << n for n in range(9, 17))
_HEADER = 100
_MOST_COLUMNS = 64
_MOST_BYTES = 100_000_000


class TornText(bytes):
    """What stands in the place of a text and is none: its bytes."""


Value: TypeAlias = int | float | str | bytes | None


class Record(NamedTuple):
    """One record: the number of its row (None in an index), its values, whether all is there."""

    rowid: int | None
    values: tuple[Value, ...]
    is_whole: bool


class Broken(ValueError):
    """What should be a page, a cell or a record makes no sense."""


class Pages:
    """The pages of a file, numbered from 1."""

    def __init__(self, content: bytes) -> None:
        """Take the bytes of a file; where its header makes no sense the usual size is meant."""
        self._content = content
        size = int.from_bytes(content[16:18], "big")
        size = 65_536 if size == 1 else size
        known = content[:16] == b"SQLite format 3\0" and size in _SIZES
        self.size = size if known else _USUAL_SIZE
        self._usable = self.size
        self.n = len(content) // self.size
        self.has_header = known

    def page(self, number: int) -> bytes:
        """Give a page; raises `Broken` where there is none."""
        if not 0 < number <= self.n:
            raise Broken("no such page")
        return self._content[(number - 1) * self.size : number * self.size]

    def kind(self, number: int) -> int:
        """Give the kind of a page of a tree, 0 for anything else."""
        with suppress(Broken):
            found = self.page(number)[_HEADER if number == 1 else 0]
            return found if found in _KINDS else 0
        return 0

    def children(self, number: int) -> list[int]:
        """Give the pages below an inner page; raises `Broken`."""
        page, begin, places = self._cells_at(number, 12)
        found = [int.from_bytes(page[at : at + 4], "big") for at in places]
        return [*found, int.from_bytes(page[begin + 8 : begin + 12], "big")]

    def records(self, number: int) -> Iterator[Record | None]:
        """Give the records on a page of a tree; None for each that cannot be read.

        Of the inner pages only those of an index have any.
        """
        kind = self.kind(number)
        if kind in (0, INNER_TABLE):
            return
        try:
            page, _, places = self._cells_at(number, 12 if kind == INNER_INDEX else 8)
        except Broken:
            yield None
            return
        for at in places:
            try:
                yield self._record(page, at + (4 if kind == INNER_INDEX else 0), kind)
            except (Broken, IndexError, struct.error):
                yield None

    def free(self) -> set[int]:
        """Give the pages that the header says are free, as far as that can be followed."""
        found: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big") if self.has_header else 0
        while 0 < trunk <= self.n and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, n = struct.unpack_from(">II", page)
            if n > self._usable // 4 - 2:
                break
            found.update(struct.unpack_from(f">{n}I", page, 8))
        return found

    # --- cells --------------------------------------------------------------------------------

    def _cells_at(self, number: int, head: int) -> tuple[bytes, int, list[int]]:
        """Give a page, where its own header begins, and the places of its cells."""
        page, begin = self.page(number), _HEADER if number == 1 else 0
        n = int.from_bytes(page[begin + 3 : begin + 5], "big")
        first = begin + head
        if first + 2 * n > self.size:
            raise Broken("more cells than fit")
        places = list(struct.unpack_from(f">{n}H", page, first))
        return page, begin, [one for one in places if first <= one < self._usable]

    def _record(self, page: bytes, at: int, kind: int) -> Record:
        n_bytes, at = _varint(page, at)
        rowid = None
        if kind == LEAF_TABLE:
            rowid, at = _varint(page, at)
            rowid -= (rowid >> 63) << 64
        if not 0 < n_bytes <= _MOST_BYTES:
            raise Broken("a record without a sound length")
        usable = self._usable
        most = usable - 35 if kind == LEAF_TABLE else (usable - 12) * 64 // 255 - 23
        local = n_bytes
        if n_bytes > most:
            least = (usable - 12) * 32 // 255 - 23
            local = least + (n_bytes - least) % (usable - 4)
            local = local if local <= most else least
        if at + local > len(page):
            raise Broken("a record that goes over its page")
        payload = page[at : at + local]
        if local < n_bytes:
            payload += self._overflow(page[at + local : at + local + 4], n_bytes - local)
        values = _values(payload)
        return Record(rowid, values, is_whole=len(payload) == n_bytes)

    def _overflow(self, first: bytes, n: int) -> bytes:
        """Give what of a record stands on further pages, as far as they can be followed."""
        found, number, seen = bytearray(), int.from_bytes(first, "big"), set[int]()
        while number and len(found) < n and number not in seen:
            seen.add(number)
            try:
                page = self.page(number)
            except Broken:
                break
            number = int.from_bytes(page[:4], "big")
            found += page[4 : self._usable]
        return bytes(found[:n])


# --- records --------------------------------------------------------------------------------------


def _varint(page: bytes, at: int) -> tuple[int, int]:
    number = 0
    for n in range(9):
        byte = page[at + n]
        if n == 8:
            return number << 8 | byte, at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + n + 1
    raise Broken("no number")


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _values(payload: bytes) -> tuple[Value, ...]:
    """Give the values of a record; those behind its end are None."""
    length, at = _varint(payload, 0)
    if not at <= length <= min(len(payload), 10 * _MOST_COLUMNS):
        raise Broken("a record without a sound head")
    kinds: list[int] = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) > _MOST_COLUMNS:
        raise Broken("more columns than any table has")
    found: list[Value] = []
    at = length
    for kind in kinds:
        value, n = _value(payload, at, kind)
        found.append(value)
        at += n
    return tuple(found)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, 0
    if kind in _INTEGERS:
        n = _INTEGERS[kind]
        return int.from_bytes(payload[at : at + n], "big", signed=True), n
    if kind == 7:
        found: float = struct.unpack_from(">d", payload, at)[0]
        return found, 8
    if kind in (8, 9):
        return kind - 8, 0
    if kind < 12:
        raise Broken("a value of no kind")
    n = (kind - 12) // 2
    plain = payload[at : at + n]
    if kind % 2 == 0:
        return plain, n
    try:
        return plain.decode(), n
    except UnicodeDecodeError:
        return TornText(plain), n
