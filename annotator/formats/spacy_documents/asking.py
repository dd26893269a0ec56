"""Asks the process in which spaCy is: a line of JSON, a line of JSON back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from annotator.errors import WrongUse
from annotator.formats.base import HelperEnded
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Ask: TypeAlias = "Callable[[dict[str, Any] | None], dict[str, Any]]"
"""Asks something; None asks for the next line of the same answer."""
_LONG = frozenset(("write", "read"))
"""What takes long of a large file."""
_OFTEN = 0.05
"""Seconds between two looks whether to stop."""
FLAG = "--docbin-process"
"""What a program that was frozen into one file is called with to serve as the other process."""
_CHILD = Path(__file__).with_name("child.py")


def need_spacy() -> None:
    """Raise `WrongUse` with the line to type, unless spaCy is installed."""
    if find_spec("spacy") is None:
        raise WrongUse(tr("spaCy is not installed. Type: pip install spacy"), "")


@contextmanager
def spacy(meanwhile: Callable[[], object] = lambda: None) -> Iterator[Ask]:
    """Start the process and give what asks it; it ends with the context.

    `meanwhile` is called while an answer is waited for that takes long, and may end it all. What
    is asked raises `OSError` for what cannot be written or read, `HelperEnded` where it has ended:
    the system ends what takes too much memory.
    """
    is_frozen = getattr(sys, "frozen", False)
    command = [sys.executable, FLAG] if is_frozen else [sys.executable, "-P", str(_CHILD)]
    process = subprocess.Popen(  # noqa: S603 - this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="ascii",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    asks, answers = process.stdin, process.stdout
    assert asks is not None  # noqa: S101 - both are pipes
    assert answers is not None  # noqa: S101

    def ask(request: dict[str, Any] | None) -> dict[str, Any]:
        if request is not None:
            # Where it has ended there is no answer either, which is said below.
            with suppress(BrokenPipeError):
                asks.write(json.dumps(request) + "\n")
                asks.flush()
        is_long = request is not None and not _LONG.isdisjoint(request)
        line = _line_of(answers, waiting, meanwhile) if is_long else answers.readline()
        if not line.endswith("\n"):
            ended = process.wait()
            raise HelperEnded(tr("the process with spaCy has ended ({code})", code=ended))
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError as problem:
            # Some library has spoken between: that tells nothing of a file either.
            raise HelperEnded(tr("the process with spaCy said what is no answer")) from problem
        if "refused" in answer:
            code = answer.get("errno")
            raise OSError(code, os.strerror(code)) if code else OSError(answer["refused"])
        return answer

    waiting: list[Thread] = []
    try:
        yield ask
    finally:
        process.kill()
        for one in waiting:
            one.join()
        process.communicate()


def _line_of(answers: IO[str], waiting: list[Thread], meanwhile: Callable[[], object]) -> str:
    """Wait for a line in a thread, which ends with the process at the latest."""
    said: Queue[str] = Queue()
    waiting.append(Thread(target=lambda: said.put(answers.readline()), daemon=True))
    waiting[-1].start()
    while True:
        with suppress(Empty):
            return said.get(timeout=_OFTEN)
        meanwhile()
