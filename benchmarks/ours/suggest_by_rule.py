"""News articles through all suggesters, by rule alone: processor time of one core."""

from __future__ import annotations

import time
from itertools import count
from typing import TYPE_CHECKING

from annotator.suggest.base import SuggestInput
from annotator.suggest.engine import suggest_article
from benchmarks.limits.read_words import N_ARTICLES
from benchmarks.news import articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work; each turn has articles that were not read."""
    del place
    seeds = count(1)
    suggest_article(SuggestInput(articles(1)[0], "en"))

    def work() -> list[float]:
        given = [SuggestInput(text, "en") for text in articles(N_ARTICLES, next(seeds))]
        began = time.process_time()
        for one in given:
            suggest_article(one)
        return [time.process_time() - began]

    return work
