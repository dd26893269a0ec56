"""Reading copies: a project's articles with marks, cards and statements, as one page of HTML.

To be read by people, not to be read in again. What stands on the page is in `reading_copy/`.
"""

from __future__ import annotations

import re
import tempfile
from contextlib import ExitStack
from itertools import zip_longest
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.formats.base import Format, Purpose, Variant
from annotator.formats.reading_copy import markup, style
from annotator.formats.reading_copy.content import held_by_lines
from annotator.formats.reading_copy.losses import count, losses
from annotator.formats.reading_copy.markup import GENERATOR
from annotator.formats.reading_copy.page import ReadingPage
from annotator.formats.reading_copy.paper import (
    article_text,
    page_for_paper,
    section_text,
    statement_texts,
)
from annotator.formats.reading_copy.read_page import PageArticle, PageReader, articles_of
from annotator.formats.safe_xml import writable
from annotator.language import current, is_right_to_left, tr
from annotator.model.scheme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from annotator.formats.base import PaperText
    from annotator.formats.export_selection import ExportSelection
    from annotator.model.bundle import Content, Loss

PDF = ".pdf"
_CHUNK = 1 << 16
_SHEET = re.compile(rb"/Type /Page\b")
_LONGEST_MARK = len(b"/Type /Page")
_HEAD = 4_096


class ReadingCopies(Format):
    """One page of HTML for a browser."""

    name = "report"
    title = "Web page or PDF"
    endings = (".html", PDF)
    always_lost = (
        *("the undo history", "fields of your own", "notes", "decisions"),
        *("samples and searches", "how marks came to be"),
    )
    purpose = Purpose.READ
    summary = "articles with marks and statements, for whoever has no Annotator"
    variants = (
        Variant("Web page", "one page without script or network; any browser opens it", ".html"),
        Variant("PDF", "for paper: each article begins on a sheet of its own", PDF),
    )

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by and count what the page cannot hold as it is."""
        for content in selection:
            count(selection, content)
        selection.differences()
        selection.notes()
        selection.named()

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what a copy to be read says in words only, or not at all."""
        yield from losses(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the page article by article; raises `OSError`, `WrongUse` for a PDF without Qt."""
        if to.suffix.lower() == PDF:
            self._write_on_paper(selection, to)
            return
        page = ReadingPage(selection.bundle)
        with ExitStack() as stack:
            file = stack.enter_context(to.open("w", encoding="utf-8", newline="\n"))
            # What stands behind the articles is collected beside, so that nothing is held.
            entries, statements = (
                stack.enter_context(
                    tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=to.parent)
                )
                for _ in range(2)
            )
            title = selection.bundle.project_title
            direction = "rtl" if is_right_to_left() else "ltr"
            look = style.for_browsers(page.scheme)
            file.write(
                markup.opening(title, look, GENERATOR, language=current(), direction=direction)
            )
            file.write(f"<main>\n{page.top()}\n{page.navigation()}\n")
            for content in selection:
                count(selection, content)
                file.write(page.article(content) + "\n")
                entries.write(page.entry(content) + "\n")
                statements.writelines(f"{row}\n" for row in page.statements(content))
            selection.differences(), selection.notes(), selection.named()
            _section(file, "articles", tr("Articles"), ("<ol>\n", entries, "</ol>"))
            table = (f"<table>{page.statements_head()}<tbody>\n", statements, "</tbody></table>")
            _section(file, "statements", tr("Statements"), table)
            _section(file, "actors", tr("Actors"), (page.actors(),))
            _section(file, "scheme", tr("Coding scheme"), (page.coding_scheme(),))
            _section(file, "figures", tr("Figures"), (page.figures(),))
            _section(file, "this-copy", tr("About this copy"), (self._about(selection, page),))
            file.write(f"</main>\n{markup.CLOSING}")

    def _about(self, selection: ExportSelection, page: ReadingPage) -> str:
        every = (*selection.losses(), *self.losses(selection))
        chosen = selection.bundle.choice.words()
        return page.about(chosen, every, selection.options.program)

    def _write_on_paper(self, selection: ExportSelection, to: Path) -> None:
        """Let Qt lay out the articles one after the other, then what stands behind them."""
        lay_out = selection.options.paper
        if lay_out is None:
            raise WrongUse(
                tr("Nothing is here that lays out a PDF."),
                tr("Export it from the window or the command line, or as a web page (.html)."),
            )
        with tempfile.TemporaryFile(
            "w+", encoding="utf-8", newline="\n", dir=to.parent
        ) as statements:
            selection.written = lay_out(self._texts(selection, statements), to)

    def _texts(self, selection: ExportSelection, statements: IO[str]) -> Iterator[PaperText]:
        page, n_rows = page_for_paper(selection.bundle), 0
        for content in selection:
            count(selection, content)
            yield article_text(page, content)
            rows = [f"{row}\n" for row in page.statements(content)]
            n_rows += len(rows)
            statements.writelines(rows)
        selection.differences(), selection.notes(), selection.named()
        statements.seek(0)
        told = selection.rows_told(n_rows, tr("Writing the list of statements"))
        yield from statement_texts(page, told(statements))
        yield section_text(page, tr("Actors"), page.actors())
        yield section_text(page, tr("Coding scheme"), page.coding_scheme())
        last = page.figures() + self._about(selection, page)
        yield section_text(page, tr("Figures"), last)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the page with a parser and compare texts, marks and their places.

        Of a PDF the sheets are counted: what stands on them is drawn, and no parser's matter.
        """
        if at.suffix.lower() == PDF:
            yield from _differences_on_paper(selection, at)
            return
        reader, n_claims = PageReader(), 0
        scheme = selection.bundle.scheme
        claim = scheme.name_for(Role.CLAIM) if scheme is not None else ""
        layers = {layer.id: layer.name for layer in selection.bundle.layers}
        for found, content in zip_longest(articles_of(at, reader), selection):
            if found is None or content is None:
                yield tr("there are articles too many or too few")
                return
            n_claims += sum(span.type == claim for span in content.spans)
            yield from _differences(found, content, layers)
        if not reader.has_policy:
            yield tr("it does not say that nothing may be loaded")
        if reader.n_statements != n_claims:
            yield tr("it lists {n} statements of {of}", n=reader.n_statements, of=n_claims)

    def is_own(self, at: Path) -> bool:
        """Say whether the head of a file says that it is a page of ours."""
        with at.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"%PDF-"):
            return GENERATOR.encode("utf-16-be") in head
        return f'<meta name="generator" content="{GENERATOR}">'.encode() in head


def _differences_on_paper(selection: ExportSelection, at: Path) -> Iterator[str]:
    n = _n_sheets(selection, at)
    if n != selection.written:
        yield tr("it has {n} sheets of {of}", n=n, of=selection.written)


def _n_sheets(selection: ExportSelection, at: Path) -> int:
    """Count the sheets of a PDF, a chunk of it at a time; a mark may stand across two chunks."""
    n, n_chunks, held = 0, -(-at.stat().st_size // _CHUNK), b""
    with at.open("rb") as file:
        for done in range(n_chunks):
            selection.tell(done, n_chunks)
            held += file.read(_CHUNK)
            # What ends with the chunk may go on, as /Pages.
            ends = [one.end() for one in _SHEET.finditer(held) if one.end() < len(held)]
            n += len(ends)
            held = held[max([len(held) - _LONGEST_MARK, *ends[-1:]]) :]
    return n


def _section(file: IO[str], name: str, title: str, parts: tuple[str | IO[str], ...]) -> None:
    file.write(f'<section id="{name}">\n{markup.tag("h2", markup.words(title))}\n')
    for part in parts:
        if isinstance(part, str):
            file.write(part)
        else:
            part.seek(0)
            while chunk := part.read(_CHUNK):
                file.write(chunk)
    file.write("\n</section>\n")


def _differences(found: PageArticle, content: Content, layers: dict[str, str]) -> Iterator[str]:
    article = content.article
    if (found.id, found.sha256) != (writable(article.id), writable(article.sha256)):
        yield tr("article {id} stands at the place of another", id=found.id)
    text = writable(article.text)
    if found.text != text:
        yield tr("the text of article {id} reads back otherwise", id=article.id)
    wanted = {
        writable(span.id): (
            *(writable(span.type), writable(layers.get(span.layer_id, "")), span.parts),
            held_by_lines(text, span.parts),
        )
        for span in content.spans
    }
    there = {
        name: (mark.type, mark.layer, mark.parts, tuple(mark.shown))
        for name, mark in found.marks.items()
    }
    for name in sorted(wanted.keys() | there.keys()):
        if wanted.get(name) != there.get(name):
            yield tr("mark {id} reads back otherwise", id=name)
