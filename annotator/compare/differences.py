"""What two codings of one article say differently, each thing once.

Pairs come from match.py, keys from keys.py; speakers.py says whether claims have the same ones.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import compress
from operator import itemgetter, ne

from annotator.compare.boundaries import boundary_class
from annotator.compare.collected import Collected
from annotator.compare.keys import place
from annotator.compare.links import LinkDifferences, paired_links
from annotator.compare.match import Matching
from annotator.compare.rules import Rules
from annotator.compare.sides import Partners, without_masked
from annotator.compare.speakers import ACTOR, Sayers
from annotator.compare.values import ArticleComparison, Both, DifferenceKind, Phase
from annotator.model.article import Json
from annotator.model.coded import CodedArticle, CodedSpan
from annotator.text.ranges import Range

_id, _attributes, _actor = itemgetter(0), itemgetter(3), itemgetter(4)


def compare_article(
    article: CodedArticle, rules: Rules, sides: tuple[int, int] = (0, 1)
) -> ArticleComparison:
    """Compare two of an article's codings; `sides` = which is left, which is right."""
    return Compared(article, rules, sides).comparison


class Compared:
    """Two codings of one article laid side by side: pairs, then differences."""

    def __init__(self, article: CodedArticle, rules: Rules, sides: tuple[int, int]) -> None:
        """Pair the spans, and find which links both have."""
        self.article, self._rules = article, rules
        left, right = (article.codings[side] for side in sides)
        self.left, masked = without_masked(left, article.boilerplate)
        self.right, also_masked = without_masked(right, article.boilerplate)
        self._masked = (*masked, *also_masked)
        self.matching = Matching(
            article.text, self.left.spans.values(), self.right.spans.values(), self._content
        )
        self._to_right, self._to_left = _partners(self.matching)
        self.links = paired_links(
            self.left, self.right, self._to_right, has_twins=self.matching.has_twins
        )
        self.sayers = Sayers(self.left, self.right, self._to_right, rules)
        self._found = Collected(article, self.left, self.right)
        self._cues: list[CodedSpan] | None = None
        self._cue_starts: list[int] = []
        self._longest_cue = 0
        self.comparison = self._compare()

    def _compare(self) -> ArticleComparison:
        """Give the pairs and all differences, in text order."""
        groups: dict[str, str] = {}
        claims_moved: dict[tuple[str, str], list[str]] = {}
        claim = self._rules.claim
        equal = self.matching.equal
        for one, other in compress(
            zip(*equal, strict=True), map(ne, *(map(_attributes, some) for some in equal))
        ):
            self._attributes(one, other)
        for one, other in zip(*equal, strict=True):
            if one[1] == claim:
                self._speakers(one, other, claims_moved)
        for one, other, phase, _ in self.matching.unequal:
            if phase is Phase.TYPE:
                self._type(one, other)
                continue
            groups[one.id] = self._boundary(one, other)
            if one[3] != other[3]:
                self._attributes(one, other)
            if one[1] == claim:
                self._speakers(one, other, claims_moved)
        self._actors(claims_moved)
        joined = self._alone(groups)
        links = LinkDifferences(self._found, (self.left, self.right), self._rules, joined)
        links.collect(self.links, self._to_right, self._to_left)
        differences = self._found.in_text_order(joined)
        unlike = frozenset([one.left for one in differences])
        n_unlike = sum([one in self._to_right.of for one in unlike])
        return ArticleComparison(
            self.article.id,
            differences,
            self._masked,
            len(self.sayers.undecided),
            Both(equal, self.matching.unequal, self.links.both, unlike, n_unlike),
        )

    # --- spans --------------------------------------------------------------------------------

    def _type(self, one: CodedSpan, other: CodedSpan) -> None:
        self._found.add(
            DifferenceKind.TYPE,
            (one, other),
            (place(one.type, one.parts), place(other.type, other.parts)),
            was=one.type,
            now=other.type,
            data=(one.type, other.type),
            alike=(one.type, other.type),
        )

    def _boundary(self, one: CodedSpan, other: CodedSpan) -> str:
        first = min(one.parts[0][0], other.parts[0][0])
        cues = partial(self._cues_in, first, max(one.parts[-1][1], other.parts[-1][1]))
        edges = str(boundary_class(self.article, one, other, cues, self._rules))
        content = (place(one.type, one.parts), place(other.type, other.parts))
        return self._found.add(
            DifferenceKind.BOUNDARY,
            (one, other),
            content,
            was=self._found.words(one),
            now=self._found.words(other),
            data=(_pairs(one.parts), _pairs(other.parts)),
            boundary=edges,
            alike=(one.type, edges),
        )

    def _cues_in(self, start: int, end: int) -> list[CodedSpan]:
        if self._cues is None:
            sides = (self.left, self.right)
            cues = [one for side in sides for one in side.of_type(self._rules.cue)]
            self._cues = sorted(cues, key=_start)
            self._cue_starts = [*map(_start, self._cues)]
            lengths = [one.parts[-1][1] - one.parts[0][0] for one in cues]
            self._longest_cue = max(lengths, default=0)
        first = bisect_left(self._cue_starts, start - self._longest_cue)
        return self._cues[first : bisect_left(self._cue_starts, end)]

    def _attributes(self, one: CodedSpan, other: CodedSpan) -> None:
        mine, theirs = dict(one.attributes), dict(other.attributes)
        for name in sorted({*mine, *theirs}):
            was, now = mine.get(name), theirs.get(name)
            if was != now:
                self._found.add(
                    DifferenceKind.ATTRIBUTE,
                    (one, other),
                    (
                        [*place(one.type, one.parts), name, was],
                        [*place(other.type, other.parts), name, now],
                    ),
                    name=name,
                    was=was,
                    now=now,
                    data=(was, now),
                    alike=(one.type, name, was or "", now or ""),
                )

    def _speakers(
        self, one: CodedSpan, other: CodedSpan, moved: dict[tuple[str, str], list[str]]
    ) -> None:
        found = self.sayers.of(one, other)
        for two in found.moved:
            moved.setdefault(two, []).append(one.id)
        if found.left == found.right:
            return
        data = sorted(found.left), sorted(found.right)
        was, now = map(self._named, data)
        self._found.add(
            DifferenceKind.SPEAKER,
            (one, other),
            (
                [*place(one.type, one.parts), [*was]],
                [*place(other.type, other.parts), [*now]],
            ),
            was=", ".join(was) or None,
            now=", ".join(now) or None,
            data=([*data[0]], [*data[1]]),
            alike=(one.type, *data[0], "|", *data[1]) if found.is_resolved else (),
        )

    def _named(self, some: Iterable[str]) -> list[str]:
        said = [one.partition(":") for one in some]
        return sorted(
            self._rules.name(name) if kind == ACTOR else self._found.words(self._span(name))
            for kind, _, name in said
        )

    def _span(self, span_id: str) -> CodedSpan:
        found = self.left.spans.get(span_id)
        return found if found is not None else self.right.spans[span_id]

    def _actors(self, moved: Mapping[tuple[str, str], list[str]]) -> None:
        """Say once, on the span, that two paired spans refer to different actors."""
        rules = self._rules
        mine, theirs = self.matching.equal
        differing = map(ne, map(_actor, mine), map(_actor, theirs))
        pairs = [*compress(zip(mine, theirs, strict=True), differing)]
        pairs += [two[:2] for two in self.matching.unequal if two[2] is Phase.OVERLAP]
        for one, other in pairs:
            was, now = rules.actor(one.actor_id), rules.actor(other.actor_id)
            if was == now or was is None or now is None or rules.is_undecided(was, now):
                continue
            claims = moved.get((one.id, other.id), [])
            speaks = bool(claims) or one.type == rules.speaker
            names = rules.name(was), rules.name(now)
            self._found.add(
                DifferenceKind.SPEAKER if speaks else DifferenceKind.ATTRIBUTE,
                (one, other),
                (
                    [*place(one.type, one.parts), ACTOR, names[0]],
                    [*place(other.type, other.parts), ACTOR, names[1]],
                ),
                name="" if speaks else ACTOR,
                was=names[0],
                now=names[1],
                data=(was, now),
                claims=tuple(claims),
                alike=(one.type, ACTOR, was, now),
            )

    def _alone(self, groups: Mapping[str, str]) -> dict[str, set[str]]:
        """List what only one side has; give, by group, the ids of the spans that it joins."""
        joined: dict[str, set[str]] = {}
        group_of = self._groups_of_lone(groups)
        for is_left, spans in ((True, self.matching.left), (False, self.matching.right)):
            for span in spans:
                group = group_of.get(span.id)
                if group is not None:
                    joined.setdefault(group, set()).add(span.id)
                content = self._whole(span)
                self._found.add(
                    DifferenceKind.MISSING if is_left else DifferenceKind.EXTRA,
                    (span, None) if is_left else (None, span),
                    (content, None) if is_left else (None, content),
                    self._alike(span),
                    group=group,
                )
        for left_id, group in groups.items():
            if group in joined:
                joined[group] |= {left_id, self._to_right.of[left_id]}
        return joined

    def _groups_of_lone(self, groups: Mapping[str, str]) -> dict[str, str]:
        """Give, by lone span, the group of the overlapping pair it shares the most with."""
        best: dict[str, tuple[float, int, str]] = {}
        for one, other, share in self.matching.overlapping:
            left_id = self._to_left.of.get(other.id, "")
            if one.id in groups and not left_id:
                lone, rank = other.id, (-share, one.parts[0].start, groups[one.id])
            elif left_id in groups and one.id not in self._to_right.of:
                lone, rank = one.id, (-share, other.parts[0].start, groups[left_id])
            else:
                continue
            best[lone] = min(rank, best.get(lone, rank))
        return {lone: group for lone, (_, _, group) in best.items()}

    def _alike(self, span: CodedSpan) -> tuple[str, ...]:
        if span.type == self._rules.claim:
            return (span.type, *span.reason) if span.reason else ()
        return (span.type, self._found.words(span))

    def _whole(self, span: CodedSpan) -> list[Json]:
        return whole(span, self._rules)

    def _content(self, span: CodedSpan) -> tuple[str, ...]:
        """Give what tells twins apart: values, actor, and what they are linked to."""
        links: list[str] = []
        for side in (self.left, self.right):
            for link in side.links if span.id in side.spans else ():
                if span.id in (link.source_id, link.target_id):
                    ends = (side.spans[link.source_id], side.spans[link.target_id])
                    links.append(repr((link.type, *((one.type, one.parts) for one in ends))))
        return (repr(self._whole(span)), *sorted(links))


def whole(span: CodedSpan, rules: Rules) -> list[Json]:
    """Give a span as content of a key: type, place, values, whom it refers to."""
    values: list[Json] = [[*two] for two in span.attributes]
    return [*place(span.type, span.parts), values, rules.name(rules.actor(span.actor_id))]


def _partners(matching: Matching) -> tuple[Partners, Partners]:
    """Give the partners of the left's spans, and those of the right's."""
    lefts, rights = (list(map(_id, some)) for some in matching.equal)
    typed: tuple[list[str], list[str]] = ([], [])
    for one, other, phase, _ in matching.unequal:
        lefts.append(one[0])
        rights.append(other[0])
        if phase is Phase.TYPE:
            typed[0].append(one[0])
            typed[1].append(other[0])
    return (
        Partners(dict(zip(lefts, rights, strict=True)), frozenset(typed[0])),
        Partners(dict(zip(rights, lefts, strict=True)), frozenset(typed[1])),
    )


def _pairs(parts: Iterable[Range]) -> list[Json]:
    return [[start, end] for start, end in parts]


def _start(span: CodedSpan) -> int:
    return span.parts[0].start
