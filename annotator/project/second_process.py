"""Much work of one kind, done in other processes as well as in this one.

The others are started anew, never forked, so that neither threads nor a window come along; they
end with this one. What comes of the work, and in which order, does not depend on them.
"""

import gc
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Generic, Self, TypeVar

import annotator
from annotator import language
from annotator.errors import ProcessEnded
from annotator.language import tr
from annotator.model.fast_values import fast_filler
from annotator.paths import words_folder
from annotator.text.word_lists import lay_over
from annotator.work import Cancel

Job = TypeVar("Job")
Answer = TypeVar("Answer")

WORTH_IT = 400
"""A process needs more than 0.1 s to start: for fewer jobs it comes too late."""
FLAG = "--second-process"
"""What a program that was frozen into one file is called with to serve as the other process."""
_CHUNK, _LAST_CHUNKS, _LAST = 16, 4, 64
"""So many jobs are handed out together; at the end fewer, so that nobody waits long for another."""
_SELDOM = 20_000
"""After so many new objects the collector looks for circles, of which the work makes few."""
_AT_HAND = 4
"""So many chunks a process has: while the answers to some are read it works at the next. Whoever
reads them waits 5 ms for his turn, each time, where this process does nothing but reckon."""
_MOST_HELPERS = 3
_LOOK_SECONDS = 0.02
_NICE = 15
NO_ANSWER = (OSError, EOFError, ValueError, TypeError, AttributeError, pickle.PickleError)
"""What a process raises that is gone, or that was asked something no process can be told."""
_MANY_FIELDS = 12
"""A value of more is filled in a third of the time; for what does that a class has to be made."""
_SERVES = threading.Event()
"""Set in a process that works for another one: it asks nobody for help itself."""


def each(
    work: Callable[[Job], Answer],
    jobs: Iterable[Job],
    *,
    cancel: Cancel | None = None,
    n_helpers: int | None = None,
    helpers: "Helpers | None" = None,
) -> Iterator[Answer]:
    """Give what `work` makes of each job, in their order; `work` is a function of a module.

    Jobs and answers are plain values. All jobs are taken before the first answer is given; other
    processes work at those that are there meanwhile. A process that fails is done without: its
    jobs are done here. `n_helpers` None = as many as pay; `helpers` were started before.
    """
    ready = [] if helpers is None else helpers.taken()
    if n_helpers is None:
        are_many = isinstance(jobs, Sequence) and len(jobs) >= WORTH_IT
        n_helpers = _n_that_pay() if are_many and not ready else 0
    pool = _Pool(work, jobs, n_helpers, ready)
    try:
        yield from pool.answers(cancel)
    finally:
        pool.close()


class Helpers:
    """Processes that load what the work needs while its jobs are still being made."""

    def __init__(self, work: Callable[[Any], Any], *, are_worth_it: bool) -> None:
        """Start as many as pay, or none; whoever does not hand them to `each` closes them."""
        n = _n_that_pay() if are_worth_it else 0
        self._processes = [one for one in (started() for _ in range(n)) if one is not None]
        for process in self._processes:
            with suppress(OSError):
                _tell(process.stdin, (work, []))

    def taken(self) -> list[subprocess.Popen[bytes]]:
        """Give them away; the first answer of each is one to no job."""
        ready, self._processes = self._processes, []
        return ready

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            _end(process)


def _n_that_pay() -> int:
    return 0 if _SERVES.is_set() else min(_n_processors() - 1, _MOST_HELPERS)


def _n_processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Pool(Generic[Job, Answer]):
    """Jobs in chunks: whoever is free, this process or another, takes the next one."""

    def __init__(
        self,
        work: Callable[[Job], Answer],
        jobs: Iterable[Job],
        n_helpers: int,
        ready: Sequence[subprocess.Popen[bytes]],
    ) -> None:
        self.work = work
        self.jobs = jobs
        self.chunks: dict[int, Sequence[Job]] = {}
        """Those that are not answered yet, by their number."""
        self.waiting: deque[int] = deque()
        self.is_whole = False
        """Whether no further ones come."""
        self.done: dict[int, list[Answer]] = {}
        self.news = threading.Condition()
        fresh = [one for one in (started() for _ in range(n_helpers)) if one is not None]
        self.processes = [*ready, *fresh]
        self.threads = [
            threading.Thread(target=self._feed, args=(one, one in ready), daemon=True)
            for one in self.processes
        ]
        for thread in self.threads:
            thread.start()

    def answers(self, cancel: Cancel | None) -> Iterator[Answer]:
        for n in range(self._n_taken_in(cancel)):
            while True:
                with self.news:
                    if n in self.done:
                        break
                    mine = self.waiting.popleft() if self.waiting else None
                    if mine is None:
                        self.news.wait(_LOOK_SECONDS)
                if mine is not None:
                    self.done[mine] = list(self._worked(mine, cancel))
                    del self.chunks[mine]
                elif cancel is not None:
                    cancel.check()
            for answer in self.done.pop(n):
                # Another process may be ahead with all of them: a wish to stop is heard here, too.
                if cancel is not None:
                    cancel.check()
                yield answer

    def _n_taken_in(self, cancel: Cancel | None) -> int:
        """Take all jobs in; give how many chunks they are."""
        n = 0
        for chunk in in_lots(self.jobs):
            if cancel is not None:
                cancel.check()
            with self.news:
                self.chunks[n] = chunk
                self.waiting.append(n)
                self.news.notify_all()
            n += 1
        self._let_go()
        return n

    def _let_go(self) -> None:
        """Say that no further chunks come."""
        with self.news:
            self.is_whole = True
            self.news.notify_all()

    def _worked(self, n: int, cancel: Cancel | None) -> Iterator[Answer]:
        for job in self.chunks[n]:
            if cancel is not None:
                cancel.check()
            yield self.work(job)

    def _feed(self, process: subprocess.Popen[bytes], is_ready: bool) -> None:
        """Keep chunks in the hands of one process; what it does not answer goes back."""
        handed: deque[int] = deque()
        try:
            if is_ready:
                pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301 - to no job
            while True:
                while len(handed) < _AT_HAND and (n := self._taken(waits=not handed)) is not None:
                    handed.append(n)
                    _tell(process.stdin, (self.work, self.chunks[n]))
                if not handed:
                    return
                answer = pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301 - ours
                with self.news:
                    answered = handed.popleft()
                    self.done[answered] = answer
                    del self.chunks[answered]
                    self.news.notify_all()
        except NO_ANSWER:
            with self.news:
                self.waiting.extendleft(reversed(handed))
                self.news.notify_all()

    def _taken(self, *, waits: bool) -> int | None:
        """Give the next chunk, be it one that comes first; None where there is none."""
        with self.news:
            while waits and not self.waiting and not self.is_whole:
                self.news.wait()
            return self.waiting.popleft() if self.waiting else None

    def close(self) -> None:
        self.waiting.clear()
        self._let_go()
        for process in self.processes:
            process.kill()
        for thread in self.threads:
            thread.join()
        for process in self.processes:
            _end(process)


def answer_of(
    work: Callable[[Job], Answer],
    job: Job,
    cancel: Cancel,
    *,
    here: Callable[[Job], Answer] | None = None,
) -> Answer:
    """Give what `work`, a function of a module, makes of one job in a process of its own.

    The process is ended wherever it is when `cancel` is wished: then `Cancelled` is raised. Where
    none can be started, or it ends without an answer, the work is done here. Large work gives
    `here`, which can be cancelled and does it where none can be started; where one ends
    `ProcessEnded` is raised then: what may have taken all memory does not do so here, too.
    """
    process = started()
    if process is None:
        return (here or work)(job)
    found: list[Answer] = []

    def ask() -> None:
        with suppress(*NO_ANSWER):
            _tell(process.stdin, (work, [job]))
            found.extend(pickle.load(process.stdout))  # type: ignore[arg-type]  # noqa: S301 - ours

    asking = threading.Thread(target=ask, name="asks another process", daemon=True)
    asking.start()
    try:
        while asking.is_alive():
            cancel.check()
            asking.join(_LOOK_SECONDS)
    finally:
        process.kill()
        asking.join()
        _end(process)
    if found:
        return found[0]
    if here is not None:
        raise ProcessEnded(
            tr("A process that reckons for this window ended before it was done."),
            tr("Close other programs, so that there is more memory, and try it again."),
        )
    return work(job)


def step_back() -> None:
    """In the other process: come after everything else that the computer has to do."""
    if _SERVES.is_set():
        with suppress(AttributeError, OSError):
            os.nice(max(0, _NICE - os.nice(0)))


def in_lots(jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
    """Give jobs as they are handed out, in their order, while they come."""
    ahead: list[Job] = []
    for job in jobs:
        ahead.append(job)
        if len(ahead) == _CHUNK + _LAST:
            yield ahead[:_CHUNK]
            del ahead[:_CHUNK]
    for start in range(0, len(ahead), _LAST_CHUNKS):
        yield ahead[start : start + _LAST_CHUNKS]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    # What it was not handed yet cannot be written to it any more.
    with suppress(OSError), process:  # closes its pipes and waits for it
        pass


def started() -> subprocess.Popen[bytes] | None:
    """A process that serves, or None where none can be started."""
    if getattr(sys, "frozen", False):
        command = [sys.executable, FLAG]
    else:
        command = [sys.executable, "-m", annotator.__name__, FLAG]
    folder = str(Path(annotator.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.Popen(  # noqa: S603 - this program itself
            [*command, language.current()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            creationflags=no_window,
        )
    except (OSError, ValueError):
        return None


def serve(arguments: Sequence[str]) -> int:
    """Do what comes over standard input until it ends; the way in of the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _SERVES.set()
    gc.set_threshold(_SELDOM)
    language.use(arguments[0])
    lay_over(words_folder())
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else is written among them
    # Whoever asks may not listen at once: what was answered does not wait for that.
    waiting: SimpleQueue[bytes | None] = SimpleQueue()
    writer = threading.Thread(target=_written, args=(answers, waiting))
    writer.start()
    try:
        with suppress(EOFError):
            while True:
                work, jobs = pickle.load(sys.stdin.buffer)  # noqa: S301 - whoever started us
                waiting.put(_packed([work(job) for job in jobs]))
    finally:
        waiting.put(None)
        writer.join()
    return 0


def _written(file: IO[bytes], waiting: "SimpleQueue[bytes | None]") -> None:
    with suppress(OSError):  # nobody listens any more
        while (answer := waiting.get()) is not None:
            file.write(answer)
            file.flush()


def _tell(file: IO[bytes] | None, value: object) -> None:
    if file is not None:
        file.write(_packed(value))
        file.flush()


class _Reductions(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """How values of a class are taken apart, worked out once for each class that comes by.

    A frozen dataclass by itself is taken apart and made again field by field, in Python: that
    takes several times longer.
    """

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        every = fields(kind) if is_dataclass(kind) else ()
        if len(every) < 2 or not all(one.init for one in every):  # one value is no tuple
            raise KeyError(kind)
        names = tuple(one.name for one in every)
        values = attrgetter(*names)
        is_plain = "__slots__" in kind.__dict__ and not hasattr(kind, "__post_init__")
        if is_plain and len(every) >= _MANY_FIELDS:
            self[kind] = lambda one: (_filled, (kind, values(one)))
        elif any(one.kw_only for one in every):
            self[kind] = lambda one: (_named, (kind, names, values(one)))
        else:
            self[kind] = lambda one: (kind, values(one))
        return self[kind]


@cache
def _filler(kind: type) -> Callable[[tuple[Any, ...]], object]:
    return fast_filler(kind)


def _filled(kind: type, values: tuple[Any, ...]) -> object:
    return _filler(kind)(values)


def _named(kind: type, names: tuple[str, ...], values: tuple[Any, ...]) -> object:
    return kind(**dict(zip(names, values, strict=True)))


_REDUCTIONS = _Reductions()


def _packed(value: object) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCTIONS
    pickler.dump(value)
    return file.getvalue()
