"""Ids are found by their hashes, and seen when they come again, wherever they lie."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import hashed_ids
from annotator.formats.hashed_ids import HashedIds, OnceOnly

# Few last bits and many signs: several in one part, and doubled ones.
_hashes = st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-130, 130), max_size=300)


@given(_hashes)
def test_numbers_are_found_by_ids_in_their_order(every: list[int]) -> None:
    ids = HashedIds()
    wanted: dict[int, list[int]] = {}
    for n, one in enumerate(every):
        ids.add(f"S{one}", n)
        wanted.setdefault(one, []).append(n)
    ids.sort()
    for one in (*every, 131, 2**62 + 1):
        assert [*ids.of(f"S{one}")] == wanted.get(one, [])
        assert ids.is_doubled(f"S{one}") == (len(wanted.get(one, [])) > 1)
    assert ids.any_doubled == (len(wanted) < len(every))
    assert len(ids) == len(every)
    ids.forget()
    assert not any(ids.of(f"S{one}") for one in every)
    assert all(ids.is_doubled(f"S{one}") == (len(some) > 1) for one, some in wanted.items())


def test_ids_are_texts_too() -> None:
    ids = HashedIds("I")
    for guid, number in (("A", 4), ("B", 2), ("A", 9), ("A", 1), ("🚢", 0)):
        ids.add(guid, number)
    ids.sort()
    assert [[*ids.of(one)] for one in ("A", "B", "🚢", "")] == [[4, 9, 1], [2], [0], []]
    assert [ids.is_doubled(one) for one in "ABC"] == [True, False, False]


@pytest.mark.parametrize("most", [1, 7, 1 << 17])
def test_what_comes_again_is_seen_wherever_it_lies(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashed_ids, "_IN_MEMORY", most)

    @given(_hashes, _hashes)
    def check(alone: list[int], together: list[int]) -> None:
        once = OnceOnly()
        for one in alone:
            once.add_one(one)
        once.add(together)
        found = {*once.doubled()}
        assert found == {*once.doubled()}
        assert found == {one for one, n in Counter((*alone, *together)).items() if n > 1}

    check()
