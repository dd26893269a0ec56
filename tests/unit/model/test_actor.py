"""Actors found by name."""

from __future__ import annotations

from annotator.model.actor import ActorBook
from tests import builders

TALVEN = builders.actor("Mira Talven", "Talven", "the minister", id="a1")
CITY = builders.actor("Kabul", id="a2", kind="place")
STATE = builders.actor("Afghanistan", "Kabul", id="a3", kind="state")
BOOK = ActorBook([TALVEN, CITY, STATE])


def test_a_name_comes_before_an_alias_and_case_does_not_matter():
    assert [one.id for one in BOOK.named("KABUL")] == ["a2", "a3"]
    assert [one.id for one in BOOK.named("The Minister")] == ["a1"]
    assert BOOK.named("nobody") == ()


def test_typing_finds_whole_names_then_starts_then_the_middle():
    assert [one.id for one in BOOK.matching("kabul")] == ["a2", "a3"]
    assert [one.id for one in BOOK.matching("tal")] == ["a1"]
    assert [one.id for one in BOOK.matching("minis")] == ["a1"]
    assert len(BOOK.matching("")) == 3
    assert len(BOOK.matching("a", limit=2)) == 2


def test_a_merged_actor_leads_to_the_other_and_a_ring_ends():
    merged = builders.actor("K.", id="a4", merged_into="a2")
    ring = [
        builders.actor("x", id="x", merged_into="y"),
        builders.actor("y", id="y", merged_into="x"),
    ]
    book = ActorBook([CITY, merged, *ring])
    assert book.get("a4").id == "a2"
    assert book.get("x").id in ("x", "y")
    assert [one.id for one in book.present()] == ["a2"]


def test_a_book_is_not_changed_but_another_is_given():
    more = BOOK.changed({"a9": builders.actor("New", "Kabul", id="a9")})
    assert "a9" in more
    assert "a9" not in BOOK
    assert [one.id for one in more.named("kabul")] == ["a2", "a3", "a9"]
    assert [one.id for one in BOOK.named("kabul")] == ["a2", "a3"]
    less = more.changed({"a3": None, "a2": builders.actor("Kabul city", id="a2")})
    assert [one.id for one in less.named("kabul")] == ["a9"]
    assert [one.id for one in less.every()] == ["a1", "a2", "a9"]
    assert BOOK.get(None) is None
