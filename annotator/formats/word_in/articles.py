"""The articles in a Word file: one; or those that this program wrote, known by its two styles.

Our files have a heading and a line of facts before each text; without them the text is the
article's again, to the character, also after Word or LibreOffice saved it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.formats.word_in.package import WordFile
    from annotator.formats.word_in.stories import Anchor, Story, WordLine

_HEADING, _FACTS = "heading 1", "facts"
_TITLE = "title"
_BETWEEN = " · "
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_KEPT_FORWARD = re.compile(r"^\u200e(?=\d)")
"""The sign that keeps figures forward in an article from right to left."""
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class WordText:
    """A text of a Word file. `fields` are what the file says of it, by names of the masthead.

    `ranges` and `marks` are where comments are, by their ids: what they cover, and, where that is
    nothing, the text in which they stand.
    """

    text: str
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    is_ours: bool = False
    ranges: dict[str, Range] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)


def texts_of(file: WordFile) -> list[WordText]:
    """Give the texts in a file with the places of its comments; none where it has no words."""
    stories = file.stories()
    ours = _our_places(stories[0].lines, file.styles)
    if ours:
        texts = [_ours(stories[0].lines, *one) for one in ours]
        _put_anchors(texts, file.anchors(), {stories[0]: 0}, _starts(stories[0].lines, ours))
        return texts
    starts: dict[Story, int] = {}
    at = 0
    for story in stories:
        starts[story] = at
        at += story.at + 1
    text = WordText("\n".join(one.text for one in stories), _title(stories[0].lines, file.styles))
    _put_anchors([text], file.anchors(), starts, [0])
    return [text] if text.text.strip() else []


def _title(lines: Sequence[WordLine], styles: Mapping[str, str]) -> str:
    named = (line.text for line in lines if styles.get(line.style) == _TITLE)
    return next((one.strip() for one in named if one.strip()), "")


# --- ours ---------------------------------------------------------------------------------------


def _our_places(lines: Sequence[WordLine], styles: Mapping[str, str]) -> list[tuple[int, int]]:
    """Give from which line to which the articles of a file of ours go; none for other files."""
    kinds = [styles.get(line.style, "") for line in lines]
    heads = [n for n, pair in enumerate(pairwise(kinds)) if pair == (_HEADING, _FACTS)]
    if heads[:1] != [0]:
        return []
    return [*zip(heads, [*heads[1:], len(lines)], strict=True)]


def _starts(lines: Sequence[WordLine], places: Sequence[tuple[int, int]]) -> list[int]:
    end = lines[-1].start + len(lines[-1].text) + 1
    return [lines[first + 2].start if first + 2 < len(lines) else end for first, _ in places]


def _ours(lines: Sequence[WordLine], first: int, end: int) -> WordText:
    text = "\n".join(line.text for line in lines[first + 2 : end])
    return WordText(text, lines[first].text, _facts(lines[first + 1].text), is_ours=True)


def _facts(line: str) -> dict[str, str]:
    """Give what a line of facts says: outlet, date, byline and address, each where it is sure."""
    found: dict[str, str] = {}
    pieces = [_KEPT_FORWARD.sub("", one) for one in line.split(_BETWEEN)] if line else []
    if pieces and _ADDRESS.fullmatch(pieces[-1]):
        found["url"] = pieces.pop()
    dates = [n for n, one in enumerate(pieces) if _DATE.fullmatch(one)]
    if len(dates) == 1:
        (n,) = dates
        found["date"] = pieces[n]
        around = {"outlet": _BETWEEN.join(pieces[:n]), "byline": _BETWEEN.join(pieces[n + 1 :])}
        found |= {name: value for name, value in around.items() if value}
    return found


# --- where comments are ---------------------------------------------------------------------------


def _put_anchors(
    texts: Sequence[WordText],
    anchors: Mapping[str, Anchor],
    starts: Mapping[Story, int],
    begins: Sequence[int],
) -> None:
    """Put each comment at its place: `starts` of stories in the whole, `begins` of texts in it."""

    def place(at: tuple[Story, int] | None) -> int | None:
        return None if at is None or at[0] not in starts else starts[at[0]] + at[1]

    for number, anchor in anchors.items():
        start, end, mark = place(anchor.start), place(anchor.end), place(anchor.mark)
        at = mark if start is None else start
        if at is None or not texts:
            continue
        n = max(bisect_right(begins, at) - 1, 0)
        if start is not None and end is not None:
            # What is marked may begin in a heading: then it goes on in the text below.
            for m in range(n, bisect_left(begins, end, n + 1)):
                held = _held(texts[m], start - begins[m], end - begins[m])
                if held is not None:
                    texts[m].ranges[number] = held
                    break
            else:
                texts[n].marks.add(number)
        else:
            texts[n].marks.add(number)


def _held(text: WordText, start: int, end: int) -> Range | None:
    """Give what a range has of a text, without blanks at its edges (in ours: line ends alone)."""
    words = text.text[max(start, 0) : max(end, 0)]
    blanks = "\n" if text.is_ours else None
    begin = max(start, 0) + len(words) - len(words.lstrip(blanks))
    held = words.strip(blanks)
    return Range(begin, begin + len(held)) if held else None
