"""Titles stand at their places in the alphabet, on every computer alike."""

from __future__ import annotations

import locale
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.letters.sorting import sort_key
from annotator.text.likeness import fold

_OLD = unicodedata.ucd_3_2_0
_LISTED = "ẞ\u061c\u2066\u2067\u2068\u2069"
_SIGNS = st.characters(exclude_categories=["Cs"])


def _ordered(words: list[str]) -> list[str]:
    shuffled = list(words)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - only another order
    return sorted(shuffled, key=sort_key)


@pytest.mark.parametrize(
    "words",
    [
        "Abend Ärzte Auto Äxte ein élan Emil Łódź løgn lügen Œuvre of Straße Sträßlein strata Zug",
        "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
        "آب باران پارلمان تهران جنگ چین حزب زن ژاپن کابل گزارش لبنان نان وزیر هرات یزد",
        "ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ی ے",
        "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن و ي",
        "а б в г ґ д е є ж з и і к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
        "άλφα βήτα γάμμα Δέλτα έψιλον ζήτα",
        "10 2 Abc бв גד هی 中",
    ],
)
def test_words_stand_in_the_order_of_the_alphabet(words: str) -> None:
    assert _ordered(words.split()) == words.split()


@pytest.mark.parametrize(
    "alike",
    ["Élan elan ELAN", "كابل کابل", "على علی علي", "هٔ ه ة ہ", "إيران ایران", "ёлка елка", "Ⅳ iv"],
)
def test_case_marks_and_letters_typed_for_each_other_make_no_difference(alike: str) -> None:
    assert len({sort_key(word) for word in alike.split()}) == 1


def test_no_letter_of_another_alphabet_is_taken_for_one_that_was_moved() -> None:
    letters = [chr(code) for code in range(0x400, 0x700) if _OLD.category(chr(code))[0] == "L"]
    folded = {fold(letter) for letter in letters} - {""}
    assert len({sort_key(letter) for letter in folded}) == len(folded)


@given(st.text(_SIGNS), st.text(_SIGNS), st.text(_SIGNS))
def test_what_stands_in_a_folded_title_stands_in_its_key(before: str, word: str, after: str):
    if fold(word) in fold(before + word + after):
        assert sort_key(word) in sort_key(before + word + after)


@given(st.lists(st.text(_SIGNS)))
def test_the_order_is_that_of_the_bytes_in_the_file(titles: list[str]) -> None:
    keys = sorted(sort_key(title) for title in titles)
    assert keys == [key.decode() for key in sorted(key.encode() for key in keys)]
    assert all(key == " ".join(key.split(" ")).strip(" ") and "\n" not in key for key in keys)


@given(st.text(_SIGNS))
def test_nothing_but_unicode_3_2_has_a_say(text: str) -> None:
    """A sign that came later stays as it is, so that a newer Python sees the same key."""
    later = "".join(sign for sign in text if _OLD.category(sign) == "Cn" and sign not in _LISTED)
    assert sort_key(later) == later


def test_the_locale_has_no_say() -> None:
    words = ["zebra", "Ärzte", "Abend", "Ähre", "پ", "ت", "ب"]
    before = [sort_key(word) for word in words]
    old = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("C", "C.UTF-8"):
            locale.setlocale(locale.LC_ALL, name)
            assert [sort_key(word) for word in words] == before
    finally:
        locale.setlocale(locale.LC_ALL, old)


def test_letters_that_are_spelt_with_others_stand_where_those_would() -> None:
    for letters, spelt in (("þórr", "thorr"), ("æœẞ", "aeoess"), ("øłđħ", "oldh")):
        assert sort_key(letters) == sort_key(spelt)
