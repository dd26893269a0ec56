"""The words of saying of a language, as the program reads them."""

import pytest

from annotator.speech.tokens import form_of
from annotator.speech.words import grammar_of, lexicon, verbs_of
from annotator.text.likeness import fold
from annotator.text.word_lists import languages

LANGUAGES = tuple(code for code in languages() if lexicon(code).verbs)


SHORT = ("ps", "ur")
"""Lists that know direct quotations and the commonest cues."""


def test_eight_languages_ship_with_verbs_of_saying() -> None:
    assert set(LANGUAGES) == {"ar", "de", "en", "es", "fa", "fr", "ps", "ur"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_has_verbs_phrases_titles_roles_pronouns_and_subordinators(
    language: str,
) -> None:
    words = lexicon(language)
    assert words.language == language
    is_short = language in SHORT
    assert len({verb.lemma for verb in words.verbs.values()}) >= (30 if is_short else 80)
    some = (words.phrases, words.titles, words.roles, words.nouns)
    assert min(map(len, some)) >= (5 if is_short else 20)
    assert min(map(len, (words.pronouns, words.subordinators))) >= (1 if is_short else 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_are_folded_so_that_they_are_found(language: str) -> None:
    words = lexicon(language)
    sets = (words.verbs, words.phrases, words.nouns, words.titles, words.roles, words.pronouns)
    for found in sets:
        assert [word for word in found if fold(word) != word] == []


def test_english_has_many_verbs_of_saying() -> None:
    strong = {verb.lemma for verb in lexicon("en").verbs.values() if not verb.weak}
    assert 130 <= len(strong) <= 200


@pytest.mark.parametrize(
    ("form", "lemma", "tone", "kind"),
    [
        ("said", "say", "neutral", "say"),
        ("underlined", "underline", "emphatic", "say"),
        ("alleges", "allege", "doubting", "say"),
        ("denied", "deny", "confronting", "say"),
        ("written", "write", "neutral", "write"),
        ("believes", "believe", "neutral", "judge"),
        ("urging", "urge", "neutral", "want"),
        ("pointed out", "point out", "emphatic", "say"),
        ("criticized", "criticise", "confronting", "say"),
    ],
)
def test_a_form_leads_to_its_verb(form: str, lemma: str, tone: str, kind: str) -> None:
    verb = lexicon("en").verbs[form]
    assert (verb.lemma, verb.tone, verb.kind) == (lemma, tone, kind)


def test_weak_verbs_are_marked() -> None:
    verbs = lexicon("en").verbs
    assert verbs["knows"].weak
    assert not verbs["says"].weak


def test_a_verb_says_what_may_follow_it() -> None:
    assert lexicon("en").verbs["promised"].frames == {"that", "to", "noun", "quote"}


def test_persian_verbs_are_found_however_they_are_typed() -> None:
    verbs = lexicon("fa").verbs
    assert verbs[fold("می‌گوید")].lemma == "گفت"
    assert verbs[fold("تأكيد كرد")].tone == "emphatic"


def test_a_region_of_a_language_does_not_matter() -> None:
    assert lexicon("en-GB") is lexicon("en")
    assert lexicon("FA_IR") is lexicon("fa")


@pytest.mark.parametrize("language", ["und", "xx", "", "../cues/en", "en/x"])
def test_an_unknown_language_has_no_words(language: str) -> None:
    words = lexicon(language)
    assert not words.verbs
    assert not words.pronouns


def test_a_form_of_two_verbs_goes_to_the_one_that_is_not_weak() -> None:
    weak = {"lemma": "found", "forms": "found", "weak": True}
    strong = {"lemma": "founder", "forms": "found, founds"}
    group = {"kind": "say", "tone": "neutral", "forms": [weak, strong]}
    assert verbs_of([group], "en")["found"].lemma == "founder"


def test_words_of_several_tokens_are_looked_up_as_a_text_is_cut() -> None:
    assert form_of("d’après", "fr") in lexicon("fr").phrases
    assert form_of("d’après", "fr") == "d' apres"


def test_the_calendar_of_a_grammar_has_whole_names_and_no_short_ones() -> None:
    calendar = grammar_of("en").calendar
    assert {"sunday", "march", "yesterday"} <= calendar
    assert not {"sun", "mar"} & calendar


def test_months_that_people_are_called_by_are_no_calendar_words() -> None:
    assert fold("مهر") not in grammar_of("fa").calendar
    assert fold("جمعه") in grammar_of("fa").calendar


def test_an_unknown_language_has_no_grammar() -> None:
    assert grammar_of("xx") == grammar_of("und")
    assert not grammar_of("xx").determiners


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({}, {}, "one"),
        ({"weak": True}, {}, "two"),
        ({}, {"weak": True}, "one"),
        ({"weak": True}, {"weak": True}, "one"),
    ],
)
def test_a_form_of_two_verbs_goes_to_the_first_that_is_not_weak(
    first: dict[str, bool], second: dict[str, bool], kept: str
) -> None:
    forms = [
        {"lemma": "one", "forms": "says", **first},
        {"lemma": "two", "forms": "says", **second},
    ]
    found = verbs_of([{"kind": "say", "tone": "neutral", "forms": forms}], "en")
    assert found["says"].lemma == kept
