"""Which actor is this (A): the actors words may mean, the likely one first, in one order for all.

Names, roles and pronouns are asked alike, so that a digit that was learnt keeps its meaning: the
first line never makes a new actor. What a pick changes is planned elsewhere.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from annotator.language import tr
from annotator.model.actor import Actor, ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Span
from annotator.reading.choices import Choice, told_apart
from annotator.reading.linking import forms_of
from annotator.speech.grammar import WordKinds
from annotator.speech.tokens import tokens
from annotator.speech.words import Lexicon
from annotator.text.likeness import fold
from annotator.text.ranges import Range
from annotator.text.words import shortened

MOST_ACTORS = 7
"""How many a list offers: with an alias, a new one and nobody it has ten lines."""
_LONGEST_NAME = 18
_PRONOUN_OR_ROLE = ("pronoun", "role")


@dataclass(frozen=True, slots=True)
class ActorsMeant:
    """The actors a span may mean, best first; whether the first is likely; its words as an alias.

    `alias` is "" where the words are no name: a pronoun.
    """

    actors: tuple[Actor, ...]
    is_likely: bool
    alias: str = ""


def actors_meant(
    page: Page, span: Span, book: ActorBook, lexicon: Lexicon, language: str
) -> ActorsMeant:
    """Give the actors a span may mean.

    First the one it has; then those of this name or alias, those that equal words of the article
    mean, those whose name stands in the words or these in it, those in this role. Then, likely or
    not, those who share a word of a name, as the last name behind a title. Then those of the spans
    before, nearest first: whom a role or a pronoun means. Then those the text names, then all
    others, the newest first.
    """
    forms = forms_of(" ".join(span.text().split()), language)
    fitting = _first(_fitting(page, span, book, forms))
    near = _first(_before(page, span, book))
    is_pronoun = fold(span.text()) in lexicon.pronouns
    words = WordKinds(lexicon, language)
    own = tokens(page.text, span.parts[0], language)
    is_role = span.attributes.get("form") in _PRONOUN_OR_ROLE or any(map(words.is_role, own))
    names = {one.folded for one in own if words.is_name(one) and not words.is_role(one)}
    return ActorsMeant(
        actors=_first(
            chain(fitting, _namesakes(page, span, book, names), near, _others(page, book))
        ),
        is_likely=bool(fitting) or ((is_pronoun or is_role) and bool(near)),
        alias="" if is_pronoun else min(forms, key=len, default=""),
    )


def _first(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The first of them, each once: a project may have thousands."""
    found: dict[str, Actor] = {}
    for one in actors:
        found.setdefault(one.id, one)
        if len(found) == MOST_ACTORS:
            break
    return tuple(found.values())


def _others(page: Page, book: ActorBook) -> Iterator[Actor]:
    """The actors the text names, then the others, the newest first."""
    text, every = fold(page.text), book.present()[::-1]
    yield from (one for one in every if any(fold(name) in text for name in one.names()))
    yield from every


def _fitting(page: Page, span: Span, book: ActorBook, forms: list[str]) -> Iterator[Actor]:
    own = book.get(span.actor_id)
    if own is not None:
        yield own
    for form in forms:
        yield from book.named(form)
    folded = {fold(form) for form in forms}
    for other in page.spans(layer_id=span.layer_id):
        actor = book.get(other.actor_id)
        if actor is not None and fold(other.text()) in folded:
            yield actor
    words = fold(span.text())
    for actor in book.present():
        names = [fold(name) for name in actor.names()]
        if any(_stands_in(name, words) for name in names) or any(
            _stands_in(form, name) for form in folded for name in names
        ):
            yield actor
    for actor in book.present():
        if any(_stands_in(fold(one.role), words) for one in actor.roles):
            yield actor


def _stands_in(part: str, words: str) -> bool:
    """Say whether a name stands in some words, whole words only."""
    return bool(part) and f" {part} " in f" {words.replace(',', ' ').replace('،', ' ')} "


def _before(page: Page, span: Span, book: ActorBook) -> Iterator[Actor]:
    for other in page.spans_before(span.start):
        actor = book.get(other.actor_id)
        if actor is not None and other.layer_id == span.layer_id:
            yield actor


def _namesakes(page: Page, span: Span, book: ActorBook, words: Collection[str]) -> Iterator[Actor]:
    """Give those of whose names one of these words is part, those of the spans before first."""
    sharing = {one.id: one for one in book.sharing(words)}
    yield from (one for one in _before(page, span, book) if one.id in sharing)
    yield from sharing.values()


def nearest_span_of(page: Page, span: Span, actor: Actor, book: ActorBook) -> Range | None:
    """Give where an actor is named in the article: the nearest before the span, else behind it."""
    for some in (page.spans_before(span.start), page.spans_from(span.start)):
        for other in some:
            if other.id != span.id and book.get(other.actor_id) is actor:
                return other.parts[0]
    return None


def actor_lines(
    page: Page, span: Span, book: ActorBook, typed: str, meant: ActorsMeant
) -> list[Choice]:
    """Give the actors for what was typed, else those the words may mean; a new one always last.

    The frame stands on the likely one. Making a new actor has a key of its own: the first digit
    never does it. A line stands for an actor's id, ("alias", id, words), ("new", name) or
    ("none", "").
    """
    wanted = " ".join(typed.split())
    words = wanted or " ".join(span.text().split())
    some = book.matching(wanted, limit=MOST_ACTORS) if wanted else meant.actors
    is_likely = bool(some) and (bool(wanted) or meant.is_likely)
    found = [
        Choice(
            one.name,
            one.id,
            ", ".join(one.names()[1:3]),
            chosen=is_likely and n == 0,
            at=nearest_span_of(page, span, one, book),
        )
        for n, one in enumerate(some[:MOST_ACTORS])
    ]
    found = told_apart(found, page.text)
    if is_likely:
        found[1:1] = _alias_of(some[0], meant.alias)
    if not any(choice.label == words for choice in found):
        new = tr("New actor: {name}", name=words)
        found.append(Choice(new, ("new", words), chosen=not is_likely, key="0"))
    elif wanted:
        # The city, and the government that is called like it.
        found.append(Choice(tr("Another actor: {name}", name=words), ("new", words)))
    if span.actor_id is not None and not wanted:
        found.append(Choice(tr("no actor"), ("none", "")))
    return found


def kind_choices(span: Span, scheme: Scheme) -> list[Choice]:
    """Give the kinds that a new actor of a span may be of, the likely one framed."""
    kinds, kind = scheme.actor_kinds, span.attributes.get("kind", "")
    if kind not in kinds:
        is_speaker = scheme.role_of(span.type) is Role.SPEAKER
        kind = "person" if is_speaker and "person" in kinds else kinds[0]
    return [Choice(tr(one), one, chosen=one == kind) for one in kinds]


def _alias_of(actor: Actor, words: str) -> list[Choice]:
    """The line that takes the span's words as a further name of an actor, if they are none yet."""
    if not words or fold(words) in map(fold, actor.names()):
        return []
    line = tr("… and “{words}” is an alias of it", words=words)
    return [Choice(line, ("alias", actor.id, words), shortened(actor.name, _LONGEST_NAME))]
