"""Print: the open article on paper as it will be, then to a printer or into a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import disk
from annotator.errors import CannotWrite
from annotator.formats.reading_copy.markup import GENERATOR
from annotator.language import tr
from annotator.text.words import isolated
from annotator.ui.basics.building import later
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.labels import Label
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.sheets import SheetsPreview
from annotator.ui.popups.box import ChoiceBox
from annotator.ui.render import MARGINS, draw_in_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.formats.base import PaperText
    from annotator.project import Project
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.work import Cancel, Progress

_ALL = _AS_PDF = ""
_SIZES = (
    ("A4", QPageSize.PageSizeId.A4),
    ("A3", QPageSize.PageSizeId.A3),
    ("A5", QPageSize.PageSizeId.A5),
    ("Letter", QPageSize.PageSizeId.Letter),
    ("Legal", QPageSize.PageSizeId.Legal),
)
_PREVIEW, _OTHERS = 460, 260
"""How high the sheets are where there is room, and all else of the form."""


class PrintDialog(Frame):
    """Shows the sheets, asks for layers, paper and where to, and prints."""

    done_with = Signal(str)
    """A sentence that says what was printed or written."""

    def __init__(self, parent: QWidget, project: Project, article_id: str, jobs: Jobs) -> None:
        """Show an article of a project, which a worker reads."""
        super().__init__(parent, tr("Print the article"), width=720)
        self._project, self._article_id, self._jobs = project, article_id, jobs
        self._job: Job[tuple[PaperText, ...]] | None = None
        self._drawing: Iterator[int] = iter(())
        self._then: Callable[[int], None] = lambda _n: None
        self._n_drawn, self._path = 0, project.path
        self._turn = later(self, 0, self._draw_on)
        self._texts: tuple[PaperText, ...] = ()
        self.layers = ChoiceBox(self)
        self.layers.addItem(tr("all layers"), _ALL)
        for layer in project.layers():
            self.layers.addItem(layer.name, layer.id)
        self.size_of_paper = ChoiceBox(self)
        self.size_of_paper.fill(_SIZES)
        self.turned = ChoiceBox(self)
        self.turned.addItem(tr("upright"), QPageLayout.Orientation.Portrait)
        self.turned.addItem(tr("on its side"), QPageLayout.Orientation.Landscape)
        self.to = ChoiceBox(self)
        self._list_printers()
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.printer.setCreator(GENERATOR)
        self.preview = SheetsPreview(self)
        self.preview.setAccessibleName(tr("The sheets as they will be printed"))
        self.preview.setMinimumHeight(self.room(_PREVIEW + _OTHERS) - _OTHERS)
        self._lay_out()
        self.button(tr("Cancel"), self.reject)
        self.go = self.button(tr("Print"), self.print_or_write, is_default=True)
        self.go.setEnabled(False)
        self.preview.changed.connect(self._say_sheet)
        self.finished.connect(lambda _how: self._stop())
        for box in (self.size_of_paper, self.turned):
            box.currentIndexChanged.connect(lambda _index: self._show())
        self.layers.currentIndexChanged.connect(lambda _index: self._read())
        self.to.currentIndexChanged.connect(lambda _index: self._say_to())
        self._read()
        self._say_to()

    def _list_printers(self) -> None:
        usual = QPrinterInfo.defaultPrinterName()
        for name in QPrinterInfo.availablePrinterNames():
            self.to.addItem(name, name)
        self.to.addItem(tr("a PDF file"), _AS_PDF)
        self.to.setCurrentIndex(max(0, self.to.findData(usual)))

    def _lay_out(self) -> None:
        lines = FormLines()
        lines.line(tr("Layers"), (self.layers, 1))
        lines.line(tr("Paper"), (self.size_of_paper, 1), (self.turned, 1))
        lines.line(tr("To"), (self.to, 1))
        self.before = KeyButton(tr("Sheet before"), parent=self)
        self.next = KeyButton(tr("Next sheet"), parent=self)
        self.sheet = Label("", "small", "ink2", parent=self)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        lines.line(tr("Sheets"), self.before, self.next, (self.sheet, 1))
        self.column.addLayout(lines)
        self.column.addWidget(self.preview, 1)

    # --- what is shown ------------------------------------------------------------------------

    def _read(self) -> None:
        """Take the article with the marks of the chosen layers."""
        layer_id = str(self.layers.currentData())
        layers = None if layer_id == _ALL else [layer_id]
        project, article_id = self._project, self._article_id

        def read(_progress: Progress, _cancel: Cancel) -> tuple[PaperText, ...]:
            return project.to_print(article_id, layers=layers)

        def then(texts: tuple[PaperText, ...]) -> None:
            self._texts = texts
            self._show()

        self._stop()
        self._job = self._jobs.start(read, then)

    def _set_paper(self) -> None:
        layout = QPageLayout(
            QPageSize(self.size_of_paper.currentData()),
            self.turned.currentData(),
            MARGINS,
            QPageLayout.Unit.Millimeter,
        )
        self.printer.setPageLayout(layout)

    def _show(self) -> None:
        self._stop()
        self._set_paper()
        self.go.setEnabled(bool(self._texts))
        self.preview.show_texts(self._texts, self.printer.pageLayout())

    def turn(self, by: int) -> None:
        """Show another sheet."""
        self.preview.turn_to(self.preview.current_page() + by)

    def _say_sheet(self) -> None:
        n, of = self.preview.current_page(), self.preview.page_count()
        self.sheet.setText(tr("{n} of {of}", n=n, of=of) if of else "")
        self.before.setEnabled(n > 1)
        self.next.setEnabled(n < of)

    def _say_to(self) -> None:
        as_pdf = self.to.currentData() == _AS_PDF
        self.go.setText(tr("Write …") if as_pdf else tr("Print"))
        is_alone = self.to.count() == 1
        self.verdict.setText(
            tr("No printer is set up on this computer: write a PDF.") if is_alone else ""
        )

    # --- what is done -------------------------------------------------------------------------

    def print_or_write(self) -> None:
        """Print on the chosen printer, or ask for a file and write into it."""
        name = str(self.to.currentData())
        if name == _AS_PDF:
            self._ask_for_file()
            return
        self.printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
        self.printer.setPrinterName(name)
        self._set_paper()

        def then(n: int) -> None:
            if not n:
                self.verdict.setText(tr("The printer {name} takes nothing.", name=isolated(name)))
                return
            self.accept()
            self.done_with.emit(tr("Printed on {name}.", name=isolated(name)))

        self._begin(draw_in_turns(self._texts, self.printer), then)

    def _begin(self, drawing: Iterator[int], then: Callable[[int], None]) -> None:
        """Draw a sheet in each turn of the loop, the first now; `then` is told how many."""
        self._drawing, self._then, self._n_drawn = drawing, then, 0
        self.go.setEnabled(False)
        self._draw_on()

    def _draw_on(self) -> None:
        try:
            n = next(self._drawing, None)
        except OSError:
            self.go.setEnabled(True)
            said = tr("{path} could not be written.", path=self._path)
            self.verdict.setText(CannotWrite(said, tr("Choose another folder.")).sentence())
            return
        if n is not None:
            self._n_drawn = n
            self._turn.start()
            return
        self.go.setEnabled(True)
        self._then(self._n_drawn)

    def _stop(self) -> None:
        """Read and draw no more: what was begun is dropped, and nothing is left of it."""
        if self._job is not None:
            self._job.cancel()
        self._turn.stop()
        self._drawing = iter(())

    def _ask_for_file(self) -> None:
        path = self._project.path
        title = tr("Print the article into a file")
        start = str(path.with_name(f"{path.stem}.pdf"))
        chosen, _ = QFileDialog.getSaveFileName(self, title, start, "PDF (*.pdf)")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the sheets as a PDF, whole or not at all."""

        def drawn() -> Iterator[int]:
            with disk.whole(path) as beside:
                self.printer.setOutputFileName(str(beside))
                yield from draw_in_turns(self._texts, self.printer)

        def then(_n: int) -> None:
            self.accept()
            self.done_with.emit(tr("Written to {name}.", name=isolated(path.name)))

        self._path = path
        self._begin(drawn(), then)
