"""Long work beside the window: a worker, its progress, its cancel, its answer in the window thread.

The work itself (import, export, reading an article) is the project's.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from annotator.errors import AnnotatorError, Cancelled
from annotator.work import Cancel, Progress

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Work = Callable[[Progress, Cancel], Answer]


class _Told(QObject):
    """Carries what a worker says into the window thread, by queued signals."""

    progress = Signal(int, int, str)
    answered = Signal(object)
    failed = Signal(object)
    broke = Signal(str)


class _Runnable(QRunnable):
    def __init__(
        self, work: Callable[[Progress, Cancel], object], told: _Told, cancel: Cancel
    ) -> None:
        super().__init__()
        self._work, self._told, self._cancel = work, told, cancel

    def run(self) -> None:
        """Do the work in a worker thread and tell its end, whatever it is."""
        try:
            answer = self._work(self._told.progress.emit, self._cancel)
        except AnnotatorError as problem:
            self._told.failed.emit(problem)
        except Exception:  # noqa: BLE001 - the edge of a worker: anything here is a bug, told as one
            _log.exception("a worker broke")
            self._told.broke.emit(traceback.format_exc())
        else:
            self._told.answered.emit(answer)


class Job(QObject, Generic[Answer]):
    """One piece of long work; `progress(done, of, what)` and `finished` come in the window."""

    progress = Signal(int, int, str)
    finished = Signal()

    def __init__(
        self,
        parent: QObject | None,
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None],
        on_bug: Callable[[str], None],
    ) -> None:
        """Prepare; `then` takes the answer unless the job was cancelled before it came."""
        super().__init__(parent)
        self.cancel_wish = Cancel()
        self.is_running = False
        self._then, self._on_error, self._on_bug = then, on_error, on_bug
        self._told = _Told(self)
        self._told.progress.connect(self.progress)
        self._told.answered.connect(self._answered)
        self._told.failed.connect(self._failed)
        self._told.broke.connect(self._broke)

    def start(self, pool: QThreadPool, work: Work[Answer]) -> None:
        """Begin in a worker thread."""
        self.is_running = True
        # Held here until the end: a runnable that only Qt holds may be gone before it runs.
        self._runnable = _Runnable(work, self._told, self.cancel_wish)
        self._runnable.setAutoDelete(False)
        pool.start(self._runnable)

    def cancel(self) -> None:
        """Wish that it stops; an answer that comes all the same is passed over."""
        self.cancel_wish.cancel()

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self.is_running = False
        if not self.cancel_wish.is_wished():
            self._then(answer)
        self.finished.emit()

    @Slot(object)
    def _failed(self, problem: AnnotatorError) -> None:
        self.is_running = False
        if not (isinstance(problem, Cancelled) and self.cancel_wish.is_wished()):
            self._on_error(problem)
        self.finished.emit()

    @Slot(str)
    def _broke(self, report: str) -> None:
        self.is_running = False
        self._on_bug(report)
        self.finished.emit()


class Jobs(QObject):
    """The running jobs of one window; closing it cancels them and waits."""

    bug = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(3)
        self._running: list[Job[Any]] = []

    def start(
        self,
        work: Work[Answer],
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None] | None = None,
    ) -> Job[Answer]:
        """Do `work(progress, cancel)` beside the window, then `then(answer)` in the window."""
        job: Job[Answer] = Job(self, then, on_error or self.failed.emit, self.bug.emit)
        self._running.append(job)
        job.finished.connect(lambda: self._ended(job))
        job.start(self._pool, work)
        return job

    def n_running(self) -> int:
        """Count the jobs that have not ended."""
        return len(self._running)

    def stop(self, wait_ms: int = 5_000) -> bool:
        """Cancel all and wait; give whether all have ended in time."""
        for job in tuple(self._running):
            job.cancel()
        return self._pool.waitForDone(wait_ms)

    def _ended(self, job: Job[Any]) -> None:
        if job in self._running:
            self._running.remove(job)
        job.deleteLater()
