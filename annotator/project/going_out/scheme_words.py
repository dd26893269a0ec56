"""The words of a coding scheme, changed on their way out; names of types and links stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    Change: TypeAlias = Callable[[str], str]


def without_examples(scheme: Scheme) -> tuple[Scheme, int]:
    """Give a scheme without examples, which may be passages; and how many it had."""
    taken: list[str] = []

    def emptied(words: str) -> str:
        taken.extend([words] if words else [])
        return ""

    return _changed(scheme, lambda words: words, emptied), len(taken)


def with_words(scheme: Scheme, change: Change) -> Scheme:
    """Give a scheme all whose words, and the values of whose attributes, are changed.

    Of values that become the same one stays.
    """
    return _changed(scheme, change, change)


def listed_values(scheme: Scheme) -> tuple[str, ...]:
    """Give all values that attributes list, those nobody picks any more too."""
    of_types = [each for one in scheme.types for each in one.attributes]
    of_links = [each for one in scheme.links for each in one.attributes]
    every = (*scheme.actor_attributes, *of_types, *of_links)
    return tuple(value.name for one in every for value in one.explained)


def _changed(scheme: Scheme, words: Change, examples: Change) -> Scheme:
    def value(one: Value) -> Value:
        both = _both(one, words, examples)
        return replace(one, name=words(one.name), **both)  # type: ignore[arg-type]  # texts by name

    def attribute(one: AttributeType) -> AttributeType:
        made = replace(
            one,
            values=tuple(dict.fromkeys(map(words, one.values))),
            default=None if one.default is None else words(one.default),
            explained=tuple(map(value, one.explained)),
            asks=words(one.asks),
        )
        return replace(made, **_both(one, words, examples))  # type: ignore[arg-type]  # the same

    def kind(one: SpanType | LinkType) -> SpanType | LinkType:
        attributes = tuple(map(attribute, one.attributes))
        both = {"label": words(one.label), **_both(one, words, examples)}
        return replace(one, attributes=attributes, asks=words(one.asks), **both)  # type: ignore[arg-type]  # texts by name

    return replace(
        scheme,
        title=words(scheme.title),
        note=words(scheme.note),
        types=tuple([one for one in map(kind, scheme.types) if isinstance(one, SpanType)]),
        links=tuple([one for one in map(kind, scheme.links) if isinstance(one, LinkType)]),
        actor_attributes=tuple(map(attribute, scheme.actor_attributes)),
    )


def _both(
    one: Value | AttributeType | SpanType | LinkType, words: Change, examples: Change
) -> dict[str, str]:
    return {
        "definition": words(one.definition),
        "example": examples(one.example),
        "counter_example": examples(one.counter_example),
    }
