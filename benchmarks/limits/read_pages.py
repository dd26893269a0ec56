"""The limit of reading saved pages: lxml makes the tree, trafilatura takes the article from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.pages import saved_pages
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(_place: Place) -> Callable[[], list[float]]:
    """Give the work: the article of each page."""
    from lxml.html import document_fromstring
    from trafilatura import bare_extraction

    pages = saved_pages()

    def read() -> None:
        for page in pages:
            bare_extraction(document_fromstring(page))

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(read)]

    return work
