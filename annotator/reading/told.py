"""What the scheme tells of a type, a link or a value, where one is picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.span import Owner
from annotator.text.words import isolated, shortened

if TYPE_CHECKING:
    from annotator.model.scheme import AttributeType, LinkType, SpanType, Value
    from annotator.model.scheme_edits.paths import SchemePath

_LONGEST = 60


def told(definition: str, example: str = "", counter_example: str = "") -> str:
    """Give a definition with its example and what it is not; "" where nothing is said."""
    parts = [definition]
    if example:
        parts.append(tr("For example: {words}", words=example))
    if counter_example:
        parts.append(tr("Not this: {words}", words=counter_example))
    return "\n".join(filter(None, parts))


def path_words(path: SchemePath) -> str:
    """Give what a type, link, attribute or value is called on screen: claim · kind · fact."""
    head = tr("actor") if path.kind is Owner.ACTOR else tr(path.type).replace("_", " ")
    parts = filter(None, (path.attribute, path.value))
    return " · ".join(isolated(shortened(one, _LONGEST)) for one in (head, *map(tr, parts)))


def told_of_type(kind: SpanType | LinkType) -> str:
    """Give what is told of a type of spans or links."""
    return told(kind.definition, kind.example, kind.counter_example)


def told_of_one(value: Value) -> str:
    """Give what is told of a value itself."""
    return told(value.definition, value.example, value.counter_example)


def told_of_value(attribute: AttributeType, name: str) -> str:
    """Give what is told of a value: where it has no words of its own, those for all of them."""
    value = attribute.value(name)
    own = "" if value is None else told_of_one(value)
    return own or told(attribute.definition, attribute.example, attribute.counter_example)
