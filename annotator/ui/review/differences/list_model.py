"""The list of differences as Qt sees it; the words of articles that are not open come later."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from annotator.language import tr, trn
from annotator.ui.basics.building import later
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import CountedModel, Index
from annotator.ui.review.differences.rows import (
    Filter,
    Grouping,
    Head,
    Headings,
    Listed,
    Row,
    rows_of,
)
from annotator.ui.review.differences.words import (
    Entry,
    counted,
    have_words,
    kind_words,
    type_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.review.differences.state import ReviewState
    from annotator.ui.review.looks import Look

_MOST_AT_ONCE = 60
_LATER_MS = 0


class DifferenceModel(CountedModel):
    """The lines that are listed now. Nothing is worked out for lines out of sight."""

    refilled = Signal()

    RowRole = Qt.ItemDataRole.UserRole
    SettledRole = Qt.ItemDataRole.UserRole + 1
    DetailRole = Qt.ItemDataRole.UserRole + 2
    """What stands at the far end of a line."""

    def __init__(self, state: ReviewState, jobs: Jobs, parent: QObject) -> None:
        """List what a review has."""
        super().__init__(parent)
        self._state, self._jobs = state, jobs
        self.filter = Filter()
        self.nameless = state.hides_names
        """Whether nothing may tell what is the same coder's."""
        self.grouping = Grouping.KIND
        self.rows: list[Row] = []
        self.n_entries = 0
        """How many differences are listed, beside the headings."""
        self.titles: dict[str, str] = {}
        self.last_look: Look | None = None
        """What was there when this pair was last looked at; None = it never was."""
        self._texts: dict[str, str] = {}
        self._asked: set[str] = set()
        self._wanted: list[str] = []
        self._folded: set[str] = set()
        self._ask = later(self, _LATER_MS, self._ask_texts)

    # --- what is listed ---------------------------------------------------------------------------

    def refill(self) -> None:
        """List anew what is wanted."""
        self.rows = rows_of(
            self._state.entries,
            self.filter,
            Headings(self.grouping, self.titles, self.nameless),
            stands=self._is_listed,
            folded=self._folded,
        )
        self.n_entries = len(self.rows) - [*map(type, self.rows)].count(Head)
        self.show_rows(len(self.rows))
        self.refilled.emit()

    def _is_listed(self, entry: Entry, standing: Listed | None) -> bool:
        """Say whether an entry is as far settled, and had by as many, as is wanted."""
        n_have = self.filter.n_have
        if n_have is not None and self._state.n_have(entry) != n_have:
            return False
        return standing is None or self._stands(entry, standing)

    def _stands(self, entry: Entry, standing: Listed) -> bool:
        is_settled = self._state.is_settled(entry)
        if standing is Listed.NEW:
            return not is_settled and self.is_new(entry)
        if standing is Listed.CHANGED:
            return self._state.settled_before(entry) is not None
        return is_settled is (standing is Listed.SETTLED)

    def is_new(self, entry: Entry) -> bool:
        """Say whether an entry was not there at the last look."""
        look = self.last_look
        return look is not None and not all(look.has(one.key) for one in entry.differences)

    def set_filter(self, **wanted: Any) -> None:
        """List other differences: some fields of the filter are as given, the others stay."""
        self.filter = replace(self.filter, **wanted)
        self.refill()

    def set_nameless(self, nameless: bool) -> None:
        """Tell nothing of who coded what any more, or tell it again."""
        if nameless is not self.nameless:
            self.nameless = nameless
            self.filter = self.filter.without_names() if nameless else self.filter
            self.refill()

    def set_titles(self, titles: dict[str, str]) -> None:
        """Know what the articles are called; only where they are headings is it to be seen."""
        self.titles = titles
        if self.grouping is Grouping.ARTICLE:
            self.refill()

    def set_grouping(self, grouping: Grouping) -> None:
        """Let the lines stand under other headings."""
        self.grouping, self._folded = grouping, set()
        self.refill()

    def fold(self, key: str, *, is_open: bool) -> None:
        """Show what stands under a heading, or fold it away."""
        (self._folded.discard if is_open else self._folded.add)(key)
        self.refill()

    def show_settled(self, article_ids: frozenset[str]) -> None:
        """Something was decided in these articles."""
        if self.filter.standing is not None or self.filter.n_have is not None:
            self.refill()
        else:
            self._tell(article_ids)

    def _tell(self, article_ids: Iterable[str]) -> None:
        """Say that the lines of some articles say something else now: these alone."""
        # Of 70,000 lines, known one by one, a table by article would hold the window for 100 ms.
        told = {id(entry) for one in article_ids for entry in self._state.entries.get(one, ())}
        places = [n for n, known in enumerate(map(id, self.rows)) if known in told]
        # Lines that follow one another differ from their place in the order by the same.
        for _, some in groupby(enumerate(places), lambda two: two[1] - two[0]):
            lines = [n for _, n in some]
            self.dataChanged.emit(self.index(lines[0]), self.index(lines[-1]))

    def row_of(self, entry: Entry) -> int | None:
        """Give the line of an entry; None where it is not listed."""
        with suppress(ValueError):
            return [*map(id, self.rows)].index(id(entry))
        return None

    # --- what Qt asks -----------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a line shows."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case self.RowRole:
                return row
            case self.SettledRole:
                return isinstance(row, Entry) and self._state.is_settled(row)
            case self.DetailRole:
                return self._detail(row) if isinstance(row, Entry) else ""
            case Qt.ItemDataRole.DisplayRole:
                return row.words if isinstance(row, Head) else self.words(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._spoken(row))
        return None

    def words(self, entry: Entry) -> str:
        """Give the words of the text where an entry is; "…" until they are read."""
        one = entry.first
        page = self._state.page
        if page is not None and page.article.id == one.article_id:
            text = page.text
        elif one.article_id in self._texts:
            text = self._texts[one.article_id]
        else:
            if one.article_id not in self._asked:
                self._asked.add(one.article_id)
                self._wanted.append(one.article_id)
                self._ask.start()
            return "…"
        return " ".join(text[one.at.start : one.at.end].split())

    def _detail(self, entry: Entry) -> str:
        against = counted(entry, nameless=self.nameless)
        return tr("changed") if self._state.settled_before(entry) is not None else against

    def _spoken(self, row: Row) -> str:
        if isinstance(row, Head):
            n = trn("{n} difference", "{n} differences", row.n)
            folded = "" if row.is_open else f", {tr('folded')}"
            return f"{row.words}, {n}{folded}"
        how = tr("settled") if self._state.is_settled(row) else tr("open")
        one, nameless = row.first, self.nameless
        parts = [self.words(row), kind_words(one.kind, nameless=nameless)]
        parts += filter(None, [counted(row, nameless=nameless)])
        parts += [type_words(one, nameless=nameless), how]
        n_have = self._state.n_have(row)
        if n_have is not None:
            parts.append(have_words(*n_have))
        if self._state.settled_before(row) is not None:
            parts.append(tr("changed since it was settled"))
        elif self.is_new(row):
            parts.append(tr("new since your last look"))
        return ", ".join(parts)

    def _ask_texts(self) -> None:
        some, self._wanted = self._wanted[:_MOST_AT_ONCE], self._wanted[_MOST_AT_ONCE:]
        if self._wanted:
            self._ask.start()
        project = self._state.bridge.project

        def read(_progress: object, _cancel: object) -> dict[str, str]:
            reader = project.reader
            return {one: reader.article(one).text for one in some}

        def then(texts: dict[str, str]) -> None:
            self._texts |= texts
            self._tell(texts)

        self._jobs.start(read, then)
