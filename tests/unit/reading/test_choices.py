"""Lists that are picked from by digit, and the framed attribute."""

from annotator.model.article import RegionType
from annotator.model.scheme import AttributeType
from annotator.reading.choices import Choice, Framed, fitting, region_choices, value_choices

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
    choices = value_choices(DIRECTNESS, "mixed")
    assert [one.value for one in choices] == list(DIRECTNESS.values)
    assert [one.chosen for one in choices] == [False, False, True]
    (default,) = [one for one in value_choices(DIRECTNESS) if one.chosen]
    assert (default.value, default.detail) == ("indirect", "default")


def test_a_type_without_values_has_no_frame() -> None:
    assert Framed.of("x", (ISSUE,)).attribute is None


def test_the_list_of_regions_holds_all_six() -> None:
    choices = region_choices(RegionType.CAPTION)
    assert [one.value for one in choices] == [kind.value for kind in RegionType]
    assert [one.chosen for one in choices].index(True) == 4
