"""What waits for the end of a REFI-QDA file: links sorted by where they begin, and notes."""

from __future__ import annotations

import random

from annotator.formats.hashed_ids import HashedIds
from annotator.formats.refi.held_links import HeldLinks, HeldNotes, RefiMemo, RefiTie


def tie(n: int, origin: str, target: str) -> RefiTie:
    return RefiTie(f"L{n}", "said_by", origin, target, (f"N{n}",) if n % 7 == 0 else ())


def test_links_come_back_whole_by_their_source_whatever_their_order() -> None:
    draw = random.Random(7)  # noqa: S311 - an order, no secret
    places, links = HashedIds("I"), HeldLinks()
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
    places, links = HashedIds("I"), HeldLinks()
    for guid, number in (("A", 0), ("B", 0), ("C", 1)):
        places.add(guid, number)
    places.sort()
    for n, ends in enumerate(("AB", "AC", "AX", "XA", "BA")):
        links.add(tie(n, *ends))
    assert [one and one.guid for one in links.sort(places)] == ["L0", None, None, None, "L4"]
    assert [one.guid for some in links.of(0).values() for one in some] == ["L0", "L4"]
    assert not links.of(1)


def test_what_a_program_wrote_twice_has_its_links_in_both_places() -> None:
    places, links = HashedIds("I"), HeldLinks()
    for number in (3, 5):
        places.add("A", number)
        places.add("B", number)
    places.sort()
    links.add(tie(1, "A", "B"))
    assert [*links.sort(places)] == [tie(1, "A", "B")]
    assert links.of(3) == links.of(5) == {"A": [tie(1, "A", "B")]}


def test_notes_come_back_by_their_ids_the_last_of_one_id_and_none_of_nobody() -> None:
    notes = HeldNotes()
    every = {f"N{n}": RefiMemo(f"note {n} " + "of many words " * 90, "2026") for n in range(1_000)}
    for guid, memo in every.items():
        notes.add(guid, memo)
    notes.add("N7", RefiMemo("later", ""))
    notes.sort()
    assert [*notes] == [*every, "N7"]
    assert [notes.get(one) for one in ("N0", "N999", "N7", "X")] == [
        every["N0"], every["N999"], RefiMemo("later", ""), None,
    ]  # fmt: skip
