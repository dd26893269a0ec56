"""The page *Find*: the search at the left, its hits by article, the ticked ones marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import Blocks, Change, summary_of
from annotator.model.fields import NAMED
from annotator.project.finding.shown import HitState
from annotator.ui.basics.building import row
from annotator.ui.basics.sheet import Sheet
from annotator.ui.find.how_marked import HowMarked
from annotator.ui.find.rows import HitsList
from annotator.ui.find.side import SearchPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from annotator.errors import AnnotatorError
    from annotator.model.named import NamedSet
    from annotator.text.ranges import Range
    from annotator.ui.bridge import Bridge
    from annotator.ui.find.searching import Finder
    from annotator.ui.handlers.reading_state import ReadingState

_BESIDE = 32


class FindSheet(Sheet):
    """Typing looks again; Space ticks; Enter marks what is ticked, or opens the article."""

    read_wanted = Signal(str, object)
    """A place (a `Range`, or None) of an article is to be read."""
    kept = Signal(str, object)
    """A `Search` is to be kept under a name; None: the search of that name is forgotten."""
    kept_otherwise = Signal()
    """Other searches may be kept now: by undo, or another way."""

    def __init__(self, reading: ReadingState, finder: Finder, parent: QWidget) -> None:
        """Show the hits that there are."""
        super().__init__(tr("Find in the project"), parent, status=tr("Find"))
        self.status_facts = (tr("marking is one step"),)
        self._reading, self._finder = reading, finder
        self._bridge: Bridge = reading.bridge
        self._problem = ""
        context = self._bridge.context
        self.pane = SearchPane(context.scheme, context.actors, self)
        self.side = self.pane
        self.first = self.pane.words
        self.list = HitsList(self, finder.model)
        self.fill(self.list)
        self.how = HowMarked(context.scheme, context.actors, self)
        self._is_wide = True
        self.buttons.insertWidget(0, self.how)
        self._second = row(gap=8)
        self.column.addLayout(self._second)
        self.leave_button(tr("Close"))
        self.mark = self.button(tr("Mark"), self.main, is_default=True)
        self._wire()
        self._say()

    def _wire(self) -> None:
        finder, pane = self._finder, self.pane
        pane.changed.connect(self._look)
        pane.entered.connect(self.go_to_first)
        pane.kept.connect(lambda name: self.kept.emit(name, pane.search()))
        pane.forgotten.connect(lambda name: self.kept.emit(name, None))
        self.how.changed.connect(lambda: finder.mark_as(self.how.type_name))
        self.how.all_ticked.connect(lambda on: finder.model.tick_free(on=on))
        self.list.read_wanted.connect(self._read)
        self.list.main_wanted.connect(self.main)
        finder.model.counted.connect(self._say)
        finder.ended.connect(self._say)
        finder.refused.connect(self._refuse)
        self._bridge.shown.connect(self._heard)

    # --- looking --------------------------------------------------------------------------------

    def _look(self, *, at_once: bool = False) -> None:
        self._problem = ""
        self._finder.look(self.pane.search(), self.how.type_name, at_once=at_once)
        self._say()

    def look(self) -> None:
        """Look for what the pane says, at once."""
        self._look(at_once=True)

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        """Hear that a search is kept or forgotten by undo, or another way."""
        if NAMED.table in summary_of(changes).tables:
            self.kept_otherwise.emit()

    def show_kept(self, kept: Sequence[NamedSet]) -> None:
        """List the searches that are kept."""
        self.pane.show_kept(kept)

    def stand_again(self, n: int) -> None:
        """Stand on the row from which an article was read."""
        self.first = self.list
        self.list.stand_on(n)
        self.list.setFocus()

    def go_to_first(self) -> None:
        """Go from the field to the first hit; nothing is ticked by that."""
        if self._finder.model.n_hits:
            self.list.setFocus()
            self.list.stand_first()

    def _refuse(self, problem: AnnotatorError) -> None:
        self._problem = problem.sentence()
        self._say()

    def _say(self) -> None:
        """Say how many there are, how many are marked, how many would be."""
        if not isValid(self):
            return
        finder, model = self._finder, self._finder.model
        places = trn("{n} place", "{n} places", model.n_hits)
        where = trn(
            "{places} in {n} article", "{places} in {n} articles", model.n_articles, places=places
        )
        is_part = finder.is_running or not finder.is_whole
        if finder.search is None:
            where = tr("Find in the project")
        elif is_part and self._problem == "":
            where = tr("{words} so far", words=where)
        self.set_title(where)
        marked = trn("{n} is marked", "{n} are marked", model.n_marked)
        self.facts.setText(marked if model.n_marked else "")
        others = tr("Others’ marks are shown: go to your own layer to mark.")
        looks = self._bridge.looked_at is not None
        self.verdict.setText(self._problem or (others if looks and model.n_ticked else ""))
        self.how.say_free(model.n_free, is_whole=not is_part)
        all_free = model.n_free > 0 and model.n_ticked == model.n_free
        self.how.every.setChecked(all_free)
        n = model.n_ticked
        self.mark.setText(trn("Mark {n}", "Mark {n}", n))
        self.mark.setEnabled(n > 0 and self._can_mark())

    def _can_mark(self) -> bool:
        """Say whether marks may be made now: on one's own layer, in a file that takes them."""
        return not self._bridge.project.read_only and self._bridge.looked_at is None

    # --- acting ---------------------------------------------------------------------------------

    def main(self) -> None:
        """Mark what is ticked, if the button would; where nothing is, open the hit's article."""
        if self._finder.model.n_ticked:
            if self._can_mark():
                self._mark()
        else:
            self._read(self.list.currentIndex())

    def _mark(self) -> None:
        job = self._finder.mark_ticked(
            self.how.type_name, self.how.attributes(), self.how.actor_name()
        )
        if job is not None:
            self._reading.working.emit(job, tr("Marking"))
            self.list.setFocus()

    def _read(self, index: QModelIndex) -> None:
        found = self._finder.model.row(index.row())
        if found is None or found.n is None or not found.article.article_id:
            return
        self._finder.row = index.row()
        at: Range | None = found.article.place(found.n) if found.state != HitState.NOTE else None
        self.read_wanted.emit(found.article.article_id, at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width; where one row has no room for all fields, they get their own."""
        super().resizeEvent(event)
        layout, beside = self.layout(), _BESIDE if self.width() > 900 else _BESIDE // 2
        if layout is not None:
            layout.setContentsMargins(beside, 16, beside, 12)
        self.how.fit(self.width() - 2 * beside)
        needed = self.how.sizeHint().width() + self.mark.sizeHint().width() + 160
        is_wide = self.width() - 2 * beside >= needed
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            if is_wide:
                self.buttons.insertWidget(0, self.how)
            else:
                self._second.addWidget(self.how)
                self._second.addStretch(1)
