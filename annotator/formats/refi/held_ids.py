"""Numbers by the ids of a REFI-QDA file, and checksums in their order: a few bytes for each.

A large project has hundreds of thousands of selections: as texts in a table their ids would take
twenty times as much.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIGHEST = 56
"""By so many bits of 64 a hash is shifted to its first eight."""
_N_PARTS = 256
_N_BYTES = 32
"""Of a SHA-256."""


class NumbersOfIds:
    """Numbers that ids have, 12 bytes each.

    Ids are known by their hashes of 64 bits: two that are not the same are one in 2⁶⁴.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._hashes = array("q")
        self._numbers = array("I")
        self._doubled = array("q")

    def __len__(self) -> int:
        """Count what was taken."""
        return len(self._hashes)

    def add(self, guid: str, number: int) -> None:
        """Take an id with a number; it may come with several."""
        self._hashes.append(hash(guid))
        self._numbers.append(number)

    def sort(self) -> None:
        """Put them in order, once all are there: only then they are found."""
        parts = [(array("q"), array("I")) for _ in range(_N_PARTS)]
        # In parts: to sort all at once takes 80 bytes for each.
        for one, number in zip(self._hashes, self._numbers, strict=True):
            hashes, numbers = parts[(one >> _HIGHEST) + _N_PARTS // 2]
            hashes.append(one)
            numbers.append(number)
        self._hashes, self._numbers = array("q"), array("I")
        for hashes, numbers in parts:
            order = sorted(range(len(hashes)), key=hashes.__getitem__)
            self._hashes.extend(map(hashes.__getitem__, order))
            self._numbers.extend(map(numbers.__getitem__, order))
        pairs = zip(self._hashes, islice(self._hashes, 1, None), strict=False)
        self._doubled = array("q", (one for one, other in pairs if one == other))

    def forget(self) -> None:
        """Let the numbers go: from now on only what is doubled is known."""
        self._hashes, self._numbers = array("q"), array("I")

    @property
    def any_doubled(self) -> bool:
        """Whether some id came more than once."""
        return bool(self._doubled)

    def is_doubled(self, guid: str) -> bool:
        """Say whether an id came several times."""
        wanted, doubled = hash(guid), self._doubled
        at = bisect_left(doubled, wanted)
        return at < len(doubled) and doubled[at] == wanted

    def of(self, guid: str) -> Sequence[int]:
        """Give the numbers of an id, in the order in which they came."""
        wanted, hashes = hash(guid), self._hashes
        first = bisect_left(hashes, wanted)
        if first == len(hashes) or hashes[first] != wanted:
            return ()
        if first + 1 == len(hashes) or hashes[first + 1] != wanted:
            return (self._numbers[first],)
        return self._numbers[first : bisect_right(hashes, wanted)]


class Checksums(Sequence[str]):
    """SHA-256 in hexadecimal digits, 32 bytes each."""

    def __init__(self, some: Iterable[str] = ()) -> None:
        """Begin with some."""
        self._bytes = bytearray()
        for one in some:
            self.append(one)

    def append(self, sha256: str) -> None:
        """Put one behind the others."""
        self._bytes += bytes.fromhex(sha256)

    def __len__(self) -> int:
        """Count them."""
        return len(self._bytes) // _N_BYTES

    @overload
    def __getitem__(self, n: int) -> str: ...
    @overload
    def __getitem__(self, n: slice) -> list[str]: ...
    def __getitem__(self, n: int | slice) -> str | list[str]:
        """Give one by its number, or some."""
        if isinstance(n, slice):
            return [self[one] for one in range(*n.indices(len(self)))]
        at = range(len(self))[n] * _N_BYTES
        return self._bytes[at : at + _N_BYTES].hex()
