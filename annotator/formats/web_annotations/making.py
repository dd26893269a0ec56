"""An article's spans and links as annotations: dicts that become JSON-LD. Nothing is written here.

After the W3C recommendation Web Annotation Data Model of 2017. What it has no word for stands
under terms of our own, `annotator:…`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from annotator.model.actor import ActorBook
from annotator.model.layer import LayerKind
from annotator.model.records import share
from annotator.model.span import How, Owner, text_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annotator.formats.export_selection import ExportSelection
    from annotator.model.actor import Actor
    from annotator.model.article import Article
    from annotator.model.bundle import Bundle, Content
    from annotator.model.span import Link, Note, Span

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"annotator": "urn:annotator:terms:"})
AROUND = 32
"""How many characters before and after a mark are told, to find it again."""
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_UNRESERVED = re.compile("[A-Za-z0-9_.~-]*")
"""What `quote` lets stand (RFC 3986, 2.3)."""
_AGENTS = {LayerKind.PERSON: "Person", LayerKind.SUGGESTER: "Software"}
_ACTORS = {"person": "Person", "organisation": "Organization"}


def urn(kind: str, name: str) -> str:
    """Give the name of something of ours that is the same at every export."""
    # Ids made here have nothing to quote, and there are five in an annotation.
    held = name if _UNRESERVED.fullmatch(name) else quote(name, safe="")
    return f"urn:annotator:{kind}:{held}"


class AnnotationMaker:
    """Makes annotations, and notes which actors were named."""

    def __init__(self, bundle: Bundle) -> None:
        """Look up once what all articles share."""
        self._actors, self._coders = ActorBook(bundle.actors), bundle.coder_names()
        self._layers = {one.id: _layer(one.id, one.name, one.kind) for one in bundle.layers}
        self.named: set[str] = set()

    def annotations(self, content: Content) -> Iterator[dict[str, Any]]:
        """Give those of an article: spans in text order, then links."""
        notes: dict[str, list[Note]] = {}
        for note in sorted(content.notes, key=lambda one: one.id):
            notes.setdefault(note.owner_id, []).append(note)
        for span in sorted(content.spans, key=text_order):
            yield self._of_span(span, content.article, notes.get(span.id, ()))
        for link in content.links:
            yield self._of_link(link, notes.get(link.id, ()))

    def _of_span(self, span: Span, article: Article, notes: Sequence[Note]) -> dict[str, Any]:
        body: list[dict[str, Any]] = [*_typed(span.type, span.attributes)]
        actor = self._actors.get(span.actor_id) if span.actor_id else None
        if actor is not None:
            self.named.add(actor.id)
            body.append(_identified(actor))
        body += map(self._note, notes)
        found = self._opening("span", span, "classifying") | {"body": body}
        found["target"] = [
            {"source": urn("article", article.id), "selector": [*_selectors(article.text, part)]}
            if quoted
            else {"source": urn("article", article.id), "selector": [_place(part)]}
            for part, quoted in zip(span.parts, span.quotes, strict=True)
        ]
        return found

    def _of_link(self, link: Link, notes: Sequence[Note]) -> dict[str, Any]:
        found = self._opening("link", link, "linking")
        found["body"] = [*_typed(link.type, link.attributes), *map(self._note, notes)]
        found["target"] = [urn("span", link.source_id), urn("span", link.target_id)]
        # The order of targets means nothing to readers of RDF.
        return found | {"annotator:from": found["target"][0]}

    def _opening(self, kind: str, item: Span | Link, motivation: str) -> dict[str, Any]:
        found: dict[str, Any] = {"id": urn(kind, item.id), "type": "Annotation"}
        found |= {"motivation": motivation, "creator": self._layers[item.layer_id]}
        found |= _at("created", item.created) | _at("modified", getattr(item, "changed", None))
        sure = share(item.confidence)
        return found | ({} if sure is None else {"annotator:confidence": sure})

    def _note(self, note: Note) -> dict[str, Any]:
        purpose = "questioning" if note.question else "replying" if note.answer_to else "commenting"
        purpose = "bookmarking" if note.later else purpose
        found = {"id": urn("note", note.id), "type": "TextualBody", "purpose": purpose}
        found |= {"value": note.text} | _at("created", note.at)
        if note.answer_to:
            found["annotator:answers"] = urn("note", note.answer_to)
        if note.by:
            coder = {"id": urn("coder", note.by), "name": self._coders.get(note.by, "")}
            return {**found, "creator": coder}
        return found


def _identified(actor: Actor) -> dict[str, Any]:
    about = {"id": urn("actor", actor.id), "name": actor.name}
    about |= {"type": _ACTORS[actor.kind]} if actor.kind in _ACTORS else {}
    said = {"type": "SpecificResource", "purpose": "identifying", "source": about}
    return said | {"annotator:kind": actor.kind}


def _layer(name: str, title: str, kind: LayerKind) -> dict[str, str]:
    found = {"id": urn("layer", name), "name": title}
    return found | ({"type": _AGENTS[kind]} if kind in _AGENTS else {})


def _typed(kind: str, values: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Give the bodies that say what something is: its type first, then each value."""
    yield {"type": "TextualBody", "purpose": "classifying", "value": kind}
    for name, value in sorted(values.items()):
        said = {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"}
        yield said | {"annotator:attribute": name}


def _at(name: str, moment: str | None) -> dict[str, str]:
    return {name: moment} if moment and _MOMENT.fullmatch(moment) else {}


def _place(part: tuple[int, int]) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": part[0], "end": part[1]}


def _selectors(text: str, part: tuple[int, int]) -> Iterator[dict[str, Any]]:
    start, end = part
    yield _place(part)
    quoted = {"type": "TextQuoteSelector", "exact": text[start:end]}
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    yield quoted | {key: one for key, one in (("prefix", before), ("suffix", after)) if one}


_FACTS = {
    "dcterms:title": "title",
    "dcterms:publisher": "outlet",
    "dcterms:date": "date",
    "dcterms:creator": "byline",
    "dcterms:source": "url",
    "language": "language",
    "textDirection": "direction",
    "annotator:sha256": "sha256",
    "annotator:group": "group_id",
    "annotator:file": "source",
}


def facts(article: Article) -> dict[str, Any]:
    """Give what is told of an article: its masthead and checksum, not its text."""
    found: dict[str, Any] = {"id": urn("article", article.id), "type": "Text"}
    found |= {key: value for key, name in _FACTS.items() if (value := getattr(article, name))}
    own = article.own_fields()
    return found | ({"annotator:fields": dict(own)} if own else {})


def count(selection: ExportSelection, content: Content) -> None:
    """Note what of an article is held otherwise than here, or not at all."""
    n = selection.n
    n["text"] += bool(content.article.text)
    apart = [one for one in content.notes if one.owner_kind not in (Owner.SPAN, Owner.LINK)]
    n["note.apart"] += len(apart)
    selection.places_of("note", content.article.id, [None] * len(apart))
    n["span.reason"] += sum(map(_tells_its_origin, content.spans))


def _tells_its_origin(span: Span) -> bool:
    """Say whether more is known of how a span came to be than annotations hold."""
    return bool(span.source_id) or span.reason is not None or span.how is not How.HAND
