"""Draws the window on a project into a PNG, without a screen: `python -m annotator.ui.picture`.

The pictures of the documentation and of `annotator demo` come from here. Nothing is written to
the project, and the person's settings are neither read nor changed.
"""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.errors import AnnotatorError
from annotator.model.layer import Coder, LayerKind
from annotator.model.scheme import Role
from annotator.settings import Settings
from annotator.store.copies.snapshot import private_folder
from annotator.ui.app import make_program
from annotator.ui.render import picture_of, write_picture
from annotator.ui.window import MainWindow

_PATIENCE_S = 30.0
_SETTLE_S = 0.4


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the picture that the arguments ask for; give the exit code."""
    asked = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with private_folder() as home:
        os.environ[paths.HOME_VARIABLE] = str(home)
        try:
            draw(asked)
        except AnnotatorError as problem:
            sys.stderr.write(f"{problem.sentence()}\n")
            return problem.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="annotator.ui.picture", description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--article", default="", help="number, id or title; the first one")
    parser.add_argument("--claim", type=int, default=4, help="which claim is selected; 0 for none")
    parser.add_argument("--size", default="1400x900")
    parser.add_argument("--text-size", type=int, default=100)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--language", default="en")
    parser.add_argument("--inspector", action="store_true")
    return parser


def draw(asked: argparse.Namespace) -> None:
    """Open the window as it is asked for, wait until all is there, and write the picture."""
    coder, article_id = _whose(asked.project, asked.article)
    settings = Settings(
        coder_name=coder.name,
        coder_id=coder.id,
        theme=asked.theme,
        text_size=asked.text_size,
        language=asked.language,
        inspector_open=asked.inspector,
    )
    program = make_program(settings)
    window = MainWindow(settings)
    width, height = (int(one) for one in asked.size.split("x"))
    window.resize(width, height)
    window.show()
    window.projects.open_path(_copy(asked.project))
    _wait(program, lambda: _is_there(window))
    session = window.session
    if session is not None:
        if article_id:
            session.open_article(article_id)
            _wait(program, lambda: _shows(window, article_id))
        scheme = session.bridge.context.scheme
        claims = list(session.reading.page.spans(scheme.name_for(Role.CLAIM)))
        if 0 < asked.claim <= len(claims):
            session.reading.make_current(claims[asked.claim - 1].id)
    window.messages.close_message()
    _settle(program)
    write_picture(picture_of(window, scale=asked.scale), asked.picture)
    window.close()


def _copy(path: Path) -> Path:
    """Give a copy in the folder of this picture, so that the project itself stays untouched."""
    copy = paths.data_folder() / path.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(path, copy))


def _whose(path: Path, article: str) -> tuple[Coder, str]:
    """Give the coder whose layer has the most marks, and the id of the article asked for."""
    from annotator.project import Project

    nobody = Coder("picture", "A")
    with Project.open(path, coder=nobody, read_only=True) as project:
        counted = [
            (sum(project.reader.counts(layer.id).values()), layer) for layer in project.layers()
        ]
        people = [
            (n, layer)
            for n, layer in counted
            if layer.kind is LayerKind.PERSON and layer.coder_id is not None
        ]
        article_id = project.article_id(article) if article else ""
    if not people:
        return nobody, article_id
    _, layer = max(people, key=lambda one: one[0])
    return Coder(layer.coder_id or "", layer.name), article_id


def _is_there(window: MainWindow) -> bool:
    if window.messages.words and window.session is None:
        return True
    return window.session is not None and window.session.view.page is not None


def _shows(window: MainWindow, article_id: str) -> bool:
    page = window.session.view.page if window.session is not None else None
    return page is not None and page.article.id == article_id


def _wait(program: QApplication, until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not until() and time.monotonic() < end:
        program.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)  # lets the workers have the interpreter


def _settle(program: QApplication) -> None:
    """Let lists and counts come in."""
    end = time.monotonic() + _SETTLE_S
    _wait(program, lambda: time.monotonic() > end)


if __name__ == "__main__":
    sys.exit(main())
