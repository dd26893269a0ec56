"""What formats of rows share: maps that are given, kept and used again, and what dialogs show."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.formats.base import ReadOptions
from annotator.formats.csv_rows import CsvRows
from annotator.formats.json_rows import JsonRows
from annotator.formats.rows import row_format
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import SMALL_BYTES, Source

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"Beitrag;Kopf;Tag;Desk\nEin Satz.;Eins;03/04/2026;foreign\n"


def source(data: bytes = DATA) -> Source:
    return Source("a.csv", data=data)


def test_a_reading_gives_the_whole_map_that_was_used() -> None:
    used = CsvRows().read(source(), ReadOptions()).map
    assert used == SourceMap(
        columns={"text": "Beitrag", "date": "Tag"},
        fields={"Kopf": "Kopf", "Desk": "Desk"},
        separator=";",
        encoding="utf-8",
        header=(1,),
    )
    assert CsvRows().read(source(), ReadOptions(map=used)).map == used


def test_a_kept_map_is_used_when_its_columns_come_again_in_any_order() -> None:
    kept = SourceMap(
        columns={"text": "Beitrag", "title": "Kopf", "date": "Tag"},
        fields={"Desk": ""},
        date_order="mdy",
        separator="|",
    )
    options = ReadOptions(kept=(SourceMap({"text": "x"}), kept))
    again = b"Desk;Tag;Kopf;Beitrag\nforeign;03/04/2026;Eins;Ein Satz.\n"
    for data in (DATA, again):
        (content,) = CsvRows().read(source(data), options).bundle.contents
        article = content.article
        assert (article.title, article.date, article.meta) == ("Eins", "2026-03-04", {})
    other = b"Desk;Kopf;Beitrag\nforeign;Eins;Ein Satz.\n"
    (content,) = CsvRows().read(source(other), options).bundle.contents
    assert content.article.meta == {"Desk": "foreign", "Kopf": "Eins"}


def test_a_kept_map_knows_in_which_row_its_header_stands() -> None:
    data = b"a;b;c\nx;y;z\nBeitrag;Kopf;Desk\nEin Satz.;Eins;foreign\n"
    said = SourceMap({"text": "Beitrag"}, {"Kopf": "", "Desk": "desk"}, header=(3,))
    kept = CsvRows().read(source(data), ReadOptions(map=said)).map
    assert kept is not None
    reading = CsvRows().read(source(data), ReadOptions(kept=(kept,)))
    (content,) = reading.bundle.contents
    assert (content.row, content.article.meta) == (4, {"desk": "foreign"})
    assert reading.map == kept
    short = CsvRows().read(source(b"text\nEin Satz.\n"), ReadOptions(kept=(kept,)))
    assert len([*short.bundle.contents]) == 1


def test_columns_are_shown_without_a_text_too() -> None:
    shown = CsvRows().columns(source(b"a,b\n1,2\n3,4\n"), ReadOptions())
    assert [one.first for one in shown.columns] == [("1", "3"), ("2", "4")]
    assert (shown.n_rows, shown.left_out, shown.date, shown.source) == (2, (), None, "a.csv")
    with pytest.raises(CannotRead, match="no column that could be the text"):
        CsvRows().read(source(b"a,b\n1,2\n3,4\n"), ReadOptions())


def test_columns_show_the_question_of_the_date() -> None:
    question = CsvRows().columns(source(), ReadOptions()).date
    assert question is not None
    assert question.example == "03/04/2026"
    assert question.readings == (("dmy", "2026-04-03"), ("mdy", "2026-03-04"))
    assert (question.settled_by, question.chosen) == ("", "")
    said = CsvRows().columns(source(), ReadOptions(date_order="dmy")).date
    assert said is not None
    assert said.chosen == "dmy"


LINES = (
    "\ufeff"
    + """{"text": "One 🚢.", "desk": {"of": 1}}

{"text": "Two.", "x": [{}]}"""
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (DATA, None),
        (DATA.replace(b"Ein", "„Süße“".encode()), "utf-8"),
        (DATA.replace(b"Ein", b"S\xfc\xdfe"), "cp1252"),
        (DATA.decode().encode("utf-16"), None),
        (LINES.encode(), None),
    ],
)
def test_a_large_file_says_what_a_small_one_does(
    data: bytes, encoding: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = tmp_path / "a.csv"
    at.write_bytes(data)
    chosen = JsonRows() if data == LINES.encode() else CsvRows()
    options = ReadOptions(encoding, new_id=lambda: "", now=lambda: "")
    small = chosen.read(Source.of_path(at), options)
    assert len([*small.bundle.contents]) == (2 if data == LINES.encode() else 1)
    monkeypatch.setattr(row_format, "SMALL_BYTES", 0)
    assert chosen.read(Source.of_path(at), options) == small


def test_a_large_file_is_never_in_memory(tmp_path: Path) -> None:
    words = b"said the minister of the harbour " * 500
    rows, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    n = SMALL_BYTES // len(words) + 1
    rows.write_bytes(b"text,number\n" + b"".join(b"%s,%d\n" % (words, one) for one in range(n)))
    lines.write_bytes(b"".join(b'{"text": "%s", "n": %d}\n' % (words, one) for one in range(n)))
    for chosen, at in ((CsvRows(), rows), (JsonRows(), lines)):
        chosen.read(Source.of_path(at), ReadOptions())  # what is loaded once
        tracemalloc.start()
        try:
            reading = chosen.read(Source.of_path(at), ReadOptions())
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(reading.refused) == n - 1, "all but the first are the same text"
        assert most < SMALL_BYTES // 2
