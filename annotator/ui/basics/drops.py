"""What is dropped on the window: files and folders, or words."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


def allow(event: QDragEnterEvent) -> None:
    """Take files and words."""
    if event.mimeData().hasUrls() or event.mimeData().hasText():
        event.acceptProposedAction()


def dropped(event: QDropEvent) -> tuple[tuple[Path, ...], str]:
    """Give the paths that were dropped, else the words."""
    event.acceptProposedAction()
    data = event.mimeData()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return paths, data.text() if data.hasText() and not paths else ""
