"""What suggesters are given of an article, and the checksum of all that proposals follow from."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from annotator.suggest.base import KnownActor, SuggestInput
from annotator.suggest.learnt import Learnt
from annotator.text.likeness import fold
from annotator.text.word_lists import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from annotator.model.actor import Actor, ActorBook
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.suggest.base import Options, Suggester
    from annotator.suggest.learnt import LearntRule


_WORD = re.compile(r"\w+")
_Item = TypeVar("_Item")


class ByWord(Generic[_Item]):
    """Things found by the words that must stand in a text for them to matter there."""

    def __init__(self, items: Iterable[_Item], words_of: Callable[[_Item], set[str]]) -> None:
        """Index them; `words_of` gives folded words of which one must stand in the text."""
        self._items = tuple(items)
        self._by_word: dict[str, list[int]] = {}
        for n, one in enumerate(self._items):
            for word in words_of(one):
                self._by_word.setdefault(word, []).append(n)

    def touching(self, words: Iterable[str]) -> tuple[_Item, ...]:
        """Give those of which a word is among these, in their order."""
        found = {n for word in words for n in self._by_word.get(word, ())}
        return tuple(self._items[n] for n in sorted(found))


class KnownByWords:
    """What suggesters may know beside the article: the project's actors, the learnt rules.

    Of them an article gets those of which words stand in its text: a new actor, or a lesson, makes
    no other article due.
    """

    def __init__(self, actors: ActorBook, learnt: Learnt) -> None:
        """Index actors that were not merged into another, and rules that are switched on."""
        self.actors = actors
        """What this was made from."""
        known = map(_known, sorted(actors.present(), key=lambda one: one.id))
        self._actors = ByWord(known, _words_of_actor)
        rules = (replace(one, cases=()) for one in learnt.rules if one.id not in learnt.off)
        self._rules = ByWord(rules, _word_of_rule)

    def of(self, text: str) -> tuple[tuple[KnownActor, ...], Learnt]:
        """Give the actors and the rules that can matter for a text."""
        folded = fold(text)
        words = set(_WORD.findall(folded))
        rules = tuple(one for one in self._rules.touching(words) if one.key in folded)
        return self._actors.touching(words), Learnt(rules)


def _words_of_actor(actor: KnownActor) -> set[str]:
    names = (actor.name, *actor.aliases, *actor.roles)
    return {word for name in names for word in _WORD.findall(fold(name))}


def _word_of_rule(rule: LearntRule) -> set[str]:
    """Its longest word: all of them must stand there."""
    return {max(_WORD.findall(rule.key), key=len, default="")}


def _known(actor: Actor) -> KnownActor:
    aliases = tuple(one.name for one in actor.aliases)
    roles = tuple(one.role for one in actor.roles)
    return KnownActor(actor.id, actor.name, actor.kind, aliases, roles)


def given_of(page: Page, known: KnownByWords, options: Options) -> SuggestInput:
    """Give an article as suggesters see it."""
    actors, learnt = known.of(page.text)
    language = page.article.language
    return SuggestInput(page.text, language, page.regions, actors, options, None, learnt)


def stamp(
    given: SuggestInput, sha256: str, scheme: Scheme, suggesters: Sequence[Suggester], model: str
) -> str:
    """Give the checksum of all that the proposals for an article follow from.

    `model` is the name and version of the pipeline, "" where the rules go alone.
    """
    follows_from = {
        "text": sha256,
        "language": given.language,
        "words": fingerprint(given.language),
        "regions": [[one.type, one.at.start, one.at.end] for one in given.regions],
        "actors": [repr(one) for one in given.actors],
        "options": asdict(given.options),
        "scheme": scheme.version,
        "model": model,
        "learnt": [repr(one) for one in given.learnt.rules],
        "suggesters": [[one.name, one.version] for one in suggesters],
    }
    written = json.dumps(follows_from, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()
