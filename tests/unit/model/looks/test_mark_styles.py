"""How each type is drawn: told apart without colour."""

from __future__ import annotations

from annotator.model.looks.mark_styles import Style, is_under, letter_of, style_of
from annotator.model.scheme import Scheme, SpanType
from tests import builders


def test_the_four_types_are_drawn_in_four_ways() -> None:
    styles = [style_of(name, builders.scheme()) for name in ("claim", "speaker", "cue", "entity")]
    assert len(set(styles)) == 4
    assert style_of("frame", builders.scheme()) not in styles


def test_only_lines_under_the_words_take_lanes() -> None:
    assert [is_under(style) for style in (Style.BODY, Style.BOX)] == [False, False]
    assert all(is_under(style) for style in (Style.DOTS, Style.LINE, Style.DASHES))


def test_each_kind_of_entity_has_its_letter_and_any_other_has_x() -> None:
    kinds = ("person", "organisation", "place", "group", "date", "event", "other", "ship")
    assert [letter_of("entity", kind, builders.scheme()) for kind in kinds] == list("POLGDEXX")


def test_an_entity_without_kind_and_a_cue_have_no_letter() -> None:
    assert letter_of("entity", None, builders.scheme()) == ""
    assert letter_of("cue", "person", builders.scheme()) == ""


def test_a_further_type_has_the_letter_of_its_key() -> None:
    scheme = Scheme(types=(SpanType("frame", key="F"),))
    assert letter_of("frame", None, scheme) == "F"
    assert letter_of("topic", None, scheme) == "T"
