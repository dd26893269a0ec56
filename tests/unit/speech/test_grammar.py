"""Noun phrases beside a place, by the shipped words."""

import pytest

from annotator.speech.grammar import (
    WordKinds,
    phrase_after,
    phrase_at_start,
    phrase_before,
    segments,
)
from annotator.speech.sayings import separate_names
from annotator.speech.tokens import tokens
from annotator.speech.words import lexicon
from annotator.text.ranges import Range


def kinds(language: str) -> WordKinds:
    return WordKinds(lexicon(language), language)


def words(found: Range | None, text: str) -> str | None:
    return None if found is None else found.of(text)


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "However, Ishaq Dar", "Ishaq Dar"),
        (
            "en",
            "On Monday, the head of the council in Karsund",
            "the head of the council in Karsund",
        ),
        (
            "en",
            "Mohammad Ishaq Dar, Pakistan’s Foreign Minister,",
            "Mohammad Ishaq Dar, Pakistan’s Foreign Minister",
        ),
        ("en", "The Union (LCWU)", "The Union"),
        ("en", "he", "he"),
        ("en", "the minister who resigned", "the minister"),
        ("de", "Am Montag die Ministerin", "die Ministerin"),
        ("fr", "Hier le maire", "le maire"),
        ("fa", "دیروز وزیر امور خارجه", "وزیر امور خارجه"),
        ("en", "and then it was", None),
        ("en", "the ministry on 5 March", "the ministry"),
        ("en", "the ministry on March 5", "the ministry"),
        ("en", "Radio 4", "Radio 4"),
        ("en", "the ministry 5", "the ministry 5"),
        ("en", "the minister later also", "the minister"),
        ("en", "Dar, yesterday,", "Dar"),
        ("en", "Dar, who left, the minister,", "the minister"),
        ("en", "it rained, Dar, the foreign minister,", "Dar, the foreign minister"),
        ("en", "Kabul, Dar,", "Dar"),
        ("en", "Dar, 54,", "Dar"),
        ("en", "quickly,", None),
        ("fr", "un agriculteur de la région", "un agriculteur de la région"),
    ],
)
def test_a_phrase_before_a_verb_ends_directly_there(
    language: str, text: str, phrase: str | None
) -> None:
    some = tokens(text, Range(0, len(text)), language)
    found = words(phrase_before(some, kinds(language), comma=text.endswith(",")), text)
    assert found == phrase


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "the old ferryman", "the old ferryman"),
        ("en", "Dar, the foreign minister, on Monday", "Dar, the foreign minister"),
        ("en", "the minister, Anna Field, in Karsund", "the minister, Anna Field"),
        ("en", "on Monday Dar", "Dar"),
        ("de", "am Montag die Ministerin Anna Feld", "die Ministerin Anna Feld"),
        ("fr", "la compagnie régionale du sud", "la compagnie régionale du sud"),
        ("fr", "un agriculteur de la région, qui", "un agriculteur de la région"),
        ("es", "ayer el alcalde", "el alcalde"),
        ("en", "they would not", "they"),
        ("en", "while it rained", None),
        ("fr", "la compagnie de", "la compagnie"),
    ],
)
def test_a_phrase_after_a_verb_begins_directly_there(
    language: str, text: str, phrase: str | None
) -> None:
    some = tokens(text, Range(0, len(text)), language)
    assert words(phrase_after(some, kinds(language)), text) == phrase


def test_a_phrase_at_the_start_ends_where_a_verb_may_follow() -> None:
    text = "The town council met"
    some = tokens(text, Range(0, len(text)), "en")
    assert words(phrase_at_start(some, kinds("en")), text) == "The town council"
    assert phrase_at_start([], kinds("en")) is None


def test_two_people_named_separately_are_two_and_a_pair_of_roles_is_one() -> None:
    for text, names in (
        ("Dar and Wang", ["Dar", "Wang"]),
        ("Dar and Wang and Li", ["Dar", "Wang", "Li"]),
        ("the ministers and officials", ["the ministers and officials"]),
        ("Dar, of Bonn and Wang", ["Dar, of Bonn and Wang"]),
        ("Dar of Bonn, Li and Wang", ["Dar of Bonn, Li and Wang"]),
        ("the Minister and Dar", ["the Minister and Dar"]),
        ("Dar and the minister", ["Dar and the minister"]),
        ("the minister and Dar", ["the minister and Dar"]),
        ("Dar of Bonn and Li Wang", ["Dar of Bonn", "Li Wang"]),
    ):
        found = separate_names(text, Range(0, len(text)), kinds("en"))
        assert [one.of(text) for one in found] == names


def test_hyphens_and_full_stops_do_not_part_words_but_commas_do() -> None:
    text = "Mr. Dar, of the Tehrik-i party"
    pieces = segments(tokens(text, Range(0, len(text)), "en"))
    assert [[one.text for one in piece] for piece in pieces] == [
        ["Mr", "Dar"],
        ["of", "the", "Tehrik-i", "party"],
    ]


@pytest.mark.parametrize(
    ("written", "phrase"),
    [("شهردار اعلام کرد پل", "شهردار"), ("وزیر راه گفت", "وزیر راه")],
)
def test_a_phrase_in_a_script_without_capitals_ends_before_a_verb_of_saying(
    written: str, phrase: str
) -> None:
    some = tokens(written, Range(0, len(written)), "fa")
    assert words(phrase_at_start(some, kinds("fa")), written) == phrase


def test_of_words_that_no_list_knows_three_at_most_stand_behind_a_determiner() -> None:
    written = "the small old grey tired boat"
    some = tokens(written, Range(0, len(written)), "en")
    assert words(phrase_at_start(some, kinds("en"), ends=True), written) == "the small old grey"
