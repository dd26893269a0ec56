"""Texts that were left out come back from whoever has them; what is missing is named."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.errors import WrongUse
from annotator.formats.jsonl import JsonLines
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.model.layer import Coder
from annotator.project import Project
from tests import bundles, exports

FULL = bundles.full()
TEXTS = [one.article.text for one in FULL.contents]
CODER = Coder("coder-b", "B")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """The full corpus without its words."""
    with Project.create(tmp_path / "whole.annotator", coder=Coder("coder-a", "A")) as made:
        exports.write(JsonLines(), FULL, tmp_path / "full.jsonl")
        made.import_sources(tmp_path / "full.jsonl")
        made.export(
            "jsonl", tmp_path / "places.jsonl", ExportChoice(texts=ExportTexts.OFFSETS, notes=True)
        )
    return tmp_path / "places.jsonl"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "mine.annotator", coder=CODER) as made:
        yield made


def marks(project: Project) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.type, one.quotes) for one in project.spans()}


WHOLE = {(span.type, span.quotes) for one in FULL.contents for span in one.spans}


def test_a_project_that_has_the_texts_gives_them_back(project, places, tmp_path) -> None:
    report = project.import_sources(places, texts_from=tmp_path / "whole.annotator")
    assert (report.refused, report.new) == ((), 2)
    assert [project.article(one.id).text for one in project.articles()] == TEXTS
    assert marks(project) == WHOLE
    project.export("jsonl", tmp_path / "again.jsonl")
    lines = (tmp_path / "again.jsonl").read_text(encoding="utf-8").split("\n")
    found = [json.loads(one) for one in lines if one]
    assert all("characters" not in one for one in found)


def test_a_folder_of_files_gives_what_it_has_and_the_rest_is_named(
    project, places, tmp_path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_bytes(TEXTS[0].encode())
    (folder / "other.txt").write_bytes(b"Another text.\n")
    report = project.import_sources(places, texts_from=folder)
    (missing,) = report.refused
    assert missing.source.endswith("places.jsonl")
    assert "text of “Ferry” is missing" in missing.reason
    assert FULL.contents[1].article.sha256 in missing.reason
    assert [project.article(one.id).text for one in project.articles()] == TEXTS[:1]
    first = {(span.type, span.quotes) for span in FULL.contents[0].spans}
    assert marks(project) == first


@pytest.mark.parametrize("name", ["tables", "xlsx"])
@pytest.mark.parametrize("texts", [ExportTexts.OFFSETS, ExportTexts.KEEP])
def test_tables_of_another_project_become_one_where_the_texts_are(
    project, places, tmp_path, name, texts
) -> None:
    to = tmp_path / ("t.xlsx" if name == "xlsx" else "t")
    notes = texts is ExportTexts.OFFSETS
    with Project.open(tmp_path / "whole.annotator", coder=Coder("coder-a", "A")) as whole:
        whole.export(name, to, ExportChoice(texts=texts, notes=notes))
        actors = {(one.name, one.kind, one.names()) for one in whole.actors()}
        links = sorted((one.type, tuple(one.attributes.items())) for one in whole.links())
        said = sorted(one.note.text for one in whole.notes() if one.note.text)
    if texts is ExportTexts.KEEP:
        report = project.import_sources(to)
    else:
        assert "another project’s" in project.import_sources(to).refused[0].reason
        report = project.import_sources(to, texts_from=tmp_path / "whole.annotator")
    assert (report.refused, report.new) == ((), 2)
    assert [project.article(one.id).text for one in project.articles()] == TEXTS
    assert marks(project) == WHOLE
    assert {(one.name, one.kind, one.names()) for one in project.actors()} == actors
    assert sorted((one.type, tuple(one.attributes.items())) for one in project.links()) == links
    assert sorted(one.note.text for one in project.notes()) == said
    again = project.import_sources(to, texts_from=tmp_path / "whole.annotator")
    assert again.new == 0


def test_of_tables_that_have_some_texts_whole_the_others_are_put_back_or_named(
    project, places, tmp_path
) -> None:
    to = tmp_path / "t"
    with Project.open(tmp_path / "whole.annotator", coder=Coder("coder-a", "A")) as whole:
        whole.export("tables", to)
    with (to / "articles.csv").open(encoding="utf-8", newline="") as file:
        head, first, second = csv.reader(file)
    second[head.index("text")] = second[head.index("text")][:9]
    with (to / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((head, first, second))
    report = project.import_sources(to, dry_run=True)
    assert (report.new, len(report.refused)) == (1, 1)
    assert "text of “Ferry” is missing" in report.refused[0].reason
    project.import_text(TEXTS[1])
    report = project.import_sources(to)
    assert (report.new, report.refused) == (1, ())
    assert marks(project) == WHOLE


def test_tables_without_texts_that_are_here_become_marks_on_them(project, places, tmp_path) -> None:
    to = tmp_path / "t"
    with Project.open(tmp_path / "whole.annotator", coder=Coder("coder-a", "A")) as whole:
        whole.export("tables", to, ExportChoice(texts=ExportTexts.OFFSETS))
    for text in TEXTS:
        project.import_text(text)
    report = project.import_sources(to)
    assert (report.new, report.refused) == (0, ())
    assert marks(project) == WHOLE


def test_tables_of_another_project_that_are_spoilt_are_refused(project, places, tmp_path) -> None:
    to, whole = tmp_path / "t", tmp_path / "whole.annotator"
    with Project.open(whole, coder=Coder("coder-a", "A")) as made:
        made.export("tables", to, ExportChoice(texts=ExportTexts.OFFSETS))
    spans = (to / "spans.csv").read_text("utf-8")
    (to / "spans.csv").write_text(spans.replace(",s1,", ",nowhere,").replace("L1", "L7"), "utf-8")
    report = project.import_sources(to, texts_from=whole)
    assert "there is no layer with the id L7" in report.refused[0].reason
    assert report.step is None


def test_texts_that_are_here_need_no_other_place(project, places) -> None:
    for text in TEXTS:
        project.import_text(text)
    report = project.import_sources(places)
    assert (report.new, report.refused) == (0, ())
    assert marks(project) == WHOLE


def test_without_texts_nothing_comes_in_and_all_are_named(project, places) -> None:
    report = project.import_sources(places)
    assert len(report.refused) == 2
    assert [*project.articles()] == []
    assert marks(project) == set()


def test_a_text_that_only_has_the_same_checksum_is_not_taken(project, places, tmp_path) -> None:
    *lines, _end, _ = places.read_text(encoding="utf-8").split("\n")
    records = [json.loads(one) for one in lines]
    for one in records:
        if one["kind"] == "article":
            one["characters"] += 1
    exports.write_records(records, tmp_path / "odd.jsonl")
    report = project.import_sources(tmp_path / "odd.jsonl", texts_from=tmp_path / "whole.annotator")
    assert len(report.refused) == 2


def test_a_place_that_is_not_there_is_wrong_use(project, places, tmp_path) -> None:
    with pytest.raises(WrongUse, match="There is no"):
        project.import_sources(places, texts_from=tmp_path / "nowhere")


def test_the_verb_ends_with_1_where_a_text_is_missing(places, tmp_path, capsys) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_bytes(TEXTS[0].encode())
    study = str(tmp_path / "new.annotator")
    assert main(["new", study]) == 0
    capsys.readouterr()
    given = ["import", study, str(places), "--json", "--texts-from"]
    assert main([*given, str(folder)]) == 1
    assert "missing" in json.loads(capsys.readouterr().out)["refused"][0]["reason"]
    assert main([*given, str(tmp_path / "whole.annotator")]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == {"new": 1, "known": 1, "near": 0}
