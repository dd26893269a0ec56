"""Lines of the article list, made without a project."""

from __future__ import annotations

from annotator.model.article import ArticleEntry


def entry(number: int, *, state: str | None = None) -> ArticleEntry:
    """Give one line of the list."""
    return ArticleEntry(
        id=f"article-{number}",
        number=number,
        title=f"Title {number}",
        outlet="City Daily",
        date=None,
        byline="",
        url="",
        language="en",
        direction="ltr",
        sha256="",
        n_characters=10,
        state=state,
        reviewed=False,
        n_spans=0,
    )
