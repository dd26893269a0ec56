"""Reading copies for paper: each article a text of its own, then what stands behind them all."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from annotator.formats.base import PaperText
from annotator.formats.reading_copy import style
from annotator.formats.reading_copy.markup import tag, words
from annotator.formats.reading_copy.page import ReadingPage
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.bundle import Bundle, Content

_ROWS = 400
"""So many statements are laid out at a time: a table is held whole while it is."""


def page_for_paper(bundle: Bundle) -> ReadingPage:
    """Give what makes the parts of a copy as Qt lays them out."""
    return ReadingPage(bundle, is_for_paper=True)


def texts_of(bundle: Bundle) -> Iterator[PaperText]:
    """Give the articles of a bundle, and nothing behind them."""
    page = page_for_paper(bundle)
    for content in bundle.contents:
        yield article_text(page, content)


def article_text(page: ReadingPage, content: Content) -> PaperText:
    """Give one article; above each of its sheets stands what it is called, and in which project."""
    above = page.top() if page.n["article"] == 0 else ""
    title = content.article.title
    head = " · ".join(filter(None, (page.bundle.project_title, title)))
    kind = "arabic" if content.article.direction == "rtl" else None
    first, *further = (
        _whole(tag("div", part, class_=kind, dir=content.article.direction))
        for part in _below(above, page.parts_for_paper(content))
    )
    return PaperText(head, first, tuple(further))


def _below(above: str, parts: list[str]) -> Iterator[str]:
    yield above + parts[0]
    yield from parts[1:]


def section_text(page: ReadingPage, title: str, body: str) -> PaperText:
    """Give what stands behind the articles."""
    head = " · ".join(filter(None, (page.bundle.project_title, title)))
    return PaperText(head, _whole(tag("h2", words(title)) + body))


def statement_texts(page: ReadingPage, rows: Iterable[str]) -> Iterator[PaperText]:
    """Give the list of statements, some hundred at a time."""
    every = iter(rows)
    while some := [*islice(every, _ROWS)]:
        yield section_text(
            page, tr("Statements"), tag("table", page.statements_head() + "".join(some))
        )


def _whole(body: str) -> str:
    return f"<html><head><style>{style.for_paper()}</style></head><body>{body}</body></html>"
