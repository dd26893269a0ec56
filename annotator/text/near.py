"""Texts that are nearly the same: the wire story that five outlets print, a page saved twice.

Two texts are compared by the runs of four words they share (shingles: A. Z. Broder, "On the
resemblance and containment of documents", SEQUENCES 1997). Of many texts only some of the
shingles are looked up: those that begin a sentence, and of texts with few sentences a quarter of
all, drawn by the number of their first word, so that the same are drawn of each text.
"""

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress
from typing import Generic, TypeVar

from annotator.text.likeness import fold

Key = TypeVar("Key", bound=Hashable)

RUN = 4
"""So many words in a row: fewer are common phrases, more break at each small change."""
LEAST_WORDS = 24
"""Shorter texts are notices and teasers, which are alike without being copies."""
LEAST_SHARED = 700
"""Per mille of the shorter text's runs. Two reports on one event share under 200, a copy with a
new opening and a changed end about 800."""
_LEAST_LENGTH = 3
"""A text of less than a third of the other is a part of it, not a copy."""
_MOST_WORDS = 300_000
"""So many words are kept with their numbers: 40 MB."""
_LONG_WORD = 14
"""Where words are longer than this on average, the script sets no blanks between them."""
_OTHER_STOPS = "!?…۔؟。！？"
_SENTENCE = re.compile(r"\.[\"'”’»›)\]]*+\s++(\S++\s++\S++\s++\S++\s++\S++)")
"""Four words behind the end of a sentence, or of an abbreviation: copies have both.

With one sign for all stops, which counts in no word, the places are found several times faster.
"""
_ROUND_WORDS = ".,;:!?…“”„‘’«»()\"'"
"""Signs that fold to such as count in no word."""
_BEYOND_ASCII = "“”’‘"
"""Those of them that make most of the runs with signs beyond ASCII what they are."""
_SMALL = bytes(ord(chr(code).lower()) if code < 128 else code for code in range(256))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_FEW_SENTENCES = 10
"""A text with fewer is a short one, or has no stops: every fourth run of it is drawn, too."""
_DRAWN_OF = 4
_NOT_DRAWN = _DRAWN_OF - 1
"""The bits that the number of its first word has none of."""
_LEAST_DRAWN = 4
"""Fewer that two texts share may be by chance."""
_NEAR_ENOUGH = 950
"""A text that shares so much with an earlier one is not compared with further copies of it."""
_RUNS_KEPT = 100
"""So many texts' runs are kept for the next pair, 60 kB each: copies come in crowds."""
_MOST_JUDGED = 5
"""Of those that share most; all copies of one dispatch are alike, the first of them will do."""
_COMMON = 200
"""A run that so many texts have is a standing phrase and joins nothing."""


class _Codes(dict[str, int]):
    """A number for each word, the same on every computer; folded once for each it meets.

    What stands round a word, a comma or a quotation mark, is not counted.
    """

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        bare = word.strip(_ROUND_WORDS)
        # Letters of ASCII fold to their small ones, and most words are of these alone.
        folded = bare.lower() if bare.isascii() else fold(bare)
        if not folded.isalnum():
            folded = "".join(filter(str.isalnum, folded))
        code = zlib.crc32(folded.encode())
        self[word] = code
        return code


@dataclass(frozen=True, slots=True)
class NearPair(Generic[Key]):
    """A text that is nearly the same as an earlier one; `likeness` = per mille of shared runs."""

    key: Key
    earlier: Key
    likeness: int


@dataclass(frozen=True, slots=True)
class DrawnRuns:
    """The runs of a text that are looked up: those that begin sentences, and some of all.

    No run stands twice. As sets they would be most of what a plan of an import holds. The numbers
    of those that begin sentences are of their letters alone, whatever parts them.
    """

    sentences: "array[int]"
    some: "array[int]"


_NONE_DRAWN = array("q")
"""Shared by all texts whose sentences will do."""


class Shingles:
    """Makes the runs of words of texts as numbers."""

    def __init__(self) -> None:
        """Know no word yet."""
        self._codes = _Codes()

    def of(self, text: str) -> frozenset[int]:
        """Give all runs of a text; none for one that is too short to be judged."""
        codes = self._numbers(text)
        # Of numbers, `hash` is the same in every run of the program.
        return frozenset(map(hash, zip(*(codes[n:] for n in range(RUN)), strict=False)))

    def drawn(self, text: str) -> "DrawnRuns | None":
        """Give the runs of a text that are looked up; None for one that is too short."""
        stopped = text
        for stop in _OTHER_STOPS:
            stopped = stopped.replace(stop, ".")
        begun = _SENTENCE.findall(stopped)
        # Half of them will do: those whose first word has an even number of letters.
        half = [four for four in begun if not len(four.split(None, 1)[0]) % 2]
        sentences = set(map(_number, half))
        if len(sentences) >= _FEW_SENTENCES:
            return DrawnRuns(array("I", sentences), _NONE_DRAWN)
        numbers = self._numbers(text)
        if not numbers:
            return None
        runs = zip(*(numbers[n:] for n in range(RUN)), strict=False)
        begins = [not number & _NOT_DRAWN for number in numbers]
        some = {*map(hash, compress(runs, begins))}
        tails = (tuple(numbers[n:]) for n in range(1 - RUN, 0))
        some.update(hash(tail) for tail in tails if not tail[0] & _NOT_DRAWN)
        return DrawnRuns(array("I", sentences), array("q", some) if some else _NONE_DRAWN)

    def _numbers(self, text: str) -> list[int]:
        words = text.split()
        if len(text) > _LONG_WORD * len(words):
            words = [sign for word in words for sign in word]
        return [*map(self._codes.__getitem__, words)] if len(words) >= LEAST_WORDS else []


def _number(run: str) -> int:
    """Give a number for the letters of some words, folded: the same on every computer."""
    if not run.isascii():
        for sign in _BEYOND_ASCII:
            run = run.replace(sign, "")
        if not run.isascii():
            run = "".join(filter(str.isalnum, fold(run)))
    return zlib.crc32(run.encode().translate(_SMALL, _NO_LETTERS))


def likeness(one: frozenset[int], other: frozenset[int]) -> int:
    """Give per mille of the runs of the shorter text that the other has; 0 for unequal lengths."""
    few, many = sorted((one, other), key=len)
    if not few or len(few) * _LEAST_LENGTH < len(many):
        return 0
    return 1000 * len(few & many) // len(few)


def near_pairs(
    texts: Iterable[tuple[Key, DrawnRuns | None]],
    text_of: Callable[[Key], str],
    known: Iterable[tuple[Key, DrawnRuns | None]] = (),
) -> Iterator[NearPair[Key]]:
    """Give for each text the earlier one that it is most like, if it is nearly the same.

    Texts come as what `Shingles.drawn` gives for them; `text_of` gives one whole, as pairs are
    judged by all their runs. `known` come before all of `texts` and are not judged themselves.
    """
    shingles = Shingles()

    @lru_cache(_RUNS_KEPT)
    def runs_of(key: Key) -> frozenset[int]:
        return shingles.of(text_of(key))

    before, coming = _long_enough(known), _long_enough(texts)
    looked_up = _LookedUp[Key](drawn for _, drawn in chain(before, coming))
    for key, drawn in before:
        looked_up.promising(key, drawn)
    for key, drawn in coming:
        best: tuple[Key, int] | None = None
        for earlier in looked_up.promising(key, drawn):
            alike = likeness(runs_of(key), runs_of(earlier))
            if alike >= LEAST_SHARED and (best is None or alike > best[1]):
                best = earlier, alike
            if alike >= _NEAR_ENOUGH:
                break
        if best is not None:
            yield NearPair(key, *best)


def _long_enough(
    texts: Iterable[tuple[Key, DrawnRuns | None]],
) -> list[tuple[Key, DrawnRuns]]:
    return [(key, drawn) for key, drawn in texts if drawn is not None]


class _LookedUp(Generic[Key]):
    """The texts so far by the runs that were drawn of them."""

    def __init__(self, every: Iterable[DrawnRuns]) -> None:
        """Look at what was drawn of all that will come: most of it one text has alone."""
        sentences, some = array("I"), array("q")
        for one in every:
            sentences.extend(one.sentences)
            some.extend(one.some)
        self._by_sentence, self._by_some = _Having(sentences), _Having(some)
        self._texts: list[tuple[Key, int, int]] = []
        """With how many runs of each kind were drawn of each."""

    def promising(self, key: Key, drawn: DrawnRuns) -> list[Key]:
        """Give the few texts that share most of what was drawn of both, the best first; then take
        this one in, too.
        """
        shares: dict[int, float] = {}
        here = len(self._texts)
        for n, count in self._by_sentence.met_by(drawn.sentences, here):
            least = min(len(drawn.sentences), self._texts[n][1])
            if least >= _LEAST_DRAWN:
                shares[n] = count / least
        for n, count in self._by_some.met_by(drawn.some, here):
            least = min(len(drawn.some), self._texts[n][2])
            if least >= _LEAST_DRAWN:
                shares[n] = max(shares.get(n, 0), count / least)
        self._texts.append((key, len(drawn.sentences), len(drawn.some)))
        if not shares:
            return []
        best = sorted(shares.items(), key=lambda each: (-each[1], each[0]))[:_MOST_JUDGED]
        # By chance a copy shares less of what was drawn than of the whole: half of it is asked.
        return [self._texts[n][0] for n, share in best if 2000 * share >= LEAST_SHARED]


class _Having:
    """Which texts have a run, of those that several have."""

    def __init__(self, every: "array[int]") -> None:
        """Take the runs of all texts."""
        self._shared = {run for run, n in Counter(every).items() if n > 1}
        self._texts: defaultdict[int, list[int]] = defaultdict(list)

    def met_by(self, runs: "array[int]", n: int) -> Iterable[tuple[int, int]]:
        """Give each text that has some of these runs, and how many; then say that `n` has them."""
        shared = self._shared.intersection(runs)
        if not shared:
            return ()
        having = [self._texts[one] for one in shared]
        met = Counter(chain.from_iterable(having))
        for texts in having:
            if len(texts) < _COMMON:
                texts.append(n)
        return met.items()


def needles(text: str, n: int = 5) -> list[str]:
    """Give some stretches of a text by which a copy of it can be looked for as it stands.

    Pieces of 40 characters at most out of its longest lines, from different places of it.
    """
    lines = sorted((line for line in text.split("\n") if len(line) >= 24), key=len, reverse=True)
    found = []
    for line in lines[:n]:
        middle = len(line) // 2
        found.append(line[max(0, middle - 20) : middle + 20])
    if len(found) == 1:
        line = lines[0]
        found += [line[at : at + 40] for at in range(0, len(line) - 40, max(40, len(line) // n))]
    return found[:n]
