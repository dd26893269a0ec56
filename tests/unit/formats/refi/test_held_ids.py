"""Numbers by ids, and checksums in their order."""

from __future__ import annotations

import hashlib
import random

from annotator.formats.refi.held_ids import Checksums, NumbersOfIds


def test_an_id_is_found_with_its_number_and_one_of_nobody_with_none() -> None:
    ids = NumbersOfIds()
    for n in range(1_000):
        ids.add(f"S{n * 7919 % 1_000}", n)
    ids.sort()
    assert [*ids.of("S7919"), *ids.of("")] == []
    for n in (0, 1, 500, 999):
        assert [*ids.of(f"S{n * 7919 % 1_000}")] == [n]
    assert not ids.any_doubled
    assert len(ids) == 1_000


def test_an_id_that_comes_several_times_is_known_and_its_numbers_are_in_order() -> None:
    ids = NumbersOfIds()
    for guid, number in (("A", 4), ("B", 2), ("A", 9), ("A", 1)):
        ids.add(guid, number)
    ids.sort()
    assert [*ids.of("A")] == [4, 9, 1]
    assert [ids.is_doubled(one) for one in "ABC"] == [True, False, False]


def test_numbers_stand_as_a_table_would_have_them() -> None:
    draw = random.Random(3)  # noqa: S311 - an order, no secret
    ids, wanted = NumbersOfIds(), dict[str, list[int]]()
    for n in range(4_000):
        guid = f"S{draw.randrange(3_000)}"
        ids.add(guid, n)
        wanted.setdefault(guid, []).append(n)
    ids.sort()
    assert {one: [*ids.of(one)] for one in wanted} == wanted
    assert {one for one in wanted if ids.is_doubled(one)} == {
        one for one, numbers in wanted.items() if len(numbers) > 1
    }


def test_what_is_doubled_is_known_when_the_numbers_are_forgotten() -> None:
    ids = NumbersOfIds()
    for guid in "ABA":
        ids.add(guid, 7)
    ids.sort()
    ids.forget()
    assert not ids.of("A")
    assert [ids.is_doubled(one) for one in "AB"] == [True, False]


def test_checksums_are_there_by_number_in_their_order() -> None:
    every = [hashlib.sha256(bytes([n])).hexdigest() for n in range(5)]
    held = Checksums(every)
    assert [*held] == every
    assert (len(held), held[-1], held[1:3]) == (5, every[-1], every[1:3])
    assert every[3] in held
