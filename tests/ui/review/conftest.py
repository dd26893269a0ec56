"""A window in Review, on two articles that two people have coded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.codings import coded, coding, link, project_of, span
from tests.ui.conftest import Driver

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.model.coded import CodedArticle, CodedLink, CodedSpan
    from annotator.ui.window import MainWindow

FIRST = """Ferry returns: minister

“We have kept our promise,” said Mira Talven, the minister.

Port Aldane waits. The line was open, she added, and the quay at Port Aldane too.
"""
SECOND = """Quay to close

Talven said that the quay would close. Port Aldane was not asked.
"""


def place(text: str, words: str, n: int = 1) -> tuple[int, int]:
    """Give the n-th place of some words."""
    at = -1
    for _ in range(n):
        at = text.index(words, at + 1)
    return at, at + len(words)


def first_article() -> CodedArticle:
    """A speaker is another, a claim longer, a place has another kind, one is missing, one extra."""
    text = FIRST
    left: list[CodedSpan | CodedLink] = [
        span("l1", "claim", place(text, "“We have kept our promise,”"), directness="direct"),
        span("l2", "speaker", place(text, "Mira Talven")),
        span("l3", "entity", place(text, "Port Aldane"), kind="place"),
        span("l4", "claim", place(text, "The line was open"), directness="indirect"),
        span("l5", "entity", place(text, "Port Aldane", 2), kind="place"),
        link("l1", "said_by", "l2"),
    ]
    right: list[CodedSpan | CodedLink] = [
        span("r1", "claim", place(text, "We have kept our promise"), directness="direct"),
        span("r2", "speaker", place(text, "Mira Talven")),
        span("r3", "entity", place(text, "Port Aldane"), kind="organisation"),
        span("r4", "claim", place(text, "The line was open"), directness="indirect"),
        span("r6", "speaker", place(text, "she")),
        link("r1", "said_by", "r2"),
    ]
    return coded(text, coding(*left), coding(*right), article_id="a1")


def second_article() -> CodedArticle:
    """The place is marked by the left alone, as in the first article."""
    text = SECOND
    left = [
        span("m1", "claim", place(text, "the quay would close"), directness="indirect"),
        span("m2", "entity", place(text, "Port Aldane"), kind="place"),
    ]
    right = [span("s1", "claim", place(text, "the quay would close"), directness="indirect")]
    return coded(text, coding(*left), coding(*right), article_id="a2")


@pytest.fixture
def review_of(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Callable[..., Driver]:
    """Opens Review on articles coded by A and B."""

    def make(*articles: CodedArticle, **more: object) -> Driver:
        path = tmp_path / "two.annotator"
        project_of(path, articles, **more).close()
        return open_review(window, qtbot, path)

    return make


def open_review(window: MainWindow, qtbot: QtBot, path: Path) -> Driver:
    """Open a project and show Review."""
    window.projects.open_path(path)
    qtbot.waitUntil(lambda: window.session is not None and window.session.view.page is not None)
    driver = Driver(window, qtbot)
    driver.session.view.setFocus()
    driver.press("Ctrl+2")
    review = driver.session.review
    driver.wait(lambda: review.state.settling is not None and not review.state.is_comparing)
    driver.wait(lambda: review.state.page is not None or not review.state.entries)
    return driver


@pytest.fixture
def both(review_of: Callable[..., Driver]) -> Driver:
    """Review of both articles."""
    return review_of(first_article(), second_article())
