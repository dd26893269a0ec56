"""Which actors are proposed for joining, and why."""

from __future__ import annotations

import pytest

from annotator.model.actor import Actor, ActorBook, Alias, DatedRole
from annotator.reading.same_actor import same_actors

DAR = Actor(
    "dar",
    "Mohammad Ishaq Dar",
    "person",
    aliases=(Alias("a", "Ishaq Dar"),),
    roles=(DatedRole("r", "Foreign Minister of Pakistan"),),
)


def why(*others: Actor, actor: Actor = DAR, limit: int = 9) -> dict[str, str]:
    found = same_actors(actor, ActorBook((actor, *others)), limit)
    return {one.actor.name: one.why for one in found}


def person(name: str, *aliases: str, kind: str = "person") -> Actor:
    made = tuple(Alias(f"{name}{alias}", alias) for alias in aliases)
    return Actor(f"id of {name}", name, kind, aliases=made)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ISHAQ DAR", "same name"),
        ("Dar, M. Ishaq", "initials fit"),
        ("M. I. Dar", "initials fit"),
        ("Ishaq", "part of the name"),
        ("Dar, Mohammad", "part of the name"),
        ("the minister", "role"),
        ("the Foreign Minister", "role"),
    ],
)
def test_a_name_that_may_mean_the_same_is_proposed_with_the_reason(name: str, reason: str) -> None:
    assert why(person(name)) == {name: reason}


@pytest.mark.parametrize(
    "name", ["Amir Khan", "M. Khan", "A. I. Dar", "Dara", "the", "Minister of Health", "of", "I."]
)
def test_another_name_is_not_proposed(name: str) -> None:
    assert why(person(name)) == {}


def test_an_alias_of_the_other_counts_as_its_name() -> None:
    assert why(person("Finance chief", "Dar, M. I.")) == {"Finance chief": "initials fit"}


def test_first_letters_fit_with_the_words_they_stand_for() -> None:
    long = person("Tehrik-i-Taliban Pakistan", kind="organisation")
    assert why(person("TITP", kind="organisation"), actor=long) == {"TITP": "initials fit"}
    assert why(person("TTP", kind="organisation"), actor=long) == {}


def test_a_place_is_not_the_same_as_a_person_but_what_has_no_kind_may_be() -> None:
    assert why(person("Ishaq Dar", kind="place")) == {}
    assert why(person("Ishaq Dar", kind="other")) == {"Ishaq Dar": "same name"}


def test_the_role_of_the_other_is_looked_at_too() -> None:
    assert why(DAR, actor=person("the minister")) == {"Mohammad Ishaq Dar": "role"}


def test_the_likeliest_come_first_and_no_more_than_wanted() -> None:
    some = (person("the minister"), person("Dar, Mohammad"), person("M. Dar"), person("Ishaq Dar"))
    assert list(why(*some)) == ["Ishaq Dar", "M. Dar", "Dar, Mohammad", "the minister"]
    assert list(why(*some, limit=2)) == ["Ishaq Dar", "M. Dar"]


def test_an_actor_that_was_joined_already_is_not_proposed() -> None:
    gone = Actor("gone", "Ishaq Dar", "person", merged_into="dar")
    assert why(gone) == {}


def test_persian_names_are_compared_as_they_are_written() -> None:
    actor = person("محمد اسحاق دار")
    assert why(person("اسحاق دار"), actor=actor) == {"اسحاق دار": "part of the name"}
