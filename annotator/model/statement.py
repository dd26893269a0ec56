"""Statements: a claim seen with its speakers, cues and targets. Derived, never stored twice.

Whoever shows, lists or writes statements, or says how often an actor speaks, asks here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Link, Span, text_order


@dataclass(frozen=True, slots=True)
class StatementTarget:
    """What a claim is about: the link (it holds the stance) and the span at its end."""

    link: Link
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what its links join it to; each tuple in text order."""

    claim: Span
    speakers: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    targets: tuple[StatementTarget, ...] = ()
    addressees: tuple[Span, ...] = ()

    def span_ids(self) -> frozenset[str]:
        """Give the ids of the claim and of all it is joined to."""
        joined = (*self.speakers, *self.cues, *self.addressees)
        targets = [target.span.id for target in self.targets]
        return frozenset([self.claim.id, *(span.id for span in joined), *targets])


def statement_from(
    claim: Span,
    links: Iterable[Link],
    span_of: Callable[[str], Span | None],
    roles: Mapping[str, Role | None],
) -> Statement:
    """Give the statement of a claim with the links that start at it.

    `span_of` gives their ends, `roles` the role of a type of links (`Scheme.link_roles`).
    """
    ends: dict[Role | None, list[tuple[Span, Link]]] = {}
    for link in links:
        span = span_of(link.target_id)
        if span is not None:
            ends.setdefault(roles.get(link.type), []).append((span, link))
    for some in ends.values():
        if len(some) > 1:
            some.sort(key=_order)

    def spans(role: Role) -> tuple[Span, ...]:
        return tuple([span for span, _ in ends.get(role, ())])

    return Statement(
        claim=claim,
        speakers=spans(Role.SAID_BY),
        cues=spans(Role.CUED_BY),
        targets=tuple([StatementTarget(link, span) for span, link in ends.get(Role.ABOUT, ())]),
        addressees=spans(Role.ADDRESSED_TO),
    )


def statements_among(
    spans: Iterable[Span], links: Iterable[Link], scheme: Scheme
) -> list[Statement]:
    """Give the statements of an article's spans and links, in the order of the spans."""
    by_id = {span.id: span for span in spans}
    starting: dict[str, list[Link]] = {}
    for link in links:
        starting.setdefault(link.source_id, []).append(link)
    claim, roles = scheme.name_for(Role.CLAIM), scheme.link_roles()
    return [
        statement_from(span, starting.get(span.id, ()), by_id.get, roles)
        for span in by_id.values()
        if span.type == claim
    ]


def statement_of(page: Page, scheme: Scheme, claim: Span) -> Statement:
    """Give the statement of a claim."""
    return statement_from(claim, page.links_from(claim.id), page.span, scheme.link_roles())


def statements(page: Page, scheme: Scheme, layer_id: str | None = None) -> Iterator[Statement]:
    """Give the statements of a page in text order, of one layer or of all in view."""
    for claim in page.spans(scheme.name_for(Role.CLAIM), layer_id):
        yield statement_of(page, scheme, claim)


def proposed_name(span: Span) -> str:
    """Give the name of the actor that a suggester proposes for a span; "" for none."""
    proposed = span.reason.args.get("actor") if span.reason is not None else None
    name = proposed.get("name") if isinstance(proposed, dict) else None
    return name if isinstance(name, str) else ""


def name_of(span: Span, actors: ActorBook) -> str:
    """Give the name of the actor that a span means, a proposed one too; "" for none."""
    actor = actors.get(span.actor_id)
    return proposed_name(span) if actor is None else actor.name


def who_says(statement: Statement, actors: ActorBook) -> tuple[str, ...]:
    """Give who says a statement: actors by name, proposed ones too, else the article's words."""
    names = (name_of(one, actors) or one.text() for one in statement.speakers)
    return tuple(dict.fromkeys(names))


def holders(claims: Iterable[Span]) -> dict[str, str]:
    """Give for each claim inside another one of its layer the id of the nearest that holds it.

    "A says that B said …": both are statements. A claim is held where all its parts lie within
    parts of the other, which has more words.
    """
    found: dict[str, str] = {}
    open_claims: dict[str, list[Span]] = {}
    for claim in sorted(claims, key=text_order):
        around = open_claims.setdefault(claim.layer_id, [])
        around[:] = [one for one in around if one.end > claim.start]
        near = next((one for one in reversed(around) if _holds(one, claim)), None)
        if near is not None:
            found[claim.id] = near.id
        around.append(claim)
    return found


def _holds(outer: Span, inner: Span) -> bool:
    covered = all(any(part.covers(one) for part in outer.parts) for one in inner.parts)
    return covered and outer.parts != inner.parts


def statement_around(page: Page, scheme: Scheme, span: Span) -> Statement | None:
    """Give the statement a span belongs to: its own if it is a claim, else its first claim's."""
    claim_name = scheme.name_for(Role.CLAIM)
    if span.type == claim_name:
        return statement_of(page, scheme, span)
    for link in page.links_of(span.id):
        claim = page.span(link.source_id)
        if claim is not None and claim.type == claim_name and link.target_id == span.id:
            return statement_of(page, scheme, claim)
    return None


@dataclass(slots=True)
class ActorCounts:
    """How many spans refer to each actor and how many claims are said by it, joins followed.

    A claim counts once for an actor, however many of its speakers are that actor.
    """

    actors: ActorBook
    spans: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)

    def add_span(self, span: Span) -> None:
        """Count a span."""
        actor = self.actors.get(span.actor_id)
        if actor is not None:
            self.spans[actor.id] += 1

    def add_statement(self, statement: Statement) -> None:
        """Count a statement."""
        said_by = (self.actors.get(span.actor_id) for span in statement.speakers)
        self.claims.update({actor.id for actor in said_by if actor is not None})


def _order(end: tuple[Span, Link]) -> tuple[int, int, str]:
    return text_order(end[0])
