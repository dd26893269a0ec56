"""Codes of a scheme: types on top, values below, GUIDs that stay."""

from __future__ import annotations

import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.refi.codes import CodeTree, guid
from annotator.model.scheme import AttributeType, Scheme, SpanType, Value
from tests import bundles

SCHEME = Scheme(
    types=(
        SpanType(
            "claim",
            colour="#0072B2",
            definition="what is said",
            counter_example="a sigh",
            attributes=(
                AttributeType("free", "claim"),
                AttributeType(
                    "kind",
                    "claim",
                    ("fact", "mixed"),
                    explained=(
                        Value("fact", "can be checked"),
                        Value("wish", retired="2026-05-01"),
                    ),
                ),
                AttributeType("tone", "claim", ("mixed",)),
            ),
        ),
        SpanType("odd", colour="red"),
    )
)


def named(tree: CodeTree) -> dict[str, tuple[str, bool]]:
    return {one.guid: (one.name, one.is_codable) for top in tree.tops() for one in top.each()}


def test_attributes_group_the_values_below_a_type() -> None:
    claim, odd = CodeTree("p", SCHEME).tops()
    assert [one.name for one in claim.each()] == (
        ["claim", "free", "kind", "fact", "mixed", "wish", "tone", "mixed"]
    )
    assert [one.is_codable for one in claim.below] == [False, False, False]
    assert claim.description == "what is said\nNot: a sigh"
    assert claim.below[1].below[2].description == "Retired on 2026-05-01."
    assert (claim.colour, odd.colour) == ("#0072B2", None)


def test_a_span_has_the_code_of_its_first_listed_value_else_of_its_type() -> None:
    tree = CodeTree("p", SCHEME)
    names = named(tree)
    code, said = tree.coded("claim", {"tone": "mixed", "free": "words"})
    assert (names[code][0], said) == ("mixed", "tone")
    code, said = tree.coded("claim", {"tone": "mixed", "kind": "wish"})
    assert (names[code][0], said) == ("wish", "kind")
    code, said = tree.coded("claim", {"kind": "nowhere listed"})
    assert (names[code][0], said) == ("claim", None)


def test_a_type_that_no_scheme_has_gets_a_code_when_it_goes_by() -> None:
    tree = CodeTree("p", None)
    assert tree.tops() == ()
    code, said = tree.coded("stranger\x0b", {"a": "b"})
    (only,) = tree.tops()
    assert (only.guid, only.name, said) == (code, "stranger\ufffd", None)


def test_guids_are_the_same_at_each_export_and_differ_between_projects() -> None:
    found = guid("p", "code", "claim")
    assert found == guid("p", "code", "claim") == found.upper()
    assert uuid.UUID(found).version == 5
    others = {guid("q", "code", "claim"), guid("p", "span", "claim"), guid("p", "code", "cue")}
    assert found not in others
    assert len(others) == 3
    renamed = replace(SCHEME, version=2)
    assert named(CodeTree("p", renamed)) == named(CodeTree("p", SCHEME))
    assert bundles.scheme().types


@given(st.text(), st.text(), st.text())
def test_guids_are_those_of_the_library(project: str, kind: str, name: str) -> None:
    space = uuid.UUID("6f0a4d0e-5c53-5b0c-9d0a-2c7b7c1b8f11")
    made = uuid.uuid5(space, f"{project}\n{kind}\n{name}")
    assert guid(project, kind, name) == str(made).upper()
