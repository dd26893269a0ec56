"""Looking again at what was decided under older words: what is listed, what deciding does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Forbidden, WrongUse
from tests.planning import at
from tests.unit.project.acts.schemes.test_editing import MERGE, edit, exported, project

if TYPE_CHECKING:
    from annotator.project import Project

__all__ = ["project"]

DEFINE = {"edit": "define", "what": "claim.directness.mixed", "definition": "some words in marks"}


def waiting(project: Project, coder: str | None = None) -> list[tuple[str | None, str]]:
    return sorted((one.attribute or "", one.value) for one in project.look_again(coder))


def test_nothing_waits_under_the_first_version(project):
    assert waiting(project) == []


def test_a_new_definition_lists_what_was_decided_under_the_old_one(project):
    edit(project, DEFINE)
    assert waiting(project) == [("directness", "mixed")] * 2
    (mine,) = project.look_again("B")
    assert (mine.kind, mine.version) == ("span", 1)
    assert mine.choices == ("direct", "indirect", "mixed", "reported", "free")
    assert project.page_of(mine.item).span(mine.item).text() == "“We will,”"


def test_what_is_decided_later_does_not_wait(project):
    edit(project, DEFINE)
    project.mark(1, "claim", at("“not wait.”"), {"directness": "mixed"})
    assert len(list(project.look_again("B"))) == 1


def test_the_same_value_again_is_still_right_and_another_one_takes_its_place(project):
    edit(project, DEFINE)
    (mine,) = project.look_again("B")
    done = project.decide_again(mine.item, "directness", "mixed")
    assert not done.step.is_empty()
    assert list(project.look_again("B")) == []
    span = project.page_of(mine.item).span(mine.item)
    assert (span.attributes["directness"], span.confirmed) == ("mixed", {"directness": 2})
    project.undo()
    project.decide_again(mine.item, "directness", "direct")
    span = project.page_of(mine.item).span(mine.item)
    assert (span.attributes["directness"], span.confirmed) == ("direct", {"directness": 2})
    project.undo()
    assert [one.item for one in project.look_again("B")] == [mine.item]


def test_an_edit_of_the_value_decides_it_too(project):
    edit(project, DEFINE)
    (mine,) = project.look_again("B")
    project.edit(mine.item, attributes={"directness": "free"})
    assert list(project.look_again("B")) == []


def test_of_a_merge_only_what_moved_waits(project):
    edit(project, MERGE)
    assert waiting(project, "B") == [("directness", "indirect")]
    (mine,) = project.look_again("B")
    assert mine.version == 1
    project.decide_again(mine.item, "directness", "indirect")
    assert waiting(project, "B") == []
    project.undo()
    project.undo()
    edit(project, {**MERGE, "look": False})
    assert waiting(project) == []


def test_split_and_retired_values_wait_and_can_stay(project):
    edit(project, {"edit": "split", "what": "claim.directness.mixed", "into": ["half", "mostly"]})
    edit(project, {"edit": "retire", "what": "claim.kind.promise"})
    every = {one.attribute: one for one in project.look_again("B")}
    assert every["directness"].choices[-1] == "mixed"
    assert {"half", "mostly"} <= set(every["directness"].choices)
    project.decide_again(every["kind"].item, "kind", "promise")
    project.decide_again(every["directness"].item, "directness", "half")
    assert waiting(project, "B") == []
    assert project.check().ok


def test_a_type_waits_with_its_marks_and_is_decided_by_itself(project):
    edit(project, {"edit": "define", "what": "entity", "definition": "A name, no date."})
    (mine,) = project.look_again("B")
    assert (mine.attribute, mine.value) == (None, "entity")
    assert mine.choices == ("speaker", "cue", "claim", "entity")
    project.decide_again(mine.item, None, "entity")
    assert waiting(project, "B") == []
    project.undo()
    project.decide_again(mine.item, None, "speaker")
    assert waiting(project, "B") == []
    project.mark(1, "entity", at("Kabul", 1))
    assert waiting(project, "B") == []
    assert project.check().ok


def test_links_wait_too(project):
    edit(project, {"edit": "define", "what": "link:about.stance", "definition": "Its light."})
    edit(project, {"edit": "define", "what": "link:said_by", "definition": "Who says it."})
    every = list(project.look_again("B"))
    assert [(one.kind, one.attribute, one.value) for one in every] == [
        ("link", "stance", "none"),
        ("link", None, "said_by"),
    ]
    project.decide_again(every[0].item, "stance", "mixed")
    project.decide_again(every[1].item, None, "said_by")
    assert waiting(project, "B") == []
    with pytest.raises(WrongUse, match="cannot become"):
        project.decide_again(every[1].item, None, "about")


def test_a_merged_type_is_listed_as_the_type_it_is_now(project):
    edit(project, {"edit": "add", "what": "name", "refers_to_actor": True})
    project.mark(1, "name", at("Kabul", 1))
    edit(project, {"edit": "merge", "what": "name", "into": "entity"})
    assert waiting(project) == [("", "entity")]


def test_all_alike_are_decided_as_one_step_after_a_preview(project, tmp_path):
    edit(project, DEFINE)
    before = exported(project, tmp_path / "a.jsonl")
    seen = project.decide_again_alike("claim.directness.mixed", "indirect", dry_run=True)
    assert (seen.n, seen.n_articles) == (2, 1)
    assert exported(project, tmp_path / "b.jsonl") == before
    done = project.decide_again_alike("claim.directness.mixed", "indirect")
    assert done.step.number is not None
    assert waiting(project) == []
    assert {one.attributes["directness"] for one in project.spans(type_name="claim")} == {
        "indirect"
    }
    assert project.check().ok
    project.undo()
    assert exported(project, tmp_path / "b.jsonl") == before
    project.decide_again_alike("claim.directness.mixed", "mixed", "A")
    assert waiting(project, "A") == []
    assert len(waiting(project, "B")) == 1


def test_a_type_can_only_be_still_right_for_all_alike(project):
    edit(project, {"edit": "define", "what": "entity", "definition": "A name, no date."})
    assert project.decide_again_alike("entity", "entity").n == 2
    assert waiting(project) == []
    with pytest.raises(WrongUse, match="not decided for all"):
        project.decide_again_alike("entity", "speaker")


def test_what_is_no_value_and_what_is_not_there_is_said(project):
    edit(project, DEFINE)
    (mine,) = project.look_again("B")
    for attribute, value in (("directness", "half"), ("tone", "neutral")):
        with pytest.raises(WrongUse):
            project.decide_again(mine.item, attribute, value)
    with pytest.raises(Forbidden):
        project.decide_again_alike("claim.directness.mixed", "half")
    with pytest.raises(WrongUse, match="Nobody called"):
        list(project.look_again("C"))


def test_the_versions_survive_an_export_and_come_in_again(project, tmp_path):
    edit(project, MERGE)
    edit(project, {"edit": "define", "what": "entity", "definition": "A name, no date."})
    (mine, *_) = [one for one in project.look_again("B") if one.attribute is None]
    project.decide_again(mine.item, None, "entity")
    out = exported(project, tmp_path / "a.jsonl")
    from annotator.project import Project
    from tests.unit.project.acts.schemes.test_editing import B

    with Project.create(tmp_path / "again.annotator", coder=B) as again:
        again.import_sources([tmp_path / "a.jsonl"])
        assert waiting(again, "B") == waiting(project, "B")
        assert exported(again, tmp_path / "b.jsonl") == out


def test_tables_say_under_which_version_each_value_was_decided(project, tmp_path):
    import csv

    def rows(name: str) -> list[dict[str, str]]:
        project.export("tables", tmp_path / "out", overwrite=True)
        with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    assert not any("confirmed" in name for name in rows("spans.csv")[0])
    edit(project, DEFINE)
    (mine,) = project.look_again("B")
    project.decide_again(mine.item, "directness", "mixed")
    found = [one for one in rows("spans.csv") if one["attr_directness"] == "mixed"]
    assert sorted(one["confirmed_directness"] for one in found) == ["1", "2"]
    assert {one["confirmed_form"] for one in found} == {""}
    assert rows("links.csv")[1]["confirmed_stance"] in ("", "1")
