"""What comes again is named with the line in which it does, whatever else has its hash."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.errors import CannotRead
from annotator.formats.lossless import twice
from annotator.model.json_lines import LinePlace

SPAN = {"kind": "span", "id": "s"}
LINK = {"kind": "link", "id": "k", "type": "said_by", "from": "s", "to": "t"}
DECISION = {"kind": "decision", "id": "d", "layer": "l", "about": {"kind": "span", "id": "s"}}
ARTICLE = {"kind": "article", "id": "a", "sha256": "0a"}
LINES: list[dict[str, Any]] = [{"kind": "header"}, ARTICLE, SPAN, LINK, DECISION]


def _check(again: dict[str, Any], **doubled: object) -> None:
    lines = [json.dumps(one).encode() + b"\n" for one in (*LINES, again)]
    hashes = {kind: frozenset({hash(one)}) for kind, one in doubled.items()}
    twice.check(lines, hashes, LinePlace("x.jsonl"))


@pytest.mark.parametrize(
    ("again", "kind", "key", "said"),
    [
        (SPAN, "span", "s", "the id s is there twice"),
        ({**ARTICLE, "id": "b"}, "text", "0a", "there is the same text twice"),
        ({**ARTICLE, "sha256": "0b"}, "article", "a", "the id a is there twice"),
        ({**LINK, "id": "m"}, "tie", ("said_by", "s", "t"), "there is the same link twice"),
        (
            {**DECISION, "id": "e"},
            *("judged", ("s", "l")),
            "a layer decides about the same thing twice",
        ),
    ],
)
def test_the_second_is_named(again: dict[str, Any], kind: str, key: object, said: str) -> None:
    with pytest.raises(CannotRead, match=f"x.jsonl, line 6: {said}"):
        _check(again, **{kind: key})
    # Of one kind each: a link may have the id of a span.
    _check({**again, "id": "other", "sha256": "0c", "type": "cued_by", "layer": "m"}, **{kind: key})


def test_what_only_has_the_hash_of_another_is_none_that_comes_again() -> None:
    _check({**SPAN, "id": "other"}, span="s")
    _check({**LINK, "id": "s", "type": "cued_by"}, span="s")
