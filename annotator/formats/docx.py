"""Articles as Word files whose comments are the marks; the author of each is its layer's coder.

Written as a stream of our own, so that memory does not grow; what a Word file is made of stands
in `reading_copy/word.py`. The peers' library reads it in the tests.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from contextlib import ExitStack
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from annotator.formats.base import Format, Purpose
from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.content import CopyMaker, held_by_lines
from annotator.formats.reading_copy.losses import count, losses
from annotator.formats.reading_copy.markup import GENERATOR
from annotator.formats.reading_copy.read_word import articles_in, comments_in
from annotator.formats.reading_copy.word_writer import WordWriter, comments_of
from annotator.formats.safe_xml import writable
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.model.bundle import Content

_CHUNK = 1 << 16
_LONGEST_NAME = 80


class WordFiles(Format):
    """One Word file, or a folder with one for each article."""

    name = "docx"
    title = "Word, marks as comments"
    endings = (".docx",)
    always_lost = ("the undo history",)
    purpose = Purpose.READ
    summary = "for Word and LibreOffice; without an ending a folder, one file an article"

    def is_folder(self, to: Path) -> bool:
        """Say whether an export goes into a folder: where its name has no ending."""
        return not to.suffix

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names in the folder; () = one file."""
        return tuple(self._names(selection)) if selection.is_folder else ()

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and count."""
        selection.written = [
            _seen(selection, n, content) for n, content in enumerate(selection, start=1)
        ]
        _rest(selection)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what comments say in words only, or not at all."""
        n = selection.n
        if n["span.no words"]:
            how = tr("what marks line ends alone can have no comment")
            yield Loss("span", n["span.no words"], n["span"], LossKind.DROPPED, how)
        if n["part.no words"]:
            how = tr("parts that are line ends alone can have no comment")
            yield Loss("part", n["part.no words"], n["part"], LossKind.DROPPED, how)
        if n["span.parts"]:
            how = trn(
                "{n} span of several parts has a comment for each",
                "{n} spans of several parts have a comment for each",
                n["span.parts"],
            )
            yield Loss("part", n["part.several"], n["part"], LossKind.CHANGED, how)
        yield from losses(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the file, or one for each article; raises `OSError`."""
        maker = CopyMaker(selection.bundle)
        names: list[str] = []
        selection.written = names
        with ExitStack() as stack:
            whole = None
            if selection.is_folder:
                to.mkdir()
            else:
                whole = stack.enter_context(WordWriter(to, maker))
            for n, content in enumerate(selection, start=1):
                names.append(_seen(selection, n, content))
                if whole is not None:
                    whole.add(content)
                    continue
                with WordWriter(to / names[-1], maker) as single:
                    single.add(content)
        _rest(selection)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the XML again and compare texts, comments and their ranges."""
        maker = CopyMaker(selection.bundle)
        if not at.is_dir():
            yield from _differences(at, selection, maker)
            return
        names = self._names(selection)
        if sorted(one.name for one in at.iterdir()) != sorted(names):
            yield tr("there are files too many or too few")
            return
        for name, content in zip(names, selection, strict=True):
            yield from _differences(at / name, (content,), maker)

    def is_own(self, at: Path) -> bool:
        """Say whether what stands there says that we made it; of a folder each file."""
        if at.is_dir():
            within = [*at.iterdir()]
            return all(one.is_file() and not one.is_symlink() and _is_ours(one) for one in within)
        return _is_ours(at)

    def _names(self, selection: ExportSelection) -> list[str]:
        return selection.written if isinstance(selection.written, list) else []


def _seen(selection: ExportSelection, number: int, content: Content) -> str:
    """Count what of an article comments cannot hold; give the name of a file for it."""
    count(selection, content)
    text, n = content.article.text, selection.n
    for span in content.spans:
        held = [bool(held_by_lines(text, (part,))) for part in span.parts]
        n["part"] += len(held)
        n["part.no words"] += held.count(False)
        n["part.several"] += len(held) if len(held) > 1 else 0
        n["span.no words"] += not any(held)
    plain = unicodedata.normalize("NFKD", content.article.title).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[A-Za-z0-9_]+", plain))
    return f"{f'{number:05}-{words}'[: _LONGEST_NAME - 5].rstrip('-')}.docx"


def _rest(selection: ExportSelection) -> None:
    selection.differences()
    selection.notes()
    selection.named()


def _is_ours(at: Path) -> bool:
    try:
        with zipfile.ZipFile(at) as file, file.open(word.APP) as app:
            return GENERATOR.encode() in app.read(_CHUNK)
    except (zipfile.BadZipFile, LookupError, ValueError, NotImplementedError, RuntimeError):
        return False


def _differences(at: Path, contents: Iterable[Content], maker: CopyMaker) -> Iterator[str]:
    """Compare a file with what should be in it."""
    with zipfile.ZipFile(at) as file:
        comments = comments_in(file)
        for found, content in zip_longest(articles_in(file), contents):
            if found is None or content is None:
                yield tr("there are articles too many or too few")
                return
            article = content.article
            if (found.title, found.text) != (writable(article.title), writable(article.text)):
                yield tr("the text of article {id} reads back otherwise", id=article.id)
            wanted = [
                (one, writable(author), writable(said))
                for one, author, _, said in comments_of(maker.copy(content))
            ]
            there = [
                (found.ranges.pop(one.id, None), one.author, one.text)
                for one in islice(comments, len(wanted))
            ]
            if there != wanted or found.ranges:
                yield tr("the comments of article {id} read back otherwise", id=article.id)
        if next(comments, None) is not None:
            yield tr("there are comments too many")
