"""A whole list as numbers, 8 bytes an article; pages of it are the same work anywhere."""

import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleOrder:
    """All articles of one query in its order, as they were when it was read.

    `packed` = their local numbers, 8 bytes each.
    """

    packed: bytes

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "ArticleOrder":
        """Keep these local numbers in this order."""
        return cls(array("q", numbers).tobytes())

    def __len__(self) -> int:
        return len(self.packed) // 8

    def page(self, offset: int, limit: int) -> Sequence[int]:
        """Give the local numbers from a place on."""
        return array("q", self.packed[offset * 8 : (offset + limit) * 8])

    def parts(self, rows: Iterable[tuple[int, int]]) -> "ArticleOrder":
        """Give the articles of some stretches of places, each from its first to its last."""
        return ArticleOrder(b"".join(self.packed[8 * a : 8 * (b + 1)] for a, b in sorted(rows)))

    def place_of(self, number: int) -> int | None:
        """Give the place of a local number; None where it is not in the list."""
        wanted = struct.pack("=q", number)
        at = self.packed.find(wanted)
        while at % 8 and at > 0:
            at = self.packed.find(wanted, at + 1)
        return None if at < 0 else at // 8
