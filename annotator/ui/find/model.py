"""The list of hits as Qt sees it: an article a heading, below it its hits.

All places are known; the words around them are read for what is looked at, in blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal

from annotator.language import tr, trn
from annotator.project.finding.shown import FoundArticle, HitState
from annotator.text.words import isolated
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import NOWHERE, Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.finding.shown import HitLine

_KEPT_ARTICLES = 400
"""Lines are kept for so many articles; of others they are read again."""


class RowOf(NamedTuple):
    """What a row shows: an article (its heading), or its hit of number `n`."""

    article: FoundArticle
    n: int | None

    @property
    def line(self) -> HitLine | None:
        """The words of the hit, if they are read."""
        lines = self.article.lines
        return None if self.n is None or lines is None else lines[self.n]

    @property
    def state(self) -> HitState:
        """What is to be said of the hit."""
        return HitState.NOTE if self.n is None else HitState(self.article.states[self.n])


class HitsModel(QAbstractListModel):
    """Rows by articles. A row whose words are not read asks for them (`wanted`)."""

    RowRole = Qt.ItemDataRole.UserRole
    wanted = Signal(object)
    """Articles (a list of their numbers) whose lines are to be read."""
    counted = Signal()
    """Something is counted otherwise than before."""

    def __init__(self, parent: QObject) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.articles: list[FoundArticle] = []
        self._firsts: list[int] = []
        self._asked: set[int] = set()
        self.n_hits = self.n_marked = self.n_free = self.n_ticked = self.n_articles = 0

    # --- filling --------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.articles, self._firsts, self._asked = [], [], set()
        self.n_hits = self.n_marked = self.n_free = self.n_ticked = self.n_articles = 0
        self.endResetModel()
        self.counted.emit()

    def append(self, found: Sequence[FoundArticle]) -> None:
        """Add articles behind those that are there."""
        if not found:
            return
        first = self.rowCount()
        self.beginInsertRows(NOWHERE, first, first + sum(len(one) + 1 for one in found) - 1)
        for one in found:
            self._firsts.append(first)
            self.articles.append(one)
            first += len(one) + 1
            self.n_articles += bool(one.article_id)
            self._count(one, 1)
        self.endInsertRows()
        self.counted.emit()

    def take_lines(
        self, numbers: Sequence[int], answers: Sequence[tuple[bytearray, tuple[HitLine, ...]]]
    ) -> None:
        """Show what was read of some articles."""
        for number, (states, lines) in zip(numbers, answers, strict=True):
            self._asked.discard(number)
            article = self.articles[number]
            self._count(article, -1)
            article.states, article.lines = states, lines
            for n, state in enumerate(states):
                if article.ticked[n] and state not in (HitState.FREE, HitState.FURNITURE):
                    article.ticked[n] = 0
            self._count(article, 1)
            first = self._firsts[number]
            self.dataChanged.emit(self.index(first), self.index(first + len(article)))
        self._forget(numbers)
        self.counted.emit()

    def _forget(self, kept: Sequence[int]) -> None:
        """Let the lines of articles go that are far from those that were just read."""
        if len(self.articles) <= _KEPT_ARTICLES or not kept:
            return
        low, high = min(kept) - _KEPT_ARTICLES // 2, max(kept) + _KEPT_ARTICLES // 2
        for number, one in enumerate(self.articles):
            if one.lines is not None and not low <= number <= high:
                one.lines = None

    def _count(self, one: FoundArticle, by: int) -> None:
        self.n_hits += by * len(one)
        self.n_marked += by * one.states.count(HitState.MARKED)
        self.n_free += by * one.states.count(HitState.FREE)
        self.n_ticked += by * one.ticked.count(1)

    # --- ticking --------------------------------------------------------------------------------

    def tick(self, row: int, *, on: bool) -> None:
        """Tick a hit, or take that back; one that is marked has no tick."""
        found = self.row(row)
        if found is not None and found.n is not None:
            by = found.article.tick(found.n, on=on)
            self._ticked(by, row, row)

    def tick_free(self, *, on: bool) -> None:
        """Tick all hits without a mark, or take all ticks back."""
        if on:
            by = sum(one.tick_free(on=True) for one in self.articles)
        else:
            by = -self.n_ticked
            for one in self.articles:
                one.ticked = bytearray(len(one))
        self._ticked(by, 0, self.rowCount() - 1)

    def _ticked(self, by: int, first: int, last: int) -> None:
        if by:
            self.n_ticked += by
            self.dataChanged.emit(self.index(first), self.index(last))
            self.counted.emit()

    def is_ticked(self, row: int) -> bool:
        """Say whether a hit is ticked."""
        found = self.row(row)
        return found is not None and found.n is not None and bool(found.article.ticked[found.n])

    def ticked(self) -> list[tuple[FoundArticle, bytes]]:
        """Give the articles that have ticks, each with its ticks as they are now."""
        return [(one, bytes(one.ticked)) for one in self.articles if 1 in one.ticked]

    # --- rows -----------------------------------------------------------------------------------

    def row(self, row: int) -> RowOf | None:
        """Give what a row shows."""
        number = self.number_of(row)
        if number is None:
            return None
        n = row - self._firsts[number] - 1
        return RowOf(self.articles[number], None if n < 0 else n)

    def number_of(self, row: int) -> int | None:
        """Give the number of the article that a row belongs to."""
        if not 0 <= row < self.rowCount():
            return None
        return bisect_right(self._firsts, row) - 1

    def next_hit(self, row: int, by: int) -> int | None:
        """Give the nearest row of a hit from a row on, forwards (1) or backwards (-1)."""
        last = self.rowCount()
        while 0 <= row < last:
            found = self.row(row)
            if found is not None and found.n is not None:
                return row
            row += by
        return None

    def numbers_with(self, article_ids: frozenset[str]) -> list[int]:
        """Give the numbers of those of these articles that have hits."""
        return [n for n, one in enumerate(self.articles) if one.article_id in article_ids]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many rows there are."""
        if parent.isValid() or not self.articles:
            return 0
        return self._firsts[-1] + len(self.articles[-1]) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the row shows; asks for its words if they are not read yet."""
        found = self.row(index.row())
        if found is None:
            return None
        if found.article.lines is None:
            self._ask(index.row())
        match role:
            case self.RowRole:
                return found
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return spoken(found)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_whole(found))
        return None

    def _ask(self, row: int) -> None:
        number = self.number_of(row)
        if number is None or number in self._asked:
            return
        numbers = [
            n
            for n in range(max(0, number - 8), min(number + 24, len(self.articles)))
            if self.articles[n].lines is None and n not in self._asked
        ]
        self._asked.update(numbers)
        self.wanted.emit(numbers)


def spoken(found: RowOf) -> str:
    """Say a row: the article with its count, or the words in their context with what is known."""
    article, line = found.article, found.line
    if found.n is None:
        return ", ".join(filter(None, (title_of(article), article.outlet, count_words(article))))
    if line is None:
        return tr("on its way")
    return f"{line.hit.text}: {_context(line)}, {state_words(found)}"


def _context(line: HitLine) -> str:
    hit = line.hit
    return " ".join(f"{hit.before}{hit.text}{hit.after}".split())


def _whole(found: RowOf) -> str:
    """Give all that a row has words for; what its width has no room for is cut there."""
    if found.n is None:
        return f"{title_of(found.article)}  ·  {found.article.outlet}".removesuffix("  ·  ")
    if found.line is None:
        return ""
    return f"{_context(found.line)}  ·  {state_words(found)}"


def title_of(article: FoundArticle) -> str:
    """Give what an article is called."""
    if not article.article_id:
        return tr("Notes beside the articles")
    return article.title or tr("no title")


def count_words(article: FoundArticle) -> str:
    """Say how many hits an article has."""
    return trn("{n} place", "{n} places", len(article))


def state_words(found: RowOf) -> str:
    """Say what is known of a hit: its mark and actor, or that it has none."""
    match found.state:
        case HitState.NOTE:
            return tr("note")
        case HitState.FURNITURE:
            return tr("page furniture")
        case HitState.MARKED if found.line is not None:
            parts = (found.line.type.replace("_", " "), isolated(found.line.actor))
            return ", ".join(one for one in parts if one)
    return tr("not marked")
