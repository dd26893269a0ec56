"""One running language process: started, written to, listened to, ended. Any thread may ask it."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.suggest.model.cache import RawWords
from annotator.suggest.model.pipelines import Pipeline

FLAG = "--language-process"
"""What a program that was frozen into one file is called with to serve as this process."""
_CHILD = Path(__file__).with_name("child.py")
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""What the libraries for numbers ask how many threads they may use."""
# Halves of characters, which spaCy cannot store and JSON would join.
_HALF = re.compile("[\ud800-\udfff]")


def command_of(pipeline: Pipeline) -> list[str]:
    """Give the command that starts the language process with a pipeline."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, pipeline.source]
    # -P: the modules beside its file are none of its own.
    return [sys.executable, "-P", str(_CHILD), pipeline.source]


@dataclass(eq=False)
class Question:
    """So many texts sent to the process; `words` holds those of each when `done` is set.

    If some are missing then, the process ended before.
    """

    number: int
    asked_of: "RunningModel"
    n_texts: int
    done: threading.Event = field(default_factory=threading.Event)
    words: list[RawWords] = field(default_factory=list)

    @property
    def answer(self) -> list[RawWords] | None:
        """The words of all its texts; None while some are missing."""
        return self.words if len(self.words) == self.n_texts else None


class RunningModel:
    """A language process with one pipeline, from its start to its end."""

    def __init__(self, pipeline: Pipeline, command: Sequence[str]) -> None:
        """Start it; raises `OSError` where nothing can be started."""
        self.pipeline = pipeline
        self.is_ready = False
        self.refused = ""
        self.since = time.monotonic()
        """When it was last heard of, or last given something to do."""
        self._open: OrderedDict[int, Question] = OrderedDict()
        self._n_asked = 0
        self._lock = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1")},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def ask(self, texts: Sequence[str]) -> Question:
        """Send some texts; what comes back, and when, says the question."""
        with self._lock:
            self._n_asked += 1
            question = Question(self._n_asked, self, len(texts))
            if self._process.poll() is not None or self._process.stdin is None:
                question.done.set()
                return question
            if not self._open:
                self.since = time.monotonic()
            self._open[question.number] = question
            whole = [_HALF.sub("\ufffd", text) for text in texts]
            line = json.dumps({"id": question.number, "texts": whole}) + "\n"
            with suppress(OSError, ValueError):  # it ended: the listener says so
                self._process.stdin.write(line.encode("ascii"))
                self._process.stdin.flush()
        return question

    def is_asked(self) -> bool:
        """Say whether somebody waits for an answer."""
        return bool(self._open)

    def seconds_of_silence(self) -> float:
        """Give for how long it has been silent with something to do, or without anything."""
        return time.monotonic() - self.since

    def n_bytes(self) -> int:
        """Give how much memory it holds; 0 where the system does not say."""
        try:
            numbers = Path(f"/proc/{self._process.pid}/statm").read_text("ascii")
            return int(numbers.split()[1]) * os.sysconf("SC_PAGESIZE")
        except (OSError, ValueError, IndexError, AttributeError):
            return 0

    def end(self) -> None:
        """End it at once; whoever waits hears that there is no answer."""
        with suppress(OSError):
            self._process.kill()
        self._listener.join(1)
        with suppress(OSError, subprocess.TimeoutExpired):
            self._process.wait(1)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()

    def _listen(self) -> None:
        """Hear what it answers until it ends."""
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        with suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._hear(json.loads(line))
        with self._lock:
            self._process.kill()
            left = list(self._open.values())
            self._open.clear()
        for question in left:
            question.done.set()

    def _hear(self, answer: Any) -> None:
        self.since = time.monotonic()
        match answer:
            case {"ready": True}:
                self.is_ready = True
            case {"refused": str(problem)}:
                self.refused = problem
            case {"id": int(number), "words": list(words)}:
                with self._lock:
                    question = self._open.get(number)
                    if question is None:
                        return
                    question.words.append(words)
                    if question.answer is not None:
                        del self._open[number]
                        question.done.set()
