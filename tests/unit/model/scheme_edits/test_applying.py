"""What becomes of a scheme by edits, and what follows for what is coded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator import resources
from annotator.errors import Forbidden, WrongUse
from annotator.model.scheme import AttributeType, Role, Scheme
from annotator.model.scheme_edits.applying import Edited, NotedWords, edited
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.recoding import Recoding
from annotator.model.scheme_file import (
    scheme_from_json,
    scheme_from_toml,
    scheme_to_json,
    scheme_to_toml,
)

DEFAULT = scheme_from_toml(resources.read_text("schemes", "default.toml"))
NOW = "2026-05-03T10:00:00Z"


def done(*edits: dict[str, object], scheme: Scheme = DEFAULT, **more: object) -> Edited:
    return edited(scheme, [SchemeEdit.of(one) for one in edits], now=NOW, **more)


def directness(found: Edited) -> AttributeType:
    return found.scheme.type("claim").attribute("directness")


def path(text: str) -> SchemePath:
    return SchemePath.of(text)


@pytest.mark.parametrize(
    "text",
    [
        *("claim", "claim.kind", "claim.kind.a.b", "link:about", "link:about.stance.none"),
        *("actor:kind.person", "actor:body", "actor:body.x y"),
    ],
)
def test_a_path_is_written_as_it_is_read(text):
    assert str(path(text)) == text


@pytest.mark.parametrize("text", ["", ".", "claim.", "claim..x", "actor:kind", "link:", "actor:"])
def test_half_a_path_names_nothing(text):
    with pytest.raises(WrongUse, match="names nothing"):
        path(text)


def test_links_are_found_by_any_spelling():
    assert path("link:said-by") == path("link:said_by")


def test_a_renamed_type_keeps_its_role_and_its_links():
    found = done({"edit": "rename", "what": "claim", "to": "quote"})
    assert found.scheme.name_for(Role.CLAIM) == "quote"
    assert {one.on for one in found.scheme.type("quote").attributes} == {"quote"}
    assert found.scheme.link("said_by").sources == ("quote",)
    assert found.recodings == (Recoding(path("claim"), path("quote")),)
    assert found.look == ()
    assert (found.scheme.version, found.scheme.created) == (2, NOW)


def test_a_renamed_value_that_is_the_default_stays_it():
    found = done({"edit": "rename", "what": "claim.directness.indirect", "to": "clause"})
    assert directness(found).values == ("direct", "clause", "mixed", "reported", "free")
    assert directness(found).default == "clause"


def test_a_later_edit_names_things_as_the_earlier_one_left_them():
    found = done(
        {"edit": "rename", "what": "claim", "to": "quote"},
        {"edit": "merge", "what": "quote.directness.mixed", "into": "quote.directness.indirect"},
    )
    assert found.paths == ((path("claim"), 0), (path("quote.directness.mixed"), 1))
    assert found.scheme.version == 2


def test_what_is_merged_is_retired_and_only_what_moves_is_looked_at():
    found = done(
        {"edit": "merge", "what": "claim.directness.mixed", "into": "claim.directness.indirect"}
    )
    attribute = directness(found)
    assert attribute.values == ("direct", "indirect", "reported", "free")
    before = DEFAULT.type("claim").attribute("directness").value("mixed")
    assert attribute.value("mixed") == replace(before, retired="2026-05-03")
    assert attribute.value("indirect").since == 1
    assert found.recodings[0].merges
    assert found.recodings[0].look
    kept = done(
        {
            "edit": "merge",
            "what": "claim.directness.mixed",
            "into": "claim.directness.indirect",
            "look": False,
        }
    )
    assert kept.look == ()
    assert not kept.recodings[0].look


def test_merging_a_type_brings_its_attributes_along_and_leaves_no_link_without_ends():
    found = done(
        {"edit": "add", "what": "quote", "definition": "in marks"},
        {"edit": "add", "what": "quote.directness", "values": ["direct", "odd"]},
        {"edit": "add", "what": "quote.mood", "values": ["good"]},
        {"edit": "add", "what": "link:echoes", "from": ["quote"], "to": ["claim"]},
        {"edit": "merge", "what": "quote", "into": "claim"},
    )
    claim = found.scheme.type("claim")
    assert claim.attribute("directness").values[-1] == "odd"
    assert claim.attribute("mood").on == "claim"
    assert found.scheme.link("echoes").sources == ("claim",)
    assert found.scheme.type("quote").retired == "2026-05-03"
    assert [one.name for one in found.scheme.offered_types] == ["speaker", "cue", "claim", "entity"]


def test_a_split_value_is_retired_and_its_spans_are_to_be_looked_at():
    found = done(
        {"edit": "split", "what": "claim.directness.mixed", "into": ["mostly", "a little"]}
    )
    assert directness(found).values == (
        *("direct", "indirect", "mostly", "a little", "reported", "free"),
    )
    assert directness(found).value("mixed").since == 2
    assert found.look == (path("claim.directness.mixed"),)
    assert found.recodings == ()


def test_of_a_split_type_the_first_new_one_is_what_the_program_takes_it_for():
    found = done({"edit": "split", "what": "claim", "into": ["quote", "paraphrase"]})
    assert found.scheme.name_for(Role.CLAIM) == "quote"
    assert found.scheme.role_of("claim") is Role.CLAIM
    assert found.scheme.role_of("paraphrase") is None
    assert found.scheme.type("quote").key == "C"
    assert found.scheme.link("said_by").sources == ("quote", "paraphrase", "claim")
    assert found.said == ("“quote” is the claim of this scheme from now on.",)
    again = scheme_from_json(scheme_to_json(found.scheme))
    assert again == found.scheme


def test_retiring_the_claim_says_what_is_lost():
    found = done({"edit": "retire", "what": "claim"})
    assert found.said == ("No type in use has the role claim: there will be no new statements.",)
    assert found.scheme.role_of("claim") is Role.CLAIM
    assert found.scheme.type("claim").key == ""
    back = done({"edit": "restore", "what": "claim"}, scheme=found.scheme)
    assert back.scheme.type("claim").retired == ""
    assert back.scheme.type("claim").key == "C"


def test_a_retired_value_is_no_default_and_can_be_taken_back():
    found = done({"edit": "retire", "what": "claim.directness.indirect"})
    assert directness(found).default is None
    assert "indirect" not in directness(found).values
    assert directness(found).value("indirect").retired
    back = done({"edit": "restore", "what": "claim.directness.indirect"}, scheme=found.scheme)
    assert "indirect" in directness(back).values


def test_words_raise_the_version_that_holds_and_colours_do_not():
    found = done({"edit": "define", "what": "claim.directness.mixed", "definition": "some marks"})
    before = DEFAULT.type("claim").attribute("directness").value("mixed")
    assert directness(found).value("mixed") == replace(before, definition="some marks", since=2)
    assert directness(found).since == 1
    found = done({"edit": "define", "what": "claim", "colour": "#112233", "key": "K"})
    assert found.look == ()
    assert found.scheme.type("claim").since == 1
    assert (found.scheme.type("claim").colour, found.scheme.type("claim").key) == ("#112233", "K")
    quiet = done({"edit": "define", "what": "cue", "definition": "less", "look": False})
    assert quiet.look == ()
    assert quiet.scheme.type("cue").since == 1


def test_an_edit_that_changes_nothing_makes_no_version():
    same = DEFAULT.type("claim").definition
    found = done({"edit": "define", "what": "claim", "definition": same})
    assert found.scheme == DEFAULT


def test_a_note_becomes_a_definition_and_an_example_with_its_passage():
    notes = {"n1": NotedWords("Only the topic counts.", "mentioned the meeting")}
    said = {"edit": "define", "what": "claim.directness.reported", "from_note": "n1"}
    value = directness(done(said, notes=notes)).value("reported")
    assert value.example == "“mentioned the meeting” (Only the topic counts.)"
    value = directness(done({**said, "definition": ""}, notes=notes)).value("reported")
    before = DEFAULT.type("claim").attribute("directness").value("reported")
    assert (value.definition, value.example) == ("Only the topic counts.", before.example)
    with pytest.raises(WrongUse, match="no note n2"):
        done({**said, "from_note": "n2"}, notes=notes)


def test_things_move_among_those_in_use():
    found = done(
        {"edit": "retire", "what": "claim.directness.direct"},
        {"edit": "move", "what": "claim.directness.free", "to": 1},
        {"edit": "move", "what": "entity", "to": 1},
    )
    assert directness(found).values == ("free", "indirect", "mixed", "reported")
    assert found.scheme.types[0].name == "entity"
    assert found.recodings == ()
    with pytest.raises(WrongUse, match="no place 9"):
        done({"edit": "move", "what": "entity", "to": 9})


def test_kinds_of_actors_are_edited_like_values():
    found = done(
        {"edit": "add", "what": "actor:kind.party"},
        {"edit": "merge", "what": "actor:kind.group", "into": "actor:kind.party"},
        {"edit": "rename", "what": "actor:kind.state", "to": "country"},
        {"edit": "add", "what": "actor:wing", "values": ["left", "right"]},
    )
    assert found.scheme.actor_kinds == (
        *("person", "organisation", "country", "place", "other", "party"),
    )
    assert found.scheme.actor_attributes == (AttributeType("wing", "actor", ("left", "right")),)
    with pytest.raises(Forbidden, match="no kind was said"):
        done({"edit": "retire", "what": "actor:kind.other"})


def test_free_text_that_gets_a_value_becomes_a_list_that_grows():
    scheme = done({"edit": "add", "what": "claim.frame"}).scheme
    found = done({"edit": "add", "what": "claim.frame.cost"}, scheme=scheme)
    frame = found.scheme.type("claim").attribute("frame")
    assert (frame.values, frame.grows, frame.is_closed) == (("cost",), True, False)
    assert "was free text" in found.said[0]


def test_an_attribute_that_is_added_with_its_values_is_a_closed_list():
    add = [{"edit": "add", "what": f"claim.frame{one}"} for one in ("", ".cost", ".gain")]
    found = done(*add)
    frame = found.scheme.type("claim").attribute("frame")
    assert (frame.values, frame.grows, frame.is_closed) == (("cost", "gain"), False, True)
    assert found.said == ()
    grows = done({**add[0], "grows": True}, *add[1:]).scheme.type("claim").attribute("frame")
    assert grows.grows
    renamed = {"edit": "rename", "what": "claim.frame", "to": "angle"}
    free = done(add[0]).scheme
    later = done(renamed, {"edit": "add", "what": "claim.angle.cost"}, scheme=free).scheme
    assert later.type("claim").attribute("angle").grows


def test_what_was_only_typed_in_can_be_renamed_and_merged():
    start = done({"edit": "add", "what": "claim.frame", "grows": True}).scheme
    found = done(
        {"edit": "rename", "what": "claim.frame.econ", "to": "economy"},
        {"edit": "merge", "what": "claim.frame.money", "into": "claim.frame.economy"},
        scheme=start,
    )
    assert found.unlisted == (
        (path("claim.frame.econ"), 0),
        (path("claim.frame.money"), 1),
        (path("claim.frame.economy"), 1),
    )
    frame = found.scheme.type("claim").attribute("frame")
    assert frame.values == ("economy",)
    assert frame.value("money").retired


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"edit": "retire", "what": "claim.directness.half"}, "has no “claim.directness.half”"),
        ({"edit": "retire", "what": "clam"}, "has no “clam”"),
        ({"edit": "add", "what": "claim"}, "“claim” is there already"),
        ({"edit": "add", "what": "Claim Two"}, "no name of a type"),
        ({"edit": "rename", "what": "claim.directness.free", "to": "mixed"}, "already"),
        ({"edit": "rename", "what": "claim", "to": "x" * 10_000}, "10000 letters"),
        ({"edit": "rename", "what": "claim.kind.fact", "to": "a\u202eb"}, r"a\\u202eb"),
        ({"edit": "rename", "what": "claim.kind.fact", "to": "a\u200bb"}, "nobody sees"),
        ({"edit": "rename", "what": "claim.kind.fact", "to": "a\nb"}, "nobody sees"),
        ({"edit": "rename", "what": "claim.kind", "to": "a.b"}, "cannot be called"),
        ({"edit": "merge", "what": "claim", "into": "claim"}, "into itself"),
        ({"edit": "merge", "what": "claim", "into": "link:about"}, "not of one kind"),
        ({"edit": "merge", "what": "claim", "into": "speaker"}, "is the claim of this scheme"),
        (
            {"edit": "merge", "what": "claim.kind.fact", "into": "claim.medium.speech"},
            "not of one kind",
        ),
        ({"edit": "split", "what": "claim.kind.fact", "into": ["one"]}, "cannot be split"),
        ({"edit": "split", "what": "claim.kind", "into": ["a", "b"]}, "cannot be split"),
        ({"edit": "define", "what": "claim.kind.fact", "colour": "#112233"}, "has no “colour”"),
        ({"edit": "define", "what": "claim", "colour": "red"}, "is no colour"),
        ({"edit": "define", "what": "claim", "key": "S"}, "cannot be that"),
        ({"edit": "define", "what": "claim.kind", "default": "x"}, "no value of kind"),
        ({"edit": "define", "what": "claim", "definition": "x" * 30_000}, "30000 letters"),
        ({"edit": "restore", "what": "claim"}, "is not retired"),
    ],
)
def test_what_cannot_be_is_said(said, why):
    with pytest.raises(WrongUse, match=why):
        done(said)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([], "is a JSON object"),
        ({"what": "claim"}, "is no edit"),
        ({"edit": "burn", "what": "claim"}, "“burn” is no edit"),
        ({"edit": "retire"}, "not said"),
        ({"edit": "retire", "what": "claim", "why": "x"}, "has no “why”"),
        ({"edit": "rename", "what": "claim"}, "needs “to”"),
        ({"edit": "retire", "what": "claim", "into": "cue"}, "takes no “into”"),
        ({"edit": "move", "what": "claim", "to": "first"}, "is a number"),
        ({"edit": "move", "what": "claim", "to": True}, "wrong kind"),
        ({"edit": "retire", "what": 3}, "wrong kind"),
    ],
)
def test_what_is_no_edit_is_said(said, why):
    with pytest.raises(WrongUse, match=why):
        SchemeEdit.of(said)


def test_an_edit_is_written_as_it_is_read():
    said = {
        "edit": "add",
        "what": "link:echoes",
        "from": ["claim"],
        "to": ["entity"],
        "definition": "",
        "optional": False,
        "look": False,
    }
    assert SchemeEdit.of(said).as_json() == said


def test_a_circle_of_merges_is_refused_and_says_which_edit():
    with pytest.raises(WrongUse, match=r"^Edit 2 \(claim.kind.demand\): “fact” was retired"):
        done(
            {"edit": "merge", "what": "claim.kind.fact", "into": "claim.kind.demand"},
            {"edit": "merge", "what": "claim.kind.demand", "into": "claim.kind.fact"},
        )


def test_the_last_value_is_not_retired():
    small = replace(DEFAULT, actor_attributes=(AttributeType("wing", "actor", ("left",)),))
    with pytest.raises(Forbidden, match="only one that can be picked"):
        done({"edit": "retire", "what": "actor:wing.left"}, scheme=small)


def test_two_types_cannot_have_one_key():
    with pytest.raises(WrongUse, match="is that of “frame”"):
        done(
            {"edit": "add", "what": "frame", "key": "K"},
            {"edit": "define", "what": "claim", "key": "K"},
        )


def test_ten_thousand_values_are_edited_in_a_moment():
    values = [f"value {n}" for n in range(10_000)]
    found = done(
        {"edit": "add", "what": "claim.code", "values": values},
        {"edit": "rename", "what": "claim.code.value 9999", "to": "last"},
        {"edit": "retire", "what": "claim.code.value 0"},
    )
    code = found.scheme.type("claim").attribute("code")
    assert (len(code.values), code.values[-1]) == (9_999, "last")
    assert scheme_from_toml(scheme_to_toml(found.scheme)).type("claim").attribute("code") == code


def test_ten_thousand_values_that_come_one_by_one_are_one_list(monkeypatch):
    made = []
    monkeypatch.setattr(AttributeType, "explaining", _counted(AttributeType.explaining, made))
    values = ({"edit": "add", "what": f"claim.code.value {n}"} for n in range(10_000))
    found = done({"edit": "add", "what": "claim.code"}, *values)
    code = found.scheme.type("claim").attribute("code")
    assert [*code.values] == [f"value {n}" for n in range(10_000)]
    assert len(made) < 10
    with pytest.raises(WrongUse, match=r"Edit 3 .* “a” is there already"):
        done(*({"edit": "add", "what": f"claim.code{x}"} for x in ("", ".a", ".a")))


def _counted(run, made):
    """Give the same function, which counts how often it runs."""

    def runs(*words):
        made.append(1)
        return run(*words)

    return runs


def test_all_that_edits_say_survives_toml_and_json():
    found = done(
        {"edit": "define", "what": "claim", "asks": "What is said?", "example": "[this]"},
        {"edit": "define", "what": "link:about.stance.mixed", "counter_example": "none"},
        {"edit": "define", "what": "link:about", "example": "x", "asks": "About whom?"},
        {"edit": "add", "what": "claim.half.way"},
        scheme=done({"edit": "add", "what": "claim.half", "grows": True}).scheme,
    ).scheme
    found = done(
        {"edit": "retire", "what": "claim.kind.fact"}, {"edit": "retire", "what": "cue.tone"},
        {"edit": "retire", "what": "link:about"}, {"edit": "retire", "what": "entity"},
        scheme=found,
    ).scheme  # fmt: skip
    assert scheme_from_json(scheme_to_json(found)) == found
    assert replace(scheme_from_toml(scheme_to_toml(found)), created=NOW) == found
