"""What a screen reader is told when the caret enters a span."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.model.actor import ActorBook
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Span
from annotator.text.ranges import Range
from annotator.ui.page.announce import Announcer
from tests import builders

TEXT = "Dar said that ties with Kabul had been cut."


def page() -> Page:
    claim = Span("c", "a", "mine", "claim", (Range(14, 42),), (TEXT[14:42],))
    place = Span("e", "a", "mine", "entity", (Range(24, 29),), ("Kabul",), {"kind": "place"})
    return Page(Article(id="a", title="", text=TEXT, sha256=""), spans=[claim, place])


def test_a_span_is_named_once_when_the_caret_enters_it() -> None:
    speaking = Announcer(QObject())
    actors = ActorBook()
    said = [
        speaking.words(page(), at, actors, builders.scheme()) for at in (0, 14, 19, 24, 30, 0, 14)
    ]
    claim = "claim, no speaker"
    assert said == ["", claim, "", "entity, place", "", "", claim]


def test_another_article_starts_anew() -> None:
    speaking = Announcer(QObject())
    speaking.words(page(), 14, ActorBook(), builders.scheme())
    speaking.forget()
    assert speaking.words(page(), 14, ActorBook(), builders.scheme()) == "claim, no speaker"
