"""What was decided under an older wording, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.reading.told import told_of_one, told_of_type
from annotator.text.words import isolated, shortened
from annotator.ui.scheme.words import named

if TYPE_CHECKING:
    from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
    from annotator.model.scheme_edits.coded_marks import LookAgain


def holder(scheme: Scheme, one: LookAgain) -> SpanType | LinkType | None:
    """Give the type of the span or link that is looked at."""
    return scheme.type(one.type) if one.kind == "span" else scheme.link(one.type)


def attribute(scheme: Scheme, one: LookAgain) -> AttributeType | None:
    """Give the attribute that is looked at; None where the type itself is."""
    of = holder(scheme, one)
    return None if of is None or one.attribute is None else of.attribute(one.attribute)


def path_of(one: LookAgain) -> SchemePath:
    """Give the path of what was decided: a value, or the type."""
    kind = Owner(one.kind)
    if one.attribute is None:
        return SchemePath(kind, one.type)
    return SchemePath(kind, one.type, one.attribute, one.value)


def heading(one: LookAgain) -> str:
    """Give what is looked at: a type, or one of its attributes."""
    parts = [tr(one.type).replace("_", " "), tr(one.attribute) if one.attribute else ""]
    return " · ".join(isolated(shortened(part)) for part in parts if part)


def choice_told(scheme: Scheme, one: LookAgain, name: str) -> str:
    """Give what the scheme says now of a value, or of a type, that may be chosen."""
    of = attribute(scheme, one)
    if of is not None:
        value = of.value(name)
        return "" if value is None else told_of_one(value).replace("\n", "  ")
    kind = scheme.type(name) if one.kind == "span" else scheme.link(name)
    return "" if kind is None else told_of_type(kind).replace("\n", "  ")


def kept_words(scheme: Scheme, one: LookAgain, decided: str | None) -> str:
    """Say what was decided, under which version, and what has become of it here."""
    said = tr("{value}, under version {n}. The scheme is version {now}.", value=named(one.value),
              n=one.version, now=scheme.version)  # fmt: skip
    if decided is None:
        return said
    if decided == one.value:
        return f"{said} {tr('Still right.')}"
    return f"{said} {tr('Now it is {value}.', value=named(decided))}"
