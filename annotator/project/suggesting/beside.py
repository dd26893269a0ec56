"""Suggesters at work in a process of their own, for whoever has a window.

They neither take the interpreter away from it nor keep it from closing: the process is ended
wherever it is. One that fails is done without: what it was asked is computed here.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from annotator.project.second_process import NO_ANSWER, started
from annotator.suggest.engine import SUGGESTERS, suggest_article

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence

    from annotator.suggest.base import Proposals, Suggester, SuggestInput

ASKING = "asks suggesters"
"""What a thread is called that waits for an answer."""
_LOOK_SECONDS = 0.02
_PATIENCE_SECONDS = 0.06
"""So long an answer is still waited for that nobody wants any more: another start takes longer."""
_IDLE_SECONDS = 300.0
_NICE = 5

_Job: TypeAlias = "tuple[SuggestInput, tuple[str, ...]]"


class SuggestersBeside:
    """The process, started when it is first needed; one thread at a time asks it."""

    def __init__(self) -> None:
        """Begin without it."""
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._used = 0.0
        self._is_closed = False

    def suggest(
        self, given: SuggestInput, suggesters: Sequence[Suggester], check: Callable[[], None]
    ) -> dict[str, Proposals]:
        """Give what `suggest_article` gives; `check` is called while it waits and may raise."""
        process = self._started() if set(suggesters) <= set(SUGGESTERS) else None
        if process is None:
            return suggest_article(given, suggesters, check)
        question = _Question(process, (given, tuple(one.name for one in suggesters)))
        try:
            while not question.done.wait(_LOOK_SECONDS):
                check()
        except BaseException:
            if not question.done.wait(_PATIENCE_SECONDS):
                self._end(process)
            raise
        self._used = time.monotonic()
        if question.answer is None:
            self._end(process)
            return suggest_article(given, suggesters, check)
        return question.answer

    def tick(self) -> None:
        """End the process if nobody has needed it for some minutes."""
        process = self._process
        if process is not None and time.monotonic() - self._used > _IDLE_SECONDS:
            self._end(process)

    def close(self) -> None:
        """End the process; from now on all is computed here."""
        self._is_closed = True
        process = self._process
        if process is not None:
            self._end(process)

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._process is None and not self._is_closed:
                self._process, self._used = started(), time.monotonic()
            return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if self._process is process:
                self._process = None
        process.kill()
        with suppress(OSError), process:  # closes its pipes and waits for it
            pass


class _Question:
    """An article on its way through the process; a thread of its own writes and listens."""

    def __init__(self, process: subprocess.Popen[bytes], job: _Job) -> None:
        self.done = threading.Event()
        self.answer: dict[str, Proposals] | None = None
        asked = (process, job)
        threading.Thread(target=self._ask, args=asked, name=ASKING, daemon=True).start()

    def _ask(self, process: subprocess.Popen[bytes], job: _Job) -> None:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        try:
            with suppress(*NO_ANSWER):
                pickle.dump((_suggested, [job]), process.stdin)
                process.stdin.flush()
                (self.answer,) = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
        finally:
            self.done.set()


def _suggested(job: _Job) -> dict[str, Proposals]:
    """Do the work, in the other process."""
    _be_nice()
    given, names = job
    return suggest_article(given, [one for one in SUGGESTERS if one.name in names])


def _be_nice() -> None:
    """Come after the window where there is more to do than processors."""
    with suppress(AttributeError, OSError):
        os.nice(max(0, _NICE - os.nice(0)))
