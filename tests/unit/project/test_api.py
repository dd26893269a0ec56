"""The one door: what scripts call."""

from __future__ import annotations

import doctest
import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import annotator
from annotator import paths
from annotator.errors import (
    AnnotatorError,
    CannotOpen,
    CannotWrite,
    DamagedProject,
    Forbidden,
    ProjectMoved,
    ReadOnly,
    StepRefused,
    TargetExists,
    WrongUse,
)
from annotator.formats.sources import Source
from annotator.model.changes import Change
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.notices import Notice, NoticeKind
from annotator.project.sample import make_sample
from annotator.store.backups.making import BackupReason
from annotator.work import Cancel

CODER = Coder("coder-a", "A")
TEXT = "Harbour opens\n\n“We will 🚢 reopen,” said Mira Talven of Velmora.\n"


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text(TEXT, "note")
        yield made


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_the_ten_lines_of_the_documentation_do_the_main_job():
    result = doctest.testmod(annotator)
    assert result.attempted == 4
    assert result.failed == 0


def test_what_was_done_is_there_after_reopening(project, tmp_path):
    done = project.mark("1", "speaker", at("Mira Talven"), {"form": "name"}, actor="Talven")
    project.close()
    with Project.open(project.path, coder=CODER) as again:
        span = next(again.spans())
        assert span.id == done.id
        assert again.context.actors.get(span.actor_id).name == "Talven"
        assert again.context.layer.id == span.layer_id
        assert [one.step.act for one in again.reader.steps()] == ["mark", "import", "new"]


def test_the_context_counts_steps_that_are_queued(project):
    notices: list[Notice] = []
    end = project.subscribe(notices.append)
    first = project.context
    assert first.layer_is_new
    project.mark("1", "entity", at("Velmora"))
    assert not project.context.layer_is_new
    end()
    project.mark("1", "cue", at("said"))
    assert [one.kind for one in notices] == [NoticeKind.DONE]
    assert notices[0].tables() == {"layer", "progress", "span"}
    assert notices[0].article_ids() == {next(project.articles()).id}


def two_marks_of_which_one_fails(project: Project) -> None:
    project.mark("1", "entity", at("Velmora"))
    project.mark("1", "entity", (0, 9000))


def test_together_makes_one_step_of_several_acts_or_none(project):
    with project.together("Code a statement"):
        claim = project.mark("1", "claim", at("“We will 🚢 reopen,”")).id
        cue = project.mark("1", "cue", at("said")).id
        project.link(claim, "cued_by", cue)
        project.edit(claim, attributes={"directness": "direct"})
        project.note(claim, "look")
    steps = project.reader.steps()
    assert steps[0].step.args == {"name": "Code a statement"}
    assert len(list(project.links())) == 1
    assert next(project.spans(type_name="claim")).attributes == {"directness": "direct"}
    with pytest.raises(Forbidden), project.together("Fails"):
        two_marks_of_which_one_fails(project)
    assert len(project.reader.steps()) == len(steps)
    project.undo()
    assert list(project.spans()) == []


def test_an_undone_first_mark_takes_its_layer_along_and_it_comes_back(project):
    project.mark("1", "entity", at("Velmora"))
    layer = project.context.layer
    project.undo()
    assert project.layers() == ()
    assert project.context.layer_is_new
    project.redo()
    assert [one.id for one in project.layers()] == [layer.id]
    project.mark("1", "cue", at("said"))


def test_a_step_planned_on_what_is_no_more_is_refused_whole_and_work_goes_on(project):
    project.mark("1", "entity", at("Velmora"))
    article = next(project.articles()).id
    row = {
        "start": 0,
        "end": 2,
        "id": "none",
        "article_id": article,
        "type": "caption",
        "origin": "hand",
        "set_by": "x",
    }
    wrong = Change("region", row, None)
    step = replace(project.reader.steps()[0].step, changes=(wrong,), id="", number=None)
    notices: list[Notice] = []
    project.subscribe(notices.append)
    bad = project.open_project.submit(step)
    behind = project.open_project.submit(replace(step, changes=()))
    with pytest.raises(StepRefused):
        bad.result(60)
    with pytest.raises(StepRefused, match="a step before it"):
        behind.result(60)
    assert [one.kind for one in notices] == [NoticeKind.FAILED, NoticeKind.FAILED]
    assert [one.lost[0].act for one in notices] == ["mark", "mark"]
    project.open_project.resume()
    assert project.mark("1", "cue", at("said")).ids
    assert len(list(project.spans())) == 2


def test_a_project_opened_to_read_takes_no_step(project):
    project.close()
    with Project.open(project.path, coder=CODER, read_only=True) as reading:
        assert reading.read_only
        with pytest.raises(ReadOnly):
            reading.mark("1", "entity", at("Velmora"))
        with pytest.raises(ReadOnly):
            reading.undo()
        assert issubclass(ReadOnly, CannotWrite)


def test_an_actor_is_an_id_then_a_name_then_an_alias_else_a_new_one(project):
    made = project.actor("Afghanistan", "state", ["Kabul"]).id
    project.actor("Kabul", "place")
    first = project.mark("1", "entity", at("Velmora"), actor=made)
    assert project.page_of(first.id).span(first.id).actor_id == made
    second = project.mark("1", "entity", at("Talven"), actor="Kabul")
    named = project.context.actors.get(project.page_of(second.id).span(second.id).actor_id)
    assert (named.name, named.kind) == ("Kabul", "place")
    project.actor("Kabul", "group")
    with pytest.raises(WrongUse, match="2 actors"):
        project.mark("1", "cue", at("said"), actor="Kabul")


def test_the_same_text_comes_in_once_and_it_is_said(project):
    report = project.import_text(TEXT.replace("\n", "\r\n"), "again")
    assert (report.new, report.known, report.step) == (0, ("again",), None)
    dry = project.import_sources([Source.of_text("Other words.", "other")], dry_run=True)
    assert (dry.new, dry.step) == (1, None)
    assert len(list(project.articles())) == 1


def test_a_cancelled_import_leaves_nothing(project):
    from annotator.errors import Cancelled

    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        project.import_sources([Source.of_text("Other words.", "other")], cancel=cancel)
    assert len(list(project.articles())) == 1


def test_a_named_layer_gathers_what_an_import_brings(project, tmp_path):
    project.mark("1", "entity", at("Velmora"), {"kind": "place"})
    project.export("jsonl", tmp_path / "out.jsonl")
    report = project.import_sources([tmp_path / "out.jsonl"], layer="second reading")
    assert (report.new, report.n_spans) == (0, 1)
    layer = project.layer("second reading")
    assert layer.kind == "import"
    (copy,) = project.spans(layers=["second reading"])
    (own,) = project.spans(layers=["A"])
    assert copy.id != own.id
    assert (copy.source_id, copy.how, copy.parts) == (own.id, "import", own.parts)
    again = project.import_sources([tmp_path / "out.jsonl"], layer="second reading")
    assert (again.n_spans, again.step) == (0, None)


def test_a_colleagues_marks_come_in_frozen(project, tmp_path):
    project.mark("1", "entity", at("Velmora"))
    project.export("jsonl", tmp_path / "a.jsonl")
    with Project.create(tmp_path / "b.annotator", coder=Coder("coder-b", "B")) as other:
        other.import_text(TEXT, "note")
        other.mark("1", "cue", at("said"))
        report = other.import_sources([tmp_path / "a.jsonl"])
        assert (report.new, len(report.known), report.n_spans) == (0, 1, 1)
        assert [(one.name, one.frozen) for one in other.layers()] == [("B", False), ("A", True)]
        again = other.import_sources([tmp_path / "a.jsonl"])
        assert again.step is None
        with pytest.raises(Forbidden, match="colleague"):
            other.delete([next(other.spans(layers=["A"])).id])


def test_every_exported_text_is_the_article_at_its_offsets(project, tmp_path):
    project.mark("1", "claim", [at("“We will"), at("reopen,”")])
    project.export("jsonl", tmp_path / "out.jsonl")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").open(encoding="utf-8")]
    text = next(one["text"] for one in records if one["kind"] == "article")
    spans = [one for one in records if one["kind"] == "span"]
    assert [[text[a:b] for a, b in one["parts"]] for one in spans] == [one["text"] for one in spans]


def test_the_sample_holds_two_articles_with_their_coding_as_a_layer(tmp_path):
    with make_sample(tmp_path / "sample.annotator", CODER) as sample:
        articles = list(sample.articles())
        assert [one.direction for one in articles] == ["ltr", "rtl"]
        assert [(one.name, one.kind) for one in sample.layers()] == [("sample", "person")]
        assert (sample.context.coder, sample.context.layer_is_new) == (CODER, True)
        statements = list(sample.statements())
        assert len(statements) > 15
        assert {len(one.claim.parts) for one in statements} >= {1, 2}
        assert sample.page(articles[0].id).regions


def test_articles_keep_the_order_of_a_file_whatever_their_ids(tmp_path):
    with Project.create(tmp_path / "one.annotator", coder=CODER) as one:
        for n in range(5):
            one.import_text(f"Text number {n}.", f"note {n}")
        one.export("jsonl", tmp_path / "one.jsonl")
    text = (tmp_path / "one.jsonl").read_text(encoding="utf-8")
    ids = [json.loads(line)["id"] for line in text.splitlines() if '"kind":"article"' in line]
    turned = text
    for n, article_id in enumerate(ids):
        turned = turned.replace(article_id, f"article-{9 - n}")
    lines = turned.splitlines(keepends=True)[:-1]
    end = {
        "counts": json.loads(text.splitlines()[-1])["counts"],
        "kind": "end",
        "sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
    }
    lines.append(json.dumps(end, sort_keys=True, separators=(",", ":")) + "\n")
    (tmp_path / "turned.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
    with Project.create(tmp_path / "two.annotator", coder=CODER) as two:
        two.import_sources([tmp_path / "turned.jsonl"])
        two.undo()
        two.redo()
        assert [one.id for one in two.articles()] == [f"article-{9 - n}" for n in range(5)]
        two.export("jsonl", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "turned.jsonl").read_bytes()


def test_what_another_program_writes_is_noticed(project):
    notices: list[Notice] = []
    project.mark("1", "entity", at("Velmora"))
    project.subscribe(notices.append)
    project.open_project.look()
    project.open_project.drain()
    assert notices == []
    with closing(sqlite3.connect(project.path)) as other, other:
        other.execute("UPDATE article SET outlet = 'Elsewhere'")
    project.open_project.look()
    project.open_project.look()  # when this one is done, the one before was told
    project.open_project.drain()
    assert [one.kind for one in notices] == [NoticeKind.REREAD]


def test_a_project_that_was_moved_takes_no_step_and_says_why(project, tmp_path):
    project.mark("1", "entity", at("Velmora"))
    project.path.rename(tmp_path / "elsewhere.annotator")
    with pytest.raises(ProjectMoved, match="was renamed to “elsewhere"):
        project.mark("1", "cue", at("said"))
    with Project.open(tmp_path / "elsewhere.annotator", coder=CODER, read_only=True) as moved:
        assert len(list(moved.spans())) == 1


def test_a_step_that_lands_during_an_export_does_not_make_it_differ(project, tmp_path):
    before = project.export("jsonl", tmp_path / "before.jsonl")

    def progress(done: int, of: int, what: str) -> None:
        if not list(project.spans()):
            project.mark("1", "entity", at("Velmora"))
            project.import_text("A second text came in meanwhile.", "second")

    report = project.export("tables", tmp_path / "tables", progress=progress)
    assert report.verified
    assert report.plan.counts == before.plan.counts
    assert len(list(project.spans())) == 1
    rows = (tmp_path / "tables" / "articles.csv").read_text(encoding="utf-8")
    assert "meanwhile" not in rows
    after = project.export("jsonl", tmp_path / "after.jsonl")
    assert (after.plan.counts.articles, after.plan.counts.spans) == (2, 1)


def test_every_thing_may_be_named_or_handed_in_as_it_is(project):
    article = next(project.articles())
    made = project.actor("Talven", "person")
    actor = project.actors()[0]
    speaker = project.mark(article, "speaker", at("Mira Talven"), actor=actor)
    claim = project.mark(1, "claim", at("“We will 🚢 reopen,”"), layer=project.layers()[0])
    spans = {span.type: span for span in project.spans([article])}
    assert (spans["speaker"].id, spans["speaker"].actor_id) == (speaker.id, made.id)
    link = project.link(spans["claim"], "said_by", spans["speaker"])
    project.note(spans["claim"], "look again")
    project.edit(spans["claim"], attributes={"directness": "direct"})
    project.state(article, "done")
    assert project.delete(next(project.links())).step.id
    assert link.id not in {one.id for one in project.links()}
    project.delete([spans["claim"], spans["speaker"]])
    assert claim.id not in {span.id for span in project.spans(layers=project.layers())}


def test_the_history_health_and_a_copy_are_there_for_scripts(project, tmp_path):
    project.mark("1", "entity", at("Velmora"))
    assert [one.step.act for one in project.steps()] == ["mark", "import", "new"]
    copy = project.backup(tmp_path / "copy.annotator")
    health = project.check()
    assert (health.ok, health.n_articles, health.n_spans) == (True, 1, 1)
    project.undo()
    with Project.open(copy, coder=CODER) as other:
        assert other.id == project.id
        assert len(list(other.spans())) == 1
        other.mark("1", "cue", at("said"))
        assert other.check().ok
    with pytest.raises(TargetExists):
        project.backup(copy)
    with pytest.raises(CannotWrite, match="no such folder"):
        project.backup(tmp_path / "nowhere" / "copy.annotator")
    assert list(tmp_path.glob(".~new*")) == []


@pytest.mark.parametrize("became", ["moved", "deleted", "replaced"])
def test_a_copy_holds_all_that_was_saved_whatever_became_of_the_file(project, tmp_path, became):
    project.mark("1", "entity", at("Velmora"))
    if became == "replaced":
        with Project.create(tmp_path / "other.annotator", coder=CODER):
            pass
        (tmp_path / "other.annotator").replace(project.path)
    elif became == "moved":
        project.path.rename(tmp_path / "elsewhere.annotator")
    else:
        project.path.unlink()
    with pytest.raises(ProjectMoved):
        project.mark("1", "cue", at("said"))
    copies = [project.backup(tmp_path / f"copy {n}.annotator") for n in (1, 2)]
    if became != "replaced":
        copies.append(project.backup(project.path))
    project.export("jsonl", tmp_path / "all.jsonl")
    project.close()
    for copy in copies:
        with Project.open(copy, coder=CODER) as other:
            assert [span.text() for span in other.spans()] == ["Velmora"]
            other.mark("1", "cue", at("said"))
            assert other.check().ok


def test_no_copy_is_made_while_another_program_writes_the_file_put_in_place(project, tmp_path):
    project.mark("1", "entity", at("Velmora"))
    with Project.create(tmp_path / "other.annotator", coder=CODER):
        pass
    (tmp_path / "other.annotator").replace(project.path)
    with closing(sqlite3.connect(project.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE meta SET value = 'x' WHERE key = 'title'")
        other.execute("PRAGMA cache_spill = ON")
        other.execute("PRAGMA cache_size = 1")
        other.execute("CREATE TABLE large AS SELECT zeroblob(100000) FROM meta")
        with pytest.raises(CannotOpen, match="being written just now"):
            project.backup(tmp_path / "copy.annotator")
        other.rollback()
    project.backup(tmp_path / "copy.annotator")


def test_a_project_that_is_refused_gives_its_lock_back(project, tmp_path):
    project.mark("1", "entity", at("Velmora"))
    project.set_scheme(replace(project.scheme, version=2, title="Later"))
    project.mark("1", "cue", at("said"))
    sound = project.backup(tmp_path / "sound.annotator")
    project.close()
    with closing(sqlite3.connect(project.path)) as other, other:
        other.execute("UPDATE scheme SET body = '{' WHERE version = 1")
    with pytest.raises(DamagedProject):
        Project.open(project.path, coder=CODER)
    assert list(tmp_path.glob(".~lock*")) == []
    sound.replace(project.path)
    with Project.open(project.path, coder=CODER) as again:
        assert not again.read_only
        assert len(list(again.spans())) == 2


def test_one_source_needs_no_list(project, tmp_path):
    (tmp_path / "one.txt").write_text("Another text.", encoding="utf-8")
    assert project.import_sources(tmp_path / "one.txt").new == 1
    assert project.import_sources(str(tmp_path / "one.txt")).known == ("one.txt",)


def test_a_change_that_changes_nothing_is_no_step_and_a_new_actor_is_named(project):
    span = project.mark("1", "claim", at("“We will 🚢 reopen,”"), {"directness": "direct"})
    same = project.edit(span.id, attributes={"directness": "direct"})
    assert (same.step.id, same.step.changes, same.ids) == ("", (), ())
    assert project.steps()[0].step.id == span.step.id
    speaker = project.mark("1", "speaker", at("Mira Talven"))
    done = project.edit(speaker.id, actor="Talven")
    assert done.ids == (project.actors()[0].id,)
    assert done.step.id == project.steps()[0].step.id
    with project.together("Both") as made:
        project.edit(speaker.id, actor="")
        project.note(span.id, "sure")
    assert made.step.id == project.steps()[0].step.id


def test_my_own_layer_from_another_computer_adds_what_is_new_and_repeats_nothing(project, tmp_path):
    claim = project.mark("1", "claim", at("“We will 🚢 reopen,”")).id
    speaker = project.mark("1", "speaker", at("Mira Talven")).id
    project.export("jsonl", tmp_path / "first.jsonl")
    with Project.create(tmp_path / "other.annotator", coder=CODER) as other:
        other.import_sources(tmp_path / "first.jsonl")
        other.link(claim, "said_by", speaker)
        other.note(claim, "written there")
        other.mark("1", "cue", at("said"))
        other.export("jsonl", tmp_path / "second.jsonl")
    project.link(claim, "said_by", speaker)
    report = project.import_sources(tmp_path / "second.jsonl")
    assert (report.new, report.n_spans, report.n_links) == (0, 1, 0)
    assert len(list(project.links())) == 1
    assert project.check().ok
    assert project.import_sources(tmp_path / "second.jsonl").step is None


def test_a_backup_is_kept_only_when_there_is_something_new(project):
    def backups() -> list[Path]:
        return sorted(paths.data_folder().rglob("*.annotator"))

    project.open_project.backups.keep(BackupReason("open"))
    (first,) = backups()
    project.open_project.backups.keep(BackupReason("open"))
    assert backups() == [first]
    project.mark("1", "entity", at("Velmora"))
    project.open_project.backups.keep(BackupReason("open"))
    assert len(backups()) == 2
    with Project.open(first, coder=CODER, read_only=True) as old:
        assert list(old.spans()) == []


def test_a_file_that_is_damaged_where_opening_did_not_look_gives_no_backup(project):
    project.mark("1", "entity", at("Velmora"))
    project.open_project.drain()
    project.close()
    data = bytearray(project.path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    data[-size:] = b"\xff" * size
    with Project.open(project.path, coder=CODER) as again:
        again.path.write_bytes(data)
        again.open_project.file.is_looked_through = False
        with pytest.raises(AnnotatorError):
            again.open_project.backups.keep(BackupReason("open"))
    assert list(paths.data_folder().rglob("*.annotator")) == []
