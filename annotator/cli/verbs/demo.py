"""`annotator demo`: the whole main job on the article that ships, without any help."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.output import counted
from annotator.cli.window import has_screen, open_window
from annotator.errors import CannotWrite, TargetExists

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.article import Json
    from annotator.model.layer import Coder
    from annotator.project import Project

FILE = ""
EXAMPLES = ("annotator demo --no-window", "annotator demo --to demo --no-window")
_PROJECT, _PICTURE = "sample.annotator", "window.png"
_PICTURE_TIMEOUT_S = 120


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("--to", metavar="DIR", help="where to put all of it; else a new folder")
    parser.add_argument("--no-window", action="store_true", help="leave the window closed")


def run(options: Options, output: Output) -> int:
    """Make the sample project, export it, draw it; then open the window where there is a screen."""
    from annotator.cli.projects import coder_named
    from annotator.model.layer import SAMPLE_CODER
    from annotator.project.sample import make_sample
    from annotator.settings import load

    folder = _folder(options.to)
    path = folder / _PROJECT
    person = load().last_coder()
    if options.coder is not None:
        person = coder_named(options.coder, quiet=options.quiet)
    with make_sample(path, person or SAMPLE_CODER) as project:
        output.say(f"Made {path} from the sample articles; their furniture is folded.")
        n_statements = _print_statements(project, output)
        n_spans = sum(1 for _ in project.spans())
        n_articles = project.reader.n_articles()
        for format_name, name in _exports():
            project.export(format_name, folder / name)
            output.say(f"Exported as {format_name}, read back and compared: {folder / name}")
        figures = _suggest(project, output)
    _draw(path, folder / _PICTURE)
    output.say(f"Drew the window: {folder / _PICTURE}")
    numbers = {"article": n_articles, "span": n_spans, "statement": n_statements}
    said = ", ".join(counted(n, what) for what, n in numbers.items())
    document: dict[str, Json] = {f"{what}s": n for what, n in numbers.items()}
    document["suggestions"] = dict(figures)
    output.answer({"folder": str(folder), **document}, f"{said}; exports in {folder}")
    return 0 if options.no_window else _window(path, person, output)


def _folder(wanted: str | None) -> Path:
    if wanted is None:
        return Path(tempfile.mkdtemp(prefix="annotator-demo-"))
    folder = Path(wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotWrite(
            f"The folder {folder} could not be made ({problem.strerror}).", "Choose another place."
        ) from problem
    for name in (_PROJECT, _PICTURE, *(name for _, name in _exports())):
        if (folder / name).exists():
            raise TargetExists(
                f"{folder / name} is there already.", "Give a new folder with --to DIR."
            )
    return folder


def _exports() -> list[tuple[str, str]]:
    """Give each format that is written, with the name of its export."""
    from annotator.formats import FORMATS

    first = next(one for one in FORMATS if one.can_write and one.target == "folder")
    return [
        (one.name, "corpus" if one is first else one.default_name("sample"))
        for one in FORMATS
        if one.can_write
    ]


def _print_statements(project: Project, output: Output) -> int:
    from annotator.cli import listing

    rows, columns = listing.rows_of(project, "statements")
    return sum(1 for _ in rows) if output.as_json else output.table(rows, columns)


def _suggest(project: Project, output: Output) -> dict[str, float | None]:
    """Let the suggesters read the articles, and say how far they agree with the shipped coding."""
    from annotator.compare.figures import Measure
    from annotator.model.layer import SUGGESTIONS, sample_layer
    from annotator.model.scheme import Role

    shipped = sample_layer(project.layers())
    if shipped is None:
        raise AssertionError("the sample has no coding")
    for note in project.suggest().notes:
        output.say(note)
    found = project.agreement(
        shipped, SUGGESTIONS, reference=shipped, all_articles=True, min_iou=0.5, resamples=0
    )
    overlap = {
        one.of: one.value for one in found.pairs[0].figures if one.measure is Measure.OVERLAP
    }
    roles = {"claims": Role.CLAIM, "speakers": Role.SPEAKER, "cues": Role.CUE}
    roles |= {"entities": Role.ENTITY}
    figures = {name: overlap.get(project.scheme.name_for(role)) for name, role in roles.items()}
    said = ", ".join(f"{name} F1 {_short(one)}" for name, one in figures.items())
    output.say(f"Suggestions against the shipped coding: {said}")
    return figures


def _short(figure: float | None) -> str:
    """Give a figure between 0 and 1 as tables print it: .91."""
    return "–" if figure is None else f"{figure:.2f}".replace("0.", ".", 1)


def _draw(project: Path, to: Path) -> None:
    """Draw the window in a process of its own: a picture needs no screen, the real window does."""
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "annotator.ui.picture", str(project), str(to)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=_PICTURE_TIMEOUT_S,
        check=False,
    )
    if found.returncode or not to.is_file():
        reason = (found.stderr.strip().splitlines() or ["no picture was made"])[-1]
        raise CannotWrite(
            f"The window could not be drawn: {reason}.",
            "If it names a library, install it; packaging/linux/libraries.txt lists what Qt needs.",
        )


def _window(path: Path, person: Coder | None, output: Output) -> int:
    """Open the window to look around in; the person's own settings stay as they are."""
    if not has_screen():
        output.say("There is no screen here, so the window stays closed; the picture shows it.")
        return 0
    from annotator import paths
    from annotator.settings import Settings
    from annotator.store.copies.snapshot import private_folder

    with private_folder() as home:
        os.environ[paths.HOME_VARIABLE] = str(home)
        nobody = Settings()
        return open_window(path, nobody.coding(person) if person else nobody.with_coder("demo"))
