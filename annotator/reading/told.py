"""What the scheme tells of a type, a link or a value, where one is picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr

if TYPE_CHECKING:
    from annotator.model.scheme import AttributeType, LinkType, SpanType


def told(definition: str, example: str = "", counter_example: str = "") -> str:
    """Give a definition with its example and what it is not; "" where nothing is said."""
    parts = [definition]
    if example:
        parts.append(tr("For example: {words}", words=example))
    if counter_example:
        parts.append(tr("Not this: {words}", words=counter_example))
    return "\n".join(filter(None, parts))


def told_of_type(kind: SpanType | LinkType) -> str:
    """Give what is told of a type of spans or links."""
    example, counter = (getattr(kind, name, "") for name in ("example", "counter_example"))
    return told(kind.definition, example, counter)


def told_of_value(attribute: AttributeType, _value: str) -> str:
    """Give what is told of a value: where the scheme has no words for it, those for all of them."""
    return told(attribute.definition)
