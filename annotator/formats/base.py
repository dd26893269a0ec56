"""What a format is: one that reads into a Bundle, writes one, or both; and the options of that.

No single format is known here; the list of them is in `formats/__init__.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import length_hint
from typing import TYPE_CHECKING, Literal, Protocol

from annotator import __version__
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model import ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.formats.sources import Source
    from annotator.model.bundle import Bundle, Content, Loss
    from annotator.model.ids import Clock, IdMaker
    from annotator.work import Cancel, Progress


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say about a source. `encoding` is a name of Python's, None = find out."""

    encoding: str | None = None
    new_id: IdMaker = ids.new_id
    now: Clock = ids.now


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another encoding that a text may have: Python's name for it, and some lines read in it."""

    encoding: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format found in a source.

    `encoding` is Python's name of the one used; `encoding_guessed` says that nothing in the file
    names it, so a person should look, and `alternatives` are the next best ones. `notes` are
    sentences for the report.
    """

    bundle: Bundle
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How an export is to be written; each format uses what concerns it.

    `text`: "keep", or "offsets" = without the articles' words. `preset` and `separator` (of the
    preset "excel") are those of the tables. `without_boilerplate` leaves out spans that lie
    wholly in boilerplate. `overwrite` replaces an earlier export. `filters` are sentences saying
    what was chosen, `licence` and `contributors` what the data description should name.
    """

    text: Literal["keep", "offsets"] = "keep"
    preset: Literal["r", "excel"] = "r"
    separator: str = ";"
    without_boilerplate: bool = False
    overwrite: bool = False
    filters: tuple[str, ...] = ()
    licence: str = ""
    contributors: tuple[str, ...] = ()
    program: str = f"annotator {__version__}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much goes out."""

    articles: int = 0
    spans: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export will write: its files, how much, and what it cannot keep."""

    files: tuple[str, ...]
    counts: Counts
    losses: tuple[Loss, ...] = field(default=())


class Format(Protocol):
    """One format.

    `needs` names the optional parts of the installation it uses; `always_lost` says in a few
    words what no file of this format holds, whatever the project.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    target: Literal["file", "folder"]
    can_read: bool
    can_write: bool
    needs: tuple[str, ...]
    always_lost: tuple[str, ...]

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely (0–100) a file of this name that starts with `head` is of this format."""

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give what is in the source; raises `CannotRead`."""

    def plan(self, bundle: Bundle, options: WriteOptions) -> ExportPlan:
        """Give what would be written; writes nothing."""

    def write(
        self,
        bundle: Bundle,
        to: Path,
        options: WriteOptions,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        """Write the bundle as `to`, which is not there yet."""

    def verify(self, bundle: Bundle, at: Path, options: WriteOptions) -> tuple[str, ...]:
        """Read what was written and give its differences from the bundle, as sentences."""

    def is_own(self, at: Path) -> bool:
        """Say whether what stands there is an export of this format, so may be replaced."""


class ReadOnlyFormat:
    """The half of a format that is not written."""

    can_write = False
    always_lost: tuple[str, ...] = ()

    def plan(self, bundle: Bundle, options: WriteOptions) -> ExportPlan:
        """Refuse: there is no such export."""
        raise self._refusal()

    def write(
        self,
        bundle: Bundle,
        to: Path,
        options: WriteOptions,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        """Refuse: there is no such export."""
        raise self._refusal()

    def verify(self, bundle: Bundle, at: Path, options: WriteOptions) -> tuple[str, ...]:
        """Refuse: there is no such export."""
        raise self._refusal()

    def is_own(self, at: Path) -> bool:
        """Say no: nothing there was written by this format."""
        return False

    def _refusal(self) -> WrongUse:
        name = getattr(self, "name", "")
        return WrongUse(
            tr("The format “{name}” can be imported, not exported.", name=name),
            tr("Choose a format that can be written."),
        )


class WriteOnlyFormat:
    """The half of a format that is not read."""

    can_read = False

    def sniff(self, name: str, head: bytes) -> int:
        """Say that nothing is read as this format."""
        return 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Refuse: there is no such import."""
        name = getattr(self, "name", "")
        raise WrongUse(
            tr("The format “{name}” can be exported, not imported.", name=name),
            tr("Choose a format that can be read."),
        )


def watched(
    contents: Iterable[Content], what: str, progress: Progress | None, cancel: Cancel | None
) -> Iterator[Content]:
    """Give the contents; tell progress of every 50th, look before each whether to stop."""
    of = length_hint(contents)
    for done, content in enumerate(contents):
        if cancel is not None:
            cancel.check()
        if progress is not None and done % 50 == 0:
            progress(done, max(of, done), what)
        yield content
    if progress is not None and of:
        progress(of, of, what)
