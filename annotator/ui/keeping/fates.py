"""What became of the file, as the window says it: the sentence, the word of the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.project.keeping.watch import FileFate, FileState
from annotator.project.step_names import step_name
from annotator.store.outside.place import is_renamed
from annotator.text.clock import clock_time
from annotator.text.words import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from annotator.model.changes import Step


def word_of(fate: FileFate, path: Path) -> str:
    """Give what the status bar says of the file at a path instead of what is saved, or ""."""
    match fate.state:
        case FileState.DELETED:
            return tr("the file is gone")
        case FileState.MOVED if fate.at is not None and is_renamed(path, fate.at):
            return tr("the file was renamed")
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


def named_steps(steps: Iterable[Step], *, nameless: bool) -> list[str]:
    """Give when each step was done and what it is called; without those whose words are unknown."""
    return [
        tr("{time} {step}", time=clock_time(one.at), step=isolated(name))
        for one in steps
        if (name := step_name(one, nameless=nameless))
    ]
