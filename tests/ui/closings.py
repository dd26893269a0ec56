"""Closes windows while their jobs end: `python -m tests.ui.closings parts|window N SEED`."""

from __future__ import annotations

import faulthandler
import gc
import logging
import random
import sys
import tempfile
import threading
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.basics.jobs import Jobs

ARTICLE = "Dar: Ties Were Cut\n\n" + "The minister said that ties had been cut. " * 400


def events(program: QApplication) -> None:
    program.processEvents()
    program.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def close_parts(program: QApplication, chance: random.Random, told: list[object]) -> None:
    """Drop the jobs of a window, with it or without it, at any moment of their ends."""
    window = QWidget() if chance.random() < 0.5 else None
    jobs = Jobs(window)
    go_on = threading.Event()

    def work(progress, cancel):
        go_on.wait(0.002 * chance.random())
        progress(1, 2, "article")
        cancel.check()
        return 1 // (chance.random() > 0.1)

    for _ in range(chance.randrange(1, 7)):
        jobs.start(work, told.append, told.append)
    jobs.bug.connect(told.append)
    for _ in range(chance.randrange(4)):
        program.processEvents()
    if chance.random() < 0.5:
        go_on.set()
    if chance.random() < 0.5:
        jobs.stop(chance.randrange(20))
    if window is not None:
        window.close()
        window.deleteLater()
    del jobs, window
    if chance.random() < 0.3:
        gc.collect()
    for _ in range(chance.randrange(4)):
        events(program)


def close_window(program: QApplication, chance: random.Random, path: Path) -> None:
    """Close the window on a project while it reads the article, the lists, the backup."""
    from annotator.ui.window import MainWindow

    window = MainWindow(Settings(coder_name="A", coder_id="coder", last_project=str(path)))
    window.show()
    window.begin(None)
    for _ in range(chance.randrange(60)):
        program.processEvents()
    if window.session is not None and chance.random() < 0.5:
        window.session.lists.reload()
    window.close()
    window.deleteLater()
    del window
    for _ in range(chance.randrange(4)):
        events(program)


def main(kind: str, n: int, seed: int) -> None:
    from annotator.project import Project

    faulthandler.enable()
    logging.disable()  # some work breaks on purpose
    program = make_program(Settings())
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.annotator"
        with Project.create(path, coder=Settings(coder_name="A", coder_id="coder").coder()) as made:
            made.import_text(ARTICLE)
        for _ in range(n):
            if kind == "parts":
                close_parts(program, chance, [])
            else:
                close_window(program, chance, path)
        for _ in range(20):
            events(program)
    sys.stdout.write(f"{n} closings\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
