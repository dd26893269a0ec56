"""A REFI-QDA project as it is written: an archive with the texts and one XML file, `project.qde`.

The order of elements is that of Project.xsd. Articles come one after the other and are not held:
what stands before them in the file (codes, variables, cases) waits until all have gone by.
"""

from __future__ import annotations

import shutil
import zipfile
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from annotator.formats.refi.codes import write_codes
from annotator.formats.refi.sources import about_project
from annotator.formats.refi.xml_out import HEAD, XmlOut, quoted, said
from annotator.formats.safe_xml import n_not_writable, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.refi.sources import (
        CodedPart,
        RefiCase,
        RefiLink,
        RefiNote,
        RefiSource,
        SourceMaker,
    )
    from annotator.model.bundle import Bundle, Content

NAME, SPACE = "project.qde", "urn:QDA-XML:project:1.0"
INTERNAL = "internal://"
"""What stands before the name of a file in the folder `sources`."""
_DATED = (1980, 1, 1, 0, 0, 0)
"""The moment of all entries: the same project gives the same bytes."""


class _Waiting:
    """Elements of one kind that wait for their place in the file."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name, self.file, self.out, self.n = name, file, XmlOut(file), 0

    def move_to(self, out: XmlOut, file: IO[bytes]) -> None:
        """Write them there, inside an element that holds them all."""
        if self.n:
            with out.inside(self.name):
                self.file.seek(0)
                shutil.copyfileobj(self.file, file)


class ProjectWriter:
    """Writes one project."""

    def __init__(self, maker: SourceMaker) -> None:
        """Write what a maker makes."""
        self._maker = maker
        self._variables: dict[str, None] = {}
        self._occurs: dict[str, list[str]] = {}
        self._last = ""

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write all that goes by; raises `OSError`."""
        with ExitStack() as stack:
            archive = stack.enter_context(zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED))
            sources, notes, links = (
                _Waiting(name, stack.enter_context(TemporaryFile("w+b", dir=to.parent)))
                for name in ("Sources", "Notes", "Links")
            )
            for content in selection:
                one = self._maker.source(content)
                count(selection, content, one)
                archive.writestr(_entry(f"sources/{one.guid}.txt"), self._maker.file_of(one.text))
                self._source(sources, one)
                _notes(notes, one.notes)
                _links(links, one.links)
            own = [self._maker.note(one) for one in selection.notes() if about_project(one)]
            _notes(notes, own)
            selection.differences()  # they are counted, and left out like what has a name
            selection.named()
            file = stack.enter_context(archive.open(_entry(NAME), "w", force_zip64=True))
            self._project(selection, file, (sources, notes, links), own)

    def _project(
        self,
        selection: ExportSelection,
        file: IO[bytes],
        waiting: Iterable[_Waiting],
        notes: Iterable[RefiNote],
    ) -> None:
        bundle, out, layers = selection.bundle, XmlOut(file), self._maker.layer_names()
        out.raw(HEAD)
        with out.inside(
            "Project",
            xmlns=SPACE,
            name=title_of(bundle),
            origin=bundle.program or selection.options.program,
            creatingUserGUID=next(iter(layers), None),
            creationDateTime=self._last or None,
        ):
            if layers:
                with out.inside("Users"):
                    for guid, name in layers.items():
                        out.element("User", guid=guid, name=name)
            codes = self._maker.codes.tops()
            if codes:
                with out.inside("CodeBook"), out.inside("Codes"):
                    write_codes(out, codes)
            self._cases(out, [*self._maker.cases(self._occurs)])
            for one in waiting:
                one.move_to(out, file)
            out.raw(_referred(note.guid for note in notes))

    def _cases(self, out: XmlOut, cases: list[RefiCase]) -> None:
        """Write the variables of articles and actors, then the actors."""
        for case in cases:
            self._variables |= dict.fromkeys(case.fields)
        if self._variables:
            with out.inside("Variables"):
                for name in self._variables:
                    guid = self._maker.variable(name)
                    out.element("Variable", guid=guid, name=name, typeOfVariable="Text")
        if not cases:
            return
        with out.inside("Cases"):
            for case in cases:
                with out.inside("Case", guid=case.guid, name=case.name):
                    out.raw(_described(case.description))
                    self._values(out, case.fields)
                    for guid in case.selections:
                        out.element("SelectionRef", targetGUID=guid)

    def _values(self, out: XmlOut, fields: Mapping[str, str]) -> None:
        for name, value in fields.items():
            with out.inside("VariableValue"):
                out.element("VariableRef", targetGUID=self._maker.variable(name))
                out.element("TextValue", value)

    def _source(self, waiting: _Waiting, one: RefiSource) -> None:
        out, waiting.n = waiting.out, waiting.n + 1
        self._variables |= dict.fromkeys(one.fields)
        for actor_id, guid in one.occurs:
            self._occurs.setdefault(actor_id, []).append(guid)
        with out.inside(
            "TextSource",
            guid=one.guid,
            name=one.name,
            plainTextPath=f"{INTERNAL}{one.guid}.txt",
            creationDateTime=one.at,
        ):
            out.raw(_described(one.description) + "".join(map(_selection, one.selections)))
            self._last = max((self._last, *(each.at for each in one.selections)))
            out.raw(_referred(one.own_notes))
            self._values(out, one.fields)


def title_of(bundle: Bundle) -> str:
    """Give the name of a project, which the standard asks for."""
    return writable(bundle.project_title) or "Annotator"


def count(selection: ExportSelection, content: Content, one: RefiSource) -> None:
    """Note what of an article is held otherwise than here, or not at all."""
    n = selection.n
    n["selection"] += len(one.selections)
    held_otherwise = {
        "attribute.words": one.words_at,
        "span.place": one.wide_at,
        "span.created": one.undated_at,
    }
    for item, places in held_otherwise.items():
        n[item] += len(places)
        selection.places_of(item, content.article.id, places)
    n_lost = n_not_writable(content.article.text)
    n["text.character"] += n_lost
    selection.places_of("text.character", content.article.id, [None] if n_lost else [])


def _selection(one: CodedPart) -> str:
    by = f'creatingUser="{one.user}" creationDateTime="{one.at}"'
    # One coding alone, of the first value or the type: readers count codings.
    return (
        f'<PlainTextSelection guid="{one.guid}" name={quoted(one.name)}'
        f' startPosition="{one.start}" endPosition="{one.end}" {by}>{_described(one.description)}'
        f'<Coding guid="{one.coding}" {by}><CodeRef targetGUID="{one.code}"/></Coding>'
        f"{_referred(one.notes) if one.notes else ''}</PlainTextSelection>"
    )


def _notes(waiting: _Waiting, notes: Iterable[RefiNote]) -> None:
    for one in notes:
        waiting.n += 1
        with waiting.out.inside(
            "Note", guid=one.guid, creatingUser=one.user, creationDateTime=one.at
        ):
            waiting.out.raw(_described(one.description))
            waiting.out.element("PlainTextContent", one.text)


def _links(waiting: _Waiting, links: Sequence[RefiLink]) -> None:
    waiting.n += len(links)
    waiting.out.raw("".join(map(_link, links)))


def _link(one: RefiLink) -> str:
    return (
        f'<Link guid="{one.guid}" name={quoted(one.name)} direction="OneWay"'
        f' originGUID="{one.origin}" targetGUID="{one.target}">{_referred(one.notes)}</Link>'
    )


def _described(words: str) -> str:
    return f"<Description>{said(words)}</Description>" if words else ""


def _referred(notes: Iterable[str]) -> str:
    return "".join(f'<NoteRef targetGUID="{guid}"/>' for guid in notes)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
