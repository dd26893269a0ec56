"""What an import did: what came in, was known, was refused and why, how it was decoded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.language import tr, trn
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import plain_tip
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.project import ImportReport
    from annotator.project.importing.parsing import Encoding

_SOURCE, _WHAT, _ENCODING, _LINES = range(4)
_OTHERS = ("utf-8", "windows-1252", "windows-1256", "windows-1251", "iso-8859-1", "utf-16")


class ImportedDialog(Frame):
    """The list at the end of an import; the encoding of a file can be corrected in it."""

    undo_wanted = Signal()

    def __init__(
        self, parent: QWidget, report: ImportReport, again: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Show a report; `again` reads with other encodings, by the name of the source."""
        super().__init__(parent, tr("What came in"), width=820)
        self._again = again
        self._report = report
        self._choices: dict[str, ChoiceBox] = {}
        self.words(summary(report))
        for note in report.notes:
            self.words(note, font="small", ink="ink2")
        for loss in report.losses:
            self.words(f"{loss.item}: {loss.n} / {loss.of}. {loss.how}", font="small", ink="ink2")
        self.table = self._make_table()
        self.column.addWidget(self.table, 1)
        self.reread: QPushButton | None = None
        if report.new:
            self.button(tr("Undo the import"), self._undo)
        if self._choices:
            self.reread = self.button(tr("Read again"), self._read_again)
            self.reread.setEnabled(False)
        self.button(tr("Close"), self.accept, is_default=True)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setAccessibleName(tr("What came in"))
        table.setHorizontalHeaderLabels(
            [tr("source"), tr("what became of it"), tr("encoding"), tr("first lines")]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(36)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setMinimumHeight(self.room(240))
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(_LINES, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(_SOURCE, 160)
        header.resizeSection(_WHAT, 220)
        header.resizeSection(_ENCODING, 170)
        report = self._report
        known = set(report.known)
        for refused in report.refused:
            self._row(table, refused.source, refused.reason)
        for source in report.known:
            self._row(table, source, tr("this text is here already"))
        for source, encoding in report.encodings.items():
            if source not in known:
                self._row(table, source, tr("came in"), encoding)
        return table

    def _row(
        self, table: QTableWidget, source: str, what: str, encoding: Encoding | None = None
    ) -> None:
        row = table.rowCount()
        table.insertRow(row)
        name = QTableWidgetItem(Path(source).name)
        name.setToolTip(plain_tip(source))
        table.setItem(row, _SOURCE, name)
        cell = QTableWidgetItem(what)
        cell.setToolTip(plain_tip(what))
        table.setItem(row, _WHAT, cell)
        if encoding is None:
            # Nothing else is said of it: the reason has the whole line.
            table.setSpan(row, _WHAT, 1, _LINES - _WHAT + 1)
            return
        table.setItem(row, _LINES, QTableWidgetItem(" · ".join(encoding.first_lines)))
        if encoding.guessed:
            beside = QWidget()
            column(self._choice(row, source, encoding), of=beside, around=(0, 3, 12, 3))
            table.setCellWidget(row, _ENCODING, beside)
        else:
            table.setItem(row, _ENCODING, QTableWidgetItem(encoding.name))

    def _choice(self, row: int, source: str, encoding: Encoding) -> ChoiceBox:
        lines = {one.encoding: one.lines for one in encoding.alternatives}
        lines[encoding.name] = encoding.first_lines
        box = ChoiceBox(self)
        box.setAccessibleName(tr("Encoding of {source}", source=Path(source).name))
        guessed = tr("{encoding} (guessed)", encoding=encoding.name)
        others = [one for one in dict.fromkeys([*lines, *_OTHERS]) if one != encoding.name]
        box.fill([(guessed, encoding.name), *((one, one) for one in others)])

        def changed() -> None:
            shown = lines.get(str(box.currentData()), ())
            self.table.setItem(row, _LINES, QTableWidgetItem(" · ".join(shown)))
            if self.reread is not None:
                self.reread.setEnabled(bool(self._chosen()))

        box.currentIndexChanged.connect(changed)
        self._choices[source] = box
        return box

    def _chosen(self) -> dict[str, str]:
        return {
            source: str(box.currentData())
            for source, box in self._choices.items()
            if box.currentIndex() > 0
        }

    def _read_again(self) -> None:
        chosen = self._chosen()
        self.accept()
        if chosen:
            self._again(chosen)

    def _undo(self) -> None:
        self.accept()
        self.undo_wanted.emit()


def summary(report: ImportReport) -> str:
    """Give what an import did in one sentence."""
    parts = [trn("{n} article came in.", "{n} articles came in.", report.new)]
    if report.known:
        parts.append(
            trn(
                "{n} text is here already and was not imported again.",
                "{n} texts are here already and were not imported again.",
                len(report.known),
            )
        )
    if report.refused:
        parts.append(
            trn("{n} file could not be read.", "{n} files could not be read.", len(report.refused))
        )
    return " ".join(parts)
