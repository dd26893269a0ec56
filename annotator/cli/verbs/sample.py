"""`annotator sample`: draw articles that anyone can draw again, or more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json
    from annotator.project.acts.samples import Sampled

EXAMPLES = (
    "annotator sample study.annotator --share 0.5 --by outlet --seed 7 --name pilot",
    "annotator sample study.annotator --n 1 --seed 8 --name reliability",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("--name", metavar="NAME", required=True, help="what it is called")
    parser.add_argument("--n", metavar="N", type=int, help="so many articles")
    parser.add_argument("--share", metavar="F", help="a share of them, like 0.1")
    weeks = "all articles of N days of each weekday; with --n so many of these"
    parser.add_argument("--weeks", metavar="N", type=int, help=weeks)
    by = "outlet or month; both may be given"
    parser.add_argument("--by", choices=("outlet", "month"), action="append", default=[], help=by)
    parser.add_argument("--from", dest="since", metavar="D", default="", help="the first day")
    parser.add_argument("--to", dest="until", metavar="D", default="", help="the last day")
    seed = "the number it is drawn by; otherwise 1, for the next sample 2"
    parser.add_argument("--seed", metavar="N", type=int, help=seed)
    parser.add_argument("--more", metavar="N", type=int, help="draw N more of the sample NAME")


def run(options: Options, output: Output) -> int:
    """Draw, and say what was drawn."""
    from annotator.cli.projects import opened

    if options.weeks is not None and options.weeks < 1:
        raise WrongUse("Constructed weeks are one or more.", "Give --weeks 1, or leave it out.")
    rule = {
        "n": options.n,
        "share": options.share,
        "weeks": options.weeks,
        "by": options.by,
        "since": options.since,
        "until": options.until,
        "seed": options.seed,
    }
    asked = {name: value for name, value in rule.items() if value not in (None, "", [])}
    if options.more is not None and asked:
        raise WrongUse(
            "More of a sample is drawn by the sample's own rule.", "Give --more and --name alone."
        )
    with opened(options) as project:
        if options.more is not None:
            done = project.draw_more(options.name, options.more)
        else:
            done = project.draw_sample(options.name, **asked)
    output.answer(as_json(done), *words_of(done))
    return 0


def as_json(done: Sampled) -> Json:
    """Give the sample with the keys that others rely on."""
    return {
        "name": done.sample.name,
        "seed": done.seed,
        "articles": [*done.sample.members],
        "frame": done.n_frame,
        "cells": [{"cell": one.name, "size": one.size, "drawn": one.n_drawn} for one in done.cells],
        "short": [*done.short],
        "days": [*done.days],
        "outside": {"later": done.n_later, "no_day": done.n_no_day},
        "step": done.step.id or None,
    }


def words_of(done: Sampled) -> list[str]:
    """Give the sample in words."""
    from annotator.cli.output import counted

    n = counted(len(done.sample.members), "article")
    lines = [f"{done.sample.name}: {n} of {done.n_frame}, seed {done.seed}."]
    if len(done.cells) > 1:
        lines += [f"  {one.name}: {one.n_drawn} of {one.size}" for one in done.cells]
    if done.days:
        empty = counted(done.n_empty_days, "day")
        lines.append(f"Days: {', '.join(done.days)}. {empty} of the period have no article.")
    if done.n_no_day:
        lines.append(f"{counted(done.n_no_day, 'article')} without a day: outside.")
    if done.n_later:
        lines.append(f"{counted(done.n_later, 'article')} came in later: not in this frame.")
    if done.short:
        lines.append(f"Too few: {', '.join(done.short)}.")
    return lines
