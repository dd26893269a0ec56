"""Tables as the sheets of a workbook: cells of their kinds, long texts whole beside it.

What stands in the tables is not known here.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.errors import CannotWrite
from annotator.formats.corpus.sheets_back import rows_of_sheets
from annotator.formats.safe_xml import n_not_writable, writable
from annotator.formats.zip_archive import MAX_UNPACKED
from annotator.language import tr
from annotator.model.bundle import Loss, LossKind
from annotator.model.fields import FLAG, Kind
from annotator.text.csv_text import sum_of, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

    from annotator.formats.corpus.columns import Cell, ExportTable, Row

TypedCell: TypeAlias = str | float | bool | datetime | None
"""What a cell of a workbook holds; whole numbers are numbers like any."""

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What a sheet can hold (ECMA-376, as Excel limits it), the head row included."""
LONGEST = 32_767
"""How many UTF-16 units a cell can hold; a library cuts what is longer."""
_SHOWN = 32_000
"""How many characters of a longer text stand in its cell."""
_FIRST_DAY = "1900-03-01"
"""Before this day Excel counts one that never was."""
_NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no zones
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
MOMENTS = {Kind.DATE: "yyyy-mm-dd", Kind.TIME: "yyyy-mm-dd hh:mm:ss"}
"""How a sheet shows days and moments."""
_FORMS = {Kind.DATE: _DATE, Kind.TIME: _TIME}
_NARROWEST, _WIDEST = 8, 44
_ROW_BYTES, _CELL_BYTES, _KIND_BYTES, _WORDS_BYTES = 16, 19, 6, 8
"""What the XML of a row takes without its number, that of a cell without its place and what stands
in it, and how much more where it names a kind or a style, or holds words of its own."""
_MOMENT_BYTES = 16
"""About how many digits a moment has."""
_PARTS_BYTES = 1_000_000
"""More than all the parts of a workbook take that are no sheets of tables."""
_MOST_SHARED, _LONGEST_SHARED = 100_000, 64
"""So many words of a workbook stand in it once only, and so long ones: ids, names, values."""
_SHARED_BYTES = 16
"""What the XML of shared words takes beside them."""
_LOOKED_AT = 200
"""From so many rows a column takes its width."""
_TEXT, _CUT = "text", "text_cut"


class SheetWriter:
    """Writes one table into a sheet, or only counts what writing would do to it (`sheet` None).

    `put_beside` takes the name and the text of a file that holds a long text whole; `formats` are
    those of days and of moments.
    """

    def __init__(
        self,
        table: ExportTable,
        put_beside: Callable[[str, str], None],
        sheet: Worksheet | None = None,
        formats: Mapping[Kind, CellFormat] | None = None,
    ) -> None:
        """Begin with the head row; raises `CannotWrite` for more columns than a sheet has."""
        self.table, self._sheet, self._beside = table, sheet, put_beside
        self._formats = formats or {}
        self.n_rows = self.n_long = self.n_unwritable = self.n_rounded = self.sum = 0
        self.n_bytes = 0
        """About how many bytes the sheet has, unpacked."""
        self._kinds = [column.kind for column in table.columns]
        names = table.names()
        self._text = names.index(_TEXT) if _TEXT in names else None
        head = [*names] if self._text is None else [*names, _CUT]
        self._widths = [*map(len, head)]
        self._above: Sequence[TypedCell] = [None] * len(head)
        self._letters = [1 + (n >= 26) + (n >= 26 * 27) for n in range(len(head))]  # A, AA, AAA
        self._shared: dict[str, int] = {}
        if sheet is not None:
            sheet.shared = self._shared
        if len(head) > MOST_COLUMNS:
            raise _too_large(table.name, tr("columns"), MOST_COLUMNS)
        self._put([*head])

    def add(self, rows: Sequence[Row]) -> None:
        """Add some rows; raises `CannotWrite` where the sheet is full."""
        for row in rows:
            self.n_rows += 1
            if self.n_rows >= MOST_ROWS:
                raise _too_large(self.table.name, tr("rows"), MOST_ROWS)
            self._put(self._typed(row))

    def finish(self) -> None:
        """Give the sheet its widths, its fixed head row and its filter."""
        if self._sheet is not None:
            for n, width in enumerate(self._widths):
                self._sheet.set_column(n, n, min(max(width + 2, _NARROWEST), _WIDEST))
            self._sheet.freeze_panes(1, 0)
            self._sheet.autofilter(0, 0, max(self.n_rows, 1), len(self._widths) - 1)

    def _typed(self, row: Row) -> list[TypedCell]:
        cells = [self._cell(cell, kind) for cell, kind in zip(row, self._kinds, strict=True)]
        cut = None if self._text is None else False
        for n, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > LONGEST // 2 and _units(cell) > LONGEST:
                self.n_long += 1
                self._beside(f"texts/{self._name_beside(row, n)}.txt", cell)
                cells[n] = _start_of(cell)
                cut = cut if n != self._text else True
        return cells if cut is None else [*cells, cut]

    def _cell(self, cell: Cell, kind: Kind) -> TypedCell:
        if cell is None or cell == "":
            return None
        if not isinstance(cell, str):
            held = float(f"{cell:.16G}")  # as many digits as the library writes
            self.n_rounded += held != cell
            return held
        if kind is FLAG:
            return cell == truth(True)
        if kind in _FORMS and (moment := _moment(cell, kind)) is not None:
            return moment
        n = n_not_writable(cell) + cell.count("\r")
        if n:
            self.n_unwritable += n
            return writable(cell.replace("\r\n", "\n").replace("\r", "\n"))
        return cell

    def _name_beside(self, row: Row, n: int) -> str:
        """Give the name of the file with a whole text: for that of an article its id."""
        if n == self._text and len(self.table.key) == 1:
            return str(row[0])
        return f"{self.table.name}-{self.n_rows}-{self.table.columns[n].name}"

    def _put(self, cells: Sequence[TypedCell]) -> None:
        """Write a row below the one before, and sum it up."""
        self.sum = _sum_of(cells, self.sum)
        self._weigh(cells)
        sheet, at = self._sheet, self.n_rows
        if sheet is None:
            return
        for n, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, bool):
                sheet.write_boolean(at, n, cell)
            elif isinstance(cell, float):
                sheet.write_number(at, n, cell)
            elif isinstance(cell, datetime):
                kind = self._kinds[n]
                sheet.write_datetime(at, n, cell, self._formats[kind])
            else:
                write_words(sheet, at, n, cell)
            if at <= _LOOKED_AT:
                self._widths[n] = max(self._widths[n], len(str(cell)))

    def _weigh(self, cells: Sequence[TypedCell]) -> None:
        """Count the bytes of a row; words that stand in the cell above, too, are shared."""
        shared, row = self._shared, len(str(self.n_rows + 1))
        n_bytes = _ROW_BYTES + row
        for cell, above, column in zip(cells, self._above, self._letters, strict=True):
            if cell is None:
                continue
            n_bytes += _CELL_BYTES + column + row
            if not isinstance(cell, str):
                n_bytes += _size_of_value(cell)
                continue
            if cell not in shared and cell == above:
                self._share(cell)
            place = shared.get(cell)
            words = _WORDS_BYTES + _size_of(cell)
            n_bytes += words if place is None else _KIND_BYTES + len(str(place))
        self.n_bytes += n_bytes
        self._above = cells

    def _share(self, words: str) -> None:
        """Let words stand once in the workbook from now on: they come again and again."""
        is_plain = words == words.strip() and "\n" not in words and "_x" not in words
        if is_plain and len(words) <= _LONGEST_SHARED and len(self._shared) < _MOST_SHARED:
            place = len(self._shared) if self._sheet is None else self._sheet.place_of(words)
            self._shared[words] = place
            # The cell above is not written yet: it names them, too.
            self.n_bytes += _SHARED_BYTES + _KIND_BYTES + len(str(place)) - _WORDS_BYTES


@cache
def short_sheets() -> type[Worksheet]:
    """Give sheets whose words stand in their cells as values: a sixth less, and read in half.

    Excel, LibreOffice and openpyxl take them so; blanks around words and line ends would be theirs
    to keep or not, so words with these stay as the library writes them. What is in `shared` stands
    in the workbook once (ECMA-376, 18.4): another sixth less.
    """
    from xlsxwriter.worksheet import Worksheet

    class ShortSheet(Worksheet):  # type: ignore[misc]  # it ships no types
        def __init__(self) -> None:
            super().__init__()
            self.shared: Mapping[str, int] = {}

        def place_of(self, words: str) -> int:
            """Let words stand in the workbook once; give the place by which cells name them."""
            place: int = self.str_table._get_shared_string_index(words)
            self.str_table.count -= 1  # no cell has named them yet
            return place

        def _xml_inline_string(
            self, string: str, preserve: bool, attributes: Sequence[tuple[str, object]] = ()
        ) -> None:
            if preserve or "\n" in string:
                super()._xml_inline_string(string, preserve, attributes)
                return
            said = "".join([f' {key}="{value}"' for key, value in attributes])
            place = self.shared.get(string)
            if place is not None:
                self.str_table.count += 1
                self.fh.write(f'<c{said} t="s"><v>{place}</v></c>')
                return
            self.fh.write(f'<c{said} t="str"><v>{self._escape_data(string)}</v></c>')

    return ShortSheet


def too_large_to_read(n_bytes: int, n_articles: int) -> Iterator[Loss]:
    """Give as a loss that a workbook so large, unpacked, is not read in again by this program."""
    if n_bytes > MAX_UNPACKED - _PARTS_BYTES:
        how = tr(
            "about {n} MB unpacked: Annotator itself reads {most} MB of one workbook at most;"
            " export it in parts, or as tables",
            n=f"{n_bytes // 1_000_000:,}",
            most=f"{MAX_UNPACKED // 1_000_000:,}",
        )
        yield Loss("article", n_articles, n_articles, LossKind.CHANGED, how)


def write_words(sheet: Worksheet, row: int, column: int, words: str) -> None:
    """Write words into a cell as they are: no formula, no link, no XML; rows and columns from 0."""
    if words.startswith("<r>") and words.endswith("</r>"):
        # The library takes such a string for its own finished XML; in pieces it does not.
        done = sheet.write_rich_string(row, column, words[:1], words[1:-1], words[-1:])
    else:
        done = sheet.write_string(row, column, words)
    if done:
        raise ValueError(tr("a cell was not written ({code})", code=done))


def _moment(cell: str, kind: Kind) -> datetime | None:
    """Give a day or a moment that a workbook can count, UTC; None = it stays words."""
    if cell < _FIRST_DAY or not _FORMS[kind].fullmatch(cell):
        return None
    try:
        return datetime.fromisoformat(cell.removesuffix("Z"))
    except ValueError:
        return None


def moment_made(changed: str) -> datetime:
    """Give the moment of the last step for a workbook's properties; that of writing tells more."""
    return _moment(changed, Kind.TIME) or _NO_MOMENT


def _size_of(words: str) -> int:
    """Give how many bytes words take in XML."""
    n = len(words) if words.isascii() else len(words.encode("utf-8", "surrogatepass"))
    return n + 4 * words.count("&") + 3 * (words.count("<") + words.count(">"))


def _size_of_value(cell: float | bool | datetime) -> int:
    """Give about how many bytes a value that is no words takes in XML, with its kind or style."""
    if isinstance(cell, bool):
        return _KIND_BYTES + 1
    return _KIND_BYTES + _MOMENT_BYTES if isinstance(cell, datetime) else len(f"{cell:.16G}")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _start_of(text: str) -> str:
    """Give as much of a long text as a cell shows."""
    kept = text[:_SHOWN]
    return kept if _units(kept) <= LONGEST else kept[: _SHOWN // 2]


def _too_large(table: str, what: str, most: int) -> CannotWrite:
    return CannotWrite(
        tr(
            "The table “{table}” has more {what} than a sheet of a workbook can hold ({most}).",
            table=table,
            what=what,
            most=f"{most:,}",
        ),
        tr("Export as tables (CSV)."),
    )


def _sum_of(cells: Sequence[TypedCell], before: int) -> int:
    held = [*cells]
    while held and held[-1] is None:
        held.pop()
    # For hashing, true is 1.0 otherwise.
    return sum_of([[("flag", one) if isinstance(one, bool) else one for one in held]], before)


def sums_of(at: Path, told: Callable[[Any], Iterator[Any]] = iter) -> dict[str, int]:
    """Read a workbook back and give for each sheet the sum of its cells, as `SheetWriter` has it.

    `told` lets rows go by. Raises what `rows_of_sheets` raises for a workbook that is none.
    """
    found: dict[str, int] = {}
    rows = told(repeat(None))

    def hear(name: str, cells: Sequence[TypedCell]) -> None:
        next(rows)
        found[name] = _sum_of(cells, found.get(name, 0))

    rows_of_sheets(at, frozenset(MOMENTS.values()), hear)
    return found
