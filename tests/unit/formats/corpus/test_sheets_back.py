"""Our own reading of a workbook finds what openpyxl finds, cell for cell."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from annotator.formats import by_name
from annotator.formats.corpus.sheets import MOMENTS
from annotator.formats.corpus.sheets_back import ReadCell, rows_of_sheets
from annotator.formats.rows.workbook import unescaped
from tests import bundles, exports

Rows = dict[str, list[list[ReadCell]]]


def rows_in(at: Path) -> Rows:
    found: Rows = {}

    def hear(name: str, cells: Sequence[ReadCell]) -> None:
        found.setdefault(name, []).append([*cells])

    rows_of_sheets(at, frozenset(MOMENTS.values()), hear)
    return found


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    at = tmp_path / "t.xlsx"
    whole = bundles.full()
    first, *others = whole.contents
    dated = replace(
        first, article=replace(first.article, date="2026-03-02", title="<r>_x000B_</r>")
    )
    exports.write(by_name("xlsx"), replace(whole, contents=(dated, *others)), at)
    return at


def test_every_cell_is_read_as_openpyxl_reads_it(workbook: Path) -> None:
    ours = rows_in(workbook)
    book = load_workbook(workbook)
    assert [*ours] == book.sheetnames
    kinds = set()
    for sheet in book:
        for n, row in enumerate(sheet.iter_rows(values_only=True)):
            mine = ours[sheet.title][n]
            cells = [unescaped(one) if isinstance(one, str) else one for one in row]
            assert mine + [None] * (len(cells) - len(mine)) == cells
            for one, other in zip(mine, cells, strict=False):
                assert isinstance(one, bool) == isinstance(other, bool)
                kinds.add(type(one).__name__)
    assert kinds == {"str", "float", "bool", "datetime", "NoneType"}


def with_sheet(at: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(at) as book:
        parts = {one: book.read(one) for one in book.namelist()}
    name = "xl/worksheets/sheet2.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    with zipfile.ZipFile(at, "w") as book:
        for one, data in parts.items():
            book.writestr(one, data)


def test_a_row_that_is_missing_is_an_empty_one(workbook: Path) -> None:
    before = rows_in(workbook)["articles"]
    with_sheet(workbook, b'<row r="2"', b'<row r="4"')
    assert rows_in(workbook)["articles"][:4] == [before[0], [], [], before[1]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</row>", b"</raw>"),
        (b' t="str"', b' t="e"'),
        (b' t="str"', b' t="s"'),
        (b' t="str"', b""),
    ],
)
def test_what_we_never_write_is_no_workbook_of_ours(workbook: Path, old: bytes, new: bytes) -> None:
    with_sheet(workbook, old, new)
    with pytest.raises(ValueError, match=r"."):
        rows_in(workbook)
