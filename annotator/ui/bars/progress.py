"""The line that shows how far long work is, with Cancel. Nothing for the first 300 ms."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton

from annotator.language import tr
from annotator.ui.basics.building import later
from annotator.ui.basics.jobs import Job
from annotator.ui.basics.messages import Line, LowerEdge

QUIET_MS = 300
_BAR_WIDTH = 120


class ProgressStrip(Line):
    """One piece of long work: its words, a bar, Cancel. Of several the one that began first."""

    def __init__(self, edge: LowerEdge) -> None:
        """Begin hidden."""
        super().__init__(edge)
        self.setAccessibleName(tr("Progress"))
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons = [self._cancel]
        self.row.addWidget(self._bar)
        self.row.addWidget(self._cancel)
        self._timer = later(self, QUIET_MS, self._show)
        self._jobs: dict[Job[Any], str] = {}
        self._edge = edge
        self._cancel.clicked.connect(self._cancel_job)
        edge.add(self)

    def follow(self, job: Job[Any], what: str) -> None:
        """Show this work from now on if it takes longer than a moment."""
        self._jobs[job] = what
        job.on_progress(lambda *told: self._progress(job, *told))
        job.on_end(lambda: self._finished(job))
        if len(self._jobs) == 1:
            self._begin()

    def follow_first(self, job: Job[Any], what: str) -> None:
        """Show this work in place of what waits for it, if it takes longer than a moment."""
        job.on_progress(lambda *told: self._progress(job, *told))
        job.on_end(lambda: self._finished(job))

        def begin() -> None:
            if job.is_running:
                self._jobs = {job: what, **self._jobs}
                self._begin()
                self._show()

        QTimer.singleShot(QUIET_MS, self, begin)

    def _begin(self) -> None:
        job, what = next(iter(self._jobs.items()))
        self.words.setText(what)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(not job.cancel_wish.is_wished())
        self._timer.start()

    def _progress(self, job: Job[Any], done: int, of: int, unit: str) -> None:
        if job is not next(iter(self._jobs), None) or job.cancel_wish.is_wished():
            return
        self._bar.setRange(0, max(of, 1))
        self._bar.setValue(done)
        what = self._jobs[job]
        self._say(tr("{what}: {unit} {done} of {of}", what=what, unit=unit, done=done, of=of))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        if self.isVisible():
            self._edge.place()

    def _show(self) -> None:
        if self._jobs:
            self.show()

    def _cancel_job(self) -> None:
        for job, what in list(self._jobs.items())[:1]:
            job.cancel()
            self._cancel.setEnabled(False)
            self._say(tr("{what}: stopping …", what=what))

    def _finished(self, job: Job[Any]) -> None:
        is_shown = job is next(iter(self._jobs), None)
        self._jobs.pop(job, None)
        if is_shown:
            self._timer.stop()
            self.hide()
            if self._jobs:
                self._begin()
