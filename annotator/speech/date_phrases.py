"""Everything that a calendar could show: dates, months, weekdays, years, spans of time.

Which day is meant is not asked here; `dates` does, where an article's own date is sought.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from annotator.speech.dates import Calendar, calendar_of
from annotator.speech.tokens import Token
from annotator.speech.words import Grammar, grammar_of
from annotator.text.likeness import fold
from annotator.text.ranges import Range
from annotator.text.word_lists import table_of, words_of
from annotator.text.words import word_core

_FIRST_YEAR, _LAST_YEAR = 1300, 2100
_FIRST_SOLAR, _LAST_SOLAR = 1250, 1450
_BETWEEN = frozenset(("", ",", ".", "،"))
"""What may stand between the parts of a date."""
_BRACKETS = frozenset("([")


def date_phrases(text: str, words: Sequence[Token], language: str) -> Iterator[Range]:
    """Give where the words of a stretch of a text name a date, in order; none overlap."""
    reader = _reader(language)
    bare = [
        _without_genitive(text, word)
        if word.text[-1] in "sS" and not word.text[-2:-1].isalnum()
        else word
        for word in words
    ]
    behind = 0
    for n, word in enumerate(bare):
        if n < behind or not (word.folded in reader.starts or word.folded[:1].isdecimal()):
            continue
        behind = reader.end_of_date(bare, n) or reader.end_of_span(bare, n)
        if behind:
            yield Range(word.start, bare[behind - 1].end)


def _without_genitive(text: str, word: Token) -> Token:
    end = word_core(text, Range(word.start, word.end)).end
    if end == word.end:
        return word
    shorter = text[word.start : end]
    return Token(word.start, end, shorter, fold(shorter), word.lead)


@cache
def _reader(language: str) -> "_Reader":
    def folded(key: str) -> frozenset[str]:
        return frozenset(map(fold, words_of(language, "dates", key)))

    grammar, dates = grammar_of(language), table_of(language, "dates")
    names = [group[0] for key in ("months", "days") for group in dates.get(key, ())]
    calendar, year, units = calendar_of(language), folded("year"), folded("units")
    relative, numbers = folded("relative"), folded("numbers")
    counted = units | relative | numbers | grammar.determiners
    return _Reader(
        grammar=grammar,
        calendar=calendar,
        year=year,
        units=units,
        relative=relative,
        ago=folded("ago"),
        numbers=numbers,
        determiners=grammar.determiners - relative - numbers,
        starts=calendar.words | year | (counted if units else frozenset()),
        writes_capitals=bool(names) and all(name[0].isupper() for name in names),
    )


@dataclass(frozen=True)
class _Reader:
    """How one language writes dates in running text."""

    grammar: Grammar
    calendar: Calendar
    year: frozenset[str]
    units: frozenset[str]
    relative: frozenset[str]
    ago: frozenset[str]
    numbers: frozenset[str]
    determiners: frozenset[str]
    """Those that are neither relative nor a number."""
    writes_capitals: bool
    starts: frozenset[str]
    """The words that a date may begin with, numbers aside."""

    def end_of_date(self, words: Sequence[Token], n: int) -> int:
        """Give the index behind a date that begins here; 0 for none."""
        parts = ""
        end = at = n
        while at < len(words) and at - n < 8 and (at == n or words[at].lead in _BETWEEN):
            part = self._part(words, at)
            if not part and (at == n or words[at].folded not in self.calendar.before_year):
                break
            if part:
                if part in parts:
                    break
                parts += part
                end = at + 1
            at += 1
        if "M" not in parts and "W" not in parts:
            return self._end_of_year(words, n)
        if "M" not in parts:
            return n + 1 if words[n].folded in self.calendar.days else 0
        if parts == "M" and not self._is_month_alone(words, n):
            return 0
        return end

    def _part(self, words: Sequence[Token], n: int) -> str:
        """Say what a word can be in a date: Month, Weekday, Year, Day; "" = nothing."""
        word = words[n]
        if word.folded in self.calendar.months or word.folded in self.calendar.solar_months:
            return "M" if self._has_its_capital(word) else ""
        if word.folded in self.calendar.days:
            return "W" if self._has_its_capital(word) else ""
        if self._is_year(word):
            return "Y"
        return "D" if _is_day(word.folded, self.calendar) else ""

    def _has_its_capital(self, word: Token) -> bool:
        """Say whether a month or day is written as the language does, if it has capitals."""
        first = word.text[0]
        if first.lower() == first.upper():
            return True
        return first.isupper() if self.writes_capitals else not word.text.isupper()

    def _is_year(self, word: Token) -> bool:
        if len(word.folded) != 4 or not word.folded.isdecimal():
            return False
        year = int(word.folded)
        if self.calendar.solar_months and _FIRST_SOLAR <= year <= _LAST_SOLAR:
            return True
        return _FIRST_YEAR <= year <= _LAST_YEAR

    def _end_of_year(self, words: Sequence[Token], n: int) -> int:
        """Give the index behind a year, with a word for it that stands before."""
        if words[n].folded in self.year and n + 1 < len(words) and not words[n + 1].lead:
            return n + 2 if self._is_year(words[n + 1]) else 0
        return n + 1 if self._is_year_alone(words, n) else 0

    def _is_year_alone(self, words: Sequence[Token], n: int) -> bool:
        """Say whether a number is a year by what stands before it: since 2021, (1998)."""
        word = words[n]
        if not self._is_year(word):
            return False
        after = words[n + 1] if n + 1 < len(words) else None
        if after is not None and after.folded in self.units:
            return False
        if word.lead[-1:] in _BRACKETS and word.lead:
            return after is None or bool(after.lead)
        if not self._is_led(words, n):
            return False
        grammar = self.grammar
        small = grammar.prepositions | grammar.conjunctions | grammar.auxiliaries
        small |= grammar.adverbs | grammar.determiners
        # In 2000 homes: a number of something.
        return after is None or bool(after.lead) or after.folded in small or after.text[0].isupper()

    def _is_month_alone(self, words: Sequence[Token], n: int) -> bool:
        word = words[n].folded
        is_clear = word in self.grammar.calendar and word not in self.grammar.auxiliaries
        if is_clear and self.writes_capitals:
            return True
        return self._is_led(words, n)  # mars, Jan, May

    def _is_led(self, words: Sequence[Token], n: int) -> bool:
        """Say whether a word that leads to a time stands right before: in, since, last."""
        if n == 0 or words[n].lead:
            return False
        before = words[n - 1].folded
        known = (self.grammar.prepositions, self.relative, self.calendar.before_year)
        return any(before in some for some in known)

    def end_of_span(self, words: Sequence[Token], n: int) -> int:
        """Give the index behind a span of time: the past four years, last week, two years ago."""
        at = n
        if words[at].folded in self.determiners:
            at += 1
        is_relative = self._is(words, at, self.relative)
        at += is_relative
        is_counted = self._is(words, at, self.numbers) or self._is_number(words, at)
        at += is_counted
        if not self._is(words, at, self.units):
            return 0
        at += 1
        if is_relative:
            return at
        is_past = is_counted and self._is(words, at, self.ago)
        return at + 1 if is_past else 0

    def _is(self, words: Sequence[Token], n: int, some: frozenset[str]) -> bool:
        return n < len(words) and words[n].folded in some

    def _is_number(self, words: Sequence[Token], n: int) -> bool:
        return n < len(words) and words[n].folded.isdecimal()


def _is_day(word: str, calendar: Calendar) -> bool:
    """Say whether a word is the number of a day: 2, 2nd."""
    if not word[:1].isdecimal():
        return False
    digits = word if word.isdecimal() else word.rstrip("".join(calendar.after_number))
    if not digits.isdecimal() or (
        word != digits and word[len(digits) :] not in calendar.after_number
    ):
        return False
    return 1 <= int(digits) <= 31
