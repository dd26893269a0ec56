"""What became of the file, as the window says it: the sentence, the word of the status bar."""

from __future__ import annotations

from annotator.language import tr
from annotator.project.keeping.watch import FileFate, FileState


def word_of(fate: FileFate) -> str:
    """Give what the status bar says in place of what is saved; "" where nothing is wrong."""
    match fate.state:
        case FileState.DELETED:
            return tr("the file is gone")
        case FileState.MOVED:
            return tr("the file was moved")
        case FileState.REPLACED:
            return tr("the file was replaced by another program")
        case FileState.OLDER:
            return tr("the file is older than what was saved")
        case FileState.OTHER | FileState.DAMAGED:
            return tr("the file was changed by another program")
        case FileState.SAME:
            return ""
