"""Where a passage of one text stands in a copy of it: another outlet's print of one dispatch.

A passage is placed by its paragraph and the words around it. Words are compared as they stand;
only blanks, the kind of quotation marks and bidi marks may differ. What cannot be told is
answered with its reason, never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annotator.text.ranges import Range

_WORD = re.compile(r"''|``|,,|<<|>>|[\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+|[^\w\s]")
_QUOTATION_MARKS = frozenset("\"“”„‟«»〝〞＂'‘’‚‛‹›`´「」『』") | {"''", "``", ",,", "<<", ">>"}
_UNSEEN = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_LEAST_ALIKE = 500
"""Per mille of the shorter paragraph's pairs of words: less is another paragraph."""
_LEAST_PAIRS = 3
"""Fewer pairs of words that two paragraphs share may be by chance."""
_AT_EDGE = 2
"""That a passage opens or ends its paragraph in both texts says as much as two words beside it."""
_FEW, _MANY = 2, 8
"""A name or a cue of so few words needs two equal ones beside it, a sentence needs none."""


class Placing(StrEnum):
    """How a passage was placed in a copy, or why not."""

    SAME = "same"
    CHANGED = "changed"
    """Its paragraph is there, with other words in the passage or right beside it."""
    TWICE = "twice"
    """Its paragraph fits at several places."""
    GONE = "gone"
    """No paragraph of the copy is like its own."""


class InCopy(NamedTuple):
    """Where a passage stands in the copy; all ranges are in code points of the copy.

    `places` has the one place of a passage that is the SAME, all of one that fits TWICE, what
    stands there instead where it is CHANGED (it may be empty), and none where it is GONE.
    """

    how: Placing
    places: tuple[Range, ...] = ()


class WordChange(NamedTuple):
    """Some words that both texts have, or words of only one (the other is empty)."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether nothing differs here."""
        return bool(self.before) and bool(self.after)


class _Words:
    """A text as its words: where each stands, what it counts as, in which paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at: list[Range] = []
        self.keys: list[str] = []
        self.paragraph: list[int] = []
        self.edges: list[tuple[int, int]] = []
        """First word of each paragraph and the one behind its last."""
        n, begun = 0, 0
        for match in _WORD.finditer(text):
            word = match[0]
            if word in _UNSEEN:
                continue
            start, end = match.span()
            between = text.count("\n", self.at[-1].end if self.at else 0, start)
            if between and self.at:
                self.edges.append((begun, len(self.at)))
                begun, n = len(self.at), n + 1
            self.at.append(Range(start, end))
            self.keys.append(_key(text, start, end) if word in _QUOTATION_MARKS else word)
            self.paragraph.append(n)
        if self.at:
            self.edges.append((begun, len(self.at)))

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """The numbers of the words by what they count as."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, key in enumerate(self.keys):
            found[key].append(n)
        return found

    @cached_property
    def pairs(self) -> list[Counter[tuple[str, str]]]:
        """For each paragraph its pairs of words that stand side by side."""
        return [
            Counter(zip(self.keys[low : high - 1], self.keys[low + 1 : high], strict=True))
            for low, high in self.edges
        ]

    def words_of(self, n: int) -> list[str]:
        """Give what the words of a paragraph count as."""
        low, high = self.edges[n]
        return self.keys[low:high]

    def occurrences(self, wanted: list[str]) -> list[int]:
        """Give where these words begin, each by the number of its first word."""
        n = len(wanted)
        return [at for at in self.where.get(wanted[0], ()) if self.keys[at : at + n] == wanted]


def _key(text: str, start: int, end: int) -> str:
    """Give what a quotation mark counts as; inside a word it is an apostrophe."""
    inside = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return "’" if inside else '"'


class Alignment:
    """One text beside a copy of it."""

    def __init__(self, text: str, copy: str) -> None:
        """Read both texts; nothing is compared yet."""
        self._here, self._there = _Words(text), _Words(copy)
        self._alike: dict[int, dict[int, int]] = {}
        self._steps: dict[tuple[int, int], dict[int, int]] = {}

    def place(self, at: Range) -> InCopy:
        """Say where a passage of the text stands in the copy."""
        here = self._here
        first, behind = _word_numbers(here, at)
        if first >= behind:
            return InCopy(Placing.GONE)
        wanted = here.keys[first:behind]
        alike = self.paragraphs_like(here.paragraph[first])
        if not alike:
            return InCopy(Placing.GONE)
        found = [
            one for one in self._there.occurrences(wanted) if self._there.paragraph[one] in alike
        ]
        how, best = self._settled(first, found, len(wanted))
        if how is Placing.CHANGED:
            instead = self._instead(first, behind, alike)
            return InCopy(how, () if instead is None else (instead,))
        return InCopy(how, tuple(self._carried(at, first, one, len(wanted)) for one in best))

    def paragraphs_like(self, n: int) -> dict[int, int]:
        """Give the paragraphs of the copy that are like one of the text: how much, per mille."""
        if n not in self._alike:
            self._alike[n] = self._like(n)
        return self._alike[n]

    def _like(self, n: int) -> dict[int, int]:
        here, there = self._here, self._there
        own, words = here.pairs[n], here.words_of(n)
        found = {}
        for other in range(len(there.edges)):
            if there.words_of(other) == words:
                found[other] = 1000
                continue
            pairs = there.pairs[other]
            shared = (own & pairs).total()
            if shared < _LEAST_PAIRS:
                continue
            if 1000 * shared >= _LEAST_ALIKE * min(own.total(), pairs.total()):
                # An equal paragraph is more alike than one that only has it within.
                found[other] = min(2000 * shared // (own.total() + pairs.total()), 999)
        return found

    def _settled(self, first: int, found: list[int], n: int) -> tuple[Placing, list[int]]:
        """Give the place of some words, or all of them where it cannot be told which."""
        here, there = self._here, self._there
        wanted = here.keys[first : first + n]
        rivals = [one for one in here.occurrences(wanted) if one != first] if found else []
        left: dict[int, tuple[int, int]] = {}
        for one in found:
            weight = self._weight(first, one, n)
            # Where the same words elsewhere in the text fit better, the place is theirs.
            taken = any(self._weight(rival, one, n) > weight for rival in rivals)
            if weight[0] >= _needed(n) and not taken:
                left[one] = weight
        if not left:
            return Placing.CHANGED, []
        most = max(left.values())
        best = [one for one, weight in left.items() if weight == most]
        if len({there.paragraph[one] for one in best}) > 1:
            return Placing.TWICE, best
        equal = [rival for rival in rivals if self._weight(rival, best[0], n) == most]
        if any(here.paragraph[one] != here.paragraph[first] for one in equal):
            return Placing.TWICE, best
        if len(best) > 1 or equal:
            best = self._in_order(first, best)
        return (Placing.SAME if best else Placing.CHANGED), best

    def _weight(self, here: int, there: int, n: int) -> tuple[int, int]:
        alike = self.paragraphs_like(self._here.paragraph[here])
        share = alike.get(self._there.paragraph[there], 0)
        return (self._beside(here, there, n), share) if share else (-1, 0)

    def _in_order(self, first: int, best: list[int]) -> list[int]:
        """Give of equally good places in one paragraph that which its order of words says."""
        step = self._in_step(self._here.paragraph[first], self._there.paragraph[best[0]])
        return [one for one in best if step.get(first) == one]

    def _in_step(self, here: int, there: int) -> dict[int, int]:
        """Give for words of a paragraph the equal ones of another, read side by side."""
        if (here, there) not in self._steps:
            from difflib import SequenceMatcher  # when a copy is looked at, not with the window

            low, _ = self._here.edges[here]
            other, _ = self._there.edges[there]
            matcher = SequenceMatcher(
                None, self._here.words_of(here), self._there.words_of(there), autojunk=False
            )
            self._steps[here, there] = {
                low + block.a + n: other + block.b + n
                for block in matcher.get_matching_blocks()
                for n in range(block.size)
            }
        return self._steps[here, there]

    def _beside(self, here: int, there: int, n: int) -> int:
        """Count the equal words on both sides, inside the paragraphs."""
        mine, theirs = self._here, self._there
        low, high = mine.edges[mine.paragraph[here]]
        first, last = theirs.edges[theirs.paragraph[there]]
        count, a, b = 0, here - 1, there - 1
        while a >= low and b >= first and mine.keys[a] == theirs.keys[b]:
            count, a, b = count + 1, a - 1, b - 1
        if a < low and b < first:
            count += _AT_EDGE
        a, b = here + n, there + n
        while a < high and b < last and mine.keys[a] == theirs.keys[b]:
            count, a, b = count + 1, a + 1, b + 1
        if a >= high and b >= last:
            count += _AT_EDGE
        return count

    def _carried(self, at: Range, first: int, there: int, n: int) -> Range:
        """Give a passage at its place in the copy; its edges may lie inside a word."""
        start, end = self._here.at[first], self._here.at[first + n - 1]
        begin, last = self._there.at[there], self._there.at[there + n - 1]
        inside = at.start - start.start if begin.length == start.length else 0
        before_end = end.end - at.end if last.length == end.length else 0
        return Range(begin.start + max(inside, 0), last.end - max(before_end, 0))

    def _instead(self, first: int, behind: int, alike: dict[int, int]) -> Range | None:
        """Give what stands in the copy where the passage would stand."""
        here = self._here.paragraph[first]
        best = max(alike, key=lambda one: (len(self._in_step(here, one)), -one))
        step = self._in_step(here, best)
        low, high = self._here.edges[here]
        there_low, there_high = self._there.edges[best]
        inside = [one for one in range(first, behind) if one in step]
        if inside:
            a, b = inside[0], inside[-1]
            begun = self._begun(step, (low, first, a), there_low)
            ended = self._ended(step, (b, behind, high), there_high)
            return Range(self._there.at[begun].start, self._there.at[ended].end)
        before = max((step[one] for one in range(low, first) if one in step), default=there_low - 1)
        after = min((step[one] for one in range(behind, high) if one in step), default=there_high)
        if before + 1 < after:
            return Range(self._there.at[before + 1].start, self._there.at[after - 1].end)
        return None

    def _begun(self, step: dict[int, int], words: tuple[int, int, int], there_low: int) -> int:
        """Give the word of the copy at which a passage begins whose first words are others there.

        `words` = the first of the paragraph, of the passage, and of it the first that is there.
        """
        low, first, a = words
        before = next((one for one in range(first - 1, low - 1, -1) if one in step), None)
        behind = there_low if before is None else step[before] + 1
        n_outside = first - (low if before is None else before + 1)
        return step[a] - _n_of_edge(n_outside, a - first, step[a] - behind)

    def _ended(self, step: dict[int, int], words: tuple[int, int, int], there_high: int) -> int:
        """Give the last word of such a passage; `words` mirror those of `_begun`."""
        b, behind, high = words
        after = next((one for one in range(behind, high) if one in step), None)
        before = there_high if after is None else step[after]
        n_outside = (high if after is None else after) - behind
        return step[b] + _n_of_edge(n_outside, behind - 1 - b, before - step[b] - 1)


def _n_of_edge(n_outside: int, n_inside: int, n_there: int) -> int:
    """Give how many of the words that stand instead belong to the passage whose edge they are at.

    They stand for `n_inside` of its own words, and `n_outside` beside it: all where there are none
    of these, word for word where they are as many; else nobody could tell.
    """
    if not n_inside:
        return 0
    if n_outside:
        return n_inside if n_there == n_outside + n_inside else 0
    return n_there if n_there <= n_inside + _MANY else 0


def _word_numbers(words: _Words, at: Range) -> tuple[int, int]:
    """Give the first word that a passage touches, and the number behind its last."""
    first = bisect_right(words.at, at.start, key=lambda one: one.end)
    behind = bisect_left(words.at, at.end, key=lambda one: one.start)
    return first, behind


def _needed(n: int) -> int:
    return 2 if n <= _FEW else 1 if n < _MANY else 0


def word_changes(before: str, after: str) -> tuple[WordChange, ...]:
    """Give two passages word by word: what both have, and what only one has."""
    from difflib import SequenceMatcher

    mine, theirs = _Words(before), _Words(after)
    matcher = SequenceMatcher(None, mine.keys, theirs.keys, autojunk=False)
    found: list[WordChange] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        old, new = _slice(mine, a, b), _slice(theirs, c, d)
        if kind == "equal":
            found.append(WordChange(old, new))
        else:
            found += [WordChange(*one) for one in ((old, ""), ("", new)) if any(one)]
    return tuple(found)


def _slice(words: _Words, first: int, behind: int) -> str:
    if first >= behind:
        return ""
    return words.text[words.at[first].start : words.at[behind - 1].end]
