"""`annotator redo`: redo the oldest undone step, or all up to one."""

import argparse

from annotator.cli.output import Options, Output
from annotator.cli.verbs.undo import walk

EXAMPLES = ("annotator redo study.annotator", "annotator redo study.annotator --to 2")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    what = "redo all steps up to this one (an id or number)"
    parser.add_argument("--to", metavar="STEP", help=what)


def run(options: Options, output: Output) -> int:
    """Do it, and name the steps."""
    return walk(options, output, back=False)
