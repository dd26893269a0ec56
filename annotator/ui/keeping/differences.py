"""What differs between the chosen backup and the file now, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.project.keeping.against import articles_words, layer_words
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label

if TYPE_CHECKING:
    from annotator.project.keeping.against import LookedAt
    from annotator.store.backups.comparing import LayerAgainst

_LABELS, _LINE = 140, 24
_MOST = 4
_LONGEST = 24


class Differences(QWidget):
    """Articles, then each layer that differs; those that are the same stand in one line."""

    articles_wanted = Signal(object)
    """The ids of the articles in which a layer differs."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._when = Label("", "bold", parent=self)
        self._rest = CutLabel(tr("against the file now"), "ui", parent=self)
        self._lines = QWidget(self)
        head = row(self._when, (self._rest, 1), gap=4)
        self._column = column(head, self._lines, None, of=self, around=(0, 0, 0, 0), gap=4)

    def show_differences(self, when: str, looked: LookedAt | None) -> None:
        """Say how a backup of a time stands; None = it is being looked at."""
        self._when.setText(when)
        self._column.removeWidget(self._lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget(self)
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(2, 1)
        grid.setVerticalSpacing(2)
        self._fill(grid, looked)
        self._column.insertWidget(1, self._lines)
        self._lines.show()

    def _fill(self, grid: QGridLayout, looked: LookedAt | None) -> None:
        if looked is None:
            self._line(grid, tr("Articles"), tr("is being looked at …"))
            return
        found = looked.against
        if found is None:
            self._line(grid, "", looked.what() if not looked.is_sound else looked.why_not)
            return
        self._line(grid, tr("Articles"), articles_words(found))
        differing = [one for one in found.layers if not one.is_same()]
        for one in differing[:_MOST]:
            self._line(grid, tr("Layer {name}", name=_name(one)), layer_words(one), one.articles)
        left = len(differing) - _MOST
        if left > 0:
            more = trn("and {n} more layer", "and {n} more layers", left)
            self._line(grid, "", more)
        same = [_name(one) for one in found.layers if one.is_same()]
        if same:
            names = ", ".join(same[:_MOST]) + (" …" if len(same) > _MOST else "")
            self._line(grid, tr("Layer {name}", name=names), tr("the same"))

    def _line(
        self, grid: QGridLayout, label: str, words: str, articles: tuple[str, ...] = ()
    ) -> None:
        at = grid.rowCount() if grid.count() else 0
        grid.setRowMinimumHeight(at, _LINE)
        name = CutLabel(label, "ui", "ink2", parent=self._lines)
        name.setFixedWidth(_LABELS)
        grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignVCenter)
        said = Label(words, parent=self._lines)
        grid.addWidget(said, at, 1)
        if articles:
            said.setText(tr("{words}, in", words=words))
            n = trn("{n} article", "{n} articles", len(articles))
            cases = CasesButton(n, lambda: self.articles_wanted.emit(articles), self._lines)
            grid.addWidget(cases, at, 2, Qt.AlignmentFlag.AlignLeading)


def _name(layer: LayerAgainst) -> str:
    return isolated(shortened(layer.name, _LONGEST))
