"""The archive of a REFI-QDA project of any program: its XML, element by element, and its texts.

What the elements mean is known to `index` and `contents`.
"""

from __future__ import annotations

import weakref
import zlib
from codecs import BOM_UTF8
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from urllib.parse import unquote
from zipfile import BadZipFile

from annotator.errors import CannotRead, Where
from annotator.formats import zip_archive
from annotator.formats.decoding import decode
from annotator.formats.refi.xml_in import MOST_WITHIN, ProjectXml, guid_of
from annotator.formats.safe_xml import UnsafeXml
from annotator.language import tr
from annotator.text.normal import normalise

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from annotator.formats.refi.xml_in import FoundElement
    from annotator.work import Watch

_PROJECT, _USUAL = ".qde", "project.qde"
_WORD = ".docx"
_HEAD = 2_000
_CHANGED = (BadZipFile, zlib.error, EOFError, OSError)
"""What an archive raises that was whole, and is written over or taken away while it is read."""
_CHUNK, _MB = 1 << 13, 1_000_000
"""After so many bytes somebody may have wished that it stops."""


class HeldText(NamedTuple):
    """A text by our rules, and its shape: a line end where the file has two characters for it.

    `has_mark` = the file begins with a byte order mark.
    """

    text: str
    shape: str
    n_replaced: int = 0
    has_mark: bool = False


@dataclass(slots=True)
class RefiArchive:
    """One project file, whose parts are looked at for what would harm as they are read.

    `not_read` are other projects that lie in it.
    """

    name: str
    archive: zipfile.ZipFile
    project: str
    by_name: dict[str, str]
    watch: Watch | None = None
    not_read: tuple[str, ...] = ()
    _read: set[str] = field(default_factory=set)

    @classmethod
    def opened(cls, data: bytes | BinaryIO, name: str, watch: Watch | None = None) -> RefiArchive:
        """Open bytes or a file; raises `CannotRead` for what is damaged, would harm, is no project.

        The XML lies in the one file that ends in .qde, whatever it is called. A file is closed
        once nobody needs the archive any more.
        """
        archive = zip_archive.opened(data, name, tr("a REFI-QDA project"))
        if not isinstance(data, bytes):
            weakref.finalize(archive, data.close)
        inside = [one for one in archive.namelist() if not one.startswith(zip_archive.BESIDE_MAC)]
        every = [one for one in inside if one.lower().endswith(_PROJECT)]
        found = [one for one in every if "/" not in one] or every
        usual = [one for one in found if one.lower() == _USUAL]
        if len(usual or found) != 1:
            raise wrong(name, tr("it holds {n} projects (files that end in .qde)", n=len(found)))
        (project,) = usual or found
        not_read = tuple(one for one in every if one != project)
        by_name: dict[str, str] = {}
        for one in inside:
            # What lies in the folder of sources goes before what has its name elsewhere.
            is_source = one.lower().startswith("sources/")
            key = one.rpartition("/")[2].lower()
            if is_source or key not in by_name:
                by_name[key] = one
        return cls(name, archive, project, by_name, watch, not_read)

    def head_says(self, words: str) -> bool:
        """Say whether these words stand in the first bytes of the XML, as UTF-8."""
        with suppress(*_CHANGED), self.archive.open(self.project) as file:
            return words.encode() in file.read(_HEAD)
        return False

    def elements(self) -> Iterator[FoundElement]:
        """Give users, codes, variables, cases, sources, notes, links, sets and graphs one by one.

        Each with its name, bare of the namespace, like those of all that is in it; the project
        itself comes last. Raises `CannotRead`.
        """
        xml, n = ProjectXml(), 0
        self._read.add(self.project)
        for n_bytes in zip_archive.fed(self.archive, self.project, self.name, xml.check, _CHUNK):
            n += n_bytes
            if self.watch is not None:
                self._tell(self.watch, n)
            if xml.is_too_much:
                what = tr("one element of it holds more than {n} others", n=f"{MOST_WITHIN:,}")
                raise wrong(self.name, what)
            found = [*xml.found]
            xml.found.clear()
            yield from found
        yield from xml.found

    def check_others(self) -> None:
        """See that all is whole that was not read; raises `CannotRead`."""
        zip_archive.check_others(self.archive, self.name, self._read)

    def _tell(self, watch: Watch, n_bytes: int) -> None:
        watch.cancel.check()
        size = self.archive.getinfo(self.project).file_size
        watch.progress(n_bytes // _MB, max(1, size // _MB), tr("MB"))

    def text_at(self, path: str) -> HeldText | None:
        """Give the text that a path names; None where it is not in the file."""
        held = self._named(path)
        if held is None:
            return None
        data = self._part(held)
        found = held_text(decode(data, f"{self.name} ({held})").text)
        return found._replace(has_mark=data.startswith(BOM_UTF8))

    def _named(self, path: str) -> str | None:
        """Give the part that a path of any kind names by its end, which may be %-encoded."""
        name = path.replace("\\", "/").rpartition("/")[2]
        return self.by_name.get(name.lower()) or self.by_name.get(unquote(name).lower())

    def _part(self, inner: str) -> bytes:
        if not inner.lower().endswith(zip_archive.XML_ENDINGS):
            self._read.add(inner)
        return zip_archive.part_of(self.archive, inner, self.name)

    def rich_text_at(self, path: str) -> HeldText | None:
        """Give the words of the Word file that a path names; None where there is none to read."""
        from annotator.formats.word_in.articles import texts_of
        from annotator.formats.word_in.package import opened

        held = self._named(path)
        if held is None or not held.lower().endswith(_WORD):
            return None
        data = self._part(held)
        try:
            texts = texts_of(opened(data, f"{self.name} ({held})"))
        except CannotRead:
            return None
        return held_text("\n".join(one.text for one in texts))


def scheme_elements(data: bytes, name: str) -> list[FoundElement]:
    """Give the topmost codes of a codebook, and its sets; raises `CannotRead`."""
    xml, kind = ProjectXml(), tr("a REFI-QDA coding scheme")
    try:
        xml.check.feed(data)
        xml.check.close()
    except UnsafeXml as problem:
        what = tr("line {line}: {what}", line=problem.line, what=problem)
        raise wrong(name, what, kind) from problem
    if xml.found[-1].kind != "CodeBook":
        raise wrong(name, tr("it holds no coding scheme"), kind)
    return xml.found


def held_text(raw: str) -> HeldText:
    """Give a text by our rules, with the shape that it had."""
    normal = normalise(raw)
    shape = normal.text
    if normal.crlf and normal.text.count("\n") != len(normal.crlf):
        two = {at - n - normal.n_before for n, at in enumerate(normal.crlf)}
        # One character takes the place of each line end that was one character.
        lines = (one if n in two or one != "\n" else " " for n, one in enumerate(normal.text))
        shape = "".join(lines)
    return HeldText(normal.text, shape, normal.n_replaced)


def wrong(name: str, what: str, kind: str = "") -> CannotRead:
    """Give the error of a file that is no such project."""
    kind = kind or tr("a REFI-QDA project")
    return CannotRead(
        tr("{name} cannot be read as {kind}: {what}.", name=name, kind=kind, what=what),
        tr("Save or export it again from the program that made it."),
        Where(file=name),
    )


def targets(one: Element, name: str) -> list[str]:
    """Give the ids that references of a kind lead to."""
    return [guid_of(each, "targetGUID") for each in one.findall(name)]


def text_of(one: Element, name: str) -> str:
    """Give the text of an element below; "" where there is none."""
    return (one.findtext(name) or "").strip()
