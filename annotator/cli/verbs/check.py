"""`annotator check`: check a project file through and through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Output

EXAMPLES = (
    "annotator check study.annotator",
    "annotator check study.annotator --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("file", metavar="FILE", help="the project")


def run(options: argparse.Namespace, output: Output) -> int:
    """Check the file; 1 when it is damaged inside."""
    from annotator.cli.output import counted
    from annotator.project.health import check

    health = check(Path(options.file))
    if output.as_json:
        output.json(
            {
                "ok": health.ok,
                "problems": [*health.problems],
                "articles": health.n_articles,
                "spans": health.n_spans,
                "steps": health.n_steps,
            }
        )
    else:
        for problem in health.problems:
            output.line(problem)
        word = "sound" if health.ok else "damaged"
        counts = (health.n_articles, "article"), (health.n_spans, "span"), (health.n_steps, "step")
        output.line(f"{', '.join(counted(*one) for one in counts)}: {word}.")
    return 0 if health.ok else 1
