"""A bug on the command line: write a report that can be sent, and say where it is."""

import logging
import platform
import sys
import time
from collections.abc import Sequence

from annotator import __version__, disk, logs, paths
from annotator.errors import AnnotatorError
from annotator.language import tr

_log = logging.getLogger(__name__)


class Bug(AnnotatorError):
    """The program did something it should not."""

    exit_code = 70


def report(bug: Exception, arguments: Sequence[str]) -> Bug:
    """Write the report of a bug and give the error that says so.

    The report has the verb and where it broke; what was given and said may name people.
    """
    verb = next((one for one in arguments if not one.startswith("-")), "")
    text = f"Annotator {__version__}, Python {platform.python_version()}, {sys.platform}\n"
    text += f"verb: {verb if verb.isalpha() else ''}\n\n"
    text += logs.places_of(bug) + "\n"
    logging.getLogger("annotator").addHandler(logging.NullHandler())
    _log.error("a bug: %s", type(bug).__name__)
    path = paths.log_folder() / f"report-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    said = tr("This is a mistake of the program; a report was written to {path}.", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_whole(path, text, mode=0o600)
    except OSError:
        said = tr("This is a mistake of the program ({kind}).", kind=type(bug).__name__)
    return Bug(said, tr("Your project is as it was after the last saved step."))
