"""`annotator list`: articles, layers, types, actors, spans, links and more, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.cli.answers import pair

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Output

EXAMPLES = (
    "annotator list study.annotator articles",
    "annotator list study.annotator spans --where type=claim --json",
)
WHAT = (
    "articles", "layers", "types", "actors", "spans", "links", "statements", "regions", "notes",
    "decisions", "steps",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("file", metavar="FILE", help="the project")
    parser.add_argument("what", metavar="WHAT", choices=WHAT, help=", ".join(WHAT))
    parser.add_argument(
        "--where", metavar="KEY=VALUE", action="append", default=[], help="only rows that fit"
    )
    parser.add_argument("--csv", action="store_true", help="print CSV")


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the rows."""
    from annotator.cli import listing
    from annotator.cli.output import counted
    from annotator.cli.projects import opened

    hint = "Write --where KEY=VALUE, like state=done."
    wanted = [pair(one, "is no condition", hint) for one in options.where]
    with opened(options, read_only=True) as project:
        rows, columns = listing.rows_of(project, options.what)
        rows = listing.chosen(project, rows, wanted)
        if output.as_json:
            output.json_rows(rows)
        elif options.csv:
            output.csv(rows, columns)
        else:
            output.say(counted(output.table(rows, columns), options.what.removesuffix("s")))
    return 0
