"""What is pressed in vain says why: no act of the table does nothing without a word."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.basics.actions import ACTS
from annotator.ui.popups.choice import ChoicePopup
from tests.ui.test_keyboards_home import NAMES, _no_files, dismiss, settle

__all__ = ["_no_files"]

SILENT = frozenset({"let-go", "read", "theme-system", "theme-light", "theme-dark"})
"""Esc where nothing is left to go out of; a workspace and colours that are there already."""
OF_FILES = frozenset(
    {"new-project", "open", "import-files", "import-folder", "save-copy", "print", "paste-article"}
)
"""They ask for a file, which the tests do not give."""
TO_OTHERS = frozenset({"review", "marks-of", "coder"})
READ = {row.name for row in ACTS if row.menu != "Review"}


def all_there_is(driver) -> tuple[object, ...]:
    """What an act can change or open."""
    session, view = driver.session, driver.session.view
    reading = session.reading
    lists = [one for one in driver.window.findChildren(ChoicePopup) if one.isVisible()]
    return (
        driver.page, view.caret(), view.anchor(), view.verticalScrollBar().value(),
        reading.span_id, reading.framed, reading.boundary, reading.popup, lists,
        QApplication.activeModalWidget(), QApplication.activePopupWidget(),
        driver.window.focusWidget(), driver.window.settings, QApplication.clipboard().text(),
        session.workspace.articles.isVisible(),
    )  # fmt: skip


def on_an_entity(driver) -> None:
    driver.press("Esc", "Esc", "Esc", "Esc")
    settle(driver)
    if not driver.texts("entity"):
        driver.select("Kabul")
        driver.press("e")
        driver.saved()
    driver.session.reading.go_to(driver.spans("entity")[0])
    driver.session.reading.focus()
    settle(driver)


def test_no_act_does_nothing_without_a_word(driver) -> None:
    names = [one for one in NAMES if one in READ - SILENT - OF_FILES - TO_OTHERS]
    of_types = [one.name for one in driver.window.acts.rows() if one.name.startswith("add-part")]
    assert len(names) > 45
    for name in [*of_types, *names]:
        on_an_entity(driver)
        for time in ("first", "second"):
            driver.window.messages.clear()
            before = all_there_is(driver)
            driver.window.acts.run(name)
            said = driver.window.messages.words  # gone by its time where work takes longer
            driver.wait(lambda: not driver.window.jobs._running)
            settle(driver)
            said = said or driver.window.messages.words
            assert said or all_there_is(driver) != before, (name, time)
            dismiss(driver)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("confirm-regions", "It is so already. Nothing was changed."),
        ("not-done", "The article is in progress already."),
        ("cycle", "There is no other span at this place."),
    ],
)
def test_what_is_so_already_is_said(driver, act: str, said: str) -> None:
    on_an_entity(driver)
    driver.window.acts.run("confirm-regions")
    settle(driver)
    driver.session.reading.go_to(driver.spans("entity")[0])
    driver.window.acts.run(act)
    assert driver.window.messages.words == said


def test_an_edge_whose_span_is_gone_is_held_no_more(driver) -> None:
    """Another program, or another window on the same file, has taken the span away."""
    driver.mark("Kabul", "e")
    driver.saved()
    driver.press("t", "Right")
    driver.session.bridge.undo()
    driver.wait(lambda: driver.spans() == [])
    assert driver.session.reading.boundary is None
    driver.window.messages.clear()
    driver.press("Ctrl+Home", "Right", "Right", "e")
    assert driver.texts() == ["Ties"]
    assert driver.window.messages.words == ""
