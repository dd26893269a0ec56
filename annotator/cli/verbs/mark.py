"""`annotator mark`: mark one span; several places are its parts."""

import argparse

from annotator.cli.answers import pairs, place, print_done
from annotator.cli.output import Options, Output

EXAMPLES = (
    "annotator mark study.annotator 1 entity --at 0:12 --set kind=place",
    "annotator mark study.annotator 1 claim --at 20:41 --at 50:60 --set directness=direct",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("article", metavar="ARTICLE", help="an id, a number of the list, a title")
    parser.add_argument("type", metavar="TYPE", help="a type of the scheme")
    parser.add_argument(
        "--at", metavar="START:END", action="append", required=True,
        help="code points, half-open; several are the parts of one span",
    )  # fmt: skip
    parser.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="the value of an attribute"
    )
    parser.add_argument("--actor", metavar="NAME", help="an id, name or alias; else a new actor")
    parser.add_argument("--layer", metavar="NAME", help="the layer; else the coder's own")


def run(options: Options, output: Output) -> int:
    """Mark the span and print its id."""
    from annotator.cli.projects import opened

    at, attributes = [place(one) for one in options.at], pairs(options.set)
    with opened(options) as project:
        done = project.mark(
            options.article, options.type, at, attributes, actor=options.actor, layer=options.layer
        )
        layer = project.layer(options.layer or project.context.layer)
    print_done(done, output)
    if not output.as_json:
        output.say(f"Marked as {options.type}, on the layer of {layer.name}.")
    return 0
