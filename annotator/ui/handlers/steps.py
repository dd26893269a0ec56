"""The list of steps: what is done with one of them. Its state is looked at again, it gets a name,
what was before it is forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import Cancelled
from annotator.language import tr
from annotator.project.keeping.forgetting import Forgotten, forgotten_words
from annotator.project.keeping.past import PastProject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from annotator.project import Project
    from annotator.store.read_lists import StepInfo
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.dialogs.steps import StepsDialog
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.work import Cancel, Progress


class StepHandlers(QObject):
    """What a person does with a step of the history but to undo it."""

    def __init__(self, reading: ReadingState, jobs: Jobs, messages: MessageBar) -> None:
        """Act on the open project."""
        super().__init__(reading)
        self._reading = reading
        self._jobs = jobs
        self._messages = messages
        self._show: Callable[[Project], None] = lambda past: past.close()
        self._open: Callable[[Path], None] = lambda _path: None

    def lead_to(self, show: Callable[[Project], None], open_path: Callable[[Path], None]) -> None:
        """`show` shows the project as it was, `open_path` the one of now again."""
        self._show, self._open = show, open_path

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"steps": self.steps, "back-to-now": self.back_to_now}

    @property
    def _project(self) -> Project:
        return self._reading.bridge.project

    def steps(self) -> None:
        """Show the list of steps."""
        from annotator.ui.dialogs.steps import MOST, StepsDialog

        bridge = self._reading.bridge
        project, coder, nameless = bridge.project, bridge.context.coder, bridge.hides_names

        def work(_progress: Progress, _cancel: Cancel) -> list[StepInfo]:
            project.open_project.drain()
            return project.reader.steps(limit=MOST)

        def then(infos: list[StepInfo]) -> None:
            names = {one.coder_id: one.name for one in project.layers() if one.coder_id}
            names.setdefault(coder.id, coder.name)
            dialog = StepsDialog(
                self._reading.host,
                infos,
                None if nameless else names,
                can_write=not project.read_only,
            )
            dialog.undo_wanted.connect(lambda number: bridge.undo(number))
            dialog.redo_wanted.connect(lambda number: bridge.redo(number))
            dialog.name_wanted.connect(lambda number, words: self._name(dialog, number, words))
            dialog.look_wanted.connect(self.look_back)
            dialog.forget_wanted.connect(self.ask_to_forget)
            dialog.open()

        self._jobs.start(work, then)

    def _name(self, dialog: StepsDialog, number: int, words: str) -> None:
        """Give a step the name that was typed, or take it away where none was."""
        project = self._project

        def work(_progress: Progress, _cancel: Cancel) -> str | None:
            done = project.name_step(number, words or None)
            return next(one.label for one in project.steps() if one.step.id == done.step.id)

        self._jobs.start(
            work,
            lambda name: dialog.named(number, name),
            lambda problem: dialog.refused(problem.sentence()),
        )

    # --- the project as it was --------------------------------------------------------------------

    def look_back(self, number: int) -> None:
        """Make a copy of the project as it was after a step, and let the window show it."""
        project = self._project

        def work(progress: Progress, cancel: Cancel) -> Project:
            past = project.at(number, progress=progress, cancel=cancel)
            if cancel.is_wished():
                past.close()
                raise Cancelled(tr("Cancelled."))
            return past

        job = self._jobs.start(work, self._show)
        self._reading.working.emit(job, tr("Looking back"))

    def back_to_now(self) -> None:
        """Let the window show the project as it is now again."""
        here = self._project.open_project
        if isinstance(here, PastProject):
            self._open(here.home)
        else:
            self._reading.say(tr("This is the project as it is now."))

    # --- forgetting -------------------------------------------------------------------------------

    def ask_to_forget(self, number: int) -> None:
        """Say what would go with the history before a step, and ask."""
        project = self._project

        def work(_progress: Progress, _cancel: Cancel) -> Forgotten:
            return project.forget_before(number, dry_run=True)

        self._jobs.start(work, lambda found: self._ask(number, found))

    def _ask(self, number: int, found: Forgotten) -> None:
        from annotator.ui.dialogs.frame import Frame

        dialog = Frame(self._reading.host, tr("Forget what was before step {n}?", n=number))
        for sentence in forgotten_words(found, is_done=False):
            dialog.words(sentence)
        dialog.words(tr("A backup is made before. This cannot be taken back."), font="bold")

        def agree() -> None:
            dialog.accept()
            self._forget(number)

        dialog.button(tr("Forget it for ever"), agree, at_start=True)
        dialog.button(tr("Keep it"), dialog.reject).setFocus()
        dialog.open()

    def _forget(self, number: int) -> None:
        project = self._project

        def work(progress: Progress, cancel: Cancel) -> Forgotten:
            return project.forget_before(number, progress=progress, cancel=cancel)

        def then(found: Forgotten) -> None:
            said = forgotten_words(found, is_done=True)
            self._messages.say(" ".join(said[: 1 + (not found.is_anew)]), stays=True)

        job = self._jobs.start(work, then)
        self._reading.working.emit(job, tr("Forgetting"))
