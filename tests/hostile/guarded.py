"""One door for one file, in a process of its own that is watched.

Held are its time, its memory, and what it does outside: each file it opens, each that it changes,
each program it starts, each address it calls (`sys.addaudithook`, PEP 578).
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 5.0
HUNG = "the process ended with -14"
"""What is told of a process that did not end: the alarm did it."""
BYTES = 500_000_000
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "shutil.rmtree", "shutil.move",
}  # fmt: skip
_RUNS = {
    "os.system", "os.exec", "os.posix_spawn", "os.startfile", "subprocess.Popen", "pty.spawn",
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request",
    "ctypes.dlopen", "sqlite3.enable_load_extension", "sqlite3.load_extension", "pickle.find_class",
}  # fmt: skip


@dataclass(slots=True)
class Met:
    """What came of a file at a door.

    `said` is the sentence that it was refused with, empty where it was read; `outside` what was
    done that nobody asked for; `bug` a traceback.
    """

    said: str = ""
    kind: str = ""
    read: str = ""
    outside: list[str] = field(default_factory=list)
    bug: str = ""
    seconds: float = 0.0
    grown: int = 0

    def faults(self) -> list[str]:
        """Give what must not be, in words."""
        found = [*self.outside]
        if self.bug:
            found.append(self.bug)
        if self.seconds > SECONDS:
            found.append(f"took {self.seconds:.1f} s")
        if self.grown > BYTES:
            found.append(f"took {self.grown // 1_000_000} MB")
        return found


def met(door: Callable[[Path, Path], str], file: Path, room: Path) -> Met:
    """Open a door for a file; `room` is the one folder in which anything may be written.

    Time is the processor's: other programs of this computer slow nothing down here.
    """
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        code = 1
        try:
            found = _in_child(door, file, room)
            os.write(into, json.dumps([getattr(found, one) for one in Met.__slots__]).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    if told:
        return Met(*json.loads(told))
    return Met(bug=f"the process ended with {os.waitstatus_to_exitcode(status)}")


def _in_child(door: Callable[[Path, Path], str], file: Path, room: Path) -> Met:
    from annotator.errors import AnnotatorError

    found = Met()
    # A hang and a flood of memory end this process, not the computer.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(300)
    tempfile.tempdir = str(room)
    os.environ["ANNOTATOR_HOME"] = str(room / "home")
    before = _peak(reset=True)
    sys.addaudithook(_Watch(found.outside, room, file))
    began = time.process_time()
    try:
        found.read = door(file, room)[:2_000]
    except AnnotatorError as error:
        found.said, found.kind = error.sentence(), error.kind
    except BaseException:  # noqa: BLE001 - whatever it is, it is what must not be
        found.bug = traceback.format_exc()[-1_500:]
    found.seconds = time.process_time() - began
    found.grown = max(0, _peak() - before)
    return found


def _peak(*, reset: bool = False) -> int:
    """Give the most bytes this process ever had; `reset` begins anew with what it has."""
    if reset:
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


class _Watch:
    """Hears of all that the process does and keeps what nobody asked for."""

    def __init__(self, told: list[str], room: Path, file: Path) -> None:
        self._told, self._is_busy = told, False
        self._room = os.path.realpath(room)
        # What it is, and what the program lays beside it (lock, journal), may be looked at.
        self._beside = os.path.realpath(file.parent)
        self._file = os.path.realpath(file)  # what it leads to is looked at, and refused
        own = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))
        self._readable = tuple(
            os.path.realpath(one)
            for one in (*own, "/usr", "/lib", "/proc", "/dev/urandom", "/etc/localtime")
        )

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        try:
            self._hear(event, arguments)
        finally:
            self._is_busy = False

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path, mode, flags = arguments
            writes = bool(set(str(mode or "")) & set("wax+")) or bool(
                isinstance(flags, int) and flags & _WRITES
            )
            place = os.path.realpath(os.fsdecode(path))
            is_beside = self._is_in(place, self._beside) or place == self._file
            may = is_beside if not writes else is_beside and _is_lock(place)
            if not (self._is_in(place, self._room) or may or self._may_be(place, writes=writes)):
                self._told.append(f"{'wrote' if writes else 'read'} {place}")
        elif event in _CHANGES:
            paths = [one for one in arguments if isinstance(one, str | bytes | os.PathLike)]
            if arguments[-1] not in (-1, None) and isinstance(arguments[-1], int):
                return  # a name within a folder that is held open, which was looked at before
            for one in paths:
                place = str(Path(os.fsdecode(one)).parent.resolve())
                is_room = os.path.realpath(os.fsdecode(one)) == self._room
                if not (is_room or self._is_in(place, self._room) or _is_lock(os.fsdecode(one))):
                    self._told.append(f"{event} {os.fsdecode(one)}")
        elif event in _RUNS and arguments != (None,) and not _is_own_second(arguments):
            self._told.append(f"{event} {str(arguments)[:200]}")

    def _may_be(self, place: str, *, writes: bool) -> bool:
        return place == os.devnull or (
            not writes and any(self._is_in(place, one) for one in self._readable)
        )

    @staticmethod
    def _is_in(place: str, folder: str) -> bool:
        return place == folder or place.startswith(folder.rstrip("/") + "/")


def _is_own_second(arguments: tuple[object, ...]) -> bool:
    """Say whether a program that is started is this one, to read many texts faster."""
    own = f"{sys.executable!r}, '-m', 'annotator', '--second-process'"
    return len(arguments) > 1 and own in str(arguments[1])


def _is_lock(place: str) -> bool:
    return Path(place).name.startswith(".~lock.")
