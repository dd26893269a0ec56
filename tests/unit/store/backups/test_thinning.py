"""Old backups are thinned, never all; a clock that was set back takes nothing away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.store.backups.listing import Backup
from annotator.store.backups.thinning import FEWEST, FEWEST_LARGE, to_thin

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
LARGE = 900 * 1024**2


def one(age: timedelta, size: int = 1) -> Backup:
    """Give a backup of this age."""
    return Backup(Path(f"{age}"), AT - age, 1, "step", size)


def test_all_of_the_last_hour_then_fewer_and_fewer_are_kept() -> None:
    recent = [one(timedelta(minutes=n)) for n in range(0, 60, 5)]
    of_a_day = [one(timedelta(hours=2, minutes=10 + n)) for n in range(3)]
    of_a_month = [one(timedelta(days=3, minutes=n)) for n in range(3)]
    older = [one(timedelta(days=80, minutes=n)) for n in range(3)]
    thinned = to_thin([*older, *recent, *of_a_month, *of_a_day], AT)
    assert set(thinned.by_time) == {*of_a_day[1:], *of_a_month[1:], *older[1:]}
    assert thinned.by_size == ()


def test_at_least_five_are_kept() -> None:
    old = [one(timedelta(days=80, minutes=n)) for n in range(8)]
    assert len(to_thin(old, AT).by_time) == 8 - FEWEST


def test_of_more_than_two_gigabytes_the_newest_are_kept_and_it_is_told_which_went_for_that() -> (
    None
):
    small = [one(timedelta(minutes=n), size=150 * 1024**2) for n in range(20)]
    assert set(to_thin(small, AT).by_size) == set(small[13:])
    assert to_thin(small, AT).by_time == ()


def test_of_a_large_project_three_are_kept_whatever_room_they_take() -> None:
    large = [one(timedelta(minutes=n), size=LARGE) for n in range(6)]
    assert set(to_thin(large, AT).by_size) == set(large[FEWEST_LARGE:])
    huge = [one(timedelta(minutes=1), size=3 * 1024**3)]
    assert to_thin(huge, AT).by_size == ()


@pytest.mark.parametrize(
    ("age", "beside"),
    [
        (timedelta(hours=1), timedelta(seconds=1)),
        (timedelta(days=1), timedelta(hours=1)),
        (timedelta(days=31), timedelta(days=1)),
    ],
)
def test_the_last_moment_of_a_stretch_belongs_to_it(age: timedelta, beside: timedelta) -> None:
    """At its end two backups stand where a moment later one of them would go."""
    newest = [one(timedelta(seconds=n)) for n in range(FEWEST)]
    two = [one(age), one(age - beside)]
    assert to_thin([*newest, *two], AT).by_time == ()


def test_just_two_gigabytes_are_kept() -> None:
    eighth = [one(timedelta(minutes=n), size=128 * 1024**2) for n in range(16)]
    assert to_thin(eighth, AT).by_size == ()
    more = one(timedelta(minutes=30))
    assert to_thin([*eighth, more], AT).by_size == (more,)


def test_backups_from_the_future_stay_and_the_one_made_now_stays_beside_them() -> None:
    """A clock that was years ahead, or that was set back by years."""
    future = [one(timedelta(days=-4000, minutes=n), size=LARGE) for n in range(8)]
    now = one(timedelta(0), size=LARGE)
    thinned = to_thin([*future, now], AT)
    assert thinned.by_time == ()
    assert now not in thinned.by_size
    small = [one(timedelta(days=-4000, minutes=n)) for n in range(30)]
    assert to_thin([*small, one(timedelta(0))], AT).by_time == ()
