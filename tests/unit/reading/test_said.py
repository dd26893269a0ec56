"""What is said aloud of cards and held edges, in words."""

from __future__ import annotations

from annotator.model.actor import ActorBook
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Link, Note, Owner, Span
from annotator.reading.boundaries import said_of_edge, take_hold
from annotator.reading.cards import card_of
from annotator.reading.tips import SaidCard, said_card
from annotator.text.ranges import Range
from tests import builders

TEXT = "Dar said that talks\nhad ended in Kabul."


def span(id_: str, type_: str, words: str, **attributes: str) -> Span:
    at = TEXT.index(words)
    part = Range(at, at + len(words))
    return Span(id_, "a", "mine", type_, (part,), (words,), attributes=attributes)


def said(*spans: Span, links: tuple[Link, ...] = (), notes: tuple[Note, ...] = ()) -> SaidCard:
    article = Article(id="a", title="", text=TEXT, sha256="", language="en", direction="ltr")
    page = Page(article, spans=spans, links=links, notes=notes)
    scheme = builders.scheme()
    card = card_of(page, spans[0], ActorBook(), layer_id="mine", scheme=scheme)
    return said_card(page, card)


def test_a_card_says_who_how_and_the_words_on_one_line() -> None:
    claim = span("c", "claim", "talks\nhad ended", directness="reported")
    linked = (span("s", "speaker", "Dar"), Link("l", "a", "mine", "said_by", "c", "s"))
    assert said(claim, linked[0], links=(linked[1],)) == SaidCard(
        "Dar, reported: talks had ended", "no actor"
    )


def test_a_card_without_a_speaker_says_so_and_reads_its_notes() -> None:
    claim = span("c", "claim", "talks\nhad ended", directness="reported", kind="fact")
    note = Note("n", Owner.SPAN, "c", "a guess,\nask again", "A", "2026-01-01")
    assert said(claim, notes=(note,)) == SaidCard(
        "no speaker, reported, fact: talks had ended", "note: a guess, ask again"
    )


def test_a_note_of_a_linked_span_is_told_without_its_words() -> None:
    claim, cue = span("c", "claim", "talks\nhad ended"), span("u", "cue", "said")
    link = Link("l", "a", "mine", "cued_by", "c", "u")
    note = Note("n", Owner.SPAN, "u", "a guess", "A", "2026-01-01")
    assert said(claim, cue, links=(link,), notes=(note,)).description == "cued by said; has a note"


def test_a_held_edge_says_the_words_beside_it() -> None:
    held = take_hold(span("c", "claim", "talks\nhad ended"), 0)
    assert said_of_edge(TEXT, held) == "ends with: talks had ended"
    longer = held.moved(TEXT, forward=True)
    assert said_of_edge(TEXT, longer) == "ends with: had ended in"
    assert said_of_edge(TEXT, longer.turned()) == "begins with: talks had ended"
