"""`annotator redo`: redo the oldest undone step, or all up to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Output

EXAMPLES = (
    "annotator redo study.annotator",
    "annotator redo study.annotator --to 2",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("file", metavar="FILE", help="the project")
    parser.add_argument(
        "--to", metavar="STEP", help="redo all steps up to this one (an id or number)"
    )


def run(options: argparse.Namespace, output: Output) -> int:
    """Do it, and name the steps."""
    from annotator.cli.projects import opened
    from annotator.cli.walking import print_steps

    with opened(options) as project:
        steps = project.redo(options.to)
    print_steps(steps, output, "Redone")
    return 0
