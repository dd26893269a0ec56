"""One source of an import: from its bytes to a bundle, with regions and masthead proposed.

Nothing is known here of the project. What comes of a text is a plain value, so that many can be
read in another process; its id and the time are given when it comes in.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TypeAlias

from annotator import formats
from annotator.errors import CannotRead
from annotator.formats.base import Alternative, Format, ReadOptions
from annotator.formats.counting import FoundCounting
from annotator.formats.plain_text import first_line
from annotator.formats.rows import mapping
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model import ids
from annotator.model.article import Article, body_words
from annotator.model.bundle import Bundle, Content, Loss
from annotator.model.named import NamedKind, NamedSet
from annotator.project.second_process import Helpers, each
from annotator.suggest.pages.lines import lines as page_lines
from annotator.suggest.pages.masthead import propose_masthead
from annotator.suggest.pages.recurring import outside_lines
from annotator.suggest.pages.regions import propose_regions
from annotator.text.near import Shingles
from annotator.text.ranges import Range
from annotator.work import Watch

_WORDS_OF_A_TITLE = 3
_TOLD_TOGETHER = 100
"""So many rows of a table are told at a time, the first at once."""
_LARGE_TABLE = 1_000_000
"""So many bytes of rows take longer to read than another process needs to be there."""
_SHINGLES = Shingles()
"""Shared by all texts of this process: it knows the numbers of their words."""


Tell: TypeAlias = Callable[[tuple[Content, ...]], None]
"""Hears of articles that were read of a source which is still being read."""


def _nobody(_contents: tuple[Content, ...]) -> None:
    """Hear of nothing."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that could not be read, the row or line it failed at, and why, in one sentence."""

    source: str
    reason: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was decoded: whether that was a guess, and what else it could be."""

    name: str
    guessed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    first_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceToRead:
    """A source, and what is known of it before it is read."""

    source: Source
    format_name: str | None = None
    options: ReadOptions = field(default_factory=lambda: ReadOptions(new_id=later, now=later))
    is_empty_folder: bool = False
    keep_all: bool = False


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """What a source holds; why it was refused, or rows of it were."""

    bundle: Bundle | None = None
    format_name: str = ""
    encoding: Encoding | None = None
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    columns: tuple[mapping.Column, ...] = ()
    positions: FoundCounting | None = None


def parse_text(job: SourceToRead) -> ParsedSource | None:
    """Give what a text holds, or why a source is refused; None for a source of another format, and
    for a large table, whose rows are told while others are still looked at.
    """
    source = job.source
    if job.is_empty_folder:
        return _refused(source, tr("There is no file in this folder."))
    try:
        held = source.held()
        # Only of what is not held its size is asked for: most texts are short.
        is_large = held is source and _size(source) >= _LARGE_TABLE
        chosen = formats.reader_named(job.format_name) if job.format_name else formats.guess(held)
        if not chosen.has_proposals or (is_large and chosen.takes_map):
            return None
        return _parsed(held, chosen, job)
    except CannotRead as error:
        return _refused(source, error.sentence(), error.where.line)


def parse(job: SourceToRead, tell: Tell = _nobody, watch: Watch | None = None) -> ParsedSource:
    """Give what a source of any format holds; its articles may be read from disk again later.

    `tell` is told the articles in the rows of a table, some at a time, as soon as they are there.
    """
    source = job.source
    try:
        name = job.format_name
        chosen = formats.reader_named(name) if name else formats.guess(source)
        return _parsed(source, chosen, job, tell, watch)
    except CannotRead as error:
        return _refused(source, error.sentence(), error.where.line)


def _refused(source: Source, reason: str, row: int | None = None) -> ParsedSource:
    return ParsedSource(refused=(Refused(source.name, reason, row),))


def _parsed(
    source: Source,
    chosen: Format,
    job: SourceToRead,
    tell: Tell = _nobody,
    watch: Watch | None = None,
) -> ParsedSource:
    if chosen.takes_map:
        is_large = _size(source) >= _LARGE_TABLE
        with Helpers(with_proposals, are_worth_it=is_large) as helpers:
            reading = chosen.read(source, job.options)
            rows = tuple(_rows_looked_at(reading.bundle, job, helpers, tell, watch))
            bundle = replace(reading.bundle, contents=rows, source=source.name)
    elif chosen.has_proposals:
        reading = chosen.read(source, job.options)
        texts = tuple(map(with_proposals, reading.bundle.contents))
        texts = _kept(texts) if job.keep_all else texts
        bundle = replace(reading.bundle, contents=texts, source=source.name)
    else:
        said = replace(job.options, new_id=ids.new_id, now=ids.now, watch=watch)
        reading = chosen.read(source, said)
        bundle = replace(reading.bundle, source=source.name)
        if job.keep_all and bundle.texts():
            bundle = replace(bundle, contents=_kept(bundle.texts()))
    if reading.map is not None:
        bundle = replace(bundle, named=(*bundle.named, kept_map(reading.map)))
    refused = tuple(Refused(source.name, one.reason, one.row) for one in reading.refused)
    decoded = None
    if chosen.asks_for_encoding:
        decoded = Encoding(
            reading.encoding, reading.encoding_guessed, reading.alternatives, _lines(bundle)
        )
    losses, notes = tuple(reading.losses), tuple(reading.notes)
    found = (losses, notes, refused, reading.columns, reading.positions)
    return ParsedSource(bundle, chosen.name, decoded, *found)


def _size(source: Source) -> int:
    """Give how many bytes a source has; 0 for one that cannot be read."""
    with suppress(OSError, ValueError):
        return len(source.data) if source.path is None else source.path.stat().st_size
    return 0


def _rows_looked_at(
    bundle: Bundle, job: SourceToRead, helpers: Helpers, tell: Tell, watch: Watch | None
) -> Iterator[Content]:
    """Give the rows of a table with what is proposed for them; worth a second process."""
    contents = tuple(bundle.contents)
    cancel = None if watch is None else watch.cancel
    untold: list[Content] = []
    looked_at = each(with_proposals, contents, cancel=cancel, helpers=helpers)
    for n, one in enumerate(looked_at, start=1):
        row = replace(one, refused="") if job.keep_all else one
        untold.append(row)
        yield row
        if n % _TOLD_TOGETHER == 1 or n == len(contents):
            tell(tuple(untold))
            untold.clear()
            if watch is not None:
                watch.progress(n, len(contents), tr("row"))


def _kept(contents: tuple[Content, ...]) -> tuple[Content, ...]:
    return tuple(replace(one, refused="") for one in contents)


def kept_map(used: mapping.SourceMap) -> NamedSet:
    """Give what a project keeps of the map of a source, under the names of its columns."""
    return NamedSet("", NamedKind.MAPPING, mapping.kept_name(used), mapping.as_json(used))


def later() -> str:
    """No id and no time yet: they are given in the order in which articles come in."""
    return ""


def _lines(bundle: Bundle) -> tuple[str, ...]:
    for content in bundle.contents:
        found: list[str] = []
        for line in content.article.text.split("\n", 200):
            if line.strip():
                found.append(line.strip())
            if len(found) == 3:
                break
        return tuple(found)
    return ()


def with_proposals(content: Content) -> Content:
    """Give a bare text as it was read with its regions and what stands above its headline."""
    article = content.article
    regions = propose_regions(article.text, article.language, content.judged, content.page)
    fields = propose_masthead(article.text, regions, article.language, content.page)
    places = [(one.type, one.at) for one in content.regions]
    places += [(one.type, one.at) for one in regions]
    if regions and not any(one.field == "title" for one in fields):
        article = _named_by_its_text(article, [one.at for one in regions])
    return replace(
        content,
        article=article,
        proposed_regions=regions,
        proposed_fields=(*content.proposed_fields, *fields),
        drawn=_SHINGLES.drawn(body_words(article.text, places)),
        outside=outside_lines(article.text, places),
    )


def _named_by_its_text(article: Article, apart: Sequence[Range]) -> Article:
    """Call an article without a headline by the line above its first paragraph, if the first line
    of all, by which it was called, is furniture.
    """
    start = len(article.text) - len(article.text.lstrip())
    if article.title != first_line(article.text) or not any(one.start <= start for one in apart):
        return article
    taken = {one.start for one in apart}
    free = [line for line in page_lines(article.text) if line.at.start not in taken]
    if not any(line.is_long for line in free):
        return article
    above = takewhile(lambda line: not line.is_long, free)
    words = [line.text for line in above if len(line.text.split()) >= _WORDS_OF_A_TITLE]
    return replace(article, title=first_line(words[-1])) if words else article
