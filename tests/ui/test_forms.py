"""Forms: one main button at the end, joining apart from saving, values from their start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTreeView

from annotator.ui.basics.building import field
from annotator.ui.basics.buttons import KeyButton
from tests.ui.entries import lines
from tests.ui.seen import plain


def opened(driver, act: str) -> QDialog:
    driver.window.acts.run(act)
    driver.wait(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def actor_form(driver, name: str) -> QDialog:
    driver.mark("Dar", "s", n=2)
    driver.press("a")
    driver.type(name)
    driver.press("Enter", "1")
    actor = driver.session.bridge.context.actors.present()[0]
    driver.session.handlers.actors.open(actor.id)
    driver.wait(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


@pytest.mark.parametrize("act", ["steps", "help", "about"])
def test_a_form_has_one_main_button_at_its_end_with_its_key(driver, act: str) -> None:
    form = opened(driver, act)
    buttons = [one for one in form.findChildren(KeyButton) if one.isVisible()]
    (main,) = [one for one in buttons if one.is_main]
    assert main.key == "Enter"
    assert main.isDefault()
    right = main.mapTo(form, QPoint(main.width(), 0)).x()
    assert right == max(one.mapTo(form, QPoint(one.width(), 0)).x() for one in buttons)
    form.close()


def test_a_long_name_shows_its_beginning(driver) -> None:
    form = actor_form(driver, "Mohammad Ishaq Dar, Deputy Prime Minister and Foreign Minister " * 3)
    assert form.fields.name.cursorPosition() == 0
    assert all(one.cursorPosition() == 0 for one in form.findChildren(QLineEdit) if one.text())
    form.close()


def test_joining_stands_apart_from_saving(driver) -> None:
    driver.mark("The minister", "s")
    driver.press("a", "0", "1")
    form = actor_form(driver, "Dar")
    (main,) = [one for one in form.findChildren(KeyButton) if one.is_main]
    assert main.text() == "Close"
    place = form.found.mapTo(form, QPoint(0, form.found.height())).y()
    assert place < main.mapTo(form, QPoint(0, 0)).y()
    form.close()


def test_rows_of_forms_are_high_enough_to_be_read_and_pressed(driver) -> None:
    form = actor_form(driver, "Dar")
    fields = [
        *form.fields.add_role(),
        form.fields.name,
        form.fields.kind,
        *form.findChildren(KeyButton),
    ]
    assert all(one.height() >= 28 for one in fields)
    form.close()
    tree = opened(driver, "steps").findChild(QTreeView)
    assert tree.visualRect(tree.model().index(0, 0)).height() >= 28
    QApplication.activeModalWidget().close()


def test_the_list_of_steps_says_how_many_would_be_undone_and_enter_does_it(driver) -> None:
    for words in ("Kabul", "Taliban"):
        driver.mark(words, "e")
    driver.saved()
    form = opened(driver, "steps")
    assert form.facts.text() == f"{form.list.topLevelItemCount()} steps"
    names = [name for (name,) in lines(form.list, 1)]
    form.list.setCurrentItem(form.list.topLevelItem(2))
    assert "undone: 2 steps" in form._what.text()
    driver.press("Enter")
    driver.wait(lambda: driver.spans() == [])
    assert len(names) >= 4


def test_a_field_shows_how_its_words_begin(qtbot) -> None:
    made = field("words that are longer than the field " * 20)
    qtbot.addWidget(made)
    made.setFixedWidth(120)
    made.show()
    assert made.cursorPosition() == 0
    assert made.cursorRect().x() < 20
    assert made.height() >= 28


def test_a_field_without_room_for_its_words_has_them_in_its_tooltip(qtbot) -> None:
    made = field("<b>words</b> that are longer than the field " * 3)
    qtbot.addWidget(made)
    made.setFixedWidth(120)
    made.show()
    at = made.rect().center()
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, at, made.mapToGlobal(at)))
    assert plain(made.toolTip()) == made.text()
    made.setText("short")
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, at, made.mapToGlobal(at)))
    assert made.toolTip() == ""
