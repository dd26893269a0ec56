"""Review where a third person has coded too: how many have what the two say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.codings import coded, coding, span
from tests.ui.review.conftest import FIRST, first_article, place
from tests.ui.review.settled import card_words, go_to, key_here, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

THREE = ("A", "B", "C")


def three_of(review_of: Callable[..., Driver], state: str = "done") -> Driver:
    """Open Review on A and B; C has the place as B, the other place as A, and nothing else."""
    article = first_article()
    third = coding(
        span("t3", "entity", place(FIRST, "Port Aldane"), kind="organisation"),
        span("t5", "entity", place(FIRST, "Port Aldane", 2), kind="place"),
    )
    article = coded(FIRST, *article.codings, third, article_id="a1")
    states = {"a1": {"A": "done", "B": "done", "C": state}}
    return review_of(article, names=THREE, states=states)


def test_a_card_says_how_many_of_three_have_it(review_of: Callable[..., Driver]) -> None:
    driver = three_of(review_of)
    driver.wait(lambda: bool(driver.session.review.state.holders))
    go_to(driver, "missing")
    assert "2 of 3 have it" in card_words(driver, key_here(driver))
    go_to(driver, "extra")
    assert "1 of 3 has it" in card_words(driver, key_here(driver))
    go_to(driver, "attribute")
    assert "2 of 3 as B" in card_words(driver, key_here(driver))
    take(driver, "2")
    driver.window.acts.run("hide-names")
    state = driver.session.review.state
    driver.wait(lambda: state.hides_names)
    letter = "1" if state.is_swapped else "2"
    key = next(one.key for one in state.entries["a1"] if one.first.kind == "attribute")
    assert f"2 of 3 as {letter}" in card_words(driver, key)


def test_the_list_says_it_and_is_narrowed_to_it(review_of: Callable[..., Driver]) -> None:
    driver = three_of(review_of)
    review = driver.session.review
    driver.wait(lambda: bool(review.state.holders))
    menu = review.pane.filter_menu()
    numbers = next(one.menu() for one in menu.actions() if one.text() == "How many have it")
    ways = {one.text(): one for one in numbers.actions()}
    assert list(ways) == ["However many", "1 of 3 has it", "2 of 3 have it"]
    ways["2 of 3 have it"].trigger()
    model = review.pane.model
    lines = [one for one in model.rows if one in review.state.entries["a1"]]
    assert [str(one.first.kind) for one in lines] == ["missing", "attribute"]
    spoken = model.data(model.index(model.row_of(lines[0])), model.RowRole + 0)
    assert spoken is lines[0]
    assert "2 of 3 have it" in model._spoken(lines[0])


def test_who_has_not_done_the_article_is_not_counted(review_of: Callable[..., Driver]) -> None:
    driver = three_of(review_of, "progress")
    review = driver.session.review
    driver.wait(lambda: review.state.figures is not None)
    assert review.state.holders == {}
    assert " of 3 " not in card_words(driver, key_here(driver))
    texts = [one.text() for one in review.pane.filter_menu().actions()]
    assert "How many have it" not in texts
