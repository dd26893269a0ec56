"""One moment of a whole project, to be read at leisure: a private copy that goes afterwards.

A reader that stayed on the file itself would hinder every step that is written meanwhile, and one
that came back to it would find another moment.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator import disk
from annotator.errors import CannotWrite, DiskFull, Where
from annotator.language import tr
from annotator.store.connection import shown
from annotator.store.read import Reader


@contextlib.contextmanager
def snapshot(copy: Callable[[Path], None], path: Path) -> Iterator[Reader]:
    """Give a reader of what `copy` fills an empty file with: the project at `path` as it is now.

    Raises `CannotOpen`, `CannotWrite` and `DiskFull` (of the disk with the temporary files).
    """
    with contextlib.ExitStack() as stack:
        try:
            # Only the person themselves may look into it.
            name = stack.enter_context(
                tempfile.TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True)
            )
            # The file's own name, so that a sentence about the copy is one about the project.
            place = Path(name) / path.name
            copy(place)
        except OSError as problem:
            kind = DiskFull if disk.is_full(problem) else CannotWrite
            sentence = tr("“{name}” could not be copied to be read in peace.", name=shown(path))
            hint = tr("Look whether the disk with the temporary files has room.")
            raise kind(sentence, hint, Where(str(path))) from problem
        yield stack.enter_context(Reader(place))
