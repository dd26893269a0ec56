"""`annotator undo`: undo the latest step, or all after one; and what redo has in common with it."""

import argparse
from collections.abc import Sequence

from annotator.cli.output import Options, Output
from annotator.model.article import Json
from annotator.model.changes import Step
from annotator.project.step_names import step_name

EXAMPLES = ("annotator undo study.annotator", "annotator undo study.annotator --to 2")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    what = "undo all steps after this one (an id or number)"
    parser.add_argument("--to", metavar="STEP", help=what)


def run(options: Options, output: Output) -> int:
    """Do it, and name the steps."""
    return walk(options, output, back=True)


def walk(options: Options, output: Output, *, back: bool) -> int:
    """Undo (`back`) or redo as far as was asked, and name the steps."""
    from annotator.cli.projects import opened

    with opened(options) as project:
        steps = project.undo(options.to) if back else project.redo(options.to)
    word = "Undone" if back else "Redone"
    output.answer({"steps": step_rows(steps)}, *(f"{word}: {step_name(one)}" for one in steps))
    if not steps and not output.as_json:
        output.say("Nothing had to be done.")
    return 0


def step_rows(steps: Sequence[Step]) -> list[Json]:
    """Give the steps with the keys that others rely on."""
    return [
        {"id": one.id, "number": one.number, "name": step_name(one), "changes": len(one.changes)}
        for one in steps
    ]
