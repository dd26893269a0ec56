"""A page on which acts are tried: they are shown, and written as one step only when it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.changes import Blocks, merged, summary_of
from annotator.model.rows import decision_from_row
from annotator.ui.bridge import Bridge

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.model.changes import Change, Step
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.project.context import PlanContext
    from annotator.ui.basics.jobs import Jobs


class Draft(Bridge):
    """What a settling step would make of an article, with what is changed of it since."""

    def __init__(
        self, bridge: Bridge, jobs: Jobs, parent: QObject, *, step: Step, page: Page, into: Layer
    ) -> None:
        """Begin with `step`; `page` is what it makes of the article (`page_after`)."""
        super().__init__(bridge.project, jobs, parent)
        self.close()  # what happens in the project is the other bridge's
        self._first, self._into = step, into
        self._steps: list[Step] = []
        self._undone: list[Step] = []
        self.page = page
        self.refused.connect(bridge.refused)

    @property
    def context(self) -> PlanContext:
        """The project as the agreed layer would be."""
        context = self.project.open_project.context.on_layer(self._into)
        return context.applied([*_listed(self._first), *self._changes()])

    @property
    def layer_id(self) -> str:
        """The id of the layer that is changed."""
        return self._into.id

    def _changes(self) -> list[Change]:
        return [change for step in self._steps for change in _listed(step)]

    def submit(self, step: Step) -> None:
        """Show a planned step and keep it in mind."""
        self._steps.append(step)
        self._undone.clear()
        self._tell(step)

    def turn(self, *, back: bool) -> None:
        """Take back the last change, or do it again."""
        taken, put = (self._steps, self._undone) if back else (self._undone, self._steps)
        if taken:
            step = taken.pop()
            put.append(step)
            self._tell(step.inverse() if back else step)

    def _tell(self, step: Step) -> None:
        self._show(step.changes)
        if summary_of(step.changes).tables & {"actor", "alias", "role", "refers"}:
            self.actors_changed.emit()

    @property
    def is_changed(self) -> bool:
        """Whether anything is otherwise than the step alone would make it."""
        return bool(self._changes())

    def kept(self) -> Step:
        """Give all of it as the one step that settles."""
        changes = merged([*_listed(self._first), *self._changes()])
        return replace(self._first, changes=changes)

    def results(self) -> list[str]:
        """Give the ids of what the step takes, as its decisions name them.

        First those of the decision that brought most: a claim before what came along with it.
        """
        rows = (one.after for one in _listed(self._first) if one.table == "decision")
        found = [decision_from_row(row).results for row in rows if row is not None]
        return [one for results in sorted(found, key=len, reverse=True) for one in results]


def _listed(step: Step) -> tuple[Change, ...]:
    return tuple(step.changes) if isinstance(step.changes, Blocks) else step.changes


def page_after(step: Step, page: Page, into: Layer) -> Page:
    """Give the article after a step, with the marks of one layer alone; a worker may ask."""
    page = page.applied(_listed(step))
    spans = list(page.spans(layer_id=into.id))
    ids = {one.id for one in spans}
    links = [one for one in page.links() if one.source_id in ids and one.target_id in ids]
    notes = [one for one in page.every_note() if one.owner_id in ids]
    return page.with_only(spans, links, notes)
