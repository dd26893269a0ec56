"""Ids of what a file may have by the million: by their hashes, of 12 to 16 bytes, or on the disk.

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
    from collections.abc import Hashable, Iterable, Iterator, Sequence

_N_PARTS = 64
"""What is looked at as a whole is one of so many parts: of five million ids 80,000, some 10 MB."""
_LAST_BITS = _N_PARTS - 1
_IN_MEMORY = 1 << 17
"""So many hashes take 1 MB, and give blocks of 16 kB."""


class HashedIds:
    """Numbers of things by their ids; all are put in before any is asked for."""

    def __init__(self, numbers: str = "q") -> None:
        """Begin with none; `numbers` is the code of what they are (`array`): I = small ones."""
        self._code = numbers
        self._hashes = [array("q") for _ in range(_N_PARTS)]
        self._numbers = [array(numbers) for _ in range(_N_PARTS)]
        self._doubled = [array("q") for _ in range(_N_PARTS)]

    def __len__(self) -> int:
        """Count what was taken."""
        return sum(map(len, self._hashes))

    def add(self, one: Hashable, number: int) -> None:
        """Take a thing by its id; several may have the same."""
        hashed = hash(one)
        part = hashed & _LAST_BITS
        self._hashes[part].append(hashed)
        self._numbers[part].append(number)

    def sort(self) -> None:
        """Put them in order, once all are there: only then they are found."""
        # In parts: to sort all at once takes 80 bytes for each.
        for part, hashes in enumerate(self._hashes):
            numbers = self._numbers[part]
            order = sorted(range(len(hashes)), key=hashes.__getitem__)
            hashes = array("q", map(hashes.__getitem__, order))
            self._hashes[part] = hashes
            self._numbers[part] = array(self._code, map(numbers.__getitem__, order))
            pairs = zip(hashes, islice(hashes, 1, None), strict=False)
            self._doubled[part] = array("q", (one for one, other in pairs if one == other))

    def forget(self) -> None:
        """Let the numbers go: from now on only what is doubled is known."""
        self._hashes = [array("q") for _ in range(_N_PARTS)]
        self._numbers = [array(self._code) for _ in range(_N_PARTS)]

    @property
    def any_doubled(self) -> bool:
        """Whether some id stands more than once."""
        return any(self._doubled)

    def is_doubled(self, one: Hashable) -> bool:
        """Say whether several have this id."""
        hashed = hash(one)
        return _at(self._doubled[hashed & _LAST_BITS], hashed) is not None

    def of(self, one: Hashable) -> Sequence[int]:
        """Give the numbers of those that have an id, in the order in which they came."""
        hashed = hash(one)
        hashes, numbers = self._hashes[hashed & _LAST_BITS], self._numbers[hashed & _LAST_BITS]
        first = _at(hashes, hashed)
        if first is None:
            return ()
        if first + 1 == len(hashes) or hashes[first + 1] != hashed:
            return (numbers[first],)
        return numbers[first : bisect_right(hashes, hashed)]


def _at(hashes: array[int], hashed: int) -> int | None:
    """Give the first place of a hash among sorted ones; None = it is not there."""
    first = bisect_left(hashes, hashed)
    return first if first < len(hashes) and hashes[first] == hashed else None


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
