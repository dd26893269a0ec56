"""Articles through the language process: sent, parsed, answered, made into words with places."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from annotator.suggest.base import SuggestInput
from annotator.suggest.model.pipelines import find_pipelines
from annotator.suggest.model.process import LanguageProcess
from benchmarks.limits.parse_articles import N_ARTICLES
from benchmarks.news import articles
from benchmarks.timing import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work; the process is there, each turn has articles it has not parsed."""
    del place
    process = LanguageProcess(find_pipelines)
    seeds = count(1)
    parsed = list(process.parses([SuggestInput(articles(1)[0], "en")], lambda: None))
    assert parsed[0] is not None, "the English model is not installed"

    def work() -> list[float]:
        given = [SuggestInput(text, "en") for text in articles(N_ARTICLES, next(seeds))]
        return [seconds_of(lambda: list(process.parses(given, lambda: None)))]

    return work
