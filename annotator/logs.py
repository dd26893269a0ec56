"""Logging, set up once by the command line or the window.

No article text, names, notes or search words are ever logged: ids, counts, durations, versions.
"""

import faulthandler
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from annotator import paths

_LARGEST = 1_000_000
_OURS_ALONE = 0o700
_MOST_LINES = 400
"""A bug within endless calls is told by as many lines."""
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class _LogFile(logging.FileHandler):
    """A log that a full or failing disk ends without a word: what a person does goes on."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; the file is opened with the first, which a disk may refuse."""
        is_first, place = self.stream is None, Path(self.baseFilename)
        with suppress(OSError):
            super().emit(record)
            if is_first and place.is_file():
                place.chmod(0o600)  # only the person may look into it

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
        path.parent.mkdir(mode=_OURS_ALONE, parents=True, exist_ok=True)
        _make_room(path)
        handler = _LogFile(path, encoding="utf-8", delay=True)
        log_path().parent.mkdir(mode=_OURS_ALONE, parents=True, exist_ok=True)
        crash = _private(log_path().parent / "crash.log")
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(_WithoutWords(_FORMAT))
    root.addHandler(handler)
    faulthandler.enable(crash)
    root.info("Python %s, %s", sys.version.split()[0], sys.platform)
    return path


def _private(path: Path) -> TextIO:
    """Open a file to add to that only the person may look into, if it is new."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(handle, "a", encoding="utf-8")


def _make_room(path: Path) -> None:
    # By hand: the handler that does it loads sockets, which costs each start 10 ms.
    older = [path.with_name(f"{path.name}.{n}") for n in (1, 2)]
    if path.exists() and path.stat().st_size >= _LARGEST:
        for one, place in ((older[0], older[1]), (path, older[0])):
            if one.exists():
                one.replace(place)


def places_of(problem: BaseException) -> str:
    """Give where something broke, for a report: files of programs, lines, functions, kinds.

    What an exception says stays out: it may repeat an article, a name or a place of the person.
    """
    import traceback

    told: list[str] = []
    one: BaseException | None = problem
    while one is not None and len(told) < _MOST_LINES:
        frames = traceback.extract_tb(one.__traceback__)
        places = (
            f'  File "{_own(each.filename)}", line {each.lineno}, in {each.name}' for each in frames
        )
        told = [*places, type(one).__name__, *([""] if told else []), *told]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(told)


def _own(file: str) -> str:
    """Give a file's place within the program or a library, without the folders of the person."""
    parts = Path(file).parts
    for name in ("annotator", "site-packages"):
        if name in parts:
            at = len(parts) - 1 - parts[::-1].index(name)
            return "…/" + "/".join(parts[at:])
    return f"…/{Path(file).name}"


class _WithoutWords(logging.Formatter):
    """Writes where something broke, and never what the exception says."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - its name in logging
        """Give the places."""
        return places_of(ei[1]) if ei[1] is not None else ""


def tell(what: str, *values: str | int) -> None:
    """Log a moment of the story of a run: ids, counts and kinds, never anybody's words."""
    logging.getLogger("annotator").info(what, *values)
