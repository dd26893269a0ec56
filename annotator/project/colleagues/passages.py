"""Where an actor is named, on whosever layer: what two that look alike are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.reading.covered import seen_text
from annotator.text.words import line_around

if TYPE_CHECKING:
    from annotator.model.actor import ActorBook
    from annotator.store.read import Reader
    from annotator.text.ranges import Range


@dataclass(frozen=True, slots=True)
class ActorPassage:
    """A span that refers to an actor: where, whose, and the line it stands in."""

    article_id: str
    title: str
    span_id: str
    layer_id: str
    layer: str
    type: str
    at: Range
    line: str


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
    n, found = reader.spans_of_actors(_its(actors, actor_id, without), limit)
    names = {one.id: one.name for one in reader.layers()}
    shown: list[ActorPassage] = []
    for article_id, span_id in found:
        page = reader.page(article_id)
        span = page.span(span_id)
        if span is not None:
            line = line_around(seen_text(page), span.parts[0])
            of_layer = (span.layer_id, names.get(span.layer_id, ""))
            place = (*of_layer, span.type, span.parts[0], line)
            shown.append(ActorPassage(article_id, page.article.title, span_id, *place))
    return ActorPassages(n, tuple(shown))


def _its(actors: ActorBook, actor_id: str, without: str | None) -> list[str]:
    """Give the ids that mean an actor, joins followed, but for those of one of them."""
    joined: dict[str, list[str]] = {}
    for one in actors.every():
        if one.merged_into and one.id != without:
            joined.setdefault(one.merged_into, []).append(one.id)
    found = [actor_id]
    for one_id in found:
        found += [other for other in joined.get(one_id, ()) if other not in found]
    return found
