"""A key press in the window until its span is on the screen, page and cards painted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.text.ranges import Range
from benchmarks.ours.real_window import real_window
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.ui.page.view import PageView
    from benchmarks.place import Place

N_TIMES = 6


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: words all over the article marked as entities, one key press each."""
    window = real_window(place)
    window.open(place.article_id)
    window.settle()
    words = unmarked_words(window.view)

    def press() -> None:
        window.press(Qt.Key.Key_E, "e")
        window.paint()

    def work() -> list[float]:
        found = []
        for _ in range(N_TIMES):
            window.view.select(next(words))
            window.settle()
            window.paint()
            n_before = window.page.n_spans
            with collector_still():
                found.append(seconds_of(press))
            assert window.page.n_spans == n_before + 1, "the key marked nothing"
        return found

    work()
    return work


def unmarked_words(view: PageView) -> Iterator[Range]:
    """Give words that are no entity, each far from the one before."""
    page = view.page
    assert page is not None
    marked = {(span.start, span.end) for span in page.spans("entity")}
    places = [found.span() for found in re.finditer(r"[^\W\d_]{4,}", page.text)]
    free = [Range(*place) for place in places if place not in marked]
    n_apart = max(1, len(free) // N_TIMES)
    for first in range(n_apart):
        yield from free[first::n_apart]
