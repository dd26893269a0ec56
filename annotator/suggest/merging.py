"""The merged view of what several suggesters propose: each claim, cue, speaker and name once.

Which suggesters there are is not known here; who comes first in the order wins ties.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.suggest.base import (
    Proposals,
    ProposedActor,
    ProposedLink,
    ProposedSpan,
    SuggestInput,
)
from annotator.text.quotations import quotations
from annotator.text.ranges import Range, hull, overlap, union

_ALIKE = 0.5
"""Claims that share more than half of what they hold together are one."""
_WINDOW = 4_000
"""How far around a claim quotation marks are paired, in a paragraph that is longer."""
_BORDERS = (
    ("model",),
    ("memory",),
    (
        "verb+that", "infinitive", "according-to", "noun+that", "headline-colon", "turn",
        "inverted", "participle", "verb", "reported", "quote+cue", "quote+colon",
        "dash+cue",
    ),
)  # fmt: skip
"""Whose borders are better: a parse, what was learnt, a pattern; then bare marks."""
_BORDER_OF = {code: n for n, some in enumerate(_BORDERS) for code in some}
_LOOSE = frozenset(code for some in _BORDERS[:2] for code in some)
"""Whose borders were found without looking at quotation marks."""


_Ranking = Callable[[ProposedSpan], tuple[int, int, int]]
"""How good a span is; the better comes first."""


@dataclass(slots=True)
class _Group:
    """Proposals of one thing: the best of them, and all their refs."""

    best: ProposedSpan
    by: set[int] = field(default_factory=set)
    refs: list[str] = field(default_factory=list)
    others: list[Reason] = field(default_factory=list)


def merged(given: SuggestInput, found: Iterable[Proposals]) -> Proposals:
    """Give what suggesters propose together for an article; theirs come in their order.

    What is less sure than asked for is left out.
    """
    spans: list[tuple[int, ProposedSpan]] = []
    links: list[ProposedLink] = []
    actors: dict[str, ProposedActor] = {}
    for n, proposals in enumerate(found):
        spans += [(n, span) for span in proposals.spans]
        links += proposals.links
        for actor in proposals.actors:
            actors.setdefault(actor.ref, actor)
    cues = [part for _, one in spans if one.role is Role.CUE for part in one.parts]
    rank = partial(_rank, cues=union(cues))
    of_role: dict[Role, list[tuple[int, ProposedSpan]]] = {role: [] for role in Role}
    for one in spans:
        of_role[one[1].role].append(one)
    groups = [group for some in of_role.values() for group in _grouped(some, rank)]
    named = {ref: group.best.ref for group in groups for ref in group.refs}
    kept = [_with_reasons(group) for group in groups]
    whole = (_whole(given, one) for one in kept if one.confidence >= given.options.least)
    ordered = sorted(whole, key=lambda one: (one.parts, one.role, one.ref))
    left = {one.ref for one in ordered}
    named = {ref: best for ref, best in named.items() if best in left}
    return Proposals(tuple(ordered), tuple(_links(links, named)), tuple(actors.values()))


def _whole(given: SuggestInput, span: ProposedSpan) -> ProposedSpan:
    """The span; a claim with the whole of each quotation that it touches."""
    if span.role is not Role.CLAIM or span.reason.code not in _LOOSE:
        return span
    text, parts = given.text, list(span.parts)
    for n, part in enumerate(parts):
        near = Range(max(part.start - _WINDOW, 0), min(part.end + _WINDOW, len(text)))
        start = text.rfind("\n", near.start, part.start) + 1
        end = text.find("\n", part.end, near.end)
        near = Range(start or near.start, near.end if end < 0 else end)
        for one in quotations(text, near, given.language):
            if one.closed and not one.depth and one.range.overlaps(part):
                parts[n] = hull((parts[n], one.range))
    return span._replace(parts=union(parts))


def _grouped(spans: Sequence[tuple[int, ProposedSpan]], rank: _Ranking) -> list[_Group]:
    """The spans of one role, those that are the same thing together, in text order."""
    groups: list[_Group] = []
    open_ones: list[_Group] = []
    for by, span in sorted(spans, key=lambda one: one[1].parts[0].start):
        start = span.parts[0].start
        if open_ones:
            open_ones = [one for one in open_ones if one.best.parts[-1].end > start]
        same = next((one for one in open_ones if _is_same(one, span, by)), None)
        if same is None:
            same = _Group(span)
            groups.append(same)
            open_ones.append(same)
        elif span.ref not in same.refs:
            _join(same, span, rank)
        same.by.add(by)
        if span.ref not in same.refs:
            same.refs.append(span.ref)
    return groups


def _is_same(group: _Group, other: ProposedSpan, by: int) -> bool:
    """Whether two spans of one role mean one thing: speakers and names never lie in each other.

    Two claims of one suggester are two: one may stand in the other.
    """
    one = group.best
    if one.role is Role.CLAIM and by in group.by and one.parts != other.parts:
        return False
    if one.parts == other.parts:
        return True
    if one.role is not Role.CLAIM:
        return any(a.overlaps(b) for a in one.parts for b in other.parts)
    both = [both for a in one.parts for b in other.parts if (both := overlap(a, b)) is not None]
    n_both = sum(piece.length for piece in both)
    n_all = sum(piece.length for piece in union((*one.parts, *other.parts)))
    return n_both > _ALIKE * n_all


def _join(group: _Group, span: ProposedSpan, rank: _Ranking) -> None:
    best, other = group.best, span
    if rank(other) < rank(best):
        best, other = other, best
    if other.reason.code != best.reason.code:
        group.others.append(other.reason)
    confidence = max(best.confidence, other.confidence)
    kind, actor = best.kind or other.kind, best.actor or other.actor
    if (confidence, kind, actor) != (best.confidence, best.kind, best.actor):
        best = best._replace(confidence=confidence, kind=kind, actor=actor)
    group.best = best


def _rank(span: ProposedSpan, cues: Sequence[Range]) -> tuple[int, int, int]:
    """What is better comes first; of two speakers the whole phrase, unless a cue is in it."""
    code = span.reason.code
    border = _BORDER_OF.get(code, len(_BORDERS))
    if span.role is not Role.SPEAKER:
        return (border, 0, -span.confidence)
    n_characters = sum(part.length for part in span.parts)
    behind = cues[max(0, bisect_left(cues, span.parts[0]) - 1) :]
    near = takewhile(lambda cue: cue.start < span.parts[-1].end, behind)
    has_cue = any(cue.overlaps(part) for cue in near for part in span.parts)
    return (border + len(_BORDERS) * has_cue, -n_characters, -span.confidence)


def _with_reasons(group: _Group) -> ProposedSpan:
    """The best of a group; that others propose it too stands in its reason."""
    if not group.others:
        return group.best
    reason = group.best.reason
    codes = list(dict.fromkeys(one.code for one in group.others))
    texts = list(dict.fromkeys((reason.text, *(one.text for one in group.others))))
    evidence = tuple(dict.fromkeys((*reason.evidence, *_evidence(group.others))))
    args = {key: value for one in group.others for key, value in one.args.items()}
    args |= {**reason.args, "also": ", ".join(codes)}
    return group.best._replace(reason=Reason(reason.code, "; ".join(texts), args, evidence))


def _evidence(reasons: Iterable[Reason]) -> list[Range]:
    return [piece for one in reasons for piece in one.evidence]


def _links(links: Sequence[ProposedLink], named: Mapping[str, str]) -> list[ProposedLink]:
    """The links between the spans that are kept: those of the better border, else of the other."""
    of_best = {(one.role, one.source) for one in links}
    found: dict[tuple[Role, str, str], ProposedLink] = {}
    for link in links:
        source, target = named.get(link.source), named.get(link.target)
        if source is None or target is None:
            continue
        if link.source != source and (link.role, source) in of_best:
            continue
        key = (link.role, source, target)
        known = found.get(key)
        if known is None or known.confidence < link.confidence:
            found[key] = ProposedLink(link.role, source, target, link.confidence)
    return [found[key] for key in sorted(found)]
