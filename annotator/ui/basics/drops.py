"""What is dropped on the window: files and folders, or words. A drop is a copy, never a move."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

_COPY = Qt.DropAction.CopyAction


def allow(event: QDragMoveEvent) -> None:
    """Take files and words, as copies: what was dragged stays where it is, whatever key is held."""
    data = event.mimeData()
    if (data.hasUrls() or data.hasText()) and event.possibleActions() & _COPY:
        event.setDropAction(_COPY)
        event.accept()
    else:
        event.ignore()


def dropped(event: QDropEvent) -> tuple[tuple[Path, ...], str]:
    """Give the paths that were dropped, else the words."""
    event.setDropAction(_COPY)
    event.accept()
    data = event.mimeData()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return paths, data.text() if data.hasText() and not paths else ""
