"""Words, caret stops and snapping."""

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.text.ranges import Range
from annotator.text.words import (
    is_word_edge,
    isolated,
    line_around,
    n_words,
    next_word_start,
    previous_word_start,
    shortened,
    snap,
    word_at,
    word_core,
)


def words(text: str) -> list[str]:
    """All words of the text, found one position after the other."""
    found: list[str] = []
    position = 0
    while position < len(text):
        word = word_at(text, position)
        if word is not None and word.contains(position):
            found.append(word.of(text))
            position = word.end
        else:
            position += 1
    return found


def stops(text: str) -> str:
    """The text with a bar wherever the caret stops on its way to the end."""
    places = [0]
    while places[-1] < len(text):
        places.append(next_word_start(text, places[-1]))
    return "|".join(text[start:end] for start, end in pairwise(places))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Tehrik-i-Taliban, now", ["the", "Tehrik-i-Taliban", "now"]),
        ("Pakistan’s O’Brien don't", ["Pakistan’s", "O’Brien", "don't"]),
        ("U.S. e.g. Mr. end.", ["U.S.", "e.g.", "Mr", "end"]),
        ("3.5 of 10,000 at 10:30, 24/7", ["3.5", "of", "10,000", "at", "10:30", "24/7"]),
        ("end.Next example.org AT&T", ["end", "Next", "example.org", "AT&T"]),
        ("a -- b - c", ["a", "b", "c"]),
        ("snake_case co\u00adoperate", ["snake_case", "co\u00adoperate"]),
        ("می‌خواهم کتاب‌ها", ["می‌خواهم", "کتاب‌ها"]),
        ("كتـــاب العربيّة،", ["كتـــاب", "العربيّة"]),
        ('צה"ל אמר', ['צה"ל', "אמר"]),
        ("他说：“你好”", ["他", "说", "你", "好"]),
        (
            "hi👨\u200d👩\u200d👧❤\ufe0fyou🇩🇪🇫🇷",
            ["hi", "👨\u200d👩\u200d👧", "❤\ufe0f", "you", "🇩🇪", "🇫🇷"],
        ),
        ("e\u0301te\u0301 a\u00a0b\u2028c\u0085d", ["e\u0301te\u0301", "a", "b", "c", "d"]),
        ("l’Iran d'accord qu’il L’Iran", ["l’", "Iran", "d'", "accord", "qu’", "il", "L’", "Iran"]),
        ("all’s well dell’Iran aujourd’hui", ["all’s", "well", "dell’", "Iran", "aujourd’hui"]),
        ("", []),
        ("… — !", []),
        ("\u0301 a", ["\u0301", "a"]),
    ],
)
def test_words_are_what_a_person_calls_so(text: str, expected: list[str]) -> None:
    assert words(text) == expected


# What Unicode calls so is a word of its own, in whatever version.
_OWN_WORDS = (
    "CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "HIRAGANA LETTER ",
    "KATAKANA LETTER ", "HALFWIDTH KATAKANA LETTER ", "HANGZHOU NUMERAL ",
)  # fmt: skip


def test_each_ideograph_is_a_word_of_its_own_and_no_letter_beside_them_is() -> None:
    """Looked at where Unicode's names change: at the first and last one of each row."""
    names = [unicodedata.name(chr(code), "") for code in range(0x32000)]
    found = [name.startswith(_OWN_WORDS) and "MINNAN" not in name for name in names]
    edges = [code for code in range(1, 0x32000) if found[code] != found[code - 1]]
    places = sorted({place for code in edges for place in (code - 1, code)})
    assert len(places) > 40
    for code in places:
        is_own = word_at(f"a{chr(code)}a", 1) == Range(1, 2) or not chr(code).isalnum()
        assert is_own or not found[code], hex(code)
    for letter in "ㄅㄱ가ꀀﬁａ":
        assert word_at(f"a{letter}a", 1) == Range(0, 3)


def test_the_word_that_ends_at_the_caret_is_meant_too() -> None:
    assert word_at("Dar, now", 3) == Range(0, 3)
    assert word_at("Dar , now", 4) is None
    assert word_at("Dar", -1) is None
    assert word_at("Dar", 3) == Range(0, 3)


def test_a_word_next_to_an_emoji_is_meant_by_where_the_caret_stands() -> None:
    assert word_at("a😀", 1) == Range(1, 2)


def test_the_core_leaves_out_a_genitive_only() -> None:
    text = "Islamabad’s Efforts"
    assert word_core(text, Range(0, 11)) == Range(0, 9)
    assert word_core(text, Range(0, 19)) == Range(0, 19)
    assert word_core("’s", Range(0, 2)) == Range(0, 2)
    assert word_core("X'S", Range(0, 3)) == Range(0, 1)


def test_a_word_edge_lies_before_a_genitive_and_not_inside_a_name() -> None:
    text = "Tehrik-i-Taliban Pakistan’s"
    assert not is_word_edge(text, text.index("Taliban"))
    assert is_word_edge(text, text.index("Pakistan"))
    assert is_word_edge(text, text.index("’s"))
    assert not is_word_edge(text, text.index("stan"))
    assert not is_word_edge("don’t", 3)
    assert is_word_edge(text, 0)
    assert is_word_edge(text, len(text))


@pytest.mark.parametrize(
    "expected",
    [
        "Ishaq |Dar|: |Formal |ties; |have |been |cut.",
        "“|We |will|,” |he |said |(|today|), |“|not |wait|.”",
        "Ministers’ |talks |end\n\n|Next |line ",
        "می‌خواهم |بروم",
        "one – |two",
        "他|说|他",
        "a |😀 |b",
        "",
    ],
)
def test_the_caret_stops_at_words_and_beside_quotation_marks(expected: str) -> None:
    assert stops(expected.replace("|", "")) == expected


def test_the_caret_goes_back_the_way_it_came() -> None:
    text = "Dar: “We will,” he said (U.S., 10:30) – l’Iran’s e\u0301 👨\u200d👩 \u00a0 می‌خواهم end"
    forward = [0]
    while forward[-1] < len(text):
        forward.append(next_word_start(text, forward[-1]))
    backward = [len(text)]
    while backward[-1] > 0:
        backward.append(previous_word_start(text, backward[-1]))
    assert backward[::-1] == forward


def test_encoded_data_and_rows_of_signs_are_passed_in_steps() -> None:
    for text in ("x" * 5_000, "-" * 5_000):
        assert 0 < next_word_start(text, 0) < 5_000
        assert 0 < previous_word_start(text, 5_000) < 5_000
    assert next_word_start("ab  " + "x" * 5_000, 4) == 1_005
    assert previous_word_start("x" * 5_000, 5_000) == 3_999
    assert previous_word_start("x" * 5_000 + "  ", 5_002) == 3_999
    assert next_word_start("x" * 1_001 + " z", 0) == 1_002
    assert next_word_start(" " * 5_000, 0) == 5_000
    assert previous_word_start(" " * 5_000, 4_000) == 0


ARTICLE = (
    "He said: “We will, he hopes,” Dar said of Pakistan’s plan (TTP), now. “Wait. Why?” In the U.S."
    " it ended... “An open paragraph ends."
)


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("akist", "Pakistan"),
        ("Pakistan", "Pakistan"),
        ("Pakistan’", "Pakistan’s"),
        ("Pakistan’s", "Pakistan’s"),
        (" Dar said of ", "Dar said of"),
        ("plan (", "plan"),
        ("TTP)", "TTP"),
        ("(TTP), now.", "(TTP), now"),
        ("(TTP)", "(TTP)"),
        ("(TT", "TTP"),
        ("), now", "now"),
        ("the U.S. ", "the U.S."),
        ("ended...", "ended..."),
        ("Why?", "Why?"),
        ("Wait. Why?”", "“Wait. Why?”"),
        ("“We will, he hop", "“We will, he hopes,”"),
        ("We will, he hopes,”", "“We will, he hopes,”"),
        ("he hopes,” ", "he hopes"),
        ("said: “", "said"),
        ("” Dar", "Dar"),
        (": “We will", "“We will"),
        (":", ":"),
        ("“An open paragraph ends.", "“An open paragraph ends."),
        ("An open paragraph ends.", "An open paragraph ends"),
    ],
)
def test_a_selection_snaps_to_what_it_means(selected: str, expected: str) -> None:
    start = ARTICLE.index(selected)
    snapped = snap(ARTICLE, Range(start, start + len(selected)))
    assert snapped is not None
    assert snapped.of(ARTICLE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("گفت،", "گفت"),
        ("کہا۔", "کہا"),
        ("«سلام»،", "«سلام»"),
        ("– he left –", "he left"),
        ("-5 degrees;", "-5 degrees"),
        ("\u200fسلام،\u200f", "سلام"),
        ("you & me.", "you & me"),
        ("really?!", "really?!"),
        ("…and then", "…and then"),
        ("他说。", "他说"),
        ("😀.", "😀"),
        ("]x[", "x"),
        (".\u200c", ".\u200c"),
    ],
)
def test_stops_of_all_scripts_stay_outside(text: str, expected: str) -> None:
    snapped = snap(text, Range(0, len(text)))
    assert snapped is not None
    assert snapped.of(text) == expected


def test_a_free_selection_keeps_half_words_but_no_half_characters() -> None:
    text = "Pakistan e\u0301nd, "
    assert snap(text, Range(2, 5), free=True) == Range(2, 5)
    assert snap(text, Range(0, 10), free=True) == Range(0, 11)
    assert snap(text, Range(9, len(text)), free=True) == Range(9, 14)


def test_a_selection_of_blanks_means_nothing() -> None:
    assert snap("a \u00a0\u2028 b", Range(1, 5)) is None
    assert snap("", Range(0, 0)) is None
    assert snap("abc", Range(1, 1)) is None
    assert snap("\u3000\u200c", Range(0, 1)) is None


def test_the_reference_coding_of_the_seed_article_stays_as_it_is(shared: Path) -> None:
    text = (shared / "samples/seed/article.txt").read_bytes().decode()
    gold = json.loads((shared / "samples/seed/gold.json").read_text("utf-8"))
    parts = [Range(p["start"], p["end"]) for span in gold["spans"] for p in span["parts"]]
    assert len(parts) > 60
    for part in parts:
        assert snap(text, part, language="en") == part, part.of(text)


def test_a_line_around_a_place_ends_with_its_paragraph_and_whole_words() -> None:
    words = "formal ties had been cut"
    text = f"Talks go on\n\nDar told them that {words} for many years and would not be. \n\nMore."
    at = Range(text.index(words), text.index(words) + len(words))
    whole = f"Dar told them that [{words}] for many years and would not be."
    assert line_around(text, at, 40, in_brackets=True) == whole
    assert line_around(text, at) == f"…told them that {whole[20:-1].replace(']', '')}."
    far = f"{'Much was said of it. ' * 9}{text[13:]}"
    at = Range(far.index(words), far.index(words) + len(words))
    assert line_around(far, at, 40).startswith("…Much was said of it. Dar told them that formal")
    on = f"{words} {'and so on ' * 20}"
    assert line_around(on, Range(0, 6)) == "formal ties had been cut and so on and so on and…"
    long = line_around(on * 3, Range(0, 400))
    assert len(long) <= 300
    assert long.count("…") == 1


def test_words_are_shortened_behind_a_whole_character() -> None:
    assert shortened("  a \n b ") == "a b"
    assert shortened("x" * 40) == "x" * 40
    assert shortened("x" * 41) == "x" * 39 + "…"
    assert shortened("one two", length=5) == "one…"
    assert shortened("ab👨\u200d👩\u200d👧cd", length=4) == "ab…"


@pytest.mark.parametrize(
    ("text", "n"),
    [("", 0), ("One, two – three.", 3), ("می\u200cشود خوب", 2), ("e\u0301te\u0301 \u2028 ok", 2)],
)
def test_words_are_what_stands_between_blanks(text: str, n: int) -> None:
    assert n_words(text) == n


def test_letters_with_an_ampersand_are_one_word_only_as_capitals() -> None:
    assert [word_at(text, 0) for text in ("AT&T", "R&d", "r&D", "a&b")] == [
        Range(0, 4),
        Range(0, 1),
        Range(0, 1),
        Range(0, 1),
    ]


def test_gershayim_join_hebrew_letters_from_the_first_to_the_last() -> None:
    text = 'אא"אא תת"תת'
    assert [word_at(text, at) for at in (0, 7)] == [Range(0, 5), Range(6, 11)]


def test_words_from_outside_turn_nothing_around_in_a_sentence() -> None:
    assert isolated("Dar") == "Dar"
    assert isolated("دار") == "\u2068دار\u2069"
    assert isolated("\u202bgro\u2067\u2067") == "\u2068gro\u2069"
    assert isolated("\u202egro\u2067") == "\u2068<202E>gro\u2069"
