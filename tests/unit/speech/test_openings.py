"""Hours that begin an entry of a ticker, and answers in an interview."""

import pytest

from annotator.speech.openings import after_clock, turn_at
from annotator.speech.quoted import sayings_in
from annotator.text.ranges import Range
from annotator.text.words import sentences

TALK = """“The river is nobody's”

Renate Voss has measured the river since 2016.

Lake Post: How near was it?

Voss: Very near. Eleven centimetres were missing.

Lake Post: The minister says the dykes held.

Voss: That is true, but the minister says that the basins are ready. I saw a building site!

Lake Post: What now?

Voss: We must give the river room
"""


def turn(text: str, word: str) -> str | None:
    found = turn_at(text, text.index(word), "en")
    return None if found is None else found.of(text)


def said(text: str) -> list[str]:
    every = sentences(text, Range(0, len(text)), "en")
    return [
        part.of(text) for one in every for parts in sayings_in(text, one, "en") for part in parts
    ]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "18:40 |Police have closed the pier."),
        ("en", "6.40 pm: |Police have closed the pier."),
        ("de", "18.40 Uhr |Die Polizei sperrt die Brücke."),
        ("de", "18:40 Uhr – |Die Polizei sperrt die Brücke."),
        ("fa", "ساعت ۲۱:۱۰ – |پلیس پل را بست."),
        ("en", "|18:40 was the hour."),
        ("en", "|18 boats left."),
        ("en", "|At 18:40 Police left."),
    ],
)
def test_the_hour_before_an_entry_is_no_part_of_its_sentence(language: str, written: str) -> None:
    text = written.replace("|", "")
    start = written.index("|")
    assert after_clock(text, Range(0, len(text)), language) == Range(start, len(text))


def test_an_hour_within_a_paragraph_stays_in_its_sentence() -> None:
    text = "It rained. 18:40 Police left."
    inside = Range(text.index("18"), len(text))
    assert after_clock(text, inside, "en") == inside
    behind_break = text.replace(". ", ".\n", 1)
    assert after_clock(behind_break, inside, "en").of(text) == "Police left."


def test_an_hour_behind_another_sign_begins_no_paragraph() -> None:
    assert after_clock("x18:40 Police left.", Range(1, 19), "en") == Range(1, 19)


def test_an_hour_alone_is_left_as_it_is() -> None:
    assert after_clock("18:40 ", Range(0, 6), "en") == Range(0, 6)


def test_an_answer_is_one_claim_from_its_first_word_to_the_end_of_its_paragraph() -> None:
    assert turn(TALK, "Eleven") == "Very near. Eleven centimetres were missing"
    assert turn(TALK, "Voss: Very") == "Very near. Eleven centimetres were missing"
    assert turn(TALK, "building") == (
        "That is true, but the minister says that the basins are ready. I saw a building site!"
    )


def test_the_questions_are_no_claims_nor_is_what_stands_without_a_name() -> None:
    assert turn(TALK, "How near") is None
    assert turn(TALK, "dykes") is None
    assert turn(TALK, "measured") is None


def test_from_saying_to_saying_an_answer_is_one_stop() -> None:
    assert said(TALK) == [
        "Very near. Eleven centimetres were missing",
        "the dykes held",
        "That is true, but the minister says that the basins are ready. I saw a building site!",
        "We must give the river room",
    ]


def test_a_name_and_a_colon_make_no_interview_unless_people_talk_in_turn() -> None:
    once = "Voss: Very near. It rained.\n\nBeck: Nobody came. It snowed.\n"
    assert turn(once, "near") is None
    twice = "Voss: Very near.\n\nVoss: Very far.\n"
    assert turn(twice, "near") is None
    assert turn(twice + "\nVoss: Gone.\n", "near") == "Very near"
    both = "Voss: Near.\nBeck: Far.\nVoss: Gone.\nBeck: Here.\n"
    assert [turn(both, word) for word in ("Near", "Far", "Gone", "Here")] == [
        "Near",
        "Far",
        "Gone",
        "Here",
    ]


@pytest.mark.parametrize(
    "label",
    ["He said", "he", "18", "One two three four five six", "“Voss”", " Voss"],
)
def test_a_verb_a_number_or_a_sentence_before_a_colon_is_no_name(label: str) -> None:
    assert turn(f"{label}: Near.\n" * 4, "Near") is None
