"""`annotator traces`: what this computer keeps of a project beside its file; take it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json

FILE = "the project; it may be gone"
EXAMPLES = ("annotator traces study.annotator", "annotator traces study.annotator --json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("--remove", action="store_true", help="take all of it away, for ever")


def run(options: Options, output: Output) -> int:
    """List the traces, or take them away."""
    from annotator import settings as settings_file
    from annotator.project import Project
    from annotator.project.keeping.traces import recent_words, staying_words, trace_words

    path = Path(options.file)
    found = Project.traces(path, remove=options.remove)
    recent = _recent(settings_file.load().recent, path)
    if options.remove:
        kept = settings_file.load()
        for one in recent:
            kept = kept.without_project(one)
        settings_file.save(kept)
    rows: list[Json] = [
        {
            "what": one.what,
            "n": one.n,
            "bytes": one.bytes,
            "places": [str(place) for place in one.places],
            "left": [str(place) for place in one.left],
        }
        for one in found
    ]
    answer: dict[str, Json] = {"traces": rows, "recent": bool(recent), "removed": options.remove}
    lines = [trace_words(one) for one in found] + [recent_words()] * bool(recent)
    left = [f"Could not be taken away: {place}" for one in found for place in one.left]
    head = "Taken away:" if options.remove else "Kept on this computer:"
    nothing = "Nothing is kept on this computer."
    said = [head, *(f"  {line}" for line in lines)] if lines else [nothing]
    hint = [] if options.remove or not lines else ["With --remove all of it goes, for ever."]
    stays = staying_words() if lines else ()
    output.answer(answer, *said, *left, *stays, *hint)
    return 1 if left else 0


def _recent(recent: tuple[str, ...], path: Path) -> list[str]:
    """Give the entries of the list of recent projects that mean this file."""
    return [one for one in recent if Path(one).resolve() == path.resolve()]
