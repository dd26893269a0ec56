"""Proposes by what the coder's marks and decisions teach, and changes proposals by it.

Names marked before, whoever was meant by a role, a quotation that was coded elsewhere; words that
were rejected fall silent, borders move as they were moved before. The rules come from `learnt`.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.language import tr, trn
from annotator.model.article import Json
from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.speech.tokens import tokens
from annotator.suggest.base import (
    KnownActor,
    Proposals,
    ProposedLink,
    ProposedSpan,
    Suggester,
    SuggestInput,
)
from annotator.suggest.entities.found import NameIndex
from annotator.suggest.learnt import LearntRule, RuleKind
from annotator.text.likeness import find_folded, fold
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range, hull, trim
from annotator.text.words import is_word_edge, paragraph_at

_CODE = "memory"
_PERSON = "person"
_LONGEST_GAP = 200
"""How many characters of "he said" may stand between two parts of a quotation."""
_SILENCED = {Role.ENTITY: RuleKind.NAME, Role.CUE: RuleKind.CUE, Role.SPEAKER: RuleKind.ROLE}


class _Memory(Suggester):
    """What this coder has marked and decided, proposed again where the same words stand."""

    name = "memory"
    version = "3"
    languages: tuple[str, ...] = ()

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give names marked before, quotations coded before, and whom a role meant before."""
        if not given.learnt.rules:
            return Proposals()
        links: list[ProposedLink] = []
        spans = [*self._names(given, before), *self._roles(given, before)]
        for claim, speaker in self._quotations(given):
            spans.append(claim)
            if speaker is not None:
                spans.append(speaker)
                links.append(ProposedLink(Role.SAID_BY, claim.ref, speaker.ref, claim.confidence))
        unique = {one.ref: one for one in spans}
        ordered = sorted(unique.values(), key=lambda one: (one.parts, one.role))
        return Proposals(tuple(ordered), tuple(dict.fromkeys(links)))

    def _names(self, given: SuggestInput, before: Proposals) -> Iterator[ProposedSpan]:
        spoken = [one.parts[0] for one in before.spans if one.role is Role.SPEAKER]
        names = sorted(one.parts[0] for one in before.spans if one.role is Role.ENTITY)
        index = NameIndex[LearntRule]()
        for rule in given.learnt.of_kind(RuleKind.NAME):
            if rule.accepted:
                words = tokens(rule.words, Range(0, len(rule.words)), given.language)
                index.add(rule.words, words, rule)
        for stretch in given.body():
            for at, _, rule in index.in_words(
                given.text, tokens(given.text, stretch, given.language)
            ):
                if not (any(one.overlaps(at) for one in spoken) or _is_in_longer(at, names)):
                    yield self._span(Role.ENTITY, (at,), rule, _why_name(rule))

    def _roles(self, given: SuggestInput, before: Proposals) -> Iterator[ProposedSpan]:
        rules = {one.key: one for one in given.learnt.of_kind(RuleKind.ROLE) if one.actor_id}
        known = {one.id: one.name for one in given.actors}
        for span in before.spans:
            rule = rules.get(fold(span.parts[0].of(given.text)))
            if span.role is not Role.SPEAKER or rule is None or rule.actor_id not in known:
                continue
            why = tr("“{words}” was {name} before", words=rule.words, name=known[rule.actor_id])
            confidence = min(rule.confidence, span.confidence)
            yield self._span(span.role, span.parts, rule, why)._replace(confidence=confidence)

    def _quotations(
        self, given: SuggestInput
    ) -> Iterator[tuple[ProposedSpan, ProposedSpan | None]]:
        folded = fold(given.text)
        for rule in given.learnt.of_kind(RuleKind.QUOTATION):
            if rule.key not in folded:
                continue
            for found in find_folded(given.text, rule.key):
                parts = _parts_from(given.text, found, rule.more)
                if parts and all(any(one.covers(at) for one in given.body()) for at in parts):
                    yield self._quotation(given, rule, parts)

    def _quotation(
        self, given: SuggestInput, rule: LearntRule, parts: tuple[Range, ...]
    ) -> tuple[ProposedSpan, ProposedSpan | None]:
        args: dict[str, Json] = {"values": dict(rule.values)}
        actor = next((one for one in given.actors if one.id == rule.actor_id), None)
        said_by = rule.speaker if actor is None else actor.name
        if said_by:
            args["who"] = said_by
        why = tr("the same words were coded before")
        claim = self._span(Role.CLAIM, parts, replace(rule, actor_id=""), why, args)
        names = [rule.speaker, *(() if actor is None else _names_of(actor))]
        place = _nearest(given.text, names, parts)
        if place is None:
            return claim, None
        return claim, self._span(Role.SPEAKER, (place,), rule, why)

    def _span(
        self,
        role: Role,
        parts: tuple[Range, ...],
        rule: LearntRule,
        why: str,
        args: dict[str, Json] | None = None,
    ) -> ProposedSpan:
        place = "+".join(f"{part.start}-{part.end}" for part in parts)
        reason = Reason(_CODE, why, {"rule": rule.id, **(args or {})}, parts)
        return ProposedSpan(
            ref=f"{self.name}:{role}:{place}",
            role=role,
            parts=parts,
            confidence=rule.confidence,
            reason=reason,
            kind=rule.entity_kind if role is Role.ENTITY else "",
            actor=rule.actor_id,
        )


MEMORY = _Memory()


def _is_in_longer(name: Range, names: Sequence[Range]) -> bool:
    """Whether a name is but a part of one that is proposed; none of those overlap."""
    n = bisect_right(names, (name.start, sys.maxsize)) - 1
    return n >= 0 and names[n].covers(name) and names[n] != name


def with_learnt(given: SuggestInput, proposals: Proposals) -> Proposals:
    """Give proposals without what was rejected before, with borders as they were moved before."""
    learnt = given.learnt
    if not learnt.rules:
        return proposals
    silent = {
        (role, rule.key)
        for role, kind in _SILENCED.items()
        for rule in learnt.of_kind(kind)
        if rule.silences
    }
    gone = {
        one.ref
        for one in proposals.spans
        if (one.role, fold(one.parts[0].of(given.text))) in silent
    }
    cues = {one.ref for one in proposals.spans if one.role is Role.CUE and one.ref in gone}
    gone |= {one.source for one in proposals.links if one.target in cues}
    gone |= _left_alone(proposals, gone)
    habits = list(learnt.of_kind(RuleKind.BORDER))
    spans = [_moved(given.text, one, habits) for one in proposals.spans if one.ref not in gone]
    links = [one for one in proposals.links if not {one.source, one.target} & gone]
    actors = {one.actor for one in spans}
    kept = [one for one in proposals.actors if one.ref in actors]
    return Proposals(tuple(spans), tuple(links), tuple(kept))


def _left_alone(proposals: Proposals, gone: set[str]) -> set[str]:
    """Give the speakers and cues of nothing but claims that are gone."""
    ends: dict[str, set[str]] = {}
    for one in proposals.links:
        ends.setdefault(one.target, set()).add(one.source)
    return {target for target, sources in ends.items() if sources <= gone}


def _moved(text: str, span: ProposedSpan, habits: Sequence[LearntRule]) -> ProposedSpan:
    """Move the borders of a span as the coder has moved them."""
    if len(span.parts) > 1:
        return span
    at = span.parts[0]
    for rule in habits:
        if rule.role is span.role:
            at = _with_habit(text, at, rule)
    if at == span.parts[0]:
        return span
    reason = replace(span.reason, args={**span.reason.args, "border": "memory"})
    return span._replace(parts=(at,), reason=reason)


def _with_habit(text: str, at: Range, rule: LearntRule) -> Range:
    n, words = len(rule.words), at.of(text)
    before, behind = text[max(0, at.start - n - 1) : at.start], text[at.end : at.end + n + 1]
    has_more = len(words) > n + 1
    moved: Range | None = at
    match rule.edge:
        case "start out" if fold(words[: n + 1]) == rule.key and has_more:
            moved = trim(text, Range(at.start + n, at.end))
        case "end out" if fold(words[-n - 1 :]) == rule.key and has_more:
            moved = trim(text, Range(at.start, at.end - n))
        case "start in" if fold(before) == rule.key and "\n" not in before:
            moved = trim(text, Range(at.start - len(before), at.end))
        case "end in" if fold(behind) == rule.key and "\n" not in behind:
            moved = trim(text, Range(at.start, at.end + len(behind)))
    if moved is None or not (is_word_edge(text, moved.start) and is_word_edge(text, moved.end)):
        return at
    return moved


def _why_name(rule: LearntRule) -> str:
    kind = rule.entity_kind
    if kind:
        return trn(
            "you marked “{words}” as {kind} once",
            "you marked “{words}” as {kind} {n} times",
            rule.accepted,
            words=rule.words,
            kind=tr(kind),
        )
    return trn(
        "you marked “{words}” once",
        "you marked “{words}” {n} times",
        rule.accepted,
        words=rule.words,
    )


def _with_marks(text: str, found: Range) -> Range:
    """Give a stretch with the quotation marks right around it."""
    start, end = found
    while end < len(text) and text[end] in ",.!?":
        end += 1
    is_quoted = start > 0 and text[start - 1] in MARKS and text[end : end + 1] in MARKS
    if is_quoted and end < len(text):
        return Range(start - 1, end + 1)
    return found


def _parts_from(text: str, first: Range, more: Sequence[str]) -> tuple[Range, ...]:
    """Give where a quotation stands that begins at a place, with marks; () where it does not go on.

    What was interrupted there may stand in one piece here.
    """
    found = [first]
    for words in more:
        near = Range(found[-1].end, min(len(text), found[-1].end + _LONGEST_GAP + len(words)))
        following = next(iter(find_folded(near.of(text), words)), None)
        if following is None:
            return ()
        at = following.shifted(near.start)
        is_one = not text[found[-1].end : at.start].strip(" \u00a0,.،")
        found[-1:] = [hull((found[-1], at))] if is_one else [found[-1], at]
    parts = tuple(_with_marks(text, one) for one in found)
    are_whole = all(is_word_edge(text, end) for one in parts for end in one)
    return parts if are_whole else ()


def _names_of(actor: KnownActor) -> list[str]:
    """The names of an actor, the longest first, and the last word of a person's."""
    names = sorted((actor.name, *actor.aliases), key=len, reverse=True)
    return [*names, actor.name.split()[-1]] if actor.kind == _PERSON and actor.name else names


def _nearest(text: str, names: Sequence[str], parts: Sequence[Range]) -> Range | None:
    """Give where the first of some names stands, outside a claim and nearest to it.

    It stands in the paragraph of the claim, else in the one before.
    """
    paragraph = paragraph_at(text, parts[0].start)
    end = len(text[: paragraph.start].rstrip())
    for near in (paragraph, paragraph_at(text, max(0, end - 1)) if end else Range(0, 0)):
        for words in filter(None, names):
            found = (one.shifted(near.start) for one in find_folded(near.of(text), words))
            outside = [one for one in found if _is_free(text, one, parts)]
            if outside:
                return min(outside, key=lambda one: _distance(one, parts))
    return None


def _is_free(text: str, one: Range, parts: Sequence[Range]) -> bool:
    is_whole = is_word_edge(text, one.start) and is_word_edge(text, one.end)
    return is_whole and not any(part.overlaps(one) for part in parts)


def _distance(one: Range, parts: Sequence[Range]) -> int:
    return min(max(part.start - one.end, one.start - part.end) for part in parts)
