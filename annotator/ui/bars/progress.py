"""The strip that shows how far long work is, with Cancel. Nothing for the first 300 ms."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from annotator.language import tr
from annotator.ui.basics.building import later, row
from annotator.ui.basics.jobs import Job
from annotator.ui.basics.labels import Label

QUIET_MS = 300


class ProgressStrip(QWidget):
    """One piece of long work: its words, a bar, Cancel."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("Progress"))
        self._words = Label(parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row(self._words, (self._bar, 1), self._cancel, of=self, around=(20, 6, 12, 6))
        self._timer = later(self, QUIET_MS, self._show)
        self._job: Job[Any] | None = None
        self._what = ""
        self._cancel.clicked.connect(self._cancel_job)
        self.hide()

    def follow(self, job: Job[Any], what: str) -> None:
        """Show this work from now on if it takes longer than a moment."""
        self._job = job
        self._what = what
        self._words.setText(what)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        job.on_progress(self._progress)
        job.on_end(lambda: self._finished(job))
        self._timer.start()

    def _progress(self, done: int, of: int, unit: str) -> None:
        self._bar.setRange(0, max(of, 1))
        self._bar.setValue(done)
        self._words.setText(
            tr("{what}: {unit} {done} of {of}", what=self._what, unit=unit, done=done, of=of)
        )

    def _show(self) -> None:
        if self._job is not None and self._job.is_running:
            self.show()

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._words.setText(tr("{what}: stopping …", what=self._what))

    def _finished(self, job: Job[Any]) -> None:
        if job is self._job:
            self._job = None
            self._timer.stop()
            self.hide()
