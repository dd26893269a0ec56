"""Which actors are proposed as perhaps the same: of one actor, of a book, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorBook, DatedRole
from annotator.model.look_alikes.pairs import LookAlikes, maybe_same, why_alike
from tests import builders as make

ROLE = DatedRole("r", "Foreign Minister of Pakistan")
DAR = make.actor("Mohammad Ishaq Dar", "Ishaq Dar", id="dar", roles=(ROLE,))


def why(*others: Actor, actor: Actor = DAR, limit: int = 9) -> dict[str, str]:
    found = maybe_same(actor, ActorBook((actor, *others)), limit)
    return {one.actor.name: str(one.why) for one in found}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ISHAQ DAR", "same name"),
        ("Dar Ishaq", "words turned round"),
        ("Dar, M. Ishaq", "initials"),
        ("Ishaq", "one name inside the other"),
        ("Esahq Dar", "another spelling"),
        ("the minister", "called by the role"),
    ],
)
def test_a_name_that_may_mean_the_same_is_proposed_with_the_reason(name: str, reason: str) -> None:
    other = make.actor(name)
    assert why(other) == {name: reason}
    assert why(DAR, actor=other) == {DAR.name: reason}
    # By its role alone nobody is a pair to be decided.
    expected = None if reason == "called by the role" else reason
    assert why_alike(DAR, other) == why_alike(other, DAR) == expected
    pairs = [one.why for one in LookAlikes([DAR, other]).pairs()]
    assert pairs == [one.why for one in LookAlikes([DAR]).of(other)]
    assert pairs == ([] if expected is None else [expected])


@pytest.mark.parametrize("name", ["Amir Khan", "M. Khan", "A. I. Dar", "Dara", "the", "of", "I."])
def test_another_name_is_not_proposed(name: str) -> None:
    assert why(make.actor(name)) == {}


def test_an_alias_of_the_other_counts_as_its_name() -> None:
    assert why(make.actor("Finance chief", "Dar, M. I.")) == {"Finance chief": "initials"}


def test_another_kind_is_another_actor_but_what_has_no_kind_may_be_any() -> None:
    assert why(make.actor("Ishaq Dar", kind="place")) == {}
    assert why(make.actor("Ishaq Dar", kind="other")) == {"Ishaq Dar": "same name"}


def test_the_same_id_in_another_list_is_enough_whatever_the_kind() -> None:
    one, other = make.actor("One", external_id="Q1"), make.actor("Two", external_id="Q1")
    assert why_alike(one, other) == "same id in another list"
    assert [pair.why for pair in LookAlikes([one, other]).pairs()] == ["same id in another list"]


def test_the_likeliest_come_first_and_no_more_than_wanted() -> None:
    some = [make.actor(name) for name in ("the minister", "Dar", "M. Dar", "Ishaq Dar")]
    assert list(why(*some)) == ["Ishaq Dar", "M. Dar", "Dar", "the minister"]
    assert list(why(*some, limit=2)) == ["Ishaq Dar", "M. Dar"]


def test_an_actor_that_was_joined_already_is_not_proposed() -> None:
    assert why(make.actor("Ishaq Dar", merged_into="dar")) == {}


NAMES = st.lists(st.text("abim", min_size=1, max_size=3), min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=2), min_size=2, max_size=5))
def test_looking_up_finds_every_pair_that_is_alike(named: list[list[str]]) -> None:
    actors = [make.actor(*names, id=str(n)) for n, names in enumerate(named)]
    expected = {
        (left.id, right.id, why_alike(left, right))
        for n, left in enumerate(actors)
        for right in actors[n + 1 :]
        if why_alike(left, right) is not None
    }
    assert {tuple(one) for one in LookAlikes(actors).pairs()} == expected


def test_names_of_two_scripts_are_found_among_many_and_only_there() -> None:
    names = ["Пу́тин", "Vladimir Putin", "Putin", "محمد", "Mohammad", "Muhammad", "Mahmoud"]
    actors = [make.actor(name, id=name) for name in names]
    pairs = {
        (one.left, one.right)
        for one in LookAlikes(actors).pairs()
        if one.left.isascii() != one.right.isascii()
    }
    assert {frozenset(one) for one in pairs} == {
        frozenset(one) for one in (("Пу́тин", "Putin"), ("محمد", "Mohammad"), ("محمد", "Muhammad"))
    }
