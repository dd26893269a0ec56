"""The sheet *Take kits back*: which kits were made, and how much of each is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from annotator.language import tr, trn
from annotator.ui.basics.labels import shown_time
from annotator.ui.review.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.acts.kits import KitsMade, KitState
    from annotator.ui.review.workspace import ReviewWorkspace

_LINE = 32
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = (240, 90, 90, 90, 160, 240)


def show(review: ReviewWorkspace, made: KitsMade | None = None) -> None:
    """Show the kits of the project; `made` = some were made just now."""
    project = review.bridge.project

    def kits(_progress: object, _cancel: object) -> tuple[KitState, ...]:
        project.open_project.drain()
        return project.kits()

    review.jobs.start(kits, lambda found: review.show_sheet(KitsBackForm(review, found, made)))


class KitsBackForm(Sheet):
    """A line for each kit: for whom, articles, done, excluded, when it came back."""

    def __init__(
        self, review: ReviewWorkspace, kits: Sequence[KitState], made: KitsMade | None = None
    ) -> None:
        """Show these kits."""
        super().__init__(tr("Take kits back"), review, status=tr("Take kits back"))
        self._review = review
        self.facts.setText(trn("{n} kit", "{n} kits", len(kits)))
        self.table = _table(kits, self)
        self.column.insertWidget(1, self.table, 1)
        self.leave_button(tr("Close"))
        self.first = self.table
        self.verdict.setText(_made_words(made) if made is not None else "")


def _table(kits: Sequence[KitState], parent: KitsBackForm) -> QTreeWidget:
    table = QTreeWidget(parent)
    table.setAccessibleName(tr("Kits"))
    heads = (
        tr("For"), tr("Articles"), tr("Done"), tr("Excluded"), tr("Came back"), tr("Coded by")
    )  # fmt: skip
    table.setHeaderLabels(heads)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    numbers = (1, 2, 3)
    for one in kits:
        back = shown_time(one.returned) if one.returned else tr("not yet")
        counts = (str(one.n_articles), str(one.n_done), str(one.n_excluded))
        item = QTreeWidgetItem(table, [one.name, *counts, back, one.coded_by])
        item.setSizeHint(0, QSize(0, _LINE))
        for n in numbers:
            item.setTextAlignment(n, _NUMBERS)
        if table.currentItem() is None:
            table.setCurrentItem(item)
    for n in numbers:
        table.headerItem().setTextAlignment(n, _NUMBERS)
    table.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    for n, width in enumerate(_WIDTHS):
        table.setColumnWidth(n, width)
    return table


def _made_words(made: KitsMade) -> str:
    folder = made.kits[0].path.parent
    words = trn(
        "{n} kit lies in {folder}.", "{n} kits lie in {folder}.", len(made.kits), folder=folder
    )
    return " ".join([words, *made.notes])
