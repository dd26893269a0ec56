"""CSV: how rows become text and text rows, cells safe from Excel, names of columns.

What stands in the rows is not known here.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

GUARD = "'"
_STARTS = "=+\\-@\t\r＝＋－＠"
"""What a spreadsheet takes for the start of a formula; in some languages the wide signs too."""
MAY_NEED_GUARD = frozenset("'=+-@\t\r＝＋－＠")
"""What a cell begins with that `guarded` may change."""
_NO_NAME = re.compile(r"[^\w.-]+")
_EMPTY: dict[object, object] = {None: ""}
# A cell may be as large as an article is. The limit is one for the whole program: one that is set
# for a while would be taken from another thread that reads.
csv.field_size_limit((1 << 31) - 1)
# The guard's own sign is guarded too where a formula would follow, so that taking it off is sure.
_FORMULA = re.compile(f"'*[{_STARTS}]")
_GUARDED = re.compile(f"'+[{_STARTS}]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV files are written: for Excel with a byte order mark, CR LF and guards."""

    delimiter: str = ","
    for_excel: bool = False

    @property
    def encoding(self) -> str:
        """Python's name of the encoding."""
        return "utf-8-sig" if self.for_excel else "utf-8"


def guarded(text: str) -> str:
    """Give a text so that no spreadsheet takes it for a formula."""
    return GUARD + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give what `guarded` made this of."""
    return text[1:] if _GUARDED.match(text) else text


def truth(value: object) -> str:
    """Give a truth value as a cell."""
    return "true" if value else "false"


def text_of(rows: Sequence[Sequence[object]], dialect: Dialect) -> str:
    """Give rows as lines, their cells as they are (None = empty)."""
    text = _lines(rows, dialect, "\r\n" if dialect.for_excel else "\n")
    if "\r" in text and not dialect.for_excel:
        # Cells with a CR are quoted only where the lines end with one too.
        text = "".join([_lines([row], dialect, "\r\n")[:-2] + "\n" for row in rows])
    return text


def _lines(rows: Iterable[Sequence[object]], dialect: Dialect, line_end: str) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=dialect.delimiter, lineterminator=line_end).writerows(rows)
    return buffer.getvalue()


def rows_of(file: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Give the rows of an open file, head row first, without guards; raises `csv.Error`."""
    rows = csv.reader(file, delimiter=dialect.delimiter, strict=True)
    return ([*map(unguarded, row)] for row in rows) if dialect.for_excel else rows


def as_read(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """Give rows as they read back from what `text_of` makes of them."""
    # Without a line of Python for each of a million cells.
    return [[*map(str, map(_EMPTY.get, cells, cells))] for cells in rows]


def sum_of(rows: Iterable[Sequence[object]], before: int) -> int:
    """Give a sum that stands for these rows in this order and for those `before` that sum.

    In another run of the program it is another one.
    """
    # One row's goes into the next: numbers that are only added up cancel each other out.
    for cells in map(tuple, rows):
        before = hash((before, cells))
    return before


def unique_names(prefix: str, words: Iterable[str]) -> list[str]:
    """Give a column's name for each word: letters, digits, `_`, `.` and `-`, no two alike."""
    names: dict[str, str] = {}
    for word in words:
        base = name = prefix + (_NO_NAME.sub("_", word).strip("_") or "x")
        n = 1
        while name.casefold() in names:
            n += 1
            name = f"{base}_{n}"
        names[name.casefold()] = name
    return list(names.values())
