"""`annotator export`: write a project in a format, read it back, put it in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.cli.answers import objects, pair

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.formats.export import ExportReport
    from annotator.model.article import Json
    from annotator.model.choice import ExportChoice
    from annotator.model.choice.cases import StillTells

SHOWS_ANY_MOMENT = True
EXAMPLES = (
    "annotator export study.annotator --format tables --to corpus --preset r",
    "annotator export study.annotator --format jsonl --to study.jsonl --dry-run",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("--format", metavar="NAME", help="“annotator formats” lists")
    parser.add_argument("--to", metavar="PATH", help="the file or folder to write")
    parser.add_argument("--recipe", metavar="NAME", help="write a kept recipe again; alone enough")
    _add_choice(parser)
    from annotator.formats import every_option

    for option in every_option():
        choices = tuple(one for one in option.values if one) or None
        said = "; ".join(f"{value}: {words}" for value, words in option.words.items())
        parser.add_argument(
            f"--{option.name}", choices=choices, default=option.default, help=said or option.label
        )
    parser.add_argument("--keep-recipe", metavar="NAME", help="keep all this under a name")
    parser.add_argument("--overwrite", action="store_true", help="replace an earlier export")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be lost")


def _add_choice(parser: argparse.ArgumentParser) -> None:
    from annotator.model.choice import ExportTexts

    several = (
        ("--layer", "NAME", "only this layer"),
        ("--article", "A", "only this article"),
        ("--where", "KEY=VALUE", "only articles that fit, as “list” has them"),
        ("--pseudonym", "ACTOR", "replace this actor’s names (“persons”: all)"),
        ("--hide", "WORD", "replace this word too: a dry run lists what still tells a name"),
    )
    for name, what, words in several:
        parser.add_argument(name, metavar=what, action="append", help=words)
    parser.add_argument("--sample", metavar="NAME", help="only the articles of this sample")
    parser.add_argument(
        "--text",
        choices=[*map(str, ExportTexts)],
        default=str(ExportTexts.KEEP),
        help="the words of the articles: kept, left out, or with other names",
    )
    parser.add_argument("--key", metavar="FILE", help="where it is kept which name became which")
    parser.add_argument("--with", dest="also", choices=["notes"], help="notes too, without texts")
    parser.add_argument(
        "--without", choices=["boilerplate"], help="leave out spans in page furniture"
    )


def run(options: Options, output: Output) -> int:
    """Export, and say what was lost and where it is."""
    if options.recipe is not None:
        return _again(options, output)
    from annotator.cli.paper import write_texts
    from annotator.cli.projects import opened

    if options.format is None or options.to is None:
        raise _wrong_use(
            "What is to be written, or where to, is not said.",
            "Give --format NAME and --to PATH, or --recipe NAME alone.",
        )
    if options.keep_recipe is not None and options.moment is not None:
        raise _recipe_of_now()
    choice, keeps = _choice(options), options.keep_recipe is not None and not options.dry_run
    with opened(options, read_only=not keeps) as project:
        report = project.export(
            options.format,
            options.to,
            choice,
            options=_values(options),
            key=options.key,
            overwrite=options.overwrite,
            dry_run=options.dry_run,
            keep_as=options.keep_recipe,
            paper=write_texts,
            progress=output.progress,
        )
    if output.as_json:
        output.json(as_json(options.format, choice, report))
        return 0
    _say(report, options.to, output, dry_run=options.dry_run)
    if keeps:
        name = " ".join(options.keep_recipe.split())
        output.line(f"Kept as the recipe “{name}”: --recipe writes it again.")
    return 0


def _again(options: Options, output: Output) -> int:
    """Write a recipe, and say what changed since it was written last."""
    from annotator.cli.paper import write_texts
    from annotator.cli.projects import opened

    if options.moment is not None:
        raise _recipe_of_now()
    also = [one for one in ("format", "to", "keep_recipe", "key", "sample") if vars(options)[one]]
    if also or _is_more_said(options):
        raise _wrong_use(
            "A recipe says itself what goes out, how and where to.",
            "Give --recipe NAME alone, or all but it.",
        )
    with opened(options, read_only=options.dry_run) as project:
        made = project.export_recipe(
            options.recipe,
            dry_run=options.dry_run,
            agreed=options.overwrite,
            paper=write_texts,
            progress=output.progress,
        )
    if output.as_json:
        answer = as_json(made.recipe.format, made.recipe.choice, made.report)
        parts = ("articles", "spans", "statements")
        answer["since"] = {
            one: {"more": change.more, "fewer": change.fewer}
            for one, change in ((name, getattr(made.since, name)) for name in parts)
        }
        output.json(answer)
        return 0
    _say(made.report, str(made.report.written or made.recipe.to), output, dry_run=options.dry_run)
    output.line(f"{options.recipe}: {made.since.words()}")
    return 0


def _is_more_said(options: Options) -> bool:
    """Say whether more is chosen than nothing: a recipe holds its own choice."""
    from annotator.model.choice import ALL

    return _choice(options) != ALL or bool(_values(options))


def _wrong_use(what: str, hint: str) -> Exception:
    from annotator.errors import WrongUse

    return WrongUse(what, hint)


def _recipe_of_now() -> Exception:
    return _wrong_use(
        "A recipe is of the project as it is now, not as it was.",
        "Give --at with --format and --to, without a recipe.",
    )


def _values(options: Options) -> dict[str, str]:
    """Give the options of formats that are not as usual."""
    from annotator.formats import every_option

    values = {one: str(getattr(options, one.name)) for one in every_option()}
    return {one.name: value for one, value in values.items() if value != one.default}


def _say(report: ExportReport, to: str, output: Output, *, dry_run: bool) -> None:
    """Say in lines what was lost and what was written."""
    from annotator.cli.output import counted

    for loss in report.plan.losses:
        output.line(f"{loss.n} of {loss.of} {loss.item} {loss.fate}: {loss.how}")
    for one in report.plan.still_tells:
        field = f" in {one.where}" if one.where else ""
        of = f"article {one.article_id}" if one.article_id else "the project"
        output.line(f"Still tells: “{one.word}” at {one.at.start}{field} of {of}")
    counts = report.plan.counts
    done = "would be written" if dry_run else "written and read back"
    said = (counts.articles, "article"), (counts.spans, "span"), (counts.links, "link")
    output.line(f"{', '.join(counted(*one) for one in said)} {done}: {to}")
    if report.key is not None:
        output.line(f"Which name became which: {report.key}. This hides names, not persons.")


def _choice(options: Options) -> ExportChoice:
    """Give what is to go out, as it was said."""
    from annotator.model.choice import ExportChoice, ExportTexts

    hint = "Write --where KEY=VALUE, like state=done."
    return ExportChoice(
        layers=None if options.layer is None else tuple(options.layer),
        articles=None if options.article is None else tuple(options.article),
        where=tuple(pair(one, "is no condition", hint) for one in options.where or ()),
        sample=options.sample,
        boilerplate=not options.without,
        texts=ExportTexts(options.text),
        pseudonyms=tuple(options.pseudonym or ()),
        also=tuple(options.hide or ()),
        notes=bool(options.also),
    )


def as_json(format_name: str, choice: ExportChoice, report: ExportReport) -> dict[str, Json]:
    """Give the report with the keys that others rely on."""
    from annotator.model.choice import ExportTexts

    plan = report.plan
    answer: dict[str, Json] = {
        "format": format_name,
        "files": [*plan.files],
        "counts": {
            "articles": plan.counts.articles,
            "spans": plan.counts.spans,
            "links": plan.counts.links,
            **plan.counts.in_files,
        },
        "losses": objects(plan.losses, "item n of fate how"),
    }
    if choice.texts is ExportTexts.PSEUDONYMS and not report.written:
        answer["still_tells"] = [_told(one) for one in plan.still_tells]
    if report.key is not None:
        answer["key"] = str(report.key)
    if report.written:
        answer["verified"] = True
    return answer


def _told(one: StillTells) -> Json:
    """Give a word that may still tell; `where` is the field that it stands in, if not the text."""
    told: dict[str, Json] = {"word": one.word, "article": one.article_id or None, "at": [*one.at]}
    return {**told, "where": one.where} if one.where else told
