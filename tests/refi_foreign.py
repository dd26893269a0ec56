"""REFI-QDA projects as other programs write them, made in a test from a few words."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from annotator.formats import by_name
from annotator.formats.base import ReadOptions
from annotator.formats.counting import Counting
from annotator.formats.sources import Source
from annotator.text.offsets import ForeignOffsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.formats.base import Reading

SPACE = "urn:QDA-XML:project:1.0"
PLAIN = Counting()
NVIVO = Counting(utf16=True, crlf=True)


def guid(name: str) -> str:
    """Give the id of a thing: always the same."""
    return str(uuid5(NAMESPACE_URL, name)).upper()


def element(tag: str, *inside: str, **attributes: object) -> str:
    """Give an element of XML; attributes that are None are left out."""
    said = "".join(
        f" {key}={quoteattr(str(value))}" for key, value in attributes.items() if value is not None
    )
    return f"<{tag}{said}>{''.join(inside)}</{tag}>"


@dataclass
class ForeignProject:
    """A project while it is made. Codes are known by their paths, users and cases by a word."""

    counting: Counting = PLAIN
    origin: str = "MAXQDA 24"
    named: bool = True
    qde: str = "project.qde"
    folder: str = "sources"
    braces: bool = False
    users: dict[str, str] = field(default_factory=lambda: {"anna": "Anna"})
    codes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    rest: dict[str, list[str]] = field(default_factory=dict)

    def id(self, name: str) -> str:
        """Give the id of a thing as this program writes ids."""
        return f"{{{guid(name)}}}" if self.braces else guid(name)

    def text(
        self,
        title: str,
        text: str,
        marks: Sequence[tuple[str, str] | tuple[str, str, str]] = (),
        *more: str,
        scheme: str = "internal://",
        **attributes: object,
    ) -> None:
        """Add a text; each mark is (words, code) or (words, code, user)."""
        name = f"{guid(title)}.txt"
        self.files[f"{self.folder}/{name}"] = self._bytes(text)
        selections = (self.selection(title, text, *one) for one in marks)
        self.sources.append(
            element(
                "TextSource",
                *selections,
                *more,
                guid=self.id(title),
                name=title,
                plainTextPath=f"{scheme}{name}",
                **attributes,
            )
        )

    def selection(
        self, title: str, text: str, words: str, code: str, user: str = "anna", *more: str
    ) -> str:
        """Give the selection of the first place of some words."""
        count = ForeignOffsets(
            text, utf16=self.counting.utf16, crlf=self.counting.crlf, bom=self.counting.bom
        )
        start = text.index(words)
        end = start + len(words) - self.counting.end
        key = f"{title} {words} {code} {user}"
        self.code(code)
        return element(
            "PlainTextSelection",
            element(
                "Coding",
                element("CodeRef", targetGUID=self.id(code)),
                guid=self.id(f"coding {key}"),
                creatingUser=self.id(user) if user else None,
            ),
            *more,
            guid=self.id(f"selection {title} {words} {user}"),
            name=words if self.named else None,
            startPosition=count.to_unit(start),
            endPosition=count.to_unit(end),
            creatingUser=self.id(user) if user else None,
        )

    def code(self, path: str) -> None:
        """Make sure that a code is in the codebook, with those above it."""
        parts = path.split(" ▸ ")
        for n in range(1, len(parts) + 1):
            one = " ▸ ".join(parts[:n])
            if one not in self.codes:
                self.codes.append(one)

    def data(self) -> bytes:
        """Give the archive."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.files.items():
                archive.writestr(name, data)
            archive.writestr(self.qde, self.xml())
        return made.getvalue()

    def xml(self) -> str:
        """Give the project itself."""
        users = [element("User", guid=self.id(key), name=name) for key, name in self.users.items()]
        lists: dict[str, Iterable[str]] = {
            "Users": users,
            "Variables": self.rest.get("Variables", ()),
            "Cases": self.rest.get("Cases", ()),
            "Sources": self.sources,
            "Notes": self.rest.get("Notes", ()),
            "Links": self.rest.get("Links", ()),
            "Sets": self.rest.get("Sets", ()),
        }
        found = {name: element(name, *inside) for name, inside in lists.items() if [*inside]}
        codes = element("CodeBook", element("Codes", *self._codes("")))
        inside = (found.pop("Users", ""), codes, *found.values(), *self.rest.get("Project", ()))
        return element("Project", *inside, xmlns=SPACE, name="Made", origin=self.origin)

    def _codes(self, above: str) -> Iterable[str]:
        for path in self.codes:
            start, _, name = path.rpartition(" ▸ ")
            if start == above:
                own = self.rest.get(f"code {path}", ())
                below = self._codes(path)
                yield element("Code", *own, *below, guid=self.id(path), name=name, isCodable="true")

    def _bytes(self, text: str) -> bytes:
        held = text.replace("\n", "\r\n") if self.counting.crlf else text
        mark = "\ufeff" if self.counting.bom or self.origin.startswith("NVivo") else ""
        return (mark + held).encode("utf-8")


def note(key: str, text: str, project: ForeignProject) -> str:
    """Give a note."""
    return element("Note", element("PlainTextContent", escape(text)), guid=project.id(key))


def refers(tag: str, key: str, project: ForeignProject) -> str:
    """Give a reference to something."""
    return element(tag, targetGUID=project.id(key))


def read(project: ForeignProject | bytes, name: str = "a.qdpx", reading: str = "") -> Reading:
    """Read a project as it comes in."""
    data = project if isinstance(project, bytes) else project.data()
    options = ReadOptions(reading=reading, now=lambda: "2026-03-02T10:00:00Z")
    return by_name("qdpx").read(Source(name, data=data), options)
