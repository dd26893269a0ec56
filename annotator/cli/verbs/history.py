"""`annotator history`: the steps of a project, the newest first; names for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output

EXAMPLES = (
    "annotator history study.annotator",
    "annotator history study.annotator --name 2 'as submitted in May'",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--name", nargs=2, metavar=("STEP", "NAME"), help="name a step, so that --at finds it"
    )
    group.add_argument("--no-name", metavar="STEP", help="take the name of a step away")


def run(options: Options, output: Output) -> int:
    """Print the steps, or name one."""
    if options.name is not None or options.no_name is not None:
        return _name(options, output)
    from annotator.cli.verbs.list import printed

    printed(options, "steps", output)
    return 0


def _name(options: Options, output: Output) -> int:
    from annotator.cli.answers import answer_of
    from annotator.cli.projects import opened

    step, label = (options.no_name, None) if options.name is None else options.name
    with opened(options) as project:
        done = project.name_step(step, label)
        name = next(one.label for one in project.steps() if one.step.id == done.step.id)
    number = done.step.number
    said = f"Step {number} has no name." if name is None else f"Step {number} is “{name}”."
    output.answer({**answer_of(done), "label": name}, said)
    return 0
