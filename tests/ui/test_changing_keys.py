"""Keys of one's own, changed in the window: pressed, clashes said, held at once and kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import settings as kept
from annotator.errors import Forbidden
from annotator.reading.keys import Mode, Stroke, key_table
from annotator.ui.dialogs.key_changes import as_shipped, clashing, with_key, without_key
from annotator.ui.dialogs.own_keys import OwnKeysDialog


def opened(driver) -> OwnKeysDialog:
    driver.window.acts.run("own-keys")
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), OwnKeysDialog))
    return QApplication.activeModalWidget()


def to_act(dialog: OwnKeysDialog, label: str) -> None:
    dialog.field.setFocus()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, label)
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.list.currentItem().text(0) == label


def press(
    dialog: OwnKeysDialog, key: object, held: object = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(dialog.list, key, held)


def test_a_key_is_pressed_for_an_act_and_holds_at_once_on_page_and_sheet(driver) -> None:
    dialog = opened(driver)
    to_act(dialog, "The same words everywhere in the article")
    press(dialog, Qt.Key.Key_F2)
    assert "Press the key" in dialog.verdict.text()
    press(dialog, "K")
    assert dialog.list.currentItem().text(1) == "K"
    assert dialog.list.currentItem().text(2) == "yours"
    dialog.reject()
    assert driver.window.acts.key("everywhere") == "K"
    assert kept.load().keys == ("everywhere K",)
    driver.mark("Taliban", "e")
    driver.press("k")
    driver.wait(lambda: driver.session.reading.popup is not None)


def test_letters_typed_in_the_list_begin_a_search(driver) -> None:
    dialog = opened(driver)
    driver.wait(dialog.list.hasFocus)
    for letter in "same words":
        QTest.keyClick(QApplication.focusWidget(), letter)
    assert dialog.field.text() == "same words"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert dialog.list.hasFocus()
    assert dialog.list.topLevelItemCount() == 2


def test_a_clash_is_said_and_enter_takes_the_key_from_the_other_act(driver) -> None:
    dialog = opened(driver)
    to_act(dialog, "Note")
    press(dialog, Qt.Key.Key_Return)
    press(dialog, "P")
    assert "P is “The same words everywhere in the article”" in dialog.verdict.text()
    assert driver.window.acts.key("note") == "M"
    press(dialog, Qt.Key.Key_Return)
    assert "has no key now" in dialog.verdict.text()
    acts = driver.window.acts
    assert (acts.key("note"), acts.key("everywhere")) == ("P", "")
    press(dialog, Qt.Key.Key_Delete)
    assert acts.key("note") == ""
    dialog.back_button.click()
    to_act(dialog, "The same words everywhere in the article")
    dialog.back_button.click()
    assert (acts.key("note"), acts.key("everywhere")) == ("M", "P")
    assert kept.load().keys == ()


def test_what_cannot_be_taken_says_why_and_esc_leaves_all_as_it_was(driver) -> None:
    dialog = opened(driver)
    to_act(dialog, "Note")
    press(dialog, Qt.Key.Key_F2)
    press(dialog, "S")
    assert "S is the key of “Speaker”" in dialog.verdict.text()
    press(dialog, Qt.Key.Key_Escape)
    to_act(dialog, "Show or hide the inspector")
    press(dialog, Qt.Key.Key_F2)
    press(dialog, "J")
    assert "J would be typing" in dialog.verdict.text()
    press(dialog, "J", Qt.KeyboardModifier.ControlModifier)
    assert driver.window.acts.key("inspector") == "Ctrl+J"
    assert driver.window.acts.key("note") == "M"
    press(dialog, Qt.Key.Key_Escape)
    driver.wait(lambda: QApplication.activeModalWidget() is None)


def test_by_mouse_alone_a_key_is_taken_away_and_put_back(driver) -> None:
    dialog = opened(driver)
    item = dialog.list.findItems("Note", Qt.MatchFlag.MatchExactly)[0]
    dialog.list.scrollToItem(item)
    place = dialog.list.visualItemRect(item).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(dialog.none_button, Qt.MouseButton.LeftButton)
    assert driver.window.acts.key("note") == ""
    QTest.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert driver.window.acts.key("note") == "M"


def test_a_key_of_the_window_clashes_with_one_of_the_page_and_the_other_way_round() -> None:
    table = key_table()
    assert clashing(table, "inspector", Stroke.parse("Ctrl+Right")).act == "sentence-right"
    assert clashing(table, "note", Stroke.parse("Ctrl+I")).act == "inspector"
    assert clashing(table, "note", Stroke.parse("M")) is None


@pytest.mark.parametrize("key", ["Esc", "Tab", "Ctrl+Tab"])
def test_keys_that_lead_out_are_nobodys(key: str) -> None:
    with pytest.raises(Forbidden, match="leads out"):
        with_key({}, key_table(), "note", Stroke.parse(key))


def test_keys_go_round_without_one_being_two_acts() -> None:
    own = with_key({}, key_table(), "note", Stroke.parse("P")).own
    table = key_table(changed=own)
    assert table.resolve(Stroke.parse("P"), Mode.PAGE).act == "note"
    back = as_shipped(own, "everywhere")
    assert back.loses.act == "note"
    assert key_table(changed=back.own).resolve(Stroke.parse("P"), Mode.PAGE).act == "everywhere"
    assert without_key({}, "note").own == {"note": ()}
    assert as_shipped({"note": ()}, "note").own == {}
