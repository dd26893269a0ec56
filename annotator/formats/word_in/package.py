"""A Word file opened: looked through once, its parts heard on the way, whatever they are called.

Each part is known by its root. What comes of the words is in `articles`, of comments in `comments`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from annotator.errors import CannotRead, Where
from annotator.formats import zip_archive
from annotator.formats.safe_xml import XmlCheck
from annotator.formats.word_in.stories import Names, StoryReader, said
from annotator.language import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

    from annotator.formats.word_in.stories import Anchor, Heard, Story

_MAIN = "word/document.xml"
_HELD = {
    "w:document": "",
    "w:hdr": "",
    "w:ftr": "",
    "w:footnotes": "w:footnote",
    "w:endnotes": "w:endnote",
    "w:comments": "w:comment",
}
"""The roots that hold words, and what in them holds each story."""
_YES = ("1", "true", "on")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class WordFile:
    """What was heard of a Word file.

    `styles` are the names of styles by their ids. Of comments, each known by its last paragraph,
    `parents` says which other they answer, `moments` when they were written in UTC, where newer
    programs tell it, `resolved` which are settled.
    """

    body: StoryReader
    others: Mapping[str, list[StoryReader]]
    styles: Mapping[str, str]
    parents: Mapping[str, str]
    moments: Mapping[str, str]
    resolved: Set[str]

    def comments(self) -> list[Story]:
        """Give the comments in the order of the file."""
        return [one for reader in self.others.get("w:comments", ()) for one in reader.stories]

    def anchors(self) -> dict[str, Anchor]:
        """Give where comments stand, those in notes too."""
        every: dict[str, Anchor] = {}
        for root in ("w:endnotes", "w:footnotes"):
            for reader in self.others.get(root, ()):
                every |= reader.anchors
        return every | self.body.anchors

    def stories(self) -> list[Story]:
        """Give what makes the text: the body, then text boxes, then notes as they are called."""
        notes = {
            (kind, one.id): one
            for kind in ("footnote", "endnote")
            for reader in self.others.get(f"w:{kind}s", ())
            for one in reader.stories
            if said(one.said, "type") in ("", "normal")
        }
        called = [notes[each] for each in dict.fromkeys(self.body.notes) if each in notes]
        beside = [one for one in (*self.body.boxes, *called) if one.text.strip()]
        return [*self.body.stories, *beside]

    def notes(self, name: str) -> Iterator[str]:
        """Give what was taken in or left out on the way, as sentences."""
        every = [self._heard(root) for root in ("w:comments", "w:footnotes", "w:endnotes")]
        heard: list[Heard] = [self.body.heard, *chain.from_iterable(every)]
        n_changes = sum(one.inserted + one.deleted for one in heard)
        if n_changes:
            yield trn(
                "{name}: {n} tracked change was taken as accepted.",
                "{name}: {n} tracked changes were taken as accepted.",
                n_changes,
                name=name,
            )
        n_hidden = sum(one.hidden for one in heard)
        if n_hidden:
            yield trn(
                "{name}: {n} run of hidden words comes in like the others.",
                "{name}: {n} runs of hidden words come in like the others.",
                n_hidden,
                name=name,
            )
        n_beside = len(self.stories()) - 1
        if n_beside:
            yield trn(
                "{name}: {n} text box or note stands at the end of the text.",
                "{name}: {n} text boxes and notes stand at the end of the text.",
                n_beside,
                name=name,
            )
        n_left = sum(one.pictures + one.embedded for one in heard)
        if n_left:
            yield trn(
                "{name}: {n} picture or embedded file is left out.",
                "{name}: {n} pictures and embedded files are left out.",
                n_left,
                name=name,
            )
        edges = [one for root in ("w:hdr", "w:ftr") for one in self.others.get(root, ())]
        if any(one.stories[0].text.strip() for one in edges):
            yield tr("{name}: headers and footers of its pages are left out.", name=name)

    def _heard(self, root: str) -> Iterator[Heard]:
        return (one.heard for one in self.others.get(root, ()))


def opened(data: bytes, name: str) -> WordFile:
    """Give what is in a Word file; raises `CannotRead`."""
    if data.startswith(_OLE):
        raise _no_word_file(data, name)
    parts: dict[str, _Part] = {}

    def check_of(inner: str) -> XmlCheck:
        part = parts[inner] = _Part()
        return XmlCheck(part.begins, part.ends, part.words)

    zip_archive.checked(data, name, tr("a Word file"), check_of)
    readers: dict[str, dict[str, StoryReader]] = {}
    for inner, part in parts.items():
        if part.reader is not None:
            readers.setdefault(part.root, {})[inner] = part.reader
    mains = readers.pop("w:document", {})
    if not mains:
        raise CannotRead(
            tr("{name} is no Word file: no document is in it.", name=name),
            tr("Open it in Word or LibreOffice and save it anew as .docx."),
            Where(file=name),
        )
    body = mains.get(_MAIN) or next(iter(mains.values()))
    told = [part.told for part in parts.values()]
    moments = _together(one.moments for one in told)
    durable = _together(one.durable for one in told)
    return WordFile(
        body,
        {root: [*every.values()] for root, every in readers.items()},
        _together(one.styles for one in told),
        _together(one.parents for one in told),
        {key: moments[other] for key, other in durable.items() if other in moments},
        {key for one in told for key in one.resolved},
    )


def _together(every: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {key: value for one in every for key, value in one.items()}


def _no_word_file(data: bytes, name: str) -> CannotRead:
    if _ENCRYPTED in data:
        return CannotRead(
            tr("{name} is not opened: it is encrypted.", name=name),
            tr("Open it in Word, take the password off and save it."),
            Where(file=name),
        )
    return CannotRead(
        tr("{name} is an old Word file (.doc), whatever its name says.", name=name),
        tr("Open it in Word or LibreOffice and save it as .docx."),
        Where(file=name),
    )


@dataclass(slots=True)
class _Told:
    """What parts beside the words tell: names of styles, and what is known of comments.

    A comment is known by its last paragraph, its moment by an id that `durable` gives.
    """

    styles: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    resolved: set[str] = field(default_factory=set)
    durable: dict[str, str] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    _style: str = ""

    def hear(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        if name in _TELLING:
            _TELLING[name](self, attributes)

    def _begins_style(self, attributes: Mapping[str, str]) -> None:
        self._style = said(attributes, "styleId")

    def _names_style(self, attributes: Mapping[str, str]) -> None:
        if self._style:
            self.styles.setdefault(self._style, said(attributes, "val").casefold())

    def _answers(self, attributes: Mapping[str, str]) -> None:
        paragraph, parent = said(attributes, "paraId"), said(attributes, "paraIdParent")
        if parent:
            self.parents[paragraph] = parent
        if said(attributes, "done") in _YES:
            self.resolved.add(paragraph)

    def _is_called(self, attributes: Mapping[str, str]) -> None:
        self.durable[said(attributes, "paraId")] = said(attributes, "durableId")

    def _is_dated(self, attributes: Mapping[str, str]) -> None:
        self.moments[said(attributes, "durableId")] = said(attributes, "dateUtc")


_TELLING: Mapping[str, Callable[[_Told, Mapping[str, str]], None]] = {
    "w:style": _Told._begins_style,
    "w:name": _Told._names_style,
    "w15:commentEx": _Told._answers,
    "w16cid:commentId": _Told._is_called,
    "w16cex:commentExtensible": _Told._is_dated,
}


@dataclass(slots=True)
class _Part:
    """Hears one part of a file: its root says what it is."""

    root: str = ""
    reader: StoryReader | None = None
    told: _Told = field(default_factory=_Told)
    _names: Names = field(default_factory=Names)
    _is_inside: bool = False

    def begins(self, raw: str, attributes: Mapping[str, str]) -> None:
        name = self._names.of(raw, attributes)
        if self.reader is not None:
            self.reader.begins(name, attributes)
        elif not self._is_inside:
            self.root = name
            if name in _HELD:
                self.reader = StoryReader(_HELD[name])
                self.reader.begins(name, attributes)
        elif name:
            self.told.hear(name, attributes)
        self._is_inside = True

    def ends(self, raw: str) -> None:
        if self.reader is not None:
            self.reader.ends(self._names.ending(raw))

    def words(self, data: str) -> None:
        if self.reader is not None:
            self.reader.words(data)
