"""Word files: in, a text with its comments as layers; out, articles whose comments are the marks.

How they are read is in `word_in/`, how they are written and compared in `reading_copy/`. Written as
a stream of our own, so that memory does not grow; the peers' library reads it in the tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.base import Format, Purpose, Reading, ReadOptions
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind
from annotator.text.file_kinds import looks_like

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.sources import Source


class WordFiles(Format):
    """Out: one Word file, or a folder with one for each article."""

    name = "docx"
    title = "Word, marks as comments"
    endings = (".docx", ".docm")
    only_read = (".docm",)
    has_proposals = True
    always_lost = (
        *("the undo history", "the coding scheme", "fields of your own", "notes", "decisions"),
        *("samples and searches", "how marks came to be", "how far each coder is"),
    )
    purpose = Purpose.READ
    summary = "for Word and LibreOffice; without an ending a folder, one file an article"

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is a Word file: by its content, or its ending."""
        if looks_like(head) == "word":
            return 80
        return 60 if name.lower().endswith(self.endings) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the text and its comments; raises `CannotRead`."""
        from annotator.formats.word_in.reading import read

        return read(source, options)

    def is_folder(self, to: Path) -> bool:
        """Say whether an export goes into a folder: where its name has no ending."""
        return not to.suffix

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names in the folder; () = one file."""
        return tuple(self._names(selection)) if selection.is_folder else ()

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and count."""
        from annotator.formats.reading_copy.word_files import rest, seen

        selection.written = [
            seen(selection, n, content) for n, content in enumerate(selection, start=1)
        ]
        rest(selection)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what comments say in words only, or not at all."""
        from annotator.formats.reading_copy.losses import losses

        n = selection.n
        if n["span.no words"]:
            how = tr("what marks line ends alone can have no comment")
            yield Loss("span", n["span.no words"], n["span"], LossKind.DROPPED, how)
        if n["part.no words"]:
            how = tr("parts that are line ends alone can have no comment")
            yield Loss("part", n["part.no words"], n["part"], LossKind.DROPPED, how)
        if n["span.place"]:
            how = trn(
                "{n} span stands without a line end at its edge",
                "{n} spans stand without the line ends at their edges",
                n["span.place"],
            )
            yield Loss("span.place", n["span.place"], n["span"], LossKind.CHANGED, how)
        if n["span.parts"]:
            how = trn(
                "{n} span of several parts has a comment for each",
                "{n} spans of several parts have a comment for each",
                n["span.parts"],
            )
            yield Loss("part", n["part.several"], n["part"], LossKind.CHANGED, how)
        yield from losses(selection)
        how = tr("how far each coder is with an article is left out")
        yield from selection.dropped("state", how)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the file, or one for each article; raises `OSError`."""
        from contextlib import ExitStack

        from annotator.formats.reading_copy.content import CopyMaker
        from annotator.formats.reading_copy.word_files import rest, seen
        from annotator.formats.reading_copy.word_writer import WordWriter

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
                names.append(seen(selection, n, content))
                if whole is not None:
                    whole.add(content)
                    continue
                with WordWriter(to / names[-1], maker) as single:
                    single.add(content)
        rest(selection)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the XML again and compare texts, comments and their ranges."""
        from annotator.formats.reading_copy.content import CopyMaker
        from annotator.formats.reading_copy.word_files import differences

        maker = CopyMaker(selection.bundle)
        if not at.is_dir():
            yield from differences(at, selection, maker)
            return
        names = self._names(selection)
        if sorted(one.name for one in at.iterdir()) != sorted(names):
            yield tr("there are files too many or too few")
            return
        for name, content in zip(names, selection, strict=True):
            yield from differences(at / name, (content,), maker)

    def is_own(self, at: Path) -> bool:
        """Say whether what stands there says that we made it; of a folder each file."""
        from annotator.formats.reading_copy.word_files import is_ours

        if at.is_dir():
            within = [*at.iterdir()]
            return all(one.is_file() and not one.is_symlink() and is_ours(one) for one in within)
        return is_ours(at)

    def _names(self, selection: ExportSelection) -> list[str]:
        return selection.written if isinstance(selection.written, list) else []
