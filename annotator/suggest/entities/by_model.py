"""Names by a language model's labels, cleaned: whole words, no titles, joined where one was cut.

Which kind a name has in the whole article is decided in `kinds`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotator.speech.tokens import Token
from annotator.speech.words import Grammar, grammar_of
from annotator.suggest.entities.context import NameWords, name_words
from annotator.suggest.entities.found import FoundEntity, core_of
from annotator.suggest.model.parsed import ParsedWord
from annotator.text.ranges import Range

_KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation",
    "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "group", "EVENT": "event",
    "WORK_OF_ART": "other", "LAW": "other", "PRODUCT": "other", "MISC": "other",
}  # fmt: skip
"""What kind of name a sign means, in the models' several sets of labels; the others are none."""


def labelled(
    text: str, words: Sequence[Token], parsed: Sequence[ParsedWord], language: str
) -> list[FoundEntity]:
    """Give the names that a model labels in a stretch, in order."""
    cleaner = _Cleaner(text, words, language)
    cut_out = [cleaner.cleaned(sign, at) for sign, at in _labels(parsed) if sign in _KINDS]
    found: list[FoundEntity] = []
    for one in filter(None, cut_out):
        sign, first, last = one
        at = Range(words[first].start, core_of(text, words[last]).end)
        kind = _KINDS[sign]
        if found and cleaner.go_together(found[-1], sign, at, first):
            before = found.pop()
            at, kind = Range(before.at.start, at.end), before.kind
        found.append(FoundEntity(at, kind, "model"))
    return found


def _labels(parsed: Sequence[ParsedWord]) -> Iterator[tuple[str, Range]]:
    """Give each sign with the stretch it covers."""
    sign, start, end = "", 0, 0
    for word in parsed:
        if sign and (word.is_entity_start or word.entity != sign):
            yield sign, Range(start, end)
            sign = ""
        if word.entity and not sign:
            sign, start = word.entity, word.start
        end = word.end
    if sign:
        yield sign, Range(start, end)


class _Cleaner:
    """The words of one stretch, and what may not stand at the edge of a name."""

    def __init__(self, text: str, words: Sequence[Token], language: str) -> None:
        self.text = text
        self.words = words
        self.starts = [one.start for one in words]
        self.grammar: Grammar = grammar_of(language)
        self.known: NameWords = name_words(language)
        self.lexicon = self.known.lexicon
        self.has_case = any(one.text[0].isupper() for one in words)

    def cleaned(self, sign: str, at: Range) -> tuple[str, int, int] | None:
        """Give the first and last whole word of a labelled name; None if nothing is left."""
        first = max(0, bisect_right(self.starts, at.start) - 1)
        if first < len(self.words) and self.words[first].end <= at.start:
            first += 1
        last = bisect_right(self.starts, at.end - 1) - 1
        while first <= last and self._is_no_start(sign, first, last):
            first += 1
        while last > first and self._is_no_end(last):
            last -= 1
        if first > last or not self._may_be_name(first, last):
            return None
        return sign, first, self._without_long_tail(first, last)

    def _is_no_start(self, sign: str, n: int, last: int) -> bool:
        word = self.words[n]
        if word.folded in self.grammar.determiners or word.folded in self.grammar.prepositions:
            return True
        is_titled = _KINDS[sign] == "person" and word.folded in self.lexicon.titles
        return (is_titled and n < last) or (self.has_case and not _has_capital(word))

    def _is_no_end(self, n: int) -> bool:
        return self.has_case and not _has_capital(self.words[n])

    def _may_be_name(self, first: int, last: int) -> bool:
        some = self.words[first : last + 1]
        if len(some) == 1 and (some[0].folded in self.lexicon.pronouns or len(some[0].text) < 2):
            return False
        no_names = self.known.offices | self.known.persons | self.known.no_names
        return any(one.folded not in no_names and any(map(str.isalpha, one.text)) for one in some)

    def _without_long_tail(self, first: int, last: int) -> int:
        """Give where a name ends: at punctuation inside, at a genitive before an office."""
        for n in range(first + 1, last + 1):
            if self.words[n].lead not in ("", "&", ".", "-"):
                return n - 1
            has_genitive = core_of(self.text, self.words[n - 1]).end < self.words[n - 1].end
            if has_genitive and self.words[n].folded in self.known.offices | self.known.persons:
                return n - 1
        return last

    def go_together(self, before: FoundEntity, sign: str, at: Range, first: int) -> bool:
        """Say whether a name goes on with the next one: its word was cut, or both are one kind."""
        if first == 0 or self.words[first].lead or self.words[first - 1].end != before.at.end:
            return False
        if before.at.end > at.start:
            return True
        was_cut = "-" in before.at.of(self.text)
        return was_cut or (
            before.kind == _KINDS[sign] and before.kind in ("person", "organisation")
        )


def _has_capital(word: Token) -> bool:
    return any(map(str.isupper, word.text)) or word.text[0].isdecimal()
