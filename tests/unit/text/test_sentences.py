"""Sentences, clauses and paragraphs."""

import pytest

from annotator.text.ranges import Range
from annotator.text.sentences import clause_at, paragraph_at, sentence_at, sentences


def cut(text: str, language: str = "und") -> list[str]:
    """The sentences of the whole text."""
    return [piece.of(text) for piece in sentences(text, Range(0, len(text)), language)]


@pytest.mark.parametrize(
    "expected",
    [
        ["One.", "Two!", "Three?", "Four…", "Five"],
        ["Mr. Dar met Gen. W. Khan in the U.S. Congress.", "He left."],
        ["He came to the U.S.", "The talks failed."],
        ["It rose by 3.5 per cent, e.g. in Kabul.", "Nobody knew."],
        ["He paused ... and went on.", "Then he left."],
        ["He lives at St. John’s.", "I know."],
        ["So do I.", "You too."],
        ["“This is a threat. This issue …,” he said.", "Nobody spoke."],
        ["“Why? When?” he asked!", "Nobody knew."],
        ["He said: “One. Two.”", "Three."],
        ["(He left.)", "She stayed."],
        ["Am 3. Mai kam er.", "Nein."],
        ["Das war 2024.", "Er kam z. B. am Montag."],
        ["چرا؟", "بله.", "نه"],
        ["اس نے کہا۔", "پھر گیا۔"],
        ["他走了。", "她来了！"],
        ["It fell by 50%.", "He left (at 3)."],
        ["1. The first point.", "2. The second."],
        ["He said no.", "It was art.", "See No. 5 there.", "In Jan. 2024 he came."],
        ["He left", "She stayed"],
        ["Ties end.“", "Nobody knew"],
        ["He said “a” and “c. D.”", "Then he left."],
        ["“A. B.”", "“C. D.”", "He said “E.” and “F. G.” then."],
        ["Sold by Inc. Magazine.", "We asked Acme Inc.", "The firm agreed."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    joined = "\n".join(expected) if expected[0] == "He left" else " ".join(expected)
    joined = joined.replace("。 ", "。")
    assert cut(joined) == expected


def test_a_stop_without_a_blank_after_it_ends_nothing_but_before_a_quotation() -> None:
    assert cut("See example.org for more") == ["See example.org for more"]
    assert cut("He left.“She stayed.”") == ["He left.", "“She stayed.”"]


def test_a_very_long_quotation_is_cut_all_the_same() -> None:
    text = "“" + "It was so. " * 400 + "”"
    assert len(cut(text)) > 300


def test_blanks_make_no_sentence() -> None:
    assert cut("") == []
    assert cut(" \n\u00a0\n ") == []
    assert sentence_at("  ", 1, Range(0, 2)) is None
    assert clause_at("  ", 1, Range(0, 2)) is None


def test_the_sentence_at_a_place_and_between_two_the_one_before() -> None:
    text = "One here. Two there."
    whole = Range(0, len(text))
    for position in (0, 5, 9):
        found = sentence_at(text, position, whole)
        assert found is not None
        assert found.of(text) == "One here."
    for position in (10, 15, 20):
        found = sentence_at(text, position, whole)
        assert found is not None
        assert found.of(text) == "Two there."
    found = sentence_at("  One.", 0, Range(0, 6))
    assert found == Range(2, 6)


def test_a_sentence_stays_within_what_it_is_looked_for_in() -> None:
    text = "One. Two and three. Four."
    assert sentence_at(text, 8, Range(7, 17)) == Range(7, 17)


def test_in_one_huge_paragraph_only_the_neighbourhood_is_read() -> None:
    text = "This is one sentence. " * 14_000
    at = 22 * 7_000 + 3
    assert sentence_at(text, at, Range(0, len(text))) == Range(22 * 7_000, 22 * 7_000 + 21)
    blob = "x" * 300_000
    found = sentence_at(blob, 150_000, Range(0, len(blob)))
    assert found is not None
    assert found.contains(150_000)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("However", "However"),
        (", held", "Dar said at a meeting"),
        (" – again", "held today"),
        ("– again", "again"),
        ("held", "held today"),
        ("again", "again"),
        ("that", "formal ties"),
        ("formal", "formal ties"),
        ("“which", "which we need"),
        ("need,", "which we need"),
        ("cut:", "have been cut"),
        ("10,000", "10,000 left."),
    ],
)
def test_a_clause_ends_at_commas_dashes_marks_and_that(at: str, expected: str) -> None:
    text = (
        "However, Dar said at a meeting, held today – again – that formal ties, “which we need,”"
        " have been cut: 10,000 left."
    )
    found = clause_at(text, text.index(at), Range(0, len(text)))
    assert found is not None
    assert found.of(text) == expected


def test_that_is_known_in_other_languages() -> None:
    for text, expected in (
        ("وزیر گفت که روابط قطع شده است", "روابط قطع شده است"),
        ("Er sagte dass sie kommt", "sie kommt"),
        ("وزیر نے کہا کہ مذاکرات ختم", "مذاکرات ختم"),
    ):
        found = clause_at(text, len(text) - 1, Range(0, len(text)))
        assert found is not None
        assert found.of(text) == expected


def test_an_open_quotation_cuts_a_clause_at_its_mark() -> None:
    text = "He said “we will wait"
    found = clause_at(text, len(text), Range(0, len(text)))
    assert found is not None
    assert found.of(text) == "we will wait"


def test_a_paragraph_reaches_from_line_end_to_line_end() -> None:
    text = "ab\n\ncd\u2028e"
    assert paragraph_at(text, 1) == Range(0, 2)
    assert paragraph_at(text, 2) == Range(0, 2)
    assert paragraph_at(text, 3) == Range(3, 3)
    assert paragraph_at(text, 99) == Range(4, 8)
    assert paragraph_at("", 0) == Range(0, 0)


def test_empty_lines_make_no_sentence() -> None:
    assert cut("\nHe left\n\nShe stayed\n") == ["He left", "She stayed"]


def test_a_quotation_of_three_thousand_characters_is_one_sentence_a_longer_one_is_not() -> None:
    for n, is_whole in ((3_000, True), (3_001, False)):
        quoted = "“" + "It was so. It was" + "!" * (n - 19) + "”"
        assert len(quoted) == n
        assert (len(cut(quoted)) == 1) is is_whole


def test_a_sentence_is_sought_some_thousand_characters_around_and_cut_at_a_blank() -> None:
    text = "word " * 10_000
    for position in (7_999, 8_000, 8_001, 20_002, 41_999, 42_000, 49_990):
        found = sentence_at(text, position, Range(0, len(text)))
        assert found is not None
        if position < 12_000:
            assert found.start == 0
        else:
            assert 0 < position - found.start <= 12_000
            assert text[found.start - 1 : found.start + 4] == " word"
        if position >= 40_000:
            assert found.end == len(text) - 1
        else:
            assert 7_990 < found.end - position <= 12_000
            assert text[found.end - 4 : found.end + 1] == "word "


def test_a_clause_is_the_one_before_until_the_next_begins() -> None:
    text = "One, two (three) – four"
    found = [clause_at(text, position, Range(0, len(text))) for position in range(len(text) + 1)]
    at = [None if one is None else one.of(text) for one in found]
    assert at == ["One"] * 4 + ["two"] * 5 + ["three"] * 7 + ["four"] * 8


def test_what_stands_at_a_place_is_read_as_its_language_writes() -> None:
    text = "»Ja«, sagte er. Nein, qu’il vienne"
    whole = Range(0, len(text))
    for language in ("de", "und"):
        assert [one.of(text) for one in sentences(text, whole, language)] == [
            "»Ja«, sagte er.",
            "Nein, qu’il vienne",
        ]
    french = clause_at(text, len(text), whole, "fr")
    assert french is not None
    assert french.of(text) == "il vienne"
