"""`annotator history`: the steps of a project, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Output

EXAMPLES = (
    "annotator history study.annotator",
    "annotator history study.annotator --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("file", metavar="FILE", help="the project")


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the steps."""
    from annotator.cli import listing
    from annotator.cli.projects import opened

    with opened(options, read_only=True) as project:
        rows, columns = listing.rows_of(project, "steps")
        if output.as_json:
            output.json_rows(rows)
        else:
            output.table(rows, columns)
    return 0
