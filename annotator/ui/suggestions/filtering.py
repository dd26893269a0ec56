"""Which suggestions the page shows: from how sure on, and of which suggester; asked in a list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from annotator.language import tr
from annotator.model.span import Confidence
from annotator.reading.choices import Choice
from annotator.ui.suggestions.words import SUGGESTER_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from annotator.project.review.suggested import ShownSuggestions


class _Proposed(Protocol):
    """What a filter asks of a suggestion."""

    @property
    def confidence(self) -> Confidence:
        """How sure the suggester was, in a word."""
        ...

    def suggesters(self) -> Collection[str]:
        """Give who proposed it."""
        ...


def filter_choices(every: Iterable[_Proposed], shows: ShownSuggestions) -> list[Choice]:
    """Give the lines of the list, with how many are open of each; the frame is on what holds.

    A line is worth ("least", word) or ("only", suggester), "" = all of them.
    """
    every = tuple(every)
    n_of = Counter(one.confidence for one in every)
    n_by = Counter(name for one in every for name in one.suggesters())
    n_shown, choices = 0, []
    for one in Confidence:
        n_shown += n_of[one]
        words = least_words(one)
        is_so = one is shows.least and not shows.only
        choices.append(Choice(words, ("least", one.value), f"{n_shown:,}", chosen=is_so))
    choices.append(Choice(tr("of all suggesters"), ("only", ""), f"{len(every):,}"))
    for name in SUGGESTER_WORDS:
        words = tr("of {name} alone", name=tr(name))
        is_so = name == shows.only
        choices.append(Choice(words, ("only", name), f"{n_by[name]:,}", chosen=is_so))
    return choices


def least_words(least: Confidence) -> str:
    """Say which suggestions are shown, from how sure on."""
    return {
        Confidence.SURE: tr("sure ones alone"),
        Confidence.LIKELY: tr("sure and likely ones"),
        Confidence.PERHAPS: tr("each perhaps, too"),
    }[least]
