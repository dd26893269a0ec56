"""Workbooks that go out: a sheet a table, what is said of them, and who may replace them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from annotator.errors import CannotWrite, ExportDiffers, TargetExists
from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.formats.corpus import sheets
from annotator.model.bundle import LossKind
from annotator.text.likeness import text_sha256
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.formats.export import ExportReport
    from annotator.model.bundle import Bundle, Loss

XLSX = by_name("xlsx")
FULL = bundles.full()


def written(
    to: Path, bundle: Bundle = FULL, *, overwrite: bool = False, **said: str
) -> ExportReport:
    return export.export(bundle, XLSX, to, WriteOptions(said, overwrite=overwrite))


def rows(at: Path, sheet: str) -> list[dict[str, object]]:
    head, *others = load_workbook(at)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def long() -> Bundle:
    content = bundles.small().contents[0]
    text = "Ship. " * 6_000
    article = replace(content.article, text=text, sha256=text_sha256(text))
    return replace(
        bundles.small(), contents=(replace(content, article=article, spans=(), links=()),)
    )


def test_each_table_is_a_sheet_behind_one_that_says_what_is_in_them(tmp_path: Path) -> None:
    report = written(tmp_path / "a.xlsx")
    assert (report.verified, report.plan.files) == (True, ("a.xlsx",))
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:4] == ["readme", "articles", "regions", "layers"]
    assert (book["spans"].freeze_panes, book["spans"].auto_filter.ref[:2]) == ("A2", "A1")
    said = rows(tmp_path / "a.xlsx", "readme")
    assert said[0]["what it is"] == "Häfen & “ports”"
    assert any(one["column"] == "sha256" and one["table"] == "articles" for one in said)
    assert any("places that speak for it are left out" in str(one["what it is"]) for one in said)
    assert book.properties.creator in (None, "")


@pytest.mark.parametrize("name", ["out", "out.jsonl", "out.XLSX"])
def test_it_may_have_any_name(tmp_path: Path, name: str) -> None:
    assert written(tmp_path / name).verified
    assert written(tmp_path / name, overwrite=True).verified


def test_the_same_words_stand_in_the_same_columns_as_in_the_tables(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx")
    csv = exports.rows_in(exports.tables_in(tmp_path, FULL), "spans")
    for one, other in zip(rows(tmp_path / "a.xlsx", "spans"), csv, strict=True):
        assert (one["text"] or "", one["parts"]) == (other["text"], other["parts"])
        assert (one["start"], one["end"]) == (int(other["start"]), int(other["end"]))


def test_a_long_article_stands_whole_beside_and_is_planned(tmp_path: Path) -> None:
    to = tmp_path / "a.xlsx"
    (loss,) = [
        one for one in exports.plan(XLSX, long(), WriteOptions()).losses if "text" in one.item
    ]
    assert (loss.n, loss.fate) == (1, "changed")
    planned = export.plan_export(long(), XLSX, to, WriteOptions()).plan.files
    assert written(to, long()).plan.files == planned == ("a.xlsx", "texts/a1.txt")
    assert (tmp_path / "texts" / "a1.txt").read_text(encoding="utf-8") == "Ship. " * 6_000
    (article,) = rows(to, "articles")
    assert (len(str(article["text"])), article["text_cut"]) == (32_000, True)


def test_a_workbook_too_large_to_be_read_in_again_is_said_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told() -> list[Loss]:
        losses = exports.plan(XLSX, bundles.full(), WriteOptions()).losses
        return [one for one in losses if one.item == "article"]

    assert told() == []
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 1_000)
    (loss,) = told()
    assert (loss.n, loss.of, loss.fate) == (2, 2, LossKind.CHANGED)
    assert "export it in parts" in loss.how


def test_without_the_words_no_sheet_and_no_file_has_them(tmp_path: Path) -> None:
    assert written(tmp_path / "a.xlsx", exports.bare(long())).plan.files == ("a.xlsx",)
    assert rows(tmp_path / "a.xlsx", "articles")[0]["text"] is None
    assert not (tmp_path / "texts").exists()


def test_only_a_workbook_of_ours_is_replaced(tmp_path: Path) -> None:
    to = tmp_path / "a.xlsx"
    written(to)
    with pytest.raises(TargetExists):
        written(to)
    assert written(to, overwrite=True).verified
    book = load_workbook(to)
    del book.custom_doc_props["Written by"]
    book.save(to)
    held = to.read_bytes()
    with pytest.raises(CannotWrite, match="no earlier export"):
        written(to, overwrite=True)
    to.write_bytes(b"PK\x03\x04 a broken one")
    with pytest.raises(CannotWrite, match="no earlier export"):
        written(to, overwrite=True)
    assert held


def test_a_table_that_no_sheet_can_hold_is_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    with pytest.raises(CannotWrite, match="“scheme” has more rows"):
        export.plan_export(FULL, XLSX, tmp_path / "a.xlsx", WriteOptions())
    with pytest.raises(CannotWrite):
        written(tmp_path / "a.xlsx")
    assert not [*tmp_path.glob("*.xlsx"), *tmp_path.glob(".*")]


def test_a_fault_in_writing_is_seen_and_nothing_is_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sheets.write_words
    monkeypatch.setattr(
        sheets, "write_words", lambda sheet, n, at, words: whole(sheet, n, at, words.strip("“"))
    )
    with pytest.raises(ExportDiffers, match="reads back otherwise"):
        written(tmp_path / "a.xlsx")
    assert [one.name for one in tmp_path.glob("*.xlsx*")] == ["a.xlsx.failed"]


@given(bundles.bundles())
@settings(max_examples=15)
def test_any_project_reads_back(tmp_path_factory: pytest.TempPathFactory, bundle: Bundle) -> None:
    to = tmp_path_factory.mktemp("books") / "a.xlsx"
    assert written(to, bundle).verified
    assert XLSX.is_own(to)
