"""The program with a window: made once, its last-resort handler, Qt's own words translated.

What stands in the window is in `window`.
"""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from annotator import __version__, language, logs, resources
from annotator.settings import Settings
from annotator.ui.basics import theme
from annotator.ui.basics.held_keys import watch_held_keys
from annotator.ui.window import MainWindow

_log = logging.getLogger(__name__)
_STARTED_MS = 1_000
"""A moment after the window is there; until then nothing is looked for that could be freed, and
the picture of the icon is not read.
"""
_IDLE_MS = 5_000
"""What was open last is shown by then, on a busy computer too: what acts need may be loaded."""


def run(path: Path | None, settings: Settings) -> int:
    """Open the window on a project, a text or the start page; give the exit code when it closes."""
    if not logging.getLogger("annotator").handlers:  # the command line may have begun to log
        logs.start()
    program = make_program(settings)
    window = MainWindow(settings)
    catch_bugs(window)
    window.show()
    watch_held_keys(window)
    window.begin(path)
    QTimer.singleShot(_STARTED_MS, window, lambda: _collect(window))
    QTimer.singleShot(_STARTED_MS, window, lambda: window.setWindowIcon(_icon()))
    QTimer.singleShot(_IDLE_MS, window, lambda: _load_ahead(window))
    _log.info("window open, version %s", __version__)
    return program.exec()


def _icon() -> QIcon:
    picture = QPixmap()
    if resources.exists("icons", "annotator.svg"):
        picture.loadFromData(resources.read_bytes("icons", "annotator.svg"))
    return QIcon(picture)


def _collect(window: MainWindow) -> None:
    from annotator.ui.start.collector import Collector

    Collector(window)


def _load_ahead(window: MainWindow) -> None:
    from annotator.ui.start.ahead import load_ahead

    load_ahead(window)


def make_program(settings: Settings) -> QApplication:
    """Give the one `QApplication` of this process, named, translated and dressed."""
    program = QApplication.instance()
    if isinstance(program, QApplication):
        program.setStyle("Fusion")
    else:
        # The style is named at once: `setStyle` loads `QStyle`, 9 ms, to give it back.
        program = QApplication([*sys.argv[:1], "-style", "Fusion"])
    program.setApplicationName("Annotator")
    program.setApplicationVersion(__version__)
    program.setDesktopFileName("org.annotator.Annotator")
    language.use(interface_language(settings))
    _translate(program)
    right_to_left = language.is_right_to_left()
    program.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    theme.use(choice=settings.theme, text_size=settings.text_size / 100)
    theme.follow_system(program)
    return program


def interface_language(settings: Settings) -> str:
    """Give the language of the interface: the chosen one, else the computer's if it is there."""
    wanted = settings.language or QLocale.system().name()[:2]
    return wanted if wanted in language.languages() or settings.language else "en"


def _translate(program: QApplication) -> None:
    code = language.current()
    if code == "en":
        return
    words = QTranslator(program)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{code}", folder):
        program.installTranslator(words)


def catch_bugs(window: MainWindow) -> None:
    """Show a calm sentence and a report for what nobody foresaw; the window goes on."""

    def caught(
        kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(problem, Exception):
            sys.__excepthook__(kind, problem, trace)
            return
        _log.error("a bug", exc_info=(kind, problem, trace))
        window.show_bug(logs.places_of(problem.with_traceback(trace)))

    def caught_in_thread(found: threading.ExceptHookArgs) -> None:
        problem = found.exc_value
        if isinstance(problem, Exception):
            _log.error("a bug in a thread", exc_info=problem)
            # A signal: the report must be shown by the window's own thread.
            window.jobs.bug.emit(logs.places_of(problem))

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
