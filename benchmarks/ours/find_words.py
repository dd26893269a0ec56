"""Finding words in all texts: the first 50 hits with what stands around them and their marks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from annotator.project import Project
from benchmarks.lists import N_TIMES
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, processor_seconds_of
from benchmarks.words_found import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

FIRST = 50


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: look for words that few texts hold, or none. The texts are folded before."""
    project = Project.open(place.project, coder=CODER, read_only=True)
    for words in WORDS:
        assert project.find(words).n < FIRST  # else the first page needs not all texts

    def find() -> None:
        for words in WORDS:
            list(islice(project.find(words).hits, FIRST))

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(find) / len(WORDS) for _ in range(N_TIMES)]

    work()
    return work
