"""Statements: a claim seen with its speakers, cues and targets. Derived, never stored twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.scheme import ABOUT, ADDRESSED_TO, CLAIM, CUED_BY, SAID_BY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.page import Page
    from annotator.model.span import Link, Span


@dataclass(frozen=True, slots=True)
class Target:
    """What a claim is about: the link (it holds the stance) and the span at its end."""

    link: Link
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what its links join it to; each tuple in text order."""

    claim: Span
    speakers: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    targets: tuple[Target, ...] = ()
    addressees: tuple[Span, ...] = ()

    def span_ids(self) -> frozenset[str]:
        """Give the ids of the claim and of all it is joined to."""
        joined = (*self.speakers, *self.cues, *self.addressees)
        targets = [target.span.id for target in self.targets]
        return frozenset([self.claim.id, *(span.id for span in joined), *targets])


def statement_of(page: Page, claim: Span) -> Statement:
    """Give the statement of a claim."""
    ends: dict[str, list[Span]] = {}
    targets: list[Target] = []
    for link in page.links_from(claim.id):
        span = page.span(link.target_id)
        if span is None:
            continue
        if link.type == ABOUT:
            targets.append(Target(link, span))
        else:
            ends.setdefault(link.type, []).append(span)
    targets.sort(key=lambda target: (target.span.start, target.span.id))
    return Statement(
        claim=claim,
        speakers=_in_order(ends.get(SAID_BY, [])),
        cues=_in_order(ends.get(CUED_BY, [])),
        targets=tuple(targets),
        addressees=_in_order(ends.get(ADDRESSED_TO, [])),
    )


def statements(page: Page, layer_id: str | None = None) -> Iterator[Statement]:
    """Give the statements of a page in text order, of one layer or of all in view."""
    for claim in page.spans(CLAIM, layer_id):
        yield statement_of(page, claim)


def statement_around(page: Page, span: Span) -> Statement | None:
    """Give the statement a span belongs to: its own if it is a claim, else its first claim's."""
    if span.type == CLAIM:
        return statement_of(page, span)
    for link in page.links_of(span.id):
        claim = page.span(link.source_id)
        if claim is not None and claim.type == CLAIM and link.target_id == span.id:
            return statement_of(page, claim)
    return None


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.id)))
