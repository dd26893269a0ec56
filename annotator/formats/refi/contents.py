"""A REFI-QDA project of any program as articles with their marks, made one by one.

What the file counts otherwise, or cannot be a mark here, was found out in `index`.
"""

from __future__ import annotations

import marshal
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.counting import Counting, ForeignPlace, FoundCounting, PlaceFinder
from annotator.formats.refi.archive import wrong
from annotator.formats.refi.index import values_of
from annotator.formats.refi.marks import MarkMaker
from annotator.formats.refi.sources import HEADLINE
from annotator.formats.rows.mapping import own_name
from annotator.language import tr, trn
from annotator.model.article import Article
from annotator.model.bundle import Content, Loss, LossKind
from annotator.model.ids import derived_id
from annotator.text.script import direction, guess_language
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.formats.refi.index import RefiIndex
    from annotator.formats.refi.xml_in import SelectionCells
    from annotator.model.article import Json
    from annotator.work import Watch

_FIELDS = ("outlet", "byline", "url", "language")
_NOT_FIELDS = ("sha256", "group")
"""Variables of ours that are made anew here."""
_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LOOKED_UP = 50
"""After so many articles somebody may have wished that it stops."""


class _Source(NamedTuple):
    """A source as `index` packs it; `shape` None = as the text."""

    number: int
    guid: str
    title: str
    user: str
    values: list[tuple[str, str]]
    notes: list[str]
    text: str
    shape: str | None
    selections: list[SelectionCells]


@dataclass(slots=True)
class RefiContents:
    """The articles of a project; made anew each time, one in memory at a time.

    The archive is let go before. `positions` says how the file counts; what does not fit is left
    out if somebody chose how, else `CannotRead` is raised with its place.
    """

    name: str
    index: RefiIndex
    positions: FoundCounting | None
    at: str
    watch: Watch | None = None
    n_links: int = 0
    """How many links became some, as far as the articles have gone by."""
    n_placed: int = 0
    """In how many selections it is said which case occurs."""

    def __iter__(self) -> Iterator[Content]:
        """Give the articles in the order of the file."""
        used: Counter[str] = Counter()
        self.n_links = self.n_placed = 0
        watch, of = self.watch, len(self.index.sources)
        for row, block in enumerate(self.index.sources, start=1):
            if watch is not None and row % _LOOKED_UP == 0:
                watch.cancel.check()
                watch.progress(row, of, tr("article"))
            one = _Source(*marshal.loads(block))  # noqa: S302 - packed by this program just now
            key = guid = one.guid or one.title
            if self.index.keys.is_doubled(guid):
                # Ids may be repeated by what wrote the file; articles have one of their own.
                used[guid] += 1
                key = guid if used[guid] == 1 else f"{guid} {used[guid]}"
            content = self._content(one, row, key)
            self.n_links += len(content.links)
            yield replace(content, row=row)

    def left(self) -> tuple[Loss, ...]:
        """Give what of the articles became nothing, once these have gone by."""
        return (*self._links_left(), *self._places_left())

    def _links_left(self) -> Iterator[Loss]:
        of = self.index.n["link"]
        n = of - self.index.n["link.lost"] - self.n_links
        if n > 0:
            how = trn(
                "{n} link is left out: it ties codings of two people or none, or what is tied "
                "already",
                "{n} links are left out: they tie codings of two people or none, or what is tied "
                "already",
                n,
            )
            yield Loss("link", n, of, LossKind.DROPPED, how)

    def _places_left(self) -> Iterator[Loss]:
        of = self.index.n["case.place"]
        n = of - self.n_placed
        if n > 0:
            how = trn(
                "{n} place of a case is left out: nothing is coded there, or another case has it",
                "{n} places of cases are left out: nothing is coded there, or another case has "
                "them",
                n,
            )
            yield Loss("case", n, of, LossKind.DROPPED, how)

    def _content(self, one: _Source, row: int, key: str) -> Content:
        article = self._article(one, key, self.index.sums[row - 1])
        maker = MarkMaker(self.index, article, key, one.number, self.at)
        counting = Counting() if self.positions is None else self.positions.of(one.number)
        places = PlaceFinder(one.text, one.text if one.shape is None else one.shape)
        is_asked = self.positions is not None and self.positions.is_asked
        where = [ForeignPlace(cells[1], cells[2]) for cells in one.selections]
        for cells, at in zip(one.selections, places.all_at(where, counting), strict=True):
            _, start, end, _, _, _, _, codings, _ = cells
            if codings and at is not None:
                maker.selection(cells, at, one.user)
                continue
            if codings and start != end and not is_asked:
                raise self._misfit(article, cells)
            maker.remark(cells, at)
        found = maker.content(one.notes)
        self.n_placed += maker.n_placed
        return found

    def _misfit(self, article: Article, cells: SelectionCells) -> Exception:
        _, start, end, _, _, _, _, _, said = cells
        start_said, end_said = (shortened(one, 20) for one in said or (str(start), str(end)))
        what = tr(
            "in “{title}” the coding {start}–{end} leaves the text ({n} characters) or cuts a "
            "character; a reading that you choose (--reading) leaves such ones out",
            n=len(article.text),
            title=article.title,
            start=start_said,
            end=end_said,
        )
        return wrong(self.name, what)

    def _article(self, one: _Source, key: str, sha256: str) -> Article:
        values = values_of(one.values, self.index.variables)
        cases = self.index.of_sources.of(one.guid)
        if cases:
            values.setdefault("case", "; ".join(self.index.cases[n].name for n in cases))
        title = values.pop(HEADLINE, one.title) if self.index.is_ours else one.title
        masthead = {name: values.pop(name) for name in _FIELDS if name in values}
        date = values.get("date", "")
        is_date = bool(_DATE.fullmatch(date))
        meta: dict[str, Json] = {}
        for name, value in values.items():
            if name not in _NOT_FIELDS and not (is_date and name == "date"):
                meta[own_name(name, [*meta])] = value
        return Article(
            id=derived_id(key, "article"),
            title=title,
            text=one.text,
            sha256=sha256,
            date=date if is_date else None,
            outlet=masthead.get("outlet", ""),
            byline=masthead.get("byline", ""),
            url=masthead.get("url", ""),
            language=masthead.get("language") or guess_language(one.text),
            direction=direction(one.text),
            source=self.name,
            imported_at=self.at,
            meta=meta,
        )
