"""A coder of theirs who is called like one here: kept apart unless somebody says it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.model.layer import Coder
from annotator.project.colleagues.merge_values import MergeChoices
from tests import colleagues as they
from tests.colleagues import A, B

if TYPE_CHECKING:
    from pathlib import Path

    from annotator import Project

AT_HOME = Coder("coder-a-at-home", "a")


@pytest.fixture
def at_home(tmp_path: Path) -> Path:
    """The study as A has coded it under another id."""
    path = they.copy_of(they.study(tmp_path), "home")
    with they.coding(path, AT_HOME) as project:
        they.mark(project, 2, "Kabul")
        project.note("2", "of the other computer")
        project.state("2", "done")
    return path


@pytest.fixture
def study(tmp_path: Path, at_home: Path) -> Path:
    path = tmp_path / "study.annotator"
    with they.coding(path, A) as project:
        they.mark(project, 1, "Mira Talven")
        project.note("1", "of A")
        project.note("2", "of A too")
    return path


def layers(project: Project) -> list[tuple[str, str | None, bool]]:
    return sorted((one.name, one.coder_id, one.frozen) for one in project.layers())


def notes(project: Project) -> list[str]:
    return sorted(one.text for page in project.pages() for one in page.every_note())


JOINED = MergeChoices(people={AT_HOME.id: True})


def test_nobody_is_taken_for_another_unless_somebody_says_so(study: Path, at_home: Path):
    with they.coding(study, A) as project:
        (asked,) = project.merge(at_home, dry_run=True).files[0].counts.namesakes
        assert (asked.theirs, asked.ours, asked.is_me, asked.is_same) == (
            AT_HOME.id, A.id, True, False,
        )  # fmt: skip
        project.merge(at_home)
        assert layers(project) == [("A", A.id, False), ("a", AT_HOME.id, True)]
        assert project.merge(at_home).step is None


def test_joined_it_is_a_further_layer_of_the_same_person_also_when_a_newer_version_comes(
    study: Path, at_home: Path
):
    with they.coding(study, A) as project:
        before = they.as_exported(project, study.with_name("before.jsonl"))
        project.merge(at_home, decisions=JOINED)
        both = [("A", A.id, False), ("a, another computer", A.id, True)]
        assert layers(project) == both
        assert notes(project) == ["of A", "of A too", "of the other computer"]
        assert they.words_of(project, A) == ["entity: Kabul", "entity: Mira Talven"]
        assert project.context.layer.name == "A"
        assert project.merge(at_home).step is None
        with they.coding(at_home, AT_HOME) as other:
            they.mark(other, 2, "Monday")
        report = project.merge(at_home)
        assert report.files[0].counts.namesakes == []
        assert layers(project) == both
        assert notes(project) == ["of A", "of A too", "of the other computer"]
        assert "entity: Monday" in they.words_of(project, A)
        project.undo()
        project.undo()
        assert they.as_exported(project, study.with_name("after.jsonl")) == before
        assert project.check().ok


def test_whoever_has_marked_nothing_here_goes_on_in_the_layer_that_is_joined(
    tmp_path: Path, at_home: Path
):
    path = they.copy_of(they.study(tmp_path / "new"), "fresh")
    with they.coding(path, A) as project:
        project.note("2", "of A")
        project.merge(at_home, decisions=JOINED)
        they.mark(project, 2, "Monday")
        assert they.words_of(project, A) == ["entity: Kabul", "entity: Monday"]
        assert layers(project) == [("A", A.id, False)]
        assert notes(project) == ["of A", "of the other computer"]


def test_a_colleague_of_the_same_name_is_asked_about_too(study: Path, at_home: Path):
    theirs = they.copy_of(at_home, "b")
    twin = Coder("coder-b-at-home", "B")
    with they.coding(theirs, twin) as project:
        they.mark(project, 3, "Ishaq Dar")
    with they.coding(they.copy_of(study, "of-b"), B) as project:
        they.mark(project, 3, "reporters")
    with they.coding(study, A) as project:
        project.merge(study.with_name("of-b.annotator"))
        counts = project.merge(theirs, dry_run=True).files[0].counts
        assert [(one.name, one.ours, one.is_me) for one in counts.namesakes] == [
            ("a", A.id, True), ("B", B.id, False),
        ]  # fmt: skip
