"""Parts: all tables go on to the next file together, cells of their kinds, bounded groups."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from annotator.formats.corpus.columns import ExportTable, OwnColumns, Row
from annotator.formats.corpus.parts import NoDateError, Parts, PartWriter

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
TABLES = OwnColumns().tables()


def row(table: ExportTable, **cells: object) -> Row:
    return tuple(cells.get(name) for name in table.names())  # type: ignore[return-value]


def writer(name: str, parts: Parts, *plain: str) -> PartWriter:
    return PartWriter(TABLES[name], parts, frozenset(plain))


def test_all_tables_go_on_together_but_those_of_the_project(tmp_path: Path) -> None:
    parts = Parts(2, tmp_path)
    articles, spans, actors = (writer(name, parts) for name in ("articles", "spans", "actors"))
    for n in range(5):
        articles.add([row(TABLES["articles"], article_id=f"a{n}")])
        if n % 2:
            spans.add([row(TABLES["spans"], span_id=f"s{n}", start=n)])
    actors.add([row(TABLES["actors"], actor_id="p")])
    for one in (articles, spans, actors):
        one.finish()
    assert articles.names == [f"articles/part-{n}.parquet" for n in (1, 2, 3)]
    assert spans.names == ["spans/part-1.parquet", "spans/part-2.parquet"]
    assert actors.names == ["actors/part-1.parquet"]
    found = [pq.read_table(tmp_path / name)["article_id"].to_pylist() for name in articles.names]
    assert found == [["a0", "a1"], ["a2", "a3"], ["a4"]]
    assert all(one.reads_back(tmp_path) for one in (articles, spans, actors))


def test_cells_are_of_their_kinds_and_empty_ones_are_null(tmp_path: Path) -> None:
    parts = Parts(10, tmp_path)
    spans, articles = writer("spans", parts), writer("articles", parts)
    cells = {"start": 3, "confidence": 0.5, "created_at": "2026-03-01T10:32:00Z", "text": "true"}
    spans.add([row(TABLES["spans"], **cells), row(TABLES["spans"], text="")])
    articles.add([row(TABLES["articles"], date="2026-03-01", coded_once="true", title=7)])
    spans.finish()
    articles.finish()
    first, second = pq.read_table(tmp_path / spans.names[0]).to_pylist()
    moment = datetime(2026, 3, 1, 10, 32, tzinfo=UTC)
    assert (first["start"], first["confidence"], first["text"]) == (3, 0.5, "true")
    assert first["created_at"] == moment
    assert {*second.values()} == {None}
    (one,) = pq.read_table(tmp_path / articles.names[0]).to_pylist()
    assert (one["date"], one["coded_once"], one["title"]) == (date(2026, 3, 1), True, "7")


@pytest.mark.parametrize("said", ["2026", "2026-03", "2026-02-30", "20260301", "2026-W09-7", "x"])
def test_what_is_no_day_is_said_with_its_column_and_stands_there_as_words(
    tmp_path: Path, said: str
) -> None:
    bad = row(TABLES["articles"], article_id="a", date=said)
    with pytest.raises(NoDateError) as caught:
        writer("articles", Parts(10, tmp_path)).add([bad])
    assert caught.value.column == "date"
    plain = writer("articles", Parts(10, tmp_path), "date")
    plain.add([bad])
    plain.finish()
    assert pq.read_table(tmp_path / plain.names[0])["date"].to_pylist() == [said]
    assert plain.reads_back(tmp_path)


@pytest.mark.parametrize("said", ["2026-03-01", "2026-03-01T10:32:00", "2026-03-01T10:32:00.5Z"])
def test_what_is_no_moment_to_the_second_is_said_too(tmp_path: Path, said: str) -> None:
    with pytest.raises(NoDateError) as caught:
        writer("spans", Parts(10, tmp_path)).add([row(TABLES["spans"], created_at=said)])
    assert caught.value.column == "created_at"


def test_row_groups_end_where_cells_or_characters_are_many(tmp_path: Path) -> None:
    parts = Parts(10**6, tmp_path)
    links, articles = writer("links", parts), writer("articles", parts)
    n_rows = 250_000 // len(TABLES["links"].columns)
    links.add([row(TABLES["links"], link_id="k")] * (n_rows + 1))
    links.add([row(TABLES["links"], link_id="last")])
    for _ in range(3):
        articles.add([row(TABLES["articles"], article_id="a", text="x" * 1_000_000)])
    for one in (links, articles):
        one.finish()
        assert one.reads_back(tmp_path)
        assert pq.ParquetFile(tmp_path / one.names[0]).num_row_groups == 2


def test_without_a_folder_files_are_only_counted() -> None:
    parts = Parts(1)
    articles = writer("articles", parts)
    articles.add([row(TABLES["articles"], date="x")] * 2)
    articles.finish()
    assert articles.names == ["articles/part-1.parquet", "articles/part-2.parquet"]
    assert articles.n_rows == 2
