"""Tables as CSV files: dialects, what Excel would take for a formula, dates, checksums."""

from __future__ import annotations

import csv
import hashlib
import io

import pytest

from annotator.errors import WrongUse
from annotator.formats.base import WriteOptions
from annotator.formats.corpus.columns import ExportTable
from annotator.formats.corpus.csv_files import EXCEL_CELL, TableWriter, dialect_of
from annotator.model.fields import Kind
from annotator.text.csv_text import Dialect, rows_of

EXCEL = Dialect(";", for_excel=True)
NAMES = ("actor_id", "alias", "language", "origin")
COLUMNS = [{"name": name, "about": ""} for name in NAMES]
TABLE = ExportTable({"name": "aliases", "about": "a name", "columns": COLUMNS}, {})


def written(rows: list[tuple[str, ...]], dialect: Dialect) -> tuple[TableWriter, bytes]:
    file = io.BytesIO()
    writer = TableWriter(TABLE, dialect, file)
    writer.add(rows)
    writer.finish()
    return writer, file.getvalue()


def test_a_preset_says_how_files_are_written() -> None:
    assert dialect_of(WriteOptions()) == Dialect(",", for_excel=False)
    assert dialect_of(WriteOptions({"separator": "|"})) == Dialect()
    assert dialect_of(WriteOptions({"preset": "excel"})) == EXCEL
    assert dialect_of(WriteOptions({"preset": "excel", "separator": "\t"})).delimiter == "\t"
    for wrong in ("", ",,", '"', "'", "\r", "\n", "=", "+", "-", "@"):
        with pytest.raises(WrongUse, match="cannot separate cells"):
            dialect_of(WriteOptions({"preset": "excel", "separator": wrong}))
    assert (Dialect().encoding, EXCEL.encoding) == ("utf-8", "utf-8-sig")


def test_a_table_is_written_as_its_dialect_says() -> None:
    rows = [("x1", "a,b", "en", 'say "no"'), ("x2", "=1;2\n3", "", "")]
    writer, plain = written(rows, Dialect())
    head = ",".join(TABLE.names())
    assert plain.decode() == f'{head}\nx1,"a,b",en,"say ""no"""\nx2,"=1;2\n3",,\n'
    assert (writer.n_rows, writer.n_guarded, writer.n_cut) == (2, 0, 0)
    assert (writer.n_bytes, writer.sha256()) == (len(plain), hashlib.sha256(plain).hexdigest())
    writer, excel = written(rows, EXCEL)
    assert excel.decode("utf-8-sig").startswith(f"{head.replace(',', ';')}\r\nx1;a,b;en;")
    assert (writer.n_rows, writer.n_guarded) == (2, 1)
    assert excel.startswith(b"\xef\xbb\xbf")
    assert writer.n_bytes == len(excel)


@pytest.mark.parametrize("dialect", [Dialect(), EXCEL, Dialect("\t", for_excel=True)])
def test_what_was_written_is_read_back(dialect: Dialect) -> None:
    rows = [("x1", "=1", "'=2", "a\r\nb"), ("x2", 'q"', "\t", "é 🚢"), ("", "", "", "-")]
    _, data = written(rows, dialect)
    file = io.TextIOWrapper(io.BytesIO(data), encoding=dialect.encoding, newline="")
    assert [*rows_of(file, dialect)] == [[*TABLE.names()], *map(list, rows)]
    with pytest.raises(csv.Error):
        [*rows_of(['a"b,"c"d'], Dialect())]


def test_counting_alone_writes_nothing_and_counts_the_same() -> None:
    rows = [("x1", "=1", "", "a"), ("x2", "b", "", "")]
    counting = TableWriter(TABLE, EXCEL, None)
    counting.add(rows)
    counting.finish()
    writer, data = written(rows, EXCEL)
    assert (counting.n_rows, counting.n_guarded, counting.n_bytes) == (2, 1, len(data))
    assert writer.sha256() != counting.sha256()


def test_cells_that_a_workbook_cannot_show_are_counted() -> None:
    long = "x" * EXCEL_CELL
    wide = "🚢" * (EXCEL_CELL // 2)
    writer, _ = written([("1", long, wide, ""), ("2", f"{long}x", f"{wide}🚢", "")], EXCEL)
    assert writer.n_cut == 2
    assert written([("1", f"{long}x", "", "")], Dialect())[0].n_cut == 0


def test_many_rows_go_out_as_they_come() -> None:
    file = io.BytesIO()
    writer = TableWriter(TABLE, Dialect(), file)
    writer.add([("x", "a", "", "")] * 500)
    assert len(file.getvalue()) > 500
    writer.finish()
    assert file.getvalue().count(b"\n") == 501


def test_a_column_of_days_is_a_date_until_one_is_only_a_year() -> None:
    table = ExportTable(
        {
            "name": "days",
            "about": "a day",
            "columns": [{"name": "day", "about": "", "kind": "date"}],
        },
        {},
    )

    def kind(*cells: str) -> Kind:
        writer = TableWriter(table, Dialect(), None)
        writer.add([(cell,) for cell in cells])
        return writer.kind_of(0)

    assert kind("2026-03-01", "") is Kind.DATE
    assert kind("2026-03-01", "2026-03") is Kind.TEXT
    assert kind("2026-03-01x") is Kind.TEXT
    assert TableWriter(TABLE, Dialect(), None).kind_of(0) is Kind.TEXT
