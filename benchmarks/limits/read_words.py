"""The least that reading by rule needs: the sentences of the same articles and their words."""

from __future__ import annotations

import time
from itertools import count
from typing import TYPE_CHECKING

from annotator.speech.tokens import tokens
from annotator.suggest.base import SuggestInput
from annotator.text.sentences import sentences
from benchmarks.news import articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_ARTICLES = 24


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work; each turn has articles that were not read."""
    del place
    seeds = count(1)

    def work() -> list[float]:
        given = [SuggestInput(text, "en") for text in articles(N_ARTICLES, next(seeds))]
        began = time.process_time()
        for one in given:
            for at in one.body():
                for sentence in sentences(one.text, at, "en"):
                    tokens(one.text, sentence, "en")
        return [time.process_time() - began]

    return work
