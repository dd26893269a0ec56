"""CSV and TSV whose rows are articles: separator and encoding are found, quotation is strict.

Cells are text as they stand: “00123” stays so. What columns mean is known to `rows` alone.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from annotator.errors import CannotRead, Where
from annotator.formats import sources
from annotator.formats.decoding import decode, notes_of
from annotator.formats.rows.grid import Grid, GridRow
from annotator.formats.rows.row_format import RowFormat, SourceGrid
from annotator.language import tr
from annotator.text.csv_text import Dialect, rows_of
from annotator.text.file_kinds import looks_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from annotator.formats.rows.mapping import SourceMap

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 65_536
_HEAD = 4 * _SAMPLE
_N_ROWS = 50
_UTF_8 = "utf-8"
_AS_IT_IS = ("", _UTF_8)
"""Encodings that may be said of a file which is UTF-8: none, and that."""
_OWN_COLUMNS = frozenset(("article_id", "sha256", "n_chars"))


class CsvRows(RowFormat):
    """Tables with a separator between cells, an article a row."""

    name = "csv"
    title = "Table of articles (CSV)"
    endings = (".csv", ".tsv", ".tab")
    asks_for_encoding = True

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is such a table: by its ending, any text may be one."""
        is_table = name.lower().endswith(self.endings) or _is_unicode_text(name, head)
        return 70 if is_table and not looks_like(head) else 0

    def open(self, data: bytes, name: str, said: SourceMap) -> SourceGrid:
        """Give the cells of a text."""
        sources.check_is_text(data, name, said.encoding)
        decoded = decode(data, name, said.encoding or None)
        text = decoded.text.lstrip("\ufeff")
        separator, skipped = _said_inside(text)
        separator = said.separator or separator or _separator(text[skipped:_SAMPLE])
        dialect = Dialect(separator, _is_guarded(data, text))
        return SourceGrid(
            replace(said, encoding=decoded.encoding, separator=separator),
            grid=_grid(lambda: _lines(text, skipped), name, dialect, skipped),
            encoding=decoded.encoding,
            guessed=decoded.guessed,
            alternatives=decoded.alternatives,
            notes=notes_of(decoded, 0, name),
        )

    def stream(
        self, opened: Callable[[], AbstractContextManager[BinaryIO]], name: str, said: SourceMap
    ) -> SourceGrid | None:
        """Give the cells of a file of UTF-8."""
        return streamed(opened, name, said) if said.encoding in _AS_IT_IS else None


def streamed(
    opened: Callable[[], AbstractContextManager[BinaryIO]], name: str, said: SourceMap
) -> SourceGrid | None:
    """Give the cells of a file that is gone through bit by bit: the same as `CsvRows.open` would.

    None of one that has to be looked at as a whole: it is no UTF-8, or has lines of old Macs.
    """
    with opened() as file:
        head = file.read(_HEAD)
        sources.check_is_text(head, name)
        if not _is_plain(head, file):
            return None
    text = codecs.getincrementaldecoder("utf-8")().decode(head).lstrip("\ufeff")
    separator, skipped = _said_inside(text)
    separator = said.separator or separator or _separator(text[skipped:_SAMPLE])

    def lines() -> Iterator[str]:
        with opened() as file:
            every = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
            first = every.readline().lstrip("\ufeff")
            if first and not skipped:
                yield first
            yield from every

    grid = _grid(lines, name, Dialect(separator, _is_guarded(head, text)), skipped)
    return SourceGrid(replace(said, encoding=_UTF_8, separator=separator), grid=grid)


def _is_plain(head: bytes, file: BinaryIO) -> bool:
    """Say whether all of a file is UTF-8 in lines that end with LF, and can be nothing else."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk, has_lf, has_cr = head, False, False
    try:
        while chunk:
            if b"\x00" in chunk or b"\x1b" in chunk:
                return False
            decoder.decode(chunk)
            has_lf, has_cr = has_lf or b"\n" in chunk, has_cr or b"\r" in chunk
            chunk = file.read(_HEAD)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return has_lf or not has_cr


def _is_unicode_text(name: str, head: bytes) -> bool:
    """Say whether this is what Excel calls “Unicode text”: tabs in UTF-16, named as a text is."""
    if not head.startswith(codecs.BOM_UTF16_LE) or not name.lower().endswith(".txt"):
        return False
    rows = head[:_SAMPLE].decode("utf-16", "replace").split("\n", 2)
    return len(rows) > 1 and all("\t" in one for one in rows[:2])


def _said_inside(text: str) -> tuple[str, int]:
    """Give the separator that a first line like “sep=;” names, and where the rest begins."""
    line = text[:10].split("\n", 1)[0]
    bare = line.strip("\r\n")
    if bare.lower().startswith("sep=") and len(bare) == 5 and len(line) < len(text):
        return bare[4], len(line) + 1
    return "", 0


def _is_guarded(data: bytes, text: str) -> bool:
    """Say whether this is our own table for Excel, with guards before what looks like a formula."""
    is_marked = data.startswith(codecs.BOM_UTF8)
    return is_marked and _OWN_COLUMNS.issubset(re.split("[;,\t|]", text[:1000].split("\r\n")[0]))


def _lines(text: str, at: int) -> Iterator[str]:
    """Give the lines with their ends; old Macs ended them with CR alone."""
    end = "\n" if "\n" in text or "\r" not in text else "\r"
    while at < len(text):
        behind = text.find(end, at) + 1 or len(text)
        yield text[at:behind]
        at = behind


def _grid(lines: Callable[[], Iterator[str]], name: str, dialect: Dialect, skipped: int) -> Grid:
    first = 2 if skipped else 1

    def rows() -> Iterator[GridRow]:
        reader = rows_of(lines(), dialect)
        number = first
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as problem:
                raise _wrong(name, number, str(problem)) from problem
            if cells is None:
                return
            yield GridRow(number, cells)
            number += 1

    return rows


def _wrong(name: str, row: int, reason: str) -> CannotRead:
    what = tr("a closing quotation mark is missing")
    if "expected after" in reason:
        what = tr("behind a closing quotation mark stands something else than the separator")
    elif "end of data" not in reason:
        what = reason
    return CannotRead(
        tr("{name}, row {row}: {what}.", name=name, row=row, what=what),
        tr("Write quotation marks within a cell twice, or save the table anew."),
        Where(file=name, line=row),
    )


def _separator(sample: str) -> str:
    """Give the separator by which most of the first rows have as many cells as the first."""
    best, most = SEPARATORS[0], 0
    for separator in SEPARATORS:
        sizes: list[int] = []
        try:
            for cells in csv.reader(_lines(sample, 0), delimiter=separator, strict=True):
                sizes.append(len(cells))
                if len(sizes) > _N_ROWS:
                    break
        except csv.Error:
            pass  # the sample may end within a cell
        filled = [n for n in sizes[:_N_ROWS] if n]
        if not filled or max(filled) < 2:
            continue
        ((width, n),) = Counter(n for n in filled if n > 1).most_common(1)
        # Nearly all rows alike counts more than many cells.
        points = n * 1000 // len(filled) + min(width, 99)
        if points > most:
            best, most = separator, points
    return best
