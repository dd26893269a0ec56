"""Code points ↔ UTF-16 units ↔ UTF-8 bytes, and the ways other programs count a text.

Each class is built once per text in O(n) and answers in O(log n). Offsets beyond the text are
carried on in a straight line; whether they are allowed is for the caller to say.
"""

import re
from bisect import bisect_left, bisect_right

_ABOVE_BMP = re.compile("[\U00010000-\U0010ffff]")
# Compiled by `re` when it is first asked for, as no window asks.
_UTF8_RUNS = (
    "(?P<two>[\u0080-\u07ff]+)|(?P<three>[\u0800-\uffff]+)|(?P<four>[\U00010000-\U0010ffff]+)"
)
_UTF8_WIDTH = {"two": 2, "three": 3, "four": 4}


class Offsets:
    """Turns code points of one text into UTF-16 units (Qt, Java, JavaScript) and back."""

    __slots__ = ("_n_code_points", "_wide", "_wide_units")

    def __init__(self, text: str) -> None:
        """Read the text once; it is not kept."""
        # Each wide character before a position moves it by one unit. isascii() costs nothing.
        wide = [] if text.isascii() else [found.start() for found in _ABOVE_BMP.finditer(text)]
        self._n_code_points = len(text)
        self._wide = wide
        self._wide_units = [position + n for n, position in enumerate(wide)]

    @property
    def is_identity(self) -> bool:
        """Whether both counts are the same: no character of the text lies above U+FFFF."""
        return not self._wide

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._n_code_points + len(self._wide)

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 unit at which the code point begins."""
        if not self._wide:
            return code_point
        return code_point + bisect_left(self._wide, code_point)

    def from_utf16(self, unit: int) -> int:
        """The code point at a UTF-16 unit; inside a surrogate pair the one the pair stands for."""
        if not self._wide:
            return unit
        return unit - bisect_left(self._wide_units, unit)

    def splits_pair(self, unit: int) -> bool:
        """Whether the unit lies between the two halves of a surrogate pair."""
        return _splits(self._wide_units, unit)


class ForeignOffsets:
    """Turns code points of one text into the units another program counted, and back.

    ``utf16``: it counts UTF-16 units, not code points. ``crlf``: each line end counts two.
    ``bom``: the byte order mark before the text counts one.
    """

    __slots__ = ("_before", "_n_code_points", "_wide", "_wide_units")

    def __init__(
        self, text: str, *, utf16: bool = False, crlf: bool = False, bom: bool = False
    ) -> None:
        """Read the text once; it is not kept."""
        counted_two = ("\U00010000-\U0010ffff" if utf16 else "") + ("\n" if crlf else "")
        found = re.finditer(f"[{counted_two}]", text) if counted_two else iter(())
        self._wide = [character.start() for character in found]
        self._before = int(bom)
        self._n_code_points = len(text)
        self._wide_units = [position + n + self._before for n, position in enumerate(self._wide)]

    @property
    def is_even(self) -> bool:
        """Whether every character counts one, and nothing stands before them."""
        return not (self._wide or self._before)

    @property
    def length(self) -> int:
        """The length of the text in the other program's units, byte order mark included."""
        return self._before + self._n_code_points + len(self._wide)

    def to_unit(self, code_point: int) -> int:
        """The other program's unit at which the code point begins."""
        return self._before + code_point + bisect_left(self._wide, code_point)

    def from_unit(self, unit: int) -> int:
        """The code point at a unit; inside a wide character that character, before the text 0."""
        return max(0, unit - self._before - bisect_left(self._wide_units, unit))

    def splits(self, unit: int) -> bool:
        """Whether the unit lies inside a surrogate pair or between CR and LF."""
        return _splits(self._wide_units, unit)


class Utf8Offsets:
    """Turns code points of one text into UTF-8 bytes and back."""

    __slots__ = ("_byte_starts", "_code_points", "_n_code_points", "_widths")

    def __init__(self, text: str) -> None:
        """Read the text once; it is not kept."""
        self._code_points = [0]
        self._byte_starts = [0]
        self._widths = [1]
        self._n_code_points = len(text)
        if text.isascii():
            return
        for run in re.finditer(_UTF8_RUNS, text):
            self._begin_run(run.start(), _UTF8_WIDTH[run.lastgroup or "two"])
            self._begin_run(run.end(), 1)

    def _begin_run(self, code_point: int, width: int) -> None:
        """Note that from here on every character takes ``width`` bytes."""
        byte = self.to_utf8(code_point)
        if code_point == self._code_points[-1]:
            self._widths[-1] = width
            return
        self._code_points.append(code_point)
        self._byte_starts.append(byte)
        self._widths.append(width)

    @property
    def utf8_length(self) -> int:
        """The length of the text in UTF-8 bytes."""
        return self.to_utf8(self._n_code_points)

    def to_utf8(self, code_point: int) -> int:
        """The byte at which the code point begins."""
        run = max(0, bisect_right(self._code_points, code_point) - 1)
        inside = code_point - self._code_points[run]
        return self._byte_starts[run] + inside * self._widths[run]

    def from_utf8(self, byte: int) -> int:
        """The code point at a byte; inside a character that character."""
        run = max(0, bisect_right(self._byte_starts, byte) - 1)
        inside = byte - self._byte_starts[run]
        return self._code_points[run] + inside // self._widths[run]

    def splits_character(self, byte: int) -> bool:
        """Whether the byte lies inside a character."""
        return self.to_utf8(self.from_utf8(byte)) != byte


def _splits(wide_units: list[int], unit: int) -> bool:
    """Whether ``unit`` is the second half of one of the two-unit characters."""
    before = bisect_left(wide_units, unit)
    return before > 0 and wide_units[before - 1] + 1 == unit
