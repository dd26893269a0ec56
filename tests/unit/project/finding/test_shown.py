"""Hits as a list keeps them: places for all, words for what is looked at."""

from __future__ import annotations

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.finding.folding import fold_texts
from annotator.project.finding.search import Search
from annotator.project.finding.shown import HitState, found_article, looked_at
from annotator.text.ranges import Range
from annotator.work import Cancel

CODER = Coder("coder-a", "A")
TEXT = "Velmora\n\nVelmora waits, Velmora sails."


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text(TEXT, "one.txt")
        made.region("1", "boilerplate", (0, 7))
        made.mark("1", "entity", (9, 16), actor="Velmora")
        made.note(made.article("1"), "Is it Velmora?")
        yield made


def found(project, mark: str | None = "entity", *, with_lines: bool = True):
    searcher = project.searcher(Search("velmora", notes=True), mark=mark)
    (hits,) = searcher.walk()
    return found_article(hits, searcher.context, mark, with_lines=with_lines)


def test_each_hit_has_its_state_and_its_mark(project):
    article = found(project)
    assert [*article.states] == [
        HitState.FURNITURE, HitState.MARKED, HitState.FREE, HitState.NOTE,
    ]  # fmt: skip
    assert [article.place(n) for n in range(4)] == [Range(0, 7), Range(9, 16), Range(24, 31), None]
    assert [(one.type, one.actor) for one in article.lines or ()] == [
        ("", ""), ("entity", "Velmora"), ("", ""), ("", ""),
    ]  # fmt: skip
    assert [*found(project, "speaker").states][1] == HitState.FREE


def test_what_is_marked_or_a_note_takes_no_tick_and_all_free_ones_are_ticked_at_once(project):
    article = found(project)
    assert [article.tick(n, on=True) for n in range(4)] == [1, 0, 1, 0]
    assert article.ticked_places() == [Range(0, 7), Range(24, 31)]
    assert article.tick(2, on=True) == 0
    assert [article.tick(n, on=False) for n in (0, 2)] == [-1, -1]
    assert article.tick_free(on=True) == 1
    assert article.ticked_places() == [Range(24, 31)]


def test_lines_are_read_again_as_the_project_is_now(project):
    article = found(project, with_lines=False)
    assert article.lines is None
    project.mark("1", "entity", (24, 31))
    ((states, lines),) = looked_at(project.reader, project.context, [article], "entity")
    assert [*states][2] == HitState.MARKED
    assert [one.hit.text for one in lines] == ["Velmora"] * 4
    assert lines[3].hit.note is not None


def test_texts_are_folded_ahead_once(project):
    project.import_text("Another\n\nOne.", "two.txt")
    assert fold_texts(project.reader, project.folded_texts(), Cancel()) == 2
    assert fold_texts(project.reader, project.folded_texts(), Cancel()) == 0
