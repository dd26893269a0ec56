"""Which suggestions the page shows: from how sure on, and of which suggester; asked in a list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.span import Confidence
from annotator.reading.choices import Choice
from annotator.ui.suggestions.words import SUGGESTER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.project.review.suggested import Suggestion


def filter_choices(every: Iterable[Suggestion], least: Confidence, only: str) -> list[Choice]:
    """Give the lines of the list, with how many are open of each; the frame is on what holds.

    A line is worth ("least", word) or ("only", suggester), "" = all of them.
    """
    every = tuple(every)
    n_of = Counter(one.confidence for one in every)
    n_by = Counter(name for one in every for name in one.suggesters())
    n_shown, choices = 0, []
    for one in Confidence:
        n_shown += n_of[one]
        words = {
            Confidence.SURE: tr("sure ones alone"),
            Confidence.LIKELY: tr("sure and likely ones"),
            Confidence.PERHAPS: tr("each perhaps, too"),
        }[one]
        is_so = one is least and not only
        choices.append(Choice(words, ("least", one.value), f"{n_shown:,}", chosen=is_so))
    choices.append(Choice(tr("of all suggesters"), ("only", ""), f"{len(every):,}"))
    for name in SUGGESTER_WORDS:
        words = tr("of {name} alone", name=tr(name))
        is_so = name == only
        choices.append(Choice(words, ("only", name), f"{n_by[name]:,}", chosen=is_so))
    return choices
