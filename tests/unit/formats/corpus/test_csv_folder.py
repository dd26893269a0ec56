"""A folder of tables is whole or none of ours; all else about it is held by `test_tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.csv_folder import (
    count_cells,
    differences,
    is_folder_of_ours,
    write_folder,
)
from annotator.formats.export_selection import ExportSelection
from annotator.formats.tables import Tables
from tests import bundles

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_reads_back_until_a_cell_differs(tmp_path: Path) -> None:
    selection, at = ExportSelection(bundles.full(), WriteOptions()), tmp_path / "t"
    write_folder(selection, at)
    assert is_folder_of_ours(at)
    files = Tables().files(selection)
    assert [*differences(selection, files, at)] == []
    spans = at / "spans.csv"
    spans.write_text(spans.read_text("utf-8").replace("promise", "threat"), "utf-8", newline="\n")
    assert "spans.csv reads back otherwise" in [*differences(selection, files, at)]
    (at / "mine.txt").touch()
    assert not is_folder_of_ours(at)


def test_cells_that_a_spreadsheet_takes_for_formulas_are_counted_before() -> None:
    selection = ExportSelection(bundles.full(), WriteOptions({"preset": "excel"}))
    count_cells(selection)
    assert selection.n["cell.formula"] > 3
