"""Names that are whoever speaks, or what they are called: such a name is no entity."""

from bisect import bisect_right
from collections.abc import Sequence

from annotator.speech.grammar import WordKinds, word_kinds
from annotator.speech.tokens import Token, tokens
from annotator.suggest.entities.context import NameWords, name_words
from annotator.suggest.entities.found import is_genitive
from annotator.suggest.entities.kinds import ORGANISATION, PLACE
from annotator.text.ranges import Range

_HAVE_PEOPLE = (ORGANISATION, PLACE)
"""What somebody speaks for."""


class SpeakerHeads:
    """The speakers of an article, asked whether a name is the head of one."""

    def __init__(self, text: str, language: str, speakers: Sequence[Range]) -> None:
        """Take in the speakers, in text order."""
        self._text = text
        self._language = language
        self._speakers = sorted(speakers)
        self._kinds: WordKinds = word_kinds(language)
        self._known: NameWords = name_words(language)

    def has(self, name: Range, kind: str) -> bool:
        """Say whether a name is a speaker, or the head of the phrase that names one."""
        n = bisect_right(self._speakers, (name.start, len(self._text) + 1)) - 1
        speaker = self._speakers[n] if n >= 0 else Range(0, 0)
        if not speaker.covers(name):
            return False
        words = tokens(self._text, speaker, self._language)
        inside = [n for n, one in enumerate(words) if name.start <= one.start < name.end]
        if not inside or (kind in _HAVE_PEOPLE and self._is_someones(words, inside[0])):
            return False
        return self._is_head(words, inside[0], inside[-1])

    def _is_someones(self, words: Sequence[Token], first: int) -> bool:
        """Say whether a person's role stands before, with nothing between: the mayor of Karsund."""
        return any(
            self._known.names_person(words[n]) and not any(one.lead for one in words[n + 1 : first])
            for n in range(first)
        )

    def _is_head(self, words: Sequence[Token], first: int, last: int) -> bool:
        if is_genitive(self._text, words[last]):
            return False  # Pakistan’s Foreign Minister
        if first and self._kinds.is_small(words[first - 1]) and not words[first].lead:
            return False  # the mayor of Karsund
        if last + 1 == len(words) or words[last + 1].lead:
            return True
        return self._kinds.is_small(words[last + 1])  # …, a member of the Union in Sarn
