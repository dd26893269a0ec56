"""A moment as a person reads it."""

import re

from annotator.model.ids import now
from annotator.text.clock import clock_time


def test_a_time_of_today_is_told_without_the_day() -> None:
    assert re.fullmatch(r"\d\d:\d\d", clock_time(now()))


def test_another_day_is_told_with_it() -> None:
    assert re.fullmatch(r"2020-01-0[12] \d\d:\d\d", clock_time("2020-01-01T23:30:00Z"))


def test_what_is_no_time_is_nothing() -> None:
    assert clock_time("yesterday") == ""
