"""`annotator list`: articles, layers, types, actors, spans, links and more, as rows."""

import argparse
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from annotator.cli.answers import pair
from annotator.cli.output import Options, Output, counted
from annotator.errors import WrongUse
from annotator.language import tr

SHOWS_ANY_MOMENT = True
EXAMPLES = (
    "annotator list study.annotator articles",
    "annotator list study.annotator spans --where type=claim --json",
)
WHAT = (
    "articles", "layers", "types", "actors", "spans", "links", "statements", "regions", "notes",
    "decisions", "steps", "look-again", "look-alikes", "passages", "rules",
    "searches", "recipes",
)  # fmt: skip


class RowsWanted(NamedTuple):
    """Which of the rows are printed: of a sample, by a key, behind one of an id, so many."""

    sample: str | None = None
    sort: str | None = None
    after: str | None = None
    limit: int | None = None


WHOLE = RowsWanted()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("what", metavar="WHAT", choices=WHAT, help=", ".join(WHAT))
    parser.add_argument(
        "--where", metavar="KEY=VALUE", action="append", default=[], help="only rows that fit"
    )
    parser.add_argument("--sample", metavar="NAME", help="only what is in this sample's articles")
    parser.add_argument("--sort", metavar="KEY", help="by what stands at this key")
    parser.add_argument("--limit", metavar="N", type=int, help="so many rows at most")
    parser.add_argument("--after", metavar="ID", help="only rows behind the one of this id")
    parser.add_argument("--csv", action="store_true", help="print CSV")


def run(options: Options, output: Output) -> int:
    """Print the rows."""
    hint = "Write --where KEY=VALUE, like state=done."
    if options.limit is not None and options.limit < 1:
        raise WrongUse(tr("A limit is a number of rows."), tr("Give 1 or more."))
    wanted = [pair(one, "is no condition", hint) for one in options.where]
    part = RowsWanted(options.sample, options.sort, options.after, options.limit)
    n_rows = printed(options, options.what, output, wanted, part, as_csv=options.csv)
    if n_rows is not None:
        output.say(counted(n_rows, options.what.removesuffix("s")))
    return 0


def printed(
    options: Options,
    what: str,
    output: Output,
    wanted: Sequence[tuple[str, str]] = (),
    part: RowsWanted = WHOLE,
    *,
    as_csv: bool = False,
) -> int | None:
    """Print the rows of one kind that fit; give how many where it is a table for people."""
    from annotator.cli import listing
    from annotator.cli.projects import opened

    with opened(options, read_only=True) as project:
        rows, columns = listing.rows_of(project, what, options.coder)
        if part.sample is not None:
            rows = listing.of_articles(rows, what, project.sample_articles(part.sample))
        rows = listing.chosen(project, rows, wanted)
        if part.sort is not None:
            rows = listing.in_order(rows, part.sort)
        if part.after is not None:
            rows = listing.behind(rows, part.after)
        rows = islice(rows, part.limit)
        if output.as_json:
            output.json_rows(rows)
        elif as_csv:
            output.csv(rows, columns)
        else:
            return output.table(rows, columns)
    return None
