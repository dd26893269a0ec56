"""What suggesters are given of an article, and the checksum of all that proposals follow from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from annotator.suggest.base import KnownActor, SuggestInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.actor import Actor, ActorBook
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.suggest.base import Options, Suggester


def known_actors(actors: ActorBook) -> tuple[KnownActor, ...]:
    """Give the actors as suggesters ask for them, in the order of their ids."""
    return tuple(map(_known, sorted(actors.present(), key=lambda one: one.id)))


def _known(actor: Actor) -> KnownActor:
    aliases = tuple(one.name for one in actor.aliases)
    roles = tuple(one.role for one in actor.roles)
    return KnownActor(actor.id, actor.name, actor.kind, aliases, roles)


def given_of(page: Page, actors: tuple[KnownActor, ...], options: Options) -> SuggestInput:
    """Give an article as suggesters see it."""
    language = page.article.language
    return SuggestInput(page.text, language, page.regions, actors, options)


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
        "suggesters": [[one.name, one.version] for one in suggesters],
    }
    written = json.dumps(follows_from, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()
