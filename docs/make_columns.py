"""Write into the pages what `model/fields.py` says: `python docs/make_columns.py`.

The columns of docs/project-file.md are made as a whole. In docs/formats.md and
docs/command-line.md a name that its row lacks is put behind the one it follows in the code; the
words around it stay.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from annotator.formats.corpus import columns as tables_columns
from annotator.model.fields import EVERY, Kind

DOCS = Path(__file__).resolve().parent
HOLDS = {
    **{Kind.ID: "its id", Kind.REFERENCE: "id of {refers}", Kind.UID: "id", Kind.TEXT: "text"},
    **{Kind.WORD: "word", Kind.INTEGER: "number", Kind.PER_MILLE: "number (per mille)"},
    **{Kind.FLAG: "0 or 1", Kind.DATE: "date", Kind.TIME: "time"},
    **{Kind.OBJECT: "JSON object", Kind.LIST: "JSON list"},
}
"""What a column holds, in the words of the page."""


def columns() -> list[list[str]]:
    """Give the rows of the table of columns, in the order of the code."""
    return [
        [
            f"`{entity.table}.{one.in_file}`",
            HOLDS[one.kind].format(refers=one.refers) + (" or none" if one.optional else ""),
            one.words,
        ]
        for entity in EVERY
        for one in entity.fields
    ]


def with_missing(cell: str, names: list[str], form: str) -> str:
    """Give a cell with each name that it lacks behind the one before it in `names`."""
    known = set(re.findall(r"[a-z_0-9]+", cell))
    for before, name in pairwise(names):
        if name not in known:
            there = form.format(before)
            cell = re.sub(
                rf"{re.escape(there)}(?![a-z_0-9])", f"{there}, {form.format(name)}", cell, count=1
            )
            known.add(name)
    return cell


def pages() -> dict[str, str]:
    """Give the pages as they must be, by file name."""
    made = {
        name: (DOCS / name).read_text("utf-8")
        for name in ("project-file.md", "formats.md", "command-line.md")
    }
    listed = "\n".join(f"| {' | '.join(row)} |" for row in columns())
    made["project-file.md"] = re.sub(
        r"(?<=\n)\| `scheme\.version` \|.*?\n(?=\n|\Z)",
        lambda _: f"{listed}\n",
        made["project-file.md"],
        flags=re.S,
    )
    for table in tables_columns.OwnColumns().tables().values():
        made["formats.md"] = _in_row(
            made["formats.md"], f"`{table.file_name}`", list(table.names()), "{}"
        )
    for entity in EVERY:
        keys = [one.in_jsonl for one in entity.fields if one.in_jsonl and "." not in one.in_jsonl]
        made["formats.md"] = _in_row(made["formats.md"], f"`{entity.table}`", keys, "`{}`")
        keys = [one.in_list for one in entity.fields if one.in_list]
        made["command-line.md"] = _in_row(
            made["command-line.md"], f"`list {entity.table}s`", keys, "`{}`"
        )
    return made


def _in_row(page: str, first: str, names: list[str], form: str) -> str:
    lines = page.split("\n")
    for n, line in enumerate(lines):
        if line.startswith(f"| {first} |"):
            lines[n] = with_missing(line, names, form)
    return "\n".join(lines)


if __name__ == "__main__":
    for name, page in pages().items():
        (DOCS / name).write_text(page, encoding="utf-8")
