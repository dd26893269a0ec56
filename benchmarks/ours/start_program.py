"""The program as the command starts it, until its window shows the last project and is painted.

`python start_program.py`: the settings in ANNOTATOR_HOME name the coder and the last project.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.window import MainWindow


def main() -> None:
    """Start, wait for the list and the article, paint, say so and end."""
    sys.path.insert(0, os.environ["ANNOTATOR_CHECKOUT"])
    from PySide6.QtWidgets import QApplication

    QApplication.exec = show_and_end
    from annotator.cli import main as start

    start([])


def show_and_end(*_: object) -> int:
    """Stand in for the event loop: go on until all is there, then end the process."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    (window,) = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    while not is_all_there(window):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    window.repaint()
    print("painted", flush=True)
    os._exit(0)


def is_all_there(window: MainWindow) -> bool:
    """Say whether the article is on the page and its line in the list."""
    session = window.session
    if session is None or session.view.page is None:
        return False
    return session.workspace.articles.list.model().rowCount() > 0


if __name__ == "__main__":
    main()
