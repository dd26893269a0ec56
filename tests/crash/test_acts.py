"""Torture goes over all acts: a call that is new joins by one line, and here it is said."""

from __future__ import annotations

import itertools
import json
import random
from contextlib import suppress
from typing import TYPE_CHECKING

from annotator.cli.verbs import VERBS
from annotator.errors import AnnotatorError, WrongUse
from annotator.project import Project
from annotator.ui.basics.actions import ACTS as MENU_ACTS
from tests.crash import verbs
from tests.crash.acts import ACTS, BESIDE, READING, Work
from tests.crash.in_window import LEFT_OUT
from tests.crash.scene import CODER, make_scene
from tests.crash.spoken import COMMANDS, ONLY_ASKS, spoken

if TYPE_CHECKING:
    from pathlib import Path

DERIVED = {"suggest"}
"""What writes rows that are in no step."""
MAY_FIND_NOTHING = {"near"}
"""Copies are grouped when they come in already."""


def test_every_call_of_a_project_is_an_act_or_only_reads() -> None:
    calls = {name for name in dir(Project) if not name.startswith("_")}
    known = [*ACTS, *BESIDE, *READING]
    assert calls - set(known) == set(), "give it a line in ACTS, or name it in READING"
    assert set(known) - calls == set()
    assert len(known) == len(set(known))


def test_every_verb_writes_or_only_reads() -> None:
    assert sorted([*verbs.WRITING, *verbs.READING]) == sorted(name for name, _ in VERBS)


def test_each_act_does_something_in_the_scene(tmp_path: Path) -> None:
    scene = make_scene(tmp_path / "scene")
    for name, act in ACTS.items():
        scene.begin_again()
        with Project.open(scene.study, coder=CODER) as project:
            before = project.open_project.n_heard
            for seed in range(9):
                try:
                    act(Work(project, scene, random.Random(seed)))  # noqa: S311
                except WrongUse:
                    continue
                project.open_project.drain()
                if project.open_project.n_heard > before:
                    break
            else:
                assert name in MAY_FIND_NOTHING, f"{name} does nothing here"


def test_every_command_is_said_by_an_act(tmp_path: Path) -> None:
    scene, said = make_scene(tmp_path / "scene"), set(ONLY_ASKS)
    with Project.open(scene.study, coder=CODER, read_only=True) as project:
        for name, seed in itertools.product(ACTS, range(9)):
            with suppress(AnnotatorError):
                line = spoken(name, project, scene, random.Random(seed))  # noqa: S311
                said.add(json.loads(line)["do"])
    assert said == {*COMMANDS, "undo", "redo"}


def test_what_the_window_leaves_out_are_acts_of_its_menus() -> None:
    assert {row.name for row in MENU_ACTS} >= LEFT_OUT


def test_what_only_reads_changes_nothing() -> None:
    """The answer tells: whatever changes a project gives `Done`, a report or steps."""
    for name in READING:
        told = str(getattr(getattr(Project, name), "__annotations__", {}).get("return", ""))
        assert not told.endswith(("Done", "Taken", "ImportReport", "Step, ...]")), name
