"""Actors that look alike: proposed with the reason, decided once, told apart again at any time."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project, WrongUse
from annotator.project.colleagues.look_alikes import undecided
from tests import colleagues as they
from tests.colleagues import A


@pytest.fixture
def project(tmp_path: Path):
    with they.coding(they.study(tmp_path), A) as project:
        for name in ("Ishaq Dar", "Dar, Ishaq", "Kabul"):
            project.actor(name, "person", [f"Mr {name}"] if name == "Dar, Ishaq" else [])
        yield project


def ids(project: Project) -> dict[str, str]:
    return {one.name: one.id for one in project.context.actors.every()}


def listed(project: Project) -> list[tuple[str, str, bool | None]]:
    return [(one.left.name, one.right.name, one.decided) for one in project.look_alikes()]


def test_a_pair_is_asked_until_somebody_decides_and_not_again(project: Project):
    left, right = ids(project)["Ishaq Dar"], ids(project)["Dar, Ishaq"]
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", None)]
    context = project.context
    assert undecided(context.actors, (), context.layers) == {(left, right)}
    project.look_alike(left, right, same=False)
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", False)]
    n = len(project.steps())
    project.look_alike(left, right, same=False)
    assert len(project.steps()) == n
    project.look_alike(left, right, same=None)
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", None)]


def test_an_actor_is_not_compared_with_itself(project: Project):
    left, n = ids(project)["Ishaq Dar"], len(project.steps())
    for same in (True, False, None):
        with pytest.raises(WrongUse, match="one actor, named twice"):
            project.look_alike(left, left, same=same)
    assert len(project.steps()) == n


def test_the_same_joins_with_all_names_and_can_be_split_later(project: Project):
    left, right = ids(project)["Ishaq Dar"], ids(project)["Dar, Ishaq"]
    before = project.context.actors.exactly(left)
    project.look_alike(left, right, same=True)
    joined = project.context.actors.get(right)
    assert joined.id == left
    assert set(joined.names()) == {"Ishaq Dar", "Dar, Ishaq", "Mr Dar, Ishaq"}
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", True)]
    project.split("Dar, Ishaq")
    assert project.context.actors.get(right).id == right
    assert project.context.actors.exactly(left) == before
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", False)]
    project.look_alike(left, right, same=True)
    project.look_alike(left, right, same=False)
    assert project.context.actors.get(right).id == right
    assert project.check().ok


def test_a_join_by_hand_is_listed_too_with_why_they_were_alike_before(project: Project):
    project.join(["Ishaq Dar", "Dar, Ishaq"])
    project.join(["Ishaq Dar", "Kabul"])
    found = {(one.right.name, one.why, one.decided) for one in project.look_alikes()}
    assert found == {("Dar, Ishaq", "words turned round", True), ("Kabul", "", True)}


def test_a_join_left_for_later_is_two_actors_again_about_whom_nobody_has_decided(project: Project):
    left, right = ids(project)["Ishaq Dar"], ids(project)["Dar, Ishaq"]
    before = project.context.actors.every()
    project.look_alike(left, right, same=True)
    project.look_alike(left, right, same=None)
    assert project.context.actors.every() == before
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", None)]
    project.undo()
    assert listed(project) == [("Ishaq Dar", "Dar, Ishaq", True)]


def test_two_that_became_a_third_are_told_apart_by_taking_out_one(project: Project):
    left, right = ids(project)["Ishaq Dar"], ids(project)["Dar, Ishaq"]
    kabul = ids(project)["Kabul"]
    project.join(["Kabul", "Ishaq Dar", "Dar, Ishaq"])
    project.look_alike(left, right, same=False)
    actors = project.context.actors
    assert (actors.get(left).id, actors.get(right).id) == (kabul, right)
    assert set(actors.get(kabul).names()) == {"Kabul", "Ishaq Dar"}
    assert {(*sorted(one[:2]), one[2]) for one in listed(project)} == {
        ("Ishaq Dar", "Kabul", True),
        ("Dar, Ishaq", "Ishaq Dar", False),
        ("Dar, Ishaq", "Kabul", None),
    }


def test_only_what_was_joined_can_be_split(project: Project):
    with pytest.raises(WrongUse, match="was not joined"):
        project.split("Kabul")
    project.join(["Ishaq Dar", "Kabul"])
    project.split("Ishaq Dar")
    assert len(project.actors()) == 3


def test_a_colleague_is_not_asked_about_what_was_decided_here(project: Project, tmp_path: Path):
    theirs = they.copy_of(project.path, "b")
    project.look_alike("Ishaq Dar", "Dar, Ishaq", same=False)
    with they.coding(theirs, they.B) as other:
        other.actor("ishaq dar", "person")
        they.mark(other, 2, "Kabul")
    counts = project.merge(theirs).files[0].counts
    assert [(one.theirs.name, one.ours.name) for one in counts.actors] == [
        ("ishaq dar", "Ishaq Dar")
    ]
