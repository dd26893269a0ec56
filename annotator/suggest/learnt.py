"""What a coder's marks and decisions teach: rules, each with its cases. Computed, never kept.

The same marks and decisions give the same rules; what is undone takes its learning with it. What
a rule changes in the proposals is decided in `memory`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from annotator.model.scheme import Role, Scheme
from annotator.model.span import Link, Span
from annotator.text.likeness import fold
from annotator.text.ranges import Range

ENOUGH_REJECTED = 2
"""So many rejections without an acceptance, and the same words are never proposed again."""
_ENOUGH_CHANGED = 3
_LONGEST_NAME, _LONGEST_BORDER = 80, 3
_SHORTEST_QUOTATION, _SHORTEST_PART = 25, 8
"""Shorter ones stand in articles that do not quote each other."""
_MOST_CASES = 50
_PRONOUN_OR_UNNAMED = ("pronoun", "unnamed")
_EDGES = "“”„‟«»‹›\"'‚‘’ ,.;:!?"


class RuleKind(StrEnum):
    """What a rule is about."""

    NAME = "name"
    CUE = Role.CUE.value
    ROLE = "role"
    BORDER = "border"
    QUOTATION = "quotation"


class RuleCase(NamedTuple):
    """Where a rule was learnt: a stretch of an article, and whether it speaks for the rule."""

    article_id: str
    at: Range
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class LearntRule:
    """One rule: what it is about, in which words, what follows, and how often it was right.

    `key` is the words folded. `entity_kind` and `actor_id` are set where all cases agree.
    `speaker` are the words of whoever said a quotation, "" for a pronoun; `values` its attributes;
    `more` its further parts, folded. Of a border, `edge` says where: "start in", "start out",
    "end in", "end out".
    """

    kind: RuleKind
    key: str
    words: str
    accepted: int = 0
    rejected: int = 0
    entity_kind: str = ""
    actor_id: str = ""
    speaker: str = ""
    edge: str = ""
    role: Role | None = None
    values: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()
    cases: tuple[RuleCase, ...] = ()

    @property
    def id(self) -> str:
        """What it is called by where it is switched off."""
        place = f"{self.role}:{self.edge}:" if self.edge else ""
        return f"{self.kind}:{place}{self.key}"

    @property
    def confidence(self) -> int:
        """How surely it is right (per mille)."""
        return round(1000 * (self.accepted + 1) / (self.accepted + self.rejected + 2))

    @property
    def silences(self) -> bool:
        """Say whether its words are never proposed again."""
        return self.rejected >= ENOUGH_REJECTED and not self.accepted


@dataclass(frozen=True, slots=True)
class Learnt:
    """The rules of a coder, in order; `off` are the ids of those that are switched off."""

    rules: tuple[LearntRule, ...] = ()
    off: frozenset[str] = frozenset()

    def of_kind(self, kind: RuleKind) -> Iterator[LearntRule]:
        """Give the rules of a kind that are switched on."""
        return (one for one in self.rules if one.kind is kind and one.id not in self.off)


class TaughtPair(NamedTuple):
    """A suggestion that was taken, and what it became."""

    suggested: Span
    taken: Span


def learnt_from(
    marks: Iterable[Span],
    links: Iterable[Link],
    taken: Iterable[TaughtPair],
    rejected: Iterable[Span],
    scheme: Scheme,
    off: Collection[str] = (),
) -> Learnt:
    """Give the rules that follow from a coder's marks and what was decided about suggestions.

    `marks` and `links` are all of the coder's layer, those that were taken too. Suggestions that
    are open teach nothing, so they are not given.
    """
    lesson = _Lesson(scheme)
    for span in marks:
        lesson.mark(span)
    for span in rejected:
        lesson.reject(span)
    for pair in taken:
        lesson.compare(pair)
    rules = [*lesson.rules(), *lesson.quotations(links)]
    rules.sort(key=lambda one: (one.kind, one.key, one.edge, one.role or ""))
    return Learnt(tuple(rules), frozenset(off))


@dataclass
class _Words:
    """What is known of some words in one role."""

    words: str
    accepted: int = 0
    rejected: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    cases: list[RuleCase] = field(default_factory=list)

    def add(self, span: Span, *, speaks_for: bool) -> None:
        self.accepted += speaks_for
        self.rejected += not speaks_for
        if speaks_for:
            self.kinds[span.attributes.get("kind", "")] += 1
            self.actors[span.actor_id or ""] += 1
        if len(self.cases) < _MOST_CASES:
            self.cases.append(RuleCase(span.article_id, span.parts[0], speaks_for))

    def rule(self, kind: RuleKind, key: str) -> LearntRule:
        return LearntRule(
            kind=kind,
            key=key,
            words=self.words,
            accepted=self.accepted,
            rejected=self.rejected,
            entity_kind=_most(self.kinds) if kind is RuleKind.NAME else "",
            actor_id=_only(self.actors),
            cases=tuple(self.cases),
        )


class _Lesson:
    """Marks and decisions, counted."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.known: dict[tuple[RuleKind, str], _Words] = {}
        self.borders: dict[tuple[Role, str, str], _Words] = {}
        self.pairs: list[TaughtPair] = []
        self.claims: list[Span] = []
        self.speakers: dict[str, Span] = {}

    def mark(self, span: Span) -> None:
        role = self.scheme.role_of(span.type)
        if role is Role.CLAIM:
            self.claims.append(span)
        elif role is Role.SPEAKER:
            self.speakers[span.id] = span
        self._count(span, role, speaks_for=True)

    def reject(self, span: Span) -> None:
        self._count(span, self.scheme.role_of(span.type), speaks_for=False)

    def _count(self, span: Span, role: Role | None, *, speaks_for: bool) -> None:
        kind = _kind_of(span, role)
        words = " ".join(span.quotes[0].split())
        key = fold(words)
        if kind is None or not key or len(words) > _LONGEST_NAME:
            return
        known = self.known.setdefault((kind, key), _Words(words))
        known.add(span, speaks_for=speaks_for)

    def compare(self, pair: TaughtPair) -> None:
        """Learn from one suggestion how its borders were changed, or that they were left."""
        role = self.scheme.role_of(pair.taken.type)
        if role is None or len(pair.taken.parts) > 1 or len(pair.suggested.parts) > 1:
            return
        self.pairs.append(pair)
        for edge, words in _changes(pair):
            key = (role, edge, fold(words))
            known = self.borders.setdefault(key, _Words(words))
            known.add(pair.taken, speaks_for=True)

    def rules(self) -> Iterator[LearntRule]:
        for (kind, key), known in self.known.items():
            rule = known.rule(kind, key)
            if kind is not RuleKind.ROLE or rule.actor_id or rule.rejected:
                yield rule
        for (role, edge, key), known in self.borders.items():
            if known.accepted < _ENOUGH_CHANGED:
                continue
            known.rejected = sum(self._was_left(pair, role, edge, key) for pair in self.pairs)
            if known.accepted > known.rejected:
                rule = known.rule(RuleKind.BORDER, key)
                yield replace(rule, edge=edge, role=role, actor_id="")

    def _was_left(self, pair: TaughtPair, role: Role, edge: str, key: str) -> bool:
        """Say whether words that this habit cuts off were left in a suggestion."""
        if not edge.endswith("out") or self.scheme.role_of(pair.taken.type) is not role:
            return False
        folded = fold(pair.taken.quotes[0])
        left = folded.startswith(f"{key} ") if edge == "start out" else folded.endswith(f" {key}")
        return left and fold(pair.suggested.quotes[0]) == folded

    def quotations(self, links: Iterable[Link]) -> Iterator[LearntRule]:
        """Give the claims that can be found again where the same words stand."""
        said_by = self.scheme.name_for(Role.SAID_BY)
        speaker_of = {
            one.source_id: self.speakers[one.target_id]
            for one in links
            if one.type == said_by and one.target_id in self.speakers
        }
        found: dict[tuple[str, ...], tuple[Span, list[RuleCase], Span | None]] = {}
        for claim in self.claims:
            keys = tuple(fold(one).strip(_EDGES) for one in claim.quotes)
            is_short = sum(map(len, keys)) < _SHORTEST_QUOTATION
            if is_short or min(map(len, keys)) < min(_SHORTEST_PART, len(keys[0])):
                continue
            first = found.setdefault(keys, (claim, [], speaker_of.get(claim.id)))
            first[1].append(RuleCase(claim.article_id, claim.parts[0], speaks_for=True))
        for keys, (claim, cases, speaker) in found.items():
            yield LearntRule(
                kind=RuleKind.QUOTATION,
                key=keys[0],
                words=claim.quotes[0],
                accepted=len(cases),
                speaker=_name_of(speaker),
                actor_id=(speaker.actor_id or "") if speaker is not None else "",
                values=tuple(sorted(claim.attributes.items())),
                more=keys[1:],
                cases=tuple(cases[:_MOST_CASES]),
            )


def _name_of(speaker: Span | None) -> str:
    """The words that name a speaker elsewhere too: no "she"."""
    if speaker is None or speaker.attributes.get("form", "") in _PRONOUN_OR_UNNAMED:
        return ""
    return speaker.quotes[0]


def _kind_of(span: Span, role: Role | None) -> RuleKind | None:
    """Say what a mark teaches: a name, a cue, who is called by a role; None = nothing."""
    if len(span.parts) > 1:
        return None
    match role:
        case Role.ENTITY:
            return None if span.attributes.get("kind") == "date" else RuleKind.NAME
        case Role.CUE:
            return RuleKind.CUE
        case Role.SPEAKER:
            form = span.attributes.get("form", "")
            if form in _PRONOUN_OR_UNNAMED:
                return None
            return RuleKind.ROLE
        case _:
            return None


def _changes(pair: TaughtPair) -> Iterator[tuple[str, str]]:
    """Give the words that came in or went out at either border, if they are few."""
    before, after = pair.suggested.parts[0], pair.taken.parts[0]
    if not before.overlaps(after):
        return
    cuts: Sequence[tuple[str, int, str]] = (
        ("start in", before.start - after.start, pair.taken.quotes[0]),
        ("start out", after.start - before.start, pair.suggested.quotes[0]),
        ("end in", after.end - before.end, pair.taken.quotes[0]),
        ("end out", before.end - after.end, pair.suggested.quotes[0]),
    )
    for edge, n, quote in cuts:
        if n <= 0:
            continue
        words = (quote[:n] if edge.startswith("start") else quote[-n:]).strip()
        if words and len(words.split()) <= _LONGEST_BORDER:
            yield edge, words


def _most(counted: Mapping[str, int]) -> str:
    some = {key: n for key, n in counted.items() if key}
    return min(some, key=lambda key: (-some[key], key), default="")


def _only(counted: Mapping[str, int]) -> str:
    return next(iter(counted)) if len(counted) == 1 else ""
