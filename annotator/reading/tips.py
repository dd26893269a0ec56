"""What is said of a span in words: for the tooltip under the mouse and for a screen reader."""

from dataclasses import dataclass

from annotator.language import tr, trn
from annotator.model.actor import ActorBook
from annotator.model.checks import speaks_for_nobody
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Confidence, Span
from annotator.model.statement import proposed_name, statement_of, who_says
from annotator.reading.cards import Card


def said_by(page: Page, claim: Span, actors: ActorBook, scheme: Scheme) -> str:
    """Give who says a claim, by actor or by the article's words; empty when nobody is linked."""
    return ", ".join(who_says(statement_of(page, scheme, claim), actors))


def announcement(page: Page, span: Span, actors: ActorBook, scheme: Scheme) -> str:
    """Give what a screen reader says when the caret enters a span: "claim, said by Dar"."""
    said = _announced(page, span, actors, scheme)
    return said if span.reason is None else tr("suggested: {reason}", reason=said)


def _announced(page: Page, span: Span, actors: ActorBook, scheme: Scheme) -> str:
    if scheme.role_of(span.type) is Role.CLAIM:
        who = said_by(page, span, actors, scheme)
        said = (
            tr("{type}, said by {who}", type=span.type, who=who)
            if who
            else tr("{type}, no speaker", type=span.type)
        )
        return tr("{span}, with a note", span=said) if page.notes(span.id) else said
    actor = actors.get(span.actor_id)
    who = actor.name if actor is not None else proposed_name(span)
    kind = who or span.attributes.get("kind") or span.attributes.get("form")
    said = tr("{type}, {who}", type=span.type, who=kind) if kind else span.type
    if span.reason is None and speaks_for_nobody(span, scheme):
        said = tr("{span}, no actor", span=said)
    return tr("{span}, with a note", span=said) if page.notes(span.id) else said


def tip(page: Page, span: Span, actors: ActorBook, scheme: Scheme) -> str:
    """Give the tooltip of a span: type, values, who; further lines for parts, notes, a reason."""
    actor = actors.get(span.actor_id)
    first = [span.type, *span.attributes.values()]
    if actor is not None:
        first.append(actor.name)
    elif name := proposed_name(span):
        first.append(name)
    elif span.reason is None and speaks_for_nobody(span, scheme):
        first.append(tr("no actor"))
    lines = [" · ".join(first)]
    if scheme.role_of(span.type) is Role.CLAIM:
        who = said_by(page, span, actors, scheme)
        lines.append(tr("said by {who}", who=who) if who else tr("no speaker"))
    if len(span.parts) > 1:
        lines.append(trn("{n} part", "{n} parts", len(span.parts)))
    n_notes = len(page.notes(span.id))
    if n_notes:
        lines.append(trn("{n} note", "{n} notes", n_notes))
    if span.reason is not None and span.reason.text:
        sure = tr(Confidence.of(span.confidence))
        lines.append(tr("suggested: {reason}", reason=f"{span.reason.text} · {sure}"))
    return "\n".join(lines)


def foot_words(page: Page, layer_id: str, scheme: Scheme) -> str:
    """Give the line at the article's end: whether every claim of a layer has a speaker."""
    claim_name, said_by_name = scheme.name_for(Role.CLAIM), scheme.name_for(Role.SAID_BY)
    claims = list(page.spans(claim_name, layer_id)) if claim_name and said_by_name else []
    n_without = sum(not page.links_from(claim.id, said_by_name) for claim in claims)
    if not claims:
        return tr("End of article")
    if n_without:
        lack = trn("{n} claim has no speaker", "{n} claims have no speaker", n_without)
    else:
        lack = tr("every claim has a speaker")
    return f"{tr('End of article')} · {lack}"


@dataclass(frozen=True, slots=True)
class SaidCard:
    """What a screen reader says of a card: who, how and the words; then what else stands on it."""

    name: str
    description: str


def said_card(page: Page, card: Card) -> SaidCard:
    """Give what is said of a card, the words of its notes last."""
    how = card.directness if card.is_statement else card.type_name
    first = [card.who, tr(how) if how else "", *map(tr, card.values)]
    words = " ".join(card.words.split())
    lines = []
    if card.is_ghost:
        lines.append(tr("suggested: {reason}", reason=card.why()))
    if card.lacks_actor:
        lines.append(tr("no actor"))
    if card.targets:
        about = [f"{one.words} {tr(one.stance) if one.stance else ''}" for one in card.targets]
        lines.append(tr("about {words}", words=", ".join(one.strip() for one in about)))
    elif card.cue:
        lines.append(tr("cued by {words}", words=card.cue))
    if card.addressees:
        lines.append(
            tr("addressed to {words}", words=", ".join(one.words for one in card.addressees))
        )
    if card.n_parts > 1:
        lines.append(trn("{n} part", "{n} parts", card.n_parts))
    if card.has_note:
        span = page.span(card.claim_id)
        notes = page.notes(card.claim_id) if span is not None else ()
        lines += [tr("note: {words}", words=one.text) for one in notes] or [tr("has a note")]
    said = f"{', '.join(one for one in first if one)}: {words}"
    return SaidCard(said, "; ".join(" ".join(one.split()) for one in lines))
