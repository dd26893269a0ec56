"""An article as a document of spaCy: groups of spans by layer and type, the rest as its data."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from annotator.model.actor import ActorBook
from annotator.model.layer import LayerKind
from annotator.model.scheme import Role, Scheme
from annotator.model.span import text_order
from annotator.text.csv_text import unique_names
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.formats.export_selection import ExportSelection
    from annotator.model.bundle import Content
    from annotator.model.span import Link, Span

_FACTS = ("id", "title", "outlet", "date", "byline", "url", "language", "sha256", "group_id")


class Documents:
    """Makes documents of articles; counts entities, and those that are not in `doc.ents`."""

    def __init__(self, selection: ExportSelection) -> None:
        """Name the groups of spans: layer/type."""
        bundle = selection.bundle
        self._selection = selection
        names = unique_names("", [one.name for one in bundle.layers])
        self._layers = {one.id: name for one, name in zip(bundle.layers, names, strict=True)}
        agreed = [one.id for one in bundle.layers if one.kind is LayerKind.AGREED]
        self._of_entities = next(iter([*agreed, *self._layers]), None)
        self._entity = (bundle.scheme or Scheme()).type_for(Role.ENTITY)
        self._actors = ActorBook(bundle.actors)

    def document(self, content: Content) -> dict[str, Any]:
        """Give an article as the other process takes it; positions are code points."""
        article, spans = content.article, sorted(content.spans, key=text_order)
        groups: dict[str, list[list[Any]]] = {}
        entities: list[list[Any]] = []
        beside: list[Range | None] = []
        trimmed: list[Range | None] = []
        for one in spans:
            group = groups.setdefault(f"{self._layers[one.layer_id]}/{one.type}", [])
            group.append([one.start, one.end, one.type])
            if self._entity is not None and one.type == self._entity.name:
                at = _without_blanks(article.text, one.hull())
                if one.layer_id != self._of_entities or at is None:
                    beside.append(one.hull())
                    continue
                entities.append([*at, self._label(one)])
                if at != one.hull():
                    trimmed.append(one.hull())
        kept, left = _apart(entities)
        beside += [Range(start, end) for start, end, _ in left]
        n = self._selection.n
        self._selection.places_of("ents", article.id, beside)
        n["ents"] += len(kept) + len(beside)
        n["ents.left"] += len(beside)
        self._selection.places_of("span.place", article.id, trimmed)
        n["ents.trimmed"] += len(trimmed)
        n["text.characters"] += len(article.text)
        facts = {name: getattr(article, name) for name in _FACTS if getattr(article, name)}
        data = {
            "article": {**facts, "meta": dict(article.own_fields())},
            "spans": [*map(self._span, spans)],
            "links": [*map(_link, content.links)],
        }
        return {"text": article.text, "groups": groups, "entities": kept, "data": data}

    def _label(self, one: Span) -> str:
        """Give the first value from a list, else the type."""
        listed = self._entity.attributes if self._entity is not None else ()
        values = (one.attributes.get(each.name) for each in listed if each.values)
        return next(filter(None, values), one.type)

    def _span(self, one: Span) -> dict[str, Any]:
        actor = self._actors.get(one.actor_id)
        return {
            "id": one.id,
            "layer": self._layers[one.layer_id],
            "type": one.type,
            "parts": [[part.start, part.end] for part in one.parts],
            "attributes": dict(one.attributes),
            "actor": actor.name if actor is not None else None,
        }


def _without_blanks(text: str, at: Range) -> Range | None:
    """Give a place without the blanks at its edges, with which spaCy learns from no entity."""
    words = text[at.start : at.end]
    start = at.end - len(words.lstrip())
    return Range(start, start + len(words.strip())) if start < at.end else None


def _apart(entities: list[list[Any]]) -> tuple[list[list[Any]], list[list[Any]]]:
    """Give those that `doc.ents` can hold, the longest of several that overlap, and the others."""
    kept: list[list[Any]] = []
    left: list[list[Any]] = []
    for one in sorted(entities, key=lambda one: (one[0] - one[1], one[0])):
        start, end, _ = one
        at = bisect_left(kept, end, key=itemgetter(0))
        if at == 0 or kept[at - 1][1] <= start:
            kept.insert(at, one)
        else:
            left.append(one)
    return kept, left


def _link(one: Link) -> dict[str, Any]:
    names = {"id": one.id, "type": one.type, "from": one.source_id, "to": one.target_id}
    return {**names, "attributes": dict(one.attributes)}
