"""Passages as Qt sees them: an article a heading, below it what is named there.

All places are known; the sentences are read for what is looked at, in blocks.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from annotator.language import tr, trn
from annotator.store.lists.passages import SAID
from annotator.text.words import isolated, shortened
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import CountedModel, Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.store.lists.passages import ActorPassage

_LONGEST_TITLE = 200


class ArticleHeading(NamedTuple):
    """An article above its passages, and how many there are."""

    title: str
    outlet: str
    date: str
    n: int


class PassagesModel(CountedModel):
    """Rows by articles. A row whose sentence is not read asks for it (`wanted`)."""

    wanted = Signal(int)
    """The row of a passage whose sentence is to be read."""

    def __init__(self, parent: QObject) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: list[ArticleHeading | ActorPassage] = []

    def show_passages(self, passages: Sequence[ActorPassage]) -> None:
        """Show these, in their order."""
        rows: list[ArticleHeading | ActorPassage] = []
        for _, of_article in groupby(passages, lambda one: one.article_id):
            some = [*of_article]
            first = some[0]
            rows.append(ArticleHeading(first.title, first.outlet, first.date, len(some)))
            rows += some
        self.rows = rows
        self.show_rows(len(rows))

    def take_sentences(self, found: Iterable[tuple[int, ActorPassage]]) -> None:
        """Show sentences that were read, each in its row."""
        rows = [n for n, one in found if self._take(n, one)]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def _take(self, row: int, passage: ActorPassage) -> bool:
        here = self.passage(row)
        if here is None or here.span_id != passage.span_id:
            return False
        self.rows[row] = passage
        return True

    def passage(self, row: int) -> ActorPassage | None:
        """Give the passage of a row; None for a heading, and for no row."""
        one = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if one is None or isinstance(one, ArticleHeading) else one

    def next_passage(self, row: int, by: int) -> int | None:
        """Give the first row of a passage from a row on, forwards or back."""
        while 0 <= row < len(self.rows):
            if not isinstance(self.rows[row], ArticleHeading):
                return row
            row += by
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard stand on passages alone."""
        return super().flags(index) if self.passage(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row: itself to paint, its words to be read out."""
        if not 0 <= index.row() < len(self.rows):
            return None
        one = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return one
            case Qt.ItemDataRole.AccessibleTextRole:
                return heading_words(one) if isinstance(one, ArticleHeading) else passage_words(one)
            case Qt.ItemDataRole.ToolTipRole if not isinstance(one, ArticleHeading):
                return plain_tip(sentence_of(one))
        return None


def title_of(heading: ArticleHeading) -> str:
    """Give the title of an article on one line."""
    return shortened(heading.title, _LONGEST_TITLE) or tr("no title")


def facts_of(heading: ArticleHeading) -> str:
    """Give what is said behind the title: outlet, date, how many passages."""
    counted = trn("{n} passage", "{n} passages", heading.n)
    outlet = isolated(shortened(heading.outlet, 60))
    return "  ·  ".join(filter(None, (outlet, heading.date, counted)))


def heading_words(heading: ArticleHeading) -> str:
    """Give a heading as a screen reader says it."""
    return f"{isolated(title_of(heading))}, {facts_of(heading)}"


def sentence_of(passage: ActorPassage) -> str:
    """Give the sentence of a passage on one line; before it is read, the words alone."""
    return " ".join("".join(passage.sentence or ("", passage.words, "")).split())


def role_words(passage: ActorPassage) -> str:
    """Say what an actor does in a passage."""
    return tr("said") if passage.role == SAID else tr("named")


def passage_words(passage: ActorPassage) -> str:
    """Give a passage as a screen reader says it."""
    where = isolated(shortened(passage.title, _LONGEST_TITLE)) or tr("no title")
    whose = tr("marked by {name}", name=isolated(passage.layer))
    return f"{isolated(sentence_of(passage))}, {role_words(passage)}, {whose}, {where}"
