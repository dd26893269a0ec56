"""Finding which of many texts are nearly the same as an earlier one, each drawn and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.near import Shingles, near_pairs
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work over the texts of a folder, and every tenth once more with another end."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(place.texts.glob("*.txt"))]
    texts += [f"A reporter writes.\n{text}" for text in texts[::10]]

    def find() -> int:
        drawn = map(Shingles().drawn, texts)
        return sum(1 for _ in near_pairs(enumerate(drawn), texts.__getitem__))

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(find)]

    return work
