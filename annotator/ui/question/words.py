"""What is asked, in words: of which statement, with which answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.model.statement import statement_around
from annotator.project.asking.walk import SUGGESTIONS
from annotator.reading.choices import LIST_KEYS, line_keys
from annotator.reading.told import told, told_of_value
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.page.banners import shown_date
from annotator.ui.question.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.page import Page
    from annotator.model.scheme import AttributeType, Scheme
    from annotator.model.span import Span
    from annotator.project.asking.walk import Topic
    from annotator.reading.choices import Choice

NONE = "0"
"""The key that answers: none of these."""
_LONGEST = 40
_MOST_TOLD = 600
"""Characters of what the scheme tells of the answers: about six lines."""


class Heading(NamedTuple):
    """The line above a passage: where it stands, who speaks, and of whom."""

    where: str
    who: str = ""
    tie: str = ""
    whom: str = ""


def title_of(topic: Topic) -> str:
    """Give what a walk is called."""
    if topic.what == SUGGESTIONS:
        return tr("Open suggestions")
    if topic.attribute is None:
        return tr("Who is it?")
    return f"{tr(topic.attribute.on)} · {tr(topic.attribute.name)}"


def asked_words(topic: Topic, page: Page, item: str, actors: ActorBook) -> str:
    """Give the question itself."""
    span, link = page.span(item), page.link(item)
    if topic.attribute is None:
        return tr("Who is {words}?", words=_quoted(span))
    if topic.attribute.asks:
        return topic.attribute.asks
    end = None if link is None else page.span(link.target_id)
    name = tr(topic.attribute.name)
    name = f"{name[:1].upper()}{name[1:]}"
    if end is not None:
        return tr("{attribute} towards {whom}?", attribute=name, whom=_named(end, actors))
    return tr("{attribute} of this {type}?", attribute=name, type=tr(topic.attribute.on))


def heading_of(page: Page, scheme: Scheme, item: str, actors: ActorBook) -> Heading:
    """Give what stands above the passage; what a kit hides is empty there."""
    article, link = page.article, page.link(item)
    date = shown_date(article.date) if article.date else ""
    parts = [isolated(one) for one in (article.outlet, date) if one]
    where = "  ·  ".join(parts or [isolated(shortened(article.title, _LONGEST))])
    about = page.span(item if link is None else link.source_id)
    statement = None if about is None else statement_around(page, scheme, about)
    speakers = () if statement is None else statement.speakers
    who = ", ".join(_named(one, actors) for one in speakers)
    where = f"{where}  ·" if who or link is not None else where
    end = None if link is None else page.span(link.target_id)
    if link is None or end is None:
        return Heading(where, who)
    kind = scheme.link(link.type)
    tie = tr((kind.label if kind is not None else "") or link.type)
    return Heading(where, who, tie, _named(end, actors))


def values_of(topic: Topic) -> list[Answer]:
    """Give the values of an attribute that have keys, and none of them; `A` finds the others."""
    attribute = topic.attribute
    if attribute is None:
        return []
    values = attribute.values[: len(LIST_KEYS)]
    keys = keys_of(len(values))
    found = [
        Answer(key, tr(one), one, _told(attribute, one))
        for key, one in zip(keys, values, strict=True)
    ]
    return [*found, none_of_these()]


def told_of(topic: Topic) -> str:
    """Give what the scheme says of the question, and of its values in a few words each.

    A value that the question's own words explain already (“fact: …”) is not explained again.
    """
    attribute = topic.attribute
    if attribute is None:
        return ""
    shown = attribute.values[: len(LIST_KEYS)]
    words = [attribute.definition]
    words += [f"{tr(one.name)}: {one.definition}" for one in attribute.explained
              if one.definition and one.name in shown
              and f"{one.name}:" not in attribute.definition]  # fmt: skip
    return shortened("  ".join(filter(None, words)), _MOST_TOLD)


def is_typed(topic: Topic) -> bool:
    """Say whether there are answers that have no key: an actor, words of one's own, many values."""
    one = topic.attribute
    return one is None or not one.is_closed or len(one.values) > len(LIST_KEYS)


def _told(attribute: AttributeType, value: str) -> str:
    one = attribute.value(value)
    if one is None or not one.definition:
        return told_of_value(attribute, value)
    return told(one.definition, one.example, one.counter_example)


def actors_in_words(lines: Sequence[Choice]) -> list[Answer]:
    """Give the likely actors with the keys of their list, and none of them."""
    keys = line_keys(lines)
    found = [
        Answer(key, isolated(one.label), one.value, one.detail)
        for key, one in zip(keys, lines, strict=True)
        if not one.key and one.value != ("none", "")
    ]
    return [*found, none_of_these()]


def none_of_these() -> Answer:
    """Give the answer that leaves it not set."""
    return Answer(NONE, tr("none of these"), None)


def keys_of(n: int) -> list[str]:
    """Give the keys of so many answers: digits, then letters, as in lists."""
    return [*LIST_KEYS[:n], *[""] * (n - len(LIST_KEYS))]


def _named(span: Span, actors: ActorBook) -> str:
    actor = actors.get(span.actor_id)
    words = " ".join(span.text().split()) if actor is None else actor.name
    return isolated(shortened(words, _LONGEST))


def _quoted(span: Span | None) -> str:
    words = "" if span is None else " ".join(span.text().split())
    return quoted(shortened(words, _LONGEST))
