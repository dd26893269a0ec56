"""Only marks that fit what stood before them are taken; one that does not leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.formats.lossless import records, usual_marks
from annotator.formats.lossless.contents import cells_of
from annotator.formats.lossless.found import FoundSoFar
from annotator.formats.lossless.usual_marks import UsualMarks
from annotator.formats.lossless.waiting import WaitingMarks
from annotator.model.article import Article
from annotator.model.span import Link, Span
from annotator.text.ranges import Range

ARTICLE = Article(id="a", title="Title", text="We will wait.", sha256="0" * 64)
SPAN = Span("s", "a", "l", "claim", (Range(0, 2), Range(3, 7)), ("We", "will"), actor_id="x")
LINK = Link("k", "a", "l", "said_by", "s", "t")


class Reading:
    """A file in which an article with two spans stood already."""

    def __init__(self) -> None:
        self.found, self.waiting = FoundSoFar(), WaitingMarks()
        for one in ("a", "b"):
            self.found.add_article(one, len(ARTICLE.text), None)
            self.waiting.add_article(cells_of(1, replace(ARTICLE, id=one), {}))
        self.found.layers.update(l=0, m=1)
        self.found.few["actor"]["x"] = 1
        self.marks = UsualMarks(self.found, self.waiting)
        assert self.takes(SPAN)
        assert self.takes(replace(SPAN, id="t"))
        assert self.takes(replace(SPAN, id="of m", layer_id="m"))
        assert self.takes(replace(SPAN, id="of b", article_id="b", actor_id=None))

    def takes(self, mark: Span | Link, *, may_be_span: bool = True) -> bool:
        """Say whether a mark is taken."""
        record = records.of_span(mark) if isinstance(mark, Span) else records.of_link(mark)
        kind = self.marks.take(records.line(record).encode(), may_be_span=may_be_span)
        assert kind in ("", record["kind"])
        return kind != ""

    def state(self) -> tuple[object, ...]:
        """Give all that taking a mark changes; none is taken behind that."""
        waiting = [[*self.waiting.of(one)] for one in (0, 1)]
        n = [self.waiting.n_of(one) for one in (0, 1)]
        known = [
            (name, one.home(hash(name)))
            for one in self.found.marks.values()
            for name in ("s", "t", "n", "k", "of m", "of b")
        ]
        return waiting, n, known, self.found.doubled()


def test_marks_that_fit_are_taken() -> None:
    reading = Reading()
    assert reading.takes(LINK)
    assert reading.takes(replace(LINK, id="other", type="cued_by"))
    spans, links = (reading.found.marks[kind] for kind in ("span", "link"))
    assert links.home(hash("k")) == spans.home(hash("s")) == 0
    assert [one[0] for some in reading.waiting.of(0) for one in some] == [
        *("s", "t", "of m", "k", "other")
    ]


@pytest.mark.parametrize(
    "mark",
    [
        replace(SPAN, id="of b", article_id="b"),
        replace(SPAN, id="n", article_id="none"),
        replace(SPAN, id="n", layer_id="none"),
        replace(SPAN, id="n", actor_id="none"),
        replace(SPAN, id="n", quotes=("We", "wall")),
        replace(SPAN, id="n", parts=(Range(3, 7), Range(0, 2)), quotes=("will", "We")),
        replace(SPAN, id="n", parts=(Range(0, 2), Range(1, 2)), quotes=("We", "e")),
        replace(SPAN, id="n", parts=(Range(0, 0),), quotes=("",)),
        replace(SPAN, id="n", parts=(Range(-1, 0),), quotes=("",)),
        replace(SPAN, id="n", parts=(Range(8, 99),), quotes=("wait.",)),
        replace(LINK, source_id="none"),
        replace(LINK, target_id="none"),
        replace(LINK, target_id="s"),
        replace(LINK, target_id="of m"),
        replace(LINK, target_id="of b"),
        replace(LINK, layer_id="m"),
    ],
)
def test_a_mark_that_does_not_fit_is_left_to_others(mark: Span | Link) -> None:
    reading = Reading()
    assert not reading.takes(mark)
    assert reading.state() == Reading().state()


def test_the_same_link_is_taken_once() -> None:
    reading = Reading()
    other = Reading()
    assert reading.takes(LINK)
    assert other.takes(LINK)
    assert not reading.takes(LINK)
    # That another ties the same is seen at the end of the file.
    assert other.takes(replace(LINK, id="again"))
    assert {*other.found.doubled()} == {"tie"}
    assert not reading.found.doubled()


def test_an_id_of_another_article_is_seen_at_the_end_of_the_file() -> None:
    reading = Reading()
    assert reading.takes(SPAN)
    assert reading.found.doubled() == {"span": {hash("s")}}


def test_a_span_behind_links_is_left_to_others() -> None:
    assert not Reading().takes(replace(SPAN, id="n"), may_be_span=False)


def test_more_marks_than_anybody_makes_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading()
    monkeypatch.setattr(usual_marks, "MOST_MARKS", reading.waiting.n_of(0) + 1)
    assert reading.takes(replace(SPAN, id="n"))
    assert not reading.takes(replace(SPAN, id="m"))
