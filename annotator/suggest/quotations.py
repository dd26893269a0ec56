"""Proposes what stands in quotation marks: direct claims, and mixed ones, with cue and speaker."""

from annotator.speech.how_said import SpeechForm
from annotator.suggest.attributed import has_marks, proposed
from annotator.suggest.base import Proposals, Suggester, SuggestInput


class _Quotations(Suggester):
    """Quotations of all styles, interrupted and over several paragraphs; no scare quotes."""

    name = "quotations"
    version = "3"
    languages: tuple[str, ...] = ()

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give the claims with quotation marks in them, their cues and speakers."""
        del before
        return proposed(
            given,
            self.name,
            lambda one: (
                one.said.how is SpeechForm.DASH
                or (one.said.how is not SpeechForm.TURN and has_marks(given.text, one))
            ),
        )


QUOTATIONS = _Quotations()
