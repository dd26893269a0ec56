"""Workbooks: dates, merged cells, numbers with zeros, formulas, sheets; bad ones are refused."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import formats
from annotator.errors import CannotRead
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import Source
from annotator.formats.xlsx import Workbook as Xlsx

Workbook = pytest.importorskip("openpyxl", reason="openpyxl is not installed").Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from annotator.model.article import Article


def workbook(*rows: list[object], then: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Articles"
    for row in rows:
        sheet.append(row)
    then(sheet)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def read(data: bytes, options: ReadOptions | None = None) -> Reading:
    return Xlsx().read(Source("a.xlsx", data=data), options or ReadOptions())


def articles(data: bytes, options: ReadOptions | None = None) -> list[Article]:
    return [content.article for content in read(data, options).bundle.contents]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            held = before.read(name)
            after.writestr(name, change(held) if name == part else held)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD: list[object] = ["title", "text", "date", "code"]


def test_rows_become_articles_with_the_rows_of_the_sheet() -> None:
    data = workbook(HEAD, ["A", "One.\nTwo.", "2026-03-02", "x"], [], ["B", None, None, None])
    reading = read(data)
    (content,) = reading.bundle.contents
    assert (content.row, content.article.text) == (2, "One.\nTwo.")
    assert [(one.row, one.reason) for one in reading.refused] == [(4, "no text in “text”")]


def test_dates_are_dates_however_they_are_kept() -> None:
    day = datetime.date(2026, 3, 2)
    moment = datetime.datetime.combine(day, datetime.time(10, 5))
    days: list[object] = [day, moment, 46083, 46083.25, "46083", "2 March 2026"]
    data = workbook(HEAD, *[["A", f"Text {n}.", day, None] for n, day in enumerate(days)])
    assert [one.date for one in articles(data)] == ["2026-03-02"] * len(days)


def test_dates_of_the_other_epoch_are_right() -> None:
    data = workbook(HEAD, ["A", "Text.", datetime.date(2026, 3, 2), None])
    marked = b'<workbookPr date1904="1"/>'
    old = changed(data, "xl/workbook.xml", lambda xml: re.sub(rb"<workbookPr ?/>", marked, xml))
    assert [one.date for one in articles(old)] == ["2030-03-03"]


def test_numbers_are_shown_as_the_sheet_shows_them() -> None:
    def zeros(sheet: Worksheet) -> None:
        sheet["D2"].number_format = "00000"

    rows = [
        ["A", f"Text {n}.", None, value] for n, value in enumerate([123, "00123", 3.0, 2.5, True])
    ]
    found = articles(workbook(HEAD, *rows, then=zeros))
    assert [one.meta["code"] for one in found] == ["00123", "00123", "3", "2.5", "true"]


def test_merged_cells_hold_for_all_their_rows_and_columns() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("C4:D5")

    rows = [["A", f"Text {n}.", "2026-03-0" + str(n + 1), f"c{n}"] for n in range(5)]
    found = articles(workbook(HEAD, *rows, then=merge))
    assert [one.meta.get("code") for one in found] == ["c0", "c0", "2026-03-03", "2026-03-03", "c4"]
    assert [one.date for one in found][2:] == ["2026-03-03", "2026-03-03", "2026-03-05"]


def test_two_header_rows_with_merged_groups_are_joined() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:D1")

    groups: list[object] = ["Article", None, "More", None]
    data = workbook(groups, HEAD, ["A", "Text.", "2026-03-02", "x"], then=merge)
    reading = read(data)
    assert reading.map is not None
    assert reading.map.header == (1, 2)
    assert reading.map.columns["text"] == "Article / text"
    (content,) = reading.bundle.contents
    assert (content.row, content.article.meta) == (3, {"More_code": "x"})


def test_formulas_give_their_values_and_those_without_one_are_counted() -> None:
    data = workbook(HEAD, ["A", "Text.", None, "=1+1"], ["B", "More.", None, "=2+2"])
    stored = changed(data, SHEET, lambda xml: xml.replace(b"<f>2+2</f><v />", b"<f>2+2</f><v>4</v>")
                     .replace(b"<f>2+2</f><v></v>", b"<f>2+2</f><v>4</v>"))  # fmt: skip
    reading = read(stored)
    metas = [content.article.meta for content in reading.bundle.contents]
    assert metas == [{}, {"code": "4"}]


def test_a_formula_that_has_no_value_is_said() -> None:
    data = workbook(HEAD, ["A", "Text.", None, "=1+1"])
    bare = changed(data, SHEET, lambda xml: re.sub(rb"(</f>)<v ?/>|(</f>)<v></v>", rb"\1\2", xml))
    assert any("1 formula has no stored value" in note for note in read(bare).notes)


def test_an_error_is_no_text() -> None:
    data = workbook(HEAD, ["A", "#REF!", None, None], ["B", "Text.", None, "#N/A"])
    reading = read(data)
    assert [one.row for one in reading.refused] == [2]
    assert [content.article.meta for content in reading.bundle.contents] == [{}]


def test_signs_that_a_workbook_writes_in_letters_are_read() -> None:
    data = workbook(HEAD, ["A", "One._x000D_\nTwo_x005F_x000D_.", None, None])
    assert [one.text for one in articles(data)] == ["One.\nTwo_x000D_."]


def test_the_sheet_is_the_first_with_rows_or_the_one_that_is_said() -> None:
    book = Workbook()
    book.active.title = "Empty"
    for name in ("First", "Second"):
        sheet = book.create_sheet(name)
        sheet.append(["text"])
        sheet.append([f"Of the {name}."])
    book["Second"].sheet_state = "hidden"
    book.create_sheet("Third").append(["text"])
    made = BytesIO()
    book.save(made)
    reading = read(made.getvalue())
    assert [content.article.text for content in reading.bundle.contents] == ["Of the First."]
    assert reading.notes == ("a.xlsx: the sheet “First” was read, 2 others were not.",)
    options = ReadOptions(map=SourceMap(sheet="third"))
    assert articles(made.getvalue(), options) == []
    with pytest.raises(CannotRead, match="no sheet “None”"):
        read(made.getvalue(), ReadOptions(map=SourceMap(sheet="None")))
    shown = Xlsx().columns(Source("a.xlsx", data=made.getvalue()), ReadOptions())
    assert (shown.sheets, shown.map.sheet) == (("Empty", "First", "Third"), "First")


def test_a_header_alone_is_no_fault_and_no_row_is() -> None:
    assert articles(workbook(HEAD)) == []
    with pytest.raises(CannotRead, match="no row"):
        read(workbook())


@pytest.mark.parametrize(
    ("part", "before", "after", "words"),
    [
        (SHEET, b"<sheetData>", b"<!DOCTYPE a><sheetData>", "sheet1.xml, line"),
        (SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', "it has a DTD"),
        (SHEET, b"<sheetData>", b"<a>" * 300 + b"<sheetData>", "nested more than 256"),
        (SHEET, b"</worksheet>", b"", "no XML"),
        (SHEET, b'r="2"', b'r="x"', "row "),
        (SHEET, b'r="2"', b'r="1"', "no workbook that can be read"),
        (SHEET, b'r="B2"', b'r="ZZZZZZ2"', "row "),
        ("xl/workbook.xml", b"<sheets>", b"<sheetz>", "no XML"),
        ("xl/workbook.xml", b"sheetId", b"sheetIx", "no workbook that can be read"),
        ("[Content_Types].xml", b"spreadsheetml.sheet.main", b"x", "no workbook that can be read"),
        ("xl/_rels/workbook.xml.rels", b"Target=", b"Targets=", "no workbook that can be read"),
    ],
)
def test_a_bad_workbook_is_refused_with_its_place(
    part: str, before: bytes, after: bytes, words: str
) -> None:
    data = workbook(HEAD, ["A", "Text.", None, None])

    def change(xml: bytes) -> bytes:
        assert before in xml
        return xml.replace(before, after, 1)

    with pytest.raises(CannotRead, match=re.escape(words)) as raised:
        read(changed(data, part, change))
    assert "a.xlsx" in str(raised.value)


def test_a_row_that_is_far_below_is_passed_in_bounded_time() -> None:
    data = workbook(HEAD, ["A", "Text.", None, None])
    far = changed(data, SHEET, lambda xml: re.sub(rb'r="(\w?)2"', rb'r="\g<1>2000000000"', xml))
    assert articles(far) == []
    wide = changed(data, SHEET, lambda xml: xml.replace(b'r="D1"', b'r="XFD1"'))
    with pytest.raises(CannotRead, match="16,384 columns"):
        read(wide)


def test_a_file_that_is_none_is_refused_by_its_name() -> None:
    for data in (b"no workbook", b"PK\x03\x04" + bytes(99)):
        with pytest.raises(CannotRead, match="cannot be an Excel workbook"):
            read(data)


def test_a_workbook_is_known_by_its_content() -> None:
    data = workbook(HEAD)
    assert formats.guess(Source("a.dat", data=data)).name == "xlsx"


def test_the_sample_is_read(shared: Path) -> None:
    source = Source.of_path(shared / "samples/doccano/tests_text_classification_example.xlsx")
    reading = Xlsx().read(source, ReadOptions())
    assert [content.article.text for content in reading.bundle.contents] == ["exampleA", "exampleB"]
    assert [(one.row, one.reason) for one in reading.refused] == [(4, "no text in “text”")]
