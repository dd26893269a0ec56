"""REFI-QDA projects (.qdpx): what MAXQDA, NVivo, ATLAS.ti and QualCoder write and open.

After the standard's version 1.5 and its schema Project.xsd (REFI, 2019). What the elements hold is
made in `refi/sources.py`, written in `refi/project_out.py` and read back by `refi/project_in.py`;
files of any program are read in `refi/bundle_in.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.base import Format, Option
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.formats.base import Reading, ReadOptions
    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.refi.sources import SourceMaker
    from annotator.formats.sources import Source

FOR = Option(
    "for",
    "Made for",
    ("standard", "nvivo"),
    "standard",
    {"standard": "the standard", "nvivo": "NVivo for Windows"},
)
_CHANGED = {
    "part": (
        "{n} span of several parts becomes selections that their descriptions join",
        "{n} spans of several parts become selections that their descriptions join",
    ),
    "attribute.words": (
        "{n} value that is not the code itself stands as words in a description or a name",
        "{n} values that are not the code itself stand as words in descriptions or names",
    ),
    "span.place": (
        "{n} selection behind an emoji, two units for NVivo on Windows: made for it, it fits",
        "{n} selections behind emoji, two units for NVivo on Windows: made for it, they fit",
    ),
    "span.created": (
        "{n} selection of a mark without a time has that of the last step, as others need one",
        "{n} selections of marks without a time have that of the last step, as others need one",
    ),
    "text.character": (
        "{n} character that XML cannot hold becomes U+FFFD",
        "{n} characters that XML cannot hold become U+FFFD",
    ),
}
"""What is held otherwise, for one and for many."""
_DROPPED = {
    "role": "dated roles are left out; the actors stay as cases with kind and aliases",
    "actor.merged": "actors that became others are left out: those have their marks",
    "region": "regions that are not body are left out",
    "decision": "decisions are left out",
    "state": "how far each coder is with an article is left out",
    "named": "samples, searches and other sets under names are left out",
    "span.origin": "how a span came to be (taken from where, how sure, why) is left out",
}
MOST_TEXTS = 9_999
"""As many files as an archive that comes in may have (`zip_archive.MAX_ENTRIES`), but for one."""
_HEAD = 2_000
_ZIP, _FIRST_NAME = b"PK", 300
_MARK = 'origin="annotator '


class RefiProject(Format):
    """REFI-QDA: articles as sources, spans as codings, layers as users, actors as cases."""

    name = "qdpx"
    title = "REFI-QDA: MAXQDA, NVivo, ATLAS.ti, QualCoder"
    endings = (".qdpx",)
    always_lost = (
        *("the undo history", "regions", "decisions", "samples and searches"),
        *("how marks came to be", "how far each coder is", "dated roles"),
        "coders and times of links",
    )
    options = (FOR,)
    summary = "one file, .qdpx, that MAXQDA, NVivo, ATLAS.ti and QualCoder open"

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is a project: an archive that is called so, or holds one."""
        if not head.startswith(_ZIP):
            return 60 if name.lower().endswith(self.endings) else 0
        return 95 if name.lower().endswith(self.endings) or b".qde" in head[:_FIRST_NAME] else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give what a project of any program holds; raises `CannotRead`."""
        from annotator.formats.refi.bundle_in import read_project

        return read_project(source, options)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and count what becomes words or several selections."""
        from annotator.formats.refi.project_out import count

        maker = self._maker(selection)
        for content in selection:
            count(selection, content, maker.source(content))
        selection.notes()
        selection.differences()
        selection.named()

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what a REFI-QDA project cannot hold, or holds otherwise."""
        n, actors = selection.n, selection.bundle.actors
        n["part"] = n["span.parts"]
        n["role"] = sum(len(one.roles) for one in actors)
        n["actor.merged"] = sum(bool(one.merged_into) for one in actors)
        of = {"part": n["span"] - selection.n_left["span"], "attribute.words": n["attribute"]}
        of |= {"span.place": n["selection"], "span.created": n["selection"]}
        of["text.character"] = n["text.character"]
        for item, (one, many) in _CHANGED.items():
            if n[item]:
                yield Loss(item, n[item], of[item], LossKind.CHANGED, trn(one, many, n[item]))
        if n["article"] > MOST_TEXTS:
            how = tr(
                "{n} texts: Annotator itself reads {most} of one file at most; write them in parts",
                n=f"{n['article']:,}",
                most=f"{MOST_TEXTS:,}",
            )
            yield Loss("article", n["article"], n["article"], LossKind.CHANGED, how)
        for item, how in _DROPPED.items():
            yield from selection.dropped(item, tr(how))
        scheme = selection.bundle.scheme
        n_links = len(scheme.links) if scheme is not None else 0
        if n_links:
            how = tr("of types of links only the names stay, on links: codes have no such types")
            yield Loss("scheme.link", n_links, n_links, LossKind.DROPPED, how)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the archive; raises `OSError`."""
        from annotator.formats.refi.project_out import ProjectWriter

        ProjectWriter(self._maker(selection)).write(selection, to)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the archive back; give what differs from what goes by now."""
        import zipfile

        from annotator.formats.refi.read_back import differences

        maker = self._maker(selection)
        with zipfile.ZipFile(at) as archive:
            yield from differences(selection, maker, archive)

    def is_own(self, at: Path) -> bool:
        """Say by its origin whether a project is an export of ours."""
        from annotator.formats import zip_archive
        from annotator.formats.refi.project_out import NAME

        return _MARK in zip_archive.head_of_part(at, NAME, _HEAD).decode("utf-8", "replace")

    def _maker(self, selection: ExportSelection) -> SourceMaker:
        from annotator.formats.refi.sources import SourceMaker

        for_nvivo = selection.options.of(FOR) != FOR.default
        return SourceMaker(selection.bundle, for_nvivo=for_nvivo)
