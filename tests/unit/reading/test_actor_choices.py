"""Whom the words of a span may mean: the likely actor first."""

from __future__ import annotations

from annotator.model.actor import Actor, ActorBook, Alias, DatedRole
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Span
from annotator.reading.actor_choices import ActorsMeant, actors_meant, nearest_span_of
from annotator.speech.words import lexicon
from annotator.text.ranges import Range

TEXT = (
    "Mira Talven met Jon Berg. The mayor left. She, Darfur and Dar of Aldane stayed. Mira Talven."
)
TALVEN = Actor("talven", "Mira Talven", aliases=(Alias("a", "M. T."),))
BERG = Actor("berg", "Jon Berg", roles=(DatedRole("r", "mayor"),))
DARFUR = Actor("darfur", "Darfur")
ISHAQ = Actor("ishaq", "Ishaq Dar")
BOOK = ActorBook([TALVEN, BERG, DARFUR, ISHAQ])


def span(words: str, actor_id: str | None = None, id_: str = "x", layer: str = "mine") -> Span:
    start = TEXT.index(words)
    part = Range(start, start + len(words))
    return Span(id_, "a", layer, "speaker", (part,), (words,), actor_id=actor_id)


def meant(words: str, *others: Span, actor_id: str | None = None) -> ActorsMeant:
    own = span(words, actor_id)
    article = Article(id="a", title="", text=TEXT, sha256="", language="en", direction="ltr")
    page = Page(article, spans=[own, *others])
    return actors_meant(page, own, BOOK, lexicon("en"), "en")


def test_the_actor_of_this_name_is_first_and_likely() -> None:
    found = meant("Jon Berg")
    assert found.actors[0] is BERG
    assert found.is_likely


def test_words_inside_a_name_mean_it_and_a_name_that_only_begins_alike_does_not() -> None:
    found = meant("Dar of Aldane")
    assert not found.is_likely
    found = meant("Darfur")
    assert found.actors[0] is DARFUR
    assert found.alias == "Darfur"


def test_who_shares_a_last_name_comes_before_who_was_named_just_before() -> None:
    talven, berg = Actor("new", "Talven, Ada"), Actor("other", "Jon Berg")
    many = [Actor(f"a{n}", f"Harbour Union {n}") for n in range(9)]
    book = ActorBook([TALVEN, talven, berg, *many])
    text = "Jon Berg spoke. Then Mayor Talven said so."
    article = Article(id="a", title="", text=text, sha256="", language="en", direction="ltr")

    def at(words: str, id_: str, actor: str | None = None) -> Span:
        part = Range(text.index(words), text.index(words) + len(words))
        return Span(id_, "a", "mine", "speaker", (part,), (words,), actor_id=actor)

    own = at("Mayor Talven", "x")
    page = Page(article, spans=[own, at("Jon Berg", "y", "other")])
    found = actors_meant(page, own, book, lexicon("en"), "en")
    assert [one.id for one in found.actors[:3]] == ["talven", "new", "other"]


def test_the_actor_it_has_stays_first() -> None:
    assert meant("Jon Berg", actor_id="talven").actors[0] is TALVEN


def test_equal_words_of_the_article_say_whom_they_mean() -> None:
    found = meant("The mayor", span("The mayor", "talven", "other"))
    assert found.actors[:2] == (TALVEN, BERG)


def test_a_role_an_actor_has_is_likely() -> None:
    found = meant("The mayor")
    assert (found.actors[0], found.is_likely) == (BERG, True)


def test_a_pronoun_means_who_was_named_just_before_and_is_no_alias() -> None:
    found = meant("She", span("Mira Talven", "talven", "m"), span("Jon Berg", "berg", "b"))
    assert found.actors[:2] == (BERG, TALVEN)
    assert (found.is_likely, found.alias) == (True, "")
    assert not meant("She").is_likely


def test_marks_of_others_say_nothing() -> None:
    found = meant("She", span("Mira Talven", "talven", "m", layer="theirs"))
    assert not found.is_likely


def test_every_actor_comes_once_and_those_of_the_text_before_the_others() -> None:
    found = meant("Aldane")
    assert found.actors == (DARFUR, BERG, TALVEN, ISHAQ)
    assert not found.is_likely


def test_the_words_of_an_actor_are_those_before_the_span() -> None:
    own, first = span("She"), span("Mira Talven", "talven", "m")
    article = Article(id="a", title="", text=TEXT, sha256="", language="en", direction="ltr")
    page = Page(article, spans=[own, first])
    assert nearest_span_of(page, own, TALVEN, BOOK) == first.parts[0]
    assert nearest_span_of(page, own, BERG, BOOK) is None
