"""Entities: names by a model's labels, by capitals, names known here, dates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.base import KnownActor, SuggestInput
from annotator.suggest.engine import suggest_article
from annotator.suggest.model.parsed import Parse, ParsedWord
from annotator.text.words import is_word_edge
from tests.entities import CodedEntities, figures, seed, shipped

if TYPE_CHECKING:
    from annotator.suggest.model.process import LanguageProcess


def entities(
    text: str, language: str = "en", actors: tuple[KnownActor, ...] = (), parse: Parse | None = None
) -> list[tuple[str, str]]:
    """Give the entities that are proposed, with their kinds."""
    article = SuggestInput(text, language, actors=actors, parse=parse)
    return [(one.parts[0].of(text), one.kind) for one in suggest_article(article)["names"].spans]


def labelled(text: str, **labels: str) -> Parse:
    """Give what a model says that labels some words of a line: Dar="PERSON"."""
    words = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        core = word.strip(".,:’s") if word.strip(".,:").endswith("’s") else word.strip(".,:")
        label = labels.get(core, "")
        words.append(ParsedWord(start, at, "PROPN", "dep", 0, label, bool(label)))
    return Parse("test 1", {0: tuple(words)})


# --- the figures ---------------------------------------------------------------------------------


def test_the_seed_without_a_model_reaches_its_target(shared: Path) -> None:
    found = figures(seed(shared))
    assert (found.n, found.exact) == (41, 41)
    assert found.extra == ()


def test_the_seed_with_the_model_reaches_its_target(shared: Path, english: LanguageProcess) -> None:
    found = figures(seed(shared).parsed(english))
    assert found.exact >= 39
    assert found.of_kind >= 38
    assert len(found.extra) <= 2


def test_the_shipped_article_without_a_model() -> None:
    found = figures(shipped("en"))
    assert (found.n, found.exact, found.of_kind, len(found.extra)) == (32, 32, 32, 1)


def test_known_names_find_the_entities_of_a_language_without_capitals() -> None:
    article = shipped("fa")
    named = ("موج‌نیوز", "نیلان‌شهر", "کوهاب", "انجمن کشاورزان کوهاب")
    actors = tuple(KnownActor(f"a{n}", name, "place") for n, name in enumerate(named))
    known = replace(article, given=replace(article.given, actors=actors))
    assert figures(article).exact == 3
    assert figures(known).exact == 7
    assert figures(known).extra == ("نیلان‌شهر",)


# --- without a model -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met in Sarn on Monday.", ["Sarn", "Monday"]),
        ("Nobody came. Everybody left. Sarn slept.", []),
        ("He saw Sarn. Sarn slept.", ["Sarn", "Sarn"]),
        ("The visit of Prime Minister Elin Marr ended.", ["Elin Marr"]),
        ("We saw US President Jo Beck there.", ["US", "Jo Beck"]),
        ("A deal with Velmora’s Foreign Minister failed.", ["Velmora"]),
        (
            "The Ministry of Foreign Affairs in Port Aldane closed.",
            ["Ministry of Foreign Affairs", "Port Aldane"],
        ),
        ("A talk by Dr. C. B. Smith-Jones on LakeApp.", ["C. B. Smith-Jones", "LakeApp"]),
        ("We need the Internet, and an internet law.", []),
        ("THE END IS NEAR NOW SAYS PANEL", []),
        ("Members of the Workers’ Union met.", ["Workers’ Union"]),
        ("The ship I saw. It was. “They left.”", []),
    ],
)
def test_names_are_told_by_their_capitals(text: str, names: list[str]) -> None:
    assert [name for name, _ in entities(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Der Zug fuhr nach Verspätung weiter.", []),
        (
            "Die Bürgermeisterin Anna Krause kam. Dann sprach Krause mit der CDU.",
            ["Anna Krause", "Krause", "CDU"],
        ),
        ("Am Montag traf Olaf Beck den Rat.", ["Montag", "Olaf Beck"]),
    ],
)
def test_nouns_of_german_are_no_names(text: str, names: list[str]) -> None:
    assert [name for name, _ in entities(text, "de")] == names


def test_words_around_a_name_show_its_kind() -> None:
    text = (
        "Oren Hask, its chairman, met Mira Talven in Sarn. Later Hask saw Tassin’s government,"
        " the Harbour Workers Union and Karsund town council."
    )
    assert dict(entities(text)) == {
        "Oren Hask": "person",
        "Mira Talven": "",
        "Sarn": "place",
        "Hask": "person",
        "Tassin": "place",
        "Harbour Workers Union": "organisation",
        "Karsund": "place",
    }


def test_a_name_with_its_capitals_in_brackets_is_a_body_everywhere() -> None:
    text = (
        "The men of Tehrik-i-Velmora Sarn (TVS) left. Others of Tehrik-i-Velmora Sarn stayed."
        " He read about Oren Vold (X) and Marn Hest, the TMH."
    )
    kinds = dict(entities(text))
    assert kinds["Tehrik-i-Velmora Sarn"] == kinds["TVS"] == "organisation"
    assert kinds["Oren Vold"] == kinds["Marn Hest"] == ""


# --- known names ---------------------------------------------------------------------------------


def test_known_names_are_found_longest_first_and_with_their_capitals() -> None:
    actors = (
        KnownActor("1", "United States", "state", aliases=("US",)),
        KnownActor("2", "United States Army", "organisation"),
    )
    text = "it told us that the US and the United States Army paid. nothing more."
    assert entities(text, "en", actors) == [
        ("US", "place"),
        ("United States Army", "organisation"),
    ]


def test_a_known_name_is_found_in_other_letters_and_with_signs_inside() -> None:
    actors = (KnownActor("1", "كابل", "place"),)
    assert entities("دولت در کابل بود.", "fa", actors) == [("کابل", "place")]


def test_no_known_name_is_found_inside_a_word() -> None:
    assert entities("the Danish dane said", "en", (KnownActor("1", "Dan", "person"),)) == [
        ("Danish", "")
    ]


# --- with a model --------------------------------------------------------------------------------


def test_labels_are_trimmed_joined_and_found_again() -> None:
    text = "It met Tehrik-i-Taliban Pakistan. Kabul’s men saw the Kabul force."
    found = entities(
        text, parse=labelled(text, **{"Tehrik-i-Taliban": "ORG", "Pakistan": "GPE", "Kabul": "GPE"})
    )
    assert found == [
        ("Tehrik-i-Taliban Pakistan", "organisation"),
        ("Kabul", "place"),
        ("Kabul", "place"),
    ]


def test_a_name_within_a_persons_name_is_that_persons() -> None:
    text = "We saw Ishaq Dar. Then Dar. left"
    words = labelled(text, Dar="GPE").paragraphs[0]
    whole = [
        one._replace(entity="PERSON", is_entity_start=n == 2) if n in (2, 3) else one
        for n, one in enumerate(words)
    ]
    assert entities(text, parse=Parse("test 1", {0: tuple(whole)})) == [
        ("Ishaq Dar", "person"),
        ("Dar", "person"),
    ]


def test_numbers_and_words_without_capitals_are_no_names() -> None:
    text = "They saw two of the men in 40 towns."
    assert entities(text, parse=labelled(text, two="CARDINAL", men="ORG", towns="GPE")) == []


# --- speakers ------------------------------------------------------------------------------------


def test_whoever_speaks_is_no_entity_but_other_names_beside_are() -> None:
    text = "Tassin’s Foreign Minister Jonas Beck said that Beck’s plan for Sarn was old."
    assert [name for name, _ in entities(text)] == ["Tassin", "Beck", "Sarn"]


# --- any text ------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["Dar", "said", "the", "Union", "US", "’s", "“", "”", ".", ",", "in", "Minister", "2021", "of",
     "May", "\u200f", "😀", "\u0301", "(", ")", "-", "İ", "ß", "کابل", "\ud800", "1"]
)  # fmt: skip


@given(st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", " ", "\n"])), max_size=60))
def test_any_text_gives_whole_words_inside_it_twice_the_same(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + blank for word, blank in pieces)
    actors = (KnownActor("1", "Dar Union", "person", aliases=("US", "İ", "کابل")),)
    article = SuggestInput(text, "en", actors=actors)
    found = suggest_article(article)["names"]
    assert suggest_article(article)["names"] == found
    for one in found.spans:
        (part,) = one.parts
        assert 0 <= part.start < part.end <= len(text)
        assert is_word_edge(text, part.start)
        assert is_word_edge(text, part.end)
        assert "\n" not in part.of(text)


def test_ten_thousand_names_take_no_long_time(english: LanguageProcess) -> None:
    actors = tuple(KnownActor(str(n), f"Name{n} Of{n}", "person") for n in range(10_000))
    text = " ".join(f"We saw Name{n} Of{n} there." for n in range(2_000))
    article = CodedEntities("long", SuggestInput(text, "en", actors=actors), {})
    assert len(figures(article).extra) == 2_000
