"""Reading saved pages: all their text, what of it is the article, what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.base import ReadOptions
from annotator.formats.html import SavedPage
from annotator.formats.sources import Source
from benchmarks.pages import saved_pages
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(_place: Place) -> Callable[[], list[float]]:
    """Give the work: each page read."""
    sources = [Source("page.html", data=page) for page in saved_pages()]
    reader, options = SavedPage(), ReadOptions()

    def read() -> None:
        for source in sources:
            reader.read(source, options)

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(read)]

    return work
