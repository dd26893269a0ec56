"""`annotator carry`: carry the marks of an article over to copies of it."""

import argparse

from annotator.cli.answers import told
from annotator.cli.output import Options, Output, counted

EXAMPLES = (
    "annotator carry study.annotator 1 --to 2 --dry-run",
    "annotator carry study.annotator 1 --to 2 --json",
)
_WHY = {
    "changed": "other words stand there",
    "twice": "its paragraph stands there twice",
    "gone": "its paragraph is not there",
    "otherwise": "it is marked otherwise there",
    "covered": "the place is hidden until the article is done",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("article", metavar="ARTICLE", help="the article whose marks are carried")
    parser.add_argument(
        "--to",
        metavar="ARTICLE",
        action="append",
        help="a copy of it; without it all near copies that are grouped with it",
    )
    parser.add_argument("--layer", metavar="NAME", help="whose marks; without it the coder's own")
    parser.add_argument("--dry-run", action="store_true", help="say what would come over")


def run(options: Options, output: Output) -> int:
    """Carry the marks over, and say what did not come."""
    from annotator.cli.projects import opened
    from annotator.text.words import shortened

    with opened(options) as project:
        done = project.carry(options.article, options.to, options.layer, dry_run=options.dry_run)
        titles = {one.article_id: project.article(one.article_id).title for one in done.copies}
        here = {project.layer(options.layer).id} if options.layer else None
        original = project.page(project.article_id(options.article), here)
    words = {one.id: shortened(one.text()) for one in original.spans()}
    lines: list[str] = []
    for copy in done.copies:
        n = len(copy.open)
        lines.append(
            f"{titles[copy.article_id]}: {counted(copy.carried, 'mark')} carried, {n} open"
        )
        lines += [f"  “{words[one.span_id]}”: {_WHY[one.why]}" for one in copy.open]
    output.answer({"step": done.step.id or None, **told(done)}, *lines)
    return 0
