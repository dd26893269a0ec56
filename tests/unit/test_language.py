"""What fills a sentence turns its quotation marks not round, whatever direction it runs in."""

import pytest

from annotator.language import tr, trn, use
from annotator.text.words import quoted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("dam", "There is a “dam” already."),
        ("Élan", "There is a “Élan” already."),
        ("سد", "There is a “\u2068سد\u2069” already."),
        ("\u2068سد\u2069", "There is a “\u2068سد\u2069” already."),
    ],
)
def test_words_of_another_direction_are_set_apart_in_the_marks_of_a_sentence(words, said):
    assert tr("There is a “{name}” already.", name=words) == said
    assert trn("There is a “{name}” already.", "many", 1, name=words) == said


def test_outside_of_marks_words_stay_as_they_are_for_names_are_made_so():
    assert tr("{name}, second reading", name="سد") == "سد, second reading"


def test_a_sentence_from_right_to_left_sets_latin_words_apart():
    use("fa")
    try:
        assert tr("“{name}”", name="Dar") == "“\u2068Dar\u2069”"
        assert tr("“{name}”", name="سد") == "“سد”"
        assert tr("“{name}”", name="12") == "“12”"
    finally:
        use("en")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", ""),
        ("We will not wait", "“We will not wait”"),
        ("“We will not wait,”", "“We will not wait,”"),
        ("آب شهر", "“\u2068آب شهر\u2069”"),
        ("«آب شهر»", "\u2068«آب شهر»\u2069"),
        ("«آب …", "\u2068«آب …»\u2069"),
    ],
)
def test_our_marks_stand_outside_what_is_set_apart_and_its_own_inside(words, shown):
    assert quoted(words).replace("\u2068“We will not wait,”\u2069", "“We will not wait,”") == shown
