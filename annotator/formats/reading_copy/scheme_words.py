"""The coding scheme as people read it: each type, link, attribute and value with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.reading_copy.markup import OWN, table, tag, words
from annotator.language import tr
from annotator.model.scheme import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType


def scheme_words(scheme: Scheme) -> str:
    """Give a scheme as HTML: a heading and a table for each type and link."""
    version = tr("Version {n}", n=scheme.version)
    title = words(" · ".join(filter(None, (scheme.title, version))))
    parts = [tag("p", title, class_="facts", dir=OWN)]
    for n, kind in enumerate(scheme.types):
        parts += [tag("h3", words(kind.name), class_=f"t{n}"), *_explained(kind)]
    for link in scheme.links:
        ends = f"{', '.join(link.sources)} → {', '.join(link.targets)}"
        parts += [tag("h3", words(link.label or link.name), dir=OWN)]
        parts += [tag("p", words(ends), class_="small"), *_explained(link)]
    if scheme.actor_attributes:
        parts += [tag("h3", words(tr("actors"))), _attributes(scheme.actor_attributes)]
    return "\n".join(parts)


def _explained(kind: SpanType | LinkType) -> Iterator[str]:
    yield from (tag("p", words(one), dir=OWN) for one in _sentences(kind))
    if kind.attributes:
        yield _attributes(kind.attributes)


def _sentences(one: SpanType | LinkType | AttributeType | Value) -> Iterator[str]:
    """Give what the scheme tells of something, a sentence each."""
    if not isinstance(one, Value) and one.asks:
        yield one.asks
    if one.definition:
        yield one.definition
    if one.example:
        yield tr("Example: {words}", words=one.example)
    if one.counter_example:
        yield tr("Not: {words}", words=one.counter_example)
    if one.retired:
        yield tr("No longer used.")


def _attributes(attributes: Iterable[AttributeType]) -> str:
    rows: list[tuple[str, ...]] = []
    for one in attributes:
        rows.append((tag("b", words(one.name)), "", words(" ".join(_sentences(one)))))
        of_values = ((value.name, " ".join(_sentences(value))) for value in one.explained)
        rows += [("", words(name), words(said)) for name, said in of_values]
    return table((tr("attribute"), tr("value"), tr("what it means")), rows)
