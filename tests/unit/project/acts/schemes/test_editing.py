"""Editing the scheme of a project: what is counted, what becomes of the marks, what comes back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import AnnotatorError, Cancelled, Forbidden, WrongUse
from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.work import Cancel
from tests.planning import TEXT, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.project.schemes.calls import SchemeAnswer

A, B = Coder("coder-a", "A"), Coder("coder-b", "B")


def marked(project: Project) -> None:
    """Mark two claims, a speaker, an entity, and link them."""
    claim = project.mark(1, "claim", at("“We will,”"), {"directness": "mixed", "kind": "promise"})
    project.mark(1, "claim", at("said she, is “ready” now"), {"directness": "indirect"})
    speaker = project.mark(1, "speaker", at("Mira Talven"), {"form": "name"}, "Mira Talven")
    entity = project.mark(1, "entity", at("Kabul"), {"kind": "place"})
    project.link(claim.id, "said_by", speaker.id)
    project.link(claim.id, "about", entity.id, {"stance": "none"})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a project whose one article two people have coded alike."""
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=A) as made:
        made.import_text(TEXT, "first.txt")
        marked(made)
    with Project.open(path, coder=B) as opened:
        marked(opened)
        yield opened


def edit(project: Project, *edits: dict[str, object], **more: object) -> SchemeAnswer:
    return project.edit_scheme([SchemeEdit.of(one) for one in edits], **more)


def values(project: Project, name: str, kind: str = "claim") -> list[str | None]:
    return [one.attributes.get(name) for one in project.spans(type_name=kind)]


def exported(project: Project, to: Path) -> bytes:
    project.export("jsonl", to, overwrite=True)
    return to.read_bytes()


MERGE = {"edit": "merge", "what": "claim.directness.mixed", "into": "claim.directness.indirect"}


def test_a_merge_is_counted_first_and_then_moves_the_marks_of_all_layers(project):
    counted = edit(project, MERGE, dry_run=True)
    assert counted.step is None
    assert counted.version == 2
    (one,) = counted.edits
    assert (one.what, one.spans, one.articles) == ("claim.directness.mixed", 2, 1)
    assert one.layers == ("A", "B")
    assert project.scheme.version == 1
    assert len(list(project.touched_by("claim.directness.mixed"))) == 2
    done = edit(project, MERGE, note="too alike")
    assert done.edits == counted.edits
    assert values(project, "directness") == ["indirect"] * 4
    assert (project.scheme.version, project.scheme.note) == (2, "too alike")
    assert [one.version for one in project.scheme_versions()] == [2, 1]


def test_undo_gives_every_value_and_the_scheme_back(project, tmp_path):
    before = exported(project, tmp_path / "before.jsonl")
    scheme = project.scheme
    edit(project, {"edit": "rename", "what": "claim", "to": "quote"}, {
        "edit": "rename", "what": "quote.directness", "to": "form"}, {
        "edit": "merge", "what": "quote.form.mixed", "into": "quote.form.indirect"})  # fmt: skip
    assert values(project, "form", "quote") == ["indirect"] * 4
    assert [one.type for one in project.spans(type_name="claim")] == []
    after = exported(project, tmp_path / "after.jsonl")
    project.undo()
    assert exported(project, tmp_path / "again.jsonl") == before
    assert project.scheme == scheme
    project.redo()
    assert exported(project, tmp_path / "again.jsonl") == after
    assert project.scheme.version == 2


def test_a_frozen_layer_is_edited_too(project):
    frozen = next(one for one in project.layers() if one.name == "A")
    raw = sqlite3.connect(project.path)
    raw.execute("UPDATE layer SET frozen = 1 WHERE name = 'A'")
    raw.commit()
    raw.close()
    edit(project, MERGE)
    assert {one.attributes["directness"] for one in project.spans(layers=[frozen.id])
            if one.type == "claim"} == {"indirect"}  # fmt: skip


def test_two_attributes_that_one_mark_has_are_refused_with_their_number(project):
    merge = {"edit": "merge", "what": "claim.kind", "into": "claim.directness"}
    for dry_run in (True, False):
        with pytest.raises(Forbidden, match="2 marks have both"):
            edit(project, merge, dry_run=dry_run)
    assert project.scheme.version == 1


def test_two_attributes_that_no_mark_has_both_of_become_one(project):
    for span in list(project.spans(type_name="claim")):
        if "kind" in span.attributes:
            project.edit(span.id, attributes={"directness": None})
    edit(project, {"edit": "merge", "what": "claim.kind", "into": "claim.directness"})
    assert sorted(values(project, "directness")) == ["indirect", "indirect", "promise", "promise"]
    assert "promise" in project.scheme.type("claim").attribute("directness").values


def test_links_that_would_double_are_refused_with_their_number(project):
    edit(project, {"edit": "add", "what": "link:on", "from": ["claim"], "to": ["entity"]})
    link = next(one for one in project.links(type_name="about"))
    merge = {"edit": "merge", "what": "link:on", "into": "link:about"}
    project.link(link.source_id, "on", link.target_id)
    with pytest.raises(Forbidden, match="1 pair of spans has both"):
        edit(project, merge)
    project.undo()
    other = next(one for one in project.links(type_name="said_by"))
    project.edit(link.id, attributes={"stance": "mixed"})
    assert edit(project, merge).version == 3
    assert other.id in {one.id for one in project.links(type_name="said_by")}


def test_attributes_can_change_their_names_with_each_other(project):
    names = [("directness", "x"), ("kind", "directness"), ("x", "kind")]
    edit(project, *(
        {"edit": "rename", "what": f"claim.{old}", "to": new} for old, new in names))  # fmt: skip
    assert sorted(map(str, values(project, "directness"))) == ["None", "None", "promise", "promise"]
    assert sorted(map(str, values(project, "kind"))) == ["indirect", "indirect", "mixed", "mixed"]


def test_kinds_of_actors_are_renamed_where_actors_have_them(project):
    project.actor("Harbour Board", "organisation")
    found = edit(project, {"edit": "rename", "what": "actor:kind.organisation", "to": "body"})
    assert found.edits[0].spans == 1
    assert {one.name: one.kind for one in project.actors()}["Harbour Board"] == "body"


def test_one_edit_that_cannot_be_refuses_all(project):
    with pytest.raises(WrongUse, match=r"^Edit 2"):
        edit(project, MERGE, {"edit": "retire", "what": "claim.kind.lie"})
    assert project.scheme.version == 1
    assert sorted(set(map(str, values(project, "directness")))) == ["indirect", "mixed"]


def test_edits_of_an_older_version_are_refused(project):
    edit(project, MERGE, on=1)
    with pytest.raises(Forbidden, match="version 2 by now: these edits were made on version 1"):
        edit(project, {"edit": "retire", "what": "cue.tone"}, on=1)
    assert project.scheme.version == 2


def test_what_another_program_wrote_meanwhile_refuses_the_edit_whole(project):
    raw = sqlite3.connect(project.path)
    raw.execute("INSERT INTO scheme SELECT 2, body, 'theirs', created FROM scheme")
    raw.commit()
    raw.close()
    with pytest.raises(AnnotatorError, match="the coding scheme is not as it was"):
        edit(project, MERGE)
    assert "mixed" in values(project, "directness")


def test_a_wish_to_stop_leaves_all_as_it_was(project):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        edit(project, MERGE, cancel=cancel)
    assert project.scheme.version == 1
    edit(project, MERGE)
    assert project.scheme.version == 2


def test_retired_things_stay_where_they_are_coded_and_cannot_be_picked(project):
    every = ("entity", "claim.directness.mixed", "claim.kind", "link:about")
    edit(project, *({"edit": "retire", "what": one} for one in every))
    claim = next(one for one in project.spans(type_name="claim", layers=["B"]))
    assert claim.attributes == {"directness": "mixed", "kind": "promise"}
    entity = next(one for one in project.spans(type_name="entity", layers=["B"]))
    for act in (
        lambda: project.mark(1, "entity", at("Kabul", 1)),
        lambda: project.edit(claim.id, attributes={"kind": "fact"}),
        lambda: project.link(claim.id, "about", entity.id),
        lambda: project.edit(claim.id, type="entity"),
    ):
        with pytest.raises(Forbidden, match="was retired on"):
            act()
    other = list(project.spans(type_name="claim", layers=["B"]))[1]
    with pytest.raises(Forbidden, match="no value of directness"):
        project.edit(other.id, attributes={"directness": "mixed"})
    project.edit(entity.id, attributes={"kind": "other"})
    project.edit(claim.id, attributes={"kind": None})


def test_values_typed_while_coding_become_values_of_the_list(project):
    edit(project, {"edit": "add", "what": "claim.concept", "grows": True, "values": ["old"]})
    claim = next(project.spans(type_name="claim", layers=["B"]))
    project.edit(claim.id, attributes={"concept": "The line should stay."})
    assert project.values_of("claim.concept") == ("old", "The line should stay.")
    edit(
        project,
        {"edit": "rename", "what": "claim.concept.The line should stay.", "to": "It stays."},
    )
    assert project.values_of("claim.concept") == ("old", "It stays.")
    with pytest.raises(WrongUse, match="has no"):
        edit(project, {"edit": "rename", "what": "claim.concept.never", "to": "x"})


def test_a_kit_does_not_edit_its_scheme(project, tmp_path):
    (kit,) = project.make_kits(["C"], tmp_path).kits
    with (
        Project.open(kit.path, coder=Coder("c", "C")) as opened,
        pytest.raises(Forbidden, match="scheme of a kit"),
    ):
        edit(opened, MERGE)


def test_the_history_of_edits_is_sound(project):
    edit(project, {"edit": "split", "what": "claim.directness.mixed", "into": ["a", "b"]})
    edit(project, {"edit": "rename", "what": "claim.kind.promise", "to": "vow"})
    assert project.check().ok


def test_a_note_on_a_thing_of_the_scheme_goes_with_its_name(project):
    project.note("claim.directness", "When is it mixed?", question=True)
    edit(project, {"edit": "rename", "what": "claim", "to": "quote"})
    (note,) = [one for one in project.reader.notes_beside() if one.text]
    assert note.owner_id == "quote.directness"
    project.undo()
    (note,) = project.reader.notes_beside()
    assert note.owner_id == "claim.directness"
