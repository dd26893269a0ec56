"""Much work of one kind, done in other processes as well as in this one.

The others are started anew, never forked, so that neither threads nor a window come along; they
end with this one. What comes of the work, and in which order, does not depend on them.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import annotator
from annotator import language
from annotator.paths import words_folder
from annotator.text.word_lists import lay_over
from annotator.work import Cancel

Job = TypeVar("Job")
Answer = TypeVar("Answer")

WORTH_IT = 400
"""A process needs about 0.2 s to start: for fewer jobs it comes too late."""
FLAG = "--second-process"
"""What a program that was frozen into one file is called with to serve as the other process."""
_CHUNK = 32
_MOST_HELPERS = 3
_LOOK_SECONDS = 0.02
NO_ANSWER = (OSError, EOFError, ValueError, TypeError, AttributeError, pickle.PickleError)
"""What a process raises that is gone, or that was asked something no process can be told."""
_SERVES = threading.Event()
"""Set in a process that works for another one: it asks nobody for help itself."""


def each(
    work: Callable[[Job], Answer],
    jobs: Sequence[Job],
    *,
    cancel: Cancel | None = None,
    n_helpers: int | None = None,
) -> Iterator[Answer]:
    """Give what `work` makes of each job, in their order; `work` is a function of a module.

    Jobs and answers are plain values. A process that fails is done without: its jobs are done
    here. `n_helpers` None = as many as pay.
    """
    if n_helpers is None and _SERVES.is_set():
        n_helpers = 0
    if n_helpers is None:
        n_helpers = min(_n_processors() - 1, _MOST_HELPERS) if len(jobs) >= WORTH_IT else 0
    pool = _Pool(work, jobs, n_helpers)
    try:
        yield from pool.answers(cancel)
    finally:
        pool.close()


def _n_processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Pool(Generic[Job, Answer]):
    """Jobs in chunks: whoever is free, this process or another, takes the next one."""

    def __init__(self, work: Callable[[Job], Answer], jobs: Sequence[Job], n_helpers: int) -> None:
        self.work = work
        self.chunks = [jobs[n : n + _CHUNK] for n in range(0, len(jobs), _CHUNK)]
        self.waiting = deque(range(len(self.chunks)))
        self.done: dict[int, list[Answer]] = {}
        self.news = threading.Condition()
        self.processes = [one for one in (started() for _ in range(n_helpers)) if one is not None]
        self.threads = [
            threading.Thread(target=self._feed, args=(one,), daemon=True) for one in self.processes
        ]
        for thread in self.threads:
            thread.start()

    def answers(self, cancel: Cancel | None) -> Iterator[Answer]:
        for n in range(len(self.chunks)):
            while True:
                with self.news:
                    if n in self.done:
                        break
                    mine = self.waiting.popleft() if self.waiting else None
                    if mine is None:
                        self.news.wait(_LOOK_SECONDS)
                if mine is not None:
                    self.done[mine] = list(self._worked(mine, cancel))
                elif cancel is not None:
                    cancel.check()
            yield from self.done.pop(n)

    def _worked(self, n: int, cancel: Cancel | None) -> Iterator[Answer]:
        for job in self.chunks[n]:
            if cancel is not None:
                cancel.check()
            yield self.work(job)

    def _feed(self, process: subprocess.Popen[bytes]) -> None:
        """Give one process chunk after chunk; what it does not answer goes back."""
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        while True:
            with self.news:
                if not self.waiting:
                    return
                n = self.waiting.popleft()
            try:
                pickle.dump((self.work, self.chunks[n]), process.stdin)
                process.stdin.flush()
                answer = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
            except NO_ANSWER:
                with self.news:
                    self.waiting.appendleft(n)
                    self.news.notify()
                return
            with self.news:
                self.done[n] = answer
                self.news.notify()

    def close(self) -> None:
        self.waiting.clear()
        for process in self.processes:
            process.kill()
        for thread in self.threads:
            thread.join()
        for process in self.processes:
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
    language.use(arguments[0])
    lay_over(words_folder())
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else is written among them
    with suppress(EOFError):
        while True:
            work, jobs = pickle.load(sys.stdin.buffer)  # noqa: S301 - whoever started us wrote it
            pickle.dump([work(job) for job in jobs], answers)
            answers.flush()
    return 0
