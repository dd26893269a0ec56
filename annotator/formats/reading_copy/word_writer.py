"""Writes Word files as a stream: articles go into the document, comments wait in a file beside."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import ExitStack
from typing import TYPE_CHECKING

from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.content import held_by_lines
from annotator.model.article import RegionType
from annotator.model.looks.palette import colours_of, hexadecimal, mixed, rgb
from annotator.text.ranges import Range, hull
from annotator.text.script import direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from annotator.formats.reading_copy.content import ArticleCopy, CopyMaker, Paragraph
    from annotator.model.bundle import Content

_CHUNK = 1 << 16
_STYLES = {RegionType.BODY: "", RegionType.HEADLINE: "Headline"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class WordWriter:
    """Writes one file, article by article; comments wait in a file beside."""

    def __init__(self, to: Path, maker: CopyMaker) -> None:
        """Begin."""
        self._maker = maker
        self._stack = ExitStack()
        self._zip = self._stack.enter_context(zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED))
        for name, body in word.fixed_parts().items():
            self._zip.writestr(_entry(name), body)
        self._comments = self._stack.enter_context(
            tempfile.TemporaryFile("w+b", dir=to.parent)  # noqa: SIM115 - the stack ends it
        )
        self._document = self._zip.open(_entry(word.MAIN), "w")
        self._put(word.DOCUMENT[0])
        self.n_articles = self.n_comments = 0

    def __enter__(self) -> WordWriter:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: object, trace: TracebackType | None
    ) -> None:
        """End the file."""
        with self._stack:
            self._put(word.DOCUMENT[1])
            self._document.close()
            if kind is None:
                self._comments.seek(0)
                with self._zip.open(_entry(word.COMMENTS), "w") as file:
                    file.write(word.COMMENT_LIST[0].encode())
                    while chunk := self._comments.read(_CHUNK):
                        file.write(chunk)
                    file.write(word.COMMENT_LIST[1].encode())

    def add(self, content: Content) -> None:
        """Add an article."""
        copy, article = self._maker.copy(content), content.article
        is_rtl = article.direction == "rtl"
        title = word.run(article.title, is_rtl=is_rtl)
        self._put(word.paragraph(title, "Heading1", is_rtl=is_rtl, on_new_page=self.n_articles > 0))
        facts = (article.outlet, article.date, article.byline, article.url)
        said = [one for one in facts if one]
        # Each in a run of its own: a day in figures runs forward in any article.
        said = [*map(_kept_forward, said)] if is_rtl or any(map(_turns, said)) else said
        line = word.run(" · ").join(word.run(one, is_rtl=_turns(one)) for one in said)
        self._put(word.paragraph(line, "Facts", is_rtl=is_rtl))
        self.n_articles += 1
        starts: dict[int, list[int]] = {}
        ends: dict[int, list[int]] = {}
        for at, author, when, words in comments_of(copy):
            starts.setdefault(at.start, []).append(self.n_comments)
            ends.setdefault(at.end, []).insert(0, self.n_comments)
            self._comments.write(
                word.comment(self.n_comments, words, author=author, at=when).encode()
            )
            self.n_comments += 1
        for one in copy.paragraphs:
            self._put(self._paragraph(copy, one, starts, ends))

    def _paragraph(
        self,
        copy: ArticleCopy,
        paragraph: Paragraph,
        starts: Mapping[int, Sequence[int]],
        ends: Mapping[int, Sequence[int]],
    ) -> str:
        article = copy.content.article
        is_rtl = article.direction == "rtl"
        language = article.language if article.language != "und" else ""
        runs: list[str] = []
        for piece in paragraph.pieces:
            text, shade = article.text[piece.start : piece.end], self._shade(copy, piece.marks)
            runs += (
                word.comment_starts(starts.get(piece.start, ())),
                word.run(text, is_rtl=is_rtl, shade=shade, language=language),
                word.comment_ends(ends.get(piece.end, ())),
            )
        style = _STYLES.get(paragraph.kind, "Furniture")
        return word.paragraph("".join(runs), style, is_rtl=is_rtl)

    def _shade(self, copy: ArticleCopy, marks: tuple[int, ...]) -> str:
        """Give the ground that the tints of some marks make on white; "" = none."""
        ground = white = rgb("#FFFFFF")
        for kind in {copy.marks[n].span.type for n in marks}:
            found = colours_of(self._maker.scheme.type(kind), is_dark=False)
            ground = mixed(rgb(found.line), ground, found.tint)
        return "" if ground == white else hexadecimal(ground)[1:]

    def _put(self, xml: str) -> None:
        self._document.write(xml.encode())


def comments_of(copy: ArticleCopy) -> Iterator[tuple[Range, str, str, str]]:
    """Give the comments of an article in order: where, whose, when and what each says."""
    for mark in copy.marks:
        for n, part in enumerate(mark.span.parts):
            held = held_by_lines(copy.content.article.text, (part,))
            if held:
                when = mark.span.changed or mark.span.created
                yield hull(held), mark.author, when, mark.said(n)


def _kept_forward(fact: str) -> str:
    """Give figures with a sign before them that says so.

    LibreOffice goes by the letters before them, not by their run: 2025-11-24 became 24-11-2025.
    """
    return f"\u200e{fact}" if fact[:1].isdigit() and not _turns(fact) else fact


def _turns(text: str) -> bool:
    return direction(text) == "rtl"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
    return entry
