"""The coding scheme as a page of its own, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.reading_copy import markup, style
from annotator.formats.reading_copy.scheme_words import scheme_words
from annotator.language import current, is_right_to_left, tr

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme

FILE = "codebook.html"


def scheme_page(scheme: Scheme, title: str) -> str:
    """Give the page: every type, link, attribute and value with what the scheme tells of it."""
    direction = "rtl" if is_right_to_left() else "ltr"
    named = tr("{title}: coding scheme", title=title)
    head = markup.opening(
        *(named, style.for_browsers(scheme), markup.GENERATOR),
        language=current(),
        direction=direction,
    )
    body = markup.tag("h1", markup.words(named), dir=markup.OWN)
    section = markup.tag("section", scheme_words(scheme), id="scheme")
    return f"{head}<main>\n{body}\n{section}\n</main>\n{markup.CLOSING}"
