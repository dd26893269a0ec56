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
def test_numbers_are_found_by_hashes_in_their_order(every: list[int]) -> None:
    ids = HashedIds()
    wanted: dict[int, list[int]] = {}
    for n, one in enumerate(every):
        ids.add(one, n)
        wanted.setdefault(one, []).append(n)
    ids.sort()
    for one in (*every, 131, 2**62 + 1):
        assert [*ids.of(one)] == wanted.get(one, [])
        assert ids.is_doubled(one) == (len(wanted.get(one, [])) > 1)
    assert ids.any_doubled == (len(wanted) < len(every))


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
