"""`annotator merge`: colleagues' files come in as further layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json
    from annotator.project.colleagues.merge_values import MergeCounts
    from annotator.project.colleagues.merging import MergeReport

_N_SHOWN = 10
EXAMPLES = (
    "annotator merge study.annotator colleague.annotator --dry-run",
    "annotator merge study.annotator colleague.annotator theirs.jsonl",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("others", metavar="OTHER", nargs="+", help="projects, kits or JSONL files")
    parser.add_argument("--dry-run", action="store_true", help="only say what they would bring")


def run(options: Options, output: Output) -> int:
    """Bring the files in as one step."""
    from annotator.cli.projects import opened

    with opened(options) as project:
        report = project.merge(
            [Path(one) for one in options.others],
            dry_run=options.dry_run,
            progress=output.progress,
        )
    if output.as_json:
        output.json(as_json(report))
    else:
        say(report, output, dry_run=options.dry_run)
    return 1 if report.refused else 0


def as_json(report: MergeReport) -> dict[str, Json]:
    """Give the report with the keys that others rely on."""
    every = [one.counts for one in report.files]
    layers = [layer for one in every for layer in one.layers]
    outcomes = [str(one.outcome) for one in layers]
    return {
        "articles": {
            "new": sum(len(one.new) for one in every),
            "same": sum(one.n_same for one in every),
            "near": sum(len(one.near) for one in every),
            "missing": sum(one.n_missing for one in every),
        },
        "layers": {
            "new": outcomes.count("new") + outcomes.count("apart"),
            "updated": outcomes.count("updated"),
            "unchanged": outcomes.count("unchanged") + outcomes.count("older"),
        },
        "spans": {
            "new": sum(one.n_new for one in layers),
            "changed": sum(one.n_changed for one in layers),
            "gone": sum(one.n_gone for one in layers),
        },
        "actors": {
            "matched": sum(one.n_actors_same for one in every),
            "new": sum(one.n_actors_new for one in every),
        },
        "problems": list(report.problems),
        "refused": [{"source": one.source, "reason": one.reason} for one in report.refused],
        "step": report.step.id if report.step else None,
    }


def say(report: MergeReport, output: Output, *, dry_run: bool) -> None:
    """Tell people what came in, what was left out and why."""
    for file in report.files:
        output.line(f"{file.source} (SHA-256 {file.sha256[:12]}…)")
        for line in _lines(file.counts):
            output.line(f"  {line}")
    problems = list(report.problems)
    for line in problems[:_N_SHOWN]:
        output.warn(line)
    if len(problems) > _N_SHOWN:
        output.warn(f"… and {len(problems) - _N_SHOWN} more (--json names all)")
    for one in report.refused:
        output.warn(f"Refused: {one.source}: {one.reason}")
    if not report.brings:
        output.say("Nothing new.")
    elif dry_run:
        output.say("Nothing was written.")
    else:
        output.say("Taken in as one step; “annotator undo” takes it out again.")


def _lines(counts: MergeCounts) -> list[str]:
    """Give what one file brings, in lines."""
    from annotator.cli.output import counted
    from annotator.project.colleagues.merge_values import Outcome, guess_words

    lines = [
        f"articles: {counts.n_same} with the same text, {len(counts.new)} new,"
        f" {len(counts.near)} with another text (left out), {counts.n_missing} they lack"
    ]
    for one in counts.layers:
        marks = f"+{one.n_new} −{one.n_gone} marks, {one.n_changed} changed"
        said = f"layer {one.name}: {one.outcome}"
        if one.outcome is not Outcome.OLDER:
            said += f", {marks}, {counted(one.n_done, 'article')} done"
        lines.append(f"{said}, {one.n_excluded} excluded" if one.n_excluded else said)
        if one.is_guess:
            lines.append(f"layer {one.name}: {guess_words()}")
    for item in counts.scheme:
        to = "keeps its name" if item.to is None else f"becomes {item.to or 'part of our scheme'}"
        lines.append(f"scheme: {item.path} ({counted(item.n, 'mark')}) {to}")
    lines.append(f"actors: {counts.n_actors_same} the same, {counts.n_actors_new} new")
    lines += [
        f"perhaps the same: {one.theirs.name} and {one.ours.name} ({one.why})"
        for one in counts.actors
        if not one.is_same
    ]
    return lines
