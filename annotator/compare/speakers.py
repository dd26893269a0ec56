"""Whether two claims have the same speakers.

A speaker is its actor where both sides know it, else the pair of the two spans, else the span
itself: "he" and "Dar" agree as soon as both refer to one actor.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.compare.match import Matching
from annotator.compare.rules import Rules
from annotator.compare.sides import targets
from annotator.model.coded import CodedSpan, Marks

ACTOR, SPAN = "actor", "span"
"""How a speaker is labelled: "actor:ID" or "span:ID" (of a pair, the left one's)."""


class SpeakerFinding(NamedTuple):
    """The speakers of two paired claims as labels.

    `moved` are pairs of speaker spans (left, right; by where they stand in their columns) that
    both claims are linked to and whose actors differ: these stand in neither set. `values` are all
    speakers of each claim, as one value to reckon with; "" is nobody. `spans` are those that
    labels name.
    """

    left: frozenset[str]
    right: frozenset[str]
    moved: Sequence[tuple[int, int]]
    values: tuple[str, str]
    spans: Mapping[str, CodedSpan]

    @property
    def is_resolved(self) -> bool:
        """Whether all of them are actors."""
        return all(one.startswith(ACTOR) for one in self.left | self.right)


_NOBODY: Sequence[int] = ()


class Sayers:
    """Who says the claims of two codings of some articles."""

    def __init__(self, left: Marks, right: Marks, matching: Matching, rules: Rules) -> None:
        """Look up the links to speakers."""
        self._left, self._right, self._rules = left, right, rules
        self._ids, self._actors = left.spans.ids, (left.spans.actors, right.spans.actors)
        self._partners, self._typed = matching.partners, matching.of_other_type[0]
        self.of_left, self.of_right = targets(left, rules.said_by), targets(right, rules.said_by)
        self.undecided: set[int] = set()
        """The left's speakers that hang on actors nobody has decided about."""

    def agreed(self, claims: Iterable[tuple[int, int]]) -> list[str | None]:
        """Give the one speaker of each two paired claims, or "" for nobody; None = look closer."""
        of_left, of_right, partners = self.of_left.get, self.of_right.get, self._partners
        found: list[str | None] = []
        for one, other in claims:
            mine, theirs = of_left(one, _NOBODY), of_right(other, _NOBODY)
            if len(mine) == 1 == len(theirs) and partners[mine[0]] == theirs[0]:
                found.append(self._one_speaker(mine[0], theirs[0]))
            else:
                found.append(None if mine or theirs else "")
        return found

    def _one_speaker(self, mine: int, theirs: int) -> str | None:
        here, there = self._actors[0][mine], self._actors[1][theirs]
        if here is None or there is None:
            return f"{SPAN}:{self._ids[mine]}"
        here, there = self._rules.actor(here), self._rules.actor(there)
        return f"{ACTOR}:{here}" if here == there else None

    def of(self, one: int, other: int) -> SpeakerFinding:
        """Say who says two paired claims."""
        mine, theirs = self.of_left.get(one, _NOBODY), self.of_right.get(other, _NOBODY)
        left: set[str] = set()
        right: set[str] = set()
        moved: list[tuple[int, int]] = []
        others: tuple[set[str], set[str]] = (set(), set())
        paired: set[int] = set()
        spans: dict[str, CodedSpan] = {}
        for speaker in mine:
            partner = self._partners[speaker]
            if partner is None or partner not in theirs:
                left.add(self._label(self._left, speaker, spans))
                continue
            paired.add(partner)
            here, there = self._actor_of(self._left, speaker), self._actor_of(self._right, partner)
            if here is None or there is None or self._waits(speaker, here, there):
                label = _span_label(self._left.span(speaker), spans)
                left.add(label)
                right.add(label)
            elif here != there and speaker not in self._typed:
                moved.append((speaker, partner))
                others[0].add(f"{ACTOR}:{here}")
                others[1].add(f"{ACTOR}:{there}")
            else:
                left.add(f"{ACTOR}:{here}")
                right.add(f"{ACTOR}:{there}")
        right |= {self._label(self._right, k, spans) for k in theirs if k not in paired}
        values = " ".join(sorted(left | others[0])), " ".join(sorted(right | others[1]))
        return SpeakerFinding(frozenset(left), frozenset(right), moved, values, spans)

    def _waits(self, speaker: int, here: str, there: str) -> bool:
        if not self._rules.is_undecided(here, there):
            return False
        self.undecided.add(speaker)
        return True

    def _actor_of(self, marks: Marks, at: int) -> str | None:
        actor_id = marks.spans.actors[at]
        return None if actor_id is None else self._rules.actor(actor_id)

    def _label(self, marks: Marks, at: int, spans: dict[str, CodedSpan]) -> str:
        actor = self._actor_of(marks, at)
        return _span_label(marks.span(at), spans) if actor is None else f"{ACTOR}:{actor}"


def _span_label(span: CodedSpan, spans: dict[str, CodedSpan]) -> str:
    label = f"{SPAN}:{span.id}"
    spans.setdefault(label, span)
    return label
