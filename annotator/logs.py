"""Logging, set up once by the command line or the window.

No article text, names, notes or search words are ever logged: ids, counts, durations, versions.
"""

import faulthandler
import logging
import sys
from contextlib import suppress
from pathlib import Path

from annotator import paths

_LARGEST = 1_000_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class _LogFile(logging.FileHandler):
    """A log that a full or failing disk ends without a word: what a person does goes on."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; the file is opened with the first, which a disk may refuse."""
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name of logging
        """Leave out what could not be written."""

    def close(self) -> None:
        """Close it; what was not on the disk yet may be lost."""
        with suppress(OSError):
            super().close()


def log_path() -> Path:
    """Give the path of the log file."""
    return paths.log_folder() / "annotator.log"


def start(*, verbose: bool = False, to: Path | None = None) -> Path | None:
    """Begin to log to a file and give its path; None where none can be.

    One that has 1 MB makes room for a new one, two older are kept. Where logging was begun
    before, it goes on in the new place only.
    """
    path = to or log_path()
    root = logging.getLogger("annotator")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for old in tuple(root.handlers):
        root.removeHandler(old)
        old.close()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_room(path)
        handler = _LogFile(path, encoding="utf-8", delay=True)
        log_path().parent.mkdir(parents=True, exist_ok=True)
        crash = (log_path().parent / "crash.log").open("a", encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    faulthandler.enable(crash)
    root.info("Python %s, %s", sys.version.split()[0], sys.platform)
    return path


def _make_room(path: Path) -> None:
    # By hand: the handler that does it loads sockets, which costs each start 10 ms.
    older = [path.with_name(f"{path.name}.{n}") for n in (1, 2)]
    if path.exists() and path.stat().st_size >= _LARGEST:
        for one, place in ((older[0], older[1]), (path, older[0])):
            if one.exists():
                one.replace(place)


def tell(what: str, *values: str | int) -> None:
    """Log a moment of the story of a run: ids, counts and kinds, never anybody's words."""
    logging.getLogger("annotator").info(what, *values)
