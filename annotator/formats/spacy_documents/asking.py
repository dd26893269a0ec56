"""Asks the process in which spaCy is: a line of JSON, a line of JSON back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.errors import WrongUse
from annotator.formats.base import HelperEnded
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Ask: TypeAlias = "Callable[[dict[str, Any] | None], dict[str, Any]]"
"""Asks something; None asks for the next line of the same answer."""
FLAG = "--docbin-process"
"""What a program that was frozen into one file is called with to serve as the other process."""
_CHILD = Path(__file__).with_name("child.py")


def need_spacy() -> None:
    """Raise `WrongUse` with the line to type, unless spaCy is installed."""
    if find_spec("spacy") is None:
        raise WrongUse(tr("spaCy is not installed. Type: pip install spacy"), "")


@contextmanager
def spacy() -> Iterator[Ask]:
    """Start the process and give what asks it; it ends with the context.

    What is asked raises `OSError` for what cannot be written or read, `HelperEnded` where it has
    ended: the system ends what takes too much memory.
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
        line = answers.readline()
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

    try:
        yield ask
    finally:
        process.kill()
        process.communicate()
