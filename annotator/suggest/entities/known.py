"""The project's actors as articles are asked about them: by name, by word, by role; made once.

A project has thousands, and each article is asked with the same ones.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence

from annotator.model.look_alikes.names import words_of
from annotator.speech.tokens import tokens
from annotator.suggest.base import KnownActor
from annotator.suggest.entities.descriptions import Description, describer
from annotator.suggest.entities.found import NameIndex
from annotator.suggest.entities.kinds import OF_ACTORS
from annotator.text.likeness import fold
from annotator.text.ranges import Range


class KnownActors:
    """The actors of a project, found by what they are called."""

    def __init__(self, actors: Iterable[KnownActor], language: str) -> None:
        """Take them in, as a language writes their names."""
        self.names = NameIndex[str]()
        """Their names, with the kind of entity that each of them is."""
        self._by_name: dict[str, list[KnownActor]] = {}
        self._by_word: dict[str, dict[str, KnownActor]] = {}
        self._by_role: dict[str, list[tuple[KnownActor, Description]]] = {}
        reader = describer(language)
        for actor in actors:
            for name in dict.fromkeys((actor.name, *actor.aliases)):
                words = tokens(name, Range(0, len(name)), language)
                self.names.add(name, words, OF_ACTORS.get(actor.kind, ""))
                self._take_in(actor, fold(name))
            for role in actor.roles:
                described = reader.read(tokens(role, Range(0, len(role)), language))
                for word in described.core:
                    self._by_role.setdefault(word, []).append((actor, described))

    def _take_in(self, actor: KnownActor, folded: str) -> None:
        named = self._by_name.setdefault(folded, [])
        if actor not in named[-1:]:
            named.append(actor)
        for word in words_of(folded):
            self._by_word.setdefault(word, {})[actor.id] = actor

    def named(self, folded: str) -> Sequence[KnownActor]:
        """Give the actors of exactly this name or alias (folded)."""
        return self._by_name.get(folded, ())

    def sharing(self, words: Iterable[str]) -> dict[str, KnownActor]:
        """Give the actors that have one of some words (folded) in a name, by their ids."""
        found: dict[str, KnownActor] = {}
        for word in words:
            found |= self._by_word.get(word, {})
        return found

    def described(self, asked: Description) -> Iterator[KnownActor]:
        """Give the actors with a role that a description fits, each once."""
        word = min(asked.core, key=lambda one: (len(self._by_role.get(one, ())), one), default="")
        found = {actor.id: actor for actor, role in self._by_role.get(word, ()) if asked.fits(role)}
        yield from found.values()


_last = threading.local()


def known_actors(actors: tuple[KnownActor, ...], language: str) -> KnownActors:
    """Give the actors to be asked; those asked for last are kept."""
    kept = getattr(_last, "answer", None)
    if kept is not None and kept[0] is actors and kept[1] == language:
        found: KnownActors = kept[2]
        return found
    found = KnownActors(actors, language)
    _last.answer = (actors, language, found)
    return found
