"""A disk without room: a step is there whole or not at all, it is said, and work goes on after."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotWrite, DiskFull
from annotator.store.check import check
from annotator.store.new_file import create
from tests import builders as make

if TYPE_CHECKING:
    from annotator.model.changes import Step


def many_spans(n: int) -> Step:
    """Give a step that marks `n` spans in the article of the small corpus."""
    _, known = make.small_corpus()
    article = known["article"]
    spans = [make.span(article, "entity", (at, at + 3), id=f"many-{n}-{at}") for at in range(40)]
    extra = [
        make.span(article, "cue", (at % 90, at % 90 + 5), id=f"more-{n}-{at}") for at in range(n)
    ]
    return make.adding(*spans, *extra)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("verb", ["do", "undo", "redo"])
def test_where_files_cannot_grow_a_step_is_whole_or_absent(tmp_path: Path, verb: str) -> None:
    first, _ = make.small_corpus()
    failed = done = 0
    for room in range(0, 400_000, 20_000):
        path = make.project_file(tmp_path, first, name=f"{room}.annotator")
        step = many_spans(300)
        with make.opened(path) as project:
            if verb != "do":
                project.journal.apply(step)
            if verb == "redo":
                project.journal.undo()
            before = make.digest(project.reader)
            size = room if verb != "do" else path.stat().st_size + room
            act = {
                "do": lambda: project.journal.apply(step),  # noqa: B023 - called at once
                "undo": project.journal.undo,
                "redo": project.journal.redo,
            }[verb]
            try:
                with files_no_larger_than(size):
                    act()
                done += 1
            except CannotWrite as problem:
                failed += 1
                assert problem.message.endswith("not saved.")  # noqa: PT017 - it may also succeed
                assert problem.hint  # noqa: PT017
                assert make.digest(project.reader) == before
                act()
            assert make.digest(project.reader) != before
        assert check(path).problems == ()
        path.unlink()
    assert failed > 0
    assert done > 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if os.getuid() != 0 or mount is None:
        pytest.skip("only root can make a small disk to fill")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("no small disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_on_a_full_disk_steps_are_whole_and_work_goes_on(small_disk: Path) -> None:
    first, _ = make.small_corpus()
    path = make.project_file(small_disk, first)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 700_000)
    full = 0
    with make.opened(path) as project:
        for n in range(100):
            before = make.digest(project.reader)
            number = project.reader.last_steps().number
            try:
                project.journal.apply(many_spans(n))
            except DiskFull as problem:
                full += 1
                assert problem.message.startswith("The disk is full")  # noqa: PT017 - at some n
                assert make.digest(project.reader) == before
                assert project.reader.last_steps().number == number
                if full == 3:
                    break
        assert full == 3
        ballast.unlink()
        project.journal.apply(many_spans(101))
        project.journal.undo()
        assert make.digest(project.reader) == before
    assert check(path).problems == ()


def test_no_project_is_left_half_made_on_a_full_disk(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 2_050_000)
    path = small_disk / "new.annotator"
    with pytest.raises(DiskFull, match="was not made"):
        create(path, title="", scheme=make.scheme())
    assert sorted(one.name for one in small_disk.iterdir()) == ["ballast"]
