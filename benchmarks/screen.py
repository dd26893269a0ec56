"""A start seen from outside: a virtual screen, and when its picture last changed.

The program is not asked and knows of nothing: what counts is what a person would see. The picture
lies in a file that Xvfb writes into; reading it takes nothing from the program.
"""

from __future__ import annotations

import mmap
import os
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZE = "1440x900x24"
LOOK_S = 0.002
STILL_S = 0.6
"""A picture that has not changed for so long is the whole one."""
MOST_S = 20.0
EVERY = 257
"""Every so many bytes are compared: no whole line or letter lies between them."""


class Screen:
    """A virtual screen of its own."""

    def __init__(self) -> None:
        """Start it; raises `ChildProcessError` where there is no Xvfb."""
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"]
        try:
            self._process = subprocess.Popen(
                [*command, "-fbdir", str(folder)],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
            )
        except FileNotFoundError as problem:
            raise ChildProcessError(
                "there is no Xvfb here to look at a start from outside"
            ) from problem
        self._stack.callback(self._process.wait)
        self._stack.callback(self._process.terminate)
        assert self._process.stdout is not None
        self.display = f":{self._process.stdout.readline().strip()}"
        file = self._stack.enter_context((folder / "Xvfb_screen0").open("rb"))
        self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._stack.callback(self._picture.close)

    def close(self) -> None:
        """End it."""
        self._stack.close()

    def seconds_until_still(self, command: Sequence[str], environment: Mapping[str, str]) -> float:
        """Start a program, wait until its picture stays, end it; give when it last changed."""
        shown = self._picture[::EVERY]
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        changed = None
        try:
            while True:
                now = time.perf_counter()
                picture = self._picture[::EVERY]
                if picture != shown:
                    shown, changed = picture, now
                elif changed is not None and now - changed > STILL_S:
                    return changed - began
                if now - began > MOST_S or process.poll() is not None:
                    raise ChildProcessError(f"nothing stayed on the screen: {process.args}")
                time.sleep(LOOK_S)
        finally:
            process.terminate()
            process.wait()
            # What it showed goes from the screen, too.
            time.sleep(STILL_S)
