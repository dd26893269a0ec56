"""Steps are applied whole or refused whole, and the history takes them back and does them again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import (
    CannotRead,
    ProjectMoved,
    ReadOnly,
    StepRefused,
    WrongUse,
)
from annotator.model.changes import Blocks, Change, ChangeSummary, Step, summary_of
from annotator.model.layer import State
from annotator.model.rows import rows_of
from annotator.store.check import check
from annotator.store.write import meta_sum
from tests import builders as make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.article import Article
    from annotator.model.span import Span


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


def test_a_step_is_there_for_another_connection_when_apply_returns(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    with make.opened(path) as project:
        done = project.journal.apply(make.adding(extra))
        assert (done.number, bool(done.id)) == (3, True)
        with project.file.reader() as other:
            assert other.page("article-1").span("span-9") == extra


def test_what_goes_in_comes_out_equal(path: Path) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        page = project.reader.page("article-1")
        assert page.article == known["article"]
        assert [page.span(known[name].id) for name in ("claim", "speaker", "cue")] == [
            known[name] for name in ("claim", "speaker", "cue")
        ]
        assert page.link("link-2") == known["cued_by"]
        assert project.reader.actors().every() == (known["actor"],)
        assert project.reader.layers() == (known["layer"],)


def test_undo_takes_an_import_back_and_redo_brings_it_again(path: Path) -> None:
    with make.opened(path) as project:
        before = make.digest(project.reader)
        undone = project.journal.undo()
        assert undone.act == "import"
        assert project.reader.article_ids() == ()
        assert project.reader.actors().every() == ()
        again = project.journal.redo()
        assert again.changes == undone.inverse().changes
        assert make.digest(project.reader) == before


def states(project: make.Opened) -> dict[int | None, str]:
    return {one.step.number: one.state for one in project.reader.steps()}


def test_the_history_is_there_after_closing_and_opening(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
    with make.opened(path) as project:
        assert states(project) == {2: "undone", 1: "done"}
        project.journal.redo()
        assert project.reader.article_ids() == ("article-1",)


def test_making_the_project_is_not_undone(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
        with pytest.raises(WrongUse, match="nothing to undo"):
            project.journal.undo()
        project.journal.redo()
        with pytest.raises(WrongUse, match="nothing to redo"):
            project.journal.redo()


def test_a_new_step_drops_what_was_undone_but_the_list_keeps_it(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    with make.opened(path) as project:
        project.journal.apply(make.adding(extra))
        project.journal.undo()
        other = replace(extra, id="span-10")
        project.journal.apply(make.adding(other))
        infos = project.reader.steps()
        assert [(one.step.number, one.state) for one in infos] == [
            (4, "done"),
            (3, "dropped"),
            (2, "done"),
            (1, "done"),
        ]


def test_a_step_that_changes_nothing_leaves_no_trace(path: Path) -> None:
    _, known = make.small_corpus()
    row = rows_of(known["layer"])[0][1]
    nothing = Step("edit", (Change("layer", row, dict(row)),), "coder-1", make.NOW)
    with make.opened(path) as project:
        for empty in (make.step("edit"), nothing):
            done = project.journal.apply(empty)
            assert done.number is None
            assert done.is_empty()
        assert project.reader.last_steps().number == 2


def test_an_empty_step_does_not_drop_what_was_undone(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
        project.journal.apply(make.step("edit"))
        assert states(project) == {2: "undone", 1: "done"}


def test_changes_of_one_row_become_one_change(path: Path) -> None:
    _, known = make.small_corpus()
    claim = known["claim"]
    second = replace(claim, type="entity")
    third = replace(claim, type="cue")
    steps = (*make.changes([claim], [second]), *make.changes([second], [third]))
    with make.opened(path) as project:
        done = project.journal.apply(Step("edit", steps, "coder-1", make.NOW))
        assert len(done.changes) == 1
        assert project.reader.page("article-1").span("span-1") == third


def test_making_and_taking_away_in_one_step_is_nothing(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    both = make.changes((), [extra]) + make.changes([extra], ())
    with make.opened(path) as project:
        assert project.journal.apply(Step("mark", both, "coder-1", make.NOW)).is_empty()


def test_a_step_whose_before_is_not_so_is_refused_whole(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    wrong = replace(known["claim"], type="entity")
    both = (*make.changes((), [extra]), *make.changes([wrong], [replace(wrong, type="cue")]))
    with make.opened(path) as project:
        before = make.digest(project.reader)
        with pytest.raises(StepRefused, match="a span is not as it was when you began"):
            project.journal.apply(Step("edit", both, "coder-1", make.NOW))
        assert make.digest(project.reader) == before
        assert project.reader.last_steps().number == 2


def test_a_row_that_is_there_already_is_not_made_again(path: Path) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project, pytest.raises(StepRefused, match="a span is not"):
        project.journal.apply(make.adding(known["claim"]))


def test_a_deletion_that_forgets_a_link_is_refused(path: Path) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        with pytest.raises(StepRefused, match="does not fit"):
            project.journal.apply(make.removing(known["speaker"]))
        assert project.reader.page("article-1").span("span-2") is not None
        project.journal.apply(make.removing(known["said_by"], known["speaker"]))
        assert project.reader.page("article-1").span("span-2") is None


def test_a_link_to_a_span_that_is_not_there_is_refused(path: Path) -> None:
    _, known = make.small_corpus()
    lost = replace(known["said_by"], id="link-9", target_id="nowhere", type="about")
    with make.opened(path) as project, pytest.raises(StepRefused):
        project.journal.apply(make.adding(lost))


def test_the_rows_of_a_step_may_come_in_any_order(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, replace(step, changes=tuple(reversed(step.changes))))
    with make.opened(path) as project:
        assert project.reader.page("article-1").n_spans == 3
        project.journal.undo()
        assert project.reader.article_ids() == ()


def test_words_that_cannot_be_kept_are_refused(path: Path) -> None:
    _, known = make.small_corpus()
    odd = replace(known["actor"], name="lone \ud83d half")
    with make.opened(path) as project:
        with pytest.raises(StepRefused, match="cannot be kept"):
            project.journal.apply(make.changing(known["actor"], odd))
        assert project.reader.actors().every() == (known["actor"],)


def test_a_text_of_another_length_or_none_is_refused(path: Path) -> None:
    empty = make.article("x")
    with make.opened(path) as project, pytest.raises(StepRefused):
        project.journal.apply(replace(make.adding(empty), texts={empty.sha256: ""}))


def test_an_article_without_its_text_is_refused(path: Path) -> None:
    with make.opened(path) as project, pytest.raises(StepRefused):
        project.journal.apply(replace(make.adding(make.article("other")), texts={}))


def test_every_table_goes_forth_and_back(path: Path) -> None:
    _, known = make.small_corpus()
    one = known["article"]
    values = [
        make.region(one, "headline", (0, 23)),
        make.note(one, "about it"),
        make.note(known["claim"], "sure?"),
        make.note(known["said_by"], "why"),
        make.progress(one, State.EXCLUDED),
        make.actor("Ministry", "MoT", kind="organisation", attributes={"side": "a"}),
        make.scheme(version=2),
    ]
    with make.opened(path) as project:
        before = make.digest(project.reader)
        for value in values:
            project.journal.apply(make.adding(value))
        after = make.digest(project.reader)
        assert after != before
        for _ in values:
            project.journal.undo()
        assert make.digest(project.reader) == before
        for _ in values:
            project.journal.redo()
        assert make.digest(project.reader) == after
    assert check(path).problems == ()


def test_undo_refuses_when_another_program_changed_the_row(path: Path) -> None:
    with make.opened(path) as project:
        with sqlite3.connect(path) as stranger:
            stranger.execute("UPDATE actor SET name = 'Someone else'")
        stranger.close()
        assert project.journal.changed_elsewhere()
        assert not project.journal.changed_elsewhere()


def test_our_own_steps_are_not_taken_for_another_programs(path: Path) -> None:
    with make.opened(path) as project:
        assert not project.journal.changed_elsewhere()
        project.journal.undo()
        assert not project.journal.changed_elsewhere()


def test_undo_with_a_damaged_history_says_so(path: Path) -> None:
    with make.opened(path) as project:
        with sqlite3.connect(path) as stranger:
            stranger.execute("UPDATE step SET log = '[1' WHERE id = 2")
        stranger.close()
        with pytest.raises(StepRefused, match="history is damaged"):
            project.journal.undo()
        assert project.reader.article_ids() == ("article-1",)


def test_a_file_that_was_replaced_takes_no_more_steps(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    with make.opened(path) as project:
        kept = path.with_name("kept.annotator")
        path.rename(kept)
        path.write_bytes(kept.read_bytes())
        for _ in range(2):
            with pytest.raises(ProjectMoved, match="put another file in the place of “study"):
                project.journal.apply(make.adding(extra))
        with pytest.raises(ProjectMoved):
            project.file.reader()
        path.unlink()
        with pytest.raises(ProjectMoved):
            project.journal.changed_elsewhere()
        kept.rename(path)
        project.journal.apply(make.adding(extra))
    assert check(path).ok


def test_the_facts_of_a_step_are_taken_over(path: Path) -> None:
    extra = make.article("another text", id="article-2")
    step = replace(make.adding(extra), facts={"project_id": "P-1", "title": "Taken over"})
    with make.opened(path) as project:
        project.journal.apply(step)
        facts = project.reader.facts()
        assert (facts.project_id, facts.title) == ("P-1", "Taken over")
    assert check(path).ok


def test_a_failed_step_leaves_the_journal_usable(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    with make.opened(path) as project:
        with pytest.raises(StepRefused):
            project.journal.apply(make.adding(known["claim"]))
        assert project.journal.apply(make.adding(extra)).number == 3


def test_closing_leaves_only_the_project_file(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
    assert sorted(one.name for one in path.parent.iterdir()) == ["annotator-home", path.name]


def test_a_reader_in_the_middle_of_a_page_does_not_see_half_a_step(path: Path) -> None:
    with make.opened(path) as project:
        whole = make.digest(project.reader)
        project.journal.undo()
        with project.file.reader() as other:
            assert other.article_ids() == ()
            project.journal.redo()
            assert make.digest(other) == whole


def many_spans(article: Article, n: int) -> list[Span]:
    """Give spans that are one step of several blocks."""
    length = len(article.text)
    return [
        make.span(article, "cue", (at % (length - 2), at % (length - 2) + 1 + at // length % 2))
        for at in range(n)
    ]


def test_a_large_step_is_undone_and_done_again_in_blocks(path: Path) -> None:
    _, known = make.small_corpus()
    other = make.article("Another text.", id="article-2", number=2)
    spans = many_spans(known["article"], 4500)
    values = [other, make.layer("Bo", id="layer-2"), make.actor("Someone", "S."), *spans]
    with make.opened(path) as project:
        before = make.digest(project.reader)
        project.journal.apply(make.adding(*values))
        after = make.digest(project.reader)
        undone = project.journal.undo()
        assert make.digest(project.reader) == before
        redone = project.journal.redo()
        assert make.digest(project.reader) == after
        for step, gone, new in ((undone, {"article-2"}, set()), (redone, set(), {"article-2"})):
            assert isinstance(step.changes, Blocks)
            assert len(step.changes) == len(list(step.changes)) == 4500 + 4
            summary = step.changes.summary
            expected = summary_of(tuple(step.changes))
            assert set(map(repr, summary.of_context)) == set(map(repr, expected.of_context))
            assert replace(summary, of_context=()) == replace(expected, of_context=())
            assert summary.tables == {"article", "layer", "actor", "alias", "span"}
            assert summary.article_ids == {"article-1", "article-2"}
            assert (summary.gone_articles, summary.new_articles) == (gone, new)
            assert {one.table for one in summary.of_context} == {"layer", "actor", "alias"}
    assert check(path).problems == ()


def test_a_large_step_of_changed_rows_goes_back_and_forth(path: Path) -> None:
    _, known = make.small_corpus()
    spans = many_spans(known["article"], 900)
    renamed = [replace(one, type="entity") for one in spans]
    with make.opened(path) as project:
        project.journal.apply(make.adding(*spans))
        before = make.digest(project.reader)
        project.journal.apply(make.step("edit", before=spans, after=renamed))
        after = make.digest(project.reader)
        undone = project.journal.undo()
        assert make.digest(project.reader) == before
        assert {tuple(one.after or {}) for one in undone.changes} == {("id", "type")}
        project.journal.redo()
        assert make.digest(project.reader) == after
    assert check(path).problems == ()


def test_a_large_step_is_not_undone_when_one_row_of_it_was_changed(path: Path) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        project.journal.apply(make.adding(*many_spans(known["article"], 4500)))
        with sqlite3.connect(path) as stranger:
            last = "SELECT max(id) FROM span WHERE type = 'cue' AND length(quote) < 3"
            stranger.execute(f"UPDATE span SET confidence = 5 WHERE id = ({last})")
        stranger.close()
        assert project.journal.changed_elsewhere()
        with pytest.raises(StepRefused, match="cannot be undone: a span is not"):
            project.journal.undo()
        assert project.reader.page("article-1").n_spans == 4503


def test_undoing_up_to_a_step_is_one_transaction(path: Path) -> None:
    with make.opened(path) as project:
        digests = [make.digest(project.reader)]
        for n in range(5):
            project.journal.apply(make.adding(make.actor(f"Actor {n}")))
            digests.append(make.digest(project.reader))
        assert [one.number for one in project.journal.undo_to(4)] == [7, 6, 5]
        assert make.digest(project.reader) == digests[2]
        assert [one.number for one in project.journal.redo_to(6)] == [5, 6]
        assert make.digest(project.reader) == digests[4]
        with pytest.raises(WrongUse):
            project.journal.redo_to(6)
        assert [one.number for one in project.journal.undo_to(1)] == [6, 5, 4, 3, 2]
        assert project.reader.article_ids() == ()
        with pytest.raises(WrongUse):
            project.journal.undo_to(1)
    assert check(path).problems == ()


def test_a_step_that_is_read_while_it_is_written_is_done_whole_or_not_at_all(path: Path) -> None:
    _, known = make.small_corpus()
    spans = many_spans(known["article"], 4500)
    article = make.article("A third text.", id="article-3", number=3)
    texts: dict[str, str] = {}
    is_broken = True

    def read() -> Iterator[Change]:
        texts[article.sha256] = article.text
        yield from make.changes(after=[article])
        yield from make.changes(after=spans)
        if is_broken:
            raise CannotRead("The file is cut off here.")

    step = replace(make.step("import"), changes=Blocks(read, ChangeSummary(1), texts))
    with make.opened(path) as project:
        before = make.digest(project.reader)
        with pytest.raises(CannotRead):
            project.journal.apply(step)
        assert make.digest(project.reader) == before
        is_broken = False
        done = project.journal.apply(step)
        assert texts == {}
        assert project.reader.article("article-3").text == article.text
        assert isinstance(done.changes, Blocks)
        assert len(done.changes) == 4501
        assert done.changes.summary.new_articles == {"article-3"}
        assert tuple(done.changes) == tuple(read())
        project.journal.undo()
        assert make.digest(project.reader) == before
    assert check(path).problems == ()


def spans(n: int) -> Iterator[Span]:
    _, known = make.small_corpus()
    for at in range(n):
        yield make.span(known["article"], "entity", (at, at + 3), id=f"more-{at}")


def test_a_row_that_another_program_changed_is_named_by_the_verb(path: Path) -> None:
    (extra,) = spans(1)
    changed = replace(extra, type="cue")
    with make.opened(path) as project:
        project.journal.apply(make.adding(extra))
        with sqlite3.connect(path) as stranger:
            stranger.execute("UPDATE span SET confidence = 5 WHERE type = 'entity'")
        stranger.close()
        with pytest.raises(StepRefused, match="was not done: a span is not as it was when you"):
            project.journal.apply(make.changing(extra, changed))
        with pytest.raises(StepRefused, match="cannot be undone: a span is not as it left it"):
            project.journal.undo()
        with sqlite3.connect(path) as stranger:
            stranger.execute("UPDATE span SET confidence = NULL")
        stranger.close()
        project.journal.undo()
        with sqlite3.connect(path) as stranger:
            stranger.execute("DELETE FROM article")
        stranger.close()
        with pytest.raises(StepRefused) as caught:
            project.journal.redo()
    assert "Another program" in caught.value.hint or "Read the article" in caught.value.hint


def test_what_is_done_again_is_named_where_it_is_there_already(path: Path) -> None:
    (extra,) = spans(1)
    with make.opened(path) as project:
        project.journal.apply(make.adding(extra))
        with sqlite3.connect(path) as stranger:
            row = stranger.execute("SELECT * FROM span WHERE type = 'entity'").fetchone()
        stranger.close()
        project.journal.undo()
        with sqlite3.connect(path) as stranger:
            marks = ", ".join("?" * len(row))
            stranger.execute(f"INSERT INTO span VALUES ({marks})", row)
        stranger.close()
        with pytest.raises(StepRefused, match="cannot be done again: a span is not as it was"):
            project.journal.redo()


def test_there_is_nothing_to_undo_before_the_first_act_nor_to_redo_behind_the_last(
    path: Path,
) -> None:
    with make.opened(path) as project:
        with pytest.raises(WrongUse, match="nothing to redo"):
            project.journal.redo()
        with pytest.raises(WrongUse, match="nothing to redo"):
            project.journal.redo_to(9)
        project.journal.undo()
        for undo in (project.journal.undo, lambda: project.journal.undo_to(0)):
            with pytest.raises(WrongUse, match="nothing to undo"):
                undo()
        assert project.journal.redo().number == 2


def test_steps_up_to_a_number_are_those_behind_it_or_up_to_it(path: Path) -> None:
    with make.opened(path) as project:
        for one in spans(4):
            project.journal.apply(make.adding(one))
        assert [one.number for one in project.journal.undo_to(3)] == [6, 5, 4]
        assert [one.number for one in project.journal.redo_to(5)] == [4, 5]
        with pytest.raises(WrongUse, match="nothing to undo"):
            project.journal.undo_to(5)
        with pytest.raises(WrongUse, match="nothing to redo"):
            project.journal.redo_to(5)
        states = {one.step.number: one.state for one in project.reader.steps()}
        assert states == {1: "done", 2: "done", 3: "done", 4: "done", 5: "done", 6: "undone"}


def test_the_program_that_writes_last_is_noted_once(path: Path) -> None:
    first, second = spans(2)
    with sqlite3.connect(path) as stranger:
        facts = dict(stranger.execute("SELECT key, value FROM meta").fetchall())
        older = {**facts, "program": "annotator 0.0.1"}
        older["sum"] = meta_sum(older)
        stranger.executemany("UPDATE meta SET value = ? WHERE key = ?", [
            (value, key) for key, value in older.items()
        ])  # fmt: skip
    stranger.close()
    with make.opened(path) as project:
        assert project.reader.facts().program == "annotator 0.0.1"
        project.journal.apply(make.adding(first))
        assert project.reader.facts().program == facts["program"]
        project.journal.apply(make.adding(second))
    assert check(path).ok


def test_a_step_of_a_closed_journal_opens_it_anew(path: Path) -> None:
    (extra,) = spans(1)
    with make.opened(path) as project:
        project.journal.close()
        project.journal.close()
        assert project.journal.apply(make.adding(extra)).number == 3
        assert not project.journal.changed_elsewhere()


def test_a_file_that_cannot_be_opened_to_write_is_said_and_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (extra,) = spans(1)

    def fail(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    with make.opened(path) as project:
        project.journal.close()
        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", fail)
            with pytest.raises(ReadOnly, match="can no longer be written"):
                project.journal.apply(make.adding(extra))
        assert project.journal.apply(make.adding(extra)).number == 3


def test_a_step_keeps_the_id_it_has_and_else_gets_one(path: Path) -> None:
    first, second = spans(2)
    with make.opened(path) as project:
        named = project.journal.apply(replace(make.adding(first), id="step-7"))
        other = project.journal.apply(make.adding(second))
        assert (named.id, named.number, other.number) == ("step-7", 3, 4)
        assert other.id not in ("", "step-7")
        listed = project.reader.steps()
        assert [one.step.id for one in listed][:2] == [other.id, "step-7"]


def test_ids_of_a_refused_step_leave_nothing_behind(path: Path) -> None:
    (extra,) = spans(1)
    stray = replace(extra, id="stray-1", article_id="nowhere-1")
    with make.opened(path) as project:
        with pytest.raises(StepRefused):
            project.journal.apply(make.adding(stray))
        project.journal.apply(make.adding(extra))
    with sqlite3.connect(path) as reader:
        found = reader.execute("SELECT pattern FROM origin WHERE pattern LIKE 'stray%'").fetchall()
    reader.close()
    assert found == []
    assert check(path).ok
