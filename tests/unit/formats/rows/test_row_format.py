"""What formats of rows share: maps that are given, kept and used again, and what dialogs show."""

from __future__ import annotations

import pytest

from annotator.errors import CannotRead
from annotator.formats.base import ReadOptions
from annotator.formats.csv_rows import CsvRows
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import Source

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
