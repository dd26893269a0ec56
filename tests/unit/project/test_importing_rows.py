"""Tables come into a project row by row; what their columns became is kept and used again."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import coder
from annotator.cli import main
from annotator.errors import Cancelled, CannotRead, Forbidden, WrongUse
from annotator.formats.rows.mapping import SourceMap, read_map
from annotator.model.article import Doubt
from annotator.model.named import NamedKind
from annotator.project import Project
from annotator.project.importing.gather import HowToRead
from annotator.work import Cancel

if TYPE_CHECKING:
    from annotator.project.importing.parsing import ParsedSource

ROWS = (
    "Kopf;Beitrag;Tag;Desk\n"
    "Eins;Der Minister sagte am Montag, der Hafen öffne.;03/04/2026;foreign\n"
    "Zwei;Ein anderer Satz.;05/06/2026;\n"
    "Drei;;05/06/2026;\n"
)
MAP = SourceMap(
    columns={"text": "Beitrag", "title": "Kopf", "date": "Tag"}, fields={"Desk": "desk"}
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    return Project.create(tmp_path / "s.annotator", coder=coder("A"))


def test_rows_become_articles_and_the_others_are_listed(project: Project, tmp_path: Path) -> None:
    report = project.import_sources(tmp_path / "a.csv", map=MAP, date_order="dmy")
    assert [(one.row, one.title, one.date) for one in report.articles] == [
        (2, "Eins", "2026-04-03"),
        (3, "Zwei", "2026-06-05"),
    ]
    assert [(one.source, one.row) for one in report.refused] == [("a.csv", 4)]
    first, second = project.articles()
    assert (first.meta, second.meta) == ({"desk": "foreign"}, {})
    again = project.import_sources(tmp_path / "a.csv")
    assert (again.new, len(again.known), again.step) == (0, 2, None)


def test_a_date_of_two_readings_waits_to_be_confirmed(project: Project, tmp_path: Path) -> None:
    project.import_sources(tmp_path / "a.csv", map=MAP)
    first, _ = project.articles()
    proposed = first.proposed()["date"]
    assert (proposed.value, proposed.doubt, proposed.why) == ("2026", Doubt.TWO_READINGS, "column")
    assert [one.value for one in proposed.others] == ["2026-04-03", "2026-03-04"]
    assert "title" not in first.proposed()


def test_what_columns_became_is_kept_and_used_when_they_come_again(
    project: Project, tmp_path: Path
) -> None:
    project.import_sources(tmp_path / "a.csv", map=MAP, date_order="mdy")
    (tmp_path / "b.csv").write_text("Tag,Desk,Beitrag,Kopf\n01/02/2026,x,Neu.,Vier\n")
    report = project.import_sources(tmp_path / "b.csv")
    assert [(one.title, one.date) for one in report.articles] == [("Vier", "2026-01-02")]
    assert [one.meta for one in project.articles()][-1] == {"desk": "x"}
    kept = [one for one in project.reader.named() if one.kind is NamedKind.MAPPING]
    assert [one.name for one in kept] == ["Beitrag, Desk, Kopf, Tag"]


def test_another_map_for_the_same_columns_takes_the_place_of_the_kept_one(
    project: Project, tmp_path: Path
) -> None:
    project.import_sources(tmp_path / "a.csv", map=MAP, date_order="mdy")
    (tmp_path / "b.csv").write_text("Tag,Desk,Beitrag,Kopf\n01/02/2026,x,Neu.,Vier\n")
    other = SourceMap(columns={"text": "Beitrag"}, fields={"Desk": "", "Tag": "day"})
    report = project.import_sources(tmp_path / "b.csv", map=other)
    (kept,) = (one for one in project.reader.named() if one.kind is NamedKind.MAPPING)
    assert kept.body["columns"] == {"text": "Beitrag"}
    assert report.step is not None
    project.undo()
    (kept,) = (one for one in project.reader.named() if one.kind is NamedKind.MAPPING)
    assert kept.body["date_order"] == "mdy"


def test_nothing_is_kept_of_a_table_that_brings_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("title,text\n")
    assert project.import_sources(tmp_path / "b.csv").step is None
    assert [*project.reader.named()] == []


def test_a_table_that_cannot_be_read_stops_none_of_the_others(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "c.csv").write_text('title,text\nA,"b\n')
    (tmp_path / "d.csv").write_text("id,url\n1,x\n")
    report = project.import_sources(
        [tmp_path / name for name in ("c.csv", "d.csv", "a.csv")], map=None
    )
    assert [(one.source, one.row) for one in report.refused] == [
        ("c.csv", 2),
        ("d.csv", None),
        ("a.csv", 4),
    ]
    assert "Columns: id, url" in report.refused[1].reason


def test_columns_are_shown_before_anything_comes_in(project: Project, tmp_path: Path) -> None:
    shown = project.columns(tmp_path / "a.csv", HowToRead(map=MAP))
    assert [one.becomes for one in shown.columns] == ["title", "text", "date", "own:desk"]
    assert (shown.n_rows, [one.row for one in shown.left_out]) == (3, [4])
    assert [*project.articles()] == []
    with pytest.raises(WrongUse, match="no columns"):
        project.columns(_text(tmp_path))
    with pytest.raises(CannotRead):
        project.columns(tmp_path / "none.csv")


def _text(folder: Path) -> Path:
    (folder / "a.txt").write_text("A text.\n")
    return folder / "a.txt"


def test_the_verb_takes_and_writes_maps(
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project.close()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.toml").write_text('[columns]\ntext = "Beitrag"\n[fields]\nTag = "day"\n')
    said = ["import", "s.annotator", "a.csv", "--map", "m.toml", "--json"]
    assert main([*said, "--dry-run", "--keep-map", "n.toml"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["articles"] == {"new": 2, "known": 0, "near": 0}
    assert answer["refused"] == [{"source": "a.csv", "row": 4, "reason": "no text in “Beitrag”"}]
    assert answer["columns"]["a.csv"][2:] == [
        {"header": "Tag", "first": ["03/04/2026", "05/06/2026", "05/06/2026"], "becomes": "own:day",
         "because": "the map says so"},
        {"header": "Desk", "first": ["foreign"], "becomes": "own:Desk",
         "because": "a field of your own"},
    ]  # fmt: skip
    kept = read_map((tmp_path / "n.toml").read_bytes(), "n.toml")
    assert kept.fields == {"Kopf": "Kopf", "Tag": "day", "Desk": "Desk"}
    assert main([*said, "--keep-map", "n.toml"]) == 5
    assert main([*said[:3], "--map", "none.toml"]) == 3
    capsys.readouterr()
    main([*said[:3], "--dry-run"])
    shown = capsys.readouterr().out
    assert "a.csv: “Tag” is date (header): 03/04/2026 · 05/06/2026" in shown
    assert "a.csv: “Kopf” is your field Kopf (a field of your own): Eins · Zwei · Drei" in shown
    (tmp_path / "bad.toml").write_text("[column]\n")
    assert main([*said[:3], "--map", "bad.toml"]) == 3


def test_a_header_alone_is_no_fault_of_the_verb(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.close()
    (tmp_path / "b.csv").write_text("title,text\n")
    assert main(["import", str(tmp_path / "s.annotator"), str(tmp_path / "b.csv"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["articles"]["new"], answer["refused"], answer["step"]) == (0, [], None)


def test_own_fields_are_listed_edited_and_exported(project: Project, tmp_path: Path) -> None:
    project.import_sources(tmp_path / "a.csv", map=MAP)
    first, second = (one.id for one in project.articles())
    project.fields(second, {"desk": " economy  desk", "date": "2026-06-05"})
    project.fields(first, {"desk": ""})
    assert [one.own_fields() for one in project.articles()] == [{}, {"desk": "economy desk"}]
    with pytest.raises(Forbidden, match="no field “page”") as raised:
        project.fields(first, {"page": "7"})
    assert raised.value.hint.endswith("url, desk.")
    project.export("tables", tmp_path / "out")
    with (tmp_path / "out/articles.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [(row["meta_desk"], row["proposed"]) for row in rows] == [
        *(("", "date"), ("economy desk", "")),
    ]
    project.undo()
    assert next(one.own_fields() for one in project.articles()) == {"desk": "foreign"}


def test_the_list_of_articles_shows_own_fields_and_what_is_proposed(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.import_sources(tmp_path / "a.csv", map=MAP)
    project.close()
    at = str(tmp_path / "s.annotator")
    main(["list", at, "articles", "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert [(row["fields"], row["proposed"]) for row in rows] == [
        ({"desk": "foreign"}, ["date"]),
        ({}, ["date"]),
    ]
    main(["list", at, "articles", "--where", "fields.desk=foreign", "--json"])
    assert [row["title"] for row in json.loads(capsys.readouterr().out)] == ["Eins"]


def many_rows(tmp_path: Path, n: int = 700) -> Path:
    """Give a table large enough to be told bit by bit."""
    path = tmp_path / "many.csv"
    words = "The harbour of Velmora was closed again on Monday, said the mayor. " * 25
    lines = (f'"{n} boats wait. {words}",Boats {n}' for n in range(n))
    path.write_text("\n".join(("text,title", *lines)), encoding="utf-8")
    return path


def test_rows_of_a_large_table_are_heard_while_others_are_still_looked_at(
    project: Project, tmp_path: Path
) -> None:
    heard: list[list[int | None]] = []
    done: list[tuple[int, int, str]] = []

    def hear(name: str, parsed: ParsedSource) -> None:
        assert name == "many.csv"
        contents = () if parsed.bundle is None else parsed.bundle.texts()
        assert all(one.proposed_regions or one.proposed_fields or one.drawn for one in contents)
        heard.append([one.row for one in contents])

    plan = project.plan_import(
        many_rows(tmp_path), hear=hear, progress=lambda *told: done.append(told)
    )
    assert [len(one) for one in heard] == [1, 100, 100, 100, 100, 100, 100, 99, 0]
    assert [row for some in heard for row in some] == [one.row for one in plan.lines]
    assert [n for n, _, what in done if what == "row"] == [1, 101, 201, 301, 401, 501, 601, 700]


def test_a_large_table_is_stopped_between_two_rows(project: Project, tmp_path: Path) -> None:
    cancel, heard = Cancel(), list[int]()

    def hear(_name: str, parsed: ParsedSource) -> None:
        heard.append(0 if parsed.bundle is None else len(parsed.bundle.texts()))
        cancel.cancel()

    with pytest.raises(Cancelled):
        project.plan_import(many_rows(tmp_path), hear=hear, cancel=cancel)
    assert heard == [1]


def test_what_the_path_says_is_heard_of_the_rows_too(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "desk" / "harbour"
    folder.mkdir(parents=True)
    many_rows(folder)
    heard: list[str] = []

    def hear(_name: str, parsed: ParsedSource) -> None:
        contents = () if parsed.bundle is None else parsed.bundle.texts()
        heard.extend(proposed.value for one in contents for proposed in one.proposed_fields
                     if proposed.field == "desk")  # fmt: skip

    how = HowToRead(map=SourceMap(pattern="{desk}/{_}.csv"))
    plan = project.plan_import(tmp_path / "desk", how, hear=hear)
    assert heard == ["harbour"] * len(plan.lines)
