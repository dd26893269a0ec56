"""A Word file of ours read back from its XML: each article's text, its comments, their ranges."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from annotator.formats.reading_copy.word import COMMENTS, MAIN
from annotator.formats.safe_xml import XmlCheck
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zipfile import ZipFile

_CHUNK = 1 << 16
_BESIDE = frozenset({"Heading1", "Facts"})
_Found = TypeVar("_Found")


@dataclass(slots=True)
class WordArticle:
    """An article as a Word file has it; `ranges` by the comments' ids."""

    title: str
    text: str = ""
    ranges: dict[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment as a Word file has it."""

    id: str
    author: str
    text: str


def articles_in(file: ZipFile) -> Iterator[WordArticle]:
    """Give the articles of a file one after the other; raises `ValueError` for broken XML."""
    reader = _Document()
    yield from _stream(file, MAIN, reader.check, reader.found)
    yield from reader.last()


def comments_in(file: ZipFile) -> Iterator[WordComment]:
    """Give the comments of a file one after the other."""
    reader = _Comments()
    yield from _stream(file, COMMENTS, reader.check, reader.found)


def _stream(file: ZipFile, name: str, check: XmlCheck, found: list[_Found]) -> Iterator[_Found]:
    with file.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            check.feed(chunk)
            yield from found
            found.clear()
    check.close()
    yield from found
    found.clear()


class _Words:
    """Hears the words of runs, and nothing between them."""

    def __init__(self) -> None:
        self.check = XmlCheck(self._begins, self._ends, self._words, most=sys.maxsize)
        self._pieces: list[str] = []
        self._at = 0
        self._is_text = False

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        self._is_text = name == "w:t"
        if name == "w:tab":
            self._add("\t")

    def _ends(self, name: str) -> None:
        self._is_text = False

    def _words(self, data: str) -> None:
        if self._is_text:
            self._add(data)

    def _add(self, words: str) -> None:
        self._pieces.append(words)
        self._at += len(words)


class _Document(_Words):
    """Hears articles: each begins with a heading."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[WordArticle] = []
        self._article: WordArticle | None = None
        self._lines: list[str] = []
        self._open: dict[str, int] = {}
        self._style = ""
        self._start = 0

    def last(self) -> Iterator[WordArticle]:
        """Give the article that ends with the file."""
        if self._open:
            raise ValueError(f"comment {min(self._open)} never ends")
        if self._article is not None:
            self._article.text = "\n".join(self._lines)
            yield self._article

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        super()._begins(name, said)
        if name == "w:p":
            self._style, self._pieces = "", []
        elif name == "w:pStyle":
            self._style = said["w:val"]
        elif name == "w:commentRangeStart":
            self._open[said["w:id"]] = self._at
        elif name == "w:commentRangeEnd" and self._article is not None:
            self._article.ranges[said["w:id"]] = Range(self._open.pop(said["w:id"]), self._at)

    def _ends(self, name: str) -> None:
        super()._ends(name)
        if name != "w:p":
            return
        line = "".join(self._pieces)
        if self._style == "Heading1":
            self.found += self.last()
            self._article, self._lines = WordArticle(line), []
        elif self._style not in _BESIDE:
            self._lines.append(line)
            self._at += 1
        if self._style in _BESIDE:
            self._at = 0


class _Comments(_Words):
    """Hears comments."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[WordComment] = []
        self._said: Mapping[str, str] = {}

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        super()._begins(name, said)
        if name == "w:comment":
            self._said, self._pieces = said, []

    def _ends(self, name: str) -> None:
        super()._ends(name)
        if name == "w:comment":
            found = WordComment(self._said["w:id"], self._said["w:author"], "".join(self._pieces))
            self.found.append(found)
