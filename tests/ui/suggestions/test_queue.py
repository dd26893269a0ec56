"""Suggesters at work beside the window: first the open article, then the rest; pause, end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.model.layer import SUGGESTIONS
from tests.ui.conftest import ARTICLE
from tests.ui.entries import words

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


def suggested_here(driver: Driver) -> bool:
    """Say whether the page shows something as suggested."""
    return bool(driver.session.suggesting.state.open)


def test_nothing_is_suggested_until_somebody_asks_for_it(driver_of_texts: Driver) -> None:
    driver = driver_of_texts
    driver.press("Tab")
    assert driver.window.messages.words == "Nothing is suggested in this project yet."
    assert [one.name for one in driver.session.project.layers()] == []


def test_tab_offers_to_suggest_and_then_goes_through_what_was_found(
    driver_of_texts: Driver,
) -> None:
    driver = driver_of_texts
    driver.press("Tab", "Alt+Enter")
    driver.wait(lambda: suggested_here(driver))
    assert driver.session.suggesting.state.current is None
    driver.press("Ctrl+Home", "Tab", "Enter")
    assert len(driver.spans("claim")) == 1
    assert "suggest" not in driver.step_names()


def test_all_articles_are_read_ahead(open_text: Callable[..., Driver]) -> None:
    texts = [f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(4)]
    driver = open_text(*texts)
    driver.press("Tab", "Alt+Enter")
    project = driver.session.project
    driver.wait(lambda: len(project.reader.stamps()) == 4)
    layer = project.layer(SUGGESTIONS)
    for one in project.articles():
        assert list(project.page(one.id, {layer.id}).spans())


def test_a_pause_stops_within_a_moment_and_says_so(open_text: Callable[..., Driver]) -> None:
    driver = open_text(*(f"{ARTICLE * 8}\n\nNumber {n} of all.\n" for n in range(12)))
    queue = driver.session.suggesting.queue
    driver.press("Tab", "Alt+Enter")
    driver.wait(lambda: queue.is_reading and queue.n_done > 0)
    began = time.monotonic()
    driver.window.acts.run("pause-suggesting")
    driver.wait(lambda: queue._job is None)
    assert time.monotonic() - began < 1.0
    driver.wait(lambda: "paused" in words(driver.window.foot, "counts"))
    n_done = queue.n_done
    driver.window.acts.run("pause-suggesting")
    driver.wait(lambda: queue.n_done > n_done)
