"""Forms by keys alone: Space opens a closed list, ticks a box; Enter takes a line, else it is the
main button; Esc closes what is open first. No key of the page reaches through.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from annotator.ui.exporting.sheet import ExportSheet
from tests.ui.importing import preview_of
from tests.ui.test_forms import opened as shown


def opened(driver, act: str) -> QDialog:
    """Open a form, and wait until it has the keyboard."""
    form = shown(driver, act)
    driver.wait(lambda: form.isAncestorOf(QApplication.focusWidget()))
    return form


def exporting(driver) -> ExportSheet:
    """Open the sheet of exports on a format that is quickly written."""
    driver.window.acts.run("export")
    sheet = driver.session.over.sheet
    assert isinstance(sheet, ExportSheet)
    sheet.list.stand_on(next(one for one in sheet.list.lines if one.format.name == "jsonl"))
    driver.wait(lambda: sheet.fields.articles.count() > 1)
    return sheet


def boxes(of: QWidget) -> list[QComboBox]:
    return [one for one in of.findChildren(QComboBox) if one.isVisible()]


def list_of(box: QComboBox) -> QAbstractItemView:
    return box.view()


def press(key: Qt.Key) -> None:
    """Press a key where a key of the keyboard goes: in an open list, else where the focus is."""
    popup = QApplication.activePopupWidget()
    target = popup.focusWidget() or popup if popup is not None else QApplication.focusWidget()
    QTest.keyClick(target, key)
    QApplication.processEvents()


def every_box_opens(driver, form: QWidget) -> int:
    """Open each box with Space, leave it by Esc, then take its second line; give how many."""
    found = boxes(form)
    for box in found:
        box.setFocus()
        before = box.currentIndex()
        press(Qt.Key.Key_Space)
        driver.wait(list_of(box).isVisible)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Escape)
        driver.wait(lambda box=box: not list_of(box).isVisible())
        assert box.currentIndex() == before
        assert form.isVisible()
        assert box.hasFocus()
        press(Qt.Key.Key_Space)
        driver.wait(list_of(box).isVisible)
        way = Qt.Key.Key_Up if before == box.count() - 1 else Qt.Key.Key_Down
        press(way)
        press(Qt.Key.Key_Return)
        driver.wait(lambda box=box: not list_of(box).isVisible())
        assert form.isVisible()
        assert box.hasFocus()
        assert box.count() == 1 or box.currentIndex() != before
    return len(found)


def test_space_opens_each_closed_list_of_a_form_and_enter_takes_a_line(driver) -> None:
    form = exporting(driver)
    assert every_box_opens(driver, form) >= 2
    form.leave()


def test_space_opens_the_values_of_the_inspector(driver) -> None:
    driver.mark("Kabul", "e")
    driver.window.acts.run("inspector")
    inspector = driver.session.workspace.inspector
    (kind,) = [one for one in boxes(inspector) if one.accessibleName() == "kind"]
    kind.setFocus()
    press(Qt.Key.Key_Space)
    driver.wait(list_of(kind).isVisible)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    driver.saved()
    assert driver.spans("entity")[0].attributes["kind"] == "person"
    assert QApplication.focusWidget().accessibleName() == "kind"


def test_space_opens_the_encodings_of_what_came_in(driver, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(
        "Überschrift\n\nDer Bürgermeister sagte, es müsse weitergehen.\n".encode("cp1252")
    )
    driver.window.take_paths((path,))
    box = preview_of(driver).encoding.box
    box.setFocus()
    press(Qt.Key.Key_Space)
    driver.wait(list_of(box).isVisible)
    press(Qt.Key.Key_Escape)
    driver.wait(lambda: not list_of(box).isVisible())
    assert box.currentIndex() == 0
    press(Qt.Key.Key_Space)
    driver.wait(list_of(box).isVisible)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    preview_of(driver)
    driver.wait(lambda: box.currentIndex() == 1 and box.hasFocus())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_a_closed_list_a_tick_or_a_field_is_the_main_button(
    driver, tmp_path: Path, key: Qt.Key
) -> None:
    for n, kind in enumerate((QComboBox, QCheckBox, QLineEdit)):
        form = exporting(driver)
        target = tmp_path / f"out{n}.jsonl"
        form.to.setText(str(target))
        (widget, *_) = [one for one in form.findChildren(kind) if one.isVisible()]
        widget.setFocus()
        QTest.keyClick(widget, key)
        driver.wait(target.exists)
        driver.wait(lambda: driver.session.over.sheet is None)


def test_enter_on_a_button_that_has_the_keyboard_presses_that_one(driver, tmp_path: Path) -> None:
    form = exporting(driver)
    target = tmp_path / "out.jsonl"
    form.to.setText(str(target))
    (cancel,) = [one for one in form.findChildren(QWidget) if getattr(one, "key", "") == "Esc"]
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    driver.wait(lambda: driver.session.over.sheet is None)
    assert not target.exists()


def test_space_ticks(driver) -> None:
    form = exporting(driver)
    tick = next(one for one in form.findChildren(QCheckBox) if one.isVisible())
    before = tick.isChecked()
    tick.setFocus()
    press(Qt.Key.Key_Space)
    assert tick.isChecked() is not before
    form.leave()


def test_tab_goes_through_every_field_of_a_form_and_round(driver) -> None:
    form = exporting(driver)
    first = QApplication.focusWidget()
    seen: list[QWidget] = []
    for _ in range(40):
        press(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is first:
            break
    kinds = (QComboBox, QCheckBox, QLineEdit)
    wanted = [one for kind in kinds for one in form.findChildren(kind) if one.isVisible()]
    assert seen[-1] is first
    assert set(wanted) <= set(seen)
    form.leave()


def test_space_and_enter_open_the_filters_of_the_list_of_articles(driver) -> None:
    pane = driver.session.workspace.articles
    filters = [
        one for one in pane.findChildren(QWidget)
        if one.accessibleName() in ("Which states are shown", "In which order")
    ]  # fmt: skip
    assert len(filters) == 2
    for one in filters:
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            one.setFocus()
            press(key)
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu), (one.accessibleName(), key)
            press(Qt.Key.Key_Escape)
            assert QApplication.activePopupWidget() is None
            assert one.hasFocus()


def test_the_letters_of_the_page_do_nothing_in_a_form(driver) -> None:
    driver.caret_at("Kabul")
    form = exporting(driver)
    for box in boxes(form):
        box.setFocus()
        for key in (Qt.Key.Key_E, Qt.Key.Key_Delete, Qt.Key.Key_1):
            press(key)
    form.leave()
    assert driver.spans() == []
