"""Hashes, folding, and finding in folded words."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.likeness import (
    Folding,
    find_folded,
    fold,
    fold_line,
    once_for_each,
    text_sha256,
)


def words_found(text: str, query: str) -> list[str]:
    """What stands where the query was found."""
    return [piece.of(text) for piece in find_folded(text, query)]


def test_the_hash_is_that_of_the_utf8_bytes() -> None:
    assert text_sha256("é😀") == hashlib.sha256("é😀".encode()).hexdigest()
    assert len(text_sha256("\ud800")) == 64


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café CAFE\u0301", "cafe cafe"),
        (" a\u00a0\u2028 b\t", "a b"),
        ("“x” — ‘y’", "\"x\" - 'y'"),
        ("Straße ﬁne ＡＢＣ", "strasse fine abc"),
        ("كتـــاب كِتَاب يد", "کتاب کتاب ید"),
        ("می‌خواهم خانهٔ", "میخواهم خانه"),
        ("مدرسة أحمد ٱل", "مدرسه احمد ال"),
        ("۱۲۳ ١٢٣", "123 123"),
        ("İstanbul", "istanbul"),
        ("ἀρχῇ", "αρχηι"),
        ("שָׁלוֹם", "שלום"),
        ("❤\ufe0f x\u200d", "❤ x"),
        ("❤\ufe00☀\ufe0e", "❤☀"),
        ("a\u20dd1\u20e3", "a1"),
        ("कु क्ष", "कु क्ष"),
        ("a¨b", "a b"),
        ("", ""),
        (" \u200c ", ""),
    ],
)
def test_folding_makes_alike_what_people_type_alike(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Café, CAFE\u0301 and caf\u200ce", "cafe", ["Café", "CAFE\u0301", "caf\u200ce"]),
        ("كتـــاب كِتاب کتاب", "كتاب", ["كتـــاب", "كِتاب", "کتاب"]),
        ("می‌خواهم ميخواهم", "میخواهم", ["می‌خواهم", "ميخواهم"]),
        ("a\u00a0\n b and a b", "a b", ["a\u00a0\n b", "a b"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "s", ["S"]),
        ("Straße", "as", []),
        ("ﬁne", "fi", ["ﬁ"]),
        ("ﬁne", "f", []),
        ("ﬁne", "ine", []),
        ("“Dar” – “Dar”", '"dar" - "dar"', ["“Dar” – “Dar”"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("👨\u200d👩 👨", "👨", ["👨"]),
        ("x", "", []),
        ("", "x", []),
        ("e\u0301", "\u0301", []),
        ("سال ۲۰۲۵", "2025", ["۲۰۲۵"]),
    ],
)
def test_finding_gives_the_places_in_the_text_itself(
    text: str, query: str, expected: list[str]
) -> None:
    assert words_found(text, query) == expected


def test_a_part_of_a_word_is_found_too() -> None:
    assert [(one.start, one.end) for one in find_folded("Cats, a cat", "CAT")] == [(0, 3), (8, 11)]


@given(st.text(max_size=60), st.text("aA \t“É´Ⅷİكß", max_size=60))
def test_few_signs_beyond_ascii_are_folded_like_many(any_text: str, few: str) -> None:
    folding, ascii_only = Folding(), "".join(map(chr, range(128)))
    for text in (any_text, few, ascii_only, *ascii_only):
        signs = "".join(folding[ord(sign)] for sign in text)
        assert fold(text) == fold_line(text) == re.sub(" {2,}", " ", signs).strip()


def test_what_was_found_of_the_last_text_is_known_and_of_no_other_one() -> None:
    looked_at = []

    def look(text: str) -> int:
        looked_at.append(text)
        return len(text)

    length_of = once_for_each(look)
    one, other = "a text", "another text"
    assert [length_of(text) for text in (one, one, other, other, one)] == [6, 6, 12, 12, 6]
    assert looked_at == [one, other, one]
