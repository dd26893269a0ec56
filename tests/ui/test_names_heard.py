"""All panes and bars have a name on the accessibility bus, and all that takes the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollBar, QSplitterHandle, QWidget

from annotator.ui.basics.building import LeastRoom
from annotator.ui.inspector.panel import Inspector
from annotator.ui.page.view import PageView
from annotator.ui.reading_area import ReadingArea


def unnamed(window: QWidget) -> list[str]:
    """Give what is seen in a window, is ours or takes the keyboard, and has no name."""
    found = []
    for one in (window, *window.findChildren(QWidget)):
        heard = QAccessible.queryAccessibleInterface(one)
        if not one.isVisible() or one.window() is not window or heard is None:
            continue
        if isinstance(one, QScrollBar | QSplitterHandle | QMenu | ReadingArea | LeastRoom):
            continue  # a name of the last two would be said before each of the panes they hold
        is_silent = isinstance(one, QLabel) and not one.text()
        kind = type(one)
        is_ours = kind.__module__.startswith("annotator.ui") and not kind.__name__.startswith("_")
        takes_keys = one.focusPolicy() != Qt.FocusPolicy.NoFocus
        if (is_ours or takes_keys) and not is_silent:
            name = heard.text(QAccessible.Text.Name)
            found += [] if name else [f"{kind.__name__} {one.objectName()}"]
    return found


def test_every_pane_and_bar_of_the_window_has_a_name(driver) -> None:
    driver.mark("“We will not wait,”", "c")
    driver.press("Ctrl+i")
    driver.press("Ctrl+f")
    driver.window.messages.say("Something was done.")
    QApplication.processEvents()
    assert driver.window.messages.words
    assert unnamed(driver.window) == []
    driver.window.resize(700, 552)
    QApplication.processEvents()
    assert unnamed(driver.window) == []


def test_an_empty_project_and_the_start_page_have_names_too(window) -> None:
    window.begin(None)
    assert unnamed(window) == []
    window.resize(784, 552)
    assert unnamed(window) == []


@pytest.mark.parametrize("key", ["l", "a", "m", "i", "0", "b", "Ctrl+k", "Ctrl+Shift+F"])
def test_every_list_and_form_over_the_page_has_names(driver, key: str) -> None:
    driver.mark("said Dar", "s")
    driver.mark("“We will not wait,”", "c")
    if key == "a":
        driver.mark("Dar", "s", n=2)
    driver.press(key)
    QApplication.processEvents()
    assert unnamed(driver.window) == []


@pytest.mark.parametrize("act", ["steps", "help", "about"])
def test_every_dialog_has_names(driver, act: str) -> None:
    driver.window.acts.run(act)
    driver.wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert unnamed(dialog) == []
    dialog.close()


def test_the_sheet_of_exports_has_names(driver) -> None:
    driver.window.acts.run("export")
    sheet = driver.session.over.sheet
    driver.wait(lambda: sheet.fields.articles.count() > 1)
    for line in sheet.list.lines:
        sheet.list.stand_on(line)
        assert unnamed(driver.window) == [], line.variant.title


def test_the_actors_form_has_names(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "0", "1")
    driver.mark("The minister", "s")
    driver.press("a", "0", "1")
    actor = driver.session.bridge.context.actors.present()[0]
    driver.session.handlers.actors.open(actor.id)
    dialog = QApplication.activeModalWidget()
    dialog.fields.add_role()
    QApplication.processEvents()
    assert unnamed(dialog) == []
    dialog.close()


def test_the_inspector_is_a_group_and_the_page_a_text(driver) -> None:
    driver.press("Ctrl+i")
    for kind, role, name in (
        (Inspector, QAccessible.Role.Grouping, "Inspector"),
        (PageView, QAccessible.Role.EditableText, "Article"),
    ):
        (one,) = driver.window.findChildren(kind)
        heard = QAccessible.queryAccessibleInterface(one)
        assert (heard.role(), heard.text(QAccessible.Text.Name)) == (role, name)
