"""A table of articles made of a folder of texts: a row each, as a spreadsheet would save it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from benchmarks.place import made_once

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.place import Place

HEAD = ("id", "title", "date", "outlet", "url", "text")


def table_of(place: Place) -> Path:
    """Write the table of a place's texts beside them, once, and give it."""

    def make(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            for n, one in enumerate(sorted(place.texts.glob("*.txt"))):
                text = one.read_text(encoding="utf-8")
                day, address = f"2026-03-{n % 28 + 1:02}", f"https://newswire.example/{n}"
                title = text.partition("\n")[0]
                writer.writerow((f"{n:05}", title, day, "Newswire", address, text))

    return made_once(place.texts.parent / "articles.csv", make)
