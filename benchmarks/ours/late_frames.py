"""How late the window's timer comes while articles go through the language process."""

from __future__ import annotations

import threading
from itertools import count
from typing import TYPE_CHECKING

from annotator.suggest.base import SuggestInput
from annotator.suggest.model.pipelines import find_pipelines
from annotator.suggest.model.process import LanguageProcess
from benchmarks.frames import worst_lateness
from benchmarks.news import articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work; a worker parses, as in the window."""
    del place
    process = LanguageProcess(find_pipelines)
    seeds = count(1)
    assert next(process.parses([SuggestInput(articles(1)[0], "en")], lambda: None)) is not None

    def parse() -> None:
        given = [SuggestInput(text, "en") for text in articles(40, next(seeds))]
        for _ in process.parses(given, lambda: None):
            pass

    def work() -> list[float]:
        worker = threading.Thread(target=parse)
        worker.start()
        worst = worst_lateness(lambda: not worker.is_alive())
        worker.join()
        return [worst]

    return work
