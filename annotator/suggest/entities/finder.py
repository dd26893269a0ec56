"""All names and dates of an article, each with its kind: every way to them put together."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from annotator.model.article import RegionType
from annotator.speech.date_phrases import date_phrases
from annotator.speech.grammar import word_kinds
from annotator.speech.tokens import Token, tokens
from annotator.suggest.base import SuggestInput
from annotator.suggest.entities.by_model import labelled
from annotator.suggest.entities.capitals import Capitals
from annotator.suggest.entities.context import kind_by_context, name_words
from annotator.suggest.entities.found import FoundEntity, NameIndex, is_short_for, without_overlaps
from annotator.suggest.entities.kinds import DATE, ORGANISATION, PERSON, PLACE, Kinds
from annotator.suggest.entities.known import known_actors
from annotator.text.ranges import Range, trim


class ArticleNames(NamedTuple):
    """The names and dates of an article in text order, and the words they were sought in."""

    entities: list[FoundEntity]
    stretches: list[tuple[Range, list[Token]]]


def entities_of(given: SuggestInput, speakers: Sequence[Range]) -> ArticleNames:
    """Give names and dates, none in another; `speakers` say who speaks.

    Two suggesters ask for the same article one after the other: the last answer is kept.
    """
    kept = getattr(_last, "answer", None)
    if kept is not None and kept[0] is given and kept[1] == tuple(speakers):
        found: ArticleNames = kept[2]
        return found
    finder = _EntityFinder(given)
    found = ArticleNames(finder.entities(speakers), finder.stretches)
    _last.answer = (given, tuple(speakers), found)
    return found


_last = threading.local()


@dataclass(frozen=True)
class _EntityFinder:
    """Finds the names and dates of an article, whoever speaks among them."""

    given: SuggestInput

    @cached_property
    def stretches(self) -> list[tuple[Range, list[Token]]]:
        """The stretches that may be read; datelines too, since they name places and outlets."""
        text, language = self.given.text, self.given.language
        places = sorted((*self.given.body(), *self._regions(RegionType.DATELINE)))
        return [(at, tokens(text, at, language)) for at in places]

    @cached_property
    def _datelines(self) -> frozenset[Range]:
        return frozenset(self._regions(RegionType.DATELINE))

    def entities(self, speakers: Sequence[Range]) -> list[FoundEntity]:
        return without_overlaps((*self._dates(), *self._names(speakers)))

    def _regions(self, kind: RegionType) -> Iterator[Range]:
        for one in self.given.regions:
            at = trim(self.given.text, one.at) if one.type is kind else None
            if at is not None:
                yield at

    def _dates(self) -> Iterator[FoundEntity]:
        """Give the dates; those of bylines too."""
        text, language = self.given.text, self.given.language
        bylines = [tokens(text, at, language) for at in self._regions(RegionType.BYLINE)]
        for words in (*(words for _, words in self.stretches), *bylines):
            for at in date_phrases(text, words, language):
                yield FoundEntity(at, DATE, "date")

    def _names(self, speakers: Sequence[Range]) -> Iterator[FoundEntity]:
        """Give the names, each wherever its words stand; `speakers` say who speaks."""
        text, language = self.given.text, self.given.language
        first = [*self._known(), *self._by_model(), *self._by_capitals(speakers)]
        index = NameIndex[FoundEntity]()
        known = set[tuple[str, bool]]()
        for one in sorted(first, key=lambda one: (one.at, one.code)):
            name = one.at.of(text)
            if (name, one.kind == PERSON) in known:
                continue
            known.add((name, one.kind == PERSON))
            words = tokens(text, one.at, language)
            index.add(name, words, one)
            if one.kind == PERSON and len(words) > 1:
                index.add(words[-1].text, words[-1:], one)
        places = [
            (at, meant, self._kind_in(stretch) or kind_by_context(text, words, *numbers, language))
            for stretch, words in self.stretches
            for at, numbers, meant in index.in_words(text, words)
        ]
        kinds = Kinds(
            [(one.at.of(text), one.kind) for one in first],
            [(at.of(text), kind) for at, _, kind in places],
        )
        bodies = {
            at.of(text)
            for (at, _, _), (short, _, _) in pairwise(places)
            if is_short_for(text, short, at)
        }
        for at, meant, _ in places:
            name = at.of(text)
            kind = kinds.of(name) or (ORGANISATION if name in bodies else "")
            is_known = meant.code == "known-name" and meant.kind
            yield FoundEntity(at, meant.kind if is_known else kind, meant.code)

    def _kind_in(self, stretch: Range) -> str:
        """Give the kind of a name in a dateline: DIDPress: …, KABUL — …; "" elsewhere."""
        if stretch not in self._datelines:
            return ""
        return ORGANISATION if stretch.of(self.given.text)[-1] in ":：" else PLACE

    def _by_capitals(self, speakers: Sequence[Range]) -> Iterator[FoundEntity]:
        """Give the names by capitals; of what a model has read those of bodies alone."""
        text, language, parse = self.given.text, self.given.language, self.given.parse
        parsed = parse.paragraphs if parse is not None else {}
        bodies = name_words(language).bodies
        kinds = word_kinds(language)
        phrases = (tokens(text, at, language) for at in speakers)
        said = frozenset(
            one.folded
            for some in phrases
            if all(word.text[0].isupper() and not kinds.is_pronoun(word) for word in some)
            for one in some
        )
        read = [at for at, _ in self.stretches if at.start in parsed]
        for one in Capitals(text, language, self.stretches, said).found():
            if not any(at.covers(one.at) for at in read):
                yield one
                continue
            *front, last = tokens(text, one.at, language)
            if front and last.folded in bodies:
                yield one._replace(code="model", kind=ORGANISATION)

    def _known(self) -> Iterator[FoundEntity]:
        """Give the names of the project's actors."""
        text = self.given.text
        index = known_actors(self.given.actors, self.given.language).names
        for _, words in self.stretches:
            for at, _, kind in index.in_words(text, words):
                yield FoundEntity(at, kind, "known-name")

    def _by_model(self) -> Iterator[FoundEntity]:
        if self.given.parse is None:
            return
        for at, words in self.stretches:
            parsed = self.given.parse.paragraphs.get(at.start, ())
            yield from labelled(self.given.text, words, parsed, self.given.language)
