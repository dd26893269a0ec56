"""The coding scheme as TOML and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotator import resources
from annotator.errors import CannotRead
from annotator.model.scheme import FREE_KEYS, LinkType, Role, Scheme, SpanType
from annotator.model.scheme_file import (
    scheme_and_remarks,
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


def test_what_became_of_the_keys_is_said():
    text = SMALL + '[type.frame]\nkey = "Q"\n[type.tone]\nkey = "g"\n'
    scheme, remarks = scheme_and_remarks(text)
    assert [one.key for one in scheme.types] == ["C", "F", "G"]
    assert remarks == ("The key Q of “frame” is taken: it gets F.",)


def test_the_eleventh_further_type_has_no_key_and_that_is_said():
    text = SMALL + "".join(f"[type.t{n}]\n" for n in range(11))
    scheme, remarks = scheme_and_remarks(text)
    assert "".join(one.key for one in scheme.types) == "C" + FREE_KEYS == "CFGHJKRVWYZ"
    assert remarks == ("No letter is left for “t10”: it has no key.",)
    assert scheme_from_json(scheme_to_json(scheme)) == scheme


def test_a_type_with_a_role_has_its_usual_key_unless_it_asks_for_a_free_one():
    text = '[type.quote]\nrole = "claim"\n[type.source]\nrole = "speaker"\nkey = "K"\n'
    text += '[type.word]\nrole = "cue"\nkey = "C"\n[type.speaker]\nkey = "S"\n'
    scheme, remarks = scheme_and_remarks(text)
    assert [(one.name, one.key) for one in scheme.types] == [
        ("quote", "C"),
        ("source", "K"),
        ("word", "U"),
        ("speaker", "F"),
    ]
    assert remarks == (
        "The key C of “word” is taken: it gets U.",
        "The key S of “speaker” is taken: it gets F.",
    )


def test_a_scheme_without_a_claim_says_that_there_will_be_no_statements():
    _, remarks = scheme_and_remarks('[type.person]\nrole = "speaker"\n')
    assert remarks == ("No type has the role claim: there will be no statements.",)


def test_names_give_the_roles_only_where_none_is_named():
    by_name = Scheme(types=(SpanType("claim"), SpanType("frame")), links=(LinkType("said_by"),))
    assert by_name.type_for(Role.CLAIM) == by_name.type("claim")
    assert by_name.link_for(Role.SAID_BY) == by_name.link("said_by")
    assert by_name.type_for(Role.CUE) is None
    assert by_name.role_of("frame") is None
    own = Scheme(types=(SpanType("quote", role=Role.CLAIM), SpanType("speaker")))
    assert own.name_for(Role.CLAIM) == "quote"
    assert own.type_for(Role.SPEAKER) is None
    assert own.name_for(Role.SPEAKER) == ""


def test_roles_survive_toml_and_json():
    own = scheme_from_toml(
        '[type.quote]\nrole = "claim"\n[type.speaker]\n[link.von]\nrole = "said_by"\n'
        'from = ["quote"]\nto = ["speaker"]\n'
    )
    assert (own.name_for(Role.CLAIM), own.name_for(Role.SAID_BY)) == ("quote", "von")
    assert own.type_for(Role.SPEAKER) is None
    assert scheme_from_toml(scheme_to_toml(own)) == own
    assert scheme_from_json(json.loads(json.dumps(scheme_to_json(own)))) == own


def test_in_json_a_role_is_a_word_or_is_not_there():
    links = (LinkType("said_by", sources=("quote",), targets=("who",)),)
    own = Scheme(types=(SpanType("quote", role=Role.CLAIM), SpanType("who")), links=links)
    found = scheme_to_json(own)
    assert [one.get("role", "none") for one in found["types"]] == ["claim", "none"]
    assert [one.get("role", "none") for one in found["links"]] == ["none"]


def test_a_name_that_stands_twice_in_json_is_refused():
    with pytest.raises(CannotRead, match="“a” stands in it twice"):
        scheme_from_json({"types": [{"name": "a"}, {"name": "a"}]})


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
        (SMALL + '[type.quote]\nrole = "clam"\n', "the roles are speaker, cue, claim, entity"),
        (SMALL + '[link.x]\nrole = "claim"\n', "the roles are said_by"),
        ('[type.a]\nrole = "cue"\n[type.b]\nrole = "cue"\n', "“a” and “b” both have the role cue"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text, why):
    with pytest.raises(CannotRead, match=why) as problem:
        scheme_from_toml(text, "mine.toml")
    assert "mine.toml" in problem.value.message


def test_words_of_what_is_none_of_the_values_are_left_out_and_that_is_said():
    of_kind = '[type.claim.attribute.kind]\nvalues = ["a"]\n'
    text = of_kind + '[type.claim.attribute.kind.value."gone"]\ndefinition = "once"\n'
    scheme, remarks = scheme_and_remarks(SMALL + text)
    assert [one.name for one in scheme.type("claim").attribute("kind").explained] == ["a"]
    assert "“gone” is explained, but is none of the values of claim.kind" in remarks[0]
    adds, said = scheme_and_remarks("[scheme]\nadds = true\n" + SMALL + text)
    assert (adds.types, said) == (scheme.types, remarks[:1])


def test_what_no_list_has_in_json_is_refused():
    content = scheme_to_json(SHIPPED)
    content["attributes"][0]["explained"] = [{"name": "gone", "definition": "once"}]
    with pytest.raises(CannotRead, match="“gone” is none of the values"):
        scheme_from_json(content)


def test_json_of_another_shape_is_refused():
    for content in ({}, {"types": 3}, {"types": [{"name": 1}]}, {"types": [1]}):
        with pytest.raises(CannotRead):
            scheme_from_json(content)


def test_the_kinds_of_actors_survive_toml_and_have_a_usual_list():
    own = replace(SHIPPED, actor_kinds=("person", "ship"))
    assert scheme_from_toml(scheme_to_toml(own)).actor_kinds == ("person", "ship")
    usual = ("person", "organisation", "state", "place", "group", "other")
    assert scheme_from_toml(SMALL).actor_kinds == Scheme().actor_kinds == usual


def test_a_type_and_a_link_are_asked_for_their_role_by_name():
    assert SHIPPED.role_of("claim") is Role.CLAIM
    assert SHIPPED.role_of("nothing") is None
