"""`annotator suggesters`: what can propose, in which languages, and what is missing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.cli.output import Options, Output
    from annotator.model.article import Json

FILE = ""
EXAMPLES = ("annotator suggesters", "annotator suggesters --json")


def run(options: Options, output: Output) -> int:
    """Print the list."""
    from annotator.suggest.engine import SUGGESTERS

    rows: list[dict[str, Json]] = [
        {
            "name": one.name,
            "version": one.version,
            "languages": list(one.languages),
            "missing": one.missing("en") or None,
        }
        for one in SUGGESTERS
    ]
    if output.as_json:
        output.json([*rows])
    else:
        output.table(rows, ("name", "version", "languages", "missing"))
    return 0
