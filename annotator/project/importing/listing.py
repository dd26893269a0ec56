"""The list of a source whose articles are read bit by bit: what each is, its text packed.

All of a corpus never fits; to be looked at, an article needs its fields and its text alone.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.bundle import Bundle, Content

_FAST = 1
"""How hard texts are packed: a text of 3,000 characters takes 60 µs and a third of its room."""


@dataclass(slots=True)
class Listing:
    """Bundles whose articles are all in memory: in place of those read bit by bit without marks.

    The texts of these are in `packed`, by their checksums.
    """

    bundles: list[Bundle] = field(default_factory=list)
    packed: dict[str, bytes] = field(default_factory=dict)

    def read_bit_by_bit(self) -> list[Bundle]:
        """Give those of which only the list is in memory."""
        every = (one for one in self.bundles if one.texts())
        return [one for one in every if one.texts()[0].article.sha256 in self.packed]


def listing_of(bundles: Iterable[Bundle], *, is_wanted: bool) -> Listing:
    """Give what can be listed; going through what is read bit by bit takes its time."""
    found = Listing()
    for one in bundles:
        # A project of ours is taken as it is.
        if one.texts() or one.project_id or not is_wanted:
            found.bundles.append(one)
        else:
            light = tuple(_light(content, found.packed) for content in one.contents)
            found.bundles.append(replace(one, contents=light))
    return found


def _light(content: Content, packed: dict[str, bytes]) -> Content:
    article = content.article
    packed[article.sha256] = zlib.compress(article.text.encode("utf-8"), _FAST)
    bare = replace(article, text="")
    return replace(content, article=bare, spans=(), links=(), notes=(), decisions=())


def whole(content: Content, packed: bytes) -> Content:
    """Give an article with its text."""
    text = zlib.decompress(packed).decode("utf-8")
    return replace(content, article=replace(content.article, text=text))
