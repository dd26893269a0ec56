"""What a sentence says of a claim: its cue and whoever is its subject, by the shipped words."""

import pytest

from annotator.speech.grammar import WordKinds
from annotator.speech.sayings import Saying, saying_of
from annotator.speech.words import lexicon
from annotator.text.ranges import Range


def saying(language: str, text: str, claim: str) -> Saying:
    start = text.index(claim)
    words = WordKinds(lexicon(language), language)
    return saying_of(text, (Range(start, start + len(claim)),), words)


@pytest.mark.parametrize(
    ("language", "text", "claim", "cue", "speaker"),
    [
        (
            "en",
            "The warning of the foreign minister that talks were over came late.",
            "talks were over",
            "warning",
            "the foreign minister",
        ),
        ("en", "Dar’s warning that talks were over came.", "talks were over", "warning", "Dar"),
        (
            "de",
            "Die Warnung des Ministers, dass die Gespräche vorbei seien, kam spät.",
            "die Gespräche vorbei seien",
            "Warnung",
            "des Ministers",
        ),
        (
            "fr",
            "L’annonce de la ministre que les cours seraient supprimés a surpris.",
            "les cours seraient supprimés",
            "annonce",
            "la ministre",
        ),
        (
            "fr",
            "« Nous partirons », a déclaré la ministre de la Santé, Anne Morel.",
            "« Nous partirons »",
            "a déclaré",
            "la ministre de la Santé, Anne Morel",
        ),
        (
            "fr",
            "D’après le maire de Karsund, le pont sera fermé.",
            "le pont sera fermé",
            "D’après",
            "le maire de Karsund",
        ),
        (
            "fr",
            "Le pont sera fermé, d’après la mairie.",
            "Le pont sera fermé",
            "d’après",
            "la mairie",
        ),
        (
            "fr",
            "« Le pont fermera », a annoncé mardi la compagnie ferroviaire du sud.",
            "« Le pont fermera »",
            "a annoncé",
            "la compagnie ferroviaire du sud",
        ),
        (
            "de",
            "„Die Brücke wird gesperrt“, sagte am Montag die Ministerin Anna Feld.",
            "„Die Brücke wird gesperrt“",
            "sagte",
            "die Ministerin Anna Feld",
        ),
        (
            "en",
            "The spokesman said in a statement that the service returns.",
            "the service returns",
            "said",
            "The spokesman",
        ),
        ("fr", "« Nous irons, dit-il, demain. »", "« Nous irons", "dit", "il"),
    ],
)
def test_a_sentence_says_by_which_word_a_claim_is_made_and_by_whom(
    language: str, text: str, claim: str, cue: str, speaker: str
) -> None:
    found = saying(language, text, claim)
    assert found.cue is not None
    assert found.cue.of(text) == cue
    assert [one.of(text) for one in found.speakers] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The report, if true, shows that nothing changed.",
        "A warning of rain came. Nothing changed.",
    ],
)
def test_a_noun_without_that_behind_it_announces_nothing(text: str) -> None:
    found = saying("en", text, "othing changed")
    assert found.cue is None or found.cue.of(text) not in ("report", "warning")


def test_a_sentence_in_a_language_without_words_says_only_what_a_colon_says() -> None:
    assert saying("xx", "Dar said that talks were over.", "talks were over") == Saying()
    assert saying("xx", "Dar: talks were over", "talks were over").cue == Range(3, 4)
