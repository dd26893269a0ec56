"""A backup against the file now: counted by articles and layers, also when both went on."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.errors import Forbidden
from annotator.project import Project
from annotator.store.backups.comparing import Against, against
from annotator.store.backups.making import BackupReason
from annotator.work import Cancel
from tests.builders import CODER

TEXT = "Velmora and Talven met again in the capital. Mira Talven said so on Monday."


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text(TEXT)
        made.import_text("Another text of Velmora.")
        made.mark("1", "entity", (0, 7))
        yield made


def compared(project: Project, now: Path | None = None) -> Against:
    (backup, *_) = project.backups()
    return against(backup, now or project.path, Cancel())


def keep(project: Project) -> None:
    assert project.open_project.backups.keep(BackupReason("step")) is not None


def counts(found: Against) -> dict[str, tuple[int, int, int]]:
    return {
        one.name: (one.n_more, one.n_fewer, len(one.articles))
        for one in found.layers
        if not one.is_same()
    }


def test_what_was_done_since_is_what_the_backup_lacks(project) -> None:
    keep(project)
    assert compared(project).is_same()
    assert compared(project).n_articles == 2
    claim = project.mark("1", "claim", (12, 18)).ids[0]
    (old, *_) = [one.id for one in project.spans() if one.type == "entity"]
    project.edit(old, attributes={"kind": "place"})
    project.mark("2", "entity", (16, 23))
    found = compared(project)
    assert counts(found) == {CODER.name: (1, 3, 2)}
    assert (found.n_more, found.n_fewer, found.n_steps_more) == (0, 0, 0)
    project.delete([claim])
    project.import_text("A third text.")
    assert counts(compared(project)) == {CODER.name: (1, 2, 2)}
    assert compared(project).n_fewer == 1
    ids = {one.id for one in project.articles()}
    (layer,) = (one for one in compared(project).layers if not one.is_same())
    assert {*layer.articles} <= ids


def test_what_was_undone_since_is_what_the_backup_has_more(project) -> None:
    project.import_text("A third text.")
    project.mark("3", "cue", (2, 7))
    keep(project)
    project.undo()
    project.undo()
    found = compared(project)
    assert counts(found) == {CODER.name: (1, 0, 1)}
    assert (found.n_articles, found.n_more, found.n_fewer) == (3, 1, 0)
    assert found.n_steps_more == 2
    project.note("1", "so they are left behind")
    assert compared(project).n_steps_more == 2


def test_links_and_actors_of_marks_count_as_well(project) -> None:
    claim = project.mark("1", "claim", (12, 18)).ids[0]
    speaker = project.mark("1", "speaker", (45, 56)).ids[0]
    keep(project)
    project.link(claim, "said_by", speaker)
    assert counts(compared(project)) == {CODER.name: (1, 1, 1)}
    project.edit(speaker, actor="Mira Talven")
    assert counts(compared(project)) == {CODER.name: (2, 2, 1)}


def test_suggestions_are_no_difference(project) -> None:
    keep(project)
    project.suggest(model=False)
    assert compared(project).is_same()


def test_two_copies_that_both_went_on_are_compared_by_what_they_hold(project, tmp_path) -> None:
    """Both give their next ids the same numbers."""
    other = tmp_path / "other.annotator"
    project.backup(other)
    project.close()
    with Project.open(other, coder=CODER) as copy:
        copy.mark("1", "cue", (40, 44))
        copy.import_text("Only in the copy.")
        copy.mark("3", "cue", (0, 4))
        copy.mark("2", "cue", (0, 7))
        keep(copy)
    with Project.open(project.path, coder=CODER) as again:
        again.mark("1", "claim", (12, 18))
        again.import_text("Only here.")
        found = compared(again)
        assert counts(found) == {CODER.name: (3, 1, 3)}
        assert (found.n_more, found.n_fewer, found.n_steps_more) == (1, 1, 4)
        (layer,) = (one for one in found.layers if not one.is_same())
        assert len({one.id for one in again.articles()} & {*layer.articles}) == 2


def test_the_name_of_its_last_step_is_told(project) -> None:
    last = project.steps()[0].step.id
    keep(project)
    project.mark("2", "cue", (0, 7))
    project.name_step(last, "as submitted in May")
    assert compared(project).label == "as submitted in May"


@pytest.mark.parametrize("seed", range(3))
def test_it_says_what_a_comparison_by_hand_says(project, tmp_path, seed) -> None:
    """Random marks, deletions, undos: against the sets of spans of both."""
    chance = random.Random(seed)  # noqa: S311 - the same each time

    def some(n: int) -> None:
        for _ in range(n):
            start = chance.randrange(60)
            spans = [one.id for one in project.spans()]
            if chance.random() < 0.3 and spans:
                project.delete([chance.choice(spans)])
            elif chance.random() < 0.2 and project.steps()[0].step.number > 5:
                project.undo()
            else:
                with suppress(Forbidden):  # marked already
                    project.mark("1", "entity", (start, start + 5))

    def marks(path: Path) -> set[object]:
        with Project.open(path, coder=CODER, read_only=True) as read:
            return {(one.id, one.type) for one in read.spans()}

    some(6)
    keep(project)
    shutil.copy(project.backups()[0].path, tmp_path / "then.annotator")
    some(8)
    found = compared(project)
    then, now = marks(tmp_path / "then.annotator"), marks(project.path)
    expected = (len(then - now), len(now - then))
    layer = {one.name: one for one in found.layers}[CODER.name]
    assert (layer.n_more, layer.n_fewer) == expected
