"""An article or a layer is taken back as it was in a backup: one step, ids kept, undone by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import DamagedProject, WrongUse
from annotator.model.rows import rows_of
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.store.backups.making import BackupReason
from tests.builders import CODER

TEXT = "Velmora and Talven met again in the capital. “We have kept our promise”, Mira Talven said."
OTHER = "The harbour of Velmora opens on Monday, the ministry said."


def at(word: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(word)
    return start, start + len(word)


@pytest.fixture
def project(tmp_path: Path):
    """Two articles with marks, kept in a backup; then changed in every way."""
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text(TEXT, "first")
        made.import_text(OTHER, "second")
        claim = made.mark("1", "claim", at("We have kept our promise")).ids[0]
        speaker = made.mark("1", "speaker", at("Mira Talven"), actor="Mira Talven").ids[0]
        made.link(claim, "said_by", speaker)
        made.note(claim, "checked")
        made.mark("1", "entity", at("Velmora"))
        made.state("1", "done")
        made.mark("2", "entity", at("Velmora", OTHER))
        yield made


def keep(project: Project) -> str:
    made = project.open_project.backups.keep(BackupReason("step"))
    assert made is not None
    return made.backup.id


def change(project: Project) -> None:
    """Delete the speaker with its link, change the claim, mark something new, in both articles."""
    of = {one.type: one.id for one in project.spans()}
    claim, speaker = of["claim"], of["speaker"]
    project.delete(speaker)
    project.edit(claim, attributes={"directness": "indirect"})
    project.mark("1", "cue", at("said"))
    project.state("1", "to do")
    project.fields("1", {"outlet": "The Wire"})
    project.mark("2", "entity", at("ministry", OTHER))


def rows(project: Project) -> dict[tuple[str, tuple[object, ...]], object]:
    """Give all that stands in the two articles, as rows."""
    found: list[tuple[str, object]] = []
    for one in project.reader.contents():
        found += rows_of(one.article, *one.regions, *one.spans, *one.links, *one.notes)
        found += [("state", {"at": (name, str(state))}) for name, state in one.states.items()]
    return {(table, tuple(sorted(map(str, row.items())))): row for table, row in found}


def of_article(project: Project, number: int) -> set[object]:
    article = project.article_id(str(number))
    (content,) = project.reader.content_chunk([article], None)
    values = (content.article, *content.regions, *content.spans, *content.links, *content.notes)
    return {str(one) for one in rows_of(*values)} | {str(content.states), str(content.since)}


def test_an_article_is_as_it_was_and_the_others_are_as_they_are(project) -> None:
    backup, then = keep(project), of_article(project, 1)
    change(project)
    before = rows(project)
    other = of_article(project, 2)
    done = project.restore_backup(backup, articles="1")
    assert of_article(project, 1) == then
    assert of_article(project, 2) == other
    assert done.step is not None
    assert done.step.act == "take-back"
    taken = done.taken
    assert (taken.n_articles, taken.n_come, taken.n_gone, taken.n_changed) == (1, 1, 1, 1)
    project.undo()
    assert rows(project) == before
    assert project.check().ok


def test_a_dry_run_counts_the_same_and_does_nothing(project) -> None:
    backup = keep(project)
    change(project)
    before, number = rows(project), project.reader.last_steps()
    looked = project.restore_backup(backup, articles=["1"], dry_run=True)
    assert (rows(project), project.reader.last_steps()) == (before, number)
    assert looked.step is None
    assert looked.taken == project.restore_backup(backup, articles=["1"]).taken


def test_an_article_that_is_gone_comes_back_with_its_text_and_its_marks(project) -> None:
    text = "A third one, where Talven speaks."
    project.import_text(text, "third")
    project.mark("3", "entity", at("Talven", text), actor="Somebody new")
    backup, then = keep(project), of_article(project, 3)
    project.undo()
    project.undo()
    project.note("1", "what was undone cannot be done again")
    with pytest.raises(WrongUse):
        project.article_id("3")
    done = project.restore_backup(backup, articles="3")
    assert of_article(project, 3) == then
    assert done.taken.n_returned == 1
    assert [one.name for one in project.actors() if one.name == "Somebody new"] != []
    assert project.check().ok
    project.undo()
    assert project.check().ok


def test_a_layer_is_as_it_was_in_all_articles_and_nothing_else_is_touched(project) -> None:
    backup = keep(project)
    marks = {one.id: one for one in project.spans()}
    links = {one.id: one for one in project.links()}
    change(project)
    done = project.restore_backup(backup, layer=CODER.name)
    assert {one.id: one for one in project.spans()} == marks
    assert {one.id: one for one in project.links()} == links
    assert next(iter(project.articles())).outlet == "The Wire"
    assert (done.taken.n_articles, done.taken.n_come, done.taken.n_gone) == (2, 1, 2)
    assert project.check().ok
    assert project.restore_backup(backup, layer=CODER.name).step is None


def test_a_layer_in_one_article_leaves_it_in_the_others(project) -> None:
    backup = keep(project)
    change(project)
    project.restore_backup(backup, layer=CODER.name, articles="2")
    types = {"1": ["claim", "cue", "entity"], "2": ["entity"]}
    for number, expected in types.items():
        article = project.article_id(number)
        found = [one.type for one in project.spans() if one.article_id == article]
        assert sorted(found) == expected


def test_marks_are_called_as_todays_scheme_calls_them(project) -> None:
    backup = keep(project)
    project.edit_scheme([SchemeEdit.of({"edit": "rename", "what": "entity", "to": "name"})])
    project.delete([one.id for one in project.spans() if one.type == "name"][:1])
    project.restore_backup(backup, layer=CODER.name)
    assert sorted(one.type for one in project.spans()) == ["claim", "name", "name", "speaker"]
    assert project.check().ok


def test_a_type_that_todays_scheme_never_had_is_refused(project) -> None:
    project.edit_scheme([SchemeEdit.of({"edit": "add", "what": "frame"})])
    project.mark("2", "frame", at("harbour", OTHER))
    backup = keep(project)
    project.undo()
    project.undo()
    with pytest.raises(WrongUse, match="marks of “frame”"):
        project.restore_backup(backup, layer=CODER.name)


def test_what_is_not_in_the_backup_is_refused_and_one_that_is_damaged_too(project) -> None:
    backup = keep(project)
    with pytest.raises(WrongUse, match="no layer"):
        project.restore_backup(backup, layer="Nobody")
    with pytest.raises(WrongUse, match="no article"):
        project.restore_backup(backup, articles="9")
    with pytest.raises(WrongUse, match="file of its own"):
        project.restore_backup(backup, articles="1", to="new.annotator")
    one = next(one for one in project.backups() if one.id == backup)
    with closing(sqlite3.connect(one.path, isolation_level=None)) as connection:
        connection.execute("UPDATE text SET body = replace(body, 'promise', 'premise')")
    with pytest.raises(DamagedProject):
        project.restore_backup(backup, articles="1")


def test_a_text_that_came_in_again_is_not_doubled(project) -> None:
    text = "A third one, where Talven speaks."
    project.import_text(text, "third")
    backup = keep(project)
    project.undo()
    project.import_text(text, "third again")
    with pytest.raises(WrongUse, match="imported again"):
        project.restore_backup(backup, articles="3")


def test_everything_closes_the_project_and_puts_the_file_back(project, tmp_path) -> None:
    backup, then = keep(project), rows(project)
    change(project)
    before = rows(project)
    assert project.restore_backup(backup, dry_run=True).kept is None
    done = project.restore_backup(backup)
    for path, expected in ((project.path, then), (done.kept, before)):
        with Project.open(path, coder=CODER, read_only=True) as opened:
            assert rows(opened) == expected
    with Project.open(project.path, coder=CODER) as again:
        again.restore_backup(backup, to=tmp_path / "new.annotator")
    assert (tmp_path / "new.annotator").is_file()
