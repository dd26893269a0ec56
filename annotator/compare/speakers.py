"""Whether two claims have the same speakers.

A speaker is its actor where both sides know it, else the pair of the two spans, else the span
itself: "he" and "Dar" agree as soon as both refer to one actor.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotator.compare.rules import Rules
from annotator.compare.sides import Partners, Side
from annotator.model.coded import CodedSpan

ACTOR, SPAN = "actor", "span"
"""How a speaker is labelled: "actor:ID" or "span:ID" (of a pair, the left one's)."""


class SpeakerFinding(NamedTuple):
    """The speakers of two paired claims as labels.

    `moved` are pairs of speaker spans (left, right) that both claims are linked to and whose
    actors differ: these stand in neither set. `values` are all speakers of each claim, as one
    value to reckon with; "" is nobody.
    """

    left: frozenset[str]
    right: frozenset[str]
    moved: tuple[tuple[str, str], ...] = ()
    values: tuple[str, str] = ("", "")

    @property
    def is_resolved(self) -> bool:
        """Whether all of them are actors."""
        return all(one.startswith(ACTOR) for one in self.left | self.right)


_NOBODY: Sequence[str] = ()
_BY_NOBODY = SpeakerFinding(frozenset(), frozenset())


class Sayers:
    """Who says the claims of two codings of one article."""

    def __init__(self, left: Side, right: Side, to_right: Partners, rules: Rules) -> None:
        """Look up the links to speakers."""
        self._left, self._right, self._to_right, self._rules = left, right, to_right, rules
        said_by = rules.said_by
        self.of_left, self.of_right = left.targets(said_by), right.targets(said_by)
        self.undecided: set[str] = set()
        """The left's speakers that hang on actors nobody has decided about."""
        self.known: dict[str, SpeakerFinding] = {}
        """What was found, by the left claim."""

    def of(self, one: CodedSpan, other: CodedSpan) -> SpeakerFinding:
        """Say who says two paired claims."""
        found = self.known[one[0]] = self._compare(one, other)
        return found

    def _compare(self, one: CodedSpan, other: CodedSpan) -> SpeakerFinding:
        mine, theirs = self.of_left.get(one[0], _NOBODY), self.of_right.get(other[0], _NOBODY)
        if not mine and not theirs:
            return _BY_NOBODY
        if len(mine) == 1 == len(theirs):
            speaker = mine[0]
            known = self._to_right.of.get(speaker)
            if known == theirs[0] and self._right.spans[known][4] is None:
                # The same one, whom the right takes for nobody known.
                label = f"{SPAN}:{speaker}"
                both = frozenset((label,))
                return SpeakerFinding(both, both, (), (label, label))
        left: set[str] = set()
        right: set[str] = set()
        moved: list[tuple[str, str]] = []
        others: tuple[set[str], set[str]] = (set(), set())
        paired: set[str] = set()
        for speaker in mine:
            found = self._to_right.of.get(speaker)
            if found is None or found not in theirs:
                left.add(self._label(self._left.spans[speaker]))
                continue
            partner = self._right.spans[found]
            paired.add(found)
            here = self._rules.actor(self._left.spans[speaker].actor_id)
            there = self._rules.actor(partner.actor_id)
            if here is None or there is None or self._waits(speaker, here, there):
                left.add(f"{SPAN}:{speaker}")
                right.add(f"{SPAN}:{speaker}")
            elif here != there and speaker not in self._to_right.of_other_type:
                moved.append((speaker, partner.id))
                others[0].add(f"{ACTOR}:{here}")
                others[1].add(f"{ACTOR}:{there}")
            else:
                left.add(f"{ACTOR}:{here}")
                right.add(f"{ACTOR}:{there}")
        right |= {self._label(self._right.spans[k]) for k in theirs if k not in paired}
        values = " ".join(sorted(left | others[0])), " ".join(sorted(right | others[1]))
        return SpeakerFinding(frozenset(left), frozenset(right), tuple(moved), values)

    def _waits(self, speaker: str, here: str, there: str) -> bool:
        if not self._rules.is_undecided(here, there):
            return False
        self.undecided.add(speaker)
        return True

    def _label(self, span: CodedSpan) -> str:
        actor = self._rules.actor(span.actor_id)
        return f"{SPAN}:{span.id}" if actor is None else f"{ACTOR}:{actor}"
