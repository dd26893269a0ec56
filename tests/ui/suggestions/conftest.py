"""A window in Read on an article for which something is suggested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.codings import coded, coding, link, span
from tests.suggested import project_with_suggestions
from tests.ui.conftest import ARTICLE, Driver
from tests.ui.review.conftest import place

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.model.coded import CodedArticle, CodedLink, CodedSpan
    from annotator.ui.window import MainWindow

TEXT = """Dar: Ties Were Cut

The minister said that formal ties had been cut. “We will not wait,” said Dar in Kabul.

“We will,” he said, “not go back.” Talks with the Taliban go on. The Taliban were not asked.
"""
SURE, LIKELY, PERHAPS = "900", "700", "300"


def suggested_article(text: str = TEXT, article_id: str = "a1") -> CodedArticle:
    """Three claims with cue and speaker, one of two parts; names, one of them a perhaps."""
    cut, wait, back = ("formal ties had been cut", "“We will not wait,”", "“We will,”")
    quote, verb, name = ("quote+cue", SURE), ("verb+that", LIKELY), ("capitals", SURE)
    a = article_id
    items: list[CodedSpan | CodedLink] = [
        span(f"{a}-c1", "claim", place(text, cut), reason=verb, directness="indirect"),
        span(f"{a}-s1", "speaker", place(text, "The minister"), reason=verb, form="role"),
        span(f"{a}-u1", "cue", place(text, "said"), reason=verb),
        link(f"{a}-c1", "said_by", f"{a}-s1"),
        link(f"{a}-c1", "cued_by", f"{a}-u1"),
        span(f"{a}-c2", "claim", place(text, wait), reason=quote, directness="direct"),
        span(f"{a}-s2", "speaker", place(text, "Dar", 2), reason=quote, form="name"),
        span(f"{a}-u2", "cue", place(text, "said", 2), reason=quote),
        link(f"{a}-c2", "said_by", f"{a}-s2"),
        link(f"{a}-c2", "cued_by", f"{a}-u2"),
        span(f"{a}-e1", "entity", place(text, "Kabul"), reason=name, kind="place"),
        span(
            f"{a}-c3",
            "claim",
            place(text, back),
            place(text, "“not go back.”"),
            reason=quote,
            directness="direct",
        ),
        span(f"{a}-s3", "speaker", place(text, "he", 3), reason=quote, form="pronoun"),
        span(f"{a}-u3", "cue", place(text, "said", 3), reason=quote),
        link(f"{a}-c3", "said_by", f"{a}-s3"),
        link(f"{a}-c3", "cued_by", f"{a}-u3"),
        span(f"{a}-e2", "entity", place(text, "Taliban"), reason=name, kind="organisation"),
        span(f"{a}-e3", "entity", place(text, "Taliban", 2), reason=name, kind="organisation"),
        span(f"{a}-e4", "entity", place(text, "Talks"), reason=("capitals", PERHAPS), kind="event"),
    ]
    return coded(text, coding(*items), article_id=article_id)


@pytest.fixture
def suggesting(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Callable[..., Driver]:
    """Opens a project with what is suggested for some articles, the first of them on screen."""

    def make(*articles: CodedArticle, **more: object) -> Driver:
        path = tmp_path / "suggested.annotator"
        project_with_suggestions(path, articles, window.settings.coder(), **more).close()
        return open_suggested(window, qtbot, path)

    return make


def open_suggested(window: MainWindow, qtbot: QtBot, path: Path) -> Driver:
    """Show a project, and wait until what is suggested is on the page."""
    window.projects.open_path(path)
    qtbot.waitUntil(lambda: window.session is not None and window.session.view.page is not None)
    assert window.session is not None
    window.session.view.setFocus()
    suggesting = window.session.suggesting
    qtbot.waitUntil(lambda: suggesting.state.suggested is not None)
    return Driver(window, qtbot)


@pytest.fixture
def driver(suggesting: Callable[..., Driver]) -> Driver:
    """The window on one article with suggestions."""
    return suggesting(suggested_article())


@pytest.fixture
def driver_of_texts(open_text: Callable[..., Driver]) -> Driver:
    """The window on an article for which nothing was suggested yet."""
    return open_text(ARTICLE)
