"""Lines that recur round the articles of an outlet, and what is never one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.pages.lines import lines
from annotator.suggest.pages.recurring import LONGEST, line_key, outside_lines, recurring
from annotator.text.ranges import Range

BODY = "The harbour was closed on Monday, the minister said, and stays closed until spring."
HEAD, FOOT = ["Gull News", "Home Politics", "The harbour is closed"], "Also read: 12 more"
PAGE = "\n".join([*HEAD, BODY, "A short line", BODY, FOOT])


def words(text: str, *regions: tuple[str, Range]) -> list[str]:
    return [line.words for line in outside_lines(text, regions)]


def test_lines_before_and_behind_the_body_are_outside_and_those_within_are_not() -> None:
    assert words(PAGE) == [
        "Gull News",
        "Home Politics",
        "The harbour is closed",
        "Also read: 12 more",
    ]


def test_what_stands_below_the_headline_is_within_the_article() -> None:
    headline = ("headline", Range(10, 23))
    assert words(PAGE, headline) == ["Gull News", "Also read: 12 more"]


def test_what_is_something_already_long_or_without_letters_is_passed_over() -> None:
    long = "word " * (LONGEST // 5) + "words"
    text = f"{long}\n***\n{BODY}\n{long}\n12.30\nMore"
    assert words(text) == ["More"]
    start = text.index("More")
    assert words(text, ("boilerplate", Range(start, start + 4))) == []


def test_a_text_without_sentences_has_no_outside() -> None:
    assert words("Home\nPolitics\nSport") == []


def test_a_line_is_known_whatever_its_numbers_case_and_signs() -> None:
    assert line_key("Also read: 12 more") == line_key("ALSO  READ: 7 more")
    assert line_key("بیشتر بخوانید ۱۲") == line_key("بيشتر بخوانيد 345")
    assert line_key("More news") != line_key("More views")


def test_three_stories_of_one_outlet_make_a_line_recur_and_copies_count_once() -> None:
    menu, other = "home politics", "a teaser"
    pages = [("Gull", n, {menu, other} if n < 2 else {menu}) for n in range(3)]
    pages += [("Wire", "one story", {other})] * 5
    assert recurring(pages) == {"Gull": frozenset({menu})}


@given(
    st.text(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=4)
)
def test_places_are_whole_lines_of_any_text(text: str, places: list[tuple[int, int]]) -> None:
    regions = [("byline", Range(at, at + n)) for at, n in places]
    words_at = {line.at: line.text for line in lines(text)}
    for line in outside_lines(text, regions):
        assert words_at[line.at] == line.words == line.at.of(text)
        assert all(at.end <= line.at.start or line.at.end <= at.start for _, at in regions)
