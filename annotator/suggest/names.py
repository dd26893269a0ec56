"""Proposes entities: names by a model's labels or by capital letters, names known here, dates.

Where the model labels a name once, it is proposed wherever its words stand. A name that is the
speaker of a claim, or what the speaker is called, is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.language import tr
from annotator.model.article import RegionType
from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.speech.date_phrases import date_phrases
from annotator.speech.grammar import word_kinds
from annotator.speech.tokens import Token, tokens
from annotator.suggest.base import Proposals, ProposedSpan, SuggestInput
from annotator.suggest.entities.by_model import labelled
from annotator.suggest.entities.capitals import Capitals
from annotator.suggest.entities.context import kind_by_context
from annotator.suggest.entities.found import FoundEntity, NameIndex, without_overlaps
from annotator.suggest.entities.heads import SpeakerHeads
from annotator.suggest.entities.kinds import DATE, OF_ACTORS, PERSON, Kinds
from annotator.text.ranges import Range, trim

_SURE = {"known-name": 880, "model": 860, "date": 900, "capitals": 700}
"""How surely a name is right (per mille) by how it was found; measured by `benchmarks`."""


class _Names:
    """Names and dates of all kinds."""

    name = "names"
    version = "1"
    languages: tuple[str, ...] = ()

    def missing(self, language: str) -> str:
        """Give "": without a model capitals and known names are read."""
        del language
        return ""

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give the entities of an article; `before` says who speaks."""
        article = _Article(given)
        speakers = sorted({one.parts[0] for one in before.spans if one.role is Role.SPEAKER})
        found = without_overlaps((*article.dates(), *article.names(speakers)))
        spoken = SpeakerHeads(given.text, given.language, speakers)
        kept = (one for one in found if not spoken.has(one.at, one.kind))
        return Proposals(tuple(self._proposed(given, one) for one in kept))

    def _proposed(self, given: SuggestInput, one: FoundEntity) -> ProposedSpan:
        return ProposedSpan(
            ref=f"{self.name}:{Role.ENTITY}:{one.at.start}-{one.at.end}",
            role=Role.ENTITY,
            parts=(one.at,),
            confidence=_SURE[one.code],
            reason=Reason(one.code, _why(given, one), evidence=(one.at,)),
            kind=one.kind,
        )


NAMES = _Names()


def _why(given: SuggestInput, one: FoundEntity) -> str:
    match one.code:
        case "model" if given.parse is not None:
            return tr("the model {name} takes it for a name", name=given.parse.model)
        case "known-name":
            return tr("a name that this project knows")
        case "date":
            return tr("a calendar could show it")
    return tr("capital letters")


@dataclass(frozen=True)
class _Article:
    """What names are sought in: the stretches of an article with their words."""

    given: SuggestInput

    @cached_property
    def stretches(self) -> list[tuple[Range, list[Token]]]:
        """The stretches that may be read; datelines too, since they name places and outlets."""
        text, language = self.given.text, self.given.language
        places = sorted((*self.given.body(), *self._regions(RegionType.DATELINE)))
        return [(at, tokens(text, at, language)) for at in places]

    def _regions(self, kind: RegionType) -> Iterator[Range]:
        for one in self.given.regions:
            at = trim(self.given.text, one.at) if one.type is kind else None
            if at is not None:
                yield at

    def dates(self) -> Iterator[FoundEntity]:
        """Give the dates; those of bylines too."""
        text, language = self.given.text, self.given.language
        bylines = [tokens(text, at, language) for at in self._regions(RegionType.BYLINE)]
        for words in (*(words for _, words in self.stretches), *bylines):
            for at in date_phrases(text, words, language):
                yield FoundEntity(at, DATE, "date")

    def names(self, speakers: Sequence[Range]) -> Iterator[FoundEntity]:
        """Give the names, each wherever its words stand; `speakers` say who speaks."""
        text, language = self.given.text, self.given.language
        first = [*self._known(), *self._by_model(), *self._by_capitals(speakers)]
        index = NameIndex[FoundEntity]()
        for one in sorted(first, key=lambda one: (one.at, one.code)):
            words = tokens(text, one.at, language)
            index.add(one.at.of(text), words, one)
            if one.kind == PERSON and len(words) > 1:
                index.add(words[-1].text, words[-1:], one)
        places = [
            (at, meant, kind_by_context(text, words, *numbers, language))
            for _, words in self.stretches
            for at, numbers, meant in index.in_words(text, words)
        ]
        kinds = Kinds(
            [(one.at.of(text), one.kind) for one in first],
            [(at.of(text), kind) for at, _, kind in places],
        )
        for at, meant, _ in places:
            is_known = meant.code == "known-name" and meant.kind
            yield FoundEntity(at, meant.kind if is_known else kinds.of(at.of(text)), meant.code)

    def _by_capitals(self, speakers: Sequence[Range]) -> Iterator[FoundEntity]:
        """Give the names by capitals in what no model has read."""
        text, language, parse = self.given.text, self.given.language, self.given.parse
        unread = [
            (at, words)
            for at, words in self.stretches
            if parse is None or at.start not in parse.paragraphs
        ]
        phrases = (tokens(text, at, language) for at in speakers)
        kinds = word_kinds(language)
        said = frozenset(
            one.folded
            for some in phrases
            if all(word.text[0].isupper() and not kinds.is_pronoun(word) for word in some)
            for one in some
        )
        yield from Capitals(text, language, unread, said).found()

    def _known(self) -> Iterator[FoundEntity]:
        """Give the names of the project's actors."""
        text, language = self.given.text, self.given.language
        index = NameIndex[str]()
        for actor in self.given.actors:
            for name in (actor.name, *actor.aliases):
                words = tokens(name, Range(0, len(name)), language)
                index.add(name, words, OF_ACTORS.get(actor.kind, ""))
        for _, words in self.stretches:
            for at, _, kind in index.in_words(text, words):
                yield FoundEntity(at, kind, "known-name")

    def _by_model(self) -> Iterator[FoundEntity]:
        if self.given.parse is None:
            return
        for at, words in self.stretches:
            parsed = self.given.parse.paragraphs.get(at.start, ())
            yield from labelled(self.given.text, words, parsed, self.given.language)
