"""Colours as numbers: what is mixed, what can be read, what a type is drawn in."""

from __future__ import annotations

import colorsys

import pytest

from annotator.model.looks.palette import colours_of, contrast, hexadecimal, mixed, readable, rgb
from annotator.model.scheme import Role, SpanType


def test_contrast_runs_from_one_to_twenty_one() -> None:
    white, black = rgb("#FFFFFF"), rgb("#000000")
    assert contrast(white, white) == 1
    assert contrast(white, black) == contrast(black, white) == pytest.approx(21)


def test_a_colour_covers_its_ground_to_a_part() -> None:
    assert hexadecimal(mixed(rgb("#FF0000"), rgb("#0000FF"), 0.5)) == "#800080"


def test_only_lightness_is_moved_and_no_more_than_is_needed() -> None:
    start, page = rgb("#CC79A7"), rgb("#FFFEFB")
    found = readable(start, [page], 4.5, darken=True)
    (hue, lightness, saturation), (was_hue, was_light, was_saturation) = (
        colorsys.rgb_to_hls(*one) for one in (found, start)
    )
    assert hue == pytest.approx(was_hue, abs=0.01)
    assert saturation == pytest.approx(was_saturation, abs=0.02)
    assert lightness < was_light
    assert 4.5 <= contrast(found, page) < 4.8


def test_a_type_is_drawn_as_its_scheme_says_where_that_can_be_seen() -> None:
    known = colours_of(SpanType("said", colour="#009e73", role=Role.ENTITY), is_dark=False)
    assert (known.line, known.letter, known.tint) == ("#008A65", "#00694D", 0.0)
    other = colours_of(SpanType("frame", colour="#882255"), is_dark=False)
    assert other.line == "#882255"
    assert colours_of(SpanType("frame", colour="#882255"), is_dark=True).line != "#882255"
