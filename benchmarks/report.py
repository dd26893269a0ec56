"""The verdicts as lines to read and as a file for other programs."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.verdicts import Verdict


def heading(*, raised: float) -> str:
    """Give the line above the table."""
    bounds = "" if raised == 1.0 else f"; small workloads, bounds × {raised:g}"
    return f"{machine()}; load {load_words()}{bounds}\n\n{_HEAD}"


_HEAD = f"{'goal':<52}{'limit':>11}{'ours':>11}{'ratio':>7}{'minima':>8}{'bound':>7}  verdict"


def line(verdict: Verdict) -> str:
    """Give one goal as a line: medians, both ratios, the bound, the verdict, the machine's load."""
    goal = verdict.goal
    words = f"{goal.number:>2}  {goal.name}"
    ratios = f"{verdict.ratio_of_medians:>7.2f}{verdict.ratio_of_minima:>8.2f}{verdict.bound:>7.2f}"
    said = "held" if verdict.is_held else "BROKEN"
    if verdict.bound_p95 is not None:
        said += f" (p95 {verdict.ratio_p95:.2f}, bound {verdict.bound_p95:.2f})"
    if verdict.n_runs > 1:
        said += f" in run {verdict.n_runs}"
    figures = f"{_shown(verdict, verdict.limit):>11}{_shown(verdict, verdict.ours):>11}"
    return f"{words:<52}{figures}{ratios}  {said}; load {load_words()}"


def _shown(verdict: Verdict, figure: float) -> str:
    unit = verdict.goal.unit
    return f"{_figure(verdict, figure):.2f} {unit}" if unit == "ms" else f"{figure:.0f} {unit}"


def _figure(verdict: Verdict, figure: float) -> float:
    return figure * 1000 if verdict.goal.unit == "ms" else figure


def machine() -> str:
    """Give what this machine is, in one line."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def load_words() -> str:
    """Give the load of the last minute; "unknown" where the system does not say."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def write_json(verdicts: Sequence[Verdict], path: Path) -> None:
    """Write all verdicts as one JSON document."""
    document = {
        "machine": machine(),
        "load": load_words(),
        "goals": [_record(verdict) for verdict in verdicts],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _record(verdict: Verdict) -> dict[str, str | int | float]:
    goal = verdict.goal
    why = f"{goal.bound_words}; {goal.why}"
    if verdict.bound_p95 is not None:
        why += f"; p95 {verdict.ratio_p95:.2f} of {verdict.bound_p95:.2f}"
    return {
        "goal": goal.number,
        "name": goal.name,
        "limit": round(_figure(verdict, verdict.limit), 3),
        "ours": round(_figure(verdict, verdict.ours), 3),
        "unit": goal.unit,
        "ratio": round(verdict.ratio, 3),
        "bound": round(verdict.bound, 3),
        "verdict": "held" if verdict.is_held else "broken",
        "why": why,
    }
