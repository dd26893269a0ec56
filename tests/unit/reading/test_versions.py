"""Versions of the scheme in lines that people read."""

import pytest

from annotator import resources
from annotator.model.scheme import Scheme
from annotator.model.scheme_edits.applying import edited
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.scheme_file import scheme_from_toml
from annotator.reading.versions import SchemeLine, told_changes, told_scheme


def default_scheme() -> Scheme:
    return scheme_from_toml(resources.read_text("schemes", "default.toml"))


def changes(*edits: dict[str, object]) -> list[str]:
    before = default_scheme()
    after = edited(before, [SchemeEdit.of(one) for one in edits], now="2026-05-03T10:00:00Z").scheme
    heading, *lines = told_changes(before, after)
    assert heading == SchemeLine(0, "Otherwise than in version 1")
    return [f"{line.head} {line.words}" for line in lines]


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [
                {
                    "edit": "merge",
                    "what": "claim.directness.mixed",
                    "into": "claim.directness.indirect",
                }
            ],
            ["claim · directness · mixed is merged into “indirect”"],
        ),
        (
            [{"edit": "rename", "what": "claim.directness.indirect", "to": "clause"}],
            ["claim · directness · indirect is called “clause” now"],
        ),
        ([{"edit": "rename", "what": "claim", "to": "quote"}], ["claim is called “quote” now"]),
        (
            [{"edit": "move", "what": "claim.directness.mixed", "to": 1}],
            ["claim · directness in another order"],
        ),
        (
            [{"edit": "add", "what": "claim.topic", "values": ["trade"]}],
            ["claim · topic is new", "claim · topic · trade is new"],
        ),
        ([{"edit": "retire", "what": "claim.kind"}], ["claim · kind is retired"]),
        (
            [{"edit": "define", "what": "link:about.stance", "definition": "x", "optional": True}],
            ["about · stance is worded otherwise", "about · stance is set otherwise"],
        ),
        (
            [
                {
                    "edit": "define",
                    "what": "claim",
                    "definition": default_scheme().types[2].definition,
                }
            ],
            [" Nothing is called or worded otherwise."],
        ),
    ],
)
def test_a_version_tells_what_is_otherwise_than_in_the_one_before(edits, said) -> None:
    assert changes(*edits) == said


def test_a_version_is_told_whole_with_its_values_and_their_digits() -> None:
    lines = [*told_scheme(default_scheme())]
    assert [one.head for one in lines if one.depth == 0] == ["Types", "Links", "Actors"]
    heads = [one.head for one in lines if one.head]
    assert heads[1:3] == ["speaker (S)", "form"]
    assert "about: claim → entity, speaker" in heads
    direct = next(one for one in lines if one.head == "1 direct")
    assert direct.depth == 3
    assert (
        direct.words
        == default_scheme().type("claim").attribute("directness").explained[0].definition
    )
    assert SchemeLine(1, "kind", "person, organisation, state, place, group, other") in lines
