"""Every call of the disk fails in turn, over all acts: a sentence, nothing lost, work goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash.bad_disk import library, started_with
from tests.crash.faults import EVERY, VERB
from tests.crash.share import CHECKOUT, fast_folder, share
from tests.crash.verbs import WRITING

if TYPE_CHECKING:
    from tests.tried import Tried

LOTS = 2
TRIES = 160
"""Of each lot, which has its own acts: what an act asks of a disk that is well is seen first."""


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_failing_disk_is_told_and_nothing_is_lost(tmp_path: Path, lot: int, tried: Tried) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as folder:
        every = [*EVERY, *(f"{VERB}{name}" for name in WRITING)]
        words = (Path(folder) / "disk", str(lot), str(share(TRIES)), *every[lot::LOTS])
        found = printed("faults.py", Path(folder), library(tmp_path), *words)
    *wrong, counted = found
    assert wrong == []
    assert counted["faults"] > share(TRIES) // 2
    figures = {key: counted.get(key, 0) for key in ("faults", "errors", "steps", "lost")}
    tried.count("calls of the disk that failed", **figures)


def printed(program: str, folder: Path, made: Path, *words: str | Path) -> list:
    """Run a program with the library and give what it printed, line by line."""
    (folder / "home").mkdir()
    said = subprocess.run(
        [sys.executable, "-B", str(CHECKOUT / "tests/crash" / program), *words],
        env=started_with(made, folder / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == ""
    return [json.loads(line) for line in said.stdout.splitlines()]
