"""`annotator link`: link two spans."""

import argparse

from annotator.cli.answers import pairs, print_done
from annotator.cli.output import Options, Output

EXAMPLES = (
    "annotator link study.annotator CLAIM said-by SPEAKER",
    "annotator link study.annotator CLAIM about ENTITY --set stance=favourable",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("source", metavar="SPAN", help="the id of the span it goes from")
    parser.add_argument("link", metavar="LINK", help="said-by, cued-by, about, addressed-to, …")
    parser.add_argument("target", metavar="SPAN", help="the id of the span it goes to")
    parser.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="the value of an attribute"
    )
    parser.add_argument("--layer", metavar="NAME", help="the layer both spans must be on")


def run(options: Options, output: Output) -> int:
    """Link the spans and print the link's id."""
    from annotator.cli.projects import opened
    from annotator.errors import WrongUse

    attributes = pairs(options.set)
    with opened(options) as project:
        if options.layer is not None:
            span = project.page_of(options.source).span(options.source)
            if span is None or span.layer_id != project.layer(options.layer).id:
                raise WrongUse(
                    f"The span {options.source} is not on the layer “{options.layer}”.",
                    "Leave --layer out, or name the layer of both spans.",
                )
        done = project.link(options.source, options.link, options.target, attributes)
    print_done(done, output)
    return 0
