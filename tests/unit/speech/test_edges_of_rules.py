"""Sentences at the edges of the rules: where a word more or less changes who says what."""

import pytest

from annotator.speech.attributions import Readable, attributions
from annotator.speech.dates import calendar_of, two_readings
from annotator.speech.quoted import quotation_parts
from annotator.text.ranges import Range


def lines(text: str, language: str = "en") -> list[str]:
    found = attributions(text, Readable((Range(0, len(text)),)), language)
    return [
        f"{', '.join(at.of(text) for at in one.speakers) or '–'} | {one.said.how} | "
        + " … ".join(part.of(text) for part in one.said.parts)
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An "and" before a past form: no verb of a clause, so only a topic.
        (
            "They complain of late buses and crowded stops.",
            ["They | reported | late buses and crowded stops"],
        ),
        ("He spoke of trains and crowded roads.", ["He | reported | trains and crowded roads"]),
        # As what it is described; a verb with a preposition describes nothing.
        (
            "It cited the council as a bad landlord.",
            ["It | verb | the council as a bad landlord"],
        ),
        (
            "He spoke about the dam as a shield against floods.",
            ["He | reported | the dam as a shield against floods"],
        ),
        # Whoever is told is no part of it, unless no verb shows where it begins.
        (
            "Beck told the Karsund Wire the town was quiet.",
            ["Beck | verb | the town was quiet"],
        ),
        ("Beck told the Wire.", []),
        # A comma behind the verb ends a clause that was only begun.
        (
            "Radio Sarn reports the firm's director, Oren Hask, has alleged ties to the guard.",
            ["the firm's director, Oren Hask | reported | ties to the guard"],
        ),
        # A quotation that does not close goes on to the end of its paragraph.
        ("He said, “In May it was good.", ["He | quote | “In May it was good."]),
        (
            "“We will wait,” said Kern “until May.”",
            ["Kern | quote | “We will wait,” … “until May.”"],
        ),
        (
            "People held a banner saying “united in May”.",
            [],
        ),
        # What joins it to the sentence before is no part of it.
        ("And the bridge is safe, said Dar.", ["Dar | inverted | the bridge is safe"]),
        # To whom something is promised is no infinitive.
        ("Beck promised to Karsund a new dock.", []),
        ("Beck promised to Karsund it stays.", ["Beck | verb | it stays"]),
        # A claim inside another has a cue of its own.
        (
            "Hask said the ministry had told the union that no jobs were at risk.",
            [
                "Hask | verb | the ministry had told the union that no jobs were at risk",
                "the ministry | verb+that | no jobs were at risk",
            ],
        ),
    ],
)
def test_who_says_what_at_the_edge_of_a_rule(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Der Koch, der namenlos bleiben will, sagte, die Küche sei kalt.",
            ["Der Koch | verb | die Küche sei kalt"],
        ),
        (
            "es",
            "El portavoz dijo, en mayo, que el puente es seguro.",
            ["El portavoz | verb+that | el puente es seguro"],
        ),
        (
            "es",
            "El campo no espera, afirma Tena, que exige ayuda.",
            ["Tena | inverted | El campo no espera", "Tena | reported | ayuda"],
        ),
    ],
)
def test_who_says_what_at_the_edge_of_a_rule_of_another_language(
    language: str, text: str, expected: list[str]
) -> None:
    assert lines(text, language) == expected


def test_only_a_year_of_four_digits_leaves_two_readings_of_a_date() -> None:
    calendar = calendar_of("und")
    found = two_readings("Karsund, 05/08/2019.", calendar)
    assert found is not None
    assert {one.value for one in found} == {"2019-08-05", "2019-05-08"}
    assert two_readings("Karsund, 05/08/19.", calendar) is None
    assert two_readings("Karsund, 05/05/2019.", calendar) is None


def test_a_second_quotation_that_begins_anew_is_another_one() -> None:
    text = "“We will wait,” said Kern “Until May.”"
    first = Range(0, text.index(" said"))
    assert quotation_parts(text, first, "en") == (first,)
    text = text.replace("Until", "until")
    assert len(quotation_parts(text, first, "en")) == 2
