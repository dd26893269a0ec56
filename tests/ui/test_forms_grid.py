"""The grid of forms and sheets: labels in one column, the main button last, Enter and Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.basics.building import field, text_area
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.forms import LINE_HEIGHT, Form, FormLines
from tests.ui.seen import faults

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sheet(Form):
    """A form that is no dialog, as a sheet is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Names", parent)
        self.pressed: list[str] = []
        self.lines = FormLines()
        self.name = field("A", self)
        self.note = text_area("", 60, self)
        self.tick = QCheckBox("also this", self)
        self.labels = [
            self.lines.line("Name", self.name),
            self.lines.line("A longer label than most", (self.note, 1)),
            self.lines.line("", self.tick),
        ]
        self.column.addLayout(self.lines)
        self.first = self.button("First", lambda: self.pressed.append("first"), at_start=True)
        self.leave = self.button("Leave", lambda: self.pressed.append("leave"), key="Esc")
        self.go = self.button("Go", lambda: self.pressed.append("go"), is_default=True)


@pytest.fixture
def sheet(qtbot) -> Iterator[Sheet]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    made = Sheet(window)
    made.resize(600, 400)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


def left(one: QWidget, sheet: Sheet) -> int:
    return one.mapTo(sheet, QPoint(0, 0)).x()


def height_of_lines(sheet: Sheet) -> int:
    sheet.layout().activate()
    return sheet.lines.sizeHint().height()


def test_labels_stand_in_one_column_and_fields_beside_them(sheet: Sheet) -> None:
    fields = [sheet.name, sheet.note, sheet.tick]
    assert len({left(one, sheet) for one in sheet.labels}) == 1
    assert len({left(one, sheet) for one in fields}) == 1
    ends = [left(one, sheet) + one.width() for one in sheet.labels]
    assert max(ends) < left(sheet.name, sheet)
    assert all(one.height() >= LINE_HEIGHT for one in fields)
    assert faults(sheet.window()) == []


def test_fields_are_called_by_their_labels(sheet: Sheet) -> None:
    assert sheet.name.accessibleName() == "Name"
    assert sheet.note.accessibleName() == "A longer label than most"


def test_a_line_that_is_hidden_takes_its_label_and_its_room_along(sheet: Sheet) -> None:
    before = height_of_lines(sheet)
    sheet.lines.show_line(sheet.note, is_shown=False)
    assert sheet.labels[1].isHidden()
    assert height_of_lines(sheet) <= before - 60
    sheet.lines.show_line(sheet.note, is_shown=True)
    assert height_of_lines(sheet) == before


def test_the_main_button_is_the_last_and_one_at_the_start_comes_before_the_verdict(sheet) -> None:
    places = [left(one, sheet) for one in (sheet.first, sheet.verdict, sheet.leave, sheet.go)]
    assert places == sorted(places)
    assert left(sheet.go, sheet) + sheet.go.width() == sheet.width() - 20


@pytest.mark.parametrize("name", ["name", "tick"])
def test_enter_in_a_field_presses_the_main_button_and_esc_the_one_that_shows_it(
    sheet: Sheet, name: str
) -> None:
    has: QLineEdit | QCheckBox = getattr(sheet, name)
    has.setFocus()
    QTest.keyClick(has, Qt.Key.Key_Return)
    QTest.keyClick(has, Qt.Key.Key_Escape)
    assert sheet.pressed == ["go", "leave"]


def test_enter_presses_the_button_that_has_the_keyboard(sheet: Sheet) -> None:
    sheet.first.setFocus()
    QTest.keyClick(sheet.first, Qt.Key.Key_Return)
    assert sheet.pressed == ["first"]


def test_enter_presses_a_number_that_has_the_keyboard_and_ticks_nothing(sheet: Sheet) -> None:
    number = CasesButton("3 passages", lambda: sheet.pressed.append("cases"), sheet)
    sheet.column.addWidget(number)
    number.show()
    for one in (number, sheet.tick):
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Return)
    assert sheet.pressed == ["cases", "go"]
    assert not sheet.tick.isChecked()


def test_enter_makes_a_line_in_a_field_of_several_lines(sheet: Sheet) -> None:
    note: QPlainTextEdit = sheet.note
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert note.toPlainText() == "\n"
    assert sheet.pressed == []


def test_a_main_button_that_is_grey_takes_enter_and_does_nothing(sheet: Sheet) -> None:
    sheet.go.setEnabled(False)
    sheet.name.setFocus()
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.pressed == []
