"""Links and notes of a REFI-QDA project, which stand behind all texts: they wait on the disk.

Any two selections of the file may be tied, and a note be on anything: a large project has hundreds
of thousands of them.
"""

from __future__ import annotations

import marshal
import re
from array import array
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.hashed_ids import HashedIds
from annotator.model.span import MOST_MARKS
from annotator.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOGETHER = 5_000
QUESTION, LATER, ANSWER_TO = "question", "to come back to", "answer to"
"""What a note of ours is, as its description says it: in one language, as programs read it."""
_ANSWER = re.compile(f"{ANSWER_TO} ([0-9A-Fa-f-]{{36}})")
_NONE = (1 << 32) - 1


class RefiTie(NamedTuple):
    """A link as it stands."""

    guid: str
    name: str
    origin: str
    target: str
    notes: tuple[str, ...]


class TooManyLinks(ValueError):
    """A text has more links than anybody makes."""


class RefiMemo(NamedTuple):
    """A note as it stands: its words, when it was written and by whom; and what ours are beside.

    `answer_to` is the id of another one.
    """

    text: str
    at: str
    by: str = ""
    question: bool = False
    later: bool = False
    answer_to: str = ""

    def described(self, said: str) -> RefiMemo:
        """Give it with what its description says: what notes of ours are, or further words."""
        lines = {line.strip(): None for line in said.splitlines() if line.strip()}
        question, later = QUESTION in lines, LATER in lines
        answers = [found[1].upper() for one in lines if (found := _ANSWER.fullmatch(one))]
        flags = (QUESTION, LATER)
        more = [one for one in lines if one not in flags and not _ANSWER.fullmatch(one)]
        words = "\n".join(filter(None, (self.text, *more)))
        to = answers[0] if answers else ""
        return RefiMemo(words, self.at, self.by, question, later, to)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is noted."""
        return not self.text and not self.later


class HeldLinks:
    """Links by the sources in which they begin, packed, on the disk where they are many."""

    def __init__(self) -> None:
        """Begin with none."""
        self._last: list[RefiTie] = []
        self._as_read, self._sorted = Spool(), Spool()
        # The last block of each source; of each block the one of its source before it.
        self._last_of, self._before, self._n_of = array("I"), array("I"), array("I")
        self.n = 0

    def add(self, tie: RefiTie) -> None:
        """Take a link."""
        self.n += 1
        self._last.append(tie)
        if len(self._last) >= _TOGETHER:
            self._as_read.add(_packed(self._last))
            self._last = []

    def sort(self, places: HashedIds) -> Iterator[RefiTie | None]:
        """Sort them by where they begin, once all selections are known; give each in turn.

        None for one that does not tie two selections of one source: it is not kept. Raises
        `TooManyLinks` where a source has more than an article may have.
        """
        for some in self._taken_out():
            # Together, as links may stand in turn of one text and of another.
            together: dict[int, list[RefiTie]] = {}
            for one in some:
                number = _within(one, places)
                if number is None:
                    yield None
                    continue
                together.setdefault(number, []).append(one)
                yield one
                for each in {*places.of(one.origin)} - {number} if places.any_doubled else ():
                    # What a program wrote twice has its links in both places.
                    together.setdefault(each, []).append(one)
            for number, kept in together.items():
                self._keep(number, kept)

    def of(self, number: int) -> dict[str, list[RefiTie]]:
        """Give the links of a source by the selections in which they begin; raises `OSError`."""
        found: dict[str, list[RefiTie]] = {}
        for n in self._blocks(number)[::-1]:
            for one in _unpacked(self._sorted[n]):
                found.setdefault(one.origin, []).append(one)
        return found

    def _blocks(self, number: int) -> list[int]:
        """Give the blocks of a source, the last one first."""
        found = []
        n = self._last_of[number] if number < len(self._last_of) else _NONE
        while n != _NONE:
            found.append(n)
            n = self._before[n]
        return found

    def _keep(self, number: int, ties: list[RefiTie]) -> None:
        missing = number + 1 - len(self._last_of)
        if missing > 0:
            self._last_of.extend([_NONE] * missing)
            self._n_of.extend([0] * missing)
        self._n_of[number] += len(ties)
        if self._n_of[number] > MOST_MARKS:
            raise TooManyLinks
        self._before.append(self._last_of[number])
        self._last_of[number] = len(self._sorted)
        self._sorted.add(_packed(ties))

    def _taken_out(self) -> Iterator[Iterable[RefiTie]]:
        for block in self._as_read:
            yield _unpacked(block)
        yield self._last
        self._as_read, self._last = Spool(), []


class HeldNotes:
    """Notes by their ids."""

    def __init__(self) -> None:
        """Begin with none."""
        self._ids, self._packed = HashedIds("I"), Spool()

    def add(self, guid: str, memo: RefiMemo) -> None:
        """Take a note; of one id the last one counts."""
        self._ids.add(guid, len(self._packed))
        self._packed.add(marshal.dumps((guid, *memo)))

    def sort(self) -> None:
        """Put them in order, once all are there: only then they are found."""
        self._ids.sort()

    def get(self, guid: str) -> RefiMemo | None:
        """Give a note; None where there is none; raises `OSError`."""
        numbers = self._ids.of(guid)
        if not numbers:
            return None
        _, *cells = marshal.loads(self._packed[numbers[-1]])  # noqa: S302 - packed by this program just now
        return RefiMemo(*cells)

    def __iter__(self) -> Iterator[str]:
        """Give the ids, in the order of the file; raises `OSError`."""
        for block in self._packed:
            yield marshal.loads(block)[0]  # noqa: S302 - packed by this program just now


def _within(tie: RefiTie, places: HashedIds) -> int | None:
    """Give the number of the source in which a link ties two selections; None = it does not."""
    origin, target = places.of(tie.origin), places.of(tie.target)
    return origin[-1] if origin and target and origin[-1] == target[-1] else None


def _packed(ties: Iterable[RefiTie]) -> bytes:
    return marshal.dumps([*map(tuple, ties)])


def _unpacked(block: bytes) -> Iterator[RefiTie]:
    return starmap(RefiTie, marshal.loads(block))  # noqa: S302 - packed by this program just now
