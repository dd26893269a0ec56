"""What is too much for the memory until it is needed again: blocks, texts and rows, on the disk.

They lie in files without a name, which go with the program. Only `OSError` is raised here.
"""

import errno
import io
import marshal
import os
import threading
import weakref
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, starmap
from typing import Any, BinaryIO, TypeVar, overload

_T = TypeVar("_T")
_IN_MEMORY = 1_000_000
"""What a spool may hold in memory: two hundred articles packed. More gains no time."""
_MANY_LETTERS = 500_000
"""As much, where one sign is not of Latin 1."""
_OF_A_BLOCK = 100
"""What a block takes in memory beside its bytes, so that many small ones are no more than few."""
_ROWS_TOGETHER = 200
"""So many take 50 kB as values."""


class Spool:
    """Blocks of bytes in their order, of which only the first few stay in memory.

    The others lie in a file without a name, which goes with this. Where none can be made or it has
    no more room, they stay in memory. A block on the disk takes 8 bytes here: there may be many.
    """

    def __init__(self, most: int = _IN_MEMORY) -> None:
        """Keep at most so many bytes in memory, as long as there is a disk to be had."""
        self._most, self._size = most, 0
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._at = 0
        # Where in the file each block ends; one that lies in memory takes no room there.
        self._ends = array("Q")
        self._held: dict[int, bytes] = {}

    def __len__(self) -> int:
        """Count the blocks."""
        return len(self._ends)

    def add(self, block: bytes) -> None:
        """Put a block behind the others."""
        self._size += len(block) + _OF_A_BLOCK
        end = self._ends[-1] if self._ends else 0
        if self._size > self._most and self._put(block, end):
            end += len(block)
        else:
            self._held[len(self._ends)] = block
        self._ends.append(end)

    def __iter__(self) -> Iterator[bytes]:
        """Give the blocks, as often as one likes and in several threads; raises `OSError`."""
        yield from map(self.__getitem__, range(len(self._ends)))

    def __getitem__(self, n: int) -> bytes:
        """Give the block of this number, the first = 0; raises `OSError`."""
        held = self._held.get(n)
        if held is not None:
            return held
        at = self._ends[n - 1] if n else 0
        return self._read(at, self._ends[n] - at)

    def sizes(self) -> Iterator[int]:
        """Give how many bytes each block has."""
        before = 0
        for n, end in enumerate(self._ends):
            held = self._held.get(n)
            yield end - before if held is None else len(held)
            before = end

    def _put(self, block: bytes, at: int) -> bool:
        """Write a block to its place in the file; say whether there was room."""
        from tempfile import TemporaryFile

        with self._lock, suppress(OSError):
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - it goes with this
                weakref.finalize(self, self._file.close)
            self._go(self._file, at)
            n_bytes = self._file.write(block)
            self._at += n_bytes
            return n_bytes == len(block)
        return False

    def _read(self, at: int, n_bytes: int) -> bytes:
        if not n_bytes:
            return b""
        assert self._file is not None  # noqa: S101 - what stands in it was put there
        with self._lock:
            self._go(self._file, at)
            found = self._file.read(n_bytes)
            self._at += len(found)
        if len(found) != n_bytes:
            raise OSError(errno.EIO, "a block was cut off")
        return found

    def _go(self, file: BinaryIO, at: int) -> None:
        """Go to a place, if the file is not there: blocks are mostly gone through in turn."""
        if at != self._at:
            self._at = file.seek(at)


class SpooledRows(Sequence[_T]):
    """Rows of a table that only grows, of which all but the last lie packed in a spool.

    A row is what is made of its cells, which are plain values: texts, numbers, None.
    """

    def __init__(self, made_of: Callable[..., _T]) -> None:
        """Begin with none; `made_of` takes the cells of a row."""
        self._made_of = made_of
        self._spool, self._last = Spool(0), list[tuple[Any, ...]]()
        self._n_shown, self._shown = -1, list[tuple[Any, ...]]()

    def add(self, *cells: Any) -> None:
        """Put a row behind the others."""
        self._last.append(cells)
        if len(self._last) == _ROWS_TOGETHER:
            self._spool.add(zlib.compress(marshal.dumps(self._last), 1))
            self._last = []

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._spool) * _ROWS_TOGETHER + len(self._last)

    def __iter__(self) -> Iterator[_T]:
        """Give the rows, as often as one likes; raises `OSError`."""
        for n in range(len(self._spool) + 1):
            yield from starmap(self._made_of, self._together(n))

    @overload
    def __getitem__(self, n: int) -> _T: ...
    @overload
    def __getitem__(self, n: slice) -> list[_T]: ...
    def __getitem__(self, n: int | slice) -> _T | list[_T]:
        """Give a row by its number, or some; raises `OSError`."""
        if isinstance(n, slice):
            return [self[one] for one in range(*n.indices(len(self)))]
        if not -len(self) <= n < len(self):
            raise IndexError(n)
        block, within = divmod(n % len(self), _ROWS_TOGETHER)
        if block < len(self._spool) and block != self._n_shown:
            self._n_shown, self._shown = block, self._together(block)
        some = self._shown if block < len(self._spool) else self._last
        return self._made_of(*some[within])

    def _together(self, n: int) -> list[tuple[Any, ...]]:
        if n == len(self._spool):
            return self._last
        return marshal.loads(zlib.decompress(self._spool[n]))  # type: ignore[no-any-return]  # noqa: S302 - packed by this program just now


class SpooledFile(io.RawIOBase):
    """The blocks of a spool as one file to be read; each such file has a place of its own."""

    def __init__(self, spool: Spool) -> None:
        """Begin before the first block; the spool gets no further ones."""
        self._spool, self._at = spool, 0
        self._ends = [*accumulate(spool.sizes())]
        self._n, self._block = -1, b""

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """Any place can be gone to."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place."""
        end = self._ends[-1] if self._ends else 0
        self._at = max(0, offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence, end))
        return self._at

    def readinto(self, into: Any) -> int:
        """Read as much as one block has; raises `OSError`."""
        n = bisect_right(self._ends, self._at)
        if n == len(self._ends):
            return 0
        if n != self._n:
            self._n, self._block = n, self._spool[n]
        begin = self._at - (self._ends[n - 1] if n else 0)
        part = self._block[begin : begin + len(into)]
        into[: len(part)] = part
        self._at += len(part)
        return len(part)


class SpooledTexts(Mapping[str, str]):
    """Texts by their checksums, in the order in which they came: many lie in a spool."""

    def __init__(self, most: int = _MANY_LETTERS) -> None:
        """Keep at most so many code points in memory."""
        self._left = most
        self._texts: dict[str, str | int] = {}
        self._spool = Spool(0)

    def __setitem__(self, sha256: str, text: str) -> None:
        """Keep a text; one that is kept already stays."""
        if sha256 in self._texts:
            return
        self._left -= len(text)
        if self._left >= 0:
            self._texts[sha256] = text
        else:
            self._texts[sha256] = len(self._spool)
            self._spool.add(text.encode("utf-8", "surrogatepass"))

    def __getitem__(self, sha256: str) -> str:
        """Give a text; raises `KeyError`, and `OSError` where it cannot be read any more."""
        found = self._texts[sha256]
        if isinstance(found, str):
            return found
        return self._spool[found].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        """Give the checksums."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._texts)

    def is_spooled(self, sha256: str) -> bool:
        """Say whether a text lies in the spool."""
        return isinstance(self._texts[sha256], int)
