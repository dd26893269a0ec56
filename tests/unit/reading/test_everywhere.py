"""The same words everywhere."""

from annotator.model.article import RegionType
from annotator.reading.everywhere import place_of, places, same_words
from annotator.text.ranges import Range
from tests.unit.reading.pages import LAYER, at, page, span

TEXT = (
    "Tassin\n\nThe Tassin talks. Tassiner boats left Tassin’s pier; tassin said no.\n\n"
    "More on Tassin"
)


def test_whole_words_in_the_same_case_are_found_and_a_genitive_may_follow() -> None:
    found = same_words(TEXT, "Tassin")
    assert [TEXT[one.start - 4 : one.start].strip() for one in found] == ["", "The", "eft", "on"]


def test_boilerplate_and_what_is_marked_with_that_type_are_left_out() -> None:
    marked = span(TEXT, "one", "entity", (12, 18))
    furniture = (RegionType.BOILERPLATE, Range(TEXT.index("More"), len(TEXT)))
    found = places(page(TEXT, marked, regions=[furniture]), "Tassin", "entity", layer_id=LAYER)
    assert [one.at for one in found] == [at(TEXT, "Tassin", 1), at(TEXT, "Tassin", 4)]


def test_a_span_of_another_type_does_not_keep_a_place_away() -> None:
    speaker = span(TEXT, "one", "speaker", (12, 18))
    assert len(places(page(TEXT, speaker), "Tassin", "entity", layer_id=LAYER)) == 4


def test_the_preview_shows_some_words_on_both_sides() -> None:
    place = place_of(TEXT, at(TEXT, "boats"))
    assert place.words == "boats"
    assert place.before == "The Tassin talks. Tassiner "
    assert place.after.startswith(" left Tassin’s pier")
    assert "\n" not in place.before + place.after


def test_a_headline_says_that_it_is_one() -> None:
    headline = (RegionType.HEADLINE, Range(0, 6))
    found = places(page(TEXT, regions=[headline]), "Tassin", "entity", layer_id=LAYER)
    assert [one.region for one in found[:2]] == [RegionType.HEADLINE, RegionType.BODY]


def test_a_no_break_space_counts_as_a_blank_but_a_line_end_does_not() -> None:
    text = "Port\u00a0Aldane, Port Aldane, Port\nAldane"
    assert [one.start for one in same_words(text, "Port Aldane")] == [0, 13]


def test_blank_words_give_nothing() -> None:
    assert same_words(TEXT, "  ") == ()
