"""Long work beside the window: a worker, its progress, its cancel, its answer in the window thread.

The work itself (import, export, reading an article) is the project's. A worker holds no object of
Qt that anybody deletes: decision 7 says why.
"""

import logging
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import cache, partial
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from annotator import logs
from annotator.errors import (
    AnnotatorError,
    Cancelled,
    CannotOpen,
    CannotRead,
    ProjectClosed,
    ProjectMoved,
    WrongUse,
)
from annotator.work import Cancel, Progress, Watch

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Work = Callable[[Progress, Cancel], Answer]
Send = Callable[[Callable[[], None]], None]
_OF_READING = (Cancelled, CannotOpen, CannotRead, ProjectMoved, WrongUse)
_AT_ONCE = 3
_TELL_S = 0.04
"""Nobody reads a number that stands for less."""
_SWITCH_S = 0.0005
"""So long a worker may hold the interpreter: with Python's 5 ms one frame in a hundred was 40 ms
late while suggesters work, with this 7; a sheet of figures over 1,500 articles, drawn while the
next are reckoned, took 2.7 s, with this 0.4."""
_USUAL_SWITCH_S = sys.getswitchinterval()
_long_ones = [0]
"""How many workers are at work just now."""
_counting = Lock()


@contextmanager
def without_delaying_the_window() -> Iterator[None]:
    """Let a worker hold the interpreter only for short; jobs do so by themselves."""
    with _counting:
        _long_ones[0] += 1
        sys.setswitchinterval(_SWITCH_S)
    try:
        yield
    finally:
        with _counting:
            _long_ones[0] -= 1
            if not _long_ones[0]:
                sys.setswitchinterval(_USUAL_SWITCH_S)


class _Post(QObject):
    """Calls in the window's thread what workers send. One for the program; it is never deleted."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sent.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _call(self, function: Callable[[], None]) -> None:
        function()


@cache
def _post() -> _Post:
    return _Post()


class _Teller:
    """Tells the window how far a worker is, no oftener than anybody sees; the last in any case.

    One that is told oftener than it can be shown would hold the window until the work is done.
    """

    def __init__(self, hear: Progress, send: Send) -> None:
        """`hear` is called in the window's thread."""
        self._hear, self._send = hear, send
        self._kept: tuple[int, int, str] | None = None
        self._before = -_TELL_S

    def tell(self, done: int, of: int, what: str) -> None:
        """Tell it, or keep it until the next comes."""
        now = monotonic()
        if now - self._before < _TELL_S:
            self._kept = done, of, what
            return
        self._before, self._kept = now, None
        self._send(partial(self._hear, done, of, what))

    def tell_last(self) -> None:
        """Tell what was kept."""
        if self._kept is not None:
            self._send(partial(self._hear, *self._kept))


class Job(Generic[Answer]):
    """One piece of long work. What is asked to hear of it is called in the window's thread."""

    def __init__(
        self,
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None],
        on_bug: Callable[[str], None],
    ) -> None:
        """Prepare; `then` takes the answer unless the job was cancelled before it came."""
        self.cancel_wish = Cancel()
        self.is_running = True
        self._then, self._on_error, self._on_bug = then, on_error, on_bug
        self._of_progress: list[Progress] = []
        self._of_end: list[Callable[[], None]] = []

    def on_progress(self, hear: Progress) -> None:
        """Tell how far it is: `hear(done, of, what)`."""
        self._of_progress.append(hear)

    def on_end(self, hear: Callable[[], None]) -> None:
        """Tell that it has ended, however it did."""
        self._of_end.append(hear)

    def cancel(self) -> None:
        """Wish that it stops; an answer that comes all the same is passed over."""
        self.cancel_wish.cancel()

    def do(self, work: Work[Answer], send: Send) -> None:
        """Do the work in a worker thread and send its end, whatever it is."""
        teller = _Teller(self.progressed, send)
        try:
            with without_delaying_the_window():
                answer = work(teller.tell, self.cancel_wish)
        except AnnotatorError as problem:
            send(partial(self._end, self._refused, problem))
        except Exception as bug:  # noqa: BLE001 - the edge of a worker: anything here is a bug, told as one
            _log.exception("a worker broke")
            send(partial(self._end, self._broke, logs.places_of(bug)))
        else:
            teller.tell_last()
            send(partial(self._end, self._answered, answer))

    def progressed(self, done: int, of: int, what: str) -> None:
        """Tell how far it is, in the window's thread."""
        for hear in self._of_progress:
            hear(done, of, what)

    def finish(self) -> None:
        """End a job whose work was done elsewhere (`Jobs.elsewhere`)."""
        self._end(_nothing, None)

    def _end(self, tell: Callable[[Any], None], how: object) -> None:
        self.is_running = False
        try:
            tell(how)
        finally:
            ends = tuple(self._of_end)
            # Now, in the window's thread: the worker may be the last to hold the job, and what is
            # dropped with it must not be an object of Qt.
            self._then = self._on_error = self._on_bug = _nothing
            self._of_progress.clear()
            self._of_end.clear()
            for hear in ends:
                hear()

    def _answered(self, answer: Answer) -> None:
        if not self.cancel_wish.is_wished():
            self._then(answer)

    def _refused(self, problem: AnnotatorError) -> None:
        """Tell it; what was refused because the project was closed meanwhile is nobody's news.

        Nor is that work which is to stop could not read, as where the project had lain that one
        goes on with elsewhere: it would stand over what is told of the other.
        """
        is_stopped = self.cancel_wish.is_wished() and isinstance(problem, _OF_READING)
        if not (is_stopped or isinstance(problem, ProjectClosed)):
            self._on_error(problem)

    def _broke(self, report: str) -> None:
        self._on_bug(report)


def _nothing(_told: object) -> None:
    """Hear nothing more."""


class Jobs(QObject):
    """The running jobs of one window; closing it cancels them and waits."""

    bug = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._post = _post()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="worker")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._running: dict[Job[Any], Future[None]] = {}
        self._before = Event()
        self._before.set()

    def start(
        self,
        work: Work[Answer],
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None] | None = None,
    ) -> Job[Answer]:
        """Do `work(progress, cancel)` beside the window, then `then(answer)` in the window."""
        return self._submit(self._pool, work, then, on_error)

    def start_at_once(
        self,
        work: Work[Answer],
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None] | None = None,
    ) -> Job[Answer]:
        """Do what somebody sits and waits for, however many long jobs there are: it is short."""
        return self._submit(self._reading, work, then, on_error)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Work[Answer],
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None] | None,
    ) -> Job[Answer]:
        job: Job[Answer] = Job(then, on_error or self._tell_failed, self._tell_bug)
        job.on_end(lambda: self._ended(job))
        self._running[job] = pool.submit(job.do, work, self._post.sent.emit)
        return job

    def start_in_turn(
        self,
        work: Work[Answer],
        then: Callable[[Answer], None],
        on_error: Callable[[AnnotatorError], None] | None = None,
    ) -> Job[Answer]:
        """Start work that begins when all work started so before it has ended.

        Steps of a sheet then have the order of the keys that made them.
        """
        before, mine = self._before, Event()
        self._before = mine

        def turn(progress: Progress, cancel: Cancel) -> Answer:
            # The pool begins in order: what is waited for is at work already.
            before.wait()
            try:
                return work(progress, cancel)
            finally:
                mine.set()

        return self.start(turn, then, on_error)

    def elsewhere(self) -> tuple[Job[None], Watch]:
        """Give a job for work that another thread does, and what that thread tells of it to."""
        job: Job[None] = Job(_nothing, _nothing, _nothing)
        teller = _Teller(job.progressed, self._post.sent.emit)
        return job, Watch(teller.tell, job.cancel_wish)

    def finish_elsewhere(self, job: Job[Any]) -> None:
        """In the thread that did its work: let a job end in the window's thread."""
        self._post.sent.emit(job.finish)

    def stop(self, wait_ms: int = 5_000) -> bool:
        """Cancel all and wait; give whether all have ended in time."""
        for job in tuple(self._running):
            job.cancel()
        return not wait(self._running.values(), wait_ms / 1000).not_done

    def _ended(self, job: Job[Any]) -> None:
        self._running.pop(job, None)

    def _tell_bug(self, report: str) -> None:
        if isValid(self):
            self.bug.emit(report)

    def _tell_failed(self, problem: AnnotatorError) -> None:
        if isValid(self):
            self.failed.emit(problem)
