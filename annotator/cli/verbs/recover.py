"""`annotator recover`: save what can be read of a damaged project into a new file."""

import argparse
from pathlib import Path

from annotator.cli.output import Options, Output, counted
from annotator.model.article import Json

EXAMPLES = (
    "annotator recover damaged.annotator --to saved.annotator",
    "annotator recover damaged.annotator --to saved-again.annotator --json",
)
FILE = "the damaged project; it is only read"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where the new file goes."""
    parser.add_argument("--to", type=Path, required=True, metavar="NEW", help="the new project")


def run(options: Options, output: Output) -> int:
    """Write the new file, and say what is in it and what is not."""
    from annotator.project import Project

    found = Project.recover(options.file, options.to, progress=output.progress)
    numbers = {"article": found.n_articles, "span": found.n_spans, "step": found.n_steps}
    kept: dict[str, Json] = {f"{what}s": n for what, n in numbers.items()}
    lost: list[Json] = [*found.lost]
    said = f"{options.to}: {', '.join(counted(n, what) for what, n in numbers.items())}."
    output.answer({"path": str(options.to), **kept, "lost": lost}, *found.lost, said)
    return 0
