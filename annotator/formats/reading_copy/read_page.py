"""A page of reading copies read back with a parser: each article's text, its marks and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from annotator.formats.reading_copy.markup import POLICY
from annotator.language import tr
from annotator.text.ranges import Range, union

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 16
_FORBIDDEN = frozenset({"script", "iframe", "object", "embed", "link", "base", "form", "img"})


@dataclass(slots=True)
class FoundMark:
    """A mark as a page has it: what its place says, and the words that lie in it."""

    type: str
    layer: str
    parts: tuple[Range, ...]
    shown: list[Range] = field(default_factory=list)


@dataclass(slots=True)
class PageArticle:
    """An article as a page has it; `marks` by their ids."""

    id: str
    sha256: str
    text: str = ""
    marks: dict[str, FoundMark] = field(default_factory=dict)


class PageReader(HTMLParser):
    """Goes through a page; raises `ValueError` for what none of ours has."""

    def __init__(self) -> None:
        """Begin."""
        super().__init__(convert_charrefs=True)
        self.articles: list[PageArticle] = []
        self.n_statements = 0
        self.has_policy = False
        self._article: PageArticle | None = None
        self._by_number: dict[str, FoundMark] = {}
        self._inside: list[tuple[str, int]] = []
        self._pieces: list[str] = []
        self._shown: list[tuple[str, Range]] = []
        self._at = 0
        self._is_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what begins."""
        said = {name: value or "" for name, value in attrs}
        if tag in _FORBIDDEN or any(name.startswith("on") or name == "src" for name in said):
            raise ValueError(tr("there is <{tag}> in it, which runs or loads something", tag=tag))
        self.has_policy |= tag == "meta" and said.get("content") == POLICY
        self.n_statements += "data-statement" in said
        if tag == "article":
            self._article = PageArticle(said["data-id"], said["data-sha256"])
            self._by_number, self._pieces, self._shown, self._at = {}, [], [], 0
        elif tag == "p" and "text" in said.get("class", "").split():
            self._is_text = True
            if self._pieces:
                self._add("\n")
            self._pieces.append("")
        elif tag == "a" and "data-id" in said and self._article is not None:
            places = (one.partition("-") for one in said["data-parts"].split())
            parts = tuple(Range(int(start), int(end)) for start, _, end in places)
            mark = FoundMark(said["data-type"], said["data-layer"], parts)
            self._by_number[said["data-n"]] = self._article.marks[said["data-id"]] = mark
        elif tag == "mark" and "data-n" in said:
            self._inside.append((said["data-n"], self._at))

    def handle_endtag(self, tag: str) -> None:
        """Take what ends."""
        if tag == "p":
            self._is_text = False
        elif tag == "mark" and self._inside:
            number, start = self._inside.pop()
            self._shown.append((number, Range(start, self._at)))
        elif tag == "article" and self._article is not None:
            for number, at in self._shown:
                self._by_number[number].shown.append(at)
            for mark in self._article.marks.values():
                mark.shown = [*union(mark.shown)]
            self._article.text = "".join(self._pieces)
            self.articles.append(self._article)
            self._article = None

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._is_text:
            self._add(data)

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks for them, and counting takes an eighth of the time."""
        return j

    def _add(self, data: str) -> None:
        self._pieces.append(data)
        self._at += len(data)


def articles_of(at: Path, reader: PageReader) -> Iterator[PageArticle]:
    """Give the articles of a page one after the other; `reader` knows the rest at the end."""
    with at.open(encoding="utf-8", newline="") as file:
        while chunk := file.read(_CHUNK):
            reader.feed(chunk)
            yield from reader.articles
            reader.articles.clear()
    reader.close()
    yield from reader.articles
