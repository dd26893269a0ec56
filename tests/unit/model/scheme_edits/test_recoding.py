"""What coded things are called after edits, forwards and backwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.recoding import Recoding, called, origins, sources

A, B, C = (SchemePath.of(f"claim.kind.{one}") for one in "abc")


def test_names_are_followed_through_all_edits():
    edits = [Recoding(A, B, merges=True, look=True), Recoding(B, C)]
    assert called(A, edits) == (C, True)
    assert called(B, edits) == (C, False)
    assert origins(C, edits) == (A, B)
    assert sources(edits) == (A, B)


def test_two_values_can_change_places():
    swap = [Recoding(A, C), Recoding(B, A), Recoding(C, B)]
    assert called(A, swap)[0] == B
    assert called(B, swap)[0] == A
    assert origins(A, swap) == (B,)


def test_a_value_moves_with_its_type_and_only_the_type_is_looked_at():
    edits = [Recoding(SchemePath.of("claim"), SchemePath.of("quote"), merges=True, look=True)]
    assert called(A, edits) == (SchemePath.of("quote.kind.a"), False)
    assert called(SchemePath.of("claim"), edits) == (SchemePath.of("quote"), True)
    assert origins(SchemePath.of("quote.kind.a"), edits) == (SchemePath.of("quote.kind.a"), A)[::-1]


@st.composite
def edits_in_turn(draw: st.DrawFn) -> tuple[set[SchemePath], list[Recoding]]:
    """Give paths that are there at first, and recodings that could follow each other."""
    every = {
        SchemePath.of(f"{kind}.{name}.{value}") for kind in "kl" for name in "mn" for value in "xy"
    }
    there, found = set(every), []
    for n in range(draw(st.integers(1, 5))):
        depth = draw(st.integers(1, 3))
        heads = sorted({SchemePath._make((*one[: depth + 1], None, None)[:4]) for one in there})
        old = draw(st.sampled_from(heads))
        mates = [one for one in heads if one.parent() == old.parent() and one != old]
        merges = bool(mates) and draw(st.booleans())
        new = draw(st.sampled_from(mates)) if merges else old.renamed(f"new{n}")
        found.append(Recoding(old, new, merges))
        there = {one.moved(old, new) if one.is_within(old) else one for one in there}
    return every, found


@given(edits_in_turn())
def test_backwards_finds_just_what_forwards_brings_there(case):
    every, edits = case
    after = {one: called(one, edits)[0] for one in every}
    for target in set(after.values()):
        assert set(origins(target, edits)) & every == {
            one for one, now in after.items() if now == target
        }
    heads = sources(edits)
    moved = {one for one in every if any(one.is_within(head) for head in heads)}
    assert {one for one, now in after.items() if now != one} <= moved
