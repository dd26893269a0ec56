"""What others do to the file of an open project is heard once, and acts are refused meanwhile."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

import pytest

from annotator.errors import ProjectMoved
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.keeping.watch import FileState, FileWatch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE_S = 60


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=Coder("a", "A")) as made:
        yield made


def test_each_fate_is_told_once_and_acts_are_refused_meanwhile(project, tmp_path) -> None:
    told: queue.Queue = queue.Queue()
    watch = FileWatch(project.open_project, told.put)
    try:
        away = project.path.rename(tmp_path / "away.annotator")
        watch.look()
        fate = told.get(timeout=_PATIENCE_S)
        assert (fate.state, fate.at) == (FileState.MOVED, away)
        watch.look()
        with pytest.raises(ProjectMoved, match="renamed"):
            project.open_project.guard_writing()
        with pytest.raises(ProjectMoved, match="renamed"):
            project.import_text("Some words of a text.", "Title")
        away.rename(project.path)
        watch.look()
        assert told.get(timeout=_PATIENCE_S).state is FileState.SAME
        project.open_project.resume()
        project.import_text("Some words of a text.", "Title")
        assert told.empty()
    finally:
        watch.stop()


def test_it_looks_by_itself_within_five_seconds(project) -> None:
    told: queue.Queue = queue.Queue()
    watch = FileWatch(project.open_project, told.put)
    project.path.unlink()
    assert told.get(timeout=_PATIENCE_S).state is FileState.DELETED
    watch.stop()
