"""The keyboard has a home: whatever was done, it is on the page again, and went nowhere between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QWidget,
)

from annotator.reading.keys import Mode
from annotator.ui.bars.top import ActButton
from annotator.ui.basics.actions import ACTS
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.popups.fields import FieldPopup
from tests.ui.entries import act_button
from tests.ui.importing import preview_of, take_in

LEFT = Qt.MouseButton.LeftButton
ELSEWHERE = frozenset({"close", "start-page", "sample"})
"""Acts after which there is no page, or another window's."""
TO_PANES = frozenset({"next-pane", "previous-pane"})
TO_REVIEW = frozenset({"review", *(row.name for row in ACTS if row.menu == "Review")})
"""Acts that lead to another workspace, whose page is another."""
TO_SHEET = frozenset(
    {
        *("suggestions-sheet", "confirm-proposals", "find-project", "everywhere-project"),
        *(
            "scheme",
            "look-again",
            "one-question",
            "who-is-it",
            "notes",
            "actors",
            "export",
            "backups",
        ),
        "change-articles",
        "suggestions-one-at-a-time",
    }
)
"""Acts that lay a sheet over the page; it has the keyboard until Esc."""
KEYS_BESIDE = {"everywhere": "p", "find": "Ctrl+f"}
"""Keys that lead to a sheet when they are pressed as capitals, with Shift."""
NAMES = [row.name for row in ACTS if row.name not in ELSEWHERE | TO_PANES | TO_REVIEW | TO_SHEET]


@pytest.fixture(autouse=True)
def _no_files(monkeypatch) -> None:
    """Nobody chooses a file: the system's dialogs are cancelled; nothing waits to be pasted."""
    QApplication.clipboard().clear()
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_named: "")


class Watch:
    """Hears of every widget that gets the keyboard."""

    def __init__(self, page: QWidget) -> None:
        self.page = page
        self.strays: list[str] = []

    def hear(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self.page and not is_asked(new):
            self.strays.append(f"{type(new).__name__} {new.objectName()} {new.accessibleName()}")


def is_asked(widget: QWidget) -> bool:
    """Whether a widget belongs to a list, a form or a dialog that asks something."""
    one: QWidget | None = widget
    while one is not None:
        if isinstance(one, ChoicePopup | FieldPopup | QDialog | QMenu):
            return True
        if one.accessibleName() == "Find in the article" and isinstance(one, QFrame):
            return True
        one = one.parentWidget()
    return False


@contextmanager
def watched(driver) -> Iterator[Watch]:
    watch = Watch(driver.session.view)
    program = QApplication.instance()
    program.focusChanged.connect(watch.hear)
    try:
        yield watch
    finally:
        program.focusChanged.disconnect(watch.hear)
    assert watch.strays == []
    assert QApplication.focusWidget() is driver.session.view


def ready(driver) -> None:
    """Stand on a claim with a word selected, on the page."""
    reading = driver.session.reading
    claims = driver.spans("claim")
    if not claims:
        driver.mark("formal ties had been cut", "c")
        driver.saved()
    claim = driver.spans("claim")[0]
    driver.session.view.select(driver.place("formal"))
    reading.make_current(claim.id)
    driver.window.messages.close_message()
    reading.focus()
    settle(driver)


def settle(driver) -> None:
    """Wait for the disk and for what was begun in workers."""
    driver.saved()
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if QApplication.activeWindow() is None:  # what a window manager does
        driver.window.activateWindow()
        QApplication.processEvents()


def dismiss(driver) -> None:
    """Close whatever is open, as a person does: Esc, until nothing asks any more."""
    for _ in range(6):
        driver.wait(lambda: not driver.window.jobs._running)
        settle(driver)
        menu, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if menu is not None:
            menu.close()
        elif dialog is not None:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif is_asked(QApplication.focusWidget() or driver.window):
            driver.press("Esc")
        else:
            return


def test_after_every_act_by_menu_the_keyboard_is_on_the_page(driver) -> None:
    of_types = [
        row.name for row in driver.window.acts.rows() if row.name.startswith(("mark-", "add-"))
    ]
    assert len(of_types) == 8
    for name in [*of_types, *NAMES]:
        ready(driver)
        with watched(driver):
            driver.window.acts.run(name)
            dismiss(driver)


def test_after_every_act_by_its_key_the_keyboard_is_on_the_page(driver) -> None:
    for row in driver.window.acts.keys.rows:
        elsewhere = ELSEWHERE | TO_PANES | TO_REVIEW | TO_SHEET
        if row.act in elsewhere or not row.where & {Mode.PAGE, Mode.WINDOW}:
            continue
        for stroke in row.keys[:1]:
            ready(driver)
            with watched(driver):
                press(driver, KEYS_BESIDE.get(row.act, str(stroke)))
                dismiss(driver)


def press(driver, written: str) -> None:
    named = {"Return": "Enter"}
    *held, key = written.replace("++", "+plus").split("+")
    driver.press("+".join([*held, named.get(key, key)]).replace("plus", "+"))


def test_a_picked_line_of_every_list_leaves_the_keyboard_on_the_page(driver) -> None:
    for name in ("open-values", "link", "change-type", "region", "exclude", "marks-of", "coder"):
        ready(driver)
        for way in ("key", "mouse"):
            with watched(driver):
                driver.window.acts.run(name)
                popup = open_list(driver)
                if way == "key":
                    driver.press("Enter")
                else:
                    rect = popup.list.visualItemRect(popup.list.item(0))
                    QTest.mouseClick(popup.list.viewport(), LEFT, pos=rect.center())
                dismiss(driver)
            ready(driver)


def open_list(driver) -> ChoicePopup:
    found = [one for one in driver.window.findChildren(ChoicePopup) if one.isVisible()]
    assert found
    return found[-1]


def test_a_click_on_any_button_of_the_bars_leaves_the_keyboard_on_the_page(driver) -> None:
    window = driver.window
    n = len(buttons(window.top)) + len(buttons(window.foot))
    assert n >= 12
    for number in range(n):
        ready(driver)
        driver.qtbot.wait(60)  # grey buttons come a moment later
        button = [*buttons(window.top), *buttons(window.foot)][number]
        if not button.isEnabled() or (isinstance(button, ActButton) and button.act in TO_REVIEW):
            continue
        with watched(driver):
            QTest.mouseClick(button, LEFT)
            dismiss(driver)


def buttons(bar: QWidget) -> list[QAbstractButton]:
    found = bar.findChildren(QAbstractButton)
    return [one for one in found if one.isVisible()]


def test_a_click_on_a_message_or_what_it_offers_leaves_the_keyboard_on_the_page(driver) -> None:
    from annotator.ui.basics.messages import Offer

    for words in ("Do it", "Close"):
        ready(driver)
        with watched(driver):
            driver.window.messages.say("A sentence.", (Offer("Do it", lambda: None),))
            settle(driver)
            (line,) = driver.window.messages.parent().lines()
            (button,) = [one for one in buttons(line) if one.text() == words]
            QTest.mouseClick(button, LEFT)
            settle(driver)


def test_a_bar_that_goes_while_it_has_the_keyboard_gives_it_to_the_page(driver) -> None:
    """Somebody has gone to a button with Tab; the button is hidden or becomes grey."""
    from annotator.ui.basics.messages import Offer

    messages, top = driver.window.messages, driver.window.top
    messages.say("A sentence.", (Offer("Do it", lambda: None),))
    (button,) = messages.buttons
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert driver.session.view.hasFocus()
    undo = act_button(top, "undo")
    driver.mark("Kabul", "e")
    driver.wait(undo.isEnabled)
    undo.setFocus()
    undo.setEnabled(False)
    assert driver.session.view.hasFocus()


def test_every_dialog_leaves_the_keyboard_on_the_page(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "Enter", "Enter")
    driver.saved()
    (actor,) = driver.session.bridge.context.actors.present()
    opens: list[Callable[[], object]] = [
        lambda: driver.window.acts.run("steps"),
        lambda: driver.window.acts.run("help"),
        lambda: driver.window.acts.run("about"),
        lambda: driver.session.handlers.actors.open(actor.id),
        lambda: driver.window.show_bug("A report."),
    ]
    for open_it in opens:
        for way in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
            ready(driver)
            with watched(driver):
                open_it()
                driver.wait(lambda: QApplication.activeModalWidget() is not None)
                dialog = QApplication.activeModalWidget()
                if isinstance(dialog, QMessageBox):
                    dialog.reject()
                else:
                    QTest.keyClick(dialog.focusWidget() or dialog, way)
                dismiss(driver)


def test_an_import_leaves_the_keyboard_on_the_page(driver, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"new{n}.txt").write_text(f"Title {n}\n\nWords {n}.\n", encoding="utf-8")
    before = driver.page.article.id
    ready(driver)
    with watched(driver) as watch:
        driver.window.take_paths(tuple(tmp_path.glob("new*.txt")))
        sheet = preview_of(driver)
        assert QApplication.focusWidget() is sheet.list
        watch.strays.clear()
        take_in(driver)
        driver.wait(lambda: driver.page.article.id != before)
        dismiss(driver)
    with watched(driver):  # the same again: one line says that they are here already
        driver.window.take_paths(tuple(tmp_path.glob("new*.txt")))
        driver.wait(lambda: "Nothing new" in driver.window.messages.words)
        dismiss(driver)
    with watched(driver):
        driver.press("Ctrl+z")  # it takes articles away, and asks once
        settle(driver)
        driver.press("Ctrl+z")
        driver.wait(lambda: driver.page.article.id == before)


# --- panes --------------------------------------------------------------------------------------


def go_to(driver, target: QWidget) -> None:
    """Press F6 until a pane has the keyboard."""
    for _ in range(5):
        if QApplication.focusWidget() is target:
            return
        driver.press("F6")
    assert QApplication.focusWidget() is target


def test_f6_goes_round_all_panes_and_back(driver) -> None:
    driver.window.resize(1800, 900)
    driver.window.acts.run("inspector")
    workspace = driver.session.workspace
    assert driver.session.view.hasFocus()
    seen = []
    for _ in range(4):
        driver.press("F6")
        seen.append(QApplication.focusWidget())
    lists = [workspace.articles.list, workspace.actors.list]
    assert seen == [workspace.inspector, *lists, driver.session.view]


@pytest.mark.parametrize("pane", ["articles", "actors", "inspector"])
def test_a_pane_reached_by_f6_keeps_the_keyboard_until_esc(driver, pane: str) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "Enter", "Enter")
    driver.window.resize(1800, 900)
    driver.window.acts.run("inspector")
    driver.saved()
    workspace = driver.session.workspace
    target = workspace.inspector if pane == "inspector" else getattr(workspace, pane).list
    go_to(driver, target)
    for keys in (("Ctrl+z",), ("Ctrl+Shift+z",), ("Ctrl+k", "Esc"), ("F1", "Esc"), ("Ctrl++",)):
        for key in keys:
            driver.press(key)
            settle(driver)
        dismiss(driver)
        assert QApplication.focusWidget() is target, keys
    for _ in range(3):  # a message is closed first
        if not driver.session.view.hasFocus():
            driver.press("Esc")
    assert driver.session.view.hasFocus()
    assert driver.session.reading.span_id is not None or pane == "articles"


def test_enter_in_the_list_of_articles_goes_to_the_page(open_text) -> None:
    driver = open_text("One\n\nAlpha.\n", "Two\n\nBeta.\n")
    pane, first = driver.session.workspace.articles, driver.page.article.id
    driver.wait(lambda: pane.model.rowCount() == 2)
    go_to(driver, pane.list)
    driver.press("Down", "Enter")
    driver.wait(lambda: driver.page.article.id != first)
    assert driver.session.view.hasFocus()


def test_a_field_of_the_inspector_keeps_the_keyboard_when_its_value_is_set(driver) -> None:
    driver.mark("Kabul", "e")
    driver.window.acts.run("inspector")
    inspector = driver.session.workspace.inspector

    def box() -> QWidget:
        (found,) = [
            one for one in inspector.findChild(QScrollArea).widget().findChildren(QWidget)
            if one.accessibleName() == "kind"
        ]  # fmt: skip
        return found

    box().setFocus()
    box().setCurrentIndex(3)
    box().activated.emit(3)
    settle(driver)
    assert driver.spans("entity")[0].attributes["kind"] == "place"
    assert QApplication.focusWidget() is box()


def test_a_click_into_another_field_closes_a_list_and_keeps_the_keyboard_there(driver) -> None:
    ready(driver)
    driver.press("l")
    search = driver.session.workspace.articles.search
    QTest.mouseClick(search, LEFT)
    assert driver.session.reading.popup is None
    assert search.hasFocus()


def test_a_pane_that_is_folded_away_gives_the_keyboard_to_the_page(driver) -> None:
    ready(driver)
    driver.press("Ctrl+i")
    while not driver.session.workspace.inspector.hasFocus():
        driver.press("F6")
    with watched(driver):
        driver.press("Ctrl+i")
    pane = driver.session.workspace.articles
    pane.list.setFocus()
    driver.session.workspace.fold_left()
    assert driver.session.view.hasFocus()


def test_only_the_panes_give_the_page_the_keyboard() -> None:
    """Whoever else called `setFocus` on it would take the keyboard from a pane or a field."""
    import annotator

    found = []
    for path in sorted(Path(annotator.__file__).parent.rglob("*.py")):
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if any(f"{one}.setFocus(" in line for one in ("view", "_page", "area", "viewport()")):
                found.append(f"{path.name}:{n}")
    assert {one.split(":")[0] for one in found} == {"panes.py"}


# --- keys held down -----------------------------------------------------------------------------


def hold(driver, key: Qt.Key, text: str, n: int = 20) -> None:
    """Hold a key down as the system reports it: one press, then presses that repeat."""
    from PySide6.QtGui import QKeyEvent

    for one in range(n):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, one > 0)
        target = QApplication.focusWidget()
        if target is not None:
            QApplication.sendEvent(target, event)


def test_a_key_held_down_acts_once(driver) -> None:
    driver.mark("Kabul", "e")
    driver.mark("Taliban", "e")
    driver.press("Esc")
    driver.caret_at("Taliban")
    hold(driver, Qt.Key.Key_Delete, "")
    assert driver.texts() == ["Kabul"]
    driver.caret_at("minister")
    driver.session.reading.make_current(None)
    hold(driver, Qt.Key.Key_E, "e")
    assert driver.texts() == ["minister", "Kabul"]
    assert driver.session.reading.popup is None


def test_a_key_held_down_while_its_list_opens_types_and_picks_nothing(driver) -> None:
    ready(driver)
    hold(driver, Qt.Key.Key_L, "l")
    popup = driver.session.reading.popup
    assert popup is not None
    assert popup.field.text() == ""
    hold(driver, Qt.Key.Key_Down, "", 3)
    driver.press("Esc")
    assert driver.texts("speaker") == []


def test_arrows_held_down_go_on_and_a_digit_does_not(driver) -> None:
    driver.session.view.set_caret(0)
    hold(driver, Qt.Key.Key_Right, "", 4)
    assert driver.session.view.caret() > driver.place("Cut").start - 1
    driver.mark("“We will not wait,”", "c")
    hold(driver, Qt.Key.Key_1, "1")
    (claim,) = driver.spans("claim")
    assert len(claim.attributes) == 1


def test_undo_held_down_takes_back_one_step(driver) -> None:
    from PySide6.QtGui import QAction

    names = {one.objectName(): one for one in driver.window.actions() if isinstance(one, QAction)}
    assert not names["undo"].autoRepeat()
    assert names["next-pane"].autoRepeat()


# --- Enter --------------------------------------------------------------------------------------


def test_enter_presses_the_button_that_has_the_keyboard_in_a_form_and_a_dialog(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "Enter", "Enter")
    (actor,) = driver.session.bridge.context.actors.present()
    driver.session.handlers.actors.open(actor.id)
    dialog = QApplication.activeModalWidget()
    (add,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Add a role"]
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Return)
    assert len(dialog.fields.roles) == 1
    dialog.fields.note.setFocus()
    QTest.keyClick(dialog.fields.note, Qt.Key.Key_Return)
    assert dialog.fields.note.toPlainText() == "\n"
    dialog.fields.name.setFocus()
    QTest.keyClicks(dialog.fields.name, "!")
    QTest.keyClick(dialog.fields.name, Qt.Key.Key_Return)
    assert "!" in driver.session.bridge.context.actors.present()[0].name


def test_enter_presses_a_button_of_the_inspector(driver) -> None:
    ready(driver)
    driver.window.acts.run("inspector")
    inspector = driver.session.workspace.inspector
    (delete,) = [
        one for one in inspector.findChildren(QPushButton) if one.text() == "Delete this span"
    ]
    delete.setFocus()
    driver.press("Enter")
    assert driver.texts("claim") == []
