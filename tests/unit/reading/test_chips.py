"""What of the selected statement lies out of sight."""

from __future__ import annotations

from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Span
from annotator.reading.chips import chips
from annotator.text.ranges import Range

TEXT = "one two three four five six seven eight nine ten"


def page() -> Page:
    spans = []
    at = 0
    for word in TEXT.split():
        spans.append(Span(word, "a", "mine", "entity", (Range(at, at + len(word)),), (word,)))
        at += len(word) + 1
    return Page(Article(id="a", title="", text=TEXT, sha256=""), spans=spans)


SEEN = Range(TEXT.index("four"), TEXT.index("seven"))


def test_what_is_in_view_has_no_chip() -> None:
    found = chips(page(), {"five", "six"}, SEEN)
    assert found.above == found.below == ()


def test_the_nearest_comes_first_at_each_edge() -> None:
    found = chips(page(), {"one", "three", "seven", "ten"}, SEEN)
    assert [chip.words for chip in found.above] == ["three", "one"]
    assert [chip.words for chip in found.below] == ["seven", "ten"]


def test_no_more_are_named_than_there_is_room_for() -> None:
    found = chips(page(), {"seven", "eight", "nine", "ten"}, SEEN, limit=3)
    assert len(found.below) == 3


def test_long_words_are_cut_at_a_blank() -> None:
    words = "the Foreign Minister and Deputy Prime Minister of it all"
    span = Span("s", "a", "mine", "speaker", (Range(0, len(words)),), (words,))
    article = Article(id="a", title="", text=words + " " * 50, sha256="")
    found = chips(Page(article, spans=[span]), {"s"}, Range(80, 90))
    assert found.above[0].words == "the Foreign Minister and…"


def test_an_unknown_span_has_no_chip() -> None:
    assert chips(page(), {"gone"}, SEEN).above == ()
