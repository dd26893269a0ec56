"""The suite for every format that is read and written: out, in again, and nothing lost unsaid.

`check_round_trip` goes through the public calls only: what a format of its own file can be.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotator.formats.base import ReadOptions, WriteOptions
from annotator.formats.export import export
from annotator.formats.sources import Source
from annotator.model.bundle import LossKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from annotator.formats.base import Format
    from annotator.model.bundle import Bundle, Content

COUNTED = ("article", "span", "part", "link", "region", "note", "decision", "attribute")


def check_round_trip(
    chosen: Format, bundle: Bundle, folder: Path, options: WriteOptions | None = None
) -> None:
    """Export, read back with the format's own reader, compare; raises `AssertionError`."""
    to = folder / chosen.default_name("out")
    report = export(bundle, chosen, to, options or WriteOptions())
    assert report.verified
    assert chosen.is_own(to)
    names = sorted(one.name for one in to.iterdir()) if to.is_dir() else [""]
    assert names in ([], [""]) or names == sorted(report.plan.files)
    back = [
        chosen.read(Source.of_path(to / name if name else to), ReadOptions()).bundle
        for name in names
    ]
    contents = [content for one in back for content in one.contents]
    _check_texts(bundle.contents, contents)
    dropped = Counter(
        {one.item: one.n for one in report.plan.losses if one.fate is LossKind.DROPPED}
    )
    missing = held(bundle.contents, bundle.decisions) - held(
        contents, [decision for one in back for decision in one.decisions]
    )
    assert {name: missing[name] for name in COUNTED} == {name: dropped[name] for name in COUNTED}


def held(contents: Iterable[Content], decisions: Iterable[object]) -> Counter[str]:
    """Count what there is of each kind."""
    found: Counter[str] = Counter(decision=len(tuple(decisions)))
    for one in contents:
        marks = (*one.spans, *one.links)
        found += Counter(
            article=1,
            span=len(one.spans),
            part=sum(len(span.parts) for span in one.spans),
            link=len(one.links),
            region=len(one.regions),
            note=len(one.notes),
            decision=len(one.decisions),
            attribute=sum(len(mark.attributes) for mark in marks),
        )
    return found


def _check_texts(wanted: Iterable[Content], found: Iterable[Content]) -> None:
    """Each article has its text, each span that came back its type, its place and its words."""
    by_sum = {one.article.sha256: one for one in found}
    for content in wanted:
        back = by_sum[content.article.sha256]
        text = content.article.text
        assert back.article.text == text
        there = Counter((span.type, span.parts) for span in content.spans)
        assert Counter((span.type, span.parts) for span in back.spans) <= there
        for span in back.spans:
            assert span.quotes == tuple(text[start:end] for start, end in span.parts)
