"""Opening colleagues' files as a whole: what is told, stopped, refused and taken back."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import Cancel, Cancelled, CannotRead, WrongUse
from annotator.cli import main
from tests import colleagues as they
from tests.colleagues import A, B, coded, numbers, outcomes

if TYPE_CHECKING:
    from annotator.project.colleagues.merge_values import MergedLayer
    from annotator.project.colleagues.merging import MergeReport


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return they.begun(tmp_path)


def test_our_jsonl_comes_in_as_layers_too(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(theirs, B) as project:
        project.export("jsonl", tmp_path / "b.jsonl")
    with they.coding(ours, A) as project:
        report = project.merge(tmp_path / "b.jsonl")
        assert outcomes(report) == ["older", "new"]
        assert they.words_of(project, B) == ["entity: Kabul"]
        assert project.merge(tmp_path / "b.jsonl").step is None
        coded(theirs, B, "Monday")
        report = project.merge(theirs)
        assert numbers(report) == (1, 0, 0)
        assert project.merge(tmp_path / "b.jsonl").step is None
        assert they.words_of(project, B) == ["entity: Kabul", "entity: Monday"]


def exported(path: Path, name: str) -> Path:
    with they.coding(path, B) as project:
        project.export("jsonl", path.with_name(name), overwrite=True)
    return path.with_name(name)


def set_ahead(path: Path) -> None:
    """Let a file be as if the clock had stood in 2099 when its marks were made."""
    *lines, end = re.sub(rb'"at":"20\d\d', b'"at":"2099', path.read_bytes()).splitlines(True)
    said = json.loads(end) | {"sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
    path.write_bytes(b"".join(lines) + json.dumps(said).encode() + b"\n")


@pytest.mark.parametrize("ending", ["jsonl", "annotator"])
def test_later_work_comes_in_though_a_clock_was_ahead_when_the_first_was_written(
    ours: Path, tmp_path: Path, ending: str
):
    theirs = coded(they.copy_of(ours, "b"))
    first = exported(theirs, "first.jsonl")
    set_ahead(first)
    coded(theirs, B, "Monday")
    later = exported(theirs, "later.jsonl") if ending == "jsonl" else theirs
    with they.coding(ours, A) as project:
        project.merge(first)
        assert they.words_of(project, B) == ["entity: Kabul"]
        project.merge(later)
        assert they.words_of(project, B) == ["entity: Kabul", "entity: Monday"]
        assert project.merge(later).step is None
        assert project.merge(first).step is None
        assert they.words_of(project, B) == ["entity: Kabul", "entity: Monday"]


def test_a_mark_that_was_deleted_goes_though_the_file_has_no_history(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(theirs, B) as project:
        first = they.mark(project, 1, "promise")
    before = exported(theirs, "before.jsonl")
    with they.coding(theirs, B) as project:
        they.mark(project, 2, "Monday")
        project.delete([first])
    after = exported(theirs, "after.jsonl")
    for order in ([before, after], [after, before], [before, after, before]):
        path = they.copy_of(ours, "-".join(one.stem for one in order))
        with they.coding(path, A) as project:
            for one in order:
                project.merge(one)
            assert they.words_of(project, B) == ["entity: Kabul", "entity: Monday"]
        path = they.copy_of(ours, "at-once-" + "-".join(one.stem for one in order))
        with they.coding(path, A) as project:
            project.merge(order)
            assert they.words_of(project, B) == ["entity: Kabul", "entity: Monday"]


def test_without_a_history_it_is_said_that_marks_may_have_been_deleted_last(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(theirs, B) as project:
        last = they.mark(project, 1, "promise")
    before = exported(theirs, "before.jsonl")
    with they.coding(theirs, B) as project:
        project.delete([last])
    after = exported(theirs, "after.jsonl")
    with they.coding(ours, A) as project:
        project.merge(before)
        guessed = {one.name: one.is_guess for one in layers(project.merge(after, dry_run=True))}
        assert guessed == {"A": False, "B": True}
        assert not any(one.is_guess for one in layers(project.merge(before, dry_run=True)))
        project.undo()
        project.merge(after)
        assert not any(one.is_guess for one in layers(project.merge(before, dry_run=True)))
        project.undo()
        project.merge(before)
    assert main(["merge", str(ours), str(after), "--dry-run"]) == 0
    assert "nobody knows whether marks were deleted last" in capsys.readouterr().out
    # Project files have one.
    with they.coding(ours, A) as project:
        project.undo()
        project.merge(theirs)
        assert not any(one.is_guess for one in layers(project.merge(theirs, dry_run=True)))


def layers(report: MergeReport) -> list[MergedLayer]:
    return [layer for file in report.files for layer in file.counts.layers]


def test_a_file_that_cannot_be_read_stops_none_of_the_others(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    broken = tmp_path / "broken.annotator"
    broken.write_bytes(b"no project at all" * 100)
    with they.coding(ours, A) as project:
        report = project.merge([broken, theirs])
        assert [one.source for one in report.refused] == ["broken.annotator"]
        assert outcomes(report) == ["older", "new"]
        with pytest.raises(CannotRead, match="is not an Annotator project"):
            project.merge([broken])
        with pytest.raises(CannotRead, match="was not found"):
            project.merge(tmp_path / "none.annotator")
        with pytest.raises(WrongUse):
            project.merge([])


def test_a_merge_can_be_stopped_and_leaves_nothing(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    cancel = Cancel()
    with they.coding(ours, A) as project:
        before = they.as_exported(project, tmp_path / "before.jsonl")

        def stop(done: int, of: int, what: str) -> None:
            if what == "article":
                cancel.cancel()

        with pytest.raises(Cancelled):
            project.merge(theirs, progress=stop, cancel=cancel)
        assert they.as_exported(project, tmp_path / "after.jsonl") == before


def test_a_dry_run_says_the_same_and_writes_nothing(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(ours, A) as project:
        before = they.as_exported(project, tmp_path / "before.jsonl")
        planned = project.merge(theirs, dry_run=True)
        assert they.as_exported(project, tmp_path / "after.jsonl") == before
        done = project.merge(theirs)
        assert planned.step is None
        assert (outcomes(planned), numbers(planned)) == (outcomes(done), numbers(done))


def test_undo_gives_back_the_same_export_byte_for_byte(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(theirs, B) as project:
        project.import_text("A further text\n\nOf B alone.", "further")
        project.note("2", "a word of B")
    with they.coding(ours, A) as project:
        before = they.as_exported(project, tmp_path / "before.jsonl")
        report = project.merge(theirs)
        after = they.as_exported(project, tmp_path / "after.jsonl")
        assert len(report.files[0].counts.new) == 1
        assert after != before
        project.undo()
        assert they.as_exported(project, tmp_path / "undone.jsonl") == before
        project.redo()
        assert they.as_exported(project, tmp_path / "redone.jsonl") == after
