"""The articles of a file come with what belongs to them, whether it is of the usual form or not."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.formats.base import ReadOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.lossless import usual_marks
from annotator.formats.lossless.contents import article_of, cells_of
from annotator.formats.lossless.waiting import WaitingMarks
from annotator.formats.sources import Source
from annotator.model.article import TextSize
from annotator.model.layer import State
from tests import bundles, exports

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from annotator.model.bundle import Bundle


def _read(data: bytes) -> Bundle:
    bundle = JsonLines().read(Source("x.jsonl", data=data), ReadOptions()).bundle
    assert bundle is not None
    return bundle


def _marks(bundle: Bundle) -> list[tuple[object, ...]]:
    return [
        (one.article, one.states, one.spans, one.links, one.notes, one.decisions)
        for one in bundle.contents
    ]


def test_marks_are_the_same_whichever_way_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports.write(JsonLines(), bundles.full(), tmp_path / "full.jsonl")
    data = (tmp_path / "full.jsonl").read_bytes()
    by_hand = _marks(_read(data))
    assert any(one[2] for one in by_hand)
    monkeypatch.setattr(usual_marks, "usual", lambda _line: None)
    assert _marks(_read(data)) == by_hand


def test_marks_of_both_ways_in_turns_keep_their_order(tmp_path: Path) -> None:
    exports.write(JsonLines(), bundles.full(), tmp_path / "full.jsonl")
    lines = (tmp_path / "full.jsonl").read_text(encoding="utf-8").split("\n")[:-2]
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for n, one in enumerate(records):
        # A key nobody knows makes a line one that is not read by hand.
        lines[n] = json.dumps({**one, "more": 1} if n % 2 else one, separators=(",", ":"))
    body = "".join(f"{line}\n" for line in lines).encode()
    counts = Counter(one["kind"] for one in records)
    end = {"kind": "end", "counts": counts, "sha256": hashlib.sha256(body).hexdigest()}
    wanted = _marks(_read((tmp_path / "full.jsonl").read_bytes()))
    assert _marks(_read(body + json.dumps(end).encode() + b"\n")) == wanted


def test_an_article_is_after_waiting_what_it_was_before() -> None:
    every = [one.article for one in bundles.full().contents]
    without_text = replace(every[0], text="", left_out=TextSize(7))
    waiting = WaitingMarks()
    for n, article in enumerate((*every, without_text)):
        waiting.add_article(cells_of(n, article, {"l": State.DONE}))
    found = [article_of(waiting.article(n)) for n in range(waiting.n_articles)]
    assert found == [(n, one, {"l": State.DONE}) for n, one in enumerate((*every, without_text))]


def test_marks_come_in_any_order(tmp_path: Path) -> None:
    exports.write(JsonLines(), bundles.full(), tmp_path / "full.jsonl")
    lines = (tmp_path / "full.jsonl").read_text(encoding="utf-8").split("\n")[:-2]
    kinds = [json.loads(line)["kind"] for line in lines]
    wanted = _marks(_read((tmp_path / "full.jsonl").read_bytes()))
    for kind in ("region", "span", "link", "note", "decision"):
        first, n = kinds.index(kind), kinds.count(kind)
        lines[first : first + n] = reversed(lines[first : first + n])
    body = "".join(f"{line}\n" for line in lines).encode()
    end = {"kind": "end", "counts": Counter(kinds), "sha256": hashlib.sha256(body).hexdigest()}
    found = _marks(_read(body + json.dumps(end).encode() + b"\n"))
    for one, other in zip(found, wanted, strict=True):
        assert one[:2] == other[:2]
        for some, others in zip(one[2:], other[2:], strict=True):
            assert some[::-1] == others  # type: ignore[index]
