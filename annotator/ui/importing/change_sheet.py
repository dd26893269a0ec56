"""The sheet *Change n articles*: what stands in each field now, and what it is to become."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from annotator.project.acts.articles import checked_value
from annotator.project.importing.changing import guard_names
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import field, row
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.importing.words import field_words, value_words
from annotator.ui.popups.box import ChoiceBox, TickBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.project.importing.changing import FieldsNow

_NAME, _NOW, _NONE, _LONGEST = 110, 260, 90, 40
_MOST_VALUES = 50
"""So many values of a field can be picked; where there are more, those of most articles."""


class WantedFields(NamedTuple):
    """What is to become of fields, by name; of some only where a value stands now."""

    values: Mapping[str, str]
    instead_of: Mapping[str, str]


class ChangeSheet(Sheet):
    """A line for each field; one that is not touched stays as it is."""

    wanted = Signal(object)
    """What is to become of the fields, as `WantedFields`: first it is shown what changes."""

    def __init__(self, parent: QWidget, now: FieldsNow) -> None:
        """Show what stands in the fields of some articles."""
        title = trn("Change {n} article", "Change {n} articles", now.n)
        super().__init__(title, parent, status=tr("Change articles"))
        self.status_facts = (tr("nothing is written yet"),)
        self._now = now
        own = [one for one in now.values if one not in _FIRST]
        names = (*_FIRST, *own, *(one for one in now.others if one not in now.hidden))
        self._grid_of = QWidget(self)
        self._grid = grid = QGridLayout(self._grid_of)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        heads = (tr("Field"), tr("stands there now"), tr("becomes"))
        for at, words in enumerate(heads):
            grid.addWidget(Label(words, "small", "ink2", parent=self._grid_of), 0, at)
        self.lines = {name: self._line(name) for name in names}
        self.new_name = field("", self._grid_of)
        self.new_name.setAccessibleName(tr("Name of a new field of your own"))
        self.new_name.setPlaceholderText(tr("a new field"))
        self.new_line = _FieldLine("", None, self._grid_of)
        self._put(self.new_name, self.new_line)
        self.new_line.field.setAccessibleName(tr("Value of the new field"))
        self.put(self._grid_of)
        self.leave_button()
        self.main = self.button(tr("See what changes …"), self._look, is_default=True)
        self.first = self.lines[names[0]].field
        for one in (*self.lines.values(), self.new_line):
            one.touched.connect(self._say)
        self.new_name.textChanged.connect(self._say)
        self._say()

    def _line(self, name: str) -> _FieldLine:
        made = _FieldLine(name, self._now, self._grid_of)
        label = CutLabel(field_words(name), "bold", parent=self._grid_of)
        label.setFixedWidth(_NAME)
        self._put(label, made)
        return made

    def _put(self, label: QWidget, line: _FieldLine) -> None:
        at = 2 * self._grid.rowCount()
        label.setFixedWidth(_NAME)
        self._grid.addWidget(label, at, 0)
        self._grid.addWidget(line.now, at, 1)
        self._grid.addLayout(row((line.field, 1), line.none, gap=12), at, 2)
        self._grid.addWidget(line.says, at + 1, 2)

    def named_lines(self) -> dict[str, _FieldLine]:
        """Give the lines by the fields they are about, a new one too where it is named."""
        new = self.new_name.text().strip()
        return self.lines | ({new: self.new_line} if new else {})

    def wanted_now(self) -> WantedFields:
        """Give what is to become of the fields that were touched."""
        touched = {name: one for name, one in self.named_lines().items() if one.is_touched}
        only = {name: one.only() for name, one in touched.items()}
        values = {name: one.value() for name, one in touched.items()}
        return WantedFields(values, {name: one for name, one in only.items() if one is not None})

    def _say(self) -> None:
        n = len(self.wanted_now().values)
        said = trn("{n} field is touched; all others stay as they are.",
                   "{n} fields are touched; all others stay as they are.", n)  # fmt: skip
        self.verdict.setText(said if n else tr("A field that you do not touch stays as it is."))
        self.main.setEnabled(bool(n))

    def _look(self) -> None:
        """Ask what would change, if all values are good; else say in the field what is wrong."""
        wanted, bad = self.wanted_now(), None
        for name, line in self.named_lines().items():
            problem = self._problem(name, wanted.values) if name in wanted.values else ""
            line.say(problem)
            bad = bad or (line if problem else None)
        if self.new_line.is_touched and not self.new_name.text().strip():
            self.new_line.say(tr("How is the new field called?"))
            bad = bad or self.new_line
        self.lay_out(self._grid_of)
        if bad is None:
            self.wanted.emit(wanted)
        else:
            bad.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_part(bad.says)

    def _problem(self, name: str, values: Mapping[str, str]) -> str:
        known = (*self._now.values, *self._now.others)
        try:
            guard_names([name], known)
            checked_value(name, values[name])
        except AnnotatorError as problem:
            return problem.sentence()
        return ""


_FIRST = ("outlet", "date", "language", "byline", "url")
"""The fields that every article has, in the order of the sheet."""


class _FieldLine(QObject):
    """What stands in one field, what it becomes, and what is wrong with that."""

    touched = Signal()

    def __init__(self, name: str, now: FieldsNow | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        counts = None if now is None else now.values.get(name)
        values = [] if counts is None else [one for one, _ in counts.most_common()]
        self.choices = ChoiceBox(parent)
        self.choices.setVisible(len(values) > 1)
        self.now: QWidget = self.choices
        if counts is not None and len(values) > 1:
            self.choices.setAccessibleName(tr("{field}: which are changed", field=self._called()))
            every = (tr("{n} different", n=len(values)), None)
            some = counts.most_common(_MOST_VALUES)
            self.choices.fill([every, *((self._counted(*one), (one[0],)) for one in some)])
            self.choices.currentIndexChanged.connect(lambda _at: self.touched.emit())
        else:
            words = self._shown(values[0]) if values else tr("(empty)")
            self.now = CutLabel(words if now is not None else "", "ui", "ink2", parent=parent)
        self.now.setFixedWidth(_NOW)
        self.field = field("", parent)
        self.field.setAccessibleName(tr("{field} becomes", field=self._called()))
        self.none = TickBox(tr("empty it"), parent)
        self.none.setAccessibleName(tr("empty {field}", field=self._called()))
        self.none.setFixedWidth(_NONE)
        self.none.setEnabled(any(values) and name != "language")
        self.says = Label("", "small", "ink2", parent=parent, wraps=True)
        self.says.hide()
        if values and name != "date":
            completer = QCompleter([one for one in values[:_MOST_VALUES] if one], self.field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.field.setCompleter(completer)
        is_hidden = now is not None and name in now.hidden
        for one in (self.field, self.none, self.choices):
            one.setEnabled(one.isEnabled() and not is_hidden)
        if is_hidden:
            self.say(tr("hidden until the articles are done"))
        self.field.textChanged.connect(lambda _words: self._changed())
        self.none.toggled.connect(lambda _is: self._changed())
        self._say_stays()

    def _called(self) -> str:
        return field_words(self._name)

    def _shown(self, value: str) -> str:
        return isolated(value_words(self._name, value)) if value else tr("(empty)")

    def _counted(self, value: str, n: int) -> str:
        return tr("only {value} ({n})", value=shortened(self._shown(value), _LONGEST), n=n)

    def _say_stays(self) -> None:
        stays = tr("YYYY-MM-DD, YYYY-MM or YYYY") if self._name == "date" else ""
        stays = tr("a code: en, fa, prs") if self._name == "language" else stays
        stays = stays or (tr("stays as it is") if self._name else tr("its value"))
        self.field.setPlaceholderText(tr("becomes empty") if self.none.isChecked() else stays)

    def _changed(self) -> None:
        self.field.setEnabled(not self.none.isChecked())
        self._say_stays()
        self.say("")
        self.touched.emit()

    @property
    def is_touched(self) -> bool:
        """Whether the field is to become something."""
        return self.none.isChecked() or bool(self.field.text().strip())

    def value(self) -> str:
        """Give what it is to become; "" = empty."""
        return "" if self.none.isChecked() else " ".join(self.field.text().split())

    def only(self) -> str | None:
        """Give the value that it changes from; None = whatever stands there."""
        picked = self.choices.currentData()
        return None if picked is None else str(picked[0])

    def say(self, words: str) -> None:
        """Say what is wrong with it, or nothing."""
        self.says.setText(words)
        self.says.setVisible(bool(words))
