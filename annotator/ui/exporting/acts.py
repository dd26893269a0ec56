"""What the act *Export …* does, for one open project."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.text.ranges import Range
from annotator.ui.basics.messages import Offer
from annotator.ui.led_to import lead_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.formats.export import ExportReport
    from annotator.model.bundle import Loss
    from annotator.project.going_out.recipes import RecipeRun
    from annotator.ui.exporting.sheet import ExportSheet, Wanted
    from annotator.ui.led_to import Looking


class ExportSheets:
    """The sheet of exports, what leads from it into articles, and back."""

    def __init__(self, host: Looking) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does the act, by its name."""
        return {"export": self.show}

    def show(self, wanted: Wanted | None = None) -> None:
        """Ask what is to go out, how and where; `wanted` is what was asked before."""
        from annotator.ui.exporting.sheet import ExportSheet

        host = self._host
        sheet = ExportSheet(host)
        if wanted is not None:
            sheet.show_wanted(wanted)
        sheet.written.connect(partial(self._written, sheet))
        sheet.written_again.connect(partial(self._written_again, sheet))
        sheet.started.connect(lambda job: host.reading.working.emit(job, tr("Exporting")))
        sheet.place_wanted.connect(partial(self._lead_to, sheet))
        sheet.cases_wanted.connect(partial(self._show_cases, sheet))
        host.over.show(sheet)

    def _written_again(self, sheet: ExportSheet, made: RecipeRun) -> None:
        self._written(sheet, made.report, made.since.words())

    def _written(self, sheet: ExportSheet, report: ExportReport, more: str = "") -> None:
        from annotator.ui.exporting.sheet import report_words

        folder = report.written.parent if report.written is not None else Path()
        sheet.leave()
        offer = Offer(tr("Open the folder"), lambda: _show(folder))
        words = report_words(report)
        said = tr("{words} ({more})", words=words, more=more) if more else words
        self._host.reading.said.emit(said, (offer,))

    def _show_cases(self, sheet: ExportSheet, loss: Loss) -> None:
        """List what is lost; one leads to its place, Esc there back to the sheet."""
        from annotator.ui.exporting.losses import item_words
        from annotator.ui.scheme.cases import CodedPlace, PassagesForm

        host = self._host
        places = [CodedPlace(one.article_id, "", one.at or Range(0, 1)) for one in loss.cases]
        title = f"{item_words(loss.item)}: {loss.how}"
        form = PassagesForm(host.workspace, host.project, host.jobs, title, lambda _cancel: places)
        form.chosen.connect(lambda article_id, _layer, at: self._lead_to(sheet, article_id, at))
        form.open()

    def _lead_to(self, sheet: ExportSheet, article_id: str, at: Range) -> None:
        host = self._host
        back = partial(self.show, sheet.wanted())
        lead_to(host, article_id, at, host.bridge.layer_id, back)


def _show(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
