"""Logging, set up once by the command line or the window.

No article text, names, notes or search words are ever logged: ids, counts, durations, versions.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
from typing import TYPE_CHECKING

from annotator import paths

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def log_path() -> Path:
    """Give the path of the log file."""
    return paths.log_folder() / "annotator.log"


def start(*, verbose: bool = False, to: Path | None = None) -> Path | None:
    """Begin to log to a file (1 MB, three of them) and give its path; None where none can be."""
    path = to or log_path()
    root = logging.getLogger("annotator")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
        crash = (path.parent / "crash.log").open("a", encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    faulthandler.enable(crash)
    return path
