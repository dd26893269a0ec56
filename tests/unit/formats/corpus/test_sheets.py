"""Sheets of a workbook: typed cells, nothing cut silently, nothing taken for a formula or XML."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from annotator.errors import CannotWrite
from annotator.formats.corpus import sheets
from annotator.formats.corpus.columns import ExportTable, Row
from annotator.formats.corpus.sheets import SheetWriter, sums_of
from tests import bundles

COLUMNS = (
    {"name": "id", "about": "which"},
    {"name": "n", "about": "a number", "kind": "integer"},
    {"name": "day", "about": "a day", "kind": "date"},
    {"name": "at", "about": "a moment", "kind": "time"},
    {"name": "is_so", "about": "whether", "kind": "flag"},
    {"name": "words", "about": "words"},
    {"name": "text", "about": "the text"},
)
TABLE = ExportTable({"name": "things", "about": "a thing", "columns": COLUMNS, "key": ["id"]}, {})


def row(text: str = "", **said: object) -> Row:
    cells: dict[str, object] = {"id": "t1", "n": None, "day": None, "at": None, "is_so": None}
    found = {**cells, "words": None, "text": text, **said}
    return tuple(found.values())  # type: ignore[arg-type]


def written(at: Path, *rows: Row) -> tuple[SheetWriter, dict[str, str]]:
    import xlsxwriter

    beside: dict[str, str] = {}
    with xlsxwriter.Workbook(at, {"constant_memory": True}) as book:
        shown = {"date": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm:ss"}
        formats = {kind: book.add_format({"num_format": one}) for kind, one in shown.items()}
        sheet = book.add_worksheet("things", sheets.short_sheets())
        writer = SheetWriter(TABLE, beside.__setitem__, sheet, formats)
        writer.add(rows)
        writer.finish()
    return writer, beside


def cells(at: Path, n: int = 2) -> list[object]:
    return [cell.value for cell in load_workbook(at)["things"][n]]


def test_cells_have_their_kinds(tmp_path: Path) -> None:
    at = tmp_path / "a.xlsx"
    said = {"n": 7, "day": "2026-03-01", "at": "2026-03-01T10:32:00Z", "is_so": "true"}
    writer, _ = written(at, row("words", **said, words="x"))
    moment = datetime(2026, 3, 1, 10, 32)  # noqa: DTZ001 - cells have no zone
    day = datetime(2026, 3, 1)  # noqa: DTZ001
    assert cells(at) == ["t1", 7, day, moment, True, "x", "words", False]
    assert sums_of(at) == {"things": writer.sum}


@pytest.mark.parametrize("day", ["2026", "2026-03", "2026-02-31", "1899-12-31", "spring"])
def test_what_is_no_day_stays_words(tmp_path: Path, day: str) -> None:
    writer, _ = written(tmp_path / "a.xlsx", row(day=day))
    assert cells(tmp_path / "a.xlsx")[2] == day
    assert sums_of(tmp_path / "a.xlsx") == {"things": writer.sum}


TEXTS = st.lists(st.sampled_from(bundles.PIECES), max_size=30).map("".join)
HOSTILE = (
    *("=1+1", "+1", "-1", "@x", "{=1}", "https://example.org", "mailto:a@example.org"),
    *("<r>&amp;</r>", "<r><t>no</t></r>", "<r></r>", "_x0041_", "_x000B_", "]]>", "&lt;"),
    *(" a ", "\n", "\ta\t", "\u2028", "\u0085", "👨\u200d👩\u200d👧", "00123", "1e5", "TRUE"),
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words(tmp_path: Path, words: str) -> None:
    at = tmp_path / "a.xlsx"
    writer, _ = written(at, row(words=words))
    cell = load_workbook(at)["things"][2][5]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert sums_of(at) == {"things": writer.sum}
    assert writer.n_unwritable == 0


def test_what_xml_cannot_hold_is_counted_and_replaced_in_its_place(tmp_path: Path) -> None:
    at = tmp_path / "a.xlsx"
    writer, _ = written(at, row("a\x0bb\ufffec", words="one\r\ntwo\rthree"))
    assert cells(at)[5:7] == ["one\ntwo\nthree", "a\ufffdb\ufffdc"]
    assert writer.n_unwritable == 4


@pytest.mark.parametrize(("sign", "n"), [("a", 32_768), ("🚢", 16_384)])
def test_a_text_too_long_for_a_cell_stands_whole_beside(tmp_path: Path, sign: str, n: int) -> None:
    at, text = tmp_path / "a.xlsx", sign * n
    writer, beside = written(at, row(text), row("short", id="t2", words=text))
    assert beside == {"texts/t1.txt": text, "texts/things-2-words.txt": text}
    first, second = cells(at), cells(at, 3)
    assert text.startswith(str(first[6]))
    assert len(str(first[6])) >= 16_000
    assert (first[7], second[7]) == (True, False)
    assert writer.n_long == 2
    assert sums_of(at) == {"things": writer.sum}


def test_the_longest_text_that_a_cell_holds_is_not_cut(tmp_path: Path) -> None:
    text = "🚢" * 16_383 + "a"
    _, beside = written(tmp_path / "a.xlsx", row(text))
    assert cells(tmp_path / "a.xlsx")[6] == text
    assert beside == {}


def test_a_number_with_too_many_digits_is_counted(tmp_path: Path) -> None:
    writer, _ = written(tmp_path / "a.xlsx", row(n=2**60 + 1), row(n=0.1 + 0.2), row(n=0.5))
    assert writer.n_rounded == 2
    assert sums_of(tmp_path / "a.xlsx") == {"things": writer.sum}


def test_more_than_a_sheet_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    counting = SheetWriter(TABLE, {}.__setitem__)
    counting.add([row(), row()])
    with pytest.raises(CannotWrite, match=r"The table “things” has more rows"):
        counting.add([row()])
    monkeypatch.setattr(sheets, "MOST_COLUMNS", 7)
    with pytest.raises(CannotWrite, match="more columns"):
        SheetWriter(TABLE, {}.__setitem__)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=30)
def test_any_cells_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    at = tmp_path_factory.mktemp("sheets") / "a.xlsx"
    writer, _ = written(at, *(row(text, words=text[::-1]) for text in texts))
    assert sums_of(at) == {"things": writer.sum}


def test_reading_back_sees_a_changed_cell(tmp_path: Path) -> None:
    at = tmp_path / "a.xlsx"
    writer, _ = written(at, row("one", is_so="true", n=1), row("two"))
    book = load_workbook(at)
    sound = writer.sum
    for column, value in ((2, 1.5), (5, False), (7, "One"), (8, True)):
        before = book["things"].cell(2, column).value
        book["things"].cell(2, column).value = value
        book.save(at)
        assert sums_of(at)["things"] != sound
        book["things"].cell(2, column).value = before
        book.save(at)
        assert sums_of(at)["things"] == sound


def test_words_stand_in_their_cells_as_values(tmp_path: Path) -> None:
    import zipfile

    at = tmp_path / "a.xlsx"
    written(at, row("one\ntwo", words="a < b", id=" t1"))
    with zipfile.ZipFile(at) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="F2" t="str"><v>a &lt; b</v></c>' in xml
    # What another program may take for blanks that mean nothing.
    assert '<c r="A2" t="inlineStr"><is><t xml:space="preserve"> t1</t></is></c>' in xml
    assert '<c r="G2" t="inlineStr"><is><t>one\ntwo</t></is></c>' in xml


def test_words_that_come_again_and_again_stand_in_the_workbook_once(tmp_path: Path) -> None:
    import zipfile

    at = tmp_path / "a.xlsx"
    long = "a long text " * 6
    said = ("cue & claim", "cue & claim", "other", "cue & claim", " b", " b", "c\nd")
    rows = [row(long, id=f"t{n}", words=words) for n, words in enumerate((*said, "c\nd"))]
    writer, _ = written(at, *rows)
    with zipfile.ZipFile(at) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
        shared = book.read("xl/sharedStrings.xml").decode()
    assert shared.count("cue &amp; claim") == 1
    assert 'count="3"' in shared
    assert [xml.count(f'<c r="F{n}" t="s">') for n in (2, 3, 4, 5)] == [1, 1, 0, 1]
    assert xml.count(long) == len(rows)
    found = [[cell.value for cell in line] for line in load_workbook(at)["things"]][1:]
    assert [line[5] for line in found] == [*said, "c\nd"]
    assert {line[6] for line in found} == {long}
    assert sums_of(at) == {"things": writer.sum}


@pytest.mark.parametrize("words", ["_x0041_ b", "\u2028", "a\tb", "=1+1", "\U0001f6a2", "\xa0n"])
def test_odd_words_that_come_again_read_back_as_they_are(tmp_path: Path, words: str) -> None:
    at = tmp_path / "a.xlsx"
    writer, _ = written(at, row(words=words), row(words=words), row(words=words))
    assert sums_of(at) == {"things": writer.sum}


def test_what_is_shared_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    monkeypatch.setattr(sheets, "_MOST_SHARED", 2)
    at = tmp_path / "a.xlsx"
    names = [f"name {n // 2}" for n in range(10)]
    writer, _ = written(at, *(row(words=one) for one in names))
    with zipfile.ZipFile(at) as book:
        assert book.read("xl/sharedStrings.xml").count(b"<si>") == 2
    assert [cells(at, n)[5] for n in range(2, 12)] == names
    assert sums_of(at) == {"things": writer.sum}


def test_how_large_a_workbook_becomes_is_known_before_it_is_written(tmp_path: Path) -> None:
    import zipfile

    at = tmp_path / "a.xlsx"
    day = {"n": 71, "day": "2026-03-01", "at": "2026-03-01T10:32:07Z", "is_so": "true"}
    rows = [
        row("Der Hafen „öffnet“ & <schließt>." * 9, **day, id=f"t{n}", words=f"layer {n // 40}")
        for n in range(2_000)
    ]
    writer, _ = written(at, *rows)
    counting = SheetWriter(TABLE, {}.__setitem__)
    counting.add(rows)
    with zipfile.ZipFile(at) as book:
        parts = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
        size = sum(book.getinfo(one).file_size for one in parts)
    assert counting.n_bytes == pytest.approx(writer.n_bytes, rel=0.001)
    assert writer.n_bytes == pytest.approx(size, rel=0.02)
