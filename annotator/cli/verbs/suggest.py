"""`annotator suggest`: let the suggesters read articles; nobody's layer is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.project.suggesting.running import SuggestReport

EXAMPLES = (
    "annotator suggest study.annotator",
    "annotator suggest study.annotator --article 1 --with reported --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    from annotator.suggest.base import FURTHER

    parser.add_argument(
        "--suggester", metavar="NAME", action="append", help="only this suggester (repeatable)"
    )
    parser.add_argument(
        "--article", metavar="A", action="append", help="only this article (repeatable)"
    )
    parser.add_argument(
        "--with",
        dest="with_",
        choices=FURTHER,
        action="append",
        default=[],
        help="propose these too (repeatable)",
    )
    parser.add_argument("--no-model", action="store_true", help="by the rules alone")
    parser.add_argument(
        "--model", metavar="NAME|FOLDER", help="this model of spaCy, installed or in a folder"
    )


def run(options: Options, output: Output) -> int:
    """Fill the suggesters' layers, and say what they hold."""
    from annotator.cli.projects import opened

    with opened(options) as project:
        report = project.suggest(
            options.suggester,
            options.article,
            options.with_,
            False if options.no_model else options.model or True,
            progress=output.progress,
        )
    for note in report.notes:
        output.warn(note)
    if output.as_json:
        output.json(
            {
                "articles": report.n_articles,
                "seconds": round(report.seconds, 3),
                "skipped": [{"article": one.article_id, "why": one.why} for one in report.skipped],
                "notes": list(report.notes),
                "layers": [
                    {
                        "name": one.name,
                        "version": one.version,
                        "model": one.model,
                        "spans": one.n_spans,
                        "links": one.n_links,
                    }
                    for one in report.layers
                ],
            }
        )
    else:
        _print(report, output)
    return 0


def _print(report: SuggestReport, output: Output) -> None:
    from annotator.cli.output import counted

    output.line(f"{counted(report.n_articles, 'article')} read in {report.seconds:.1f} s")
    for one in report.skipped:
        output.warn(f"Skipped {one.article_id}: {one.why}")
    for layer in report.layers:
        spans, links = counted(layer.n_spans, "span"), counted(layer.n_links, "link")
        output.line(f"{layer.name}: {spans}, {links}")
