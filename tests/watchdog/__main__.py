"""The watchdog: does any act of the table hold the window longer than a person notices?

`python -m tests.watchdog W2|W3 [--articles N] [--json OUT] [ACT …]` makes the workload, opens a
window on it, and does every act that the table of acts has, where it applies: what it opens is
looked through, left by Esc, opened again and answered by Enter. An act that is new is walked
without being named here. It prints the longest turn of the window's loop in each, those that held
it longest first, and ends with 1 when one of them took more than 50 ms of the processor in each of
five tries.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.window import MainWindow
    from tests.watchdog.walk import Held

PLANTED = "say-saved"


def main(words: list[str]) -> int:
    """Walk one workload."""
    parser = argparse.ArgumentParser(prog="python -m tests.watchdog")
    parser.add_argument("workload", choices=("W2", "W3"))
    parser.add_argument("acts", nargs="*")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--way", choices=("left", "answered"), help="one of two; else both")
    parser.add_argument("--suggest", action="store_true", help="let suggesters work, in W2 too")
    parser.add_argument("--slack", type=float, default=1.0, help="so many times 50 ms are allowed")
    parser.add_argument("--plant", type=float, default=0.0, help="an act that takes so many ms")
    given = parser.parse_intermixed_args(words)
    with tempfile.TemporaryDirectory(prefix="annotator-watchdog-") as folder:
        os.environ["ANNOTATOR_HOME"] = str(Path(folder) / "home")
        os.chdir(folder)
        held = _walk(given, Path(folder))
    held.sort(key=lambda one: -one["least"])
    if given.json:
        given.json.write_text(json.dumps(held), encoding="utf-8")
    for one in held[:40]:
        tries = " ".join(f"{each:.0f}" for each in one["tries"])
        sys.stdout.write(f"{one['least']:6.1f} ms  {one['act']} ({one['what']}): {tries}\n")
    return 1 if any(one["is_too_long"] for one in held) else 0


def _walk(given: argparse.Namespace, folder: Path) -> list[dict]:
    from annotator.settings import Settings
    from annotator.ui.app import make_program
    from annotator.ui.start.ahead import load_ahead
    from annotator.ui.start.collector import Collector
    from annotator.ui.window import MainWindow
    from tests.watchdog.made import make
    from tests.watchdog.walk import Walk

    suggests = given.suggest or given.workload == "W3"
    made = make(given.workload, folder, given.articles, suggests=suggests)
    settings = Settings(coder_id=made.coder.id, coder_name=made.coder.name)
    program = make_program(settings)
    window = MainWindow(settings)
    window.resize(1500, 900)
    window.show()
    window.activateWindow()
    ways = (given.way,) if given.way else ("left", "answered")
    walk = Walk(program, window, made, ways, given.slack)
    walk.states.open_project()
    loading = load_ahead(window)  # as the program does (ui.app)
    walk.turns.wait_for(lambda: not loading.isActive())
    walk.turns.rest()
    sys.stderr.write(f"loading ahead: {walk.turns.take():.0f} ms\n")
    found: list[Held] = []
    if given.plant:
        plant(window, given.plant)
    gc.collect()
    Collector(window)  # as the program has it: Python's own would count as the window's
    began = time.monotonic()
    for held in walk.every(frozenset(given.acts)):
        seconds = time.monotonic() - began
        sys.stderr.write(f"{seconds:.1f} {held.act} {held.what} {held.tries} {held.why_not}\n")
        found.append(held)
    return [asdict(one) | {"least": one.least, "is_too_long": one.is_too_long} for one in found]


def plant(window: MainWindow, ms: float) -> None:
    """Let an act hold the window for so long, to see that it is found."""
    acts, name = window.acts, PLANTED
    was = acts.functions[name]

    def hold() -> None:
        until = time.thread_time() + ms / 1000
        while time.thread_time() < until:
            pass
        was()

    acts.register({name: hold})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
