"""The sheet that lists the articles that were not compared, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from annotator.language import tr, trn
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.ui.review.workspace import ReviewWorkspace

Line = tuple[str, str, str]
"""An article's id, its title, and why it was not compared."""
_ROW = 32
_TITLE, _WHY = 0, 1


def show(review: ReviewWorkspace) -> None:
    """List what was not compared; without names the reason names nobody."""
    settling = review.state.settling
    if settling is None:
        return
    project, left_out = review.bridge.project, settling.comparison.left_out
    if not left_out:
        review.say(tr("All articles that one of the two has begun are compared."))
        return
    nameless = tr("not done by both") if review.state.hides_names else ""

    def read(_progress: object, _cancel: object) -> list[Line]:
        titles = {one.id: one.title for one in project.reader.counted_articles(None)}
        return [
            (one.article_id, titles.get(one.article_id) or tr("no title"), nameless or one.why)
            for one in left_out
        ]

    review.jobs.start(read, lambda lines: review.show_sheet(OutsideSheet(review, lines)))


class OutsideSheet(Sheet):
    """A line for each article; Enter opens it in Read, where it can be finished."""

    def __init__(self, review: ReviewWorkspace, lines: Sequence[Line]) -> None:
        """List these articles."""
        title = tr("Articles that were not compared")
        super().__init__(title, review, status=tr("Not compared"))
        self._review = review
        n = len(lines)
        self.facts.setText(trn("{n} article", "{n} articles", n))
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(title)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels([tr("article"), tr("why")])
        self.list.setHeaderHidden(True)
        self.list.header().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(_WHY, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.addTopLevelItems([_item(one) for one in lines])
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.itemActivated.connect(lambda _item, _column: self._open())
        self.fill(self.list)
        self.verdict.setText(tr("Only what both coders have marked done is compared."))
        self.leave_button(tr("To the differences"))
        self.button(tr("Open in Read"), self._open, is_default=True)
        self.first = self.list

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._review.article_wanted.emit(item.data(_TITLE, Qt.ItemDataRole.UserRole))


def _item(line: Line) -> QTreeWidgetItem:
    article_id, title, why = line
    item = QTreeWidgetItem([isolated(title), why])
    item.setData(_TITLE, Qt.ItemDataRole.UserRole, article_id)
    item.setData(_TITLE, Qt.ItemDataRole.ToolTipRole, plain_tip(title))
    item.setSizeHint(_TITLE, QSize(0, _ROW))
    item.setForeground(_WHY, theme.colour("ink2"))
    return item
