"""How another program counts positions is found out by what stands at them."""

from __future__ import annotations

import re

import pytest

from annotator.errors import WrongUse
from annotator.formats import counting as counting_module
from annotator.formats.counting import (
    EVERY,
    Calibration,
    Counting,
    ForeignPlace,
    FoundCounting,
    PlaceFinder,
    counting_of,
)
from annotator.text.offsets import ForeignOffsets
from annotator.text.ranges import Range

TEXT = (
    "Harbour opens 🚢 again\n\nThe minister said: “We will,” and she smiled 👍🏽 at them.\n"
    "Fishers doubt it.\nوزیر گفت: بندر باز می\u200cشود."
)
WORDS = ("Harbour", "The minister", "“We will,”", "smiled", "Fishers", "doubt it", "وزیر", "بندر")
NVIVO = Counting(utf16=True, crlf=True)


def places(counting: Counting, *, named: bool = False, words: tuple[str, ...] = WORDS):  # type: ignore[no-untyped-def]
    count = ForeignOffsets(TEXT, utf16=counting.utf16, crlf=counting.crlf, bom=counting.bom)
    for one in words:
        start = TEXT.index(one)
        last = start + len(one) - counting.end
        yield ForeignPlace(count.to_unit(start), count.to_unit(last), one if named else "")


def found(counting: Counting, **more: object) -> FoundCounting:
    calibration = Calibration()
    calibration.add(0, TEXT, TEXT, [*places(counting, **more)])  # type: ignore[arg-type]
    positions = calibration.positions()
    assert positions is not None
    return positions


@pytest.mark.parametrize("counting", EVERY, ids=Counting.said)
@pytest.mark.parametrize("named", [False, True])
def test_each_of_the_sixteen_readings_is_found_by_the_words(
    counting: Counting, named: bool
) -> None:
    positions = found(counting, named=named)
    assert positions.counting == counting
    assert positions.score == 100
    assert positions.next <= 90
    assert positions.is_decided
    assert not positions.shown


@pytest.mark.parametrize("counting", EVERY, ids=Counting.said)
def test_a_reading_is_said_and_understood(counting: Counting) -> None:
    assert counting_of(counting.said()) == counting
    assert counting.in_words()


@pytest.mark.parametrize("said", ["", "utf8", "utf16,crlf", "codepoints;bom", "bom"])
def test_what_is_no_reading_is_refused_and_says_what_one_is(said: str) -> None:
    with pytest.raises(WrongUse) as error:
        counting_of(said)
    assert "crlf2" in str(error.value.hint)


def test_places_that_cut_a_character_or_leave_the_text_are_none() -> None:
    text = "a🚢b\nc"
    at = PlaceFinder(text, text).at
    assert at(ForeignPlace(1, 3), Counting(utf16=True)) == Range(1, 2)
    assert at(ForeignPlace(2, 3), Counting(utf16=True)) is None
    assert at(ForeignPlace(1, 2), Counting(utf16=True)) is None
    assert at(ForeignPlace(4, 6), NVIVO) == Range(3, 4)
    assert at(ForeignPlace(5, 6), NVIVO) is None
    assert at(ForeignPlace(0, 5), Counting()) == Range(0, 5)
    assert at(ForeignPlace(0, 6), Counting()) is None
    assert at(ForeignPlace(-1, 2), Counting()) is None
    assert at(ForeignPlace(3, 1), Counting()) is None
    assert at(ForeignPlace(0, 1), Counting(bom=True)) is None
    assert at(ForeignPlace(1, 2), Counting(bom=True)) == Range(0, 1)
    assert at(ForeignPlace(4, 4), Counting(end=True)) == Range(4, 5)
    assert at(ForeignPlace(4, 5), Counting(end=True)) is None
    assert at(ForeignPlace(1, 2), Counting(utf16=True, end=True)) == Range(1, 2)


def test_lines_that_end_in_one_character_count_one_whatever_the_reading() -> None:
    text, shape = "a\nb\nc", "a\nb c"
    assert PlaceFinder(text, shape).at(ForeignPlace(5, 6), Counting(crlf=True)) == Range(4, 5)


def test_readings_that_agree_on_a_plain_text_are_one() -> None:
    calibration = Calibration()
    text = "One line, no more to see here"
    calibration.add(0, text, text, [ForeignPlace(0, 3), ForeignPlace(10, 12), ForeignPlace(13, 17)])
    positions = calibration.positions()
    assert positions is not None
    assert positions.counting == Counting()
    assert positions.is_decided


def test_what_the_program_is_known_for_breaks_ties_alone() -> None:
    calibration = Calibration()
    text = "One 🚢 line\nand so on"
    calibration.add(0, text, text, [ForeignPlace(0, 3)])
    assert calibration.positions() is not None
    usual = calibration.positions(NVIVO)
    assert usual is not None
    assert usual.counting == NVIVO
    assert found(Counting()).counting == Counting()
    tied = Calibration()
    tied.add(0, TEXT, TEXT, [*places(Counting())])
    other = tied.positions(NVIVO)
    assert other is not None
    assert other.counting == Counting()


def test_a_file_that_fits_no_reading_well_is_asked_about_with_three_codings_under_two() -> None:
    calibration = Calibration()
    odd = [ForeignPlace(one.start + 3, one.end + 3) for one in places(Counting())][:6]
    calibration.add(0, TEXT, TEXT, odd)
    positions = calibration.positions()
    assert positions is not None
    assert positions.score < 80
    assert not positions.is_decided
    assert len(positions.shown) == 2
    assert all(len(one.words) == 3 for one in positions.shown)
    assert positions.shown[0].counting != positions.shown[1].counting
    asked = calibration.positions(asked=Counting())
    assert asked is not None
    assert (asked.is_decided, asked.is_doubtful) == (True, True)


def test_a_text_that_contradicts_the_others_is_read_in_its_own_way() -> None:
    calibration = Calibration()
    for number in range(3):
        calibration.add(number, TEXT, TEXT, [*places(NVIVO)])
    calibration.add(3, TEXT, TEXT, [*places(Counting())])
    positions = calibration.positions()
    assert positions is not None
    assert positions.of(0) == NVIVO
    assert positions.of(3) == Counting()
    assert positions.others == {3: Counting()}


def test_places_outside_under_every_reading_are_counted() -> None:
    calibration = Calibration()
    calibration.add(0, TEXT, TEXT, [*places(Counting()), ForeignPlace(9_000, 9_005)])
    positions = calibration.positions()
    assert positions is not None
    assert positions.n_misfits == 1
    assert positions.counting == Counting()


def test_without_places_nothing_is_said() -> None:
    calibration = Calibration()
    calibration.add(0, TEXT, TEXT, [ForeignPlace(3, 3)])
    assert calibration.positions() is None


def test_many_places_are_tried_under_the_likely_readings_alone() -> None:
    calibration = Calibration()
    some = [*places(NVIVO)]
    for number in range(1_000):
        calibration.add(number, TEXT, TEXT, some)
    positions = calibration.positions()
    assert positions is not None
    assert (positions.counting, positions.score) == (NVIVO, 100)
    assert positions.next < 90
    assert positions.n_misfits == 0


def test_of_very_many_places_on_a_text_some_from_all_of_it_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "word " * 40 + "🚢 " + "word " * 40
    starts = [one.start() for one in re.finditer("word", text)]
    count = ForeignOffsets(text, utf16=True)
    places = [ForeignPlace(count.to_unit(at), count.to_unit(at + 4)) for at in starts]
    asked: list[object] = []
    points = counting_module._points

    def counted(*each: object) -> int:
        asked.append(each)
        return points(*each)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(counting_module, "_ENOUGH", 10)
    monkeypatch.setattr(counting_module, "_points", counted)
    calibration = Calibration()
    calibration.add(1, text, text, places)
    found = calibration.positions()
    assert found is not None
    assert (found.counting, found.score) == (Counting(utf16=True), 100)
    assert len(asked) <= 10 * len(EVERY) < len(places) * 3
