"""The memory of a bare process with the language model loaded, which has parsed nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.limits.parse_articles import MODEL
from benchmarks.memory import resident_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    del place
    import spacy

    nlp = spacy.load(MODEL)
    assert nlp.pipe_names
    return lambda: [resident_megabytes()]
