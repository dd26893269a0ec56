"""`annotator kit`: make kits for blind double coding, take them back, say how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json

FILE = ""
NAMES_CODERS = True
"""Here `--coder` names who gets a kit, not whose layer is meant."""
EXAMPLES = (
    "annotator kit make study.annotator --coder B --by outlet --to kits",
    "annotator kit collect study.annotator kits/B.annotator",
)
_FORMS = "make FILE --coder NAME --to DIR · collect FILE KIT… · list FILE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("action", choices=("make", "collect", "list"), help=_FORMS)
    parser.add_argument("file", metavar="FILE", help="the project")
    parser.add_argument("kits", metavar="KIT", nargs="*", help="for collect: kits that came back")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    whom = "for whom a kit is made; may be given again"
    parser.add_argument("--coder", dest="coders", metavar="NAME", action="append", help=whom)
    parser.add_argument("--sample", metavar="NAME", help="the articles of this sample")
    overlap = "without --sample: the share that all code; otherwise 0.1, at least 20 articles"
    parser.add_argument("--overlap", metavar="F", help=overlap)
    alone = "of the rest, the share that each codes alone"
    parser.add_argument("--alone", metavar="F", default="0", help=alone)
    hide = "fields that nothing shows until an article is done, like outlet,date"
    parser.add_argument("--hide", metavar="FIELDS", default="", help=hide)
    given = "the places of this layer's claims stand in the kit, nothing else of them"
    parser.add_argument("--given", metavar="LAYER", help=given)
    by = "without --sample: cells, outlet or month; may be given again"
    parser.add_argument("--by", choices=("outlet", "month"), action="append", default=[], help=by)
    parser.add_argument("--seed", metavar="N", type=int, help="the number it is drawn by")
    parser.add_argument("--to", metavar="DIR", help="the folder that the kits go into")


def run(options: Options, output: Output) -> int:
    """Do what `action` says."""
    options.coder = None
    if bool(options.kits) is not (options.action == "collect"):
        raise WrongUse("Kits are named to collect them.", f"The forms: {_FORMS}")
    actions = {"make": _make, "collect": _collect, "list": _list}
    return actions[options.action](options, output)


def _make(options: Options, output: Output) -> int:
    from annotator.cli.output import counted
    from annotator.cli.projects import opened

    if not options.coders or not options.to:
        raise WrongUse("For whom or where is not said.", "Add --coder NAME and --to DIR.")
    with opened(options) as project:
        made = project.make_kits(
            options.coders,
            options.to,
            sample=options.sample,
            overlap=options.overlap,
            alone=options.alone,
            hide=filter(None, (one.strip() for one in options.hide.split(","))),
            given=options.given,
            by=options.by,
            seed=options.seed,
            dry_run=options.dry_run,
        )
    kits: list[Json] = [
        {
            "coder": one.coder,
            "file": str(one.path),
            "articles": one.n_articles,
            "alone": one.n_alone,
        }
        for one in made.kits
    ]
    lines = [f"{one.path}: {counted(one.n_articles, 'article')}" for one in made.kits]
    answer: dict[str, Json] = {
        "kits": kits,
        "sample": made.sample or None,
        "notes": [*made.notes],
        "step": made.step.id or None,
    }
    output.answer(answer, *lines, *made.notes)
    return 0


def _collect(options: Options, output: Output) -> int:
    from annotator.cli.output import counted
    from annotator.cli.projects import opened
    from annotator.cli.verbs.merge import as_json, say

    with opened(options) as project:
        back = project.collect_kits(options.kits, dry_run=options.dry_run, progress=output.progress)
    if output.as_json:
        kits: list[Json] = [
            {
                "file": one.file,
                "kit": one.kit_id,
                "coder": one.coder,
                "coded_by": one.coded_by or None,
                "articles": one.n_articles,
                "done": one.n_done,
                "excluded": one.n_excluded,
                "verdict": one.verdict,
                "notes": [*one.notes],
            }
            for one in back.kits
        ]
        output.json({**as_json(back.report), "kits": kits})
    else:
        for one in back.kits:
            done = f"{one.n_done} of {counted(one.n_articles, 'article')} done"
            output.line(f"{one.file}, for {one.coder}: {one.verdict}, {done}")
            for note in one.notes:
                output.line(f"  {note}")
        say(back.report, output, dry_run=options.dry_run)
    return 1 if back.report.refused else 0


def _list(options: Options, output: Output) -> int:
    from annotator.cli.projects import opened

    with opened(options, read_only=True) as project:
        rows: list[dict[str, Json]] = [
            {
                "kit": one.id,
                "coder": one.coder,
                "articles": one.n_articles,
                "done": one.n_done,
                "excluded": one.n_excluded,
                "returned": one.returned or None,
                "coded_by": one.coded_by or None,
            }
            for one in project.kits()
        ]
    if output.as_json:
        output.json([*rows])
    else:
        output.table(rows, ("coder", "articles", "done", "excluded", "returned", "coded_by"))
    return 0
