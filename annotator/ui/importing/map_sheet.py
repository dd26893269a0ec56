"""The sheet *What stands in which column?*: a table's columns, and what each becomes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from annotator.formats.rows.mapping import OWN, TARGETS, TEXT, as_toml, own_name
from annotator.language import tr, trn
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import column, row, rule
from annotator.ui.basics.buttons import CasesButton, KeyedWords
from annotator.ui.basics.keyboard import digit_of
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.importing.words import value_words
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from annotator.formats.rows.mapping import Column, Columns, SourceMap

_NAME, _BOX, _WHY, _LONGEST = 110, 180, 190, 60
_HEADER_ROWS = 5
"""In one of the first rows stand the headers."""
_MOST_ROWS = 12
"""How many rows that were left out are named."""
_DATE = "date"


class MapSheet(Sheet):
    """One line a column; the date is asked once, with an example."""

    look_wanted = Signal(object)
    """The rows are to be read by this `SourceMap`."""
    again_wanted = Signal(object)
    """The columns are to be looked at once more: another sheet, header or date column."""
    save_wanted = Signal(str, str)
    """The map is to be kept in a file: where, and its words."""

    def __init__(self, parent: QWidget, columns: Columns) -> None:
        """Show columns as they were guessed."""
        super().__init__(tr("What stands in which column?"), parent, status=tr("Articles in"))
        self.status_facts = (tr("nothing is written yet"),)
        self.columns = columns
        self.boxes: dict[str, ChoiceBox] = {}
        self.readings: list[KeyedWords] = []
        self._order = columns.map.date_order
        self._asked = QWidget(self)
        self._heads()
        self.put(self._table())
        if columns.left_out:
            self._left_out()
        self._keep()
        self.leave_button()
        self.main = self.button("", self._look, is_default=True)
        self.first = next(iter(self.boxes.values()), None)
        self._say()

    # --- what is shown --------------------------------------------------------------------------

    def _heads(self) -> None:
        """Say beside the title what is read: the sheet and the row of the headers can be others."""
        columns = self.columns
        rows = trn("{n} row", "{n} rows", columns.n_rows)
        self.facts.setText(f"{isolated(columns.source)}  ·  {rows}")
        self.sheets = self._small_box(tr("Sheet"))
        self.sheets.fill([(one, one) for one in columns.sheets], columns.map.sheet)
        self.sheets.setVisible(len(columns.sheets) > 1)
        self.header = self._small_box(tr("Header in row"))
        now = columns.map.header or (1,)
        rows_of = [(n,) for n in range(1, _HEADER_ROWS + 1)]
        choices = dict.fromkeys([*rows_of, now])
        self.header.fill(
            [(tr("header in row {n}", n=" + ".join(map(str, one))), one) for one in choices], now
        )
        self.header.setVisible(bool(columns.map.header))
        for box in (self.sheets, self.header):
            self.head.addWidget(box)
            box.activated.connect(lambda _at: self._again())

    def _small_box(self, name: str) -> ChoiceBox:
        made = ChoiceBox(self)
        made.setAccessibleName(name)
        return made

    def _table(self) -> QWidget:
        whole = QWidget(self)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        heads = (tr("Column"), tr("First three values"), tr("becomes"), tr("because"))
        for n, words in enumerate(heads):
            grid.addWidget(Label(words, "small", "ink2", parent=whole), 0, n)
        grid.addWidget(rule(whole), 1, 0, 1, 4)
        for n, one in enumerate(self.columns.columns):
            self._line(grid, 3 * n + 2, one, whole)
        return whole

    def _line(self, grid: QGridLayout, at: int, one: Column, parent: QWidget) -> None:
        name = CutLabel(one.header, "bold", parent=parent)
        name.setFixedWidth(_NAME)
        words = (" ".join(value.split()) for value in one.first)
        values = " · ".join(shortened(value, _LONGEST) or tr("(empty)") for value in words)
        box = self.boxes[one.header] = ChoiceBox(parent)
        box.setAccessibleName(tr("{column} becomes", column=one.header))
        box.setFixedWidth(_BOX)
        box.setMinimumHeight(28)
        box.fill(self._choices(one), one.becomes)
        box.currentIndexChanged.connect(partial(self._changed, one.header))
        box.installEventFilter(self)
        because = CutLabel(one.because, "small", "ink2", parent=parent)
        because.setFixedWidth(_WHY)
        first = CutLabel(isolated(values), "ui", "ink2", parent=parent)
        for n, widget in enumerate((name, first, box, because)):
            grid.addWidget(widget, at, n)
        if one.becomes == _DATE and self.columns.date is not None:
            self._ask_order(parent)
            grid.addWidget(self._asked, at + 1, 1, 1, 3)
        grid.addWidget(rule(parent), at + 2, 0, 1, 4)

    def _choices(self, one: Column) -> list[tuple[str, object]]:
        own = one.becomes if one.becomes.startswith(OWN) else f"{OWN}{own_name(one.header)}"
        named = tr("own field: {name}", name=own.removeprefix(OWN))
        found: list[tuple[str, object]] = [(target_words(target), target) for target in TARGETS]
        return [*found, (named, own), (tr("left out"), "")]

    def _ask_order(self, parent: QWidget) -> None:
        """Ask once how dates are read that could be read in two ways."""
        question = self.columns.date
        if question is None:
            return
        self._asked.setParent(parent)
        self._order = question.chosen or self._order
        for n, (order, date) in enumerate(question.readings, start=1):
            one = KeyedWords(str(n), self._asked)
            one.say(isolated(value_words(_DATE, date)), is_current=order == self._order)
            one.clicked.connect(partial(self._choose_order, n - 1))
            self.readings.append(one)
        example = Label(tr("{date} is", date=question.example), "ui", "ink2", parent=self._asked)
        why = tr("{date} can only be read so", date=isolated(question.settled_by))
        why = why if question.settled_by else ""
        settled = CutLabel(why, "small", "ink2", parent=self._asked)
        row(example, *self.readings, (settled, 1), of=self._asked, around=(0, 0, 0, 0), gap=8)

    def _choose_order(self, at: int) -> None:
        question = self.columns.date
        if question is None or not 0 <= at < len(question.readings):
            return
        self._order = question.readings[at][0]
        for (order, date), one in zip(question.readings, self.readings, strict=True):
            one.say(isolated(value_words(_DATE, date)), is_current=order == self._order)

    def _left_out(self) -> None:
        left = self.columns.left_out
        reasons = [Label(tr("row {n}: {reason}", n=one.row, reason=one.reason), "small", "ink2",
                         parent=self, wraps=True) for one in left[:_MOST_ROWS]]  # fmt: skip
        more = len(left) - len(reasons)
        if more:
            words = trn("and {n} more like these", "and {n} more like these", more)
            reasons.append(Label(words, "small", "ink2", parent=self))
        opened = QWidget(self)
        column(*reasons, of=opened, around=(0, 0, 0, 0), gap=2)
        opened.hide()
        said = trn("{n} row", "{n} rows", len(left))
        rows = ", ".join(str(one.row) for one in left[:_MOST_ROWS])
        button = CasesButton(f"{said}: {rows}{' …' if more else ''}",
                             lambda: opened.setVisible(opened.isHidden()), self)  # fmt: skip
        none = CutLabel(tr("no row is left out without being listed"), "ui", "ink2", parent=self)
        self.part(tr("Left out"), row(button, (none, 1), gap=8), opened)

    def _keep(self) -> None:
        words = tr("kept in the project, and used by itself the next time these columns come")
        self.save = CasesButton(tr("Save as a file …"), self._save, self)
        kept = CutLabel(words, "ui", "ink2", parent=self)
        self.part(tr("This map"), row((kept, 1), self.save, gap=8))

    # --- what is chosen -------------------------------------------------------------------------

    def _changed(self, header: str, _at: int) -> None:
        """Let no two columns become the same; the one chosen first becomes a field of its own."""
        chosen = self.boxes[header].currentData()
        for one, box in self.boxes.items():
            if one != header and chosen in TARGETS and box.currentData() == chosen:
                box.setCurrentIndex(box.count() - 2)
        if _DATE in (chosen, self._was(header)) and self.given() != self.columns.map:
            self._again()
        self._say()

    def _was(self, header: str) -> str:
        return next((one.becomes for one in self.columns.columns if one.header == header), "")

    def given(self) -> SourceMap:
        """Give the map as it is chosen now."""
        became = {header: str(box.currentData()) for header, box in self.boxes.items()}
        return replace(
            self.columns.map,
            columns={one: header for header, one in became.items() if one in TARGETS},
            fields={header: one.removeprefix(OWN) for header, one in became.items()
                    if one not in TARGETS},
            date_order=self._order,
        )  # fmt: skip

    def _again(self) -> None:
        """Look at the columns once more; another sheet or header has others."""
        given, header = self.given(), self.header.currentData()
        sheet = str(self.sheets.currentData() or "")
        if sheet != given.sheet or (header and header != given.header):
            given = replace(given, columns={}, fields={}, sheet=sheet, header=header or ())
        self.again_wanted.emit(given)

    def _say(self) -> None:
        n = self.columns.n_rows - len(self.columns.left_out)
        has_text = TEXT in (box.currentData() for box in self.boxes.values())
        self.main.setText(trn("Look at {n} article", "Look at {n} articles", n))
        self.main.updateGeometry()
        self.main.setEnabled(has_text and n > 0)
        self.verdict.setText("" if has_text else tr("No column is the text: choose one."))

    def _look(self) -> None:
        self.main.setEnabled(False)
        self.look_wanted.emit(self.given())

    def _save(self) -> None:
        proposed = self.columns.source.rpartition("/")[2].rpartition(".")[0] or "map"
        found, _ = QFileDialog.getSaveFileName(
            self, tr("Save the map"), f"{proposed}.toml", tr("Maps (*.toml)")
        )
        if found:
            self.save_wanted.emit(found, as_toml(self.given()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits answer how dates are read."""
        if not self._answers(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take digits before a box looks for what begins with them."""
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        return (is_press and self._answers(event)) or super().eventFilter(watched, event)  # type: ignore[arg-type]  # a press

    def _answers(self, event: QKeyEvent) -> bool:
        digit = digit_of(event)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not digit or held or digit > len(self.readings):
            return False
        self._choose_order(digit - 1)
        return True


def target_words(target: str) -> str:
    """Give what a column becomes, in words."""
    return {
        "text": tr("text"),
        "title": tr("headline"),
        "date": tr("date"),
        "outlet": tr("outlet"),
        "url": tr("address"),
        "byline": tr("byline"),
        "language": tr("language"),
        "id": tr("number of its own"),
    }[target]
