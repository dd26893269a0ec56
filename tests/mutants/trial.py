"""Trying mutants in a copy of the checkout: with the tests that are near a module, or far from it.

What Python and pytest have compiled of the checkout is copied too; of a mutant nothing is kept.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import hypothesis  # noqa: F401 - loaded here, once for all trials
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

# Which tests are a floor's own: those of its modules, and the laws about it.
TESTS: dict[str, tuple[str, ...]] = {
    "text": ("tests/unit/text", "tests/properties/test_text_laws.py"),
    "speech": ("tests/unit/speech",),
    "model": ("tests/unit/model", "tests/properties/test_page_laws.py"),
    "project": ("tests/unit/project", "tests/properties/test_round_trip.py"),
    "formats": (
        "tests/unit/formats",
        "tests/properties/test_format_laws.py",
        "tests/properties/test_round_trip.py",
    ),
    "store": (
        "tests/unit/store",
        "tests/properties/test_store_laws.py",
        "tests/crash/test_damage.py",
        "tests/crash/test_locks.py",
        "tests/crash/test_refusals.py",
        "tests/crash/test_strange.py",
        "tests/crash/test_torn.py",
    ),
}
_COPIED = ("annotator", "resources", "tests", "docs", "packaging", "pyproject.toml")
_LONGEST_S = 60
"""A test that takes longer hangs: six times the slowest one here, which load may slow."""


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: who killed it, or that it is alive."""

    is_killed: bool
    by: str


class _Alarm:
    """Ends the process in which a test hangs, and keeps which one runs."""

    def __init__(self, running: Path) -> None:
        self._file = running

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._file.write_text(item.nodeid, encoding="utf-8")
        signal.alarm(_LONGEST_S)
        try:
            return (yield)
        finally:
            signal.alarm(0)


class Trial:
    """A copy of the checkout in which one mutant after the other is tried."""

    def __init__(self, folder: Path) -> None:
        """Copy what the tests need."""
        self.folder = folder / "copy"
        self.folder.mkdir(parents=True)
        for name in _COPIED:
            source, target = CHECKOUT / name, self.folder / name
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy2(source, target)
        self._home = folder / "home"
        self._output = folder / "output.txt"
        self._running = folder / "running.txt"
        self._hold: set[tuple[str, ...]] = set()

    def judge(self, module: str, code: str, *, is_far: bool) -> Verdict:
        """Try a mutant of a module (`annotator/text/words.py`) with tests near it, or far ones."""
        path = self.folder / module
        before, stat = path.read_bytes(), path.stat()
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()
        near = (own_tests(module, self.folder), near_tests(module, self.folder))
        for tests in filter(None, (far_tests(module, self.folder),) if is_far else near):
            try:
                path.write_text(code, encoding="utf-8")
                found = self._try(tests)
            finally:
                path.write_bytes(before)
                os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            if found is not None:
                self._hold_without(tests)
                return found
        return Verdict(is_killed=False, by="")

    def _hold_without(self, tests: tuple[str, ...]) -> None:
        """See that what killed a mutant holds without the change; raises SystemExit."""
        ran = self._ran().partition("::")[0]
        tests = (ran,) if ran else tests
        if tests in self._hold:
            return
        if self._run(tests) != 0:
            raise SystemExit(f"{' '.join(tests)} fail without a change:\n{self._said()}")
        self._hold.add(tests)

    def _try(self, tests: tuple[str, ...]) -> Verdict | None:
        code = self._run(tests)
        if code == 0:
            return None
        if code < 0:  # by a signal: the alarm of a test that hung, mostly
            return Verdict(is_killed=True, by=f"{signal.Signals(-code).name} in {self._ran()}")
        lines = [one for one in self._said().splitlines() if one.startswith(("FAILED", "ERROR"))]
        by = lines[0].split(" - ")[0] if lines else "no collection"
        return Verdict(is_killed=True, by=by)

    def _run(self, tests: Sequence[str]) -> int:
        """Run tests in a process of their own and give its exit code, as `os` tells it of a signal.

        It is a fork: pytest and hypothesis are loaded already, the product is not.
        """
        self._running.write_text("", encoding="utf-8")
        child = os.fork()
        if child == 0:
            os._exit(self._in_child(tests))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _in_child(self, tests: Sequence[str]) -> int:
        os.setsid()
        with self._output.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.chdir(self.folder)
        os.environ.update(PYTHONPATH=str(self.folder), ANNOTATOR_HOME=str(self._home))
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.path[:] = [str(self.folder), *(one for one in sys.path if one != str(CHECKOUT))]
        sys.dont_write_bytecode = True
        for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist"]
        words += ["-m", "not slow"]  # what starts other processes would be run for each mutant
        code = int(pytest.main([*words, *tests], plugins=[_Alarm(self._running)]))
        sys.stdout.flush()
        return code

    def _ran(self) -> str:
        return self._running.read_text(encoding="utf-8")

    def _said(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")


def own_tests(module: str, folder: Path = CHECKOUT) -> tuple[str, ...]:
    """Give the test files of one module: unit/text/test_words.py for text/words.py."""
    inside = Path(module).relative_to("annotator")
    beside = folder / "tests" / "unit" / inside.parent
    found = sorted(beside.glob(f"test_{inside.stem.strip('_')}*.py"))
    return tuple(path.relative_to(folder).as_posix() for path in found)


def near_tests(module: str, folder: Path = CHECKOUT) -> tuple[str, ...]:
    """Give the other test files of its floor that name a module, then those of its room."""
    inside = Path(module).relative_to("annotator").with_suffix("")
    named = re.compile(rf"\b{'.'.join(inside.parts)}\b|import .*\b{inside.stem}\b")
    room = folder / "tests" / "unit" / inside.parent
    others = [folder / name for name in _others_of_floor(module, folder)]
    name = {path for path in others if named.search(path.read_text(encoding="utf-8"))}
    near = [path for path in others if path in name or path.parent == room]
    return tuple(
        path.relative_to(folder).as_posix()
        for path in sorted(near, key=lambda path: path not in name)
    )


def far_tests(module: str, folder: Path = CHECKOUT) -> tuple[str, ...]:
    """Give the test files of a module's floor that are left."""
    near = set(near_tests(module, folder))
    return tuple(name for name in _others_of_floor(module, folder) if name not in near)


def _others_of_floor(module: str, folder: Path) -> tuple[str, ...]:
    """Give the test files of a module's floor without its own."""
    floor = [folder / name for name in TESTS[module.split("/")[1]]]
    every = [path for one in floor for path in (sorted(one.rglob("test_*.py")) or [one])]
    own = set(own_tests(module, folder))
    names = (path.relative_to(folder).as_posix() for path in every)
    return tuple(name for name in names if name not in own)
