"""Tables of ours that came back: a folder, a ZIP archive of it, a workbook; what is none."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from annotator.errors import CannotRead
from annotator.formats import by_name, guess, sources
from annotator.formats.base import ReadOptions
from annotator.formats.corpus.came_back import KEYS, are_ours, edited, of_files
from annotator.formats.rows.grid import GridRow
from annotator.formats.sources import Source
from tests import bundles, exports
from tests.readers import sample_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_folder_gives_its_tables_by_its_description(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
    source = Source.of_path(at / "datapackage.json")
    assert guess(source).name == "tables"
    tables = of_files(source).bundle.tables
    assert {*tables} == {*KEYS}
    ids = [cells[0] for _, cells in tables["articles"].rows()]
    assert ids == ["a1", "a2"]
    (at / "spans.csv").unlink()
    assert "spans" not in of_files(source).bundle.tables


def test_an_archive_of_the_folder_is_known_too() -> None:
    sample = sample_of("tables")
    source = Source("t.zip", data=sample.data)
    assert guess(source).name == "tables"
    assert "spans" in of_files(source).bundle.tables


def test_what_lies_in_memory_at_once_is_said_where_it_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = exports.tables_in(tmp_path)
    spans = at / "spans.csv"
    source = Source.of_path(at / "datapackage.json")
    archive = sample_of("tables").data
    shared, plain = BytesIO(), Workbook()
    for name in ("articles", "spans", "actors", "layers"):
        plain.create_sheet(name).append([KEYS[name]])
    plain.save(shared)
    with zipfile.ZipFile(shared, "a") as saved_anew:
        saved_anew.writestr("xl/sharedStrings.xml", f"<sst>{'word ' * 100}</sst>")
    book = Source("t.xlsx", data=shared.getvalue())

    def said() -> list[str]:
        every = (source, Source("t.zip", data=archive), book)
        return [one for each in every for one in guess(each).read(each, ReadOptions()).notes]

    assert said() == []
    monkeypatch.setattr(sources, "LARGE_BYTES", 300)
    assert [one.partition(":")[0] for one in said()] == ["t.zip", "t.xlsx"]  # UTF-8 comes by rows
    spans.write_bytes(spans.read_bytes() + "ä".encode("latin-1"))
    first, *_ = said()
    assert first.startswith("datapackage.json: spans.csv: 0 MB of it lie in memory at once")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"articles.csv": "article_id\n"}, "datapackage.json is missing"),
        ({"datapackage.json": "{", "articles.csv": "article_id\n"}, "datapackage.json is missing"),
        ({"datapackage.json": '{"profile": "x"}'}, "of another program"),
        ({"datapackage.json": "OURS"}, "articles.csv is missing"),
        ({"datapackage.json": "OURS", "articles.csv": "id\n1\n"}, "has no column “article_id”"),
        ({"../datapackage.json": "OURS"}, "leads out of it"),
    ],
)
def test_what_is_no_folder_of_ours_is_one_sentence(parts: dict[str, str], words: str) -> None:
    ours = '{"profile": "tabular-data-package", "program": "annotator 1"}'
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in parts.items():
            file.writestr(name, ours if text == "OURS" else text)
    with pytest.raises(CannotRead, match=words) as raised:
        of_files(Source("t.zip", data=made.getvalue()))
    assert raised.value.hint


def test_a_description_without_its_folder_is_refused() -> None:
    with pytest.raises(CannotRead, match=r"datapackage.json is missing"):
        of_files(Source("datapackage.json", data=b"{}"))


def test_short_rows_are_filled_and_empty_ones_passed_over() -> None:
    def grid() -> Iterator[GridRow]:
        yield GridRow(1, [" span_id ", "type", "note"])
        yield GridRow(2, ["s1"])
        yield GridRow(3, ["", "", ""])
        yield GridRow(4, ["s2", "claim", "x", "beyond"])

    table = edited(grid, "t", "span_id")
    assert table.headers == ("span_id", "type", "note")
    assert [*table.rows()] == [(2, ["s1", "", ""]), (4, ["s2", "claim", "x"])]


def test_a_workbook_of_ours_is_told_from_one_of_articles_by_its_sheets(tmp_path: Path) -> None:
    exports.write(by_name("xlsx"), bundles.full(), tmp_path / "t.xlsx")
    reading = by_name("xlsx").read(Source.of_path(tmp_path / "t.xlsx"), ReadOptions())
    assert {*reading.bundle.tables} == {*KEYS}
    with pytest.raises(CannotRead, match="holds tables of this program"):
        by_name("xlsx").columns(Source.of_path(tmp_path / "t.xlsx"), ReadOptions())
    book = Workbook()
    book.active.title = "articles"
    book.active.append(("title", "text"))
    book.active.append(("One", "A text of a few words."))
    book.create_sheet("spans")
    book.save(tmp_path / "b.xlsx")
    reading = by_name("xlsx").read(Source.of_path(tmp_path / "b.xlsx"), ReadOptions())
    assert (len([*reading.bundle.contents]), {*reading.bundle.tables}) == (1, set())
    assert are_ours({"articles", "spans", "actors", "layers", "more"})
    assert not are_ours({"articles", "spans"})


def test_a_workbook_of_ours_may_have_more_cells_than_other_xml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports.write(by_name("xlsx"), bundles.full(), tmp_path / "t.xlsx")
    monkeypatch.setattr("annotator.formats.safe_xml.MAX_ELEMENTS", 100)
    reading = by_name("xlsx").read(Source.of_path(tmp_path / "t.xlsx"), ReadOptions())
    assert {*reading.bundle.tables} == {*KEYS}
