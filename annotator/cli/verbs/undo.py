"""`annotator undo`: undo the latest step, or all after one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output

EXAMPLES = (
    "annotator undo study.annotator",
    "annotator undo study.annotator --to 2",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    from annotator.cli import walking

    walking.add_arguments(parser, "undo all steps after this one (an id or number)")


def run(options: Options, output: Output) -> int:
    """Do it, and name the steps."""
    from annotator.cli import walking

    return walking.walk(options, output, back=True)
