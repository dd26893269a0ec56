"""Suggesters fill layers of their own; a person takes from them, and what was decided stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled, Forbidden, WrongUse
from annotator.model.article import RegionType
from annotator.model.choice import ExportChoice
from annotator.model.layer import Coder, State
from annotator.project import Project
from annotator.project.suggesting.models import Models
from annotator.project.suggesting.running import Suggesting
from annotator.suggest.base import (
    Options,
)
from annotator.suggest.learnt import Learnt
from annotator.text.ranges import Range
from annotator.work import Cancel, Watch
from tests.quoting import Quoting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


TEXT = "Border stays shut\n\n“We will wait,” Lena Vogt said.\n\nA road was mended.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    made = Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A"))
    with made:
        made.import_sources([tmp_path / "one.txt"])
        yield made


def without_model() -> Models:
    models = Models()
    models.choose(False)
    return models


def run(project: Project, version: str = "1", **options: bool) -> int:
    work = Suggesting(
        project.open_project, (Quoting(version),), Options(**options), without_model(), Learnt()
    )
    return work.run(project.reader.article_ids(), Watch()).n_articles


def words(project: Project, layer: str) -> list[str]:
    (article_id,) = project.reader.article_ids()
    page = project.page(article_id, {project.layer(layer).id})
    return [one.text() for one in page.spans()]


def ids(project: Project) -> set[str]:
    (article_id,) = project.reader.article_ids()
    return {one.id for one in project.page(article_id, {project.layer("suggestions").id}).spans()}


def open_claims(project: Project) -> list[str]:
    found = project.settling("A", "suggestions", "A").open()
    return [one.key for one in found if one.type == "claim"]


def test_what_is_proposed_fills_layers_and_makes_no_step(project: Project) -> None:
    before = [one.step.id for one in project.steps()]
    assert run(project) == 1
    assert words(project, "quoting") == ["“We will wait,”", "Lena Vogt", "said"]
    assert words(project, "suggestions") == words(project, "quoting")
    assert [one.step.id for one in project.steps()] == before
    assert project.actors() == ()
    assert project.check().problems == ()


def test_a_suggestion_says_why_and_what_its_words_show(project: Project) -> None:
    run(project)
    (article_id,) = project.reader.article_ids()
    page = project.page(article_id, {project.layer("suggestions").id})
    made = next(page.spans("claim"))
    assert (made.confidence, made.attributes) == (900, {"directness": "direct"})
    assert made.reason is not None
    assert (made.reason.code, made.reason.evidence) == ("quote+cue", (Range(0, 1),))
    (speaker,) = page.spans("speaker")
    assert speaker.reason is not None
    assert speaker.reason.args["actor"] == {
        "name": "Lena Vogt",
        "kind": "person",
        "aliases": ["Vogt"],
        "role": "minister",
    }


def test_an_article_is_due_again_only_when_what_its_proposals_follow_from_has_changed(
    project: Project,
) -> None:
    assert [run(project), run(project)] == [1, 0]
    before = ids(project)
    assert run(project, "3") == 1
    assert ids(project) == before  # what is proposed as before keeps its ids
    project.actor("Nobody Named", "person")
    assert run(project, "3") == 0  # of whom no word stands in the article
    project.actor("Lena Vogt", "person")
    assert [run(project, "3"), run(project, "3")] == [1, 0]
    start = TEXT.index("“We")
    (article_id,) = project.reader.article_ids()
    project.region(article_id, RegionType.BOILERPLATE, (start, TEXT.index("\n\nA road")))
    assert run(project, "3") == 1
    assert words(project, "suggestions") == []


def test_a_claim_is_taken_with_cue_speaker_links_and_actor_as_one_step(project: Project) -> None:
    run(project)
    (key,) = open_claims(project)
    before = len(project.steps())
    project.take(key=key, side="right", into="A")
    assert len(project.steps()) == before + 1
    (article_id,) = project.reader.article_ids()
    page = project.page(article_id)
    assert [one.type for one in page.spans()] == ["claim", "speaker", "cue"]
    assert sorted(one.type for one in page.links()) == ["cued_by", "said_by"]
    (actor,) = project.actors()
    assert actor.names() == ("Lena Vogt", "Vogt")
    assert [one.role for one in actor.roles] == ["minister"]
    assert next(page.spans("speaker")).actor_id == actor.id
    assert project.reader.progress(article_id)[project.context.layer.id] is State.IN_PROGRESS
    project.undo()
    assert project.actors() == ()
    assert list(project.page(article_id).spans()) == []


def test_what_was_rejected_does_not_come_back_and_undo_opens_it_again(project: Project) -> None:
    run(project)
    (key,) = open_claims(project)
    project.take(key=key, side="neither", into="A")
    assert run(project, "3") == 1
    assert open_claims(project) == []
    project.undo()
    assert open_claims(project) == [key]


def test_in_a_kit_nothing_is_suggested(project: Project, tmp_path: Path) -> None:
    project.draw_sample("all", share=1.0)
    (made,) = project.make_kits("B", tmp_path / "kits", sample="all").kits
    with (
        Project.open(made.path, coder=Coder("coder-b", "B")) as kit,
        pytest.raises(Forbidden, match="nothing is suggested"),
    ):
        kit.suggest()


def test_a_suggester_nobody_knows_is_refused(project: Project) -> None:
    with pytest.raises(WrongUse, match="no suggester “poetry”"):
        project.suggest(["poetry"])


def test_a_cancelled_run_leaves_nothing_half_done(project: Project) -> None:
    cancel = Cancel()
    cancel.cancel()
    work = Suggesting(project.open_project, (Quoting(),), Options(), without_model(), Learnt())
    with pytest.raises(Cancelled):
        work.run(project.reader.article_ids(), Watch(cancel=cancel))
    assert project.layers() == ()
    assert project.reader.stamps() == {}


class _LateWish(Cancel):
    """A wish to stop that comes when it was looked for so many times."""

    def __init__(self, n_looks: int) -> None:
        super().__init__()
        self.n_looks = n_looks

    def check(self) -> None:
        self.n_looks -= 1
        if self.n_looks < 0:
            self.cancel()
        super().check()


def test_a_cancel_at_any_time_leaves_nothing_and_the_next_run_does_all(project: Project) -> None:
    n_looks = 0
    while n_looks < 200:
        work = Suggesting(project.open_project, (Quoting(),), Options(), without_model(), Learnt())
        try:
            work.run(project.reader.article_ids(), Watch(cancel=_LateWish(n_looks)))
        except Cancelled:
            assert project.layers() == ()
            assert project.reader.stamps() == {}
            n_looks += 1
        else:
            break
    assert n_looks > 15
    assert words(project, "suggestions") == ["“We will wait,”", "Lena Vogt", "said"]
    assert project.check().problems == ()


@pytest.mark.parametrize("act", ["edit", "delete", "note", "mark"])
def test_no_step_writes_on_a_layer_that_suggesters_fill(project: Project, act: str) -> None:
    run(project)
    (article_id,) = project.reader.article_ids()
    page = project.page(article_id, {project.layer("suggestions").id})
    claim = next(page.spans("claim"))
    acts = {
        "edit": lambda: project.edit(claim, attributes={"directness": "indirect"}),
        "delete": lambda: project.delete([claim]),
        "note": lambda: project.note(claim, "Why?"),
        "mark": lambda: project.mark(article_id, "claim", (0, 6), layer="suggestions"),
    }
    with pytest.raises(Forbidden, match="filled by suggesters"):
        acts[act]()


def test_what_nobody_has_decided_about_goes_out_only_where_its_layer_is_named(
    project: Project, tmp_path: Path
) -> None:
    run(project)
    assert list(project.statements()) == []
    project.export("jsonl", tmp_path / "all.jsonl")
    assert '"reason_code"' not in (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    project.export("jsonl", tmp_path / "named.jsonl", ExportChoice(layers=("suggestions",)))
    text = (tmp_path / "named.jsonl").read_text(encoding="utf-8")
    assert '"reason_code":"quote+cue"' in text
