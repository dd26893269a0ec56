"""The coding scheme as TOML and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotator import resources
from annotator.errors import CannotRead
from annotator.model.scheme_file import (
    scheme_from_json,
    scheme_from_toml,
    scheme_to_json,
    scheme_to_toml,
)

SHIPPED = scheme_from_toml(resources.read_text("schemes", "default.toml"))
SMALL = '[type.claim]\nkey = "C"\n'


def test_the_shipped_scheme_has_the_four_types_and_links_with_their_keys():
    assert [(one.name, one.key) for one in SHIPPED.types] == [
        ("speaker", "S"),
        ("cue", "U"),
        ("claim", "C"),
        ("entity", "E"),
    ]
    assert [one.name for one in SHIPPED.links] == ["said_by", "cued_by", "addressed_to", "about"]
    assert SHIPPED.type("claim").attribute("directness").values == (
        "direct",
        "indirect",
        "mixed",
        "reported",
        "free",
    )
    assert SHIPPED.actor_kinds == ("person", "organisation", "state", "place", "group", "other")
    assert SHIPPED.link("said-by") is SHIPPED.link("said by")


def test_a_scheme_survives_toml_and_json():
    odd = replace(SHIPPED, title='Quotes " and \\ and\ttabs', note="two\nlines", version=4)
    assert scheme_from_toml(scheme_to_toml(odd)) == odd
    dated = replace(odd, created="2026-01-01T00:00:00Z")
    assert scheme_from_json(json.loads(json.dumps(scheme_to_json(dated)))) == dated


def test_a_taken_or_missing_key_becomes_the_next_free_one():
    text = SMALL + '[type.frame]\nkey = "A"\n[type.tone]\n[type.other]\nkey = "F"\n'
    assert [one.key for one in scheme_from_toml(text).types] == ["C", "F", "G", "H"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[type", "no TOML"),
        ("", "no types"),
        ('[type.claim]\ncolour = "blue"\n', "not a colour"),
        ("[type.claim]\nkey = 3\n", "is no text"),
        ('[type."Big Claim"]\n', "is no name"),
        (SMALL + '[link.said_by]\nfrom = ["claim"]\nto = ["nobody"]\n', "unknown type"),
        (SMALL + '[type.claim.attribute.kind]\nvalues = ["a", "a"]\n', "twice"),
        (SMALL + '[type.claim.attribute.kind]\nvalues = ["a"]\ndefault = "b"\n', "default"),
        (SMALL + "refers_to_actor = 1\n", "neither true nor false"),
        ("type = 3\n", "no table"),
        ("[scheme]\nversion = 0\n" + SMALL, "whole number"),
        ("".join(f"[type.t{n}]\n" for n in range(16)), "more types"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text, why):
    with pytest.raises(CannotRead, match=why) as problem:
        scheme_from_toml(text, "mine.toml")
    assert "mine.toml" in problem.value.message


def test_json_of_another_shape_is_refused():
    for content in ({}, {"types": 3}, {"types": [{"name": 1}]}, {"types": [1]}):
        with pytest.raises(CannotRead):
            scheme_from_json(content)
