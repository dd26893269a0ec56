"""A large JSONL file is read bit by bit and comes in, goes and comes again as a small one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import AnnotatorError
from annotator.formats.lossless.reading import LARGE_FILE_BYTES
from annotator.model import changes
from annotator.model.changes import Blocks
from annotator.project import Project
from annotator.store.check import check
from tests import builders as make

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Words without an end. " * (LARGE_FILE_BYTES // 22 + 1)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export that is larger than what is held at once."""
    folder = tmp_path_factory.mktemp("large")
    step, known = make.small_corpus()
    long = make.article(LONG, id="article-2", number=2, replaces="article-1")
    path = make.project_file(
        folder,
        step,
        make.adding(
            long,
            make.span(long, "entity", [(0, 5), (6, 13)], id="span-20"),
            make.region(known["article"], "headline", (0, 23)),
            make.note(known["claim"], "sure?", id="note-1"),
            make.note(long, "long", id="note-2"),
            make.progress(long),
        ),
    )
    with Project.open(path, coder=make.CODER, read_only=True) as project:
        project.export("jsonl", folder / "large.jsonl")
    return folder / "large.jsonl"


def test_it_comes_in_goes_and_comes_again_whole(large: Path, tmp_path: Path) -> None:
    assert large.stat().st_size > LARGE_FILE_BYTES
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=make.CODER) as project:
        dry = project.import_sources(large, dry_run=True)
        assert (dry.new, dry.n_spans, dry.n_links, dry.step) == (2, 4, 2, None)
        assert list(project.articles()) == []
        report = project.import_sources(large)
        assert (report.new, report.n_spans, report.n_links) == (2, 4, 2)
        assert report.step is not None
        assert isinstance(report.step.changes, Blocks)
        assert project.steps()[0].step.args == {"n": 2, "spans": 4, "took_over": True}
        assert [one.number for one in project.articles()] == [1, 2]
        project.undo()
        assert list(project.articles()) == []
        project.redo()
        project.export("jsonl", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == large.read_bytes()
    assert check(path).problems == ()


def test_beside_what_is_there_it_comes_in_too(large: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "study.annotator", coder=make.CODER) as project:
        project.import_text("Something else.")
        assert project.import_sources(large).new == 2
        assert project.import_sources(large).new == 0
        assert [one.number for one in project.articles()] == [1, 2, 3]


def test_many_changes_wait_packed_and_come_in_the_same(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = []
    for n_packed in (2, 1_000):
        monkeypatch.setattr(changes, "_PACKED_TOGETHER", n_packed)
        path = tmp_path / f"{n_packed}.annotator"
        with Project.create(path, coder=make.CODER) as project:
            project.import_text("Something else.")
            report = project.import_sources(large)
            assert report.planned is not None
            assert isinstance(report.planned.changes, Blocks) is (n_packed == 2)
            assert (report.new, report.n_spans, report.n_links) == (2, 4, 2)
            names = {one.name for one in project.actors()}
            project.undo()
            assert len([*project.articles()]) == 1
            project.redo()
            assert {one.name for one in project.actors()} == names
            project.export("tables", tmp_path / f"{n_packed}")
        assert check(path).problems == ()
        spans = (tmp_path / f"{n_packed}" / "spans.csv").read_bytes()
        exported.append((names, spans))
    assert exported[0] == exported[1]


def test_a_file_that_is_cut_meanwhile_leaves_nothing(large: Path, tmp_path: Path) -> None:
    from annotator.project.acts.bring_in import plan_take_over
    from annotator.project.importing.gather import gather

    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(large.read_bytes())
    (bundle,) = gather([copy]).bundles
    copy.write_bytes(large.read_bytes()[: LARGE_FILE_BYTES // 2])
    with Project.create(tmp_path / "study.annotator", coder=make.CODER) as project:
        step, _ = plan_take_over(project.open_project.context, bundle)
        with pytest.raises(AnnotatorError):
            project.open_project.apply(step)
        assert list(project.articles()) == []
        assert [one.step.act for one in project.steps()] == ["new"]
