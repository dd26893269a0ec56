"""The page shows suggestions from how sure on, and of which suggester, as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.entries import words
from tests.ui.suggestions.conftest import TEXT, suggested_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

ALL = ["formal ties had been cut", "“We will not wait,”", "Kabul", "“We will,” […] “not go back.”",
       "Taliban", "Taliban"]  # fmt: skip


def shown(driver: Driver) -> list[str]:
    return [one.span.text() for one in driver.session.suggesting.state.open]


def lines(driver: Driver) -> list[tuple[str, str]]:
    popup = driver.session.reading.popup
    assert popup is not None
    return [(one.label, one.detail) for one in popup.choices()]


def ask(driver: Driver) -> None:
    driver.window.acts.run("filter-suggestions")


def test_the_list_counts_what_is_open_of_each(driver: Driver) -> None:
    ask(driver)
    assert lines(driver) == [
        ("sure ones alone", "5"),
        ("sure and likely ones", "6"),
        ("each perhaps, too", "7"),
        ("of all suggesters", "7"),
        ("of quotations alone", "2"),
        ("of reports alone", "1"),
        ("of names alone", "4"),
        ("of actors alone", "0"),
        ("of memory alone", "0"),
    ]


def test_a_digit_narrows_the_page_to_one_suggester_and_to_the_sure_ones(driver: Driver) -> None:
    assert shown(driver) == ALL
    ask(driver)
    driver.press("5")
    assert shown(driver) == [ALL[1], ALL[3]]
    said = "2 suggestions (Tab) of quotations alone"
    driver.wait(lambda: said in words(driver.window.foot, "counts"))
    driver.press("Ctrl+Home", "Tab")
    current = driver.session.suggesting.state.current
    assert current is not None
    assert current.span.text() == ALL[1]
    ask(driver)
    driver.press("4")
    assert shown(driver) == ALL
    ask(driver)
    driver.press("1")
    assert shown(driver) == ALL[1:]
    assert driver.window.settings.suggest_from == "sure"


def test_what_is_not_shown_is_said_where_tab_finds_none(driver: Driver) -> None:
    ask(driver)
    driver.press("9", "Ctrl+Home", "Tab")
    assert driver.window.messages.words == ("7 are open here, but not shown: menu Suggestions.")


def test_without_any_there_is_nothing_to_choose_from(open_text: Callable[..., Driver]) -> None:
    driver = open_text(TEXT)
    ask(driver)
    assert driver.session.reading.popup is None
    assert driver.window.messages.words.startswith("No suggestion is open here.")


def test_another_article_is_narrowed_alike(suggesting: Callable[..., Driver]) -> None:
    driver = suggesting(suggested_article(), suggested_article(TEXT + "More.\n", "a2"))
    first = driver.page.article.id
    ask(driver)
    driver.press("6", "Ctrl+PgDown")
    driver.wait(lambda: driver.page.article.id != first and bool(shown(driver)))
    assert shown(driver) == ALL[:1]
