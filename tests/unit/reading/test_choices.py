"""Lists that are picked from by digit, and the framed attribute."""

from annotator.model.article import RegionType
from annotator.model.scheme import AttributeType
from annotator.reading.choices import Choices, Framed, Option, region_choices, value_choices

DIRECTNESS = AttributeType("directness", "claim", ("direct", "indirect", "mixed"), "indirect")
KIND = AttributeType("kind", "claim", ("fact", "evaluation"), optional=True)
ISSUE = AttributeType("issue", "claim")
ENTITY_KIND = AttributeType("kind", "entity", ("person", "organisation", "place"))


def many(n: int) -> Choices:
    return Choices.of([Option(str(i), f"name {i}") for i in range(1, n + 1)])


def test_the_first_nine_lines_have_digits_and_further_ones_capital_letters() -> None:
    keys = [line.key for line in many(11).lines()]
    assert keys == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B"]


def test_digits_pick_while_the_filter_is_empty_and_are_typing_afterwards() -> None:
    choices = many(11)
    assert choices.picked("3") == choices.options[2]
    assert choices.picked("B") == choices.options[10]
    assert choices.picked("b") is None
    assert choices.with_typed("name").picked("3") is None


def test_typing_filters_and_puts_starts_of_labels_first() -> None:
    choices = Choices.of([Option("1", "Old Talven"), Option("2", "Talven"), Option("3", "Beck")])
    shown = choices.with_typed("tal").shown()
    assert [option.value for option in shown] == ["2", "1"]
    assert choices.with_typed("zz").framed() is None


def test_the_frame_moves_round_and_enter_takes_the_framed_line() -> None:
    choices = many(3)
    assert choices.moved(1).framed() == choices.options[1]
    assert choices.moved(-1).framed() == choices.options[2]
    assert Choices(()).moved(1).framed() is None


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


def test_an_entity_whose_kind_is_not_known_is_asked_at_once() -> None:
    framed = Framed.of("entity-1", (ENTITY_KIND,))
    assert framed.asks_at_once({})
    assert not framed.asks_at_once({"kind": "place"})
    assert not Framed.of("claim-1", (DIRECTNESS,)).asks_at_once({})


def test_the_list_of_values_keeps_the_schemes_order_and_frames_the_current_one() -> None:
    choices = value_choices(DIRECTNESS, "mixed")
    assert [option.value for option in choices.options] == list(DIRECTNESS.values)
    assert choices.framed() == choices.options[2]
    default = value_choices(DIRECTNESS).framed()
    assert default is not None
    assert default.value == "indirect"


def test_a_type_without_values_has_no_frame() -> None:
    framed = Framed.of("x", (ISSUE,))
    assert framed.attribute is None
    assert framed.choices({}) is None


def test_the_list_of_regions_holds_all_six() -> None:
    choices = region_choices(RegionType.CAPTION)
    assert [option.value for option in choices.options] == [kind.value for kind in RegionType]
    assert choices.frame == 4
