"""What of a REFI-QDA project must wait for the end of the file, held as small as it can be.

Links stand behind all texts, and any two selections of the file may be tied: a large project has
hundreds of thousands of both. A selection takes 12 bytes here, a link lies on the disk.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import groupby, islice, starmap
from typing import TYPE_CHECKING, NamedTuple

from annotator.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOGETHER = 5_000


class RefiTie(NamedTuple):
    """A link as it stands."""

    guid: str
    name: str
    origin: str
    target: str
    notes: tuple[str, ...]


class SelectionPlaces:
    """In which sources selections stand, by their ids.

    Ids are known by their hashes of 64 bits: two that are not the same are one in 2⁶⁴.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._hashes = array("q")
        self._numbers = array("I")
        self._doubled: frozenset[int] = frozenset()

    def add(self, guid: str, number: int) -> None:
        """Take a selection of the source of this number."""
        self._hashes.append(hash(guid))
        self._numbers.append(number)

    def sort(self) -> None:
        """Put them in order, once all are there: only then they are found."""
        hashes, numbers = self._hashes, self._numbers
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._hashes = array("q", map(hashes.__getitem__, order))
        self._numbers = array("I", map(numbers.__getitem__, order))
        pairs = zip(self._hashes, islice(self._hashes, 1, None), strict=False)
        self._doubled = frozenset(one for one, other in pairs if one == other)

    @property
    def any_doubled(self) -> bool:
        """Whether some id stands more than once."""
        return bool(self._doubled)

    def is_doubled(self, guid: str) -> bool:
        """Say whether several selections have this id."""
        return hash(guid) in self._doubled

    def of(self, guid: str) -> Sequence[int]:
        """Give the numbers of the sources where a selection stands, in the order of the file."""
        wanted, hashes = hash(guid), self._hashes
        first = bisect_left(hashes, wanted)
        if first == len(hashes) or hashes[first] != wanted:
            return ()
        if wanted not in self._doubled:
            return (self._numbers[first],)
        return self._numbers[first : bisect_right(hashes, wanted)]


class HeldLinks:
    """Links by the sources in which they begin, packed, on the disk where they are many."""

    def __init__(self) -> None:
        """Begin with none."""
        self._last: list[RefiTie] = []
        self._as_read, self._sorted = Spool(), Spool()
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        self.n = 0

    def add(self, tie: RefiTie) -> None:
        """Take a link."""
        self.n += 1
        self._last.append(tie)
        if len(self._last) >= _TOGETHER:
            self._as_read.add(_packed(self._last))
            self._last = []

    def sort(self, places: SelectionPlaces) -> Iterator[RefiTie | None]:
        """Sort them by where they begin, once all selections are known; give each in turn.

        None for one that does not tie two selections of one source: it is not kept.
        """
        for number, several in groupby(self._taken_out(), lambda one: _within(one, places)):
            kept = [*several]
            if number is None:
                yield from (None for _ in kept)
                continue
            yield from kept
            self._keep(number, kept)
            for one in kept if places.any_doubled else ():
                # What a program wrote twice has its links in both places.
                for each in {*places.of(one.origin)} - {number}:
                    self._keep(each, [one])

    def of(self, number: int) -> dict[str, list[RefiTie]]:
        """Give the links of a source by the selections in which they begin; raises `OSError`."""
        found: dict[str, list[RefiTie]] = {}
        for n in self._of.get(number, ()):
            for one in _unpacked(self._sorted[n]):
                found.setdefault(one.origin, []).append(one)
        return found

    def _keep(self, number: int, ties: Iterable[RefiTie]) -> None:
        self._of[number].append(len(self._sorted))
        self._sorted.add(_packed(ties))

    def _taken_out(self) -> Iterator[RefiTie]:
        for block in self._as_read:
            yield from _unpacked(block)
        yield from self._last
        self._as_read, self._last = Spool(), []


def _within(tie: RefiTie, places: SelectionPlaces) -> int | None:
    """Give the number of the source in which a link ties two selections; None = it does not."""
    origin, target = places.of(tie.origin), places.of(tie.target)
    return origin[-1] if origin and target and origin[-1] == target[-1] else None


def _packed(ties: Iterable[RefiTie]) -> bytes:
    return marshal.dumps([*map(tuple, ties)])


def _unpacked(block: bytes) -> Iterator[RefiTie]:
    return starmap(RefiTie, marshal.loads(block))  # noqa: S302 - packed by this program just now
