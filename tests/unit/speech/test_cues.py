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
        ("en", "has been quoted as saying", "has been quoted as saying"),
        ("en", "they are said to know", "are said"),
        ("en", "he has, said", "said"),
        ("en", "Has said", "Has said"),
        ("en", "Said he had", "Said"),
        ("en", "later said", "said"),
        ("en", "has later often said", "has later often said"),
        ("en", "has he said", "said"),
        ("en", "they said of", "said"),
        ("en", "they complained, of", "complained"),
        ("en", "they complained of it", "complained"),
        ("en", "they complained about", "complained about"),
        ("en", "they asked if Kern", "asked"),
        ("en", "if said", "said"),
        ("en", "whether claims", "claims"),
        ("en", "the, claims", "claims"),
        ("en", "Kern’s, claims", "claims"),
        ("en", "one said", "said"),
        ("en", "he pointed Out", "pointed Out"),
        ("de", "er hatte gesagt", "hatte gesagt"),
        ("fr", "il a dit", "a dit"),
        ("es", "como dijo", "dijo"),
        ("es", "no se dijo", "no se dijo"),
        ("ar", "فقال الوزير", "فقال"),
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
        "of said",
        "SAID",
        "pointed, out",
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
    assert cues("en", "his warning, whether") == []
    assert cues("en", "his warning whether") == [("warning", CueKind.NOUN)]
    assert cues("en", "his warning of rain, that") == [("warning", CueKind.NOUN)]
    assert cues("en", "his warning of rain, whether") == []
    assert cues("en", "his warning by mail that") == []
    assert cues("en", "his warning") == []
    assert cues("en", "he was not at all sure that") == [("sure", CueKind.VERB)]
    assert cues("de", "die Warnung der Leute, dass") == [("Warnung", CueKind.NOUN)]


def test_whose_noun_it_is_may_be_said_in_eight_words_before_that() -> None:
    assert cues("en", "the fear of the two old men by the lake that")
    assert not cues("en", "the fear of the two old men by the old lake that")


def test_a_word_that_only_ends_like_a_verb_is_no_cue() -> None:
    assert cues("ar", "بقال الحي") == []  # the grocer, not "and said"


def test_nouns_adjectives_and_unsure_verbs_are_weak_and_phrases_are_not() -> None:
    for text, is_weak in (
        ("he said", False),
        ("he knows", True),
        ("according to", False),
        ("his warning that", True),
        ("is sure that", True),
    ):
        some = tokens(text, Range(0, len(text)), "en")
        assert [one.is_weak for one in cues_in(some, WordKinds(lexicon("en"), "en"))] == [is_weak]


def test_several_cues_come_in_their_order() -> None:
    assert cues("en", "some say and many claim in a statement") == [
        ("say", CueKind.VERB),
        ("claim", CueKind.VERB),
        ("in a statement", CueKind.PHRASE),
    ]


def test_punctuation_parts_a_phrase() -> None:
    assert cues("en", "according, to the ministry") == []


def test_in_a_headline_of_capitals_a_capital_is_no_name() -> None:
    assert cues("en", "Minister Says Bridge", capitals=True) == [("Says", CueKind.VERB)]
    assert cues("en", "Minister Says Bridge") == []
