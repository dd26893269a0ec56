"""Out of the project: the open article on paper. What goes out as a file has a room of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState


class OutputHandlers:
    """The acts that write something beside the project."""

    def __init__(self, reading: ReadingState, jobs: Jobs) -> None:
        """Act on what is read; a worker reads it for paper."""
        self._reading, self._jobs = reading, jobs

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"print": self.print_article}

    def print_article(self) -> None:
        """Show the open article as it will be on paper, and print it or write it as a PDF."""
        from annotator.ui.dialogs.printing import PrintDialog

        reading = self._reading
        project, article_id = reading.bridge.project, reading.page.article.id
        dialog = PrintDialog(reading.host, project, article_id, self._jobs)
        dialog.done_with.connect(reading.say)
        dialog.open()
