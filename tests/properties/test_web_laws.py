"""Laws of saved pages: whatever the markup, every character shown is there, in order.

`PAGES_ROUNDS` tries more and other ones.
"""

import os
from contextlib import suppress
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import CannotRead
from annotator.formats.base import ReadOptions
from annotator.formats.html import SavedPage
from annotator.formats.sources import Source
from annotator.project.importing.parsing import with_proposals
from benchmarks.pages import markup, pages

ROUNDS = int(os.environ.get("PAGES_ROUNDS", "40"))
LETTERS = st.characters(
    codec="utf-8", exclude_characters="<>&\x00\r\ufeff", exclude_categories=("Cc", "Cn")
)
WORDS = st.text(LETTERS, max_size=30)
OPENED = ("p", "div class=comments", "br", "b", "table", "tr", "td", "li", "h1", "a href=x", "nav")
CLOSED = ("/p", "/div", "/b", "/h1", "/a", "/nav", "/td", "/table", "/body")
TAGS = st.sampled_from([f"<{name}>" for name in (*OPENED, *CLOSED)])


def read(data: bytes) -> None:
    (content,) = SavedPage().read(Source("page.html", data=data), ReadOptions()).bundle.contents
    proposed = with_proposals(content)
    length = len(content.article.text)
    for one in proposed.proposed_regions:
        assert 0 <= one.at.start < one.at.end <= length
    for field in proposed.proposed_fields:
        assert field.at is None or 0 <= field.at.start <= field.at.end <= length
    assert content.judged is not None
    assert all(0 <= at.start < at.end <= length for at in content.judged)


@given(st.lists(st.one_of(TAGS, WORDS), max_size=25))
def test_all_words_between_tags_are_in_the_text_in_their_order(pieces: list[str]) -> None:
    source = Source("page.html", data=("<p>." + "".join(pieces)).encode())
    (content,) = SavedPage().read(source, ReadOptions()).bundle.contents
    shown = "".join(one for one in pieces if not one.startswith("<"))
    assert "".join(content.article.text.split()) == "." + "".join(shown.split())
    read(source.data)


@settings(max_examples=1, deadline=None)
@given(st.just(7))
def test_pages_with_bytes_changed_anywhere_are_read_or_refused(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same changes each time
    every = [markup(page).encode() for page in pages()]
    for n in range(ROUNDS):
        data = bytearray(every[n % len(every)])
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = data[: chance.randrange(1, len(data))] if n % 3 == 0 else data
        with suppress(CannotRead):
            read(bytes(cut))
