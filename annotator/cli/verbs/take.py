"""`annotator take`: take what one layer has into another, or settle into the agreed one."""

import argparse

from annotator.cli.output import Options, Output, counted
from annotator.model.article import Json

EXAMPLES = (
    "annotator take study.annotator A agreed --kind attribute",
    "annotator take study.annotator A agreed --rest",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("from_", metavar="FROM", help="the layer to take from")
    parser.add_argument(
        "into", metavar="TO", help="the layer to take into; agreed = the agreed one"
    )
    parser.add_argument(
        "--of",
        metavar=("LEFT", "RIGHT"),
        nargs=2,
        help="the two layers compared, where there are more than two coders",
    )
    parser.add_argument("--kind", metavar="K", action="append", help="only differences of a kind")
    parser.add_argument("--type", metavar="T", action="append", help="only spans of a type")
    parser.add_argument("--sample", metavar="NAME", help="only in the articles of a sample")
    parser.add_argument("--article", metavar="A", action="append", help="only in an article")
    parser.add_argument(
        "--rest", action="store_true", help="the done articles that nobody coded twice"
    )
    parser.add_argument(
        "--without-names", action="store_true", help="hide who coded what while settling"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken")


def run(options: Options, output: Output) -> int:
    """Take, and say how much."""
    from annotator.cli.projects import opened

    with opened(options) as project:
        done = project.take(
            options.from_,
            into=options.into,
            of=None if options.of is None else (options.of[0], options.of[1]),
            kinds=options.kind,
            types=options.type,
            sample=options.sample,
            articles=options.article,
            rest=options.rest,
            without_names=options.without_names,
            dry_run=options.dry_run,
        )
    answer: Json = {
        "step": done.step.id or None,
        "identical": done.n_identical,
        "taken": done.n,
        "articles": done.n_articles,
        "ids": [*done.ids],
    }
    what = "span" if options.rest else "difference"
    lines = [f"{counted(done.n, what)} in {counted(done.n_articles, 'article')}."]
    if done.n_identical:
        lines.insert(0, f"{counted(done.n_identical, 'identical span')} taken.")
    output.answer(answer, *lines)
    return 0
