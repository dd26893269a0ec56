"""Quotation marks of all languages."""

from pathlib import Path

import pytest

from annotator.text.quotations import how_quoted, quotations
from annotator.text.ranges import Range


def found(text: str, language: str = "und") -> list[str]:
    """The words of all quotations, marks included."""
    return [one.range.of(text) for one in quotations(text, Range(0, len(text)), language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“We will,” he said, “not wait.”", "en", ["“We will,”", "“not wait.”"]),
        ('"We will," he said, "not wait."', "en", ['"We will,"', '"not wait."']),
        ("„Gut“, sagte er. »Ja«, sagte sie.", "de", ["„Gut“", "»Ja«"]),
        ("„Er sagte: ‚Nein‘“, so", "de", ["„Er sagte: ‚Nein‘“", "‚Nein‘"]),
        ("«Ja», sagte er in Bern. „Nein”", "de", ["«Ja»", "„Nein”"]),
        ("Ein »Wort« mehr", "und", ["»Wort«"]),
        ("« Oui », dit-il : « non »", "fr", ["« Oui »", "« non »"]),
        ("«\u00a0Oui, “bien sûr”\u00a0»", "fr", ["«\u00a0Oui, “bien sûr”\u00a0»", "“bien sûr”"]),
        ("Une ‹ petite › chose", "fr", ["‹ petite ›"]),
        ("او گفت ”سلام“ و «درود» و “خوب”", "fa", ["”سلام“", "«درود»", "“خوب”"]),
        ('قال: "الجهود". ثم', "ar", ['"الجهود"']),
        ('צה"ל אמר "שלום".', "he", ['"שלום"']),
        ("”Ja”, sade han. ”Nej.”", "sv", ["”Ja”", "”Nej.”"]),
        ("’Ja’, sade han", "sv", ["’Ja’"]),
        ("「彼は『はい』と言った」", "ja", ["「彼は『はい』と言った」", "『はい』"]),
        ("a << b, <<Oui>> he said", "fr", ["<<Oui>>"]),
        ("(“A”) —“B”—“‘C’ d”", "en", ["“A”", "“B”", "“‘C’ d”", "‘C’"]),
        ("‘Talks failed,’ he said. ‘Fine.’", "en", ["‘Talks failed,’", "‘Fine.’"]),
        ("'Talks failed,' he said.", "en", ["'Talks failed,'"]),
        ("\"'A,' he said.\"", "en", ["\"'A,' he said.\"", "'A,'"]),
        ('He said ("no") and "yes"; then', "en", ['"no"', '"yes"']),
        ("“Yes.”(he) and “No”", "en", ["“Yes.”", "“No”"]),
        ('"(yes)" he said', "en", ['"(yes)"']),
        ('He said:"Yes" and "—no"', "en", ['"Yes"', '"—no"']),
        ('He said " yes " and left', "en", ['" yes "']),
        ('"He said "yes" to me," he said', "en", ['"He said "yes" to me,"', '"yes"']),
        ('"He said ("no") yes"', "en", ['"He said ("no") yes"', '"no"']),
        ('"a/"b"/c"', "en", ['"a/"b"/c"', '"b"']),
        ('x-"a"-y ("a" "b")', "en", ['"a"', '"a"', '"b"']),
        ("'tis said the 'word' here", "en", ["'word'"]),
        ("‘THE MINISTERS’ TALKS,’ he said", "en", ["‘THE MINISTERS’ TALKS,’"]),
        ('אמר "צה"ל בא".', "he", ['"צה"ל בא"']),
        ("彼「…はい」", "ja", ["「…はい」"]),
        ("He (“no”)“yes”", "en", ["“no”", "“yes”"]),
        ("“a“ b”", "en", ["“a“"]),
        ("mot « fin", "fr", ["« fin"]),
        ("", "en", []),
        ("no marks at all", "en", []),
    ],
)
def test_marks_pair_as_the_language_writes_them(
    text: str, language: str, expected: list[str]
) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Don’t, can't, the ministers’ talks, the ministers' talks",
        "’tis the ’90s, 'tis the '90s, rock 'n roll, get 'em",
        'He is 5\'10" tall, on a 10" screen',
        'A," he said. And then, he said',
        "x > y >> z",
        "stray ‘mark and stray 'mark and ‹mark",
        "word」",
        "wort“ ende",
        "ord” slut",
    ],
)
def test_apostrophes_inches_and_strays_make_no_quotation(text: str) -> None:
    assert found(text) == []


def test_an_apostrophe_inside_a_quotation_does_not_close_it() -> None:
    text = "‘The ministers’ talks don’t end,’ he said"
    assert found(text) == ["‘The ministers’ talks don’t end,’"]
    text = "'The ministers' talks don't end,' he said"
    assert found(text) == ["'The ministers' talks don't end,'"]


def test_an_odd_count_still_gives_the_pairs_and_the_rest_with_doubt() -> None:
    text = "“One here. “Two” he said. “Three” she said."
    given = quotations(text, Range(0, len(text)), "en")
    assert [(one.range.of(text), one.closed, one.depth) for one in given] == [
        (text, False, 0),
        ("“Two”", True, 1),
        ("“Three”", True, 1),
    ]


def test_a_quotation_over_paragraphs_goes_on_where_the_next_one_opens() -> None:
    text = "“First.\n\n“Second.\n“Last.”\n“Open, and then\nnothing."
    given = quotations(text, Range(0, len(text)), "en")
    assert [(one.range.of(text), one.closed) for one in given] == [
        ("“First.", False),
        ("“Second.", False),
        ("“Last.”", True),
        ("“Open, and then", False),
    ]


def test_french_takes_a_quotation_up_with_the_closing_mark() -> None:
    text = "« Un.\n» Deux. »"
    given = quotations(text, Range(0, len(text)), "fr")
    assert [(one.range.of(text), one.closed) for one in given] == [
        ("« Un.", False),
        ("» Deux. »", True),
    ]


def test_an_inner_mark_that_never_closes_is_left_out() -> None:
    assert found("«a “b c» d") == ["«a “b c»"]


def test_marks_do_not_pair_over_a_line_end() -> None:
    given = quotations("“a\nb” c", Range(0, 7), "en")
    assert [(one.start, one.end, one.closed) for one in given] == [(0, 2, False)]


def test_only_the_given_part_of_a_text_is_read() -> None:
    text = "“a” “b” “c”"
    assert [one[:2] for one in quotations(text, Range(4, 7), "en")] == [(4, 7)]
    assert quotations(text, Range(7, 2), "en") == ()


def parts_of(text: str, *words: str) -> list[Range]:
    """Where the words stand."""
    return [Range(text.index(one), text.index(one) + len(one)) for one in words]


def test_how_much_of_a_claim_is_quoted() -> None:
    text = "He said ties were “unsuccessful” so far. “We will,” he said, “not wait.” The end."
    assert how_quoted(text, parts_of(text, "“We will,”", "“not wait.”"), "en") == "all"
    assert how_quoted(text, parts_of(text, "We will", "not wait"), "en") == "all"
    assert how_quoted(text, parts_of(text, "ties were “unsuccessful” so far"), "en") == "some"
    assert how_quoted(text, parts_of(text, "He said", "“not wait.”"), "en") == "some"
    assert how_quoted(text, parts_of(text, "The end"), "en") == "none"
    assert how_quoted(text, [], "en") == "none"
    assert how_quoted(text, parts_of(text, "“"), "en") == "none"


def test_a_paragraph_that_opens_and_does_not_close_is_quoted_a_stray_mark_quotes_nothing() -> None:
    text = "“All of this.\n“And this.”\nHe wrote “ and then a claim came."
    assert how_quoted(text, parts_of(text, "“All of this.", "“And this.”"), "en") == "all"
    assert how_quoted(text, parts_of(text, "All of this"), "en") == "all"
    assert how_quoted(text, parts_of(text, "a claim came"), "en") == "none"


def test_a_claim_that_opens_here_and_closes_paragraphs_later_is_quoted() -> None:
    text = "He said: “First.\n\nSecond.” The end."
    part = parts_of(text, "“First.\n\nSecond.”")
    assert how_quoted(text, part, "en") == "all"
    assert how_quoted(text, parts_of(text, "First.\n\nSecond"), "en") == "some"


def test_the_language_may_name_a_country_too() -> None:
    assert found("»Ja«, sagte er", "de-AT") == ["»Ja«"]


def test_all_quotations_of_the_harbour_articles_are_found(shared: Path) -> None:
    for language, n in (("fa", 4), ("ar", 2), ("he", 1), ("ps", 2), ("ur", 2)):
        text = (shared / f"samples/rtl/harbour_{language}.txt").read_text("utf-8")
        given = quotations(text, Range(0, len(text)), language)
        assert len(given) >= n
        assert all(one.closed for one in given)


def test_a_quotation_knows_how_many_it_stands_in() -> None:
    text = "“a ‘b «c» d’ «e» f” «g» “h"
    given = quotations(text, Range(0, len(text)), "en")
    assert [(one.range.of(text)[1:2], one.depth, one.closed) for one in given] == [
        ("a", 0, True),
        ("b", 1, True),
        ("c", 2, True),
        ("e", 1, True),
        ("g", 0, True),
        ("h", 0, False),
    ]


def test_marks_pair_within_eight_thousand_characters_of_a_claim() -> None:
    for n, quoted in ((7_999, "all"), (8_000, "none")):
        text = "x “" + "a" * n + " claim" + "b" * n + "” y"
        assert how_quoted(text, parts_of(text, " claim"), "en") == quoted
