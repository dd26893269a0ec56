"""Proposes what is reported without quotation marks around it, and the turns of an interview."""

from annotator.language import tr
from annotator.speech.how_said import SpeechForm
from annotator.speech.words import lexicon
from annotator.suggest.attributed import proposed
from annotator.suggest.base import Proposals, SuggestInput

_IN_MARKS = (SpeechForm.QUOTE, SpeechForm.DASH)
"""What `quotations` proposes."""


class _Reports:
    """Clauses under verbs and nouns of saying, "according to", names before a colon, turns."""

    name = "reports"
    version = "3"
    languages: tuple[str, ...] = ()

    def missing(self, language: str) -> str:
        """Give a sentence where no list of verbs of saying is known for a language."""
        if lexicon(language).verbs:
            return ""
        return tr(
            "No verbs of saying are known for the language “{language}”:"
            " put a list {language}.toml into the folder of word lists.",
            language=language,
        )

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give the claims that a cue governs, their cues and speakers."""
        del before
        return proposed(given, self.name, lambda one: one.said.how not in _IN_MARKS)


REPORTS = _Reports()
