"""One grammar: what Q finds and L reads right is suggested right, and the other way round.

Walked over the seed article, the sample that ships and our own coded articles, by rule alone. The
claims before one are coded when L is asked for it; their cues are linked, no speaker is
marked that would help it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from annotator.model.actor import ActorBook
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.scheme import Role
from annotator.model.span import Link, Span
from annotator.reading.linking import candidates
from annotator.speech.quoted import sayings_in
from annotator.speech.words import lexicon
from annotator.suggest.base import Options, Proposals, SuggestInput
from annotator.suggest.quotations import QUOTATIONS
from annotator.suggest.reports import REPORTS
from annotator.text.ranges import Range
from annotator.text.words import sentences
from benchmarks.coded_sets import NAMES, SETS, Reference
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.coded import CodedSpan

ALL = Options(reported=True, thoughts=True)
Parts = tuple[Range, ...]


@dataclass(frozen=True)
class Reading:
    """Who says a claim, and by which cue: the first pieces of both."""

    speakers: frozenset[Range]
    cue: Range | None


def coded_readings(reference: Reference) -> dict[Parts, Reading]:
    """Give how the claims of a reference are coded, those with a speaker and a cue."""
    spans = {one.id: one for one in reference.coding.spans}
    found = {}
    for claim in reference.kinds:
        ends: dict[str, list[Range]] = {}
        for link in reference.coding.links:
            if link.source_id == claim:
                ends.setdefault(link.type, []).append(spans[link.target_id].parts[0])
        said_by, cued_by = ends.get(NAMES[Role.SAID_BY], []), ends.get(NAMES[Role.CUED_BY], [None])
        if said_by:
            found[spans[claim].parts] = Reading(frozenset(said_by), cued_by[0])
    return found


def suggested_readings(reference: Reference) -> dict[Parts, Reading]:
    """Give who says what by rule."""
    given = reference.given
    article = SuggestInput(given.text, given.language, given.regions, options=ALL)
    found = {}
    for one in (QUOTATIONS, REPORTS):
        proposals = one.suggest(article, Proposals())
        spans = {span.ref: span for span in proposals.spans}
        for claim in (span for span in proposals.spans if span.role is Role.CLAIM):
            ends = {role: set[Range]() for role in (Role.SAID_BY, Role.CUED_BY)}
            for link in proposals.links:
                if link.source == claim.ref:
                    ends[link.role].add(spans[link.target].parts[0])
            cue = next(iter(ends[Role.CUED_BY]), None)
            found[claim.parts] = Reading(frozenset(ends[Role.SAID_BY]), cue)
    return found


def l_readings(reference: Reference) -> Iterator[tuple[Parts, Reading]]:
    """Give what the first lines of L say of each coded claim, from top to bottom."""
    given = reference.given
    article = Article(id="a", title="", text=given.text, sha256="", language=given.language)
    every = {one.id: one for one in reference.coding.spans}
    known: list[Span] = []
    links: list[Link] = []
    for claim in sorted(reference.kinds, key=lambda one: every[one].parts):
        span = span_of(given.text, every[claim])
        found = candidates(
            Page(article, regions=given.regions, spans=[*known, span], links=links),
            claim,
            lexicon(given.language),
            ActorBook(),
            scheme=builders.scheme(),
            layer_id="me",
        )
        known.append(span)
        for link in reference.coding.links:
            if (link.source_id, link.type) == (claim, NAMES[Role.CUED_BY]):
                known.append(span_of(given.text, every[link.target_id]))
                links.append(Link(f"{claim} cue", "a", "me", link.type, claim, link.target_id))
        alike = {one.at for one in found if (one.why, one.cue) == (found[0].why, found[0].cue)}
        yield span.parts, Reading(frozenset(alike), found[0].cue if found else None)


def span_of(text: str, one: CodedSpan) -> Span:
    quotes = tuple(part.of(text) for part in one.parts)
    return Span(one.id, "a", "me", one.type, one.parts, quotes)


def found_by_q(reference: Reference) -> set[Parts]:
    """Give the parts of all that Q stops at, sentence by sentence."""
    text, language = reference.given.text, reference.given.language
    return {
        parts
        for stretch in reference.given.body()
        for sentence in sentences(text, stretch, language)
        for parts in sayings_in(text, sentence, language)
    }


def references() -> list[Reference]:
    return [one for name in ("seed", "sample", "own") for one in SETS[name]()]


@pytest.mark.parametrize("reference", references(), ids=lambda one: one.name)
def test_what_q_finds_and_l_reads_right_is_suggested_and_the_other_way_round(
    reference: Reference,
) -> None:
    wanted, suggested = coded_readings(reference), suggested_readings(reference)
    found, unlike = found_by_q(reference), []
    for parts, reading in l_readings(reference):
        if parts not in wanted or wanted[parts].cue is None:
            continue  # whoever spoke before goes on: L asks the marks for it
        by_keys = parts in found and reading == wanted[parts]
        by_rule = suggested.get(parts) == wanted[parts]
        if by_keys != by_rule:
            words = [part.of(reference.given.text) for part in parts]
            unlike.append((by_keys, words, reading, suggested.get(parts)))
    assert unlike == []
