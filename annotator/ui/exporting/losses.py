"""What an export cannot keep, a line each; a number opens its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.ui.basics.building import column, row, row_line
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from annotator.formats.base import ExportPlan, Format
    from annotator.model.bundle import Loss

_ITEMS, _LEAST_ITEM, _NUMBER, _LINE = 170, 84, 56, 28
_WIDE = 440
"""Below that width what becomes of a thing would have less room than its name."""
_HISTORY = "history"


class LossTable(QWidget):
    """The head with what goes out, then what is changed or left out."""

    cases_wanted = Signal(object)
    """A `Loss` whose cases are to be shown."""

    def __init__(self, parent: QWidget) -> None:
        """Begin while it is counted."""
        super().__init__(parent)
        self.setAccessibleName(tr("What it cannot keep"))
        self.kept = CutLabel("", "small", "ink2", parent=self, name="kept")
        self.also = Label("", "small", "ink2", parent=self, wraps=True)
        self.numbers: list[CasesButton] = []
        self._names: list[CutLabel] = []
        self._table = QWidget(self)
        head = row(Label(tr("What it cannot keep"), "bold", parent=self), (self.kept, 1), gap=8)
        self._column = column(
            head, self._table, self.also, of=self, around=(0, 12, 0, 0), gap=4
        )  # fmt: skip

    def say_counting(self, *, waits: bool = False) -> None:
        """Say that other numbers are coming, or wait for a choice; the old ones stay until then."""
        self.kept.setText(tr("not counted yet") if waits else tr("counting …"))

    def show_plan(self, plan: ExportPlan, chosen: Format) -> None:
        """Show what would go out, and what would be lost of it."""
        self.kept.setText(kept_words(plan))
        lines = [one for one in plan.losses if one.item != _HISTORY]
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(3, 1)
        self.numbers, self._names = [], []
        for n, one in enumerate(lines):
            self._line(grid, 2 * n, one, table)
        if not lines:
            none = tr("Nothing of what is marked is lost.")
            grid.addWidget(Label(none, "ui", "ink", parent=table), 0, 0, 1, 4)
        self._column.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        table.show()
        history = [one.how.rstrip(".") for one in plan.losses if one.item == _HISTORY]
        never = history or [tr(one) for one in chosen.always_lost]
        self.also.setText(tr("Not in it: {how}.", how=", ".join(never)) if never else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what becomes of things the width to be read in."""
        super().resizeEvent(event)
        for one in self._names:
            one.setFixedWidth(self._name_width())

    def _name_width(self) -> int:
        return _ITEMS if self.width() >= _WIDE else _LEAST_ITEM

    def _line(self, grid: QGridLayout, at: int, loss: Loss, table: QWidget) -> None:
        name = CutLabel(item_words(loss.item), "ui", parent=table)
        name.setFixedWidth(self._name_width())
        self._names.append(name)
        number: QWidget
        if loss.cases:
            number = CasesButton(f"{loss.n:,}", lambda: self.cases_wanted.emit(loss), table)
            number.setAccessibleName(f"{item_words(loss.item)}: {loss.n:,}")
            self.numbers.append(number)
        else:
            number = Label(f"{loss.n:,}", "small", parent=table)
        number.setMinimumHeight(_LINE)
        of = Label(tr("of {n}", n=f"{loss.of:,}"), "small", "ink2", parent=table)
        of.setMinimumWidth(_NUMBER)
        far = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        how = Label(loss.how, "ui", "ink2", parent=table, wraps=True)
        grid.addWidget(name, at, 0)
        grid.addWidget(number, at, 1, far)
        grid.addWidget(of, at, 2)
        grid.addWidget(how, at, 3)
        grid.addWidget(row_line(table), at + 1, 0, 1, 4)


def kept_words(plan: ExportPlan) -> str:
    """Give how much an export would hold, and how that is made sure of."""
    counts = plan.counts
    return tr(
        "{articles}, {spans}, {links} in {files}; read back and compared after writing",
        articles=trn("{n} article", "{n} articles", counts.articles),
        spans=trn("{n} span", "{n} spans", counts.spans),
        links=trn("{n} link", "{n} links", counts.links),
        files=trn("{n} file", "{n} files", len(plan.files)),
    )


def item_words(item: str) -> str:
    """Give a kind of thing that is lost, in words; of “attribute.words” that of “attribute”."""
    known = {
        "span": tr("spans"),
        "part": tr("spans of several parts"),
        "span.place": tr("places of spans"),
        "span.created": tr("times of spans"),
        "link": tr("links"),
        "note": tr("notes"),
        "region": tr("regions"),
        "attribute": tr("values"),
        "value": tr("free values"),
        "decision": tr("decisions"),
        "named": tr("sets under names"),
        "actor": tr("actors"),
        "role": tr("dated roles"),
        "span.actor": tr("actors of spans"),
        "article.replaces": tr("older versions"),
        "text": tr("texts"),
        "text.shared": tr("names"),
        "state": tr("states"),
        "source": tr("addresses and files"),
        "article": tr("articles"),
        "ents": tr("entities"),
        "field": tr("fields of your own"),
        "control": tr("control characters"),
        "layer": tr("layers"),
        "scheme": tr("the coding scheme"),
    }
    return known.get(item) or known.get(item.partition(".")[0]) or item
