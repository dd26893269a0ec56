"""The window. Qt is known here and nowhere else; `run` is the one way in."""

import gc
from pathlib import Path

from annotator.settings import Settings


def run(path: Path | None, settings: Settings) -> int:
    """Open the window on a project, a text or the start page; give the exit code when it closes."""
    # What a start makes stays: looking for what can go would find nothing. Later
    # `start.collector` looks, in the window's thread.
    was_on = gc.isenabled()
    gc.disable()
    try:
        from annotator.ui.basics import own_import

        own_import.restore()
        from annotator.ui.app import run as run_window

        return run_window(path, settings)
    finally:
        if was_on:
            gc.enable()
