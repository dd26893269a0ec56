"""Opening the window from the command line, or saying why it cannot be."""

import os
import sys
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.settings import Settings


class NoWindow(AnnotatorError):
    """No window can be opened on this computer, or not from here."""

    exit_code = 2


def has_screen() -> bool:
    """Say whether a window could be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(path: Path | None, settings: Settings) -> int:
    """Open the window and give its exit code when it closes; raises `NoWindow`."""
    if not has_screen():
        raise NoWindow(
            "There is no screen here, so no window can open.",
            "“annotator --help” lists what can be done without one.",
        )
    from annotator import ui

    try:
        return ui.run(path, settings)
    except ImportError as problem:
        raise NoWindow(
            f"The window's libraries are incomplete ({problem}).",
            "Install Qt's system libraries, or set everything up with packaging/start.py.",
        ) from problem
