"""`annotator history`: the steps of a project, the newest first; names for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json

EXAMPLES = (
    "annotator history study.annotator",
    "annotator history study.annotator --name 2 'as submitted in May'",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument(
        "--name", nargs=2, metavar=("STEP", "NAME"), help="name a step, so that --at finds it"
    )
    parser.add_argument("--no-name", metavar="STEP", help="take the name of a step away")
    parser.add_argument(
        "--forget-before", metavar="MOMENT", help="say what would go with the steps before one"
    )
    parser.add_argument("--yes", action="store_true", help="forget them, for ever")


def run(options: Options, output: Output) -> int:
    """Print the steps, or name one."""
    if sum(bool(one) for one in (options.name, options.no_name, options.forget_before)) > 1:
        raise WrongUse(
            "A step is named, or steps are forgotten: one at a time.", "Give one of them."
        )
    if options.name is not None or options.no_name is not None:
        return _name(options, output)
    if options.forget_before is not None:
        return _forget(options, output)
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


def _forget(options: Options, output: Output) -> int:
    from annotator.cli.projects import opened
    from annotator.project.keeping.forgetting import forgotten_words

    with opened(options, read_only=not options.yes) as project:
        found = project.forget_before(
            options.forget_before, dry_run=not options.yes, progress=output.progress
        )
    before, after = found.bytes
    answer: dict[str, Json] = {
        "step": found.step.id,
        "number": found.step.number,
        "steps": found.n_steps,
        "names": [*found.names],
        "forgotten": options.yes,
        "anew": found.is_anew,
        "bytes": [before, after],
    }
    said = forgotten_words(found, is_done=options.yes)
    hint = [] if options.yes else ["With --yes it is done. This cannot be taken back."]
    output.answer(answer, *said, *hint)
    return 0
