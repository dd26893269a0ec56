"""A person's own keys, from the settings, hold in the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QMenu

from annotator.reading.keys import Mode, Stroke
from annotator.ui.bars.top import ActButton


def test_another_key_for_an_act_and_none_for_one(driver) -> None:
    window = driver.window
    window.preferences.settings = replace(window.settings, keys=("everywhere K", "note"))
    window.preferences.prefer()
    keys = window.acts.keys
    assert keys.resolve(Stroke.parse("K"), Mode.PAGE).act == "everywhere"
    assert keys.resolve(Stroke.parse("P"), Mode.PAGE) is None
    assert keys.resolve(Stroke.parse("M"), Mode.PAGE) is None
    driver.mark("Taliban", "e")
    driver.press("k")
    driver.wait(lambda: driver.session.reading.popup is not None)


def test_the_menu_opens_by_a_key_of_ones_own(driver) -> None:
    window = driver.window
    window.preferences.settings = replace(window.settings, keys=("menu Ctrl+J",))
    window.preferences.prefer()
    driver.press("F10")
    assert QApplication.activePopupWidget() is None
    driver.press("Ctrl+j")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert window.acts.key("menu") == "Ctrl+J"


def test_the_page_shows_the_keys_that_hold(driver) -> None:
    window, path = driver.window, driver.session.project.path
    assert driver.session.view.keys["masthead"] == "I"
    window.close_project()
    window.preferences.settings = replace(window.settings, keys=("masthead K", "done"))
    window.projects.open_path(path)
    driver.wait(lambda: window.session is not None and driver.session.view.page is not None)
    keys = driver.session.view.keys
    assert (keys["masthead"], keys["done"]) == ("K", "")


def test_a_table_that_stays_as_it_is_makes_no_new_buttons(driver) -> None:
    told: list[str] = []
    acts = driver.window.acts
    acts.table_changed.connect(lambda: told.append("changed"))
    driver.window.preferences.prefer()
    acts.set_scheme(driver.session.bridge.context.scheme)
    assert told == []
    driver.window.preferences.settings = replace(driver.window.settings, keys=("note",))
    driver.window.preferences.prefer()
    assert told == ["changed"]


def test_the_bar_keeps_buttons_that_say_the_same_and_makes_others_anew(driver) -> None:
    window = driver.window
    scheme, top = driver.session.bridge.context.scheme, window.top
    before = top.findChildren(ActButton)
    keys = [one.toolTip() for one in before]
    window.acts.set_scheme(replace(scheme, version=scheme.version + 1, note="Other words."))
    assert top.findChildren(ActButton) == before
    read = top.buttons
    top.show_workspace("review")
    assert "take-left" in [one.act for one in top.buttons if not one.isHidden()]
    assert all(one.isHidden() or not one.isVisible() for one in read)
    top.show_workspace("read")
    assert top.buttons is read
    before = [*read]
    first, *others = scheme.types
    window.acts.set_scheme(replace(scheme, types=(replace(first, key="Z"), *others)))
    assert {*top.buttons} & {*before} == set()
    assert [one.toolTip() for one in top.buttons] != keys
