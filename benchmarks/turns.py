"""Both sides of a goal in turn, A B A B …, each in a process of its own.

A side that is kept prepares once and works when asked; a side that is fresh is started for each
figure. What the figures mean for a goal is in `verdicts`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Self

from benchmarks.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

CHECKOUT = Path(__file__).resolve().parent.parent


class Kind(Enum):
    """How a side is run."""

    KEPT = "prepared once, asked again and again"
    FRESH = "a fresh process for each figure"
    START = "a fresh program, timed from outside until it says it is painted"
    SEEN = "a fresh program, timed until the picture on a virtual screen stays"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a module of this package, how it is run, and the workload it runs on."""

    module: str
    workload: str
    kind: Kind = Kind.KEPT


class Asked:
    """A running side that is asked for figures."""

    def __init__(self, side: Side, place: Place) -> None:
        """Start it; `wait` returns when it is prepared and warm."""
        self._side, self._place = side, place
        self._process: subprocess.Popen[str] | None = None
        self._screen = Screen() if side.kind is Kind.SEEN else None
        if side.kind is Kind.KEPT:
            self._process = self._begun()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            _end(self._process)
        if self._screen is not None:
            self._screen.close()

    def wait(self) -> None:
        """Wait until it is prepared and warm."""
        if self._process is not None:
            _expect(self._process, "ready")
        else:
            self.figures()  # compiles what was never run; what the disk holds is in memory now

    def figures(self) -> list[float]:
        """Give the figures of one turn: seconds, or megabytes."""
        if self._side.kind is Kind.START:
            return [self._start_up()]
        if self._screen is not None:
            command = [sys.executable, str(self._path()), "stays"]
            return [self._screen.seconds_until_still(command, _environment(self._place))]
        if self._process is not None:
            return _answer(self._process)
        process = self._begun()
        try:
            _expect(process, "ready")
            return _answer(process)
        finally:
            _end(process)

    def _begun(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "benchmarks.side", f"benchmarks.{self._side.module}"]
        return _start([*command, self._place.words()], self._place)

    def _start_up(self) -> float:
        began = time.perf_counter()
        process = _start([sys.executable, str(self._path())], self._place)
        _expect(process, "painted")
        seconds = time.perf_counter() - began
        _end(process)
        return seconds

    def _path(self) -> Path:
        return CHECKOUT / "benchmarks" / (self._side.module.replace(".", "/") + ".py")


Figures = tuple[list[list[float]], list[list[float]]]
"""Those of each turn, ours and the limit's."""


def take_turns(
    ours: tuple[Side, Place],
    limit: tuple[Side, Place],
    n_turns: int,
    *,
    at_once: bool = False,
    is_enough: Callable[[Figures], bool] = lambda figures: False,
) -> Figures:
    """Give the figures of each turn, ours and the limit's, measured one after the other.

    `at_once` where neither can disturb the other's figures, as those of memory: both in one turn.
    It ends before `n_turns` when what was measured `is_enough`.
    """
    with ExitStack() as stack:
        # Both prepare at once; after that only one of them works.
        sides = [stack.enter_context(Asked(*one)) for one in (limit, ours)]
        each = stack.enter_context(ThreadPoolExecutor(2)).map if at_once else map
        for _ in each(Asked.wait, sides):
            pass
        figures: Figures = ([], [])
        while len(figures[0]) < n_turns and not is_enough(figures):
            of_limit, of_ours = each(Asked.figures, sides)
            figures[0].append(of_ours)
            figures[1].append(of_limit)
    return figures


def _environment(place: Place) -> dict[str, str]:
    return {
        "QT_QPA_PLATFORM": "offscreen",
        "ANNOTATOR_HOME": str(place.home),
        "ANNOTATOR_CHECKOUT": str(CHECKOUT),
        "PYTHONPATH": str(CHECKOUT),
        # An installed program is compiled already; this leaves nothing in the checkout.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(place.compiled),
    }


def _start(command: list[str], place: Place) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=place.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **_environment(place)},
        encoding="utf-8",
    )


def _expect(process: subprocess.Popen[str], wanted: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == wanted:
            return
    raise ChildProcessError(f"a side ended before it was {wanted}: {process.args}")


def _answer(process: subprocess.Popen[str]) -> list[float]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("again\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise ChildProcessError(f"a side ended while it worked: {process.args}")
    found: list[float] = json.loads(line)
    return found


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
