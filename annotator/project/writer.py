"""The writer: one thread, one connection, a queue of steps.

Steps are applied in the order they were handed in. After a failure everything of the same epoch
is dropped, because it was planned on a state that never came to be on disk; `resume` begins the
next epoch, after the disk was read again.
"""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, Cancelled, CannotWrite, StepRefused
from annotator.language import tr
from annotator.project.notices import Notice, NoticeKind
from annotator.store.connection import closed
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.changes import Step
    from annotator.project.open_project import OpenProject
    from annotator.store.file import ProjectFile
    from annotator.store.journal import Journal

_log = logging.getLogger(__name__)
_REST_S = 0.5
"""After so long without a step, what is remembered of the last ones is written."""


class Pending:
    """The promise that a step will be on disk, or that it was said why it is not."""

    def __init__(self) -> None:
        """Begin unsettled."""
        self._settled = threading.Event()
        self._told = threading.Event()
        self._steps: tuple[Step, ...] = ()
        self._error: BaseException | None = None

    def is_settled(self) -> bool:
        """Say whether it is known how it ended."""
        return self._settled.is_set()

    def is_told_by(self, notice: Notice) -> bool:
        """Say whether a notice tells how it ended, and not how somebody else's step did."""
        if not self.is_settled():
            return False
        if notice.kind is NoticeKind.ASKED:
            return not self._steps and self._error is None
        if notice.error is not None:
            return self._error is notice.error
        return any(one is notice.step for one in self._steps)

    def settle(self, *steps: Step, error: BaseException | None = None) -> None:
        """Say how it ended (the writer does)."""
        self._steps, self._error = steps, error
        self._settled.set()

    def release(self) -> None:
        """Let go who waits: all have been told (the writer does)."""
        self._told.set()

    def result(self, timeout_s: float | None = None) -> tuple[Step, ...]:
        """Wait until all is on disk and give the steps; raises what hindered it.

        Every listener has heard of it then: the next act is planned on what they know.
        """
        if not self._told.wait(timeout_s):
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._steps


@dataclass(frozen=True, slots=True)
class _Job:
    kind: NoticeKind
    step: Step | None = None
    epoch: int = 0
    to: int | None = None
    asks: bool = False
    is_changed: bool = False
    work: Callable[[Journal], Step] | None = None
    watch: Watch | None = None
    pending: Pending = field(default_factory=Pending)


class Writer:
    """The only one who writes into the project file."""

    def __init__(
        self, file: ProjectFile, tell: Callable[[Notice], None], project: OpenProject
    ) -> None:
        """Start the thread; `tell` hears every notice, in that thread.

        There too the project is asked what others did to the file, and ahead of each step and
        each turn of one it keeps a backup where one is due.
        """
        self._file = file
        self._tell = tell
        self._project = project
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._epoch = 0
        self._failed_epoch = -1
        self._n_waiting = 0
        self._idle = threading.Condition(self._lock)
        self._journal: Journal | None = None
        self._bug: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, step: Step) -> Pending:
        """Queue a step."""
        return self._put(_Job(NoticeKind.DONE, step))

    def suggest(self, step: Step, watch: Watch | None = None) -> Pending:
        """Queue what a suggester proposes; it is in no history. Whoever watches may stop it."""
        return self._put(_Job(NoticeKind.SUGGESTED, step, watch=watch))

    def undo(
        self, to: int | None = None, *, asks: bool = False, watch: Watch | None = None
    ) -> Pending:
        """Queue the undoing of the latest step, or of all behind the one of number `to` at once.

        Where it `asks`, one that takes away much is not undone but told as asked about.
        """
        return self._put(_Job(NoticeKind.UNDONE, to=to, asks=asks, watch=watch))

    def redo(
        self, to: int | None = None, *, asks: bool = False, watch: Watch | None = None
    ) -> Pending:
        """Queue the redoing of the oldest undone step, or of all up to number `to` at once."""
        return self._put(_Job(NoticeKind.REDONE, to=to, asks=asks, watch=watch))

    def change_history(self, work: Callable[[Journal], Step]) -> Pending:
        """Queue what is done to the list of steps and to nothing else; `work` gives the step."""
        return self._put(_Job(NoticeKind.HISTORY, work=work))

    def look(self, *, is_changed: bool = False) -> None:
        """Look whether another program has written the file; only if so, or if it is gone, tell.

        It `is_changed` where that is known though nothing was written here yet.
        """
        self._put(_Job(NoticeKind.REREAD, is_changed=is_changed))

    def resume(self) -> None:
        """Begin the next epoch: what is handed in from now on is applied again."""
        with self._lock:
            self._epoch += 1

    def drain(self, timeout_s: float | None = None) -> bool:
        """Wait until nothing is queued; say whether that came to be in time."""
        with self._idle:
            return self._idle.wait_for(lambda: self._n_waiting == 0, timeout_s)

    def close(self) -> None:
        """Write what is queued, close the connection, end the thread."""
        if self._thread.is_alive():
            with self._lock:
                self._bug = closed()  # nobody may wait for what comes after the end
                self._jobs.put(None)
            self._thread.join()
            _log.info("closed")

    def _put(self, job: _Job) -> Pending:
        with self._lock:
            job = replace(job, epoch=self._epoch)
            if self._bug is not None:
                job.pending.settle(error=self._bug)
                job.pending.release()
                return job.pending
            self._n_waiting += 1
            self._jobs.put(job)
        return job.pending

    # --- in the thread ------------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                self._finish(job)
            except BaseException as bug:
                self._give_up(job, bug)
                raise
        self._close_journal()

    def _next(self) -> _Job | None:
        try:
            return self._jobs.get(timeout=_REST_S)
        except queue.Empty:
            self._project.outside.keep()
            return self._jobs.get()

    def _finish(self, job: _Job) -> None:
        notice = self._looked(job) if job.kind is NoticeKind.REREAD else self._settle(job)
        with self._idle:
            self._n_waiting -= 1
            self._idle.notify_all()
        if notice is not None:
            self._tell(notice)
        job.pending.release()

    def _give_up(self, job: _Job, bug: BaseException) -> None:
        """After a mistake of the program: nobody may wait for a thread that has ended."""
        with self._idle:
            self._bug = bug
            self._n_waiting = 0
            self._idle.notify_all()
        lost = [job]
        while not self._jobs.empty():
            lost += [one for one in [self._jobs.get()] if one is not None]
        for one in lost:
            if not one.pending.is_settled():
                one.pending.settle(error=bug)
            one.pending.release()

    def _looked(self, job: _Job) -> Notice | None:
        if self._journal is None or job.epoch == self._failed_epoch:
            # Whoever has written nothing yet looks with the first step.
            return Notice(NoticeKind.REREAD) if job.is_changed else None
        try:
            changed = self._journal.changed_elsewhere()
        except AnnotatorError as error:
            return Notice(NoticeKind.FAILED, error=error)
        return Notice(NoticeKind.REREAD) if changed else None

    def _settle(self, job: _Job) -> Notice | None:
        if job.epoch == self._failed_epoch:
            return _failed(
                job,
                StepRefused(
                    tr("This was not saved, since a step before it could not be."),
                    tr("Look at the page as it is now and do it again."),
                ),
            )
        try:
            much = self._much(job)
            steps = () if much else self._do(job)
        except AnnotatorError as error:
            if isinstance(error, CannotWrite):
                self._failed_epoch = job.epoch
                self._close_journal()
            _log.info("step %s refused: %s", job.kind, error.kind)
            failed = _failed(job, error)
            # A suggestion that came too late or was stopped is made anew; nobody need hear of it.
            is_made_anew = isinstance(error, StepRefused | Cancelled)
            return None if job.kind is NoticeKind.SUGGESTED and is_made_anew else failed
        if much is not None:
            job.pending.settle()
            return Notice(NoticeKind.ASKED, much)
        _log.debug("step %s: %s and %d more", job.kind, steps[0].act, len(steps) - 1)
        job.pending.settle(*steps)
        for step in steps[:-1]:
            self._tell(Notice(job.kind, step))
        return Notice(job.kind, steps[-1])

    def _much(self, job: _Job) -> Step | None:
        """Give the step that is to be asked about, None where it is simply done."""
        back = job.kind is NoticeKind.UNDONE
        return self._open_journal().takes_much(back=back) if job.asks else None

    def _do(self, job: _Job) -> tuple[Step, ...]:
        if self._file.trouble is not None:
            raise self._file.trouble
        journal, watch = self._open_journal(), job.watch
        if journal.changed_elsewhere():
            problem = self._project.outside.look().problem
            if problem is not None:
                raise problem
            self._tell(Notice(NoticeKind.REREAD))
        self._keep_before(job, journal)
        match job.kind:
            case NoticeKind.UNDONE:
                return (journal.undo(watch),) if job.to is None else journal.undo_to(job.to, watch)
            case NoticeKind.REDONE:
                return (journal.redo(watch),) if job.to is None else journal.redo_to(job.to, watch)
            case NoticeKind.HISTORY if job.work is not None:
                return (job.work(journal),)
        if job.step is None:
            raise AssertionError("a job without a step")
        if job.kind is NoticeKind.SUGGESTED:
            return (journal.suggest(job.step, (watch or Watch()).cancel.check),)
        return (journal.apply(job.step),)

    def _keep_before(self, job: _Job, journal: Journal) -> None:
        if job.kind is NoticeKind.DONE and job.step is not None:
            self._project.backups.before(job.step, len(job.step.changes))
        elif job.kind in (NoticeKind.UNDONE, NoticeKind.REDONE):
            turned = journal.turned_next(job.to, back=job.kind is NoticeKind.UNDONE)
            if turned is not None:
                self._project.backups.before(*turned)

    def _open_journal(self) -> Journal:
        if self._journal is None:
            self._journal = self._file.journal()
        return self._journal

    def _close_journal(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None


def _failed(job: _Job, error: AnnotatorError) -> Notice:
    job.pending.settle(error=error)
    lost = () if job.step is None else (job.step,)
    return Notice(NoticeKind.FAILED, error=error, lost=lost)
