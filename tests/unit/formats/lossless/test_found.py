"""What a file said is known by its kind, and which article replaces one that is not there."""

from __future__ import annotations

from annotator.formats.lossless.found import FoundSoFar
from annotator.formats.lossless.known_marks import home_of


def test_articles_have_numbers_and_marks_homes() -> None:
    found = FoundSoFar()
    for article_id, n in (("a", 7), ("b", 0), ("c", 12)):
        found.add_article(article_id, n, None)
    found.few["layer"]["l"] = layer = object()
    found.marks["span"].come_to(2)
    found.marks["span"].here[hash("s")] = home_of(2, 1)
    assert [found.of("article", one) for one in "abcd"] == [0, 1, 2, None]
    assert [found.n_characters(one) for one in range(3)] == [7, 0, 12]
    assert found.of("layer", "l") is layer
    assert found.of("layer", "a") is None
    assert found.of("span", "s") == home_of(2, 1)
    assert found.of("link", "s") is None


def test_an_article_replaces_only_one_that_stands_before_it() -> None:
    found = FoundSoFar()
    for article_id, replaces in (("a", "b"), ("b", "a"), ("c", "none"), ("d", "d"), ("e", None)):
        found.add_article(article_id, 1, replaces)
    assert found.dangling() == {"a", "c", "d"}


def test_what_came_more_than_once_is_known_by_its_kind() -> None:
    found = FoundSoFar()
    found.once["text"].add([1, 2, 3])
    found.once["tie"].add([1])
    assert found.doubled() == {}
    found.once["text"].add_one(2)
    found.once["tie"].add_one(4)
    assert found.doubled() == {"text": frozenset({2})}
