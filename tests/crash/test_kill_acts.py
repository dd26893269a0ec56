"""The program is killed over all acts, by calls, verbs, in a window: nothing reported is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash.bad_disk import library, started_with
from tests.crash.histories import after_reports, lost, turns
from tests.crash.share import CHECKOUT, fast_folder, share

if TYPE_CHECKING:
    from tests.tried import Tried

WAYS = {"calls": 60, "verbs": 24, "window": 12}
"""How often in each way."""


@pytest.mark.parametrize("how", WAYS)
def test_a_killed_program_loses_nothing_reported(tmp_path: Path, how: str, tried: Tried) -> None:
    made = library(tmp_path)
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as name:
        folder = Path(name)
        (folder / "home").mkdir()
        program = CHECKOUT / "tests/crash/killed.py"
        said = subprocess.run(
            [sys.executable, "-B", program, folder / "disk", "1", str(share(WAYS[how])), how],
            env=started_with(made, folder / "home"),
            capture_output=True,
            text=True,
            check=False,
        )
    assert said.stderr == ""
    *wrong, counted = map(json.loads, said.stdout.splitlines())
    assert wrong == []
    assert counted["steps"] > 0
    tried.count(f"kills ({how})", **counted)


def test_what_is_lost_is_found() -> None:
    before = {"a": "done", "b": "undone"}
    now = after_reports(before, ["b redone", "c done", "c undone"])
    assert now == {"a": "done", "b": "done", "c": "undone"}
    assert after_reports(now, ["d done"])["c"] == "dropped"
    assert lost(now, now) == []
    assert lost(now, {**now, "c": "dropped", "d": "done"}) == []  # one act was under way
    assert lost(now, {**now, "b": "undone"}) == []
    assert lost(now, {"a": "done", "b": "done"}) == ["c"]
    assert lost(now, {**now, "d": "done"}) == ["c"]
    assert lost(now, {**now, "c": "dropped", "d": "done", "e": "done"}) == ["e"]
    assert lost(now, {**now, "a": "undone", "b": "undone"}) == ["a", "b"]
    assert turns(before, {"a": "done", "b": "done", "c": "done"}) == ["c done", "b redone"]
