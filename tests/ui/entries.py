"""Lines of the article list made without a project, and what a part of the window says."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from annotator.model.article import ArticleEntry


def entry(number: int, *, state: str | None = None) -> ArticleEntry:
    """Give one line of the list."""
    return ArticleEntry(
        id=f"article-{number}",
        title=f"Title {number}",
        outlet="City Daily",
        date=None,
        byline="",
        url="",
        language="en",
        direction="ltr",
        sha256="",
        state=state,
        reviewed=False,
    )


def words(part: QWidget, name: str) -> str:
    """Give what the label or button of this name says."""
    found = part.findChild(QLabel, name) or part.findChild(QPushButton, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text()
