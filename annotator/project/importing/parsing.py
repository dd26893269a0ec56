"""One source of an import: from its bytes to a bundle, with regions and masthead proposed.

Nothing is known here of the project. What comes of a text is a plain value, so that many can be
read in another process; its id and the time are given when it comes in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from annotator import formats
from annotator.errors import CannotRead
from annotator.formats.base import Alternative, Format, ReadOptions
from annotator.formats.decoding import LINE_LENGTH
from annotator.formats.plain_text import first_line
from annotator.language import tr
from annotator.model import ids
from annotator.model.article import Article, FieldProposal, Region, RegionProposal, body_words
from annotator.model.bundle import Bundle, Content, Loss, OutsideLine, PageFacts
from annotator.model.fast_values import fast_replacer
from annotator.model.named import NamedKind, NamedSet
from annotator.project.second_process import Helpers, each
from annotator.suggest.pages.lines import lines as page_lines
from annotator.suggest.pages.masthead import propose_masthead
from annotator.suggest.pages.recurring import outside_lines
from annotator.suggest.pages.regions import propose_regions
from annotator.text.near import DrawnRuns, Shingles

if TYPE_CHECKING:
    # Another process that reads texts is there the sooner, the less it loads.
    from annotator.formats.counting import FoundCounting
    from annotator.formats.rows.mapping import Column, SourceMap
    from annotator.formats.sources import Source
    from annotator.text.ranges import Range
    from annotator.work import Watch

_WORDS_OF_A_TITLE = 3
_TOLD_TOGETHER = 100
"""So many rows of a table are told at a time, the first at once."""
_LARGE_TABLE = 1_000_000
"""So many bytes of rows take longer to read than another process needs to be there."""
_SHINGLES = Shingles()
"""Shared by all texts of this process: it knows the numbers of their words."""


_looked_at = fast_replacer(
    Content, "article", "proposed_regions", "proposed_fields", "drawn", "outside", "page", "judged"
)
_called = fast_replacer(Bundle, "source", "contents")

Tell: TypeAlias = Callable[[tuple[Content, ...]], None]
"""Hears of articles that were read of a source which is still being read."""


Keep: TypeAlias = Callable[[Content], Content]
"""Gives an article of which the text waits elsewhere."""


def _nobody(_contents: tuple[Content, ...]) -> None:
    """Hear of nothing."""


def _as_it_is(content: Content) -> Content:
    """Keep nothing elsewhere."""
    return content


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that could not be read, the row or line it failed at, and why, in one sentence."""

    source: str
    reason: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was decoded: whether that was a guess, and what else it could be.

    `first_lines` show whether it is right, where it was guessed or asked for.
    """

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
    columns: tuple[Column, ...] = ()
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


def parse(
    job: SourceToRead,
    tell: Tell = _nobody,
    watch: Watch | None = None,
    keep: Keep = _as_it_is,
) -> ParsedSource:
    """Give what a source of any format holds; its articles may be read from disk again later.

    `tell` is told the articles in the rows of a table, some at a time, as soon as they are there;
    they are given to `keep` as soon as they are read.
    """
    source = job.source
    try:
        name = job.format_name
        chosen = formats.reader_named(name) if name else formats.guess(source)
        return _parsed(source, chosen, job, tell, watch, keep)
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
    keep: Keep = _as_it_is,
) -> ParsedSource:
    if chosen.takes_map:
        is_large = _size(source) >= _LARGE_TABLE
        with Helpers(_row_proposals, are_worth_it=is_large) as helpers:
            rows = _Rows(job, helpers, tell, watch, keep)
            said = replace(job.options, looked_at=rows.looked_at, told=rows.told)
            reading = chosen.read(source, said)
            bundle = replace(reading.bundle, source=source.name)
    elif chosen.has_proposals:
        reading = chosen.read(source, job.options)
        texts = tuple(map(with_proposals, reading.bundle.contents))
        texts = _kept(texts) if job.keep_all else texts
        bundle = _called(reading.bundle, source.name, texts)
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
        is_shown = reading.encoding_guessed or job.options.encoding is not None
        lines = _lines(bundle) if is_shown else ()
        decoded = Encoding(reading.encoding, reading.encoding_guessed, reading.alternatives, lines)
    losses, notes = tuple(reading.losses), tuple(reading.notes)
    found = (losses, notes, refused, reading.columns, reading.positions)
    return ParsedSource(bundle, chosen.name, decoded, *found)


def bare_contents(job: SourceToRead) -> Iterator[Content]:
    """Give the articles of a source as they stand in it, nothing proposed; of a refused one none.

    What it says of several articles, and which ids it gives, is not asked.
    """
    if job.is_empty_folder:
        return
    with suppress(CannotRead):
        held = job.source.held()
        chosen = formats.reader_named(job.format_name) if job.format_name else formats.guess(held)
        said = replace(job.options, new_id=ids.new_id, now=ids.now)
        yield from chosen.read(held, said).bundle.contents


def _size(source: Source) -> int:
    """Give how many bytes a source has; 0 for one that cannot be read."""
    with suppress(OSError, ValueError):
        return len(source.data) if source.path is None else source.path.stat().st_size
    return 0


class _Rows:
    """The rows of a table on their way: looked at while others are read, then told."""

    def __init__(
        self, job: SourceToRead, helpers: Helpers, tell: Tell, watch: Watch | None, keep: Keep
    ) -> None:
        self._job, self._helpers, self._tell, self._watch = job, helpers, tell, watch
        self._keep = keep
        self._held: deque[Content] = deque()
        self._n = 0

    def looked_at(self, articles: Iterator[Content]) -> Iterator[Content]:
        """Give articles with what is proposed for them; worth a second process."""
        cancel = None if self._watch is None else self._watch.cancel
        texts = self._texts(articles)
        for found in each(_row_proposals, texts, cancel=cancel, helpers=self._helpers):
            # Another headline makes another article, whose text is to wait elsewhere as well.
            yield self._keep(_with_these(self._held.popleft(), found))

    def _texts(self, articles: Iterator[Content]) -> Iterator[Article]:
        for one in map(self._keep, articles):
            self._held.append(one)
            self._n += 1
            yield one.article

    def told(self, contents: Iterator[Content]) -> Iterator[Content]:
        """Give articles that were looked at, and tell them."""
        untold: list[Content] = []
        for n, one in enumerate(contents, start=1):
            row = replace(one, refused="") if self._job.keep_all else one
            untold.append(row)
            yield row
            if n % _TOLD_TOGETHER == 1 or n == self._n:
                self._tell(tuple(untold))
                untold.clear()
                if self._watch is not None:
                    self._watch.progress(n, self._n, tr("row"))


def _kept(contents: tuple[Content, ...]) -> tuple[Content, ...]:
    return tuple(replace(one, refused="") for one in contents)


def kept_map(used: SourceMap) -> NamedSet:
    """Give what a project keeps of the map of a source, under the names of its columns."""
    from annotator.formats.rows import mapping

    return NamedSet("", NamedKind.MAPPING, mapping.kept_name(used), mapping.as_json(used))


def later() -> str:
    """No id and no time yet: they are given in the order in which articles come in."""
    return ""


def _lines(bundle: Bundle) -> tuple[str, ...]:
    """Give how the first lines of the first text begin that show something."""
    for content in bundle.contents:
        shown = (line.strip()[:LINE_LENGTH] for line in _rows(content.article.text, 200))
        return tuple(islice(filter(None, shown), 3))
    return ()


def _rows(text: str, most: int) -> Iterator[str]:
    """Give the first lines of a text, so many at most, without parting the rest of it."""
    start = 0
    for _ in range(most):
        end = text.find("\n", start)
        yield text[start:] if end < 0 else text[start:end]
        if end < 0:
            return
        start = end + 1


class BareText(NamedTuple):
    """A text with no more about it than what looking at it takes."""

    text: str
    language: str
    title: str
    regions: tuple[Region, ...] = ()
    judged: tuple[Range, ...] | None = None
    page: PageFacts | None = None


class TextProposals(NamedTuple):
    """What looking at a text gives: all that another process sends back."""

    title: str
    regions: tuple[RegionProposal, ...]
    fields: tuple[FieldProposal, ...]
    drawn: DrawnRuns | None
    outside: tuple[OutsideLine, ...]


def proposals(one: BareText) -> TextProposals:
    """Give the regions of a text and what stands above its headline."""
    text, language, title, known, judged, page = one
    regions = propose_regions(text, language, judged, page)
    fields = propose_masthead(text, regions, language, page)
    places = [(each.type, each.at) for each in known]
    places += [(each.type, each.at) for each in regions]
    if regions and not any(each.field == "title" for each in fields):
        title = _named_by_its_text(text, title, [each.at for each in regions])
    drawn = _SHINGLES.drawn(body_words(text, places))
    return TextProposals(title, regions, fields, drawn, outside_lines(text, places))


def _row_proposals(article: Article) -> TextProposals:
    """Give what looking at the text of a row gives."""
    return proposals(BareText(article.text, article.language, article.title))


def with_proposals(content: Content) -> Content:
    """Give a bare text as it was read with its regions and what stands above its headline."""
    article = content.article
    about = (content.regions, content.judged, content.page)
    bare = BareText(article.text, article.language, article.title, *about)
    return _with_these(content, proposals(bare))


def _with_these(content: Content, found: TextProposals) -> Content:
    article = content.article
    if found.title != article.title:
        article = replace(article, title=found.title)
    fields = (*content.proposed_fields, *found.fields)
    # What its page said has been asked, and is as large as the article.
    asked = (None, None)
    return _looked_at(content, article, found.regions, fields, found.drawn, found.outside, *asked)


def _named_by_its_text(text: str, title: str, apart: Sequence[Range]) -> str:
    """Call an article without a headline by the line above its first paragraph, if the first line
    of all, by which it was called, is furniture.
    """
    start = len(text) - len(text.lstrip())
    if title != first_line(text) or not any(one.start <= start for one in apart):
        return title
    taken = {one.start for one in apart}
    free = [line for line in page_lines(text) if line.at.start not in taken]
    if not any(line.is_long for line in free):
        return title
    above = takewhile(lambda line: not line.is_long, free)
    words = [line.text for line in above if len(line.text.split()) >= _WORDS_OF_A_TITLE]
    return first_line(words[-1]) if words else title
