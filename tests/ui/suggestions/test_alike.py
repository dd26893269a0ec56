"""All that is alike, and what is said when an article is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.suggestions.conftest import TEXT, suggested_article
from tests.ui.suggestions.test_by_keys import current, open_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

SECOND = TEXT.replace("Dar: Ties Were Cut", "Dar: Talks Go On")


def go_to(driver: Driver, words: str) -> None:
    """Tab until a suggestion is current."""
    driver.press("Ctrl+Home")
    for _ in range(20):
        driver.press("Tab")
        if current(driver) == words:
            return
    raise AssertionError(words)


def listed(driver: Driver) -> list[str]:
    """Give the lines of the list that is open."""
    popup = driver.session.reading.popup
    return [popup.list.item(n).text().strip("\u2068\u2069") for n in range(popup.list.count())]


def test_all_alike_are_listed_over_articles_and_taken_as_one_step(
    suggesting: Callable[..., Driver],
) -> None:
    driver = suggesting(suggested_article(), suggested_article(SECOND, "a2"))
    go_to(driver, "Taliban")
    driver.press("Shift+Enter")
    driver.wait(lambda: driver.session.reading.popup is not None)
    assert len(listed(driver)) == 4
    lines = [one.translate({0x2068: None, 0x2069: None}) for one in listed(driver)]
    assert all(one.startswith("Taliban  ·  Dar") for one in lines)
    driver.press("Space")
    assert driver.session.reading.popup._button.text() == "Take 3"
    driver.press("Enter")
    driver.wait(lambda: driver.step_names()[0] == "settle")
    layer = driver.session.bridge.context.layer.id
    taken = [
        one.text()
        for article in ("a1", "a2")
        for one in driver.session.project.page(article, {layer}).spans()
    ]
    assert taken == ["Taliban"] * 3
    assert open_words(driver).count("Taliban") == 1


def test_all_alike_are_rejected_and_esc_rejects_none(driver: Driver) -> None:
    go_to(driver, "Taliban")
    driver.press("Shift+X")
    driver.wait(lambda: driver.session.reading.popup is not None)
    driver.press("Esc")
    assert open_words(driver).count("Taliban") == 2
    driver.press("Shift+X")
    driver.wait(lambda: driver.session.reading.popup is not None)
    driver.press("Enter")
    driver.wait(lambda: open_words(driver).count("Taliban") == 0)
    assert driver.texts() == []


def test_what_became_of_the_suggestions_is_said_when_the_article_is_done(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "Enter", "Tab", "x")
    driver.mark("Kabul", "e")
    driver.mark("The Taliban", "e")
    driver.press("d")
    if driver.session.reading.popup is not None:
        driver.press("Enter")
    driver.wait(lambda: "suggested" in driver.window.messages.words)
    assert driver.window.messages.words.endswith(
        "7 suggested: 2 taken, 1 changed, 1 rejected, 3 left open."
    )
