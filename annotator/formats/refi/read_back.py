"""Compares a REFI-QDA project that was written with what goes by: each thing on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.refi import project_in
from annotator.formats.refi.project_out import title_of
from annotator.formats.refi.sources import about_project
from annotator.language import tr
from annotator.text.csv_text import sum_of

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.refi.sources import RefiSource, SourceMaker


def differences(
    selection: ExportSelection, maker: SourceMaker, archive: zipfile.ZipFile
) -> Iterator[str]:
    """Give what is otherwise than it should be; articles are gone through side by side."""
    file = _File(archive)
    sums = {"Note": 0, "Link": 0}
    occurs: dict[str, list[str]] = {}
    for content in selection:
        wanted = maker.source(content)
        found = file.source()
        if found is None:
            yield tr("{title} is missing", title=wanted.name)
            continue
        yield from _of_source(wanted, found, maker)
        sums["Note"] = _summed(wanted.notes, sums["Note"])
        sums["Link"] = _summed(wanted.links, sums["Link"])
        for actor_id, guid in wanted.occurs:
            occurs.setdefault(actor_id, []).append(guid)
    own = [maker.note(one) for one in selection.notes() if about_project(one)]
    sums["Note"] = _summed(own, sums["Note"])
    sums["Case"] = _summed(maker.cases(occurs), 0)
    sums["Code"] = _summed(maker.codes.tops(), 0)
    sums["User"] = _summed(maker.layer_names().items(), 0)
    project = title_of(selection.bundle), tuple(one.guid for one in own)
    sums["Project"] = _summed([project], 0)
    file.rest()
    for name, its_sum in sums.items():
        if file.sums[name] != its_sum:
            yield tr("{file} reads back otherwise", file=name)
    if file.n_sources:
        yield tr("{n} sources too many", n=file.n_sources)


def _of_source(wanted: RefiSource, found: RefiSource, maker: SourceMaker) -> Iterator[str]:
    if maker.file_of(wanted.text) != found.text.encode("utf-8"):
        yield tr("the text of {title} reads back otherwise", title=wanted.name)
        return
    if (wanted.guid, wanted.name, wanted.description, wanted.at, dict(wanted.fields)) != (
        *(found.guid, found.name, found.description, found.at),
        dict(found.fields),
    ) or wanted.own_notes != found.own_notes:
        yield tr("{title} reads back otherwise", title=wanted.name)
    if wanted.selections != found.selections:
        yield tr("the selections of {title} read back otherwise", title=wanted.name)
    words = maker.words_in(found.text)
    for one, quote in zip(wanted.selections, wanted.quotes, strict=True):
        if words(one.start, one.end) != quote:
            yield tr("{title} has not the words at {place}", title=wanted.name, place=one.start)


def _summed(things: Iterable[object], before: int) -> int:
    rows = (one if isinstance(one, tuple) else (repr(one),) for one in things)
    return sum_of(rows, before)


class _File:
    """What is in the file, article by article; all else is summed up on the way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._elements = project_in.elements(archive)
        self._variables: dict[str, str] = {}
        self.n_sources = 0
        self._made: dict[str, Callable[[Element], object]] = {
            "Code": project_in.code_of,
            "Case": lambda one: project_in.case_of(one, self._variables),
            "Note": project_in.note_of,
            "Link": project_in.link_of,
            "User": project_in.layer_of,
            "Project": project_in.project_of,
        }
        self.sums = dict.fromkeys(self._made, 0)

    def source(self) -> RefiSource | None:
        """Give the next article; None behind the last."""
        for name, one in self._elements:
            if name == "TextSource":
                return project_in.source_of(one, self._archive, self._variables)
            self._sum(name, one)
        return None

    def rest(self) -> None:
        """Sum up what is behind the last article."""
        for name, one in self._elements:
            if name == "TextSource":
                self.n_sources += 1
            else:
                self._sum(name, one)

    def _sum(self, name: str, one: Element) -> None:
        if name == "Variable":
            self._variables[one.attrib["guid"]] = one.attrib["name"]
        elif name in self._made:
            self.sums[name] = _summed([self._made[name](one)], self.sums[name])
