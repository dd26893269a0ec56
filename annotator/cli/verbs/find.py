"""`annotator find`: find words in all texts, and mark what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json
    from annotator.project.finding.answer import FindAnswer
    from annotator.project.finding.search import Hit

EXAMPLES = (
    'annotator find study.annotator "ferry | harbour" --whole',
    "annotator find study.annotator Velmora --unmarked --mark entity --set kind=place",
)
_BESIDE = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("words", metavar="WORDS", help="what is looked for; a | b finds either")
    parser.add_argument("--regex", action="store_true", help="a regular expression, as Python's re")
    parser.add_argument("--whole", action="store_true", help="whole words only")
    parser.add_argument("--case", action="store_true", help="capitals and signs as written")
    parser.add_argument("--in", dest="in_type", metavar="TYPE", help="inside spans of a type")
    parser.add_argument("--said-by", metavar="ACTOR", help="inside claims of an actor")
    parser.add_argument("--notes", action="store_true", help="in notes too")
    parser.add_argument("--unmarked", action="store_true", help="only what is not marked yet")
    parser.add_argument("--limit", metavar="N", type=int, help="so many hits")
    parser.add_argument("--after", metavar="CURSOR", help="go on behind the cursor of an answer")
    parser.add_argument("--mark", metavar="TYPE", help="mark all hits as this type, as one step")
    parser.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="with --mark: an attribute"
    )
    parser.add_argument("--actor", metavar="NAME", help="with --mark: an id, name or alias")


def run(options: Options, output: Output) -> int:
    """Find, mark if that is wanted, and print the hits."""
    from annotator.cli.answers import pairs
    from annotator.cli.projects import opened

    if options.mark is None and (options.set or options.actor):
        raise WrongUse("--set and --actor say how hits are marked.", "Add --mark TYPE.")
    with opened(options, read_only=options.mark is None) as project:
        answer = project.find(
            options.words,
            whole=options.whole,
            case=options.case,
            regex=options.regex,
            in_type=options.in_type,
            said_by=options.said_by,
            notes=options.notes,
            unmarked=options.unmarked,
            limit=options.limit,
            after=options.after,
            mark=options.mark,
            attributes=pairs(options.set),
            actor=options.actor,
            progress=output.progress,
        )
        if output.as_json:
            counts: dict[str, Json] = {"n": answer.n, "articles": answer.articles}
            output.json_with_rows(
                counts, "hits", map(hit_row, answer.hits), lambda: last_keys(answer, options.mark)
            )
        else:
            _print_lines(answer, output)
    return 0


def hit_row(hit: Hit) -> dict[str, Json]:
    """Give a hit as JSON promises it; `note` stands in hits of notes alone."""
    row: dict[str, Json] = {
        "article": hit.article,
        "start": hit.at.start,
        "end": hit.at.end,
        "before": hit.before,
        "text": hit.text,
        "after": hit.after,
        "spans": [*hit.spans],
    }
    return row if hit.note is None else {**row, "note": hit.note}


def last_keys(answer: FindAnswer, mark: str | None) -> dict[str, Json]:
    """Give what stands behind the hits in JSON: the cursor, and the step of what was marked."""
    keys: dict[str, Json] = {"cursor": answer.cursor}
    if mark is not None:
        keys["step"] = None if answer.step is None else answer.step.id
    return keys


def _print_lines(answer: FindAnswer, output: Output) -> None:
    from annotator.cli.output import counted

    for line in _lines(answer):
        output.line(line)
    output.say(f"{counted(answer.n, 'place')} in {counted(answer.articles, 'article')}.")
    if answer.cursor is not None:
        output.say(f"There are more: --after {answer.cursor}")
    if answer.step is not None:
        output.say(f"{answer.step.args.get('n')} marked as {answer.step.args.get('type')}.")


def _lines(answer: FindAnswer) -> Iterator[str]:
    """Give an article a line, and below it its hits under each other."""
    article: str | None = ""
    for hit in answer.hits:
        if hit.article != article:
            article = hit.article
            yield article or "in no article"
        place = f"{hit.at.start}:{hit.at.end}"
        note = "" if hit.note is None else "  (note)"
        before, after = (" ".join(one.split()) for one in (hit.before, hit.after))
        words = " ".join(hit.text.split())
        yield f"  {place:>13}  {before[-_BESIDE:]:>{_BESIDE}} [{words}] {after[:_BESIDE]}{note}"
