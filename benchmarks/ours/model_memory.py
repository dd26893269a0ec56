"""The memory of the language process when it has parsed one article of 300,000 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.suggest.base import SuggestInput
from annotator.suggest.model.pipelines import find_pipelines
from annotator.suggest.model.process import LanguageProcess
from benchmarks.news import long_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the most that it held."""
    del place
    process = LanguageProcess(find_pipelines)
    most = 0

    def look() -> None:
        nonlocal most
        most = max(most, process.n_bytes())

    (parse,) = process.parses([SuggestInput(long_article(), "en")], look)
    assert parse is not None, "the English model is not installed, or took too much"
    process.close()
    return lambda: [most / 1024**2]
