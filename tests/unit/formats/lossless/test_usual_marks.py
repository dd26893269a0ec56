"""Only marks that fit what stood before them are taken; one that does not leaves nothing behind."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from annotator.formats.lossless import records, usual_marks
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
        self.found: dict[str, dict[Any, Any]] = {
            "article": {"a": ARTICLE, "b": replace(ARTICLE, id="b")},
            **{"layer": {"l": 1, "m": 1}, "actor": {"x": 1}, "span": {}, "link": {}},
        }
        self.once: set[int] = set()
        self.waiting = WaitingMarks()
        self.marks = UsualMarks(self.found, self.once, self.waiting)
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
        """Give all that taking a mark changes."""
        waiting = [[*self.waiting.of(one)] for one in ("a", "b")]
        n = [self.waiting.n_of(one) for one in ("a", "b")]
        return copy.deepcopy((self.found, self.once, waiting, n))


def test_marks_that_fit_are_taken() -> None:
    reading = Reading()
    assert reading.takes(LINK)
    assert reading.takes(replace(LINK, id="other", type="cued_by"))
    assert reading.found["link"][hash("k")] is reading.found["span"][hash("s")]
    assert [one[0] for some in reading.waiting.of("a") for one in some] == [
        *("s", "t", "of m", "k", "other")
    ]


@pytest.mark.parametrize(
    "mark",
    [
        SPAN,
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
    before = reading.state()
    assert not reading.takes(mark)
    assert reading.state() == before


def test_the_same_link_is_taken_once() -> None:
    reading = Reading()
    assert reading.takes(LINK)
    before = reading.state()
    assert not reading.takes(LINK)
    assert not reading.takes(replace(LINK, id="again"))
    assert reading.state() == before


def test_a_span_behind_links_is_left_to_others() -> None:
    assert not Reading().takes(replace(SPAN, id="n"), may_be_span=False)


def test_more_marks_than_anybody_makes_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading()
    monkeypatch.setattr(usual_marks, "MOST_MARKS", reading.waiting.n_of("a") + 1)
    assert reading.takes(replace(SPAN, id="n"))
    assert not reading.takes(replace(SPAN, id="m"))
