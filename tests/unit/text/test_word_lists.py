"""The shipped word lists: they are read whole, and a spoilt one is refused with its line."""

import pytest

from annotator.errors import CannotRead
from annotator.text.word_lists import (
    languages,
    own_or_all,
    parse,
    primary,
    table_of,
    word_list,
    words_of,
)

GOOD = """# A small language.
language = "xx"

[guess]
words = ["ka", "mo"]
letters_per_word = 2

[[verbs]]
kind = "say"
tone = "neutral"
forms = [
  { lemma = "lu", forms = "lu, lus", frames = "that quote" },
  { lemma = "ti", forms = "ti, tis", weak = true },
]

[[verbs]]
kind = "write"
tone = "emphatic"
forms = [{ lemma = "po", forms = "po" }]

[lines]
end = [
  "Ka mo",
  "Ka ti",
]

[dates]
days = [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]]
first = "day"
"""


def test_a_list_that_has_its_form_is_taken_as_it_is() -> None:
    content = parse(GOOD.encode(), "xx")
    assert content["lines"]["end"] == ["Ka mo", "Ka ti"]
    assert content["verbs"][0]["forms"][1]["weak"] is True


@pytest.mark.parametrize("language", languages())
def test_every_shipped_list_has_its_form(language: str) -> None:
    assert word_list(language)["language"] == language


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('words = ["ka", "mo"]', 'words = ["ka", "mo"', 6, "this is not TOML"),
        ("[lines]", "[guess]", 21, "this is not TOML"),
        ("first =", "firts =", 29, "no word list has a key “firts” here"),
        ("[lines]", "[lies]", 21, "no word list has a key “lies” here"),
        ('lemma = "ti"', 'lema = "ti"', 13, "no word list has a key “lema” here"),
        ('words = ["ka", "mo"]', 'words = "ka mo"', 5, "“words” must be a list of words"),
        ('["ka", "mo"]', '["ka", 3]', 5, "“words” must be a list of words"),
        ("letters_per_word = 2", 'letters_per_word = "2"', 6, "must be a number above 0"),
        ("letters_per_word = 2", "letters_per_word = 0", 6, "must be a number above 0"),
        ("letters_per_word = 2", "letters_per_word = true", 6, "must be a number above 0"),
        ("letters_per_word = 2", 'letters = " "', 6, "must be a text in quotation marks"),
        ("weak = true", 'weak = "yes"', 13, "“weak” must be true or false"),
        ('kind = "write"', 'kind = "sing"', 17, "“kind” must be one of"),
        ('kind = "write"', 'kind = ["write"]', 17, "“kind” must be one of"),
        ('tone = "emphatic"', 'tone = "loud"', 18, "“tone” must be one of “confronting”"),
        ('"that quote"', '"that which"', 12, "“frames” must be one of"),
        ('first = "day"', 'first = "year"', 29, "“first” must be one of “”, “day”, “month”"),
        ('["c"], ', "", 28, "twelve lists of words, or seven for the days"),
        ('["c"]', '["c", "c"]', 28, "“c” stands twice in “days”"),
        ('"Ka ti"', '"Ka mo"', 24, "“Ka mo” stands twice in “end”"),
        ('"Ka ti"', '""', 24, "a word in “end” is empty"),
        ('"Ka ti"', '"Ka ti "', 24, "has a blank at an end"),
        ("lu, lus", "lu, , lus", 12, "a word in “forms” is empty"),
        ("ti, tis", "ti, ti", 13, "“ti” stands twice in “forms”"),
        ('language = "xx"', 'language = "yy"', 2, "“language” must be one of “xx”"),
    ],
)
def test_a_spoilt_list_is_refused_with_file_and_line(
    old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(CannotRead) as refused:
        parse(GOOD.replace(old, new, 1).encode(), "xx")
    sentence = refused.value.sentence()
    assert f"speech/xx.toml, line {line}: " in sentence
    assert says in sentence


def test_what_should_be_tables_and_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(CannotRead, match="line 2: “lines” must be a table"):
        parse(b'language = "xx"\nlines = ["Ka"]\n', "xx")
    with pytest.raises(CannotRead, match="line 3: “verbs” must be a list of tables"):
        parse(b'language = "xx"\n\nverbs = ["lu"]\n', "xx")


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(CannotRead, match=r"line 3: the file is not written in UTF-8"):
        parse('language = "xx"\n[words]\nsmall = ["é"]\n'.encode("latin-1"), "xx")


@pytest.mark.parametrize("language", languages())
def test_one_table_is_read_alone_as_it_is_in_the_whole_list(language: str) -> None:
    content = word_list(language)
    for name in ("guess", "writing", "abbreviations", "grammar", "lines", "words", "dates"):
        assert table_of(language, name) == content.get(name, {})


def test_a_language_without_a_list_has_no_words() -> None:
    for code in ("und", "qq", "", "../speech/en", "en/x", "ен"):
        assert not word_list(code)
        assert words_of(code, "grammar", "determiners") == ()


def test_words_that_a_language_does_not_say_are_those_of_all_languages() -> None:
    assert own_or_all("en", "writing", "that") == {"that"}
    assert {"that", "dass", "que"} < own_or_all("und", "writing", "that")


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "en"), ("en-GB", "en"), ("FA_Arab_IR", "fa"), ("und", "und"), ("", "")],
)
def test_region_and_script_are_left_out(code: str, language: str) -> None:
    assert primary(code) == language
