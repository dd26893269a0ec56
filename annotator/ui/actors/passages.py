"""Where the framed actor is named: the list, what of it is shown, sentences read as needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.language import tr
from annotator.project.actors.passages import with_sentences
from annotator.store.lists.passages import NAMED, SAID
from annotator.ui.actors.passages_list import PassagesList
from annotator.ui.basics.building import column, later, row
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.labels import Label
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project import Project
    from annotator.store.lists.passages import ActorPassage
    from annotator.ui.basics.jobs import Jobs

_AROUND = 20
"""So many rows before and after one that is painted are read with it."""


class PassagesPart(QWidget):
    """A list under its name, with a box that says which of them are shown."""

    wanted = Signal(object)
    """A `ActorPassage` that is to be read in its article."""

    def __init__(self, parent: QWidget, project: Project, jobs: Jobs) -> None:
        """Begin empty; workers read sentences."""
        super().__init__(parent)
        self._project, self._jobs = project, jobs
        self._every: Sequence[ActorPassage] = ()
        self._asked: set[int] = set()
        self._under_way: set[int] = set()
        self._wanted = ""
        self._is_shown = False
        self._n_shown = 0
        self.list = PassagesList(self)
        self.role = ChoiceBox(self)
        self.role.setAccessibleName(tr("Which passages"))
        self.role.fill(((tr("said and named"), ""), (tr("said"), SAID), (tr("named"), NAMED)))
        self._title = Label(tr("Passages"), "bold", parent=self)
        self.nothing = EmptyPlace(self.list)
        column(row(self._title, None, self.role, gap=8), (self.list, 1), of=self,
               around=(0, 0, 0, 0), gap=6)  # fmt: skip
        self._soon = later(self, 0, self._read)
        self.role.currentIndexChanged.connect(lambda _n: self._show())
        self.list.rows.wanted.connect(self._want)
        self.list.read_wanted.connect(lambda _index: self.read())

    def show_passages(self, passages: Sequence[ActorPassage], at: str = "") -> None:
        """Show where an actor is named; on the span `at`, or on the one framed before."""
        here = self.list.passage
        self._wanted = at or ("" if here is None else here.span_id)
        if at or not self._is_shown or [*passages] != [*self._every]:
            self._every, self._is_shown = passages, True
            self._show()

    def _show(self) -> None:
        here, role = self.list.passage, self.role.currentData()
        at = self._wanted or ("" if here is None else here.span_id)
        shown = [one for one in self._every if role in ("", one.role)]
        self._wanted = ""
        self._n_shown += 1
        self._asked.clear()
        self._under_way.clear()
        rows = self.list.rows
        rows.show_passages(shown)
        same = (n for n in range(rows.rowCount()) if (one := rows.passage(n)) and one.span_id == at)
        self.list.scrollToTop()
        self.list.stand_on(next(same, rows.next_passage(0, 1)) if at else rows.next_passage(0, 1))
        self.nothing.hide()
        if not self._every:
            self.nothing.say(
                tr("Named nowhere."), tr("A on a speaker or an entity says who it is.")
            )
        elif not shown:
            self.nothing.say(tr("None is so."), tr("Choose others above."))

    def read(self) -> None:
        """Want the framed passage to be read in its article."""
        passage = self.list.passage
        if passage is not None:
            self.wanted.emit(passage)

    # --- sentences ------------------------------------------------------------------------------

    def _want(self, row: int) -> None:
        if row not in self._under_way:
            self._asked.add(row)
            self._soon.start()

    def _read(self) -> None:
        """Read the sentences of what is painted and of what is near it."""
        rows, n_shown = self.list.rows, self._n_shown
        near = {n for row in self._asked for n in range(row - _AROUND, row + _AROUND + 1)}
        every = ((n, rows.passage(n)) for n in sorted(near - self._under_way))
        wanted = [(n, one) for n, one in every if one is not None and one.sentence is None]
        self._under_way |= {n for n, _ in wanted}
        self._asked.clear()
        project = self._project

        def read(_progress: object, _cancel: object) -> list[tuple[int, ActorPassage]]:
            found = with_sentences(project.reader, [one for _, one in wanted])
            return [*zip([n for n, _ in wanted], found, strict=True)]

        def then(found: list[tuple[int, ActorPassage]]) -> None:
            if isValid(self) and n_shown == self._n_shown:
                self._under_way -= {n for n, _ in found}
                rows.take_sentences(found)

        if wanted:
            self._jobs.start(read, then)
