"""Compiles bad_disk.c, starts programs with it, and speaks with it from inside such a program."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

import pytest

from tests.crash.share import CHECKOUT

SOURCE = Path(__file__).with_name("bad_disk.c")
SHORT, DIE = -1, -2
"""In place of an error: half of it is written and the rest finds no room; the program is killed."""


class Kind(IntFlag):
    """Calls that can fail; as in bad_disk.c."""

    READ = 1
    WRITE = 2
    SYNC = 4
    NAME = 8
    OPEN = 16
    CUT = 32


ALL = Kind(63)


@dataclass(frozen=True)
class Fault:
    """A way in which calls fail: which, how, and whether all behind the first fail too."""

    name: str
    kinds: Kind
    error: int
    lasting: bool = False


WRITING = Kind.WRITE | Kind.SYNC | Kind.NAME | Kind.CUT
FAULTS = (
    Fault("EIO once", ALL, errno.EIO),
    Fault("EIO from then on", ALL, errno.EIO, lasting=True),
    Fault("disk full once", Kind.WRITE | Kind.SYNC | Kind.NAME, errno.ENOSPC),
    Fault("disk full from then on", Kind.WRITE | Kind.SYNC | Kind.NAME, errno.ENOSPC, lasting=True),
    Fault("read-only from then on", WRITING, errno.EROFS, lasting=True),
    Fault("half a write", Kind.WRITE, SHORT),
)


def library(folder: Path) -> Path:
    """Compile the library; where no compiler is, the test is skipped, but red in .ci/run."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux"):
        pytest.skip("a failing disk is played on Linux alone")
    if compiler is None:
        if os.environ.get("ANNOTATOR_CI"):
            pytest.fail("no C compiler: the failing disk was not tried")
        pytest.skip("no C compiler (cc): install gcc and libc6-dev")
    made = folder / "bad_disk.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", made, SOURCE, "-ldl"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made


def started_with(made: Path, home: Path, **more: str) -> dict[str, str]:
    """Give the environment of a program that has the library."""
    own = {"LD_PRELOAD": str(made), "BAD_DISK": str(made), "ANNOTATOR_HOME": str(home)}
    return {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "QT_QPA_PLATFORM": "offscreen",
        **own,
        **more,
    }


class BadDisk:
    """The library, from inside a program that was started with it."""

    def __init__(self, below: Path) -> None:
        """Look at what lies below this folder."""
        self._library = ctypes.CDLL(os.environ["BAD_DISK"])
        self._library.bad_disk_calls.restype = ctypes.c_long
        self._library.bad_disk_failed.restype = ctypes.c_long
        self._library.bad_disk_below(os.fsencode(below))

    def fail(self, fault: Fault, at: int) -> None:
        """Let the call number `at` of the fault's kinds fail, from 1."""
        number = ctypes.c_long(at)
        self._library.bad_disk_fail(int(fault.kinds), fault.error, number, int(fault.lasting))

    def well(self) -> int:
        """Let nothing fail any more; give how many calls failed."""
        failed: int = self._library.bad_disk_failed()
        self._library.bad_disk_fail(0, 0, ctypes.c_long(0), 0)
        return failed

    def calls(self, kinds: Kind) -> int:
        """Give how many calls of some kinds there were since `fail` or `well`."""
        n: int = self._library.bad_disk_calls(int(kinds))
        return n

    def record(self, to: Path) -> None:
        """Write down in a file all that changes the disk from now on."""
        assert self._library.bad_disk_record(os.fsencode(to)) >= 0

    def say(self, words: str) -> None:
        """Write some words among what is written down."""
        self._library.bad_disk_say(words.encode())
