"""Out of the project: the open article on paper. What goes out as a file has a room of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.ui.handlers.reading_state import ReadingState


class OutputHandlers:
    """The acts that write something beside the project."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"print": self.print_article}

    def print_article(self) -> None:
        """Show the open article as it will be on paper, and print it or write it as a PDF."""
        from annotator.ui.dialogs.printing import PrintDialog

        reading = self._reading
        dialog = PrintDialog(reading.host, reading.bridge.project, reading.page.article.id)
        dialog.done_with.connect(reading.say)
        dialog.open()
