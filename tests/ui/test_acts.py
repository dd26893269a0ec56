"""The one table of acts: each can be done by key or menu, and all help is made from it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QWidget,
)

from annotator.reading.keys import Mode, act_words
from annotator.settings import load
from annotator.ui.basics.actions import ACTS, MENUS, shown_key
from annotator.ui.dialogs.key_sheet import KeySheet, keys_of
from annotator.ui.popups.choice import ChoicePopup
from tests.ui.conftest import ARTICLE
from tests.ui.entries import act_button, keys_shown, lines


def test_every_act_of_the_table_is_done_by_somebody(driver) -> None:
    acts = driver.window.acts
    assert [row.name for row in acts.rows() if row.name not in acts.functions] == []
    assert {row.menu for row in acts.rows()} == set(MENUS)


def test_every_key_of_the_page_means_something_the_window_does(driver) -> None:
    acts, session = driver.window.acts, driver.session
    left = []
    for row in acts.keys.rows:
        if not row.where & {Mode.PAGE, Mode.WINDOW} or row.act in ("digit", "taken", "add-part"):
            continue
        if row.act not in session.handlers.of_keys() and row.act not in acts.functions:
            left.append(row.act)
    assert left == []


def test_every_act_has_words_and_every_key_of_a_menu_is_shown(driver) -> None:
    acts = driver.window.acts
    for row in ACTS:
        assert acts.label(row.name)
        assert acts.label(row.name) != row.name
    assert acts.key("mark-claim") == "C"
    assert acts.key("add-part-claim") == "Shift+C"
    assert acts.key("undo") == "Ctrl+Z"
    assert acts.key("text-larger") == "Ctrl++"


def test_the_palette_finds_an_act_and_does_it(driver) -> None:
    driver.press("Ctrl+k")
    driver.type("dark")
    driver.press("Enter")
    assert driver.window.settings.theme == "dark"
    assert load().theme == "dark"


def test_the_palette_finds_by_the_words_of_the_bars_and_says_when_it_finds_nothing(driver) -> None:
    driver.press("Ctrl+k")
    (popup,) = driver.window.findChildren(ChoicePopup)
    driver.type("marks of")
    assert [one.value for one in popup.choices()] == ["marks-of"]
    driver.type(" nobody")
    assert [one.label for one in popup.choices()] == ["No action is called that."]
    driver.press("Enter")
    assert driver.session.view.hasFocus()


def test_every_act_has_near_words_and_is_found_by_each(driver) -> None:
    assert {*act_words()} == {row.name for row in ACTS}
    driver.press("Ctrl+k")
    (popup,) = driver.window.findChildren(ChoicePopup)
    can = driver.window.acts.can
    for name, words in act_words().items():
        each = words.split(", ")
        assert len(each) > 1, name
        assert len({*each}) == len(each), name
        if can(name) and name not in ("palette", "menu", "take-offer"):
            popup.field.setText(each[0])
            assert name in [one.value for one in popup.choices()], (name, each[0])
    for typed, name in (
        ("history", "steps"), ("forget", "traces"), ("list history", "steps"),
        ("zoom", "text-larger"), ("negation", "mark-cue"),
    ):  # fmt: skip
        popup.field.setText(typed)
        assert name in [one.value for one in popup.choices()], typed


def test_what_cannot_be_done_now_is_found_behind_all_else_and_says_why(driver) -> None:
    driver.press("Esc", "Esc", "Ctrl+Home")
    driver.press("Ctrl+k")
    (popup,) = driver.window.findChildren(ChoicePopup)
    can = driver.window.acts.can
    assert all(can(str(one.value)) for one in popup.choices())
    driver.type("delete the span")
    (choice,) = popup.choices()
    assert (choice.value, choice.detail) == ("delete", "not now")
    assert choice.told.startswith("No span is selected.")
    driver.press("Enter")
    assert driver.window.messages.words.startswith("No span is selected.")
    driver.window.acts.run("scheme")
    driver.wait(lambda: driver.session.over.sheet is not None)
    driver.window.acts.run("palette")
    popup = driver.window.findChildren(ChoicePopup)[-1]
    popup.field.setText("")
    driver.type("question")
    found = [(str(one.value), one.detail == "not now") for one in popup.choices()]
    assert ("one-question", True) in found
    assert [now for _, now in found] == sorted(now for _, now in found)


def test_a_capital_typed_into_the_palette_is_typing_and_does_no_act(driver) -> None:
    done: list[str] = []
    driver.window.acts.done.connect(done.append)
    driver.press("Ctrl+k")
    done.clear()
    driver.press("S")
    driver.type("cheme")
    (popup,) = [one for one in driver.window.findChildren(ChoicePopup) if one.isVisible()]
    assert popup.field.text() == "Scheme"
    assert "Coding scheme …" in [one.label for one in popup.choices()]
    assert done == []


def test_the_palette_gives_the_keyboard_back_to_the_page(driver) -> None:
    driver.caret_at("Kabul")
    driver.press("Ctrl+k", "Esc")
    driver.press("e")
    assert driver.texts("entity") == ["Kabul"]


def test_f1_shows_every_key(driver) -> None:
    driver.press("F1")
    (sheet,) = driver.window.findChildren(KeySheet)
    shown = keys_shown(sheet)
    assert next(iter(shown)) == "S"
    every = {one for keys in shown for one in keys.split(" · ")}
    for _, rows in driver.window.acts.keys.sheet():
        assert {keys_of(row) for row in rows} <= every
    assert shown["N · Shift+N"] == "Next, previous span"
    assert shown["Shift+S · Shift+U · Shift+C · Shift+E"] == "Further part of the current span"
    sheet.field.setText("claim")
    sheet.field.textEdited.emit("claim")
    assert len(keys_shown(sheet)) < len(shown)
    sheet.accept()


def test_what_has_no_key_any_more_leaves_its_pair_alone_on_the_sheet(driver) -> None:
    window = driver.window
    window.preferences.settings = replace(window.settings, keys=("previous-span",))
    window.preferences.prefer()
    driver.press("F1")
    (sheet,) = window.findChildren(KeySheet)
    assert keys_shown(sheet)["N"] == "Next span"
    sheet.accept()


def test_a_further_type_of_the_scheme_has_a_button_a_key_and_a_part(driver) -> None:
    from annotator.model.scheme import SpanType
    from annotator.project.acts.schemes.setting import plan_scheme

    scheme = driver.session.bridge.context.scheme
    more = replace(
        scheme,
        version=scheme.version + 1,
        types=(*scheme.types, SpanType("frame", key="F", colour="#AA3377")),
    )
    driver.session.bridge.act_on_project(lambda context: plan_scheme(context, more, {}))
    assert act_button(driver.window.top, "mark-frame") is not None
    driver.mark("formal ties", "f")
    assert driver.spans("frame")[0].text() == "formal ties"
    driver.select("been cut")
    driver.press("Shift+F")
    assert len(driver.spans("frame")[0].parts) == 2


def test_text_size_and_its_limits(driver) -> None:
    driver.press("Ctrl++")
    assert driver.window.settings.text_size == 110
    driver.press("Ctrl+-", "Ctrl+-")
    assert driver.window.settings.text_size == 90
    for _ in range(30):
        driver.window.acts.run("text-larger")
    assert driver.window.settings.text_size == 300
    driver.press("Ctrl+0")
    assert driver.window.settings.text_size == 100


def test_f10_opens_the_menu_and_ctrl_i_the_inspector(driver) -> None:
    driver.press("Ctrl+i")
    assert driver.session.workspace.inspector.isVisible()
    driver.press("Ctrl+i")
    assert not driver.session.workspace.inspector.isVisible()
    driver.press("F10")
    menu = QApplication.activePopupWidget()
    assert [one.text() for one in menu.actions()][:2] == ["Project", "Edit"]
    menu.close()


def test_ctrl_s_says_that_all_is_saved(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    driver.press("Ctrl+s")
    assert driver.window.messages.words.startswith("All changes saved")


def test_f6_goes_from_pane_to_pane(driver) -> None:
    workspace = driver.session.workspace
    driver.press("F6")
    assert workspace.articles.list.hasFocus()
    driver.press("F6")
    assert workspace.actors.list.hasFocus()
    driver.press("F6")
    assert driver.session.view.hasFocus()
    driver.press("Shift+F6")
    assert workspace.actors.list.hasFocus()


def test_the_steps_are_listed_by_name_and_undone_down_to_one(driver) -> None:
    from annotator.ui.dialogs.steps import StepsDialog

    driver.mark("Kabul", "e")
    driver.mark("The minister", "s")
    driver.saved()
    driver.press("Ctrl+Shift+Y")
    driver.wait(lambda: bool(driver.window.findChildren(StepsDialog)))
    (dialog,) = driver.window.findChildren(StepsDialog)
    names = [name for name, _ in lines(dialog.list, 1, 3)]
    assert "The minister" in names[0]
    assert "Kabul" in names[1]
    dialog.list.setCurrentItem(dialog.list.topLevelItem(2))
    dialog._undo.click()
    driver.wait(lambda: driver.texts() == [])
    assert driver.on_disk() == driver.page


def test_plain_arrows_move_by_character(driver) -> None:
    driver.caret_at("The minister")
    driver.window.acts.run("plain-arrows")
    driver.press("Right")
    assert driver.session.view.caret() == driver.place("The minister").start + 1
    assert load().arrows_by_character
    driver.window.acts.run("plain-arrows")


def test_everything_that_takes_keys_has_a_name_for_screen_readers(driver) -> None:
    driver.window.acts.run("inspector")
    driver.mark("formal ties had been cut", "c")
    nameless = [
        widget
        for widget in driver.window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QAbstractItemView)
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


@pytest.mark.parametrize("written", ["Ctrl+Shift+Z", "PgDown", "Space", "Left"])
def test_keys_are_shown_in_words(written) -> None:
    from annotator.reading.keys import Stroke

    shown = {"Ctrl+Shift+Z": "Ctrl+Shift+Z", "PgDown": "PgDn", "Space": "Space", "Left": "←"}
    assert shown_key(Stroke.parse(written)) == shown[written]


def test_a_narrow_window_folds_the_articles_before_the_cards(driver) -> None:
    workspace = driver.session.workspace
    driver.window.resize(1400, 900)
    driver.wait(workspace.left.isVisible)
    driver.window.resize(1200, 900)
    driver.wait(lambda: not workspace.left.isVisible())
    driver.wait(workspace.area.cards_fit)
    driver.window.acts.run("left-pane")
    assert workspace.left.isVisible()
    driver.window.resize(1400, 900)
    driver.wait(workspace.left.isVisible)
    driver.window.acts.run("left-pane")
    assert not workspace.left.isVisible()
    assert load().left_folded


def test_a_key_for_an_act_is_a_plan_a_row_of_keys_and_a_row_of_acts(monkeypatch, open_text) -> None:
    from annotator.project.acts.edit import plan_delete
    from annotator.reading import keys
    from annotator.ui.basics import actions

    def plan_wipe(context, page, span_id):  # 1: the plan, in project/acts
        return plan_delete(context, page, [span_id])

    row = keys.KeyRow(  # 2: one row in resources/keys.toml
        act="wipe", keys=(keys.Stroke.parse("Y"),), where=frozenset({Mode.PAGE}),
        group="Mark", label="Wipe the span out",
    )  # fmt: skip
    needs = actions.Need.PROJECT | actions.Need.ARTICLE | actions.Need.WRITING | actions.Need.SPAN
    shipped = keys.shipped_rows()
    monkeypatch.setattr(keys, "shipped_rows", lambda: (*shipped, row))
    monkeypatch.setattr(  # 3: one row in ui/basics/actions.py
        actions, "ACTS", (*ACTS, actions.ActRow("wipe", "Mark", needs, plan=plan_wipe))
    )
    driver = open_text(ARTICLE)
    driver.mark("Kabul", "e")
    driver.press("y")
    assert driver.spans() == []
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == ["Kabul"])
    driver.caret_at("The minister")
    driver.press("y")
    assert driver.window.messages.words.startswith("No span is selected.")
    assert driver.window.acts.key("wipe") == "Y"
    driver.press("F1")
    (sheet,) = driver.window.findChildren(KeySheet)
    assert keys_shown(sheet)["Y"] == "Wipe the span out"


# On the way to a decision, but deciding nothing: what looks on at every event, and what is there.
LOOK_ON = {
    "ui/basics/empty.py", "ui/reading_area.py", "ui/page/mouse.py", "ui/bridge.py",
    "ui/basics/messages.py", "reading/caret.py", "reading/told.py",
}  # fmt: skip
MOST_FILES = 6


@pytest.mark.parametrize("key", ["s", "c", "u", "e", "n", "l", "Space", "Right", "Esc"])
def test_what_a_key_means_is_decided_in_six_files(driver, monkeypatch, key: str) -> None:
    driver.mark("said Dar", "c")
    driver.select("formal ties")
    decided = False
    files: list[str] = []

    def plans(*_given, **_named) -> None:
        nonlocal decided
        decided = True

    def called(frame: FrameType, event: str, _given: object) -> None:
        path = Path(frame.f_code.co_filename).as_posix()
        name = path.rpartition("/annotator/")[2]
        if event == "call" and not decided and name.startswith(("ui/", "reading/")):
            files.append(name)

    # From the press to the moment the page is to change: by a plan, a list, another place.
    for owner, name in (
        (driver.session.bridge, "act"), (driver.session.reading, "choose"),
        (driver.session.reading, "say"),
        (driver.session.view, "set_caret"), (driver.session.reading, "make_current"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, plans)
    sys.setprofile(called)
    try:
        driver.press(key)
    finally:
        sys.setprofile(None)
    assert decided
    passed = list(dict.fromkeys(one for one in files if one not in LOOK_ON))
    assert {"ui/page/view.py", "ui/basics/keyboard.py", "reading/keys.py"} <= set(passed)
    assert len(passed) <= MOST_FILES, passed
