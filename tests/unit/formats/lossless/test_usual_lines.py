"""What is read by hand of a mark is what is read key by key; what is otherwise is left to that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from annotator.errors import CannotRead
from annotator.formats.lossless import records
from annotator.formats.lossless.usual_lines import links_of, spans_of, usual
from annotator.model.json_lines import LinePlace, record_of
from annotator.model.span import How, Link, Span
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = 'We "will" not \\ wait, she said. 😀 Nobody waits.'
SPAN = Span(
    "span-1",
    "article-1",
    "layer-1",
    "claim",
    (Range(0, 9), Range(14, 15)),
    (TEXT[0:9], TEXT[14:15]),
    attributes={"stance": 'so "so"', "directness": "direct"},
    actor_id="actor-1",
    confidence=875,
    how=How.TAKEN,
    source_id="span-0",
    by="coder-1",
    created="2026-03-01T10:32:00Z",
    changed="2026-03-02T10:32:00Z",
)
LINK = Link(
    "link-1", "article-1", "layer-1", "said_by", "span-1", "span-2", {"a": "b"}, 1, "coder-1", "now"
)
PLAIN = Span("span-2", "article-1", "layer-1", "cue", (Range(32, 33),), ("😀",))
BARE = Link("link-2", "article-1", "layer-1", "cued_by", "span-1", "span-2")


def _by_hand(line: bytes) -> Span | Link | None:
    found = usual(line)
    if found is None:
        return None
    kind, article_id, words, cells = found
    if kind == "link":
        return links_of([cells], "article-1")[0]
    (made,) = spans_of([cells], article_id, TEXT)
    return made if words == [*made.quotes] else None


def _key_by_key(line: bytes) -> Span | Link:
    place = LinePlace("x.jsonl")
    record = record_of(line, place)
    kind = record.get("kind")
    if kind not in ("span", "link"):
        raise place.wrong("neither")
    made = (
        records.span(record, place) if kind == "span" else records.link(record, place, "article-1")
    )
    if place.unknown:
        raise place.wrong("a key that nobody knows")
    return made


@pytest.mark.parametrize("mark", [SPAN, PLAIN, LINK, BARE])
def test_a_mark_as_it_is_written_is_read_by_hand(mark: Span | Link) -> None:
    record = records.of_span(mark) if isinstance(mark, Span) else records.of_link(mark)
    line = records.line(record).encode()
    assert _by_hand(line) == _key_by_key(line) == mark


ODD: list[Any] = [None, "", "x", "hand", 0, 1, -1, 1.5, 0.25, True, [], {}, [[0, 2]], [[0, 2, 3]]]
ODD += [["We"], [1], {"a": 1}, {"": "x"}, {"a": "x"}, [[True, 2]], [["0", "2"]], [[0, 1e3]], "\x7f"]


@pytest.mark.parametrize("mark", [SPAN, LINK])
def test_what_is_read_by_hand_is_right_whatever_stands_there(mark: Span | Link) -> None:
    record = records.of_span(mark) if isinstance(mark, Span) else records.of_link(mark)
    n_by_hand = 0
    for inside in (record, record["created"]):
        for key in [*inside]:
            before = inside.pop(key)
            n_by_hand += _is_right(json.dumps(record, ensure_ascii=False))
            for odd in ODD:
                inside[key] = odd
                for ascii_only in (True, False):
                    n_by_hand += _is_right(json.dumps(record, ensure_ascii=ascii_only))
            inside[key] = before
        inside["more"] = "x"
        assert not _is_right(json.dumps(record, ensure_ascii=False))
        del inside["more"]
    assert n_by_hand > 50


LINE = records.line(records.of_span(PLAIN)).removesuffix("\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace('"type":', '"type":"claim","type":'),
        lambda line: line.replace('"type":', '"type" :"claim","type":'),
        lambda line: line.replace('"by":', '"by":"me","by":'),
        lambda line: line.replace('"attributes":{', '"attributes":{"a":"1","a":"2"'),
        lambda line: line.replace('"attributes":{', '"attributes":{"\\"":"1","\\"":"2"'),
        lambda line: line.replace('"attributes":{', '"attributes":{"\\\\":"1","\\\\":"2"'),
        lambda line: line.replace('"confidence":null', '"confidence":NaN'),
        lambda line: line.replace('"confidence":null', '"confidence":1e999'),
        lambda line: line.replace("cue", "\\ud83d"),
        lambda line: line.replace("[32,33]", "[" * 400 + "]" * 400),
        lambda line: line.replace("[32,33]", "[" * 200_000),
        lambda line: line.replace("32", "9" * 5_000),
        lambda line: line + "{}",
        lambda line: "\ufeff" + line,
        lambda line: f"[{line}]",
        lambda line: '"kind"',
        lambda line: line.replace('"kind":"span"', '"kind":["span"]'),
        lambda line: line.replace('"how":"hand"', '"how":["hand"]'),
    ],
)
def test_a_line_with_a_fault_is_not_read_by_hand(change: Callable[[str], str]) -> None:
    line = change(LINE)
    assert line != LINE
    assert usual(f"{line}\n".encode("utf-8", "surrogatepass")) is None


@pytest.mark.parametrize("line", [b"", b"\n", b"\xff\n", b"{\n", LINE.encode(), b"{}\n"])
def test_what_is_no_whole_line_is_not_read_by_hand(line: bytes) -> None:
    assert usual(line) is None


def _is_right(line: str) -> bool:
    """Say whether a line was read by hand; it may be only if it says the same key by key."""
    whole = f"{line}\n".encode("utf-8", "surrogatepass")
    by_hand = _by_hand(whole)
    if by_hand is None:
        return False
    try:
        assert by_hand == _key_by_key(whole)
    except CannotRead as problem:
        raise AssertionError(line) from problem
    return True
