"""Out of the project: an export, the open article on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.formats.export import ExportReport
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState


class OutputHandlers:
    """The acts that write something beside the project."""

    def __init__(self, reading: ReadingState, jobs: Jobs) -> None:
        """Act on what is read."""
        self._reading = reading
        self._jobs = jobs

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"export": self.export, "print": self.print_article}

    def export(self) -> None:
        """Ask how and where to export, then do it."""
        from annotator.ui.dialogs.export import ExportDialog, report_words

        reading = self._reading

        def written(report: ExportReport) -> None:
            folder = report.written.parent if report.written is not None else Path()
            show = Offer(tr("Open the folder"), lambda: _show(folder))
            reading.say(report_words(report), (show,))

        dialog = ExportDialog(reading.host, reading.bridge.project, self._jobs)
        dialog.written.connect(written)
        dialog.started.connect(lambda job: reading.working.emit(job, tr("Exporting")))
        dialog.open()

    def print_article(self) -> None:
        """Show the open article as it will be on paper, and print it or write it as a PDF."""
        from annotator.ui.dialogs.printing import PrintDialog

        reading = self._reading
        dialog = PrintDialog(reading.host, reading.bridge.project, reading.page.article.id)
        dialog.done_with.connect(reading.say)
        dialog.open()


def _show(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
