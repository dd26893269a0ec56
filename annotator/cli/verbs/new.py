"""`annotator new`: make a project."""

import argparse
from pathlib import Path

from annotator.cli.output import Options, Output

FILE = "the project file to be made"
EXAMPLES = (
    "annotator new study.annotator --coder A",
    'annotator new border.annotator --title "The border 2025" --scheme default',
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("--title", default="", metavar="T", help="the project's title")
    parser.add_argument(
        "--scheme", default="default", metavar="NAME|PATH", help="a shipped scheme, or a TOML file"
    )


def run(options: Options, output: Output) -> int:
    """Make the project."""
    from annotator.cli.projects import coder_named
    from annotator.cli.schemes import scheme_to_start
    from annotator.project import Project

    scheme = scheme_to_start(options.scheme, output.say)
    coder = coder_named(options.coder, quiet=options.quiet)
    with Project.create(
        Path(options.file), coder=coder, title=options.title, scheme=scheme
    ) as project:
        made = {"file": str(project.path), "id": project.id, "title": project.title}
        output.answer({**made, "coder": coder.id})
        if not output.as_json:
            output.say(f"Made {project.path}.")
    return 0
