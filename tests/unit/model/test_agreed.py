"""The agreed layer's record: the two layers, settling without names, the figures that stood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.agreed import AgreedRecord, Nameless, agreed_layer, agreed_record
from annotator.model.layer import LayerKind
from tests import builders

AGREED = builders.layer("agreed", id="g", coder_id=None, kind=LayerKind.AGREED)


def test_a_record_comes_back_as_it_was() -> None:
    record = AgreedRecord(("a", "b"), Nameless("7", "then", lifted="later"), {"n": 3})
    assert agreed_record(replace(AGREED, record=record.to_json())) == record
    bare = AgreedRecord(("a", "b"))
    assert bare.to_json() == {"of": ["a", "b"]}
    assert agreed_record(replace(AGREED, record=bare.to_json())) == bare


@pytest.mark.parametrize(
    "record", [{}, {"of": ["a"]}, {"of": "ab"}, {"of": [1, 2]}, {"names": {"seed": "7"}}]
)
def test_a_record_of_something_else_says_nothing(record: dict[str, object]) -> None:
    assert agreed_record(replace(AGREED, record=record)) is None


def test_strange_names_in_a_record_are_no_names() -> None:
    layer = replace(AGREED, record={"of": ["a", "b"], "names": [1], "stood": 3})
    assert agreed_record(layer) == AgreedRecord(("a", "b"))


def test_the_agreed_layer_is_the_projects_own() -> None:
    theirs = replace(AGREED, id="theirs", frozen=True)
    assert agreed_layer([builders.layer(), theirs]) is None
    assert agreed_layer([builders.layer(), theirs, AGREED]) == AGREED


def test_names_are_hidden_until_they_are_lifted_or_all_is_settled() -> None:
    hidden = AgreedRecord(("a", "b"), Nameless("7", "then"))
    assert hidden.hides_names
    lifted = hidden.lifted("later", "ada")
    assert not lifted.hides_names
    assert (lifted.names.lifted, lifted.names.lifted_by) == ("later", "ada")
    assert not replace(hidden, names=replace(hidden.names, ended="now")).hides_names
    assert AgreedRecord(("a", "b")).lifted("later", "ada") == AgreedRecord(("a", "b"))


def test_which_side_is_one_hangs_on_seed_and_text() -> None:
    # printf '7\nside\nfour' | sha256sum: … 881e3, odd; with five: … 16510, even.
    assert Nameless("7", "").is_swapped("four")
    assert not Nameless("7", "").is_swapped("five")
    swaps = [Nameless("7", "").is_swapped(str(n)) for n in range(400)]
    assert 140 < sum(swaps) < 260, "about half of the articles"
