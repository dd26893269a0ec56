"""What waits for the end of a REFI-QDA file: places of selections, and links sorted by them."""

from __future__ import annotations

import random

from annotator.formats.refi.held_links import HeldLinks, RefiTie, SelectionPlaces


def tie(n: int, origin: str, target: str) -> RefiTie:
    return RefiTie(f"L{n}", "said_by", origin, target, (f"N{n}",) if n % 7 == 0 else ())


def test_a_selection_is_found_where_it_stands_and_one_of_nobody_nowhere() -> None:
    places = SelectionPlaces()
    for n in range(1_000):
        places.add(f"S{n * 7919 % 1_000}", n)
    places.sort()
    assert [*places.of("S7919"), *places.of("")] == []
    for n in (0, 1, 500, 999):
        assert [*places.of(f"S{n * 7919 % 1_000}")] == [n]
    assert not places.any_doubled


def test_an_id_that_stands_twice_is_known_and_its_places_are_in_order() -> None:
    places = SelectionPlaces()
    for guid, number in (("A", 4), ("B", 2), ("A", 9)):
        places.add(guid, number)
    places.sort()
    assert [*places.of("A")] == [4, 9]
    assert [places.is_doubled(one) for one in "ABC"] == [True, False, False]


def test_links_come_back_whole_by_their_source_whatever_their_order() -> None:
    draw = random.Random(7)  # noqa: S311 - an order, no secret
    places, links = SelectionPlaces(), HeldLinks()
    for n in range(12_000):
        places.add(f"S{n}", n // 30)
    every = [tie(n, f"S{n}", f"S{n // 30 * 30}") for n in range(12_000)]
    draw.shuffle(every)
    for one in every:
        links.add(one)
    places.sort()
    assert [*links.sort(places)] == every
    assert links.n == 12_000
    here = [one for one in every if int(one.origin[1:]) // 30 == 17]
    found = links.of(17)
    assert [one for some in found.values() for one in some] == here
    assert all(origin == one.origin for origin, some in found.items() for one in some)


def test_links_that_tie_no_two_selections_of_one_source_are_told_and_not_kept() -> None:
    places, links = SelectionPlaces(), HeldLinks()
    for guid, number in (("A", 0), ("B", 0), ("C", 1)):
        places.add(guid, number)
    places.sort()
    for n, ends in enumerate(("AB", "AC", "AX", "XA", "BA")):
        links.add(tie(n, *ends))
    assert [one and one.guid for one in links.sort(places)] == ["L0", None, None, None, "L4"]
    assert [one.guid for some in links.of(0).values() for one in some] == ["L0", "L4"]
    assert not links.of(1)


def test_what_a_program_wrote_twice_has_its_links_in_both_places() -> None:
    places, links = SelectionPlaces(), HeldLinks()
    for number in (3, 5):
        places.add("A", number)
        places.add("B", number)
    places.sort()
    links.add(tie(1, "A", "B"))
    assert [*links.sort(places)] == [tie(1, "A", "B")]
    assert links.of(3) == links.of(5) == {"A": [tie(1, "A", "B")]}
