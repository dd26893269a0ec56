"""A copy brought back to a step: equal, row for row, to what the project was when it was done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.errors import Cancelled, DamagedProject, WrongUse
from annotator.store.check import check
from annotator.store.copies.past import bring_back, clean
from annotator.work import Cancel, Watch, silent
from tests import builders as make

LATER = "words of an article that came later"


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, list[str]]:
    """A project of five steps, and its digest after each of them."""
    first, second = make.article("the first one said so"), make.article(LATER, id="article-2")
    path = make.project_file(tmp_path)
    digests: list[str] = []
    span = make.span(first, "claim", (0, 9))
    with make.opened(path) as project:
        digests.append(make.digest(project.reader))
        for step in (
            make.adding(make.layer(), first),
            make.adding(span),
            make.adding(second),
            make.adding(make.span(second, "entity", (0, 5), id="span-2")),
        ):
            project.journal.apply(step)
            digests.append(make.digest(project.reader))
    return path, digests


def digest_of(path: Path) -> str:
    with make.opened(path) as project:
        return make.digest(project.reader)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_a_copy_is_as_the_project_was_and_sound(states, tmp_path: Path, number: int) -> None:
    path, digests = states
    copy = tmp_path / "copy.annotator"
    shutil.copyfile(path, copy)
    bring_back(copy, number, Watch())
    assert check(copy).problems == ()
    assert digest_of(copy) == digests[number - 1]
    assert digest_of(path) == digests[-1]


def test_nothing_of_later_is_left_in_a_copy_that_is_kept(states, tmp_path: Path) -> None:
    path, digests = states
    copy = tmp_path / "copy.annotator"
    shutil.copyfile(path, copy)
    assert LATER.encode() in copy.read_bytes()
    bring_back(copy, 3, Watch())
    clean(copy, Watch())
    assert LATER.encode() not in copy.read_bytes()
    assert check(copy).problems == ()
    assert digest_of(copy) == digests[2]


def test_a_step_that_does_not_hold_a_wish_to_stop_and_a_broken_history(states, tmp_path) -> None:
    path, _ = states
    with make.opened(path) as project:
        project.journal.undo()
    copy = tmp_path / "copy.annotator"
    shutil.copyfile(path, copy)
    with pytest.raises(WrongUse, match="Step 5 does not hold"):
        bring_back(copy, 5, Watch())
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        bring_back(copy, 1, Watch(silent, cancel))
    copy.write_bytes(copy.read_bytes().replace(b'[["span"', b'[["spam"'))
    with pytest.raises(DamagedProject, match="does not lead back to step 1"):
        bring_back(copy, 1, Watch())
