"""CSV and TSV: separators, quotation, encodings; each fault is named with its row."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.formats import by_name, guess
from annotator.formats.base import Reading, ReadOptions, WriteOptions
from annotator.formats.csv_rows import CsvRows, streamed
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import MAX_BYTES, Source, stream
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.article import Article


def read(data: str | bytes, options: ReadOptions | None = None, name: str = "a.csv") -> Reading:
    raw = data if isinstance(data, bytes) else data.encode()
    return CsvRows().read(Source(name, data=raw), options or ReadOptions())


def articles(data: str | bytes, options: ReadOptions | None = None) -> list[Article]:
    return [content.article for content in read(data, options).bundle.contents]


ROWS = [
    ["title", "text", "date"],
    ["One; or, two", 'He said: "It will."\n\nIt did.', "2026-03-02"],
    ["Three", "Four\r\nfive", "2026-03-03"],
]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_any_separator_and_encoding_come_in(
    separator: str, encoding: str, end: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(ROWS)
    found = articles(text.getvalue().encode(encoding))
    assert [one.title for one in found] == ["One; or, two", "Three"]
    assert [one.text for one in found] == ['He said: "It will."\n\nIt did.', "Four\nfive"]
    assert [one.date for one in found] == ["2026-03-02", "2026-03-03"]


def test_a_separator_that_the_file_names_counts_and_its_row_too() -> None:
    reading = read("sep=|\ntext|title\na, b, c|One\n,|Two\n|Three\n")
    assert [one.article.text for one in reading.bundle.contents] == ["a, b, c", ","]
    assert [one.row for one in reading.refused] == [5]


def test_a_separator_that_the_map_names_counts() -> None:
    options = ReadOptions(map=SourceMap(separator="#"))
    assert [one.text for one in articles("text#title\na,b#c,d\n", options)] == ["a,b"]


def test_rows_that_end_with_cr_alone_come_in() -> None:
    assert [one.title for one in articles("title,text\rOne,a\rTwo,b\r")] == ["One", "Two"]


def test_rows_count_as_in_a_spreadsheet_whatever_stands_in_the_cells() -> None:
    reading = read('title,text\nOne,"a\n\nb"\n\nTwo,c\nThree,\nFour,c\n')
    assert [content.row for content in reading.bundle.contents] == [2, 4]
    assert [(one.row, one.reason) for one in reading.refused] == [
        (5, "no text in “text”"),
        (6, "the same text as row 4"),
    ]


def test_numbers_stay_as_they_are_written() -> None:
    (article,) = articles("id,text,code\n00123,Said.,1e5\n")
    assert article.meta == {"id": "00123", "code": "1e5"}


def test_a_header_alone_is_no_article_and_no_fault() -> None:
    reading = read("title,text\n")
    assert (reading.bundle.contents, reading.refused) == ((), ())


def test_a_legacy_encoding_is_guessed_and_can_be_said() -> None:
    data = "Überschrift;Text\nÄrger;Für die Öffentlichkeit wäre das schön, sagte er.\n".encode(
        "cp1252"
    )
    reading = read(data)
    assert reading.encoding_guessed
    assert "does not say how it is encoded" in reading.notes[0]
    (content,) = read(data, ReadOptions("cp1252")).bundle.contents
    assert content.article.title == "Ärger"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('title,text\nOne,a\nTwo,"b\nThree,c\n', "row 3: a closing quotation mark is missing"),
        ('title,text\nOne,"a" b\n', "row 2: behind a closing quotation mark"),
        ("id,url,headline\n1,https://a.example,H\n",
         "no column that could be the text. Columns: id, url, headline."),
        ("," * 99_999 + "\n", "no row"),
        ("a" + ",a" * 99_999 + "\n", "100,000 columns"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"PK\x03\x04" + bytes(100), "looks like"),
        (b"\n\n", "no row"),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused_with_its_place(data: str | bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=re.escape(words)):
        read(data)


def test_cells_with_nul_are_replaced_and_counted() -> None:
    reading = read("title,text\nOne,a\x00b" + "c" * 100 + "\n")
    (content,) = reading.bundle.contents
    assert content.article.text.startswith("a\ufffdb")
    assert any("1 character" in note for note in reading.notes)


def test_a_cell_that_is_too_long_is_refused_and_the_others_come_in() -> None:
    reading = read("title,text\nOne," + "a" * 10_000_001 + "\nTwo,b\n")
    assert [content.row for content in reading.bundle.contents] == [3]
    assert [(one.row, one.reason[:34]) for one in reading.refused] == [
        (2, "a cell of 10,000,001 characters (l")
    ]


def test_a_row_with_too_many_cells_is_refused_and_blank_ones_do_not_count() -> None:
    reading = read("title,text\nOne,a,b\nTwo,c,\nThree,d\n")
    assert [content.row for content in reading.bundle.contents] == [3, 4]
    assert [one.reason for one in reading.refused] == ["it has 3 cells, the header has 2"]


def test_only_the_ending_says_that_it_is_a_table() -> None:
    sniff = CsvRows().sniff
    assert sniff("a.TSV", b"a\tb\n") > 60
    assert sniff("a.txt", b"a,b\n") == 0
    assert sniff("a.csv", b"PK\x03\x04" + bytes(40)) == 0


def test_the_sample_of_real_news_is_read_whole(shared: Path) -> None:
    source = Source.of_path(shared / "samples/csv/wikinews_2019.csv")
    reading = CsvRows().read(source, ReadOptions())
    texts = [content.article.text for content in reading.bundle.contents]
    assert (len(texts), sum(map(len, texts)), max(map(len, texts))) == (171, 411_133, 10_552)
    first = reading.bundle.contents[0].article  # type: ignore[index]  # a tuple
    assert (first.date, first.url[:24]) == ("2019-01-04", "https://en.wikinews.org/")
    assert first.title.startswith("Magnitogorsk apartment building")


def test_the_sample_in_utf_16_is_read(shared: Path) -> None:
    source = Source.of_path(shared / "samples/doccano/tests_example.utf16.csv")
    reading = CsvRows().read(source, ReadOptions())
    assert [content.article.text for content in reading.bundle.contents] == ["AAA", "BBB", "CCC"]
    assert [content.article.meta["label"] for content in reading.bundle.contents] == [
        *("Positive", "Positive", "Negative")
    ]


def test_a_few_wrong_bytes_are_replaced_and_counted() -> None:
    good = "title,text\nÜber uns,Für die Öffentlichkeit wäre das schön, sagte er.\n".replace(
        ", s", " s"
    )
    reading = read(good.encode().replace("ä".encode(), b"\xe4", 1))
    (content,) = reading.bundle.contents
    assert "w\ufffdre" in content.article.text
    assert reading.notes == ("a.csv is UTF-8 but for 1 place, which became “�”.",)


def test_guards_that_our_tables_for_excel_have_are_taken_off(tmp_path: Path) -> None:
    for preset in ("excel", "r"):
        at = tmp_path / preset
        exports.write(by_name("tables"), bundles.full(), at, WriteOptions({"preset": preset}))
        source = Source.of_path(at / "articles.csv")
        made = [one.article for one in CsvRows().read(source, ReadOptions()).bundle.contents]
        assert [one.text for one in made] == [one.article.text for one in bundles.full().contents]
        assert [one.outlet for one in made] == [
            one.article.outlet for one in bundles.full().contents
        ]
        assert made[0].outlet.startswith("=")
    (other,) = articles("\ufefftext;title\r\n'=a;B\r\n")
    assert other.text == "'=a"


def test_what_excel_calls_unicode_text_is_a_table_and_other_texts_are_not() -> None:
    table = 'Headline\tDate\tText\r\nHarbour opens\t2024-02-03\t"It will.\r\nHe said so."\r\n'
    source = Source("unicode.txt", data=table.encode("utf-16"))
    assert guess(source).name == "csv"
    (one,) = articles(table.encode("utf-16"))
    assert (one.title, one.date) == ("Harbour opens", "2024-02-03")
    assert one.text == "It will.\nHe said so."
    prose = "Harbour opens\n\nA list:\tone\ttwo\n".encode("utf-16")
    assert guess(Source("prose.txt", data=prose)).name == "text"
    assert guess(Source("plain.txt", data=table.encode())).name == "text"


LONG = "a;b\n" + "“ü”;x\n" * 60_000 + "last;row\n"


@pytest.mark.parametrize(
    ("data", "is_streamed"),
    [
        (b"", True),
        ("a,b\nc,“d”\n".encode(), True),
        ("\ufeffa,b\r\nc,'=d\r\n".encode(), True),
        ("\ufeffarticle_id;sha256;n_chars;x\r\n1;2;3;'=4\r\n".encode(), True),
        (b"sep=;\r\na;b\r\nc;d\r\n", True),
        (b'a,b\n"c\r\nd\re",f', True),
        (b"a\tb\nc\td", True),
        (b"one", True),
        (LONG.encode(), True),
        (b"a,b\rc,d\r", False),
        ("a,b\nc,\xfc\n".encode("cp1252"), False),
        (LONG.replace("last", "l\xe4st").encode()[:-6] + b"\xff\n", False),
        (LONG.encode() + "\xfc".encode()[:1], False),
        ("a\tb\nc\td\n".encode("utf-16"), False),
        (b"a,b\n\x1b$B,c\n", False),
        (b"a,b\n" + b"c,d\n" * 70_000 + b"\x00,e\n", False),
    ],
)
def test_a_table_that_is_streamed_has_the_cells_that_it_has_whole(
    data: bytes, is_streamed: bool, tmp_path: Path
) -> None:
    at = tmp_path / "a.csv"
    at.write_bytes(data)
    found = streamed(lambda: stream(Source.of_path(at), MAX_BYTES), "a.csv", SourceMap())
    assert (found is not None) is is_streamed
    if found is not None and found.grid is not None:
        whole = CsvRows().open(data, "a.csv", SourceMap())
        assert whole.grid is not None
        assert [*found.grid()] == [*found.grid()] == [*whole.grid()]
        assert found == replace(whole, grid=found.grid)


def test_a_separator_that_is_said_holds_for_a_streamed_table_too(tmp_path: Path) -> None:
    at = tmp_path / "a.csv"
    at.write_bytes(b"a,b|c\n1,2|3\n")
    said = SourceMap(separator="|")
    found = streamed(lambda: stream(Source.of_path(at), MAX_BYTES), "a.csv", said)
    assert found is not None
    assert found.grid is not None
    assert [row.cells for row in found.grid()] == [["a,b", "c"], ["1,2", "3"]]


def test_a_row_of_a_streamed_table_that_cannot_be_is_named(tmp_path: Path) -> None:
    at = tmp_path / "a.csv"
    at.write_bytes(b'a,b\n"c"d,e\n')
    found = streamed(lambda: stream(Source.of_path(at), MAX_BYTES), "a.csv", SourceMap())
    assert found is not None
    assert found.grid is not None
    with pytest.raises(CannotRead, match="row 2"):
        [*found.grid()]
