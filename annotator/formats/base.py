"""What a format is: it reads into a Bundle, writes one, or both; what it declares and may be told.

No single format is known here; the list of them is in `formats/__init__.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from annotator import __version__
from annotator.errors import WrongUse
from annotator.formats import extras
from annotator.language import tr
from annotator.model import ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from annotator.formats.counting import FoundCounting
    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.rows.mapping import Column, Columns, SourceMap
    from annotator.formats.sources import Source
    from annotator.model.bundle import Bundle, Content, Loss
    from annotator.model.choice.cases import StillTells
    from annotator.model.ids import Clock, IdMaker
    from annotator.work import Watch

    GoneThrough: TypeAlias = Callable[[Iterator[Content]], Iterable[Content]]
    """Gives articles as they are, or with more about them."""


class HelperEnded(OSError):
    """A process that works for a format has ended: that tells nothing of the file it had."""


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """What a person may say about an export: `--NAME` on the command line, a key in Python.

    `values` are all that may be said, () = any word. `words` tells people what a value means: where
    several have words the window offers a choice under `label`, where one has them a tick; where
    any word may be said it has a field.
    """

    name: str
    label: str
    values: tuple[str, ...]
    default: str
    words: Mapping[str, str] = field(default_factory=dict)


class Purpose(StrEnum):
    """What exports are for: the list of them is sorted by it, in this order."""

    COUNT = "count"
    READ = "read"
    PROGRAM = "program"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Variant:
    """One line in the list of exports: a format, or one of the ways in which it is used.

    `summary` says in a few words what comes out. `chosen` are options as they begin on this line,
    `hidden` those that it does not ask for. Names of its files end on `ending`; without one the
    format says how they do, "/" = a folder.
    """

    title: str
    summary: str
    ending: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say about a source. `encoding` is a name of Python's, None = find out.

    `map` says what the columns of a source of rows become, None = as one of the `kept` maps that
    has these columns, else guess. `date_order` is dmy, mdy or ymd, `reading` how positions of
    marks are counted (see `counting`); "" = find out. `watch` hears how far a source is that takes
    long, and may wish that it stops. The articles in the rows of a source go through `looked_at`
    while they are read, which has them all before it gives the first back, then through `told`.
    """

    encoding: str | None = None
    map: SourceMap | None = None
    kept: tuple[SourceMap, ...] = ()
    date_order: str = ""
    reading: str = ""
    watch: Watch | None = None
    new_id: IdMaker = ids.new_id
    now: Clock = ids.now
    looked_at: GoneThrough = tuple
    told: GoneThrough = iter


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another encoding that a text may have: Python's name for it, and some lines read in it."""

    encoding: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of a source that is no article, and why; counted as a spreadsheet does."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format found in a source.

    `encoding` is Python's name of the one used; `encoding_guessed` says that nothing in the file
    names it, so a person should look, and `alternatives` are the next best ones. `notes` are
    sentences for the report. `refused` are rows that became no article, `map` says what all
    columns became, `columns` shows each with its first values and why. `positions` says how those
    of its marks are counted.
    """

    bundle: Bundle
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    map: SourceMap | None = None
    columns: tuple[Column, ...] = ()
    positions: FoundCounting | None = None


class PaperText(NamedTuple):
    """A page of HTML that begins on a sheet of its own; `head` stands above it on each sheet.

    A long one is in parts: `further` ones go on where the one before ends.
    """

    head: str
    html: str
    further: tuple[str, ...] = ()


Paper: TypeAlias = "Callable[[Iterable[PaperText], Path], int]"
"""Lays out some texts as a PDF, one after the other, and gives the number of its sheets."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How an export is to be written: `chosen` holds the format's own options by their names.

    `overwrite` replaces an earlier export. `licence` and `contributors` are what a description of
    the data should name. `paper` lays out what is written as a PDF: whoever has a window system
    hands it over.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    overwrite: bool = False
    licence: str = ""
    contributors: tuple[str, ...] = ()
    program: str = f"annotator {__version__}"
    paper: Paper | None = None

    def of(self, option: Option) -> str:
        """Give what was chosen, else the default."""
        return self.chosen.get(option.name, option.default)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much goes out; `in_files` = how many articles each of several files has."""

    articles: int = 0
    spans: int = 0
    links: int = 0
    in_files: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export will write: its files, how much, and what it cannot keep.

    `still_tells` are words that may tell of somebody whose name is replaced, as far as listed.
    """

    files: tuple[str, ...]
    counts: Counts
    losses: tuple[Loss, ...] = ()
    still_tells: tuple[StillTells, ...] = ()


class Format:
    """One format. What it declares stands in its class; what it does not override it cannot do.

    `only_read` are those of its `endings` under which no other program opens what it writes.
    `needs` names the optional parts of the installation it uses (`extras.EXTRAS`), `always_lost` in
    a few words what no file of it holds. `takes_map`: its rows are articles, and a map says what
    their columns become. `has_proposals`: its articles are bare texts, so regions and fields are
    proposed. `asks_for_encoding`: how its bytes are encoded may be a guess. `can_leave_out_words`:
    its files make sense without the words of the articles.
    """

    name: str
    title: str
    endings: tuple[str, ...] = ()
    only_read: tuple[str, ...] = ()
    target: Literal["file", "folder"] = "file"
    needs: tuple[str, ...] = ()
    always_lost: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    purpose = Purpose.PROGRAM
    summary: str = ""
    variants: tuple[Variant, ...] = ()
    has_proposals = False
    asks_for_encoding = False
    can_leave_out_words = False
    takes_map = False

    @property
    def can_read(self) -> bool:
        """Whether there is an import."""
        return type(self).read is not Format.read

    @property
    def can_write(self) -> bool:
        """Whether there is an export."""
        return type(self).write is not Format.write

    def offered(self) -> tuple[Variant, ...]:
        """Give its lines in a list of exports."""
        return self.variants or (Variant(self.title, self.summary),)

    def default_name(self, stem: str, ending: str = "") -> str:
        """Give a name for an export of a project of this name; “/” as its ending = a folder."""
        own = self.endings[0] if self.target == "file" and self.endings else "/"
        ending = ending or own
        return stem + (f"-{self.name}" if ending == "/" else ending)

    def is_folder(self, to: Path) -> bool:
        """Say whether an export to this place is a folder: some formats write either."""
        return self.target == "folder"

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely (0–100) a file of this name that starts with `head` is of this format."""
        return 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give what is in the source; raises `CannotRead`."""
        raise NotImplementedError

    def columns(self, source: Source, options: ReadOptions) -> Columns:
        """Give what a dialog shows of a source whose rows are articles; raises `CannotRead`."""
        raise NotImplementedError

    def missing(self) -> tuple[str, ...]:
        """Give a sentence for each optional part that it needs and that is not installed."""
        return tuple(filter(None, map(extras.missing, self.needs)))

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names of what is written in a folder; () = the one file."""
        return ()

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by that would be written, so that it is counted; nothing is written."""
        for _ in selection:
            pass
        selection.differences()
        selection.named()

    def counts(self, selection: ExportSelection) -> Counts:
        """Give how much of what went by is in it."""
        return selection.counts()

    def losses(self, selection: ExportSelection) -> Iterable[Loss]:
        """Give what the format cannot keep of all that went by."""
        return ()

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write what goes by as `to`, which is not there yet; raises `OSError`."""
        raise NotImplementedError

    def verify(self, selection: ExportSelection, at: Path) -> Iterable[str]:
        """Read what was written and give its differences from what goes by, as sentences.

        `selection.written` is what `write` noted there.
        `OSError`, `ValueError`, `LookupError`, `TypeError` mean that it cannot be read back.
        """
        raise NotImplementedError

    def is_own(self, at: Path) -> bool:
        """Say by its content whether what stands there is an export of this format."""
        return False


def write_options(
    chosen: Format, said: Mapping[str, str], *, overwrite: bool = False, paper: Paper | None = None
) -> WriteOptions:
    """Give the options of an export; raises `WrongUse` for a format without exports, or for
    an option that it does not have.
    """
    if not chosen.can_write:
        raise WrongUse(
            tr("The format “{name}” can be imported, not exported.", name=chosen.name),
            tr("Choose a format that can be written."),
        )
    options = {one.name: one for one in chosen.options}
    for name, value in said.items():
        if name not in options:
            raise WrongUse(
                tr("The format “{format}” has no option “{name}”.", format=chosen.name, name=name),
                tr("It has: {names}.", names=", ".join(options) or "–"),
            )
        values = options[name].values
        if not isinstance(value, str) or (values and value not in values):
            raise WrongUse(
                tr("“{value}” is nothing that “{name}” can be.", value=value, name=name),
                tr("It can be: {values}.", values=", ".join(one or "“”" for one in values)),
            )
    return WriteOptions(said, overwrite=overwrite, paper=paper)
