"""A passage that is copied, with where it stands: outlet, date, characters; plain and rich."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.reading.covered import seen_text
from annotator.text.script import direction
from annotator.text.words import in_marks, isolated

if TYPE_CHECKING:
    from annotator.reading.covered import RegionedArticle
    from annotator.text.ranges import Range


class CopiedPassage(NamedTuple):
    """Words for the clipboard, for programs without looks and with."""

    plain: str
    rich: str


def passage_of(page: RegionedArticle, at: Range) -> CopiedPassage:
    """Give a passage in quotation marks with its reference behind it.

    The numbers are those of every export and of the command line: code points, half-open. What a
    kit hides or covers is in neither; an article without an outlet is named by its title.
    """
    from html import escape  # with all names of signs: when something is copied

    article = page.article
    words = in_marks(at.of(seen_text(page)))
    place = tr("characters {start}–{end}", start=at.start, end=at.end)
    parts = (article.outlet or article.title, article.date or "", place)
    is_far = direction(words) == "rtl"
    plain = ", ".join(
        isolated(one) if is_far or direction(one) == "rtl" else one for one in parts if one
    )
    turned = ' dir="rtl"' if is_far else ""
    lines = "<br>".join(escape(line) for line in words.split("\n"))
    rich = ", ".join(f"<bdi>{escape(one)}</bdi>" for one in parts if one)
    return CopiedPassage(f"{words} ({plain})", f"<p{turned}>{lines} ({rich})</p>")
