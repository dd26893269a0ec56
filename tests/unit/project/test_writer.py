"""The writer's thread: who waits is let go after all were told, and never left waiting."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.notices import Notice, NoticeKind

CODER = Coder("coder-a", "A")


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text("Harbour opens\n\nMira Talven said so.", "note")
        yield made


def test_whoever_waited_plans_on_what_all_have_been_told(project):
    told: list[NoticeKind] = []
    gate = threading.Event()

    def slow(notice: Notice) -> None:
        gate.wait(5)
        told.append(notice.kind)

    project.mark("1", "cue", (0, 3))
    project.subscribe(slow)
    threading.Timer(0.2, gate.set).start()
    project.undo()
    assert told == [NoticeKind.UNDONE]
    assert project.context.layer_is_new
    project.mark("1", "cue", (0, 3))
    assert [span.type for span in project.spans()] == ["cue"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_in_the_writers_thread_leaves_nobody_waiting(project):
    def broken(notice: Notice) -> None:
        raise KeyError(notice.kind)

    project.subscribe(broken)
    project.mark("1", "cue", (0, 3))  # on disk, whatever a listener makes of it
    with pytest.raises(KeyError):
        project.mark("1", "cue", (4, 7))
    assert project.open_project.drain(5)
    assert len(list(project.spans())) == 1
