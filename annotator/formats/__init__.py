"""The list of formats, and which one fits a name or a source. Each format has files of its own.

A format knows neither the project nor the store: it reads into a Bundle and writes one.
"""

from functools import cache
from typing import TYPE_CHECKING

from annotator.errors import CannotRead, Where, WrongUse
from annotator.formats import sources
from annotator.formats.base import Format, Option
from annotator.formats.csv_rows import CsvRows
from annotator.formats.docx import WordFiles
from annotator.formats.html import SavedPage
from annotator.formats.json_rows import JsonRows
from annotator.formats.jsonl import JsonLines
from annotator.formats.plain_text import PlainText
from annotator.formats.qdc import RefiScheme
from annotator.formats.qdpx import RefiProject
from annotator.formats.sources import Source
from annotator.formats.tables import Tables
from annotator.formats.xlsx import Workbook
from annotator.language import tr
from annotator.text import file_kinds

BARE_TEXT: Format = PlainText()
"""What a pasted text is read as."""
LOSSLESS: Format = JsonLines()
"""What a project is written as whole, but for its history."""
_REFI: tuple[Format, ...] = (RefiProject(), RefiScheme())
READERS: tuple[Format, ...] = (
    BARE_TEXT,
    SavedPage(),
    CsvRows(),
    Workbook(),
    JsonRows(),
    LOSSLESS,
    WordFiles(),
    Tables(),
    *_REFI,
)
"""Those that can be read: each is asked what a file is, in every process that reads some."""

if TYPE_CHECKING:
    FORMATS: tuple[Format, ...]
    """Every format, in the order of menus: `every()`."""


@cache
def every() -> tuple[Format, ...]:
    """Give every format, in the order of menus; those that are only written are loaded now."""
    from annotator.formats.archive import Archive
    from annotator.formats.docbin import SpacyFiles
    from annotator.formats.parquet import ParquetTables
    from annotator.formats.report import ReadingCopies
    from annotator.formats.w3c import WebAnnotations

    first = (one for one in READERS if one not in _REFI)
    for_programs = (SpacyFiles(), WebAnnotations())
    return (*first, ParquetTables(), *_REFI, ReadingCopies(), *for_programs, Archive())


def __getattr__(name: str) -> object:
    """Load what is only written when somebody asks for all."""
    if name == "FORMATS":
        return every()
    raise AttributeError(name)


def every_option() -> tuple[Option, ...]:
    """Give the options of all exports, each once."""
    return (*dict.fromkeys(one for each in every() for one in each.options),)


def by_name(name: str) -> Format:
    """Give the format of this name; raises `WrongUse`."""
    known = {one.name: one for one in READERS}
    if name not in known:
        known = {one.name: one for one in every()}
    found = known.get(name)
    if found is None:
        raise WrongUse(
            tr("There is no format “{name}”.", name=name),
            tr("There are: {names}.", names=", ".join(known)),
        )
    return found


def reader_named(name: str) -> Format:
    """Give the format of this name that can be read; raises `WrongUse`."""
    found = by_name(name)
    if not found.can_read:
        raise WrongUse(
            tr("The format “{name}” can be exported, not imported.", name=name),
            tr("Choose a format that can be read."),
        )
    return found


def guess(source: Source) -> Format:
    """Give the format that fits a source's name and first bytes best; raises `CannotRead`."""
    head = source.head()
    if not head:
        raise CannotRead(
            tr("{name} is empty.", name=source.name),
            tr("Choose a file with a text in it."),
            Where(file=source.name),
        )
    fits = [one.sniff(source.name, head) for one in READERS]
    best = max(fits)
    if best:
        return READERS[fits.index(best)]
    kind = file_kinds.looks_like(head)
    if kind:
        raise sources.no_text(source.name, kind)
    raise CannotRead(
        tr("{name} is of a kind that is not read yet.", name=source.name),
        tr("Save its words as plain text, or say that it is text (--format text)."),
        Where(file=source.name),
    )
