"""`annotator agreement`: in figures how far layers agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.answers import say_undecided
from annotator.cli.verbs.compare import add_scope

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from annotator.cli.output import Options, Output
    from annotator.compare.agreement import Agreement
    from annotator.compare.figures import Figure
    from annotator.model.article import Json
    from annotator.project import Project

EXAMPLES = (
    "annotator agreement study.annotator A B",
    "annotator agreement study.annotator A B --edges loose --min-iou 0.5 --slices 4 --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    add_scope(parser)
    parser.add_argument("--reference", metavar="LAYER", help="this layer is held to be right")
    parser.add_argument(
        "--edges", choices=("strict", "loose"), default="strict", help="loose: but for marks"
    )
    parser.add_argument(
        "--min-iou", metavar="X", type=float, default=0.0, help="the least overlap of a pair"
    )
    parser.add_argument("--slices", metavar="K", type=int, help="also in K parts over time")
    parser.add_argument(
        "--by", choices=("type", "attribute", "article", "outlet"), help="also the figures of each"
    )
    parser.add_argument(
        "--resamples", metavar="N", type=int, default=2000, help="draws for the intervals"
    )
    parser.add_argument(
        "--report", metavar="OUT", type=Path, help="write a report: .html, .pdf or .csv"
    )


def run(options: Options, output: Output) -> int:
    """Print the figures."""
    from annotator.cli.projects import opened
    from annotator.compare.report.as_json import agreement_as_json

    with opened(options, read_only=True) as project:
        found = project.agreement(
            *options.layers,
            reference=options.reference,
            sample=options.sample,
            articles=options.article,
            all_articles=options.all_articles,
            edges=options.edges,
            min_iou=options.min_iou,
            slices=options.slices,
            by=options.by,
            resamples=options.resamples,
            progress=output.progress,
        )
        if options.report is not None:
            _report(project, found, options)
    if output.as_json:
        output.json(agreement_as_json(found))
    else:
        _print(found, output)
    return 0


def _report(project: Project, found: Agreement, options: Options) -> None:
    from annotator.cli.paper import write_page_as_pdf
    from annotator.project.agreement.reporting import write_report

    report = project.report(found, options.sample)
    write_report(report, options.report, write_page_as_pdf)


def _print(agreement: Agreement, output: Output) -> None:
    from annotator.cli.output import counted
    from annotator.compare.figures import why_no_interval

    for pair in agreement.pairs:
        comparison = pair.comparison
        output.line(
            f"{comparison.left.name} and {comparison.right.name}:"
            f" {counted(len(comparison.articles), 'article')}, {len(comparison.left_out)} left out"
        )
        say_undecided(comparison.n_undecided_actors, output)
        _table(pair.figures, output)
        if why := why_no_interval(len(comparison.articles)):
            output.line(why)
        for part in (*pair.slices, *pair.parts):
            output.line()
            n = len(part.article_ids)
            output.line(part.name or f"{n} articles, {part.begins} to {part.ends} {part.why}")
            _table(part.figures, output)
    if agreement.overall:
        output.line()
        output.line("All together:")
        _table(agreement.overall, output)


def _table(figures: Iterable[Figure], output: Output) -> None:
    rows = [_row(one) for one in figures]
    if rows:
        output.table(rows, [*rows[0]])


def _row(one: Figure) -> dict[str, Json]:
    low, high = one.interval if one.interval is not None else (None, None)
    return {
        "figure": str(one.measure),
        "of": one.of,
        "value": "–" if one.value is None else f"{one.value:.3f}",
        "95 %": f"{low:.3f} – {high:.3f}" if low is not None else "",
        "n": f"{one.n:g}",
        "why": one.why or one.how,
    }
