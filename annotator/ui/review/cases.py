"""The cases behind a number: a line each, with the words and the article they stand in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from annotator.compare.values import DifferenceKind
from annotator.language import tr, trn
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import Label
from annotator.ui.basics.rows import Rows, rest_below
from annotator.ui.review.differences.words import class_words, kind_words, type_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from annotator.compare.values import Comparison, Difference, Pair
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.project import Project
    from annotator.ui.review.workspace import ReviewWorkspace
    from annotator.work import Cancel

Line = tuple[str, str, str]
"""An article, the key of the difference ("" where there is none), and what is said of the case."""
_MOST = 500
_SIZE = (720, 480)
_ROW = 28


class _Lines(Rows):
    """Lines of one height."""

    height = _ROW


class _Cases(QListWidget):
    """The lines: whole ones only, none is cut by the lower edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Lines(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerItem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rest = rest_below(self)
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)


class CasesForm(QDialog):
    """A list of cases; Enter goes to one, in the differences of its two codings."""

    def __init__(
        self,
        review: ReviewWorkspace,
        pair: tuple[Layer, Layer],
        title: str,
        lines: Sequence[Line],
        n: int,
    ) -> None:
        """List these lines, of `n` in all."""
        super().__init__(review)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(*_SIZE)
        self._review, self._pair, self._lines = review, pair, [*lines]
        self.list = _Cases(self)
        self.list.setAccessibleName(title)
        self.list.addItems([words for _, _, words in lines])
        self.list.itemActivated.connect(lambda _item: self._go())
        said = trn("{n} case", "{n} cases", n)
        if n > len(lines):
            said = tr("{said}, the first {shown}", said=said, shown=len(lines))
        column(
            Label(title, "bold", parent=self), Label(said, "small", "ink2", parent=self),
            (self.list, 1), of=self, around=(16, 16, 16, 16), gap=8,
        )  # fmt: skip
        self.list.setCurrentRow(0)

    def _go(self) -> None:
        """Leave the sheet for the differences, on the line that is current."""
        at = self.list.currentRow()
        if not 0 <= at < len(self._lines):
            return
        article_id, key, _ = self._lines[at]
        review = self._review
        self.accept()
        settling = review.state.settling
        shown = None if settling is None else settling.comparison
        if shown is not None and [shown.left.id, shown.right.id] == [one.id for one in self._pair]:
            review.close_sheet()
            stand_on(review, article_id, key)
            return
        review.compare(*self._pair)
        review.state.compared.connect(
            partial(stand_on, review, article_id, key), Qt.ConnectionType.SingleShotConnection
        )


def stand_on(review: ReviewWorkspace, article_id: str, key: str) -> None:
    """Show an article in Review, on this difference of it if there is one."""
    entry = review.state.entry(article_id, key)
    if entry is not None:
        review.go_to(entry)
    else:
        review.state.open(article_id)


def lines_of(differences: Sequence[Difference], *, nameless: bool) -> list[Line]:
    """Give lines for differences, so many as a list shows."""
    return [(one.article_id, one.key, _said(one, nameless=nameless)) for one in differences[:_MOST]]


def pairs_in_words(
    project: Project, comparison: Comparison, cases: Sequence[tuple[str, str]], cancel: Cancel
) -> list[Line]:
    """Give lines for pairs, by article and the left's span; to be called in a worker.

    They have the words that both have marked, in the order of the text.
    """
    by_article: dict[str, set[str]] = {}
    for article_id, span_id in cases[:_MOST]:
        by_article.setdefault(article_id, set()).add(span_id)
    found: list[Line] = []
    for article in comparison.articles:
        wanted = by_article.get(article.article_id, set())
        pairs = [one for one in article.pairs if one.left in wanted]
        if not pairs:
            continue
        cancel.check()
        page = project.reader.page(article.article_id)
        places = sorted(_common(page, one) for one in pairs)
        title = page.article.title
        found += [(article.article_id, "", f"{title}: “{page.text[i:j]}”") for i, j in places]
    return found


def _common(page: Page, pair: Pair) -> tuple[int, int]:
    """Give where the words are that both spans of a pair have."""
    spans = [one for one in map(page.span, (pair.left, pair.right)) if one is not None]
    return max((one.start for one in spans), default=0), min((one.end for one in spans), default=0)


def _said(one: Difference, *, nameless: bool) -> str:
    """Say what differs; without names by what is said, not by who says it."""
    kind = kind_words(one.kind, nameless=nameless)
    type_ = type_words(one, nameless=nameless)
    about = " ".join(filter(None, (type_, one.name, class_words(one.boundary))))
    is_both = nameless and one.kind is DifferenceKind.TYPE
    if (one.was is None and one.now is None) or is_both:
        return f"{kind}: {about}"
    first, second = (one.was or tr("nothing"), one.now or tr("nothing"))
    if nameless:
        first, second = sorted((first, second))
    return f"{kind}: {about}: {first} | {second}"
