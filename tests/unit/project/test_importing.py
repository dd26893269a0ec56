"""What an import reads, how it names it, and which file became which article."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.importing.sources import are_many, named_sources
from tests import bundles, exports


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        yield made


def write(folder: Path, *names: str) -> None:
    for n, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Text {n}\n\nOf {name}.\n", encoding="utf-8")


def names(*given: Path) -> list[str]:
    return [source.name for source, _ in named_sources(given)]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    write(tmp_path, "x/same.txt", "y/same.txt")
    assert names(tmp_path / "x/same.txt", tmp_path / "y/same.txt") == ["x/same.txt", "y/same.txt"]


def test_a_folder_that_was_given_keeps_its_name(tmp_path: Path) -> None:
    write(tmp_path, "corpus/n1/article.txt", "corpus/b.txt", "corpus/.git/x.txt", "corpus/.y.txt")
    assert names(tmp_path / "corpus") == ["corpus/b.txt", "corpus/n1/article.txt"]


def test_whether_files_are_many_is_known_without_reading_their_folders_whole(
    tmp_path: Path,
) -> None:
    write(tmp_path, *(f"corpus/{n}/a.txt" for n in range(5)))
    assert are_many([tmp_path / "corpus"], 5)
    assert not are_many([tmp_path / "corpus"], 7)
    assert are_many([tmp_path / "corpus/1/a.txt"] * 7, 7)


def test_one_file_is_named_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "deep/down/a.txt")
    assert names(tmp_path / "deep/down/a.txt") == ["a.txt"]


def test_folders_and_files_given_together_share_the_deepest_folder(tmp_path: Path) -> None:
    write(tmp_path, "a/b/one.txt", "a/c/d/two.txt")
    assert names(tmp_path / "a/c", tmp_path / "a/b/one.txt") == ["c/d/two.txt", "b/one.txt"]


def test_no_name_is_absolute_however_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "corpus/a.txt")
    monkeypatch.chdir(tmp_path / "corpus")
    assert names(Path()) == ["corpus/a.txt"]
    assert names(Path("../corpus/./a.txt")) == ["a.txt"]
    assert names(Path("/one/x.txt"), Path("/other/y.txt")) == ["one/x.txt", "other/y.txt"]


def test_a_name_that_is_no_text_becomes_one(tmp_path: Path) -> None:
    odd = os.fsdecode(b"\xe9t\xe9")
    (tmp_path / odd).mkdir()
    write(tmp_path / odd, "a.txt")
    assert names(tmp_path / odd) == ["\ufffdt\ufffd/a.txt"]


def test_the_source_is_kept_in_list_page_tables_and_report(project, tmp_path: Path) -> None:
    write(tmp_path, "x/same.txt", "y/same.txt")
    report = project.import_sources([tmp_path / "x", tmp_path / "y"])
    wanted = ["x/same.txt", "y/same.txt"]
    assert [one.source for one in report.articles] == wanted
    assert [one.source for one in project.articles()] == wanted
    assert [project.page(one).article.source for one in report.article_ids] == wanted
    project.export("tables", tmp_path / "tables")
    words = (tmp_path / "tables/articles.csv").read_text(encoding="utf-8")
    assert all(f",{source}," in words for source in wanted)


def test_the_report_says_which_file_became_which_article(project, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    first = project.import_sources(tmp_path / "a.txt")
    again = project.import_sources([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "no.txt"])
    titles = {entry.id: entry.title for entry in project.articles()}
    assert [(one.source, one.is_new) for one in again.articles] == [
        ("a.txt", False),
        ("b.txt", True),
    ]
    assert again.articles[0].article_id == first.article_ids[0]
    assert [titles[one.article_id] for one in again.articles] == ["Text 0", "Text 1"]
    assert [one.title for one in again.articles] == ["Text 0", "Text 1"]
    assert (again.known, again.new) == (("a.txt",), 1)
    assert [one.source for one in again.refused] == ["no.txt"]


def test_a_file_of_several_articles_says_where_each_stands(project, tmp_path: Path) -> None:
    from annotator.formats import by_name

    exports.write(by_name("jsonl"), bundles.full(), tmp_path / "all.jsonl")
    report = project.import_sources(tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")
    assert [one.source for one in report.articles] == ["all.jsonl"] * 2
    for one in report.articles:
        assert one.row is not None
        assert f'"id":"{one.article_id}"' in lines[one.row - 1]
    assert [project.page(one.article_id).article.source for one in report.articles] == [
        one.article.source for one in bundles.full().contents
    ]


def test_a_line_that_cannot_be_read_is_the_row_of_what_is_refused(project, tmp_path: Path) -> None:
    from annotator.formats import by_name

    at = tmp_path / "all.jsonl"
    exports.write(by_name("jsonl"), bundles.full(), at)
    at.write_bytes(at.read_bytes().replace(b'"parts":[[', b'"parts":[[9', 1))
    (refused,) = project.import_sources(at).refused
    assert refused.row is not None
    assert f"line {refused.row}" in refused.reason


def test_some_texts_may_have_encodings_of_their_own(project, tmp_path: Path) -> None:
    words = "Überschrift\n\nStraße und Größe.\n"
    for name in ("x/a.txt", "y/a.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes((name + words).encode("cp1252"))
    given = [tmp_path / "x", tmp_path / "y"]
    report = project.import_sources(given, encoding={"y/a.txt": "cp1251"})
    texts = [project.page(one).article.text for one in report.article_ids]
    assert ["Straße" in text for text in texts] == [True, False]


def test_an_empty_folder_is_refused_by_its_name(project, tmp_path: Path) -> None:
    (tmp_path / "corpus/none").mkdir(parents=True)
    write(tmp_path, "corpus/a.txt")
    report = project.import_sources([tmp_path / "corpus/a.txt", tmp_path / "corpus/none"])
    assert [(one.source, one.reason) for one in report.refused] == [
        ("none", "There is no file in this folder.")
    ]


def test_what_is_pasted_is_named_as_it_is(project) -> None:
    report = project.import_sources(Source.of_text("A text\n\nOf some words.", "pasted text"))
    assert [(one.source, one.row) for one in report.articles] == [("pasted text", None)]
