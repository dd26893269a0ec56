"""One article with 5,000 spans a side, anywhere in it: what the two sides say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.compare.differences import compare_article
from annotator.compare.rules import Rules
from annotator.model.coded import CodedArticle, CodedSpan, Coding
from annotator.project.api import default_scheme
from annotator.text.ranges import Range
from benchmarks.anywhere import LENGTH, spans_anywhere
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    codings = [
        Coding(
            tuple(
                CodedSpan(f"{side}{n}", kind, (Range(start, end),))
                for n, (kind, start, end) in enumerate(spans)
            )
        )
        for side, spans in zip("lr", spans_anywhere(), strict=True)
    ]
    article = CodedArticle("a", "", "en", "word " * (LENGTH // 5), (), tuple(codings))
    rules = Rules(default_scheme())

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(lambda: compare_article(article, rules))]

    return work
