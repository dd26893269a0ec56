"""Moments of other programs, with fractions of seconds and zones."""

from __future__ import annotations

import pytest

from annotator.formats.moments import moment_of


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("2023-05-04T10:11:12Z", "2023-05-04T10:11:12Z"),
        ("2023-05-04T10:11:12.1234567Z", "2023-05-04T10:11:12Z"),
        ("2023-05-04T10:11:12+02:00", "2023-05-04T08:11:12Z"),
        ("2023-12-31T20:00:00.5-05:00", "2024-01-01T01:00:00Z"),
        ("2023-05-04T10:11:12", "2023-05-04T10:11:12Z"),
        (" 2023-05-04T10:11:12.987654 ", "2023-05-04T10:11:12Z"),
    ],
)
def test_a_moment_is_utc_to_the_second(said: str, ours: str) -> None:
    assert moment_of(said) == ours


@pytest.mark.parametrize(
    "said",
    [None, "", "yesterday", "2023-05-04", "2023-13-04T10:11:12Z", "0001-01-01T00:00:00+05:00",
     "2023-05-04T10:11:12+99:00"],
)  # fmt: skip
def test_what_is_no_moment_is_none(said: str | None) -> None:
    assert moment_of(said) == ""
