"""The sheet *Take kits back*: how far each kit is, and taking in those that came back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidget, QTreeWidgetItem

from annotator.language import tr, trn
from annotator.text.words import isolated
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.labels import Label, shown_time
from annotator.ui.basics.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.errors import AnnotatorError
    from annotator.project.acts.kits import KitsMade, KitState
    from annotator.project.colleagues.kits_back import KitBack, KitsBack
    from annotator.ui.review.workspace import ReviewWorkspace
    from annotator.work import Cancel, Progress

ENDING = ".annotator"
_LINE = 32
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = (240, 90, 90, 90, 160, 240)
_MOST_SHOWN = 5
"""So many sentences on what was left out, or is called otherwise here."""


def show(
    review: ReviewWorkspace, made: KitsMade | None = None, back: KitsBack | None = None
) -> None:
    """Show the kits of the project; `made` = some were made just now, `back` = taken in."""
    project = review.bridge.project

    def kits(_progress: object, _cancel: object) -> tuple[KitState, ...]:
        project.open_project.drain()
        return project.kits()

    def then(found: tuple[KitState, ...]) -> None:
        sheet = KitsBackForm(review, found, made)
        if back is not None:
            sheet.say_taken(back)
        review.show_sheet(sheet)

    review.jobs.start(kits, then)


class KitsBackForm(Sheet):
    """A line for each kit that was made; files that are chosen say first what they would bring."""

    def __init__(
        self, review: ReviewWorkspace, kits: Sequence[KitState], made: KitsMade | None = None
    ) -> None:
        """Show these kits."""
        super().__init__(tr("Take kits back"), review, status=tr("Take kits back"))
        self._review = review
        self.chosen: tuple[Path, ...] = ()
        """The files that were looked into and not taken in yet."""
        self.facts.setText(trn("{n} kit", "{n} kits", len(kits)))
        self.table = _table(kits, self)
        self.column.insertWidget(1, self.table, 1)
        self.nothing = EmptyPlace(self.table.viewport())
        if kits:
            rows = len(kits) * (_LINE + 1) + self.table.header().sizeHint().height()
            self.table.setMaximumHeight(rows + 2)
            self.column.addStretch(1)
        else:
            self.nothing.say(
                tr("No kits were made of this project."),
                tr("A kit is a file for a second coder, in which nobody’s marks are."),
                [(tr("Make kits …"), lambda: review.open_sheet("make-kits"))],
            )
        self.found = Label("", "ui", parent=self, wraps=True)
        self.column.insertWidget(2, self.found)
        self.leave_button(tr("Close"))
        self.main = self.button(tr("Choose files …"), self._go_on, is_default=True)
        self.first = self.table
        self.verdict.setText(_made_words(made) if made is not None else "")

    def _go_on(self) -> None:
        if self.chosen:
            self._work(self.chosen, self._taken, dry_run=False)
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Which kits came back?"),
            str(self._review.bridge.project.path.parent),
            tr("Annotator projects (*{ending})", ending=ENDING),
        )
        if chosen:
            self.look_into(tuple(map(Path, chosen)))

    def look_into(self, paths: tuple[Path, ...]) -> None:
        """Say what these files would bring; nothing is written yet."""

        def looked(back: KitsBack) -> None:
            refused = {one.source for one in back.report.refused}
            self.chosen = tuple(one for one in paths if one.name not in refused)
            self._say(back)
            self.main.setText(tr("Take in"))

        self._work(paths, looked, dry_run=True)

    def _work(
        self, paths: tuple[Path, ...], then: Callable[[KitsBack], None], *, dry_run: bool
    ) -> None:
        call = partial(self._review.bridge.project.collect_kits, paths, dry_run=dry_run)

        def work(progress: Progress, cancel: Cancel) -> KitsBack:
            return call(progress=progress, cancel=cancel)

        self._review.jobs.start(work, then, self._refuse)

    def _say(self, back: KitsBack) -> None:
        lines = [kit_words(one) for one in back.kits]
        lines += [f"{isolated(one.source)}: {one.reason}" for one in back.report.refused]
        problems = back.report.problems
        lines += problems[:_MOST_SHOWN]
        more = len(problems) - _MOST_SHOWN
        if more > 0:
            lines.append(trn("and {n} more like these", "and {n} more like these", more))
        self.found.setText("\n".join(lines))
        self.verdict.setText(
            tr("One step. Nothing of yours changes.") if back.report.brings else tr("Nothing new.")
        )

    def say_taken(self, back: KitsBack) -> None:
        """Say what was taken in just now."""
        self._say(back)
        if back.report.step is not None:
            n = len(back.kits)
            self.verdict.setText(
                trn("Took in {n} kit as one step.", "Took in {n} kits as one step.", n)
            )

    def _taken(self, back: KitsBack) -> None:
        show(self._review, back=back)

    def _refuse(self, problem: AnnotatorError) -> None:
        self.chosen = ()
        self.found.setText("")
        self.verdict.setText(problem.sentence())


def kit_words(one: KitBack) -> str:
    """Give what a kit brings, in one line."""
    words = {
        "new": tr("new"),
        "updated": tr("newer than what is here"),
        "unchanged": tr("nothing new"),
        "older": tr("older than what is here"),
        "apart": tr("another copy, kept apart"),
    }
    done = trn(
        "{done} of {n} article done", "{done} of {n} articles done", one.n_articles, done=one.n_done
    )
    said = [isolated(one.coded_by or one.coder), words.get(one.verdict, ""), done]
    return " ".join([" · ".join(filter(None, said)) + ".", *one.notes])


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
        table.setColumnWidth(n, max(width, table.header().sectionSizeHint(n)))
    return table


def _made_words(made: KitsMade) -> str:
    folder = made.kits[0].path.parent
    words = trn(
        "{n} kit lies in {folder}.", "{n} kits lie in {folder}.", len(made.kits), folder=folder
    )
    return " ".join([words, *made.notes])
