"""Undo, redo, and the list of steps in which many can be taken back at once."""

from collections.abc import Callable, Mapping

from annotator.language import tr
from annotator.store.read_lists import StepInfo
from annotator.ui.basics.jobs import Jobs
from annotator.ui.handlers.edges import EdgeHandlers
from annotator.ui.handlers.reading_state import ReadingState
from annotator.work import Cancel, Progress


class HistoryHandlers:
    """The acts that go back and forth in what was done."""

    def __init__(self, reading: ReadingState, edges: EdgeHandlers, jobs: Jobs) -> None:
        """Act on what is read; an edge that is held is put back first."""
        self._reading = reading
        self._edges = edges
        self._jobs = jobs

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"undo": self.undo, "redo": self.redo, "steps": self.steps}

    def undo(self) -> None:
        """Take back the last step."""
        self._reading.close_popup()
        self._edges.put_back()
        self._reading.bridge.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._reading.close_popup()
        self._reading.bridge.redo()

    def steps(self) -> None:
        """Show the list of steps."""
        from annotator.ui.dialogs.steps import MOST, StepsDialog

        project, coder = self._reading.bridge.project, self._reading.bridge.context.coder

        def work(_progress: Progress, _cancel: Cancel) -> list[StepInfo]:
            project.open_project.drain()
            return project.reader.steps(limit=MOST)

        def then(infos: list[StepInfo]) -> None:
            names = {one.coder_id: one.name for one in project.layers() if one.coder_id}
            names.setdefault(coder.id, coder.name)
            dialog = StepsDialog(self._reading.host, infos, names)
            dialog.undo_wanted.connect(lambda number: self._walk(number, back=True))
            dialog.redo_wanted.connect(lambda number: self._walk(number, back=False))
            dialog.open()

        self._jobs.start(work, then)

    def _walk(self, number: int, *, back: bool) -> None:
        project = self._reading.bridge.project

        def work(_progress: Progress, _cancel: Cancel) -> object:
            return project.undo(number) if back else project.redo(number)

        job = self._jobs.start(work, lambda _steps: None)
        self._reading.working.emit(job, tr("Undoing") if back else tr("Doing again"))
