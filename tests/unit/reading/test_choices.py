"""Lists that are picked from by digit, and the framed attribute."""

from annotator.model.article import RegionType
from annotator.model.scheme import AttributeType
from annotator.reading.choices import (
    Choice,
    Framed,
    fitting,
    line_keys,
    region_choices,
    told_apart,
    value_choices,
)
from annotator.text.ranges import Range

DIRECTNESS = AttributeType("directness", "claim", ("direct", "indirect", "mixed"), "indirect")
KIND = AttributeType("kind", "claim", ("fact", "evaluation"), optional=True)
ISSUE = AttributeType("issue", "claim")


def test_typing_filters_and_puts_starts_of_labels_first_and_other_words_last() -> None:
    lines = [
        Choice("Old Talven", 1),
        Choice("Crystalven", 2),
        Choice("Talven", 3),
        Choice("Beck", 4, also=("Talven harbour",)),
        Choice("Marra", 5),
    ]
    assert [one.value for one in fitting(lines, "tal")] == [3, 1, 2, 4]
    assert fitting(lines, "zz") == []
    assert fitting(lines, " ") is lines


def test_after_a_mark_the_attribute_that_is_asked_for_is_framed_first() -> None:
    framed = Framed.of("claim-1", (KIND, ISSUE, DIRECTNESS))
    assert framed.attribute == DIRECTNESS
    assert framed.value_of(3) == "mixed"
    assert framed.value_of(4) is None


def test_after_a_digit_the_frame_moves_on_and_after_the_last_it_is_gone() -> None:
    framed = Framed.of("claim-1", (DIRECTNESS, KIND)).next()
    assert framed.attribute == KIND
    gone = framed.next()
    assert gone.attribute is None
    assert gone.value_of(1) is None
    assert gone.at("kind").attribute == KIND


def test_on_a_span_with_values_the_first_that_is_not_set_is_framed() -> None:
    assert Framed.of("c", (DIRECTNESS, KIND), {"directness": "direct"}).attribute == KIND


def test_the_list_of_values_keeps_the_schemes_order_and_frames_the_current_one() -> None:
    framed = Framed.of("c", (DIRECTNESS, KIND))
    choices = value_choices(framed, {"directness": "mixed"})
    assert [one.value for one in choices] == [
        *(("directness", value) for value in DIRECTNESS.values), ("directness", None),
        *(("kind", value) for value in KIND.values),
    ]  # fmt: skip
    (stands,) = [one for one in choices if one.chosen]
    assert (stands.value, stands.detail) == (("directness", "mixed"), "directness, set")
    (default,) = [one for one in value_choices(framed, {}) if one.chosen]
    assert (default.value, default.detail) == (("directness", "indirect"), "directness, default")
    (first,) = [one for one in value_choices(framed.next(), {}) if one.chosen]
    assert first.value == ("kind", "fact")


def test_lines_that_read_the_same_are_told_apart_by_their_place() -> None:
    text = "Title\n\nDar met Dar.\n\nDar left.\n"
    places = [Range(at, at + 3) for at in (7, 15, 21)]
    alone = Choice("Talven", 9, "speaker", at=Range(0, 5))
    found = told_apart([alone, *(Choice("Dar", n, at=at) for n, at in enumerate(places))], text)
    assert found[0] == alone
    details = [one.detail for one in found[1:]]
    assert details == ["paragraph 2, word 1", "paragraph 2, word 3", "paragraph 3"]


def test_a_line_with_a_key_of_its_own_takes_no_number() -> None:
    lines = [Choice("a", 1), Choice("new", 2, key="0"), Choice("b", 3)]
    assert line_keys(lines) == ["1", "0", "2"]


def test_a_type_without_values_has_no_frame() -> None:
    assert Framed.of("x", (ISSUE,)).attribute is None


def test_the_list_of_regions_holds_all_six() -> None:
    choices = region_choices(RegionType.CAPTION)
    assert [one.value for one in choices] == [kind.value for kind in RegionType]
    assert [one.chosen for one in choices].index(True) == 4


def test_the_dot_between_a_type_and_its_attribute_need_not_be_typed() -> None:
    some = [Choice("claim · kind · fact", 1), Choice("entity · kind", 2), Choice("claims", 3)]
    for typed, values in (
        ("claim kind", [1]),
        ("claim · kind", [1]),
        ("kind f", [1]),
        ("kind", [1, 2]),
    ):
        assert [one.value for one in fitting(some, typed)] == values
