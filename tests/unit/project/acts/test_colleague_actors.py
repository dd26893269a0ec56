"""Actors of a colleague's file: the same, perhaps the same, new; never a ring, nothing lost."""

from __future__ import annotations

from annotator.model.actor import Actor, ActorBook, DatedRole
from annotator.model.look_alikes.names import Why
from annotator.project.acts.colleague_actors import ActorPlan
from annotator.project.colleagues.look_alikes import pair_key
from tests import builders as make

DAR = make.actor("Ishaq Dar", "Dar", id="ours-dar")


def planned(ours: list[Actor], theirs: list[Actor], decided=None, chosen=None):
    plan = ActorPlan(ActorBook(ours), theirs, decided or {}, chosen or {})
    rows = [one for one in plan.changes() if one.table == "actor" and one.after is not None]
    return plan, {one.after["id"]: one.after["merged_into"] for one in rows}


def test_the_same_id_is_the_same_actor_and_brings_its_other_names():
    theirs = make.actor("Mohammad Ishaq Dar", "Ishaq Dar", id="ours-dar")
    plan, _ = planned([DAR], [theirs])
    assert (plan.n_same, plan.n_new, plan.matches) == (1, 0, [])
    assert [one.after["text"] for one in plan.changes()] == ["Mohammad Ishaq Dar"]
    assert planned([DAR], [DAR])[0].changes() == ()


def test_the_same_name_and_kind_points_to_ours_with_its_names_and_roles():
    role = DatedRole("role-1", "Foreign Minister", since="2024-03")
    theirs = make.actor("ishaq  dar", "Mr Dar", id="b-dar", roles=(role,))
    plan, into = planned([DAR], [theirs])
    assert into == {"b-dar": "ours-dar"}
    assert [(one.why, one.is_same) for one in plan.matches] == [(Why.NAME, True)]
    ours = [one for one in plan.changes() if (one.after or {}).get("actor_id") == "ours-dar"]
    assert {one.table for one in ours} == {"alias", "role"}


def test_another_kind_is_another_actor_but_other_fits_any():
    place = make.actor("Ishaq Dar", id="b-place", kind="place")
    unknown = make.actor("Ishaq Dar", id="b-any", kind="other")
    assert planned([DAR], [place])[1] == {"b-place": None}
    assert planned([DAR], [unknown])[1] == {"b-any": "ours-dar"}


def test_perhaps_is_not_taken_unless_somebody_says_so():
    theirs = make.actor("Dar, Ishaq", id="b-dar")
    plan, into = planned([DAR], [theirs])
    assert into == {"b-dar": None}
    assert [(one.why, one.is_same) for one in plan.matches] == [(Why.TURNED, False)]
    assert planned([DAR], [theirs], chosen={("b-dar", "ours-dar"): True})[1] == {
        "b-dar": "ours-dar"
    }


def test_what_was_decided_is_not_asked_again():
    theirs = make.actor("Ishaq Dar", id="b-dar")
    key = pair_key(theirs, DAR)
    apart, into = planned([DAR], [theirs], decided={key: False})
    assert (apart.matches, into) == ([], {"b-dar": None})
    same, into = planned([DAR], [theirs], decided={key: True})
    assert (same.matches, into) == ([], {"b-dar": "ours-dar"})


def test_two_of_theirs_become_one_of_ours_only_with_a_warning():
    government = make.actor("Taliban", id="ours-t", kind="group")
    theirs = [
        make.actor("Taliban", id="b-1", kind="group"),
        make.actor("TALIBAN", id="b-2", kind="group"),
    ]
    plan, into = planned([government], theirs)
    assert sorted(into.values(), key=str) == [None, "ours-t"]
    assert [one.apart for one in plan.matches] == [False, True]
    both = {("b-1", "ours-t"): True, ("b-2", "ours-t"): True}
    plan, into = planned([government], theirs, chosen=both)
    assert set(into.values()) == {"ours-t"}
    assert "apart" in plan.problems[0]


def test_a_join_of_theirs_comes_along_but_makes_no_ring_and_points_to_somebody():
    one, two = make.actor("One", id="1"), make.actor("Two", id="2")
    joined = [make.actor("One", id="1", merged_into="2"), two]
    assert planned([one, two], joined)[1] == {"1": "2"}
    ours = [make.actor("Two", id="2", merged_into="1"), one]
    assert planned(ours, joined)[1] == {}
    assert planned([], [make.actor("One", id="1", merged_into="nobody")])[1] == {"1": None}
