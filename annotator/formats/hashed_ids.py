"""Ids of what a file may have by the million, known by their hashes: 16 bytes each, or on the disk.

Two ids that are not the same have one hash once in 2⁶⁴; Python's hashes of texts are made anew in
each run, so nobody can write a file in which they have.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from annotator.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_N_PARTS = 64
"""What is looked at as a whole is one of so many parts: of five million ids 80,000, some 10 MB."""
_LAST_BITS = _N_PARTS - 1
_IN_MEMORY = 1 << 17
"""So many hashes take 1 MB, and give blocks of 16 kB."""


class HashedIds:
    """Numbers of things by the hashes of their ids; all are put in before any is asked for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._hashes = [array("q") for _ in range(_N_PARTS)]
        self._numbers = [array("q") for _ in range(_N_PARTS)]
        self._doubled: frozenset[int] = frozenset()

    def add(self, hashed: int, number: int) -> None:
        """Take one; several may have the same id."""
        part = hashed & _LAST_BITS
        self._hashes[part].append(hashed)
        self._numbers[part].append(number)

    def sort(self) -> None:
        """Put them in order, once all are there: only then they are found."""
        doubled: set[int] = set()
        for part, hashes in enumerate(self._hashes):
            numbers = self._numbers[part]
            order = sorted(range(len(hashes)), key=hashes.__getitem__)
            self._hashes[part] = array("q", map(hashes.__getitem__, order))
            self._numbers[part] = array("q", map(numbers.__getitem__, order))
            pairs = zip(self._hashes[part], islice(self._hashes[part], 1, None), strict=False)
            doubled.update(one for one, other in pairs if one == other)
        self._doubled = frozenset(doubled)

    @property
    def any_doubled(self) -> bool:
        """Whether some id stands more than once."""
        return bool(self._doubled)

    def is_doubled(self, hashed: int) -> bool:
        """Say whether several have this id."""
        return hashed in self._doubled

    def of(self, hashed: int) -> Sequence[int]:
        """Give the numbers of those that have an id, in their order."""
        hashes = self._hashes[hashed & _LAST_BITS]
        first = bisect_left(hashes, hashed)
        if first == len(hashes) or hashes[first] != hashed:
            return ()
        numbers = self._numbers[hashed & _LAST_BITS]
        if hashed not in self._doubled:
            return (numbers[first],)
        return numbers[first : bisect_right(hashes, hashed)]


class OnceOnly:
    """Hashes of what may be there once; which are there more often is known when all are in."""

    def __init__(self) -> None:
        """Begin with none."""
        self._parts = [array("q") for _ in range(_N_PARTS)]
        self._n, self._spool = 0, Spool(0)

    def add(self, every: Iterable[int]) -> None:
        """Take some."""
        parts, n = self._parts, 0
        for one in every:
            parts[one & _LAST_BITS].append(one)
            n += 1
        self._n += n
        if self._n >= _IN_MEMORY:
            self._to_disk()

    def add_one(self, hashed: int) -> None:
        """Take one."""
        self._parts[hashed & _LAST_BITS].append(hashed)
        self._n += 1
        if self._n >= _IN_MEMORY:
            self._to_disk()

    def doubled(self) -> Iterator[int]:
        """Give those that came more than once; raises `OSError`."""
        for n, part in enumerate(self._parts):
            every = array("q")
            for block in range(n, len(self._spool), _N_PARTS):
                every.frombytes(self._spool[block])
            every.extend(part)
            seen = set(every)
            if len(seen) < len(every):
                for one in every:
                    if one in seen:
                        seen.discard(one)
                    else:
                        yield one

    def _to_disk(self) -> None:
        for n, part in enumerate(self._parts):
            self._spool.add(part.tobytes())
            self._parts[n] = array("q")
        self._n = 0
