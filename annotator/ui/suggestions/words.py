"""What became of suggestions, in words: the line after an article."""

from collections.abc import Mapping

from annotator.language import tr, trn
from annotator.project.review.suggested import SuggestionOutcome


def outcome_words(outcomes: Mapping[SuggestionOutcome, int]) -> str:
    """Give "14 suggested: 10 taken, 2 changed, 1 rejected, 1 left open"; what is 0 is not said."""
    n_of = {one: outcomes.get(one, 0) for one in SuggestionOutcome}
    said = {
        SuggestionOutcome.TAKEN: tr("{n} taken", n=n_of[SuggestionOutcome.TAKEN]),
        SuggestionOutcome.CHANGED: tr("{n} changed", n=n_of[SuggestionOutcome.CHANGED]),
        SuggestionOutcome.REJECTED: tr("{n} rejected", n=n_of[SuggestionOutcome.REJECTED]),
        SuggestionOutcome.OPEN: tr("{n} left open", n=n_of[SuggestionOutcome.OPEN]),
    }
    parts = ", ".join(words for outcome, words in said.items() if n_of[outcome])
    n = sum(n_of.values())
    return trn("{n} suggested: {parts}.", "{n} suggested: {parts}.", n, parts=parts)
