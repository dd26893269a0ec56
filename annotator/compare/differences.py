"""What two codings of some articles say differently, each thing once.

Pairs come from match.py, keys from keys.py; speakers.py says whether claims have the same ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from operator import ne

from annotator.compare.both import WhatBothHave
from annotator.compare.boundaries import Cues, boundary_class
from annotator.compare.collected import Collected, TwoSpans
from annotator.compare.keys import place, values
from annotator.compare.links import LinkDifferences, Member, content, paired_links
from annotator.compare.match import Matching
from annotator.compare.rules import Rules
from annotator.compare.sides import without_masked
from annotator.compare.speakers import ACTOR, Sayers
from annotator.compare.values import ArticleComparison, DifferenceKind, Phase
from annotator.model.article import Json
from annotator.model.coded import (
    OF_ONE_PART,
    CodedArticle,
    CodedArticles,
    CodedSpan,
    Marks,
    Place,
    Values,
    indices,
    place_of,
)


def compare_article(
    article: CodedArticle, rules: Rules, sides: tuple[int, int] = (0, 1)
) -> ArticleComparison:
    """Compare two of an article's codings; `sides` = which is left, which is right."""
    return Compared(CodedArticles.of((article,)), rules, sides).comparisons[0]


class Compared:
    """Two codings of some articles laid side by side: pairs, then differences."""

    def __init__(self, coded: CodedArticles, rules: Rules, sides: tuple[int, int] = (0, 1)) -> None:
        """Pair the spans, find which links both have, and list what differs."""
        self.articles, self._rules = coded.articles, rules
        (self.left, masked), (self.right, also_masked) = (
            without_masked(coded.marks[side], coded.articles) for side in sides
        )
        self.matching = Matching(self.articles, self.left, self.right, partial(_content, rules))
        self.links = paired_links(self.left, self.right, self.matching)
        self.sayers = Sayers(self.left, self.right, self.matching, rules)
        self.said: list[list[tuple[int, tuple[str, str]]]] = [[] for _ in self.articles]
        """The speakers of paired claims (of the left) on both sides, article by article."""
        self._found = [*map(Collected, self.articles)]
        self._cues = Cues((self.left.spans, self.right.spans), rules.cue)
        groups = self._compare()
        have = WhatBothHave(self.left, self.right, self.matching, self.links.both)
        undecided = Counter([self.left.spans.places[n][0] for n in self.sayers.undecided])
        self.comparisons: list[ArticleComparison] = []
        for n, article in enumerate(self.articles):
            differences = self._found[n].in_text_order(groups.get(n, ()))
            gone = (*masked.get(n, ()), *also_masked.get(n, ()))
            self.comparisons.append(
                ArticleComparison(
                    article.id, differences, gone, undecided[n], have.of(n, differences)
                )
            )

    def _compare(self) -> dict[int, set[str]]:
        """List all differences; give the groups "1 against 2" by article."""
        groups: dict[int, str] = {}
        claims_moved: dict[tuple[int, int], list[int]] = {}
        claim, types = self._rules.claim, self.left.spans.types
        lefts, rights = self.matching.equal
        mine, theirs = self.left.spans.values, self.right.spans.values
        differing = map(ne, map(mine.__getitem__, lefts), map(theirs.__getitem__, rights))
        for one, other in compress(zip(lefts, rights, strict=True), differing):
            self._attributes(one, other)
        are_claims = map(claim.__eq__, map(types.__getitem__, lefts))
        self._speakers([*compress(zip(lefts, rights, strict=True), are_claims)], claims_moved)
        for one, other, phase, _ in self.matching.unequal:
            if phase is Phase.TYPE:
                self._type(one, other)
                continue
            groups[one] = self._boundary(one, other)
            if mine[one] != theirs[other]:
                self._attributes(one, other)
            if types[one] == claim:
                self._speakers([(one, other)], claims_moved)
        self._actors(claims_moved)
        joined = self._alone(groups)
        links = LinkDifferences(
            self._found.__getitem__, (self.left, self.right), self.matching, self._rules
        )
        links.collect(self.links, joined)
        found: dict[int, set[str]] = {}
        for article, group in joined:
            found.setdefault(article, set()).add(group)
        return found

    def pairs_of(self, article: int) -> Iterator[tuple[CodedSpan, CodedSpan, Phase, float]]:
        """Give the pairs of an article, equal ones first."""
        stretch = self.matching.equal_of[article]
        lefts, rights = (some[stretch] for some in self.matching.equal)
        for n, k in zip(lefts, rights, strict=True):
            yield self.left.span(n), self.right.span(k), Phase.EXACT, 1.0
        for n, k, phase, share in self.matching.unequal:
            if self.left.spans.places[n][0] == article:
                yield self.left.span(n), self.right.span(k), phase, share

    def _of(self, one: int) -> Collected:
        """Give where differences are collected of the article of a span of the left."""
        return self._found[self.left.spans.places[one][0]]

    def _two(self, one: int, other: int) -> TwoSpans:
        mine, theirs = self.left.spans, self.right.spans
        return mine.ids[one], theirs.ids[other], mine.places[one], theirs.places[other]

    # --- spans --------------------------------------------------------------------------------

    def _type(self, n: int, k: int) -> None:
        two = *_, one, other = self._two(n, k)
        was, now = one[1], other[1]
        self._of(n).add(
            DifferenceKind.TYPE,
            two,
            (f"[{place(one)}]", f"[{place(other)}]"),
            ("", was, now, (was, now), "", None, ()),
            (was, now),
        )

    def _boundary(self, n: int, k: int) -> str:
        two = *_, one, other = self._two(n, k)
        article = one[0]
        found = self._found[article]
        cues = partial(self._cues.within, article, min(one[2], other[2]), max(one[-1], other[-1]))
        edges = str(boundary_class(self.articles[article], one, other, cues, self._rules))
        data = _pairs(one), _pairs(other)
        return found.add(
            DifferenceKind.BOUNDARY,
            two,
            (f"[{place(one)}]", f"[{place(other)}]"),
            ("", found.words(one), found.words(other), data, edges, None, ()),
            (one[1], edges),
        )

    def _attributes(self, n: int, k: int) -> None:
        two = *_, one, other = self._two(n, k)
        mine, theirs = dict(self.left.spans.values[n]), dict(self.right.spans.values[k])
        for name in sorted({*mine, *theirs}):
            was, now = mine.get(name), theirs.get(name)
            if was != now:
                self._of(n).add(
                    DifferenceKind.ATTRIBUTE,
                    two,
                    (
                        f"[{place(one)}, {name!a}, {was!a}]",
                        f"[{place(other)}, {name!a}, {now!a}]",
                    ),
                    (name, was, now, (was, now), "", None, ()),
                    (one[1], name, was or "", now or ""),
                )

    def _speakers(
        self, claims: Sequence[tuple[int, int]], moved: dict[tuple[int, int], list[int]]
    ) -> None:
        places = self.left.spans.places
        for (n, k), agreed in zip(claims, self.sayers.agreed(claims), strict=True):
            if agreed is None:
                self._other_speakers(n, k, moved)
            else:
                self.said[places[n][0]].append((n, (agreed, agreed)))

    def _other_speakers(self, n: int, k: int, moved: dict[tuple[int, int], list[int]]) -> None:
        article = self.left.spans.places[n][0]
        found = self.sayers.of(n, k)
        self.said[article].append((n, found.values))
        for each in found.moved:
            moved.setdefault(each, []).append(n)
        if found.left == found.right:
            return
        two = *_, one, other = self._two(n, k)
        mine, theirs = sorted(found.left), sorted(found.right)
        was, now = (self._named(article, some, found.spans) for some in (mine, theirs))
        data: tuple[Json, Json] = [*mine], [*theirs]
        self._found[article].add(
            DifferenceKind.SPEAKER,
            two,
            (f"[{place(one)}, {was!a}]", f"[{place(other)}, {now!a}]"),
            ("", ", ".join(was) or None, ", ".join(now) or None, data, "", None, ()),
            (one[1], *mine, "|", *theirs) if found.is_resolved else (),
        )

    def _named(
        self, article: int, some: Iterable[str], spans: Mapping[str, CodedSpan]
    ) -> list[str]:
        words = self._found[article].words
        return sorted(
            words(place_of(spans[one]))
            if one in spans
            else self._rules.name(one.removeprefix(f"{ACTOR}:"))
            for one in some
        )

    def _actors(self, moved: Mapping[tuple[int, int], list[int]]) -> None:
        """Say once, on the span, that two paired spans refer to different actors."""
        rules = self._rules
        mine, theirs = self.left.spans.actors, self.right.spans.actors
        if not any(mine) or not any(theirs):
            return
        lefts, rights = self.matching.equal
        differing = map(ne, map(mine.__getitem__, lefts), map(theirs.__getitem__, rights))
        pairs = [*compress(zip(lefts, rights, strict=True), differing)]
        pairs += [two[:2] for two in self.matching.unequal if two.phase is Phase.OVERLAP]
        for n, k in pairs:
            was, now = rules.actor(mine[n]), rules.actor(theirs[k])
            if was == now or was is None or now is None or rules.is_undecided(was, now):
                continue
            two = *_, one, other = self._two(n, k)
            claims = [self.left.spans.ids[at] for at in moved.get((n, k), ())]
            speaks = bool(claims) or one[1] == rules.speaker
            names = rules.name(was), rules.name(now)
            self._of(n).add(
                DifferenceKind.SPEAKER if speaks else DifferenceKind.ATTRIBUTE,
                two,
                (
                    f"[{place(one)}, {ACTOR!a}, {names[0]!a}]",
                    f"[{place(other)}, {ACTOR!a}, {names[1]!a}]",
                ),
                ("" if speaks else ACTOR, *names, (was, now), "", None, tuple(claims)),
                (one[1], ACTOR, was, now),
            )

    def _alone(self, groups: Mapping[int, str]) -> dict[tuple[int, str], set[Member]]:
        """List what only one side has; give the spans that each group of an article joins."""
        joined: dict[tuple[int, str], set[Member]] = {}
        group_of = self._groups_of_lone(groups)
        for side, marks in enumerate((self.left, self.right)):
            ids, _, places, attributes, actors, *_ = marks.spans
            for n in self.matching.alone[side]:
                at = places[n]
                group = group_of.get((side, n))
                if group is not None:
                    joined.setdefault((at[0], group), set()).add((side, n))
                two = (None, ids[n]) if side else (ids[n], None)
                content = whole(at, attributes[n], actors[n], self._rules)
                self._found[at[0]].add_alone(two, at, content, self._alike(marks, n), group)
        for n, group in groups.items():
            members = joined.get((self.left.spans.places[n][0], group))
            partner = self.matching.partners[n]
            if members is not None and partner is not None:
                members |= {(0, n), (1, partner)}
        return joined

    def _groups_of_lone(self, groups: Mapping[int, str]) -> dict[Member, str]:
        """Give, by lone span, the group of the overlapping pair it shares the most with."""
        best: dict[Member, tuple[float, int, str]] = {}
        partners, backwards = self.matching.partners, self.matching.backwards
        mine, theirs = self.left.spans.places, self.right.spans.places
        for n, k, share in self.matching.overlapping:
            left = backwards.get(k)
            lone: Member
            if n in groups and left is None:
                lone, rank = (1, k), (-share, mine[n][2], groups[n])
            elif left is not None and left in groups and partners[n] is None:
                lone, rank = (0, n), (-share, theirs[k][2], groups[left])
            else:
                continue
            best[lone] = min(rank, best.get(lone, rank))
        return {lone: group for lone, (_, _, group) in best.items()}

    def _alike(self, marks: Marks, n: int) -> tuple[str, ...]:
        at, reason = marks.spans.places[n], marks.spans.reasons[n]
        if at[1] == self._rules.claim:
            return (at[1], *reason) if reason else ()
        return (at[1], self._found[at[0]].words(at))


def _content(rules: Rules, marks: Marks, n: int) -> tuple[str, ...]:
    """Give what tells twins apart: values, actor, and what they are linked to."""
    article = marks.spans.places[n][0]
    _, _, sources, targets, _, stretches = marks.links
    links = [
        repr(content(marks, at))
        for at in indices(stretches[article])
        if n in (sources[at], targets[at])
    ]
    said, actor = [[*two] for two in marks.spans.values[n]], marks.spans.actors[n]
    return (f"{said!r}, {rules.name(rules.actor(actor))!r}]", *sorted(links))


def whole(at: Place, attributes: Values, actor_id: str | None, rules: Rules) -> str:
    """Give a span as content of a key: type, place, values, whom it refers to."""
    actor = "" if actor_id is None else rules.name(rules.actor(actor_id))
    return f"[{place(at)}, {values(attributes)}, {actor!a}]"


def _pairs(at: Place) -> list[Json]:
    if len(at) == OF_ONE_PART:
        return [[at[2], at[3]]]
    return [[start, end] for start, end in zip(at[2::2], at[3::2], strict=True)]
