"""Out of the project: an export, the open article on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

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
        """Ask for a file and write the open article into it: a PDF, to be printed as any other."""
        from annotator.ui.render import whole_page, write_pdf

        reading = self._reading
        page, context = reading.page, reading.bridge.context
        path = reading.bridge.project.path
        chosen, _ = QFileDialog.getSaveFileName(
            reading.host,
            tr("Print the article into a file"),
            str(path.with_name(f"{path.stem}.pdf")),
            "PDF (*.pdf)",
        )
        if not chosen:
            return
        view = whole_page(
            page, layer_id=context.layer.id, scheme=context.scheme, actors=context.actors
        )
        try:
            write_pdf(view, Path(chosen))
        finally:
            view.deleteLater()
        reading.say(tr("Written to {name}.", name=Path(chosen).name))


def _show(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
