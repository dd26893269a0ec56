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
        output.table(rows, ("id", "steps", "why", "bytes", "sound"))
    return 0


def _restore(options: Options, output: Output) -> int:
    from annotator.project.keeping.restoring import backup_named, restore_file

    path = Path(options.file)
    backup = backup_named(path, options.backup)
    to = None if options.to is None else Path(options.to)
    done = restore_file(path, backup, who=options.coder or "", to=to)
    said = f"{done.path} is as it was after {done.backup.n_steps} steps."
    lines = [said] if done.kept is None else [said, f"What was there is kept as {done.kept}."]
    output.answer(
        {
            "backup": backup.id,
            "file": str(done.path),
            "kept": None if done.kept is None else str(done.kept),
        },
        *lines,
    )
    return 0
