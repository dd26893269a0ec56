"""What a REFI-QDA project of any program holds beside its texts, and how it counts positions.

One pass over the file: users, codes, cases and notes are kept, texts with their codings and links
packed, on the disk where they are many. The articles themselves are made of these in `contents`.
"""

from __future__ import annotations

import marshal
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.counting import Calibration, Counting, ForeignPlace
from annotator.formats.hashed_ids import HashedIds
from annotator.formats.refi.archive import (
    HeldText,
    RefiArchive,
    held_text,
    targets,
    text_of,
    wrong,
)
from annotator.formats.refi.checksums import Checksums
from annotator.formats.refi.codes import COLOUR
from annotator.formats.refi.held_links import (
    HeldLinks,
    HeldNotes,
    RefiMemo,
    RefiTie,
    TooManyLinks,
)
from annotator.formats.refi.xml_in import FoundElement, guid_of
from annotator.language import tr
from annotator.model.scheme import LinkType, SpanType
from annotator.model.scheme_edits.codes import STEP, made_name
from annotator.model.span import MOST_MARKS
from annotator.spool import Spool
from annotator.text.likeness import text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from annotator.formats.refi.xml_in import PlacedSelection

_TEXT_SOURCES = ("TextSource", "PDFSource")
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
_OF_OURS_SAID = re.compile("^sha256: [0-9a-f]{64}$", re.MULTILINE)
"""How what we say of a text ends: its fields, which are variables too."""
_PLAIN = SpanType("").colour
_N_NAMED = 20
_MOST_CODES, _MOST_KINDS, _LONGEST_PATH = 5_000, 1_000, 20_000
"""A codebook that a person can work with has far fewer, in shorter words."""
_MOST_PEOPLE, _MOST_THINGS = 1_000, 50_000
"""Who marks becomes a layer, a case an actor: each stands in lists, and 50,000 take 100 MB."""
_LONGEST_WORDS = 1_000_000
"""A book of five hundred pages."""


class RefiPerson(NamedTuple):
    """A case as it stands: its name, its words, its fields."""

    guid: str
    name: str
    description: str
    fields: dict[str, str]
    notes: tuple[str, ...]


def _small_numbers() -> HashedIds:
    return HashedIds("I")


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
    occurs: HashedIds = field(default_factory=_small_numbers)
    """Which cases occur in a selection, by their numbers in `cases`."""
    of_sources: HashedIds = field(default_factory=_small_numbers)
    """Which cases a source is about."""
    notes: HeldNotes = field(default_factory=HeldNotes)
    places: HashedIds = field(default_factory=_small_numbers)
    """In which sources a selection stands."""
    keys: HashedIds = field(default_factory=_small_numbers)
    """What articles are called there."""
    about_project: list[str] = field(default_factory=list)
    link_types: dict[str, LinkType] = field(default_factory=dict)
    links: HeldLinks = field(default_factory=HeldLinks)
    sums: Checksums = field(default_factory=Checksums)
    sources: Spool = field(default_factory=Spool)
    """Those that have words, as `_source` packs them."""
    not_texts: list[str] = field(default_factory=list)
    """What the first sources are called that are left out."""
    rtf_alone: set[str] = field(default_factory=set)
    transcripts: set[str] = field(default_factory=set)
    """Which of them have a transcript."""
    project: str = ""
    not_read: tuple[str, ...] = ()
    """Which file of the archive is this project, and which are others."""
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

    def case_of(self, selection: str) -> str | None:
        """Give the id of the first case that occurs in a selection."""
        numbers = self.occurs.of(selection)
        return self.cases[numbers[0]].guid if numbers else None

    def offered(self) -> tuple[SpanType, ...]:
        """Give a type for each code: those that only group others where they were used."""
        return tuple(one for guid, one in self.types.items() if not self.only_groups(guid))

    def only_groups(self, guid: str) -> bool:
        """Say whether a code is there for those below it alone."""
        return guid in self.grouping and guid not in self.used

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
    for one in archive.elements():
        reader.take(one)
    archive.check_others()
    index.project, index.not_read = archive.project, archive.not_read
    reader.finish()
    return index


def codes_index(name: str, every: Iterable[FoundElement]) -> RefiIndex:
    """Give the codes of a codebook; raises `CannotRead`."""
    index = RefiIndex()
    reader = _IndexReader(None, index, name)
    for one in every:
        reader.take(one)
    reader.finish()
    return index


def held_by(
    archive: RefiArchive, found: FoundElement
) -> tuple[Sequence[PlacedSelection], HeldText | None]:
    """Give the selections of a source, and the text they are in; None = it has none to be read.

    Of a PDF that is its representation as text. Raises `CannotRead` for a text that is missing.
    """
    one = found.element
    holder = one if one.tag == "TextSource" else one.find("Representation")
    if holder is None:
        return (), None
    own = [each for each in found.selections if each.holder is holder]
    path = holder.get("plainTextPath", "")
    inline = holder.find("PlainTextContent")
    if inline is not None:
        return own, held_text(inline.text or "")
    if not path:
        return own, _of_rich_text(archive, holder, own)
    held = archive.text_at(path) or _of_rich_text(archive, holder, own)
    if held is None:
        what = tr("the text of “{title}” ({path}) is not in it", title=title_of(one), path=path)
        raise wrong(archive.name, what)
    return own, held


def _of_rich_text(
    archive: RefiArchive, holder: Element, own: Iterable[PlacedSelection]
) -> HeldText | None:
    """Give the text of a source that has it as a Word file alone; None where it cannot be read.

    Its positions count a text that only the other program has: where one is past the end, what
    was read is not that text.
    """
    held = archive.rich_text_at(holder.get("richTextPath", ""))
    if held is None or any(each.cells[2] > len(held.text) for each in own):
        return None
    return held


def title_of(one: Element) -> str:
    """Give what a source is called."""
    return one.get("name", "").strip() or tr("untitled")


def said_values(one: Element) -> list[tuple[str, str]]:
    """Give what variables say of a source or a case, by the ids of these."""
    found = []
    for each in one.findall("VariableValue"):
        value = next((x.text for x in each if x.tag != "VariableRef" and x.text), "") or ""
        if value.strip():
            found.append((next(iter(targets(each, "VariableRef")), ""), value.strip()))
    return found


def values_of(said: Iterable[tuple[str, str]], variables: Mapping[str, str]) -> dict[str, str]:
    """Give what variables say, by their names."""
    return {variables[guid]: value for guid, value in said if variables.get(guid)}


@lru_cache(maxsize=1_000)
def _split_link(name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    found = _LINK_VALUES.fullmatch(name)
    if found is None:
        return name, ()
    pairs = (one.partition(": ") for one in found[2].split(", "))
    return found[1], tuple((key, value) for key, _, value in pairs if value)


def described(guid: str) -> str:
    """Give what a note is known by that tells what is said of a thing."""
    return f"description {guid}"


def link_words(name: str) -> tuple[str, dict[str, str]]:
    """Give what a link is called, and the values that we write behind its name."""
    kind, values = _split_link(name)
    return kind, dict(values)


class _IndexReader:
    """Takes the elements of a project as they come."""

    def __init__(self, archive: RefiArchive | None, index: RefiIndex, name: str = "") -> None:
        self._held = archive
        self._name = name if archive is None else archive.name
        self._index = index
        self._number = 0
        self._paths: Counter[str] = Counter()
        self._referred = HashedIds("I")
        self._taken: set[str] = set()
        self._take = {
            "User": self._user,
            "Code": self._code,
            "Variable": self._variable,
            "Case": self._case,
            "Note": self._note,
            "Link": self._link,
            "Project": self._project,
            "CodeBook": self._book,
        }

    def take(self, found: FoundElement) -> None:
        """Take one element of the lists, or the project itself."""
        kind, one, _ = found
        if kind in self._take:
            self._take[kind](one)
        elif kind in _TEXT_SOURCES:
            self._source(found)
        elif kind.endswith("Source"):
            self._leave_out(found)
        elif kind in ("Set", "Graph"):
            self._index.n[kind] += 1

    def finish(self) -> None:
        """Sort links by where they begin; those that no layer can hold are counted."""
        index = self._index
        self._take_groups()
        n_known = sum(map(index.used.__getitem__, index.types))
        index.n["coding.codeless"] = index.n["coding"] - n_known
        for some in (index.places, index.keys, index.occurs, index.of_sources, index.notes):
            some.sort()
        try:
            self._take_links()
        except TooManyLinks as problem:
            what = tr("a text in it has more than {n} links", n=f"{MOST_MARKS:,}")
            raise wrong(self._name, what) from problem
        index.places.forget()
        index.keys.forget()
        # What nothing refers to is about the project.
        self._referred.sort()
        rest = (one for one in index.notes if not self._referred.of(one))
        beside = dict.fromkeys(index.about_project)
        for one in rest:
            beside[one] = None
            said = tr("notes on codes, cases and the project")
            self._guard(len(beside) + len(index.code_notes), _MOST_THINGS, said)
        index.about_project = [*beside]

    def _take_groups(self) -> None:
        """Keep what is said of codes that become no types: it is about the scheme."""
        index = self._index
        if index.is_ours:
            return  # attributes: types have them
        groups = {guid: one for guid, one in index.types.items() if index.only_groups(guid)}
        index.n["code.group"] = len(groups)
        for guid, one in groups.items():
            if one.definition:
                words = f"{one.label}: {one.definition}"
                index.notes.add(described(guid), RefiMemo(words, ""))
        names = {one.name for one in groups.values()}
        index.code_notes = [(x, "" if name in names else name) for x, name in index.code_notes]

    def _take_links(self) -> None:
        index, taken = self._index, set[str]()
        for one in index.links.sort(index.places):
            if one is None:
                index.n["link.lost"] += 1
                continue
            self._refer(one.notes)
            kind, _ = link_words(one.name)
            if kind not in index.link_types:
                self._guard(len(taken) + 1, _MOST_KINDS, tr("kinds of links"))
                made = LinkType(made_name(kind or "link", taken), kind or tr("link"))
                index.link_types[kind] = made
                taken.add(made.name)
        index.n["link"] = index.links.n

    def _guard(self, n: int, most: int, what: str) -> None:
        """Raise `CannotRead` where there is more than anybody works with: it would take minutes."""
        if n > most:
            raise wrong(self._name, tr("it has more than {n} {what}", n=f"{most:,}", what=what))

    def _refer(self, notes: Iterable[str]) -> None:
        for one in notes:
            self._referred.add(one, 0)

    def _project(self, one: Element) -> None:
        self._index.origin = one.get("origin", "").strip()
        self._index.about_project = targets(one, "NoteRef")
        self._describe(one, "project")
        if one.find("CodeBook") is None and one.find("Sources") is None:
            raise wrong(self._name, tr("there are neither codes nor sources in it"))

    def _book(self, one: Element) -> None:
        self._index.origin = one.get("origin", "").strip()

    def _describe(self, one: Element, key: str) -> list[str]:
        """Take what another program says of a thing as a note; give what refers to it."""
        words = text_of(one, "Description")
        if not words or _OF_OURS_SAID.search(words):
            return []
        key = described(key)
        by, at = guid_of(one, "creatingUser"), one.get("creationDateTime", "")
        self._index.notes.add(key, RefiMemo(words, at, by))
        return [key]

    def _user(self, one: Element) -> None:
        self._index.users[guid_of(one)] = one.get("name", "").strip()
        self._guard(len(self._index.users), _MOST_THINGS, tr("people"))

    def _variable(self, one: Element) -> None:
        self._index.variables[guid_of(one)] = one.get("name", "").strip()
        self._guard(len(self._index.variables), _MOST_THINGS, tr("variables"))

    def _code(self, one: Element, above: str = "") -> None:
        name = " ".join(one.get("name", "").split())
        if not name:
            self._index.n["code.nameless"] += 1
            name = tr("code without a name")
        path = f"{above}{STEP}{name}" if above else name
        self._paths[path] += 1
        if self._paths[path] > 1:
            path = f"{path} {self._paths[path]}"
        self._guard(len(self._taken) + 1, _MOST_CODES, tr("codes"))
        self._guard(len(path), _LONGEST_PATH, tr("characters in the path of a code"))
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
        self._refer(notes)
        self._index.code_notes += ((each, made.name) for each in notes)
        said = tr("notes on codes, cases and the project")
        self._guard(len(self._index.code_notes), _MOST_THINGS, said)
        for each in one.findall("Code"):
            self._code(each, path)

    def _case(self, one: Element) -> None:
        index, guid = self._index, guid_of(one)
        name = one.get("name", "").strip() or tr("untitled")
        fields = values_of(said_values(one), index.variables)
        notes = tuple(targets(one, "NoteRef"))
        self._refer(notes)
        guid = guid or name
        number = len(index.cases)
        self._guard(number + 1, _MOST_THINGS, tr("cases"))
        index.n["case.code"] += len(one.findall("CodeRef"))
        index.cases.append(RefiPerson(guid, name, text_of(one, "Description"), fields, notes))
        places = dict.fromkeys(targets(one, "SelectionRef"))
        index.n["case.place"] += len(places)
        for each in places:
            index.occurs.add(each, number)
        for each in targets(one, "SourceRef"):
            index.of_sources.add(each, number)

    def _note(self, one: Element) -> None:
        index = self._index
        words = text_of(one, "PlainTextContent") or self._words_elsewhere(one)
        name = one.get("name", "").strip()
        if name and not words.startswith(name):
            words = f"{name}\n{words}".strip()
        index.n["note"] += 1
        index.n["coding.note"] += sum(1 for _ in one.iter("Coding"))
        by, at = guid_of(one, "creatingUser"), one.get("creationDateTime", "")
        memo = RefiMemo(words, at, by).described(text_of(one, "Description"))
        index.notes.add(guid_of(one) or memo.text, memo)

    def _words_elsewhere(self, one: Element) -> str:
        """Give the words of a note that lie in a file; what lies in none is counted."""
        plain, rich = one.get("plainTextPath", ""), one.get("richTextPath", "")
        if self._held is None or not (plain or rich):
            return ""
        held = (self._held.text_at(plain) if plain else None) or self._held.rich_text_at(rich)
        self._index.n["note.lost"] += held is None
        return "" if held is None else held.text.strip()

    def _link(self, one: Element) -> None:
        origin, target = guid_of(one, "originGUID"), guid_of(one, "targetGUID")
        notes = tuple(targets(one, "NoteRef"))
        guid = guid_of(one) or f"{origin} {target}"
        self._index.links.add(RefiTie(guid, one.get("name", "").strip(), origin, target, notes))

    def _source(self, found: FoundElement) -> None:
        index, archive, one = self._index, self._held, found.element
        number, self._number = self._number, self._number + 1
        own, held = ((), None) if archive is None else held_by(archive, found)
        if held is None:
            self._not_text(found)
            return
        if not held.text.strip():
            index.n["source.wordless"] += 1
            index.n["coding.wordless"] += _n_codings(found)
            return
        index.n["article"] += 1
        index.sums.append(text_sha256(held.text))
        index.n["article.mark"] += held.has_mark
        if len(own) > MOST_MARKS or sum(map(_n_marks, own)) > MOST_MARKS:
            what = tr("“{title}” has more than {n} codings", title=title_of(one), n=MOST_MARKS)
            raise wrong(self._name, what)
        whose, notes = guid_of(one, "creatingUser"), targets(one, "NoteRef")
        notes += self._describe(one, guid_of(one) or title_of(one))
        self._refer(notes)
        longest = max((len(each.cells[3]) for each in own), default=0)
        self._guard(longest, _LONGEST_WORDS, tr("characters in the description of a coding"))
        coded = [*self._coded(number, whose, own)]
        self._beside(found, own)
        index.calibration.add(number, held.text, held.shape, coded)
        index.keys.add(guid_of(one) or title_of(one), number)
        text = (held.text, None if held.shape == held.text else held.shape)
        index.sources.add(
            marshal.dumps(
                (number, guid_of(one), title_of(one), whose, said_values(one), notes, *text,
                 [each.cells for each in own])
            )
        )  # fmt: skip

    def _beside(self, found: FoundElement, own: Sequence[PlacedSelection]) -> None:
        """Count the codings of a source that have no place in its text."""
        n, one = self._index.n, found.element
        n["coding.whole"] += len(one.findall("Coding")) + len(one.findall("Representation/Coding"))
        n["coding.picture"] += sum(
            1 for each in one.findall("PDFSelection") for _ in each.iter("Coding")
        )
        in_text = {id(each.holder) for each in own}
        others = (each for each in found.selections if id(each.holder) not in in_text)
        n["coding.picture"] += sum(map(_n_marks, others))

    def _coded(
        self, number: int, whose: str, own: Iterable[PlacedSelection]
    ) -> Iterator[ForeignPlace]:
        """Look at the selections of a source; give the places of those that are coded."""
        index, n_empty, n_codings, n_bare = self._index, 0, 0, 0
        marking, used, types = index.marking, index.used, index.types
        for _, name, cells in own:
            guid, start, end, said, by, _, notes, codings, _ = cells
            index.places.add(guid, number)
            if notes:
                self._refer(notes)
            n_bare += not (codings or notes or said)
            n_before = n_codings
            for codes, own_by, _, own_notes in codings:
                n_codings += len(codes) or 1
                marking[own_by or by or whose] = None
                if own_notes:
                    self._refer(own_notes)
                for code in codes:
                    # The book of codes may stand behind the sources.
                    if code in types or len(used) < _MOST_CODES:
                        used[code] += 1
            if codings:
                n_empty += (n_codings - n_before) * (start == end)
                yield ForeignPlace(start, end, name)
        self._guard(len(marking), _MOST_PEOPLE, tr("people who code"))
        index.n["coding.empty"] += n_empty
        index.n["coding.bare"] += n_bare
        index.n["coding"] += n_codings

    def _not_text(self, found: FoundElement) -> None:
        one = found.element
        holder = one if one.tag == "TextSource" else one.find("Representation")
        path = "" if holder is None else holder.get("richTextPath", "")
        if self._leave_out(found) and path.lower().endswith(_RTF):
            self._index.rtf_alone.add(title_of(one))

    def _leave_out(self, found: FoundElement) -> bool:
        """Count a source that is no text; say whether it is one of those that are named."""
        index = self._index
        index.n["source.left"] += 1
        if found.element.find("Transcript") is not None:
            index.transcripts.add(title_of(found.element))
        index.n["coding.picture"] += _n_codings(found)
        is_named = len(index.not_texts) < _N_NAMED
        if is_named:
            index.not_texts.append(title_of(found.element))
        return is_named


def _n_marks(one: PlacedSelection) -> int:
    """Count what the codings of a selection become: one mark for each of their codes."""
    return sum([len(codes) or 1 for codes, _, _, _ in one.cells[7]])


def _n_codings(found: FoundElement) -> int:
    """Count the codings of a source, wherever they are in it."""
    here = sum(1 for _ in found.element.iter("Coding"))
    return here + sum(len(one.cells[7]) for one in found.selections)
