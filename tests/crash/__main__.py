"""`python -m tests.crash N` tries everything N times as hard as `.ci/run` does, and tells it.

The figures go into the table of docs/torture.md, with the command, the day and how long it took.
What follows N goes to pytest, and then nothing is written. Ends as pytest does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.crash.share import CHECKOUT

PAGE = CHECKOUT / "docs" / "torture.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end -->\n"
PLACES = ("tests/crash", "tests/ui/keeping")


def main(words: list[str]) -> int:
    """Try, and write the table if all held."""
    times, *more = words or ["1"]
    places = [one for one in PLACES if (CHECKOUT / one).exists()]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "tried"
        own = {"TORTURE": times, "TRIED": str(told), "QT_QPA_PLATFORM": "offscreen"}
        code = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "2", *places, *more],
            cwd=CHECKOUT,
            env={**os.environ, **own},
            check=False,
        ).returncode
        if code == 0 and not more:
            minutes = round((time.monotonic() - begun) / 60)
            head = (
                f"`python -m tests.crash {times}` on {datetime.now(UTC):%Y-%m-%d}, "
                f"{minutes} minutes on {os.cpu_count()} cores:"
            )
            page = PAGE.read_text(encoding="utf-8")
            figures = told.read_text(encoding="utf-8")
            PAGE.write_text(with_figures(page, head, figures), encoding="utf-8")
    return code


def with_figures(page: str, head: str, told: str) -> str:
    """Give the page with these lines as its table, below a line that says where they come from."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    rows = [line.partition(": ") for line in told.splitlines()]
    table = [head, "", "| what was tried | how often, and what came of it |", "| --- | --- |"]
    table += [f"| {what} | {figures} |" for what, _, figures in rows]
    return f"{before}{BEGIN}\n" + "\n".join(table) + f"\n\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
