"""The program is killed in the store, by calls, verbs, `do`, in a window: nothing told is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash.acts import ACTS, BESIDE
from tests.crash.bad_disk import library
from tests.crash.histories import after_reports, lost, turns
from tests.crash.share import fast_folder, share
from tests.crash.spoken import COMMANDS, ONLY_ASKS
from tests.crash.test_faults import printed
from tests.crash.verbs import GOING_BACK, WRITING

if TYPE_CHECKING:
    from tests.tried import Tried

WAYS = {
    "store": (200, {""}),
    "calls": (60, {*ACTS, *BESIDE}),
    "verbs": (24, WRITING.keys() - GOING_BACK),
    "going back": (12, GOING_BACK),
    "do": (40, {f"do {one}" for one in COMMANDS.keys() - ONLY_ASKS}),
    "window": (14, {*ACTS, *BESIDE}),
}
"""How often in each way, and over which acts."""
LONG = {"window": 300}
"""How often in a long run at least."""
ENOUGH = 200
"""From so many kills on, every act of a way has been begun."""


@pytest.mark.parametrize("how", WAYS)
def test_a_killed_program_loses_nothing_reported(tmp_path: Path, how: str, tried: Tried) -> None:
    once, acts = WAYS[how]
    kills = share(once, long=LONG.get(how, 0))
    *wrong, (begun, counted) = killed(tmp_path, kills, how)
    assert wrong == []
    assert counted["kills"] == kills
    if how != "going back":
        assert counted["steps"] > kills // 3
        assert counted["in_a_step"] > kills // 10
    assert kills < ENOUGH or not acts - set(begun)
    tried.count(f"kills ({how})", **counted, kinds_of_acts=len(begun))


def killed(folder: Path, kills: int, how: str) -> list:
    """Run the program and give what it printed, line by line."""
    with tempfile.TemporaryDirectory(dir=fast_folder(folder)) as name:
        words = (Path(name) / "disk", "1", str(kills), how)
        return printed("killed.py", Path(name), library(folder), *words)


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
