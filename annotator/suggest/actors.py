"""Proposes which actor a speaker or an entity is: by name, by role, by pronoun; and new actors.

Nobody is guessed: two that fit equally are both named, and none is taken. A first name says
nothing of he or she.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.speech.grammar import WordKinds, word_kinds
from annotator.speech.tokens import Token, tokens
from annotator.suggest.base import Proposals, ProposedActor, ProposedSpan, Suggester, SuggestInput
from annotator.suggest.entities.context import name_words
from annotator.suggest.entities.descriptions import Describer, Description, describer
from annotator.suggest.entities.finder import ArticleNames, entities_of
from annotator.suggest.entities.found import FoundEntity, is_short_for
from annotator.suggest.entities.heads import SpeakerHeads
from annotator.suggest.entities.kinds import DATE, ORGANISATION, PERSON
from annotator.suggest.entities.known import KnownActors, known_actors
from annotator.suggest.identity.cast import Cast, Meant, Member
from annotator.text.likeness import fold
from annotator.text.ranges import Range
from annotator.text.word_lists import table_of
from annotator.text.words import paragraph_at

if TYPE_CHECKING:
    from annotator.model.article import Json

_start = attrgetter("start")
_SURE = {"known-name": 920, "alias": 880, "role": 860, "pronoun": 800}
"""How surely an actor is right (per mille) by how it was told; measured by `benchmarks`."""
_NEAREST, _ONE_BREATH = 4, 20
_ELSEWHERE = Range(0, 0)
_NO_ACTOR = ("date", "event", "other")


def _start_of_stretch(stretch: tuple[Range, list[Token]]) -> int:
    return stretch[0].start


class _Actors(Suggester):
    """Who is meant by each speaker and entity that is proposed."""

    name = "actors"
    version = "1"
    languages: tuple[str, ...] = ()

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give the speakers and entities again, each with whom it means, and the new actors."""
        named = [one for one in before.spans if one.role in (Role.SPEAKER, Role.ENTITY)]
        finder = _Finder(given, sorted(named, key=lambda one: (one.parts, one.role)))
        spans: list[ProposedSpan] = []
        new: dict[str, ProposedActor] = {}
        states = name_words(given.language).countries
        for span in finder.mentioned:
            meant = finder.meant(span)
            if meant is None:
                continue
            spans.append(self._proposed(span, meant, finder))
            proposed = meant.member.proposed(states) if meant.member is not None else None
            if proposed is not None:
                new[proposed.ref] = proposed
        # A name that came later may have changed what an actor is called.
        return Proposals(tuple(spans), (), tuple(new[ref] for ref in sorted(new)))

    def _proposed(self, span: ProposedSpan, meant: "_Told", finder: "_Finder") -> ProposedSpan:
        place = "+".join(f"{part.start}-{part.end}" for part in span.parts)
        words = span.parts[0].of(finder.given.text)
        args: dict[str, Json] = {}
        if meant.member is not None:
            name = meant.member.name
            text = tr("“{words}” = {name}: {why}", words=words, name=name, why=meant.why)
        else:
            names = [one.name for one in meant.members]
            args["candidates"] = [*names]
            text = tr("“{words}” may be {names}", words=words, names=", ".join(names))
        return ProposedSpan(
            ref=f"{self.name}:{span.role}:{place}",
            role=span.role,
            parts=span.parts,
            confidence=min(span.confidence, _SURE[meant.code]),
            reason=Reason(meant.code, text, args, meant.evidence),
            kind=span.kind,
            actor=meant.member.ref if meant.member is not None else "",
        )


ACTORS = _Actors()


class _Told(NamedTuple):
    """Who is meant in one place, why, and where that is told."""

    members: tuple[Member, ...]
    code: str
    why: str
    evidence: tuple[Range, ...] = ()

    @property
    def member(self) -> Member | None:
        return self.members[0] if len(self.members) == 1 else None


@dataclass(frozen=True)
class _Finder:
    """Everything that one article tells of who is meant; speakers are asked in text order."""

    given: SuggestInput
    mentioned: Sequence[ProposedSpan]
    past: list[tuple[Range, Member, bool]] = field(default_factory=list)
    """Who was meant so far, with the place, and whether they spoke or did something."""
    spoken: set[int] = field(default_factory=set)
    """The ids of those objects."""

    # --- what the article has ------------------------------------------------------------------

    @cached_property
    def _speakers(self) -> list[Range]:
        return sorted({one.parts[0] for one in self.mentioned if one.role is Role.SPEAKER})

    @cached_property
    def _entities(self) -> list[FoundEntity]:
        return [one for one in self._names.entities if one.kind != DATE]

    @cached_property
    def _names(self) -> ArticleNames:
        return entities_of(self.given, self._speakers)

    @cached_property
    def _kinds(self) -> WordKinds:
        return word_kinds(self.given.language)

    @cached_property
    def _known(self) -> KnownActors:
        return known_actors(self.given.actors, self.given.language)

    @cached_property
    def _describer(self) -> Describer:
        return describer(self.given.language)

    @cached_property
    def _heads(self) -> SpeakerHeads:
        return SpeakerHeads(self.given.text, self.given.language, self._speakers)

    @cached_property
    def _cast(self) -> Cast:
        text, cast = self.given.text, Cast(self._known)
        heads = {one for one in self._entities if self._heads.has(one.at, one.kind)}
        short: dict[str, str] = {}
        for one, other in zip(self._entities, self._entities[1:], strict=False):
            if is_short_for(text, other.at, one.at):
                short[fold(other.at.of(text))] = one.at.of(text)
        names: dict[str, str] = {}
        for one in self._entities:
            kind = one.kind
            if not kind and one in heads and self._is_described(one.at):
                kind = PERSON
            names[one.at.of(text)] = names.get(one.at.of(text)) or kind
        named = [(name, kind) for name, kind in names.items() if kind not in _NO_ACTOR]
        cast.add(named, short)
        self._teach(cast)
        return cast

    def _is_described(self, name: Range) -> bool:
        words, first, last = self._around(name)
        described = self._describer.before(words, first) or self._describer.behind(words, last)
        return bool(described)

    def _around(self, name: Range) -> tuple[list[Token], int, int]:
        """The words of the stretch that a name stands in, and which of them are the name's."""
        stretches = self._names.stretches
        n = bisect_right(stretches, name.start, key=_start_of_stretch) - 1
        words = stretches[max(n, 0)][1]
        first = bisect_left(words, name.start, key=_start)
        last = bisect_left(words, name.end, key=_start) - 1
        return words, first, max(first, last)

    def _teach(self, cast: Cast) -> None:
        """Learn from appositions what the article calls its people."""
        text = self.given.text
        for one in self._entities:
            meant = cast.of(one.at.of(text))
            member = meant.member if meant is not None else None
            if member is None or not member.may_be_person():
                continue
            words, first, last = self._around(one.at)
            for some in (self._describer.before(words, first), self._describer.behind(words, last)):
                if some:
                    at = Range(some[0].start, some[-1].end)
                    member.add_role(self._describer.read(some), at)
                    bare = [one for one in some if not self._kinds.is_determiner(one)]
                    member.role = member.role or text[bare[0].start : at.end]
                    member.kind = PERSON

    # --- who is meant --------------------------------------------------------------------------

    def meant(self, span: ProposedSpan) -> _Told | None:
        """Give who is meant by a span; None if nothing tells."""
        at = span.parts[0]
        if span.role is Role.ENTITY:
            told = None if span.kind in _NO_ACTOR else self._by_name(at)
            self._remember(at, told, acts=self._begins_sentence(at))
            return told
        words = tokens(self.given.text, at, self.given.language)
        told = self._of_speaker(at, words)
        self._remember(at, told, acts=True)
        return told

    def _remember(self, at: Range, told: _Told | None, *, acts: bool) -> None:
        if told is not None and told.member is not None:
            self.past.append((at, told.member, acts))
            self.spoken.add(id(told.member))

    def _begins_sentence(self, at: Range) -> bool:
        before = self.given.text[max(0, at.start - 2) : at.start].strip()
        return at.start == 0 or (before[-1:] in ("", ".", "!", "?") and "\n" not in before)

    def _of_speaker(self, at: Range, words: Sequence[Token]) -> _Told | None:
        if not words:
            return None
        if all(map(self._kinds.is_pronoun, words)):
            return self._by_pronoun(at, words[0])
        heads = (one.at for one in self._inside(at) if self._heads.has(one.at, one.kind))
        head = next(heads, None)
        if head is not None:
            return self._by_name(head)
        return self._by_role(at, words)

    def _by_name(self, at: Range) -> _Told | None:
        meant: Meant | None = self._cast.of(at.of(self.given.text))
        if meant is None:
            return None
        return _Told(meant.members, meant.code, meant.why)

    def _by_role(self, at: Range, words: Sequence[Token]) -> _Told | None:
        """Step 4: whoever is described by these words, by the article or in the project."""
        asked = self._describer.read(words)
        if not asked.core:
            return None
        every = list(self._described(asked))
        for found in ([one for one in every if one[1] < at], every):
            members = tuple({member.ref: member for member, _ in found}.values())
            if members:
                why = tr("called so in this article")
                where = tuple(place for _, place in found[:1] if not place.is_empty)
                return _Told(members, "role", why, where)
        return self._new_by_role(at, words, asked)

    def _described(self, asked: Description) -> Iterator[tuple[Member, Range]]:
        """Give whoever is called so, and where the article says it (an empty place: elsewhere)."""
        for member in self._cast.members:
            for role, place in member.roles:
                if asked.fits(role):
                    yield member, place
            is_near = member.is_body() and id(member) in self.spoken and not asked.owners
            if is_near and any(asked.core <= self._words_of(name) for name in member.names):
                yield member, _ELSEWHERE
        if asked.owners or len(asked.core) > 1:
            for actor in self._known.described(asked):
                yield self._cast.member_of(actor), _ELSEWHERE

    def _words_of(self, name: str) -> set[str]:
        return {one.folded for one in tokens(name, Range(0, len(name)), self.given.language)}

    def _new_by_role(self, at: Range, words: Sequence[Token], asked: Description) -> _Told | None:
        """Somebody known by nothing but what they are: the mayor of Karsund."""
        text = self.given.text
        first = next((n for n, one in enumerate(words) if not self._kinds.is_determiner(one)), None)
        if first is None:
            return None
        has_role = self._describer.names_role(words) or any(map(self._kinds.is_role, words))
        if has_role and not asked.owners and not self._inside(at):
            return None
        if not has_role and words[first].text[0].islower():
            return None  # a source close to the talks
        name = text[words[first].start].upper() + text[words[first].start + 1 : at.end]
        meant = self._cast.of(name)
        if meant is None:
            kind = PERSON if self._describer.names_role(words) else ""
            kind = ORGANISATION if not kind and self._describer.names_body(words) else kind
            self._cast.add([(name, kind)], {})
            meant = self._cast.of(name)
            member = meant.member if meant is not None else None
            if member is not None and has_role:
                member.add_role(asked, at)
        return None if meant is None else _Told(meant.members, meant.code, meant.why)

    def _inside(self, at: Range) -> list[FoundEntity]:
        first = bisect_left(self._entities, at.start, key=lambda one: one.at.start)
        last = bisect_left(self._entities, at.end, key=lambda one: one.at.start)
        return [one for one in self._entities[first:last] if at.covers(one.at)]

    # --- he, she, they -------------------------------------------------------------------------

    def _by_pronoun(self, at: Range, word: Token) -> _Told | None:
        """Step 5: the nearest earlier person or body that the pronoun does not contradict."""
        groups = self._pronoun_groups(word.folded)
        wanted = {"third_singular", "third_male", "third_female"} & groups
        if not wanted and "third_plural" not in groups:
            return None
        told = {one for one in wanted if one != "third_singular"}
        paragraph = paragraph_at(self.given.text, at.start)
        places = [paragraph]
        if wanted:
            places.append(self._paragraph_before(paragraph))
        for place in places:
            before = Range(place.start, min(place.end, at.start))
            some = (one for one in self._lately(before) if one[2])
            fitting = (one for one in some if self._fits_pronoun(one[1], told, is_many=not wanted))
            near = list(islice(fitting, _NEAREST))[::-1]
            if near:
                return self._nearest(near, told)
        return None

    def _lately(self, place: Range) -> Iterator[tuple[Range, Member, bool]]:
        """Give who was meant in a stretch so far, the last one first."""
        behind = (one for one in reversed(self.past) if one[0].end <= place.end)
        return takewhile(lambda one: one[0].start >= place.start, behind)

    def _nearest(self, near: list[tuple[Range, Member, bool]], told: set[str]) -> _Told:
        place, member, _ = near[-1]
        both = [
            other
            for at, other, _ in near
            if other is not member and self._stand_together(at, place)
        ]
        if both:
            return _Told((*dict.fromkeys(both), member), "pronoun", "", (place,))
        member.pronouns |= told
        return _Told((member,), "pronoun", tr("nearest earlier speaker"), (place,))

    def _stand_together(self, one: Range, other: Range) -> bool:
        """Say whether two are named in one breath: Dar and Wang."""
        if not 0 < other.start - one.end <= _ONE_BREATH:
            return False
        between = tokens(self.given.text, Range(one.end, other.start), self.given.language)
        return len(between) == 1 and between[0].folded in self._kinds.grammar.conjunctions

    def _fits_pronoun(self, member: Member, told: set[str], *, is_many: bool) -> bool:
        if is_many:
            return member.is_body()
        return member.may_be_person() and (
            not member.pronouns or not told or told <= member.pronouns
        )

    def _pronoun_groups(self, word: str) -> set[str]:
        groups = table_of(self.given.language, "pronouns")
        return {name for name in groups if word in map(fold, groups[name])}

    def _paragraph_before(self, paragraph: Range) -> Range:
        text = self.given.text
        end = len(text[: paragraph.start].rstrip())
        return paragraph_at(text, end) if end else Range(0, 0)
