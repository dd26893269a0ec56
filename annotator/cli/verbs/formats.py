"""`annotator formats`: what can be read and written, and what is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.output import Options, Output
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.base import Format
    from annotator.model.article import Json

FILE = ""
EXAMPLES = ("annotator formats", "annotator formats --json")


def run(options: Options, output: Output) -> int:
    """Print the list."""
    from annotator.formats import FORMATS

    rows: list[dict[str, Json]] = [
        {
            "name": one.name,
            "title": one.title,
            "summary": one.summary,
            "read": one.can_read,
            "write": one.can_write,
            "endings": list(one.endings),
            "target": target_of(one),
            "purpose": str(one.purpose) if one.can_write else None,
            "exports": [
                {"title": line.title, "summary": line.summary, "options": {**line.chosen}}
                for line in (one.offered() if one.can_write else ())
            ],
            "losses": list(one.always_lost),
            "missing": list(one.missing()),
        }
        for one in FORMATS
    ]
    if output.as_json:
        output.json([*rows])
    else:
        output.table(rows, ("name", "title", "read", "write", "endings", "target"))
        for one in FORMATS:
            if one.always_lost:
                output.line(tr("{name}: never in it: {what}", name=one.name, what=_listed(one)))
        for one in FORMATS:
            for sentence in one.missing():
                output.warn(f"{one.name}: {sentence}")
    return 0


def target_of(one: Format) -> str:
    """Say whether a file or a folder is written; some write either, as the name says."""
    ways = {one.is_folder(Path(name)) for name in ("a", *(f"a{end}" for end in one.endings))}
    return "file or folder" if one.can_write and len(ways) > 1 else one.target


def _listed(one: Format) -> str:
    return ", ".join(map(tr, one.always_lost))
