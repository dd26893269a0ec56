"""Trying mutants in a copy of the checkout: the tests of the module first, then of its floor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
_COPIED = ("annotator", "resources", "tests", "docs", "pyproject.toml")
_PATIENCE = 4
"""So many times as long as the tests take without a change, then a mutant hangs: it is killed."""
_LEAST_S = 20


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: who killed it, or that it is alive."""

    is_killed: bool
    by: str


class Trial:
    """A copy of the checkout in which one mutant after the other is tried."""

    def __init__(self, folder: Path) -> None:
        """Copy what the tests need."""
        self.folder = folder / "copy"
        self.folder.mkdir(parents=True)
        for name in _COPIED:
            source, target = CHECKOUT / name, self.folder / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)
        self._home = folder / "home"
        self._taken: dict[tuple[str, ...], float] = {}

    def judge(self, module: str, code: str) -> Verdict:
        """Try a mutant of a module (`annotator/text/words.py`)."""
        path = self.folder / module
        before, stat = path.read_bytes(), path.stat()
        for tests in filter(None, (own_tests(module, self.folder), TESTS[module.split("/")[1]])):
            self._time(tests)
            try:
                path.write_text(code, encoding="utf-8")
                found = self._try(tests)
            finally:
                path.write_bytes(before)
                os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            if found is not None:
                return found
        return Verdict(is_killed=False, by="")

    def _time(self, tests: tuple[str, ...]) -> None:
        """See that the tests hold without a change, and how long they take; raises SystemExit."""
        if tests in self._taken:
            return
        began = time.monotonic()
        done = self._run(tests, None)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(tests)} fail without a change:\n{done.stdout}")
        self._taken[tests] = time.monotonic() - began

    def _try(self, tests: tuple[str, ...]) -> Verdict | None:
        limit_s = max(_LEAST_S, _PATIENCE * self._taken[tests])
        try:
            done = self._run(tests, limit_s)
        except subprocess.TimeoutExpired:
            return Verdict(is_killed=True, by="time")
        if done.returncode == 0:
            return None
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return Verdict(is_killed=True, by=failed[0].split(" - ")[0] if failed else "no collection")

    def _run(self, tests: Sequence[str], limit_s: float | None) -> subprocess.CompletedProcess[str]:
        words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist"]
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1" if limit_s else "",
            "ANNOTATOR_HOME": str(self._home),
        }
        return subprocess.run(
            [sys.executable, "-m", "pytest", *words, *tests],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=limit_s,
            check=False,
        )


def own_tests(module: str, folder: Path = CHECKOUT) -> tuple[str, ...]:
    """Give the test files of one module: unit/text/test_words.py for text/words.py."""
    inside = Path(module).relative_to("annotator")
    beside = folder / "tests" / "unit" / inside.parent
    found = sorted(beside.glob(f"test_{inside.stem.strip('_')}*.py"))
    return tuple(path.relative_to(folder).as_posix() for path in found)
