"""What a REFI-QDA project of any program holds beside its texts, and how it counts positions.

One pass over the file: users, codes, cases, notes and links are kept, texts and codings only
looked at. The articles themselves are made in `contents`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.counting import Calibration, Counting, ForeignPlace
from annotator.formats.refi.archive import (
    HeldText,
    RefiArchive,
    guid_of,
    held_text,
    targets,
    text_of,
    whole_number,
    wrong,
)
from annotator.formats.refi.codes import COLOUR
from annotator.formats.refi.held_links import HeldLinks, RefiTie, SelectionPlaces
from annotator.language import tr
from annotator.model.scheme import LinkType, SpanType
from annotator.model.scheme_edits.codes import STEP, made_name
from annotator.model.span import MOST_MARKS
from annotator.text.likeness import text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

TEXT_SOURCES = ("TextSource", "PDFSource")
_USUAL = {
    "nvivo": Counting(utf16=True, crlf=True),
    "atlas": Counting(),
    "qualcoder": Counting(),
    "annotator": Counting(),
}
"""How programs are known to count."""
_OURS = "annotator "
_OF_OURS = (Counting(), Counting(utf16=True, crlf=True))
_RTF = ".rtf"
"""Not read: positions count the text that the other program made of it, and the libraries that
there are take minutes for 30 kB made to harm."""
_LINK_VALUES = re.compile(r"(.+?) \((.+: .+)\)")
_PLAIN = SpanType("").colour
_MOST_CODES = 5_000
"""A codebook that a person can work with has far fewer."""


class RefiMemo(NamedTuple):
    """A note as it stands: its words, who wrote it and when."""

    text: str
    by: str
    at: str


class RefiPerson(NamedTuple):
    """A case as it stands: its name, its words, its fields."""

    guid: str
    name: str
    description: str
    fields: dict[str, str]
    notes: tuple[str, ...]


@dataclass(slots=True)
class RefiIndex:
    """What was found in one pass. Things are known by their ids, as `guid_of` gives them."""

    origin: str = ""
    users: dict[str, str] = field(default_factory=dict)
    marking: dict[str, None] = field(default_factory=dict)
    types: dict[str, SpanType] = field(default_factory=dict)
    grouping: set[str] = field(default_factory=set)
    used: Counter[str] = field(default_factory=Counter)
    code_notes: list[tuple[str, str]] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    cases: list[RefiPerson] = field(default_factory=list)
    occurs: dict[str, str] = field(default_factory=dict)
    of_sources: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, RefiMemo] = field(default_factory=dict)
    places: SelectionPlaces = field(default_factory=SelectionPlaces)
    referred: set[str] = field(default_factory=set)
    about_project: list[str] = field(default_factory=list)
    link_types: dict[str, LinkType] = field(default_factory=dict)
    links: HeldLinks = field(default_factory=HeldLinks)
    sums: list[str] = field(default_factory=list)
    not_texts: list[str] = field(default_factory=list)
    rtf_alone: set[str] = field(default_factory=set)
    without_words: list[str] = field(default_factory=list)
    n: Counter[str] = field(default_factory=Counter)
    calibration: Calibration = field(default_factory=Calibration)

    @property
    def usual(self) -> Counting | None:
        """How the program that wrote it counts; None = not known."""
        return next((one for name, one in _USUAL.items() if name in self.origin.lower()), None)

    @property
    def made_for(self) -> Counting | None:
        """How a file that this program wrote counts; None = others wrote it."""
        if not self.is_ours:
            return None
        return _OF_OURS[self.n["article.mark"] > 0]

    def offered(self) -> tuple[SpanType, ...]:
        """Give a type for each code: those that only group others where they were used."""
        every = self.types.items()
        return tuple(one for guid, one in every if guid in self.used or guid not in self.grouping)

    @property
    def is_ours(self) -> bool:
        """Whether this program wrote the file as it is."""
        return self.origin.startswith(_OURS)


def index_of(archive: RefiArchive) -> RefiIndex:
    """Look through a project; raises `CannotRead`."""
    index = RefiIndex()
    if archive.head_says(f'origin="{_OURS}'):
        # Only these two readings can be; foreign files get every one tried.
        index.calibration = Calibration(_OF_OURS)
    reader = _IndexReader(archive, index)
    for kind, one in archive.elements():
        reader.take(kind, one)
    reader.finish()
    return index


def codes_index(name: str, codes: Iterable[Element]) -> RefiIndex:
    """Give the codes of a codebook; raises `CannotRead`."""
    index = RefiIndex()
    reader = _IndexReader(None, index, name)
    for one in codes:
        reader.take(one.tag, one)
    return index


def article_sources(
    archive: RefiArchive,
) -> Iterator[tuple[int, Element, Element, HeldText]]:
    """Give each source that has words: its number, its element, the one with its selections, text.

    Sources without words, and what is no text, are passed over.
    """
    number = 0
    for kind, one in archive.elements():
        if kind in TEXT_SOURCES:
            holder, held = held_by(archive, one)
            if holder is not None and held is not None and held.text.strip():
                yield number, one, holder, held
            number += 1


def held_by(archive: RefiArchive, one: Element) -> tuple[Element | None, HeldText | None]:
    """Give the element that has the selections of a source, and the text they are in.

    Of a PDF that is its representation as text. Raises `CannotRead` for a text that is missing.
    """
    holder = one if one.tag == "TextSource" else one.find("Representation")
    if holder is None:
        return None, None
    path = holder.get("plainTextPath", "")
    inline = holder.find("PlainTextContent")
    if inline is not None:
        return holder, held_text(inline.text or "")
    if not path:
        return holder, _of_rich_text(archive, holder)
    held = archive.text_at(path) or _of_rich_text(archive, holder)
    if held is None:
        what = tr("the text of “{title}” ({path}) is not in it", title=title_of(one), path=path)
        raise wrong(archive.name, what)
    return holder, held


def _of_rich_text(archive: RefiArchive, holder: Element) -> HeldText | None:
    """Give the text of a source that has it as a Word file alone; None where it cannot be read.

    Its positions count a text that only the other program has: where one is past the end, what
    was read is not that text.
    """
    held = archive.rich_text_at(holder.get("richTextPath", ""))
    if held is None or any(place.end > len(held.text) for _, place in places_of(holder)):
        return None
    return held


def title_of(one: Element) -> str:
    """Give what a source is called."""
    return one.get("name", "").strip() or tr("untitled")


def places_of(holder: Element) -> list[tuple[Element, ForeignPlace]]:
    """Give the selections of a text with their places."""
    return [
        (
            one,
            ForeignPlace(
                whole_number(one, "startPosition"),
                whole_number(one, "endPosition"),
                one.get("name", ""),
            ),
        )
        for one in holder.findall("PlainTextSelection")
    ]


def values_of(one: Element, variables: dict[str, str]) -> dict[str, str]:
    """Give what variables say of a source or a case, by their names."""
    found: dict[str, str] = {}
    for each in one.findall("VariableValue"):
        name = variables.get(next(iter(targets(each, "VariableRef")), ""), "")
        value = next((x.text for x in each if x.tag != "VariableRef" and x.text), "") or ""
        if name and value.strip():
            found[name] = value.strip()
    return found


def link_words(name: str) -> tuple[str, dict[str, str]]:
    """Give what a link is called, and the values that we write behind its name."""
    found = _LINK_VALUES.fullmatch(name)
    if found is None:
        return name, {}
    pairs = (one.partition(": ") for one in found[2].split(", "))
    return found[1], {key: value for key, _, value in pairs if value}


class _IndexReader:
    """Takes the elements of a project as they come."""

    def __init__(self, archive: RefiArchive | None, index: RefiIndex, name: str = "") -> None:
        self._held = archive
        self._name = name if archive is None else archive.name
        self._index = index
        self._number = 0
        self._paths: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._take = {
            "User": self._user,
            "Code": self._code,
            "Variable": self._variable,
            "Case": self._case,
            "Note": self._note,
            "Link": self._link,
            "Project": self._project,
        }

    def take(self, kind: str, one: Element) -> None:
        """Take one element of the lists, or the project itself."""
        if kind in TEXT_SOURCES:
            self._source(one)
        elif kind.endswith("Source"):
            self._index.not_texts.append(title_of(one))
            self._lost(one)
        elif kind in ("Set", "Graph"):
            self._index.n[kind] += 1
        elif kind in self._take:
            self._take[kind](one)

    def finish(self) -> None:
        """Sort links by where they begin; those that no layer can hold are counted."""
        self._index.places.sort()
        for one in self._index.links.sort(self._index.places):
            if one is None:
                self._index.n["link.lost"] += 1
                continue
            self._index.referred.update(one.notes)
            kind, _ = link_words(one.name)
            if kind not in self._index.link_types:
                taken = {each.name for each in self._index.link_types.values()}
                made = LinkType(made_name(kind or "link", taken), kind or tr("link"))
                self._index.link_types[kind] = made
        self._index.n["link"] = self._index.links.n
        # What nothing refers to is about the project.
        index = self._index
        rest = (one for one in index.notes if one not in index.referred)
        index.about_project = [*dict.fromkeys((*index.about_project, *rest))]

    def _project(self, one: Element) -> None:
        self._index.origin = one.get("origin", "").strip()
        self._index.about_project = targets(one, "NoteRef")
        if one.find("CodeBook") is None and one.find("Sources") is None:
            raise wrong(self._name, tr("there are neither codes nor sources in it"))

    def _user(self, one: Element) -> None:
        self._index.users[guid_of(one)] = one.get("name", "").strip()

    def _variable(self, one: Element) -> None:
        self._index.variables[guid_of(one)] = one.get("name", "").strip()

    def _code(self, one: Element, above: str = "") -> None:
        name = " ".join(one.get("name", "").split())
        if not name:
            self._index.n["code.nameless"] += 1
            name = tr("code without a name")
        path = f"{above}{STEP}{name}" if above else name
        self._paths[path] += 1
        if self._paths[path] > 1:
            path = f"{path} {self._paths[path]}"
        if len(self._taken) >= _MOST_CODES:
            raise wrong(self._name, tr("it has more than {n} codes", n=f"{_MOST_CODES:,}"))
        colour = one.get("color", "")
        made = SpanType(
            made_name(path, self._taken),
            colour=colour if COLOUR.fullmatch(colour) else _PLAIN,
            definition=text_of(one, "Description"),
            label=path,
        )
        self._taken.add(made.name)
        guid = guid_of(one) or path
        self._index.types.setdefault(guid, made)
        if one.get("isCodable", "true").strip() in ("false", "0"):
            self._index.grouping.add(guid)
        notes = targets(one, "NoteRef")
        self._index.referred.update(notes)
        self._index.code_notes += ((each, made.name) for each in notes)
        for each in one.findall("Code"):
            self._code(each, path)

    def _case(self, one: Element) -> None:
        index, guid = self._index, guid_of(one)
        name = one.get("name", "").strip() or tr("untitled")
        fields = values_of(one, index.variables)
        notes = tuple(targets(one, "NoteRef"))
        self._index.referred.update(notes)
        guid = guid or name
        index.cases.append(RefiPerson(guid, name, text_of(one, "Description"), fields, notes))
        for each in targets(one, "SelectionRef"):
            index.occurs.setdefault(each, guid)
        for each in targets(one, "SourceRef"):
            index.of_sources.setdefault(each, []).append(name)

    def _note(self, one: Element) -> None:
        words = text_of(one, "PlainTextContent")
        if not words and one.get("plainTextPath") and self._held is not None:
            held = self._held.text_at(one.get("plainTextPath", ""))
            words = "" if held is None else held.text.strip()
        name = one.get("name", "").strip()
        if name and not words.startswith(name):
            words = f"{name}\n{words}".strip()
        words = words or text_of(one, "Description")
        user = guid_of(one, "creatingUser")
        self._index.notes[guid_of(one)] = RefiMemo(words, user, one.get("creationDateTime", ""))

    def _link(self, one: Element) -> None:
        origin, target = guid_of(one, "originGUID"), guid_of(one, "targetGUID")
        notes = tuple(targets(one, "NoteRef"))
        guid = guid_of(one) or f"{origin} {target}"
        self._index.links.add(RefiTie(guid, one.get("name", "").strip(), origin, target, notes))

    def _source(self, one: Element) -> None:
        number, self._number = self._number, self._number + 1
        holder, held = (None, None) if self._held is None else held_by(self._held, one)
        if holder is None or held is None:
            self._index.not_texts.append(title_of(one))
            if holder is not None and holder.get("richTextPath", "").lower().endswith(_RTF):
                self._index.rtf_alone.add(title_of(one))
            self._lost(one)
            return
        if not held.text.strip():
            self._index.without_words.append(title_of(one))
            self._index.n["coding.wordless"] += sum(1 for _ in one.iter("Coding"))
            return
        self._index.n["article"] += 1
        self._index.sums.append(text_sha256(held.text))
        self._index.n["article.mark"] += held.has_mark
        places = places_of(holder)
        if len(places) > MOST_MARKS:
            what = tr("“{title}” has more than {n} codings", title=title_of(one), n=MOST_MARKS)
            raise wrong(self._name, what)
        self._refer(one)
        for each, place in places:
            guid = guid_of(each)
            self._index.places.add(guid, number)
            self._refer(each)
            self._index.n["coding.empty"] += place.start == place.end
            for coding in each.findall("Coding"):
                self._refer(coding)
                self._index.n["coding"] += 1
                self._index.marking[coded_by(coding, each, one)] = None
                codes = targets(coding, "CodeRef")
                self._index.used.update(codes[:1])
                known = self._index.types.keys()
                self._index.n["coding.codeless"] += not known & {*codes}
        if one.tag == "PDFSource":
            self._index.n["coding.picture"] += len(one.findall("PDFSelection/Coding"))
        self._index.n["coding.whole"] += len(one.findall("Coding"))
        coded = [place for each, place in places if each.find("Coding") is not None]
        self._index.calibration.add(number, held.text, held.shape, coded)

    def _refer(self, one: Element) -> None:
        self._index.referred.update(targets(one, "NoteRef"))

    def _lost(self, one: Element) -> None:
        self._index.n["coding.picture"] += sum(1 for _ in one.iter("Coding"))


def coded_by(coding: Element, selection: Element, source: Element) -> str:
    """Give who coded; "" where nobody says."""
    for one in (coding, selection, source):
        user = guid_of(one, "creatingUser")
        if user:
            return user
    return ""
