"""An archive for a repository: tables, the lossless form, scheme, codebook, citation; one zip.

What stands beside tables and JSONL is made in `deposit/`. The same project gives the same bytes.
"""

from __future__ import annotations

import itertools
import json
import tomllib
import zipfile
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotator import disk
from annotator.formats.base import Format, Option, Purpose
from annotator.formats.corpus.checksums import SUMS, listed, stated
from annotator.formats.corpus.data_package import NAME as DESCRIPTION
from annotator.formats.corpus.data_package import is_ours
from annotator.formats.export_selection import ExportSelection
from annotator.formats.jsonl import JsonLines
from annotator.formats.tables import Tables
from annotator.formats.zip_archive import head_of_part
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from annotator.formats.deposit.licences import Licence
    from annotator.model.bundle import Bundle, Loss
    from annotator.model.named import NamedSet
    from annotator.model.scheme import Scheme

LICENCE = Option("licence", "Licence of the archive", (), "")
_DATA, _WHOLE, _SCHEME, _OLDER = "data", "project.jsonl", "scheme.toml", "scheme"
_LARGEST_DESCRIPTION = 10_000_000
_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class _Packed:
    """What was put into an archive: who wrote the tables, and the checksum of each file."""

    tables: object
    sums: dict[str, str]


class Archive(Format):
    """One zip with all that a repository asks for."""

    name = "archive"
    title = "Archive for a repository (zip)"
    endings = (".zip",)
    always_lost = ("the undo history",)
    options = (LICENCE,)
    can_leave_out_words = True
    purpose = Purpose.KEEP
    summary = "tables, the whole project, coding scheme and citation in one zip, to be deposited"

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by; a licence that is none is said before."""
        _licence(selection)
        super().look_through(selection)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what the lossless form in it has no room for."""
        yield from JsonLines().losses(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the parts beside, then the archive from them; raises `OSError`, `WrongUse`."""
        from annotator.formats.deposit.packing import Packing

        licence = _licence(selection)
        if licence is not None:
            selection.options = replace(selection.options, licence=licence.words)
        with TemporaryDirectory(prefix=disk.prefix_beside(), dir=to.parent) as folder:
            beside = to.parent / folder
            Tables().write(selection, beside / _DATA)
            tables, drawn = selection.written, selection.named()
            JsonLines().write(selection, beside / _WHOLE)
            parts = [*sorted((beside / _DATA).iterdir()), beside / _WHOLE]
            between = _chunks_told(selection, sum(one.stat().st_size for one in parts))
            with Packing(to, selection.bundle.changed, between) as packing:
                for name, text in self._texts(selection, licence, drawn).items():
                    packing.text(name, text)
                for one in parts:
                    packing.file(one.relative_to(beside).as_posix(), one)
                sums = dict(packing.sums)
                packing.text(SUMS, listed(sums))
        selection.written = _Packed(tables, sums)

    def _texts(
        self, selection: ExportSelection, licence: Licence | None, drawn: tuple[NamedSet, ...]
    ) -> dict[str, str]:
        """Give the texts that stand at its top, and the older schemes."""
        from annotator.formats.corpus.about import CorpusSummary
        from annotator.formats.deposit import about, citation, licences, scheme_page
        from annotator.model.scheme_file import scheme_to_toml

        bundle = selection.bundle
        losses = (*selection.losses(), *self.losses(selection))
        summary = CorpusSummary(bundle, selection.options, losses)
        texts = {citation.FILE: citation.citation(summary, licence)}
        if licence is not None:
            texts[licences.FILE] = licence.text
        if bundle.scheme is not None:
            texts[scheme_page.FILE] = scheme_page.scheme_page(bundle.scheme, summary.title)
        texts[about.SAMPLES] = about.samples(drawn)
        texts |= {name: scheme_to_toml(one) for name, one in _schemes(bundle).items()}
        folders = {f"{_DATA}/", *(f"{_OLDER}/" for name in texts if name.startswith(f"{_OLDER}/"))}
        names = {*texts, *folders, _WHOLE, SUMS}
        return {about.README: about.readme(summary, selection.n["article"], names), **texts}

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Unpack it beside, and let the formats in it read their part back."""
        from annotator.formats.deposit.packing import unpacked

        made = selection.written
        if not isinstance(made, _Packed):
            raise TypeError(tr("nobody knows what was written"))
        try:
            with (
                zipfile.ZipFile(at) as archive,
                TemporaryDirectory(prefix=disk.prefix_beside(), dir=at.parent) as folder,
            ):
                beside = at.parent / folder
                names = archive.namelist()
                if odd := {*names} ^ {*made.sums, SUMS}:
                    yield from (
                        tr("{file} is missing or too many", file=one) for one in sorted(odd)
                    )
                    return
                size = sum(one.file_size for one in archive.infolist())
                between = _chunks_told(selection, size)
                for name in made.sums.keys() & {*names}:
                    with archive.open(name) as entry:
                        if unpacked(entry, beside / name, between) != made.sums[name]:
                            yield tr("{file} reads back otherwise", file=name)
                if stated(archive.read(SUMS).decode("utf-8")) != made.sums:
                    yield tr("{file} does not name all files", file=SUMS)
                yield from _differences_of_parts(selection, beside, made.tables)
        except (zipfile.BadZipFile, EOFError) as problem:
            raise ValueError(str(problem)) from problem

    def is_own(self, at: Path) -> bool:
        """Say by its tables and its lossless form whether an archive is an export of ours."""
        try:
            about = head_of_part(at, f"{_DATA}/{DESCRIPTION}", _LARGEST_DESCRIPTION)
            is_whole = bool(JsonLines().sniff("", head_of_part(at, _WHOLE, _HEAD)))
            return is_whole and is_ours(json.loads(about))
        except (ValueError, RecursionError):
            return False


def _licence(selection: ExportSelection) -> Licence | None:
    from annotator.formats.deposit.licences import licence_of

    return licence_of(selection.options.of(LICENCE))


def _chunks_told(selection: ExportSelection, size: int) -> Callable[[], None]:
    """Give what is called before each chunk of so many bytes: says how far it is, may stop."""
    from annotator.formats.deposit.packing import CHUNK

    count, of = itertools.count(), size // CHUNK + 1
    return lambda: selection.tell(next(count), of, tr("Packing"))


def _schemes(bundle: Bundle) -> dict[str, Scheme]:
    """Give the scheme and its older versions by the names of their files."""
    if bundle.scheme is None:
        return {}
    older = {f"{_OLDER}/version-{one.version}.toml": one for one in bundle.older_schemes}
    return {_SCHEME: bundle.scheme, **older}


def _differences_of_parts(
    selection: ExportSelection, beside: Path, tables: object
) -> Iterator[str]:
    from annotator.formats.deposit import about

    yield from JsonLines().verify(selection, beside / _WHOLE)
    watch = selection.progress, selection.cancel
    again = ExportSelection(
        *(selection.bundle, selection.options, *watch), written=tables, reads_back=True
    )
    yield from Tables().verify(again, beside / _DATA)
    for name in _schemes(selection.bundle):
        tomllib.loads((beside / name).read_text(encoding="utf-8"))
    json.loads((beside / about.SAMPLES).read_text(encoding="utf-8"))
