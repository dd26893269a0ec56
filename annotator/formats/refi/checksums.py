"""Checksums of the texts of a REFI-QDA file: a list of words would take four times as much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable

_N_BYTES = 32
"""Of a SHA-256."""


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
