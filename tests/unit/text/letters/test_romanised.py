"""Names across scripts: letter for letter by published tables, and nothing else."""

from __future__ import annotations

import tomllib

import pytest

from annotator import resources
from annotator.text.letters.romanised import is_latin, is_written_so, roughly
from annotator.text.likeness import fold

TABLES = tomllib.loads(resources.read_text("romanised.toml"))


@pytest.mark.parametrize("script", TABLES)
def test_each_spelling_of_a_letter_is_read_and_found(script: str) -> None:
    letters = TABLES[script]["letters"]
    frame = {"cyrillic": ("м", "м"), "greek": ("μ", "μ"), "arabic": ("م", "م")}[script]
    for letter, spellings in letters.items():
        assert fold(letter) == letter  # else no name would ever have it
        word = f"{frame[0]}{letter}{frame[1]}"
        for one in spellings.split():
            latin = f"m{one.replace('_', '')}m"
            assert is_written_so(word, latin), (word, latin)
            assert {*roughly(word)} & {*roughly(latin)}, (word, latin)


@pytest.mark.parametrize("word", ["北京", "กรุงเทพ", "путin", "", "ა"])
def test_what_no_table_has_is_written_in_no_way(word: str) -> None:
    assert not is_written_so(word, "putin")
    assert is_latin(word) or roughly(word) == ()


def test_long_words_are_found_in_few_ways() -> None:
    assert 0 < len(roughly("غ" * 400)) <= 8
    assert not is_written_so("ا" * 400, "a" * 4_000)
    # There are more ways through this than anybody could try one by one.
    assert not is_written_so("ا" * 60, "a" * 100 + "x")
    assert is_written_so("ا" * 60, "a" * 100)
