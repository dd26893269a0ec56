"""What suggesters are given of an article, and the checksum of all that proposals follow from."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from annotator.suggest.base import KnownActor, SuggestInput
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.actor import Actor, ActorBook
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.suggest.base import Options, Suggester
    from annotator.suggest.learnt import Learnt


_WORD = re.compile(r"\w+")


class ActorsByWord:
    """A project's actors, found by the words of their names, aliases and roles."""

    def __init__(self, actors: ActorBook) -> None:
        """Index those that were not merged into another."""
        self.actors = actors
        """What this was made from."""
        self._by_word: dict[str, list[int]] = {}
        self._known = [*map(_known, sorted(actors.present(), key=lambda one: one.id))]
        for n, one in enumerate(self._known):
            for word in {word for name in _names(one) for word in _WORD.findall(fold(name))}:
                self._by_word.setdefault(word, []).append(n)

    def touching(self, text: str) -> tuple[KnownActor, ...]:
        """Give those of whom a word stands in a text, in the order of their ids.

        No other can be meant there, so that a new actor makes no other article due.
        """
        words = set(_WORD.findall(fold(text))) if self._by_word else set()
        found = {n for word in words for n in self._by_word.get(word, ())}
        return tuple(self._known[n] for n in sorted(found))


def _names(actor: KnownActor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases, *actor.roles)


def _known(actor: Actor) -> KnownActor:
    aliases = tuple(one.name for one in actor.aliases)
    roles = tuple(one.role for one in actor.roles)
    return KnownActor(actor.id, actor.name, actor.kind, aliases, roles)


def given_of(page: Page, actors: ActorsByWord, options: Options, learnt: Learnt) -> SuggestInput:
    """Give an article as suggesters see it: with the actors and rules that can matter for it."""
    return SuggestInput(
        text=page.text,
        language=page.article.language,
        regions=page.regions,
        actors=actors.touching(page.text),
        options=options,
        learnt=learnt.touching(page.text),
    )


def stamp(
    given: SuggestInput, sha256: str, scheme: Scheme, suggesters: Sequence[Suggester], model: str
) -> str:
    """Give the checksum of all that the proposals for an article follow from.

    `model` is the name and version of the pipeline, "" where the rules go alone.
    """
    follows_from = {
        "text": sha256,
        "language": given.language,
        "regions": [[one.type, one.at.start, one.at.end] for one in given.regions],
        "actors": [asdict(one) for one in given.actors],
        "options": asdict(given.options),
        "scheme": scheme.version,
        "model": model,
        "learnt": [asdict(one) for one in given.learnt.rules],
        "suggesters": [[one.name, one.version] for one in suggesters],
    }
    written = json.dumps(follows_from, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()
