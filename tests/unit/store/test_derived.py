"""What suggesters write stands in the tables of all others, and in no step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled, StepRefused
from annotator.model.changes import Change
from annotator.model.layer import DERIVED, Layer, LayerKind
from annotator.model.span import Reason
from annotator.store.check import check
from annotator.text.ranges import Range
from tests import builders as make

if TYPE_CHECKING:
    from pathlib import Path

LAYER = Layer("layer-quotes", LayerKind.SUGGESTER, "quotations", origin=DERIVED)
STAMP = Change("suggested", None, {"layer_id": LAYER.id, "article_id": "article-1", "stamp": "abc"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


@pytest.fixture
def suggested(path: Path) -> Path:
    """A project with a claim and its speaker suggested."""
    with make.opened(path) as project:
        project.journal.suggest(suggestion())
    return path


def suggestion() -> make.Step:
    article = make.article(id="article-1", number=1)
    reason = Reason("quote+cue", "“said”", {"cue": "said"}, (Range(0, 4),))
    claim = make.span(
        article, "claim", "We have kept our promise", id="claim-s", layer_id=LAYER.id,
        attributes={"directness": "direct"}, confidence=900, reason=reason,
    )  # fmt: skip
    speaker = make.span(
        article, "speaker", "Mira Talven", id="speaker-s", layer_id=LAYER.id, actor_id="actor-1"
    )
    said = make.link(claim, "said_by", speaker, id="link-s")
    step = make.adding(LAYER, claim, speaker, said, act="suggest")
    return replace(step, changes=(*step.changes, STAMP))


def test_a_suggestion_is_read_like_any_mark_and_is_in_no_step(suggested: Path) -> None:
    with make.opened(suggested) as project:
        page = project.reader.page("article-1", {LAYER.id})
        claim = page.span("claim-s")
        assert claim is not None
        assert claim.reason is not None
        assert (claim.reason.code, claim.attributes) == ("quote+cue", {"directness": "direct"})
        assert page.link("link-s") is not None
        assert [one.step.act for one in project.reader.steps()] == ["import", "new"]
        assert project.reader.stamps() == {"article-1": {LAYER.id: "abc"}}
    assert check(suggested).problems == ()


def test_a_mark_on_no_derived_layer_that_is_in_no_step_is_found(suggested: Path) -> None:
    with closing(sqlite3.connect(suggested)) as connection, connection:
        connection.execute("UPDATE layer SET origin = 'import' WHERE name = 'quotations'")
    assert not check(suggested).ok


def test_undoing_an_import_takes_the_suggestions_along_and_redoing_leaves_them_out(
    suggested: Path,
) -> None:
    with make.opened(suggested) as project:
        project.journal.undo()
        assert project.reader.article_ids() == ()
        assert project.reader.stamps() == {}
        project.journal.redo()
        page = project.reader.page("article-1", {LAYER.id, make.LAYER_ID})
        assert {one.layer_id for one in page.spans()} == {make.LAYER_ID}
    assert check(suggested).problems == ()


def test_an_actor_that_goes_is_no_longer_meant_by_a_suggestion(path: Path) -> None:
    actor = make.actor("Rana Idris", id="actor-2")
    with make.opened(path) as project:
        project.journal.apply(make.adding(actor))
        project.journal.suggest(suggestion())
        page = project.reader.page("article-1", {LAYER.id})
        speaker = page.span("speaker-s")
        assert speaker is not None
        moved = replace(speaker, actor_id="actor-2")
        project.journal.suggest(make.changing(speaker, moved))
        project.journal.undo()
        left = project.reader.page("article-1", {LAYER.id}).span("speaker-s")
        assert left is not None
        assert left.actor_id is None
    assert check(path).problems == ()


def test_a_suggestion_on_rows_that_have_moved_is_refused_whole(suggested: Path) -> None:
    with make.opened(suggested) as project:
        with pytest.raises(StepRefused):
            project.journal.suggest(suggestion())
        assert project.reader.stamps() == {"article-1": {LAYER.id: "abc"}}


def test_a_suggestion_that_is_stopped_while_it_is_written_leaves_nothing(path: Path) -> None:
    bytes_before = path.read_bytes()
    n_asked = 0
    while n_asked < 100:
        left = n_asked

        def asked() -> None:
            nonlocal left
            if left == 0:
                raise Cancelled("Cancelled.", "")
            left -= 1

        with make.opened(path) as project:
            try:
                project.journal.suggest(suggestion(), asked)
            except Cancelled:
                assert project.reader.stamps() == {}
                assert project.reader.page("article-1", {LAYER.id}).span("claim-s") is None
            else:
                break
        assert path.read_bytes() == bytes_before
        n_asked += 1
    assert n_asked == 3  # before they are put in order, before they are written, before the end
    with make.opened(path) as project:
        assert project.reader.stamps() == {"article-1": {LAYER.id: "abc"}}
    assert check(path).problems == ()


def test_many_suggestions_are_written_a_part_at_a_time_and_whole(path: Path) -> None:
    n_asked = 0

    def asked() -> None:
        nonlocal n_asked
        n_asked += 1

    article = make.article(id="article-1", number=1)
    spans = [
        make.span(article, "claim", (n, n + 1), id=f"claim-{n:03}", layer_id=LAYER.id)
        for n in range(20)
    ]
    many = [replace(one, id=f"{one.id}-{n}") for one in spans for n in range(40)]
    with make.opened(path) as project:
        project.journal.suggest(make.adding(LAYER, *many, act="suggest"), asked)
        assert len(list(project.reader.page("article-1", {LAYER.id}).spans())) == len(many)
    assert n_asked == 5  # two parts, put in order and written, and the end
    assert check(path).problems == ()


def test_a_file_of_the_first_programs_gets_the_table_when_it_is_written(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE suggested")
    assert check(path).problems == ()
    with make.opened(path) as project:
        assert project.reader.stamps() == {}
        project.journal.suggest(suggestion())
        assert project.reader.stamps() == {"article-1": {LAYER.id: "abc"}}
