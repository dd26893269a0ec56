"""Where an actor is named, on whosever layer, with joins followed; where its names were read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.model.scheme import Role
from annotator.reading.covered import seen_text
from annotator.text.sentences import paragraph_at, sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.actor import ActorBook
    from annotator.model.page import Page
    from annotator.store.lists.passages import ActorPassage
    from annotator.store.read import Reader
    from annotator.text.ranges import Range

_AROUND = 300
"""So much of a sentence is shown before and after the words: some have no end."""


@dataclass(frozen=True, slots=True)
class ActorPassages:
    """The first passages of an actor, speakers before others, and how many there are in all."""

    n: int
    shown: tuple[ActorPassage, ...]


def passages(
    reader: Reader, actors: ActorBook, actor_id: str, *, without: str | None = None, limit: int
) -> ActorPassages:
    """Give where an actor is named, with those that were joined into it, but for one of these.

    So the two of a join each have their own, as they would have after it was split.
    """
    found = reader.actor_passages(_ids_meaning(actors, actor_id, without))
    speaker = reader.scheme().name_for(Role.SPEAKER)
    found.sort(key=lambda one: one.type != speaker)
    return ActorPassages(len(found), tuple(with_sentences(reader, found[:limit])))


def all_passages(reader: Reader, actors: ActorBook, actor_id: str | None) -> list[ActorPassage]:
    """Give where an actor is named, or any (None), in reading order; joins are followed."""
    if actor_id is not None:
        found = reader.actor_passages(_ids_meaning(actors, actor_id))
        return [replace(one, actor_id=actor_id) for one in found]
    became = {one.id: now.id for one in actors.every() if (now := actors.get(one.id)) is not None}
    found = reader.actor_passages([*became])
    return [replace(one, actor_id=became[one.actor_id]) for one in found]


def _ids_meaning(actors: ActorBook, actor_id: str, without: str | None = None) -> list[str]:
    """Give the ids that mean an actor, joins followed, but for those of one of them."""
    joined: dict[str, list[str]] = {}
    for one in actors.every():
        if one.merged_into and one.id != without:
            joined.setdefault(one.merged_into, []).append(one.id)
    found = [actor_id]
    for one_id in found:
        found += [other for other in joined.get(one_id, ()) if other not in found]
    return found


def with_sentences(reader: Reader, some: Iterable[ActorPassage]) -> Iterator[ActorPassage]:
    """Give passages with their sentences; an article is read once for those that follow.

    Of an article that has gone meanwhile the words alone are given.
    """
    for article_id, of_article in groupby(some, lambda one: one.article_id):
        try:
            page = reader.page(article_id, ())
        except WrongUse:
            yield from (replace(one, sentence=("", one.words, "")) for one in of_article)
            continue
        text = seen_text(page)
        yield from (replace(one, sentence=_sentence(page, text, one.at)) for one in of_article)


def _sentence(page: Page, text: str, at: Range) -> tuple[str, str, str]:
    sentence = sentence_at(text, at.start, paragraph_at(text, at.start), page.article.language)
    start = at.start if sentence is None else min(sentence.start, at.start)
    end = at.end if sentence is None else max(sentence.end, at.end)
    start, end = max(start, at.start - _AROUND), min(end, at.end + _AROUND)
    return text[start : at.start], at.of(text), text[at.end : end]
