"""REFI-QDA codebooks (.qdc): the coding scheme alone, as codes.

After the standard's version 1.5 and its schema Codebook.xsd (REFI, 2019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import CannotWrite
from annotator.formats.base import Counts, Format
from annotator.language import tr
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.formats.base import Reading, ReadOptions
    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.refi.codes import Code
    from annotator.formats.sources import Source

_SPACE = "urn:QDA-XML:codebook:1.0"
_HEAD = 1_000
_ZIP = b"PK"
_DROPPED = {
    "article": "articles are left out: the scheme goes out alone",
    "span": "what is marked is left out",
    "link": "links are left out",
    "note": "notes are left out",
    "decision": "decisions are left out",
}


class RefiScheme(Format):
    """REFI-QDA: types, attributes and values as codes with their definitions."""

    name = "qdc"
    title = "REFI-QDA codebook"
    endings = (".qdc",)
    always_lost = ("all but the coding scheme",)
    options = ()
    summary = "the coding scheme alone, for the same programs"

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is a codebook: by what it calls itself, or its ending."""
        if head.startswith(_ZIP):
            return 0
        if b"QDA-XML:codebook" in head[:_HEAD]:
            return 97
        return 60 if name.lower().endswith(self.endings) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the codes of a codebook of any program; raises `CannotRead`."""
        from annotator.formats.refi.bundle_in import read_scheme

        return read_scheme(source)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, so that what is left out is counted."""
        self._codes(selection)
        super().look_through(selection)
        selection.notes()

    def counts(self, selection: ExportSelection) -> Counts:
        """Give how much is in it: no article and no mark."""
        return Counts()

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what a codebook leaves out: nearly all."""
        scheme = selection.bundle.scheme
        for item, how in _DROPPED.items():
            yield from selection.dropped(item, tr(how))
        n_actors, n_links = len(selection.bundle.actors), len(scheme.links) if scheme else 0
        if n_actors:
            yield Loss("actor", n_actors, n_actors, LossKind.DROPPED, tr("actors are left out"))
        if n_links:
            how = tr("types of links are left out: codes have none")
            yield Loss("scheme.link", n_links, n_links, LossKind.DROPPED, how)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the file; raises `OSError`, and `CannotWrite` for a scheme without types."""
        from annotator.formats.refi.codes import write_codes
        from annotator.formats.refi.xml_out import HEAD, XmlOut

        codes = self._codes(selection)
        self.look_through(selection)
        program = selection.bundle.program or selection.options.program
        with to.open("wb") as file:
            out = XmlOut(file)
            out.raw(HEAD)
            with out.inside("CodeBook", xmlns=_SPACE, origin=program), out.inside("Codes"):
                write_codes(out, codes)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the codes back; give those that differ."""
        from xml.etree import ElementTree

        from annotator.formats.refi.project_in import code_of

        try:
            root = ElementTree.parse(at).getroot()  # noqa: S314 - our own
        except ElementTree.ParseError as problem:
            raise ValueError(str(problem)) from problem
        found = [code_of(one) for one in root.iterfind(f"{{{_SPACE}}}Codes/*")]
        codes = self._codes(selection)
        for one in selection.rows_told(len(codes))(codes):
            if one not in found:
                yield tr("{file} reads back otherwise", file=one.name)
        if len(found) != len(codes):
            yield tr("{n} codes too many or missing", n=len(found))

    def is_own(self, at: Path) -> bool:
        """Say by its origin whether a codebook is an export of ours."""
        with at.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
        return f'xmlns="{_SPACE}" origin="annotator ' in head

    def _codes(self, selection: ExportSelection) -> tuple[Code, ...]:
        from annotator.formats.refi.codes import CodeTree

        codes = CodeTree(selection.bundle.project_id, selection.bundle.scheme).tops()
        if not codes:
            raise CannotWrite(
                tr("The coding scheme has no types: there is nothing to write."),
                tr("Make one: Menu ▸ Project ▸ Coding scheme …"),
            )
        return codes
