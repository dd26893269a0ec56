"""No act of the table holds the window longer than a person notices, on W2 and on W3.

What the acts of Edit and Mark open is answered on W3 of 12 articles. `ANNOTATOR_WATCHDOG=W3` walks
all acts, both ways, on W2 and all of W3 (10,000 articles); `python -m tests.watchdog` says more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.reading.keys import MARK, key_table
from annotator.ui.basics.actions import ACTS
from tests import builders
from tests.watchdog.__main__ import PLANTED
from tests.watchdog.states import FIRST
from tests.watchdog.walk import LAST, NOT_WALKED, is_of_suggestions

CHECKOUT = Path(__file__).resolve().parents[2]
IS_WHOLE = os.environ.get("ANNOTATOR_WATCHDOG") == "W3"
N_ARTICLES = 10_000 if IS_WHOLE else 12
NAMES = {row.name for row in ACTS}
SOME = tuple(row.name for row in ACTS if row.menu in ("Edit", "Mark"))
"""What is walked each time; the rest takes minutes where much else goes on."""


def walked(folder: Path, *words: str) -> list[dict[str, Any]]:
    """Give what the watchdog found in a process of its own: what is loaded here is not there."""
    out = folder / "held.json"
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.watchdog", *words, "--json", str(out)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)},
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert out.exists(), done.stderr[-4_000:]
    found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return found


def of_types() -> set[str]:
    types = [row for row in key_table(builders.scheme()).rows if row.type_name]
    marks = [row for row in types if row.act.startswith(MARK)]
    return {row.act for row in marks} | {f"add-part-{row.type_name}" for row in marks}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("workload", "way"), [("W2", "left"), ("W3", "answered")][0 if IS_WHOLE else 1 :]
)
def test_no_act_holds_the_window(tmp_path: Path, workload: str, way: str) -> None:
    # As the goals in CI, with room for what else the machine does; by hand without.
    ways = () if IS_WHOLE else ("--way", way, "--slack", "3", *SOME)
    found = walked(tmp_path, workload, "--articles", str(N_ARTICLES), *ways)
    late = {f"{one['act']}, {one['what']}": one["tries"] for one in found if one["is_too_long"]}
    assert late == {}
    assert [one["why_not"] for one in found if one["why_not"]] == []
    suggested = {row.name for row in ACTS if is_of_suggestions(row)}
    left_out = NOT_WALKED.keys() | (suggested if workload == "W2" else set())
    every = NAMES | of_types() if IS_WHOLE else set(SOME)
    assert {one["act"] for one in found} == every - left_out


def test_an_act_that_holds_it_is_found(tmp_path: Path) -> None:
    words = ("W3", "--articles", "2", "--plant", "80", PLANTED, "copy")
    found = {one["act"]: one for one in walked(tmp_path, *words) if one["what"] == "left"}
    assert found[PLANTED]["is_too_long"]
    assert len(found[PLANTED]["tries"]) == 5
    assert not found["copy"]["is_too_long"]


def test_the_tables_of_the_watchdog_name_acts_that_there_are() -> None:
    named = {*LAST, *NOT_WALKED, *FIRST, PLANTED}
    assert named - NAMES == set()
    assert all(NOT_WALKED.values())
