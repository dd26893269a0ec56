"""A date that could be read two ways: settled by its page or its outlet, else its year."""

import pytest

from annotator.model.article import Doubt, FieldCandidate, FieldProposal
from annotator.suggest.pages.dates import order_shown, propose, settled_by_outlet
from annotator.suggest.pages.furniture import furniture
from annotator.suggest.pages.lines import lines


def proposed(line: str, address: str = "", *said: str) -> FieldProposal:
    facts = [FieldCandidate(value, "json-ld") for value in said]
    found = propose(lines(line), furniture("en"), address, facts)
    assert found is not None
    return found


def test_a_date_of_two_readings_is_its_year_with_both_as_candidates() -> None:
    found = proposed("05/08/2019")
    assert (found.value, found.why, found.doubt) == ("2019", "year", Doubt.TWO_READINGS)
    assert [(one.value, one.why) for one in found.others] == [
        ("2019-08-05", "dmy"),
        ("2019-05-08", "mdy"),
    ]


@pytest.mark.parametrize(
    ("line", "address", "said", "value", "why"),
    [
        ("Monday, 05/08/2019", "", (), "2019-08-05", "weekday"),
        ("Wednesday 05/08/2019", "", (), "2019-05-08", "weekday"),
        ("05/08/2019", "https://a.example/2019/08/05/harbour", (), "2019-08-05", "address"),
        ("05/08/2019", "https://a.example/2019/05/harbour", (), "2019-05-08", "address"),
        ("05/08/2019", "", ("2019-05-08",), "2019-05-08", "json-ld"),
        ("05/08/2019", "https://a.example/2018/08/05/", ("2017-01-01",), "2019", "year"),
        ("Friday 05/08/2019", "", (), "2019", "year"),
    ],
)
def test_its_page_settles_it_and_it_stays_doubtful(
    line: str, address: str, said: tuple[str, ...], value: str, why: str
) -> None:
    found = proposed(line, address, *said)
    assert (found.value, found.why, found.doubt) == (value, why, Doubt.TWO_READINGS)
    if why != "year":
        assert [one.why for one in found.others] in (["mdy", "year"], ["dmy", "year"])


def test_a_date_of_one_reading_is_not_doubtful() -> None:
    found = proposed("25/08/2019")
    assert (found.value, found.why, found.doubt) == ("2019-08-25", "line", Doubt.NONE)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("25/08/2019", "dmy"),
        ("08/25/2019", "mdy"),
        ("05/08/2019", ""),
        ("2019-08-25", ""),
        ("", ""),
    ],
)
def test_a_date_in_numbers_may_show_its_order(words: str, order: str) -> None:
    assert order_shown(words) == order


@pytest.mark.parametrize(
    ("orders", "value"),
    [
        (["mdy"] * 3, "2019-05-08"),
        (["dmy", "", "dmy", "dmy"], "2019-08-05"),
        (["dmy"] * 2, "2019"),
        (["dmy"] * 3 + ["mdy"], "2019"),
        ([], "2019"),
    ],
)
def test_three_pages_of_the_outlet_that_allow_one_order_settle_it(
    orders: list[str], value: str
) -> None:
    found = settled_by_outlet(proposed("05/08/2019"), orders)
    assert found.value == value
    assert found.why == ("year" if value == "2019" else "outlet")
    assert "2019" in [found.value, *(one.value for one in found.others)]
    settled = proposed("Monday 05/08/2019")
    assert settled_by_outlet(settled, ["mdy"] * 5) == settled
