"""A kit or a copy that comes back after the scheme was edited: its marks are called as today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.layer import Coder
from annotator.project import Project
from tests.planning import at
from tests.unit.project.acts.schemes.test_editing import MERGE, edit, marked, project

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["project"]

C = Coder("coder-c", "C")
RENAME = (
    {"edit": "rename", "what": "claim", "to": "quote"},
    {"edit": "merge", "what": "quote.directness.mixed", "into": "quote.directness.indirect"},
)


def coded_kit(project: Project, folder: Path) -> Path:
    (kit,) = project.make_kits(["C"], folder).kits
    with Project.open(kit.path, coder=C) as opened:
        marked(opened)
        opened.state(1, "done")
    return kit.path


def test_a_kit_that_was_out_is_called_as_the_versions_since_say_and_that_is_said(project, tmp_path):
    kit = coded_kit(project, tmp_path)
    edit(project, *RENAME)
    back = project.collect_kits([kit])
    assert "claim → quote; quote.directness.mixed → quote.directness.indirect" in "".join(
        back.report.problems
    )
    theirs = list(project.spans(type_name="quote", layers=["C"]))
    assert [one.attributes["directness"] for one in theirs] == ["indirect", "indirect"]
    assert list(project.spans(type_name="claim")) == []
    assert [one.name for one in project.scheme.types] == ["speaker", "cue", "quote", "entity"]
    waits = [(one.attribute, one.value, one.version) for one in project.look_again("C")]
    assert waits == [("directness", "indirect", 1)]
    assert project.check().ok


def test_the_same_kit_again_brings_nothing_and_a_later_one_what_is_new(project, tmp_path):
    kit = coded_kit(project, tmp_path)
    project.collect_kits([kit])
    edit(project, *RENAME)
    assert project.collect_kits([kit]).report.step is None
    with Project.open(kit, coder=C) as opened:
        opened.mark(1, "claim", at("“not wait.”"), {"directness": "mixed"})
    assert project.collect_kits([kit]).report.step is not None
    theirs = list(project.spans(type_name="quote", layers=["C"]))
    assert [one.attributes["directness"] for one in theirs] == ["indirect"] * 3
    assert project.check().ok


def test_marks_of_a_newer_definition_wait_only_where_they_are_older(project, tmp_path):
    kit = coded_kit(project, tmp_path)
    edit(project, {"edit": "define", "what": "claim.directness.mixed", "definition": "some"})
    project.collect_kits([kit])
    assert len(list(project.look_again("C"))) == 1


def test_two_names_that_changed_places_are_told_apart(project, tmp_path):
    kit = coded_kit(project, tmp_path)
    names = [("directness", "x"), ("kind", "directness"), ("x", "kind")]
    edit(project, *(
        {"edit": "rename", "what": f"claim.{old}", "to": new} for old, new in names))  # fmt: skip
    project.collect_kits([kit])
    theirs = [one.attributes for one in project.spans(type_name="claim", layers=["C"])]
    assert theirs == [{"directness": "promise", "kind": "mixed"}, {"kind": "indirect"}]


def test_a_file_of_another_scheme_is_compared_as_before(project, tmp_path):
    with Project.create(tmp_path / "other.annotator", coder=C) as other:
        other.import_text((project.article(1)).text, "first.txt")
        marked(other)
        edit(other, {"edit": "add", "what": "frame"})
    edit(project, MERGE, {"edit": "add", "what": "mood"})
    edit(project, {"edit": "rename", "what": "mood", "to": "tone_of"})
    report = project.merge(tmp_path / "other.annotator")
    assert report.problems == ()


def test_merging_needs_no_versions_where_nothing_was_edited(project, tmp_path):
    assert MERGE["edit"] == "merge"
    back = project.collect_kits([coded_kit(project, tmp_path)])
    assert back.report.problems == ()
