"""Steps that take away much: they are known before, tell how far they are, and can be stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled
from annotator.work import Cancel, Watch
from tests import builders as make

if TYPE_CHECKING:
    from annotator.model.changes import Step


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


def states(project: make.Opened) -> dict[int | None, str]:
    return {one.step.number: one.state for one in project.reader.steps()}


def many_marks(known, n: int) -> Step:
    text = known["article"]
    return make.adding(*(make.span(text, "entity", (k % 60, 61), id=f"m-{k:05}") for k in range(n)))


@pytest.mark.parametrize(("n", "is_much"), [(100, False), (101, True), (2600, True)])
def test_more_than_a_hundred_marks_that_go_are_much(path: Path, n: int, is_much: bool) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        journal = project.journal
        done = journal.apply(many_marks(known, n))
        head = journal.takes_much(back=True)
        assert (head is not None) is is_much
        assert head is None or (head.id, head.number) == (done.id, done.number)
        journal.undo()
        assert journal.takes_much(back=False) is None  # they come, they do not go
        assert journal.takes_much(back=True) is not None  # the import before, an article


def test_a_deletion_takes_much_when_it_is_done_again(path: Path) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        journal = project.journal
        added = journal.apply(many_marks(known, 150))
        journal.apply(replace(added.inverse(), id="", number=None, act="delete"))
        assert journal.takes_much(back=True) is None
        journal.undo()
        assert journal.takes_much(back=False) is not None


def test_what_cannot_be_undone_takes_nothing(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
        assert project.journal.takes_much(back=True) is None


def test_undoing_blocks_tells_how_far_it_is_and_a_wish_to_stop_leaves_all_as_it_was(
    path: Path,
) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        project.journal.apply(many_marks(known, 5000))
        before = make.digest(project.reader)
        cancel, told = Cancel(), []

        def hear(done: int, of: int, what: str) -> None:
            told.append((done, of, what))
            if done:
                cancel.cancel()

        with pytest.raises(Cancelled):
            project.journal.undo(Watch(hear, cancel))
        n = told[0][1]
        assert told == [(0, n, "change"), (n % 2000, n, "change")]
        assert make.digest(project.reader) == before
        assert states(project)[3] == "done"
        project.journal.undo()
        assert states(project)[3] == "undone"
