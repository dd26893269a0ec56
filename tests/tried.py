"""How hard the program was tried: figures that tests leave, told at the end of a run as a table.

`TRIED=FILE` writes the table into a file as well (`python -m tests.crash`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_TRIED = "tried"
_MOST = "at_most_"


class Tried:
    """Where one test counts what it tried."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        """Count into the properties of a test, which its process hands on."""
        self._properties = properties

    def count(self, what: str, **figures: int) -> None:
        """Add figures to one row, by their names: `tried.count("kills", kills=3, lost=0)`.

        Of a figure whose name begins with `at_most_` the largest is told, not the sum.
        """
        self._properties.append((_TRIED, [what, figures]))


def told_in(properties: Iterable[tuple[str, object]]) -> list[str]:
    """Give a line for each row, with the sums of all tests."""
    rows: dict[str, Counter[str]] = {}
    for name, value in properties:
        if name == _TRIED and isinstance(value, list | tuple):
            what, figures = value
            known = rows.setdefault(what, Counter())
            for key, n in figures.items():
                known[key] = max(known[key], n) if key.startswith(_MOST) else known[key] + n
    return [
        f"{what}: " + ", ".join(_words(name, n) for name, n in figures.items())
        for what, figures in sorted(rows.items())
    ]


def _words(name: str, n: int) -> str:
    most = "at most " if name.startswith(_MOST) else ""
    return f"{most}{n:,} {name.removeprefix(_MOST).replace('_', ' ')}"


def written_down(rows: list[str]) -> None:
    """Write the lines into the file named by `TRIED`, if one is."""
    to = os.environ.get("TRIED")
    if to:
        Path(to).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
