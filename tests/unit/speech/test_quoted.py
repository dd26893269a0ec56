"""Which quotations somebody says, and which parts are one saying."""

import pytest

from annotator.speech.quoted import quotation_parts, said_at, sayings_in
from annotator.text.ranges import Range
from tests.unit.reading.pages import at


def said(text: str, word: str, language: str = "en") -> list[str]:
    return [part.of(text) for part in said_at(text, text.index(word), language)]


@pytest.mark.parametrize(
    ("text", "word", "language"),
    [
        ("“We will not wait,” said Dar.", "not", "en"),
        ("“No,” said Dar.", "No", "en"),
        ("Dar said: “Never.”", "Never", "en"),
        ("“What do you want?” she asked.", "want", "en"),
        ("„Wir warten nicht“, sagte Kerner.", "warten", "de"),
        ("«مردم حق دارند بدانند»، او گفت.", "حق", "fa"),
        ("They live “in such a small place” by the lake.", "small", "en"),
        ("« Nous n’attendrons pas », a déclaré le maire.", "attendrons", "fr"),
    ],
)
def test_what_somebody_says_is_given_with_its_marks(text: str, word: str, language: str) -> None:
    (whole,) = said(text, word, language)
    assert whole[0] in "“„«"
    assert whole[-1] in "”“»"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The “terrorists” were women and children.", "terrorists"),
        ("They spoke of a “fair deal” for both shores.", "fair"),
        ("It would be a “significant benefit.”", "benefit"),
        ("She won a prize for “The Long Road Home” in May.", "Road"),
        ("Talks went on.", "went"),
        ("They live in “a place like this” by the lake.", "place"),
    ],
)
def test_scare_quotes_and_titles_are_not_said_and_neither_is_what_has_no_marks(
    text: str, word: str
) -> None:
    assert said(text, word) == []


def test_a_second_quotation_without_a_cue_of_its_own_goes_on_with_the_first() -> None:
    text = "“Never,” he said on Monday. “Not now.” Talks go on."
    assert said(text, "now") == ["“Never,”", "“Not now.”"]
    assert said("“We will,” he said, “not wait.”", "wait") == ["“We will,”", "“not wait.”"]
    assert said(text, "Never") == ["“Never,”", "“Not now.”"]


@pytest.mark.parametrize(
    "text",
    [
        "“Never,” he said. “Not now,” he added.",
        "“Never,” he said. He left. “Not now.”",
        "“Never,” he said: “Not now.”",
        "“Never.” The boat sank. “Not now.”",
    ],
)
def test_a_quotation_with_its_own_cue_or_apart_is_another_one(text: str) -> None:
    assert len(quotation_parts(text, at(text, "“Not now" + text[text.index("now") + 3 :][:2]))) == 1


def test_a_quotation_over_paragraphs_has_a_part_in_each() -> None:
    text = "He wrote: “One.\n\n“Two.\n\n“Three.”\n\n“Four.”"
    wanted = ["“One.", "“Two.", "“Three.”"]
    for word in ("One", "Two", "Three"):
        start = text.index("“" + word)
        quoted = at(text, {"One": "“One.", "Two": "“Two.", "Three": "“Three.”"}[word])
        assert quoted.start == start
        assert [part.of(text) for part in quotation_parts(text, quoted, "en")] == wanted
    four = at(text, "“Four.”")
    assert quotation_parts(text, four, "en") == (four,)


def test_the_sayings_of_a_sentence_are_the_outer_ones_in_text_order() -> None:
    text = "Beck warned that the patrol “was never part of the treaty” of 1998, adding, “No.”"
    found = sayings_in(text, Range(0, len(text)), "en")
    assert [[part.of(text) for part in parts] for parts in found] == [
        ["the patrol “was never part of the treaty” of 1998"],
        ["“No.”"],
    ]


def parts_of_first(text: str) -> list[str]:
    end = text.index("”") + 1
    return [part.of(text) for part in quotation_parts(text, Range(0, end), "en")]


def test_a_second_quotation_goes_on_with_the_first_whatever_follows_without_a_cue() -> None:
    first, second = "“We will stay,”", "“Not one step”"
    assert parts_of_first(f"{first} she said. {second} and off she went.") == [first, second]
    assert parts_of_first(f"{first} she said. {second} was what he said.") == [first]


@pytest.mark.parametrize(("length", "n_parts"), [(200, 2), (201, 1)])
def test_what_interrupts_a_quotation_is_not_longer_than_two_hundred_signs(
    length: int, n_parts: int
) -> None:
    gap = "he said " + "o" * (length - len("he said ,")) + ","
    assert len(gap) == length
    assert len(parts_of_first(f"“We will,” {gap} “not wait.”")) == n_parts


def test_a_second_quotation_does_not_go_on_when_more_than_he_said_stands_between() -> None:
    assert parts_of_first("“We stay,” she said; he left. “Not one step”") == ["“We stay,”"]


def test_a_comma_behind_the_marks_lets_a_second_quotation_go_on() -> None:
    text = "„Wir bleiben“, sagte sie. „Keinen Schritt“"
    found = quotation_parts(text, Range(0, text.index("“") + 1), "de")
    assert [part.of(text) for part in found] == ["„Wir bleiben“", "„Keinen Schritt“"]
