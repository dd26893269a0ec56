"""Parquet: the tables with typed columns, split by article, asked by DuckDB."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotator.errors import Cancelled, CannotWrite, WrongUse
from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.text.csv_text import truth
from annotator.work import Cancel
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
PARQUET = by_name("parquet")
FULL = bundles.full()
FEW = settings(max_examples=settings().max_examples // 4)
ONE_EACH = WriteOptions({"part": "1"})


def written(to: Path, bundle: Bundle = FULL, options: WriteOptions | None = None) -> Path:
    assert export.export(bundle, PARQUET, to, options or WriteOptions()).verified
    return to


def asked(question: str, at: Path) -> list[tuple[object, ...]]:
    return duckdb.sql(question.replace("AT", str(at))).fetchall()


def many(n: int) -> Bundle:
    contents = [FULL.contents[0]]
    for k in range(n):
        article = bundles.article(f"A text {k}.\n", f"x{k}", date=f"2026-01-{k + 1:02}")
        spans = (bundles.span(article, f"y{k}", "claim", (0, 6)),)
        contents.append(replace(bundles.small().contents[0], article=article, spans=spans))
    return replace(FULL, contents=tuple(contents), decisions=(), named=())


def test_duckdb_joins_the_tables_and_finds_typed_columns(tmp_path: Path) -> None:
    at = written(tmp_path / "p", many(9), WriteOptions({"part": "4"}))
    assert asked("SELECT count(*) FROM 'AT/articles/*.parquet'", at) == [(10,)]
    joined = """
        SELECT a.title, s.claim, s.speaker_actors, p.n_parts
        FROM 'AT/articles/*.parquet' a JOIN 'AT/spans/*.parquet' p USING (article_id)
        JOIN 'AT/statements/*.parquet' s ON s.statement_id = p.span_id
        WHERE p.span_id = 's1'
    """
    assert asked(joined, at) == [("Ferry", "“We will,” […] “not wait.”", "=Mira Talven", 2)]
    columns = asked("DESCRIBE SELECT * FROM 'AT/spans/*.parquet'", at)
    kinds = {name: kind for name, kind, *_ in columns}
    assert (kinds["start"], kinds["n_parts"], kinds["text"]) == ("BIGINT", "BIGINT", "VARCHAR")
    assert (kinds["created_at"], kinds["confidence"]) == ("TIMESTAMP WITH TIME ZONE", "DOUBLE")
    assert asked("SELECT sum(\"end\" - start) > 0 FROM 'AT/spans/*.parquet'", at) == [(True,)]


def test_a_column_of_days_is_one_unless_a_year_stands_in_it(tmp_path: Path) -> None:
    years = written(tmp_path / "years")  # one of its articles is of 2026-03
    kind = "SELECT typeof(date), count(*) FROM 'AT/{}/*.parquet' GROUP BY 1"
    for table in ("articles", "statements"):
        assert {one for one, _ in asked(kind.format(table), years)} == {"VARCHAR"}
    days = many(9)
    first = replace(days.contents[0], article=replace(days.contents[0].article, date="2026-03-01"))
    days = replace(days, contents=(first, *days.contents[1:]))
    for table in ("articles", "statements"):
        at = written(tmp_path / table, days)
        assert {one for one, _ in asked(kind.format(table), at)} == {"DATE"}
    assert asked("SELECT max(date)::text FROM 'AT/articles/*.parquet'", tmp_path / "articles") == [
        ("2026-03-01",)
    ]


def test_files_are_split_by_article_and_a_table_without_rows_has_one(tmp_path: Path) -> None:
    at = written(tmp_path / "p", many(9), WriteOptions({"part": "4"}))
    parts = sorted(one.name for one in (at / "articles").iterdir())
    assert parts == ["part-1.parquet", "part-2.parquet", "part-3.parquet"]
    apart = """
        SELECT s.filename, a.filename
        FROM read_parquet('AT/spans/*.parquet', filename = true) s
        JOIN read_parquet('AT/articles/*.parquet', filename = true) a USING (article_id)
    """
    for spans, articles in asked(apart, at):
        assert Path(str(spans)).name == Path(str(articles)).name
    assert [one.name for one in (at / "roles").iterdir()] == ["part-1.parquet"]
    empty = written(tmp_path / "empty", replace(FULL, contents=(), decisions=(), notes=()))
    assert asked("SELECT count(*) FROM 'AT/notes/*.parquet'", empty) == [(0,)]
    assert asked("SELECT count(*) FROM 'AT/articles/*.parquet'", empty) == [(0,)]


def as_csv(value: object) -> str:
    if isinstance(value, bool):
        return truth(value)
    return "" if value is None else str(value)


@FEW
@given(bundle=bundles.bundles())
def test_it_holds_the_cells_of_the_csv_tables(bundle: Bundle, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "csv", ignore_errors=True)
    shutil.rmtree(tmp_path / "p", ignore_errors=True)
    exports.write(by_name("tables"), bundle, tmp_path / "csv")
    at = written(tmp_path / "p", bundle, ONE_EACH)
    for one in sorted((tmp_path / "csv").glob("*.csv")):
        wanted = Counter(tuple(row.values()) for row in exports.rows_in(one.parent, one.stem))
        timed = "SELECT * REPLACE ({}) FROM 'AT/{}/*.parquet'"
        names = [str(name) for name, *_ in asked(f"DESCRIBE FROM 'AT/{one.stem}/*.parquet'", at)]
        kinds = [str(kind) for _, kind, *_ in asked(f"DESCRIBE FROM 'AT/{one.stem}/*.parquet'", at)]
        moments = [
            f"strftime(timezone('UTC', \"{name}\"), '%Y-%m-%dT%H:%M:%SZ') AS \"{name}\""
            for name, kind in zip(names, kinds, strict=True)
            if kind.startswith("TIMESTAMP")
        ]
        question = timed.format(", ".join(moments), one.stem) if moments else ""
        rows = asked(question or f"FROM 'AT/{one.stem}/*.parquet'", at)
        assert Counter(tuple(map(as_csv, row)) for row in rows) == wanted


def test_the_description_names_all_parts_and_fits_its_checksums(tmp_path: Path) -> None:
    at = written(tmp_path / "p", options=ONE_EACH)
    content = json.loads((at / "datapackage.json").read_text(encoding="utf-8"))
    spans = next(one for one in content["resources"] if one["name"] == "spans")
    assert spans["path"] == ["spans/part-1.parquet", "spans/part-2.parquet"]
    assert {one["name"]: one["type"] for one in spans["schema"]["fields"]}["start"] == "integer"
    lines = (at / "SHA256SUMS").read_text(encoding="utf-8").split("\n")[:-1]
    for line in lines:
        its_sum, _, name = line.partition("  ")
        assert hashlib.sha256((at / name).read_bytes()).hexdigest() == its_sum
    assert len(lines) == len([one for one in at.rglob("*") if one.is_file()]) - 1
    readme = (at / "README.txt").read_text(encoding="utf-8")
    assert "spans" in readme
    assert "Not as in the project:" in readme


def test_the_plan_is_what_is_written(tmp_path: Path) -> None:
    to = tmp_path / "p"
    planned = export.plan_export(FULL, PARQUET, to, ONE_EACH).plan
    assert export.export(FULL, PARQUET, to, ONE_EACH).plan == planned
    assert {*planned.files} == {
        one.relative_to(to).as_posix() for one in to.rglob("*") if one.is_file()
    }
    assert planned.losses == exports.plan(by_name("tables"), FULL).losses


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    sums = [(written(tmp_path / name) / "SHA256SUMS").read_bytes() for name in ("a", "b")]
    assert sums[0] == sums[1]


@pytest.mark.parametrize("said", ["", "0", "-1", "1.5", "many", "²", "9" * 10])
def test_a_part_of_no_articles_is_wrong_use(tmp_path: Path, said: str) -> None:
    with pytest.raises(WrongUse, match="no number of articles"):
        export.plan_export(FULL, PARQUET, tmp_path / "p", WriteOptions({"part": said}))


def test_only_a_folder_of_ours_is_replaced(tmp_path: Path) -> None:
    again = WriteOptions(overwrite=True)
    at = written(tmp_path / "p", options=ONE_EACH)
    written(at, bundles.small(), again)
    assert not (at / "spans" / "part-2.parquet").exists()
    exports.write(by_name("tables"), FULL, tmp_path / "csv")
    assert not PARQUET.is_own(tmp_path / "csv")
    assert not by_name("tables").is_own(at)
    (at / "spans" / "own.parquet").write_bytes(b"weeks")
    with pytest.raises(CannotWrite, match="no earlier export"):
        written(at, options=again)
    (at / "spans" / "own.parquet").unlink()
    (at / "spans" / "link").symlink_to(tmp_path / "csv", target_is_directory=True)
    with pytest.raises(CannotWrite, match="no earlier export"):
        written(at, options=again)


def test_reading_back_finds_other_rows_a_missing_part_and_a_cut_one(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    at = tmp_path / "p"
    spans = at / "spans" / "part-1.parquet"
    for fault in ("order", "missing", "cut"):
        shutil.rmtree(at, ignore_errors=True)
        exports.write(PARQUET, FULL, at)
        if fault == "order":
            table = pq.read_table(spans)
            pq.write_table(table.take([1, 0, *range(2, table.num_rows)]), spans)
        elif fault == "missing":
            spans.unlink()
        else:
            spans.write_bytes(spans.read_bytes()[:-9])
        found = " ".join(exports.read_back(PARQUET, FULL, at))
        assert ("reads back otherwise" if fault == "order" else "spans/part-1.parquet") in found


def test_a_wish_to_stop_leaves_nothing(tmp_path: Path) -> None:
    cancel = Cancel()

    def told(done: int, n: int, what: str) -> None:
        if done == n:
            cancel.cancel()

    with pytest.raises(Cancelled):
        export.export(FULL, PARQUET, tmp_path / "p", ONE_EACH, told, cancel)
    assert not [one for one in tmp_path.iterdir() if one.name != "annotator-home"]
