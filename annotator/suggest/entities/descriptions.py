"""What somebody is called: Pakistan’s Foreign Minister, its chairman; when two of these agree."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from annotator.speech.grammar import WordKinds, word_kinds
from annotator.speech.tokens import Token
from annotator.suggest.entities.context import NameWords, are_of_one_country, name_words

_REACH = 10
"""How many words behind a comma a description may have."""


class Description(NamedTuple):
    """A description by its words: what somebody is (folded), and whose (folded)."""

    core: frozenset[str]
    owners: frozenset[str]

    def fits(self, other: "Description") -> bool:
        """Say whether whoever is called by this may be whom the other, fuller one describes."""
        if not self.core or not self.core <= other.core:
            return False
        if not self.owners or not other.owners:
            return True
        return all(any(are_of_one_country(a, b) for b in other.owners) for a in self.owners)


class Describer:
    """Reads descriptions in one language."""

    def __init__(self, kinds: WordKinds, known: NameWords) -> None:
        """Hold what kinds of words there are."""
        self._kinds = kinds
        self._known = known

    def read(self, words: Sequence[Token]) -> Description:
        """Give what some words say of somebody."""
        core, owners = set[str](), set[str]()
        for word in words:
            bare = _without_genitive(word.folded, self._kinds)
            if self._is_empty(word):
                continue
            if self._is_owner(word):
                owners.add(bare)
            else:
                core.add(bare)
        return Description(frozenset(core), frozenset(owners))

    def names_role(self, words: Sequence[Token]) -> bool:
        """Say whether some words hold a title, or a noun for what somebody is."""
        return any(map(self._known.names_person, words))

    def names_body(self, words: Sequence[Token]) -> bool:
        """Say whether some words hold a noun for a body: ministry, council."""
        return any(word.folded in self._known.bodies for word in words)

    def before(self, words: Sequence[Token], first: int) -> Sequence[Token]:
        """Give the description right before a name: Tassin’s Foreign Minister |Jonas Beck|."""
        if first and words[first].lead in (",", "،"):
            return self._aside_before(words, first)
        start = first
        while start and not words[start].lead.strip("."):
            word = words[start - 1]
            is_part = self._known.names_person(word) or word.folded in self._known.offices
            if not (is_part or word.text[0].isupper()) or self._kinds.is_small(word):
                break
            start -= 1
        found = words[start:first]
        return found if self.names_role(found) else ()

    def _aside_before(self, words: Sequence[Token], first: int) -> Sequence[Token]:
        """Give a description before a comma: Its chairman, |Oren Hask|."""
        start = first - 1
        while start and not words[start].lead:
            start -= 1
        found = words[start:first]
        is_whole = len(found) <= _REACH and self._kinds.is_determiner(found[0])
        return found if is_whole and self.names_role(found[-1:]) else ()

    def behind(self, words: Sequence[Token], last: int) -> Sequence[Token]:
        """Give the description behind a name and a comma: |Oren Hask|, its chairman."""
        some = words[last + 1 : last + 1 + _REACH]
        if not some or some[0].lead not in (",", "،", "("):
            return ()
        end = next((n for n, one in enumerate(some) if n and one.lead), len(some))
        verb = next((n for n, one in enumerate(some[:end]) if self._begins_clause(one)), end)
        found = some[:verb]
        return found if self.names_role(found) else ()

    def _begins_clause(self, word: Token) -> bool:
        grammar = self._kinds.grammar
        is_verb = word.folded in self._kinds.lexicon.verbs and not self._known.names_person(word)
        return is_verb or word.folded in grammar.auxiliaries | grammar.relatives

    def _is_empty(self, word: Token) -> bool:
        kinds = self._kinds
        if kinds.is_small(word) or kinds.is_determiner(word) or kinds.is_pronoun(word):
            return True
        return kinds.is_calendar(word)

    def _is_owner(self, word: Token) -> bool:
        if not word.text[0].isupper():
            return False
        known = self._known
        is_ours = known.names_person(word) or word.folded in known.offices | known.bodies
        return not is_ours


@cache
def describer(language: str) -> Describer:
    """Give what reads descriptions in a language."""
    return Describer(word_kinds(language), name_words(language))


def _without_genitive(folded: str, kinds: WordKinds) -> str:
    for ending in sorted(kinds.grammar.genitive_endings, key=len, reverse=True):
        if len(folded) > len(ending) and folded.endswith(ending):
            return folded.removesuffix(ending)
    return folded
