"""Names by capital letters, where no model is: words that no sentence begins with and no list has.

In a language that writes all nouns with capitals only what stands together counts, and what has
a title before it. Where there are no capitals, nothing is found.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from annotator.speech.grammar import WordKinds, word_kinds
from annotator.speech.tokens import Token
from annotator.suggest.entities.context import NameWords, name_words
from annotator.suggest.entities.found import FoundEntity, core_of, is_genitive
from annotator.suggest.entities.kinds import ORGANISATION, PERSON
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range
from annotator.text.word_lists import ALWAYS, table_of, words_of

_LONGEST, _LONGEST_INITIALS = 8, 5
_HALF_NAME = re.compile(r"[-‑][a-zß-ÿ]{3,}$")
"""T-shirt, Sarn-based: a word of which a name is a part only."""
_FEWEST = 3
"""A line of fewer words is not judged a headline by its capitals."""
_MOSTLY = 0.7
_BEGIN = (MARKS - {"'", "’"}) | frozenset(":.!?…•*—–-۔؟。")
"""Signs behind which a sentence may begin."""
_STOPS = frozenset('.!?…”»"')


class _Run(NamedTuple):
    """Words that may be a name, by their numbers; whether a title stands before; whether the first
    one has its capital perhaps for its place only.
    """

    words: Sequence[Token]
    first: int
    last: int
    is_titled: bool
    is_doubtful: bool


@dataclass(frozen=True)
class Capitals:
    """The names of an article by its capitals; `stretches` with their words."""

    text: str
    language: str
    stretches: Sequence[tuple[Range, Sequence[Token]]]
    speakers: frozenset[str] = field(default_factory=frozenset)
    """The folded words of who speaks: a doubtful word among them is a name."""

    def found(self) -> Iterator[FoundEntity]:
        """Give the names, each where it was found; elsewhere the same words are names too."""
        runs = [run for at, words in self.stretches for run in self._runs(at, words)]
        clear = [run for run in runs if not run.is_doubtful and self._is_clear(run)]
        known = {one.folded for run in clear for one in run.words[run.first : run.last + 1]}
        for run in runs:
            kept = run if not run.is_doubtful else self._without_doubt(run, known)
            if kept is not None and (kept is not run or run.is_doubtful or self._is_clear(run)):
                yield self._as_found(kept)

    # --- which words stand together ------------------------------------------------------------

    @cached_property
    def _kinds(self) -> WordKinds:
        return word_kinds(self.language)

    @cached_property
    def _known(self) -> NameWords:
        return name_words(self.language)

    @cached_property
    def _linkers(self) -> frozenset[str]:
        small = {*words_of(self.language, "words", "small"), *words_of(ALWAYS, "words", "small")}
        return frozenset(small) - self._kinds.grammar.determiners - self._kinds.grammar.conjunctions

    @cached_property
    def _lower(self) -> Counter[str]:
        """How often each word is written small."""
        return Counter(
            word.folded for _, words in self.stretches for word in words if word.text[0].islower()
        )

    @cached_property
    def _are_all_nouns(self) -> bool:
        return bool(table_of(self.language, "writing").get("nouns_have_capitals"))

    def _runs(self, at: Range, words: Sequence[Token]) -> Iterator[_Run]:
        if at.of(self.text)[-1] not in _STOPS and self._is_headline(words):
            return
        n = 0
        while n < len(words):
            is_small = words[n].text.islower()  # most words are: they begin no name
            end = n if is_small else self._end_of_run(words, n)
            if end == n:
                n += 1
                continue
            is_start = _begins_sentence(words, n)
            yield from self._pieces(words, n, end, is_start=is_start)
            n = end

    def _is_headline(self, words: Sequence[Token]) -> bool:
        """Say whether a line gives capitals to nearly all its words."""
        long = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
        n_capitals = sum(word.text[0].isupper() for word in long)
        return len(long) >= _FEWEST and n_capitals >= _MOSTLY * len(long)

    def _end_of_run(self, words: Sequence[Token], n: int) -> int:
        """Give the number behind the last word of a run that begins here; `n` for none."""
        if not self._may_begin(words[n]):
            return n
        end = n + 1
        while end < len(words) and end - n < _LONGEST and self._goes_on(words, end):
            if not self._is_capital(words[end]):
                if end + 1 >= len(words) or not self._goes_on(words, end + 1):
                    break
                end += 1
                continue
            end += 1
        while end > n + 1 and not self._is_capital(words[end - 1]):
            end -= 1
        return end

    def _may_begin(self, word: Token) -> bool:
        return self._is_capital(word) and not word.text.isdecimal()

    @cached_property
    def _capitals(self) -> dict[str, bool]:
        """What was said of each word: the same ones come again and again."""
        return {}

    def _is_capital(self, word: Token) -> bool:
        """Say whether a word has a capital and is none of the language's small words."""
        known = self._capitals.get(word.text)
        if known is None:
            known = self._capitals[word.text] = self._has_capital(word)
        return known

    def _has_capital(self, word: Token) -> bool:
        text = word.text
        if text.islower() or not any(map(str.isupper, text)) or _HALF_NAME.search(text):
            return False
        kinds = self._kinds
        if word.folded in self._known.no_names or kinds.is_calendar(word):
            return False
        if word.text.isupper() and len(word.text) > 1 and not self._lower[word.folded]:
            return True  # US, WHO
        is_small = kinds.is_small(word) or kinds.is_determiner(word) or kinds.is_pronoun(word)
        return not (is_small or word.folded in kinds.grammar.adverbs)

    def _goes_on(self, words: Sequence[Token], n: int) -> bool:
        """Say whether a name may go on with this word."""
        word, before = words[n], words[n - 1]
        if is_genitive(self.text, before):
            return False
        if word.lead == "’" or word.lead == "'":
            return word.folded in self._known.bodies  # the Workers’ Union
        if word.lead == "." and not (len(before.text) == 1 or self._known.names_person(before)):
            return False
        if word.lead not in ("", ".", "&"):
            return False
        if self._is_capital(word):
            return True
        links = word.folded in self._linkers and not self._known.names_person(before)
        return links and self._is_capital(before)

    def _pieces(
        self, words: Sequence[Token], start: int, end: int, *, is_start: bool
    ) -> Iterator[_Run]:
        """Give the names in a run: what stands before a person's role, and what behind it."""
        first, is_titled = start, False
        for n in range(start, end + 1):
            if n < end and not self._is_office(words, n, end):
                continue
            last = n - 1
            while first <= last and not self._is_capital(words[first]):
                first, is_titled = first + 1, False  # a director of Brannock
            while last >= first and self._is_no_end(words, last, before_role=n < end):
                last -= 1
            if last >= first:
                yield _Run(words, first, last, is_titled, is_start and first == start)
            first, is_titled = n + 1, True

    def _is_no_end(self, words: Sequence[Token], n: int, *, before_role: bool) -> bool:
        is_office = before_role and words[n].folded in self._known.offices
        return is_office or not self._is_capital(words[n])

    def _is_office(self, words: Sequence[Token], n: int, end: int) -> bool:
        """Say whether a word is a person's role and no part of a body's name."""
        if n + 1 < end and words[n + 1].folded in self._known.bodies:
            return False
        if (
            self._are_all_nouns
            and n + 2 < end
            and words[n].folded.endswith(self._known.role_endings)
        ):
            return True  # Umweltminister Paul Greven
        return self._known.names_person(words[n])

    # --- which of them are names ---------------------------------------------------------------

    def _is_clear(self, run: _Run) -> bool:
        some = run.words[run.first : run.last + 1]
        if all(one.folded in self._known.offices for one in some):
            return False
        if run.is_titled or any(_is_special(one.text) for one in some):
            return True
        if self._are_all_nouns:
            return len(some) > 1 and not any(one.folded in self._known.bodies for one in some[:1])
        alone = some[0]
        return len(some) > 1 or not 0 < self._lower[alone.folded] >= self._n_capital(alone)

    @cached_property
    def _capital(self) -> Counter[str]:
        return Counter(
            word.folded for _, words in self.stretches for word in words if word.text[0].isupper()
        )

    def _n_capital(self, word: Token) -> int:
        return self._capital[word.folded]

    def _without_doubt(self, run: _Run, known: set[str]) -> _Run | None:
        """Give a run at the start of a sentence as far as it is a name; None if it is none."""
        some = run.words[run.first : run.last + 1]
        alone = some[0]
        if alone.folded in known or _is_special(alone.text) or run.is_titled:
            return run if self._is_clear(run) or alone.folded in known else None
        if len(some) == 1:
            return run if alone.folded in self.speakers and not self._lower[alone.folded] else None
        if self._lower[alone.folded] or self._kinds.is_adverb(alone) or alone.text.endswith("ly"):
            shorter = run._replace(first=run.first + 1, is_doubtful=False)
            return shorter if self._is_clear(shorter) else None
        return run if self._is_clear(run) else None

    def _as_found(self, run: _Run) -> FoundEntity:
        first, last = run.words[run.first], run.words[run.last]
        kind = PERSON if run.is_titled else ""
        is_short = run.first == run.last and 1 < len(first.text) <= _LONGEST_INITIALS
        if not kind and is_short and first.text.isupper():
            kind = ORGANISATION
        return FoundEntity(Range(first.start, core_of(self.text, last).end), kind, "capitals")


def _begins_sentence(words: Sequence[Token], n: int) -> bool:
    """Say whether a word may owe its capital to its place alone."""
    while n and words[n - 1].text[-1].isdecimal() and not words[n].lead:
        n -= 1  # the hours of a ticker
    signs = set(words[n].lead)
    return n == 0 or bool(signs & _BEGIN)


def _is_special(word: str) -> bool:
    """Say whether a word shows by itself that it is a name: NATO, LakeWire."""
    if word[1:].islower():
        return False
    letters = [one for one in word if one.isalpha()]
    return len(letters) > 1 and any(map(str.isupper, letters[1:])) and "-" not in word
