"""The open project: several acts as one step, and what a closed one answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import ProjectClosed, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.acts.mark import plan_mark
from annotator.project.finding.search import Search
from annotator.project.notices import Notice, NoticeKind
from annotator.text.ranges import Range

CODER = Coder("coder-a", "A")
TEXT = "Harbour opens\n\n" + "The mayor said the pier is safe. " * 400

ANSWERS_AFTER_THE_END = {
    *("close", "id", "open", "create", "path", "read_only", "recover", "title", "traces"),
}
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "actor": ("Dar",),
    "add_part": ("x", (0, 3)),
    "article": ("1",),
    "attribution": ("x",),
    "confirm": ("1",),
    "article_id": ("1",),
    "at": ("1",),
    "backup": ("copy.annotator",),
    "delete": (["x"],),
    "edit": ("x",),
    "export": ("jsonl", "out.jsonl"),
    "keep_recipe": ("x", "jsonl", "out.jsonl"),
    "export_recipe": ("x",),
    "fields": ("1", {}),
    "forget_before": ("1",),
    "import_sources": ("a.txt",),
    "to_print": ("1",),
    "import_text": ("a text",),
    "layer": ("A",),
    "link": ("x", "said_by", "y"),
    "mark": ("1", "claim", (0, 3)),
    "join": (["x", "y"],),
    "name_step": ("1", "x"),
    "note": ("x", "words"),
    "page": ("x",),
    "page_of": ("x",),
    "sample_articles": ("x",),
    "compare": ("x", "y"),
    "draw_sample": ("x",),
    "merge": ("a.txt",),
    "split": ("x",),
    "settling": ("x", "y"),
    "plan_begin": (object(),),
    "methods": (object(),),
    "report": (object(),),
    "who_has": (object(),),
    "look_alike": ("x", "y", True),
    "draw_more": ("x", 1),
    "make_kits": ("x", "to"),
    "collect_kits": ("x",),
    "passages": ("x",),
    "all_passages": ("x",),
    "changed_since_settled": (object(),),
    "decided": (object(),),
    "expected_claims": (1,),
    "rule": ("name:x",),
    "restore": ("1", (0, 3)),
    "region": ("1", "body", (0, 3)),
    "state": ("1", "done"),
    "together": ("name",),
    "searcher": (Search("x"),),
    "edit_scheme": ([],),
    "answer": ("x", "words", []),
    "mark_places": ("entity", {}),
    "find": ("x",),
    "carry": ("1",),
    "carry_mark": ("x", "1", (0, 3)),
    "change_articles": ({},),
    "touched_by": ("claim",),
    "values_of": ("claim.kind",),
    "decide_again_alike": ("claim.kind", "fact"),
    "decide_again": ("x", None, None),
    "add_scheme": (object(),),
    "keep": ("x",),
    "restore_backup": ("newest",),
    "look_into": ("newest",),
    "ask_about": ("claim.kind",),
}


def public_names() -> list[str]:
    return sorted(name for name in dir(Project) if not name.startswith("_"))


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text(TEXT, "note")
        yield made


@pytest.mark.parametrize("name", sorted(set(public_names()) - ANSWERS_AFTER_THE_END))
def test_a_closed_project_says_so_at_once_from_every_call(project, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Some text that could come in.")
    project.close()
    arguments: dict[str, tuple[object, ...]] = {
        **ARGUMENTS,
        "edit_actor": (object(),),
        "plan_import": ("a.txt",),
        "take_in": (object(),),
        "columns": ("a.txt",),
        "confirm_alike": ("1", "title"),
        "mark_everywhere": ("1", "x"),
        "set_scheme": (object(),),
        "subscribe": (print,),
    }

    def ask() -> None:
        found = getattr(project, name)
        named = {"on": False} if name == "rule" else {}
        answer = found(*arguments.get(name, ()), **named) if callable(found) else found
        if name == "together":
            answer.__enter__()

    with pytest.raises(ProjectClosed, match="is closed"):
        ask()


@pytest.mark.parametrize("name", ["articles", "pages", "spans", "links", "statements"])
def test_a_stream_that_is_read_on_after_the_end_says_so(project, name):
    project.import_text("Another text that stands here.", "other")
    for article in ("1", "2"):
        claim = project.mark(article, "claim", (0, 7)).id
        speaker = project.mark(article, "speaker", (8, 12)).id
        project.link(claim, "said_by", speaker)
    stream = iter(getattr(project, name)())
    next(stream)
    project.close()
    with pytest.raises(ProjectClosed, match="is closed"):
        list(stream)


def test_what_is_handed_in_after_the_end_waits_for_nobody(project):
    writer = project.open_project._writer
    project.close()
    with pytest.raises(ProjectClosed):
        writer.undo().result(0)  # TimeoutError if it had to be waited for


def test_closing_twice_is_no_fault(project):
    project.close()
    project.close()


# --- several acts as one step -----------------------------------------------------------------


def places(n: int) -> list[Range]:
    found = []
    start = TEXT.index("mayor")
    for _ in range(n):
        found.append(Range(start, start + 5))
        start = TEXT.index("mayor", start + 5)
    return found


def test_acts_that_are_done_together_see_each_other_and_are_one_step(project):
    with project.together("Code it") as made:
        claim = project.mark("1", "claim", (29, 45)).id
        speaker = project.mark("1", "speaker", (15, 24), actor="Mayor").id
        project.link(claim, "said_by", speaker)
        project.edit(claim, attributes={"kind": "fact"})
        project.note(claim, "Look here")
        inside = project.page_of(claim)
        assert made.step is None
    assert made.step is not None
    assert project.page_of(claim) == inside
    assert [one.step.act for one in project.steps()][:2] == ["together", "import"]
    assert project.context.actors.named("Mayor")
    project.undo()
    assert not list(project.spans())


def test_an_act_that_fails_leaves_none_of_those_done_with_it(project):
    def code() -> None:
        with project.together("Code it"):
            project.mark("1", "entity", (0, 7))
            project.mark("1", "nonsense", (0, 7))

    with pytest.raises(WrongUse):
        code()
    assert not list(project.spans())
    assert not project.context.actors.present()


def test_undo_is_no_part_of_one_step(project):
    with project.together("Code it"):
        for turn in (project.undo, project.redo):
            with pytest.raises(WrongUse, match="cannot be part"):
                turn()


def test_a_note_on_the_article_is_seen_by_the_next_act(project):
    with project.together("Notes"):
        project.note("1", "one")
        project.note("1", "two")
    page = next(project.pages())
    assert [note.text for note in page.every_note()] == ["two"]


def test_each_act_of_many_costs_as_much_as_one_of_few(project, monkeypatch):
    """Pages are read once and each step is applied once to each page: counted, not timed."""
    from annotator.model.page import Page
    from annotator.project.context import PlanContext
    from annotator.store.read import Reader

    counts = {"read": 0, "applied": 0, "context": 0}

    def counting(owner: type, method: str, name: str) -> None:
        plain = getattr(owner, method)

        def counted(*args: object, **kinds: object) -> object:
            counts[name] += 1
            return plain(*args, **kinds)

        monkeypatch.setattr(owner, method, counted)

    counting(Reader, "page", "read")
    counting(Page, "applied", "applied")
    counting(PlanContext, "applied", "context")
    n = 60
    with project.together("Many"):
        for place in places(n):
            span = project.mark("1", "speaker", place, actor="Mayor").id
            project.edit(span, attributes={"form": "role"})
    assert counts["read"] <= 4
    assert counts["applied"] <= 8 * n
    assert counts["context"] <= 4 * n


# --- undo and redo up to a step -----------------------------------------------------------------


def test_undo_and_redo_go_up_to_a_step_named_by_number_or_id(project):
    made = [project.mark("1", "cue", place).step for place in places(4)]
    undone = project.undo(to=made[0].id)
    assert [one.id for one in undone] == [one.id for one in reversed(made[1:])]
    assert len(list(project.spans())) == 1
    assert project.undo(to=made[0].number) == ()
    again = project.redo(to=str(made[2].number))
    assert [one.id for one in again] == [made[1].id, made[2].id]
    assert len(list(project.spans())) == 3
    assert project.redo(to=made[2].id) == ()


def test_a_step_that_is_not_there_is_no_goal(project):
    project.mark("1", "cue", (15, 18))
    for turn in (project.undo, project.redo):
        with pytest.raises(WrongUse, match="no step 77"):
            turn(to=77)
    assert len(list(project.spans())) == 1


def test_undo_up_to_a_step_counts_those_that_are_queued(project):
    first = project.mark("1", "cue", (15, 18)).step
    page = project.page_of(next(project.spans()).id)
    step = plan_mark(project.context, page, "cue", [Range(19, 24)])
    project.open_project.submit(step)
    assert len(project.undo(to=first.number)) == 1


def test_listeners_hear_of_each_step_that_is_undone(project):
    made = [project.mark("1", "cue", place).step for place in places(3)]
    heard: list[Notice] = []
    end = project.subscribe(heard.append)
    project.undo(to=made[0].number)
    end()
    assert [(one.kind, one.step.id) for one in heard] == [
        (NoticeKind.UNDONE, made[2].id),
        (NoticeKind.UNDONE, made[1].id),
    ]


def test_an_empty_project_takes_over_id_and_title_at_once(project, tmp_path):
    project.export("jsonl", tmp_path / "whole.jsonl")
    with Project.create(tmp_path / "other.annotator", coder=CODER) as other:
        other.import_sources(tmp_path / "whole.jsonl")
        assert (other.id, other.title) == (project.id, project.title)


def test_layers_and_articles_are_found_by_their_numbers_from_one(project):
    project.mark("1", "cue", (15, 18))
    layer = project.layers()[0]
    assert project.layer(1) == project.layer(layer.id) == project.layer("A") == layer
    for nobody in ("0", "2", "B"):
        with pytest.raises(WrongUse, match="no layer"):
            project.layer(nobody)
    for nothing in ("0", "2", "No such title"):
        with pytest.raises(WrongUse, match="no article"):
            project.article(nothing)
