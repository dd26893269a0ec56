"""Words that show that somebody speaks, by the shipped words."""

import pytest

from annotator.speech.cues import CueKind, cues_in
from annotator.speech.grammar import WordKinds
from annotator.speech.tokens import tokens
from annotator.speech.words import lexicon
from annotator.text.ranges import Range


def cues(language: str, text: str, *, capitals: bool = False) -> list[tuple[str, CueKind]]:
    some = tokens(text, Range(0, len(text)), language)
    found = cues_in(some, WordKinds(lexicon(language), language), capitals=capitals)
    assert [(some[one.first].start, some[one.last].end) for one in found] == [
        one.at for one in found
    ]
    return [(one.at.of(text), one.kind) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Dar has not yet said it", "has not yet said"),
        ("en", "Dar pointed out the risk", "pointed out"),
        ("en", "according to the ministry", "according to"),
        ("en", "he complained of", "complained of"),
        ("de", "Sie hat gestern gesagt", "hat gestern gesagt"),
        ("fr", "elle n’a pas déclaré", "n’a pas déclaré"),
        ("ar", "وقال الوزير", "وقال"),
        ("fa", "وزیر تأکید کرد", "تأکید کرد"),
        ("es", "no ha dicho nada", "no ha dicho"),
        ("en", "Report it", "Report"),
        ("en", "his, reports the paper", "reports"),
        ("en", "was quoted as saying", "was quoted as saying"),
    ],
)
def test_a_cue_is_the_verb_with_its_auxiliaries_negation_and_particle(
    language: str, text: str, found: str
) -> None:
    assert [words for words, _ in cues(language, text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "the report was long",
        "Dar’s claims",
        "his comments",
        "States",
        "the United States",
        "to report",
        "a saying",
        "of reporting",
    ],
)
def test_a_noun_a_name_and_an_infinitive_are_no_cue(text: str) -> None:
    assert cues("en", f"Yesterday {text}") == []


def test_a_noun_and_an_adjective_are_cues_where_that_follows() -> None:
    assert cues("en", "his warning that") == [("warning", CueKind.NOUN)]
    assert cues("en", "she was confident that") == [("was confident", CueKind.VERB)]
    assert cues("en", "the fear of many residents that") == [("fear", CueKind.NOUN)]
    assert cues("en", "his warning of rain") == []
    assert cues("en", "his warning, that") == [("warning", CueKind.NOUN)]


def test_punctuation_parts_a_phrase() -> None:
    assert cues("en", "according, to the ministry") == []


def test_in_a_headline_of_capitals_a_capital_is_no_name() -> None:
    assert cues("en", "Minister Says Bridge", capitals=True) == [("Says", CueKind.VERB)]
    assert cues("en", "Minister Says Bridge") == []
