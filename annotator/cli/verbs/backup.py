"""`annotator backup`: list the backups of a project, or take an older state back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import WrongUse

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json

FILE = ""
EXAMPLES = (
    "annotator backup list study.annotator",
    "annotator backup restore study.annotator newest --to as-it-was.annotator",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("action", choices=("list", "restore"), help="what is to be done")
    parser.add_argument("file", metavar="FILE", help="the project; it may be damaged or gone")
    which = "for restore: an id that list gives, or newest for the newest sound one"
    parser.add_argument("backup", metavar="ID", nargs="?", help=which)
    parser.add_argument("--to", metavar="NEW", help="write it as a new file; FILE stays as it is")
    article = "take back this article alone (an id, number or title); may be given again"
    parser.add_argument("--article", metavar="A", action="append", help=article)
    layer = "take back what this layer had, in all articles or in those given"
    parser.add_argument("--layer", metavar="NAME", help=layer)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be taken back")


def run(options: Options, output: Output) -> int:
    """Do what `action` says."""
    if (options.backup is None) is (options.action == "restore"):
        raise WrongUse(
            "Which backup is not said." if options.backup is None else "list takes no ID.",
            "The forms: backup list FILE · backup restore FILE ID",
        )
    return (_list if options.action == "list" else _restore)(options, output)


def _list(options: Options, output: Output) -> int:
    from annotator.project.keeping.restoring import backups_of
    from annotator.project.keeping.words import why_words
    from annotator.store.backups.listing import is_sound

    rows: list[dict[str, Json]] = [
        {
            "id": one.id,
            "at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
            "steps": one.n_steps,
            "why": why_words(one),
            "bytes": one.size,
            "sound": is_sound(one),
        }
        for one in backups_of(Path(options.file))
    ]
    if output.as_json:
        output.json([*rows])
    else:
        output.table(rows, ("id", "at", "steps", "why", "bytes", "sound"))
    return 0


def _restore(options: Options, output: Output) -> int:
    if options.article or options.layer:
        return _take_back(options, output)
    from annotator.cli.answers import restored_answer
    from annotator.project.keeping.restoring import backup_named, restore_file

    path = Path(options.file)
    backup = backup_named(path, options.backup)
    to = None if options.to is None else Path(options.to)
    if options.dry_run:
        said = f"{to or path} would be as it was after {backup.n_steps} steps."
        output.answer({"backup": backup.id, "file": str(to or path), "kept": None}, said)
        return 0
    done = restore_file(path, backup, who=options.coder or "", to=to)
    said = f"{done.path} is as it was after {backup.n_steps} steps."
    lines = [said] if done.kept is None else [said, f"What was there is kept as {done.kept}."]
    output.answer(restored_answer(done), *lines)
    return 0


def _take_back(options: Options, output: Output) -> int:
    from annotator.cli.answers import restored_answer
    from annotator.cli.projects import opened
    from annotator.project.keeping.words import taken_words
    from annotator.work import Watch

    with opened(options) as project:
        done = project.restore_backup(
            options.backup,
            articles=options.article,
            layer=options.layer,
            to=options.to,
            dry_run=options.dry_run,
            watch=Watch(output.progress),
        )
    taken = done.taken
    if taken is None:
        raise AssertionError("what was taken back is not counted")
    output.answer(restored_answer(done), taken_words(taken, is_done=done.step is not None))
    return 0
