"""A monkey at the keyboard: whatever is pressed, nothing breaks, and the page is what is on disk.

`ANNOTATOR_MONKEY` sets how many events it makes (300 here, thousands by hand).
"""

from __future__ import annotations

import logging
import os
import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from annotator.store.check import check

N_EVENTS = int(os.environ.get("ANNOTATOR_MONKEY", "300"))
SEED = int(os.environ.get("ANNOTATOR_MONKEY_SEED", "20260"))

ENGLISH = """NewsPoliticsRegionSlideshow

Dar: Ties Were Cut

The minister said that formal ties had been cut. “We will not wait,” said Dar in Kabul.

“We will,” he said, “not go back.” Talks with the Taliban go on. The Taliban were not asked.

Leave a Reply
"""
PERSIAN = """بازگشایی بندر

وزیر روز دوشنبه گفت: «بندر باز می‌شود.» شهردار در شبکهٔ X نوشت ۱۲٫۵ میلیون یورو لازم است.
"""
KEYS = (
    *"sssccceeeuuullaapponnmtttbidx",
    *"SCEUNPDB",
    *"1234567890",
    *["Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"] * 2,
    *["Shift+Left", "Shift+Right", "Alt+Right", "Alt+Shift+Left", "Ctrl+Right", "Ctrl+Up"] * 2,
    *["Space", "Shift+Space", "Enter", "Esc", "Esc", "Tab", "Delete", "Backspace"] * 2,
    *["Ctrl+z", "Ctrl+Shift+z", "Ctrl+y"] * 3,
    *["Ctrl+PgDown", "Ctrl+PgUp", "Alt+Down", "F6", "Shift+F6", "Ctrl+s", "Ctrl+f", "Ctrl++"],
    *["Ctrl+Home", "Ctrl+End", "F1", "Ctrl+k", "Ctrl+Shift+y", "Ctrl+Shift+f", "Ctrl+-"],
)  # fmt: skip
NEVER = {
    "open",
    "new-project",
    "sample",
    "start-page",
    "close",
    "print",
    "import-files",
    "save-copy",
}
"""What would leave the project or ask the system for a file."""


@pytest.fixture(autouse=True)
def no_file_is_chosen(monkeypatch) -> None:
    """Whatever asks the system for a file is told that the person chose none."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_words, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words, **_more: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words, **_more: "")


def test_a_monkey_breaks_nothing_and_the_page_is_what_is_on_disk(open_text, caplog) -> None:
    driver = open_text(ENGLISH, PERSIAN)
    for name in (*NEVER, "import-folder", "paste-article", "export"):
        driver.window.acts.register({name: lambda: None})
    chance = random.Random(SEED)  # noqa: S311 - no secret, a fixed seed
    pressed: list[str] = []
    for n in range(N_EVENTS):
        pressed.append(turn(driver, chance))
        if n % 50 == 49:
            assert_same(driver, pressed)
    put_away(driver)
    assert_same(driver, pressed)
    wrong = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert wrong == [], pressed[-20:]
    path = driver.session.project.path
    driver.window.close_project()
    assert check(path).ok, pressed[-20:]


def turn(driver, chance: random.Random) -> str:
    """Do one thing and say what it was."""
    for dialog in dialogs():
        dialog.reject()
    for _ in range(chance.randrange(3)):
        QApplication.processEvents()
    if chance.random() < 0.12:
        return click(driver, chance)
    if QApplication.focusWidget() is None:
        driver.window.activateWindow()
        driver.session.view.setFocus()
    key = chance.choice(KEYS)
    driver.press(key)
    return key


def click(driver, chance: random.Random) -> str:
    port = driver.session.view.viewport()
    at = QPoint(chance.randrange(port.width()), chance.randrange(port.height()))
    match chance.randrange(4):
        case 0:
            QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at)
        case 1:
            held = Qt.KeyboardModifier.ControlModifier
            QTest.mouseClick(port, Qt.MouseButton.LeftButton, held, at)
        case 2:
            QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
            QTest.mouseMove(port, QPoint(chance.randrange(600), chance.randrange(500)))
            QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at + QPoint(90, 4))
        case _:
            QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    return f"mouse at {at.x()}, {at.y()}"


def dialogs() -> list[QDialog]:
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu) and menu.isVisible():
            menu.close()
    every = QApplication.topLevelWidgets()
    return [one for one in every if isinstance(one, QDialog) and one.isVisible()]


def put_away(driver) -> None:
    for dialog in dialogs():
        dialog.reject()
    driver.session.keep_fields()


def assert_same(driver, pressed: list[str]) -> None:
    """The page in the window, once all is saved, is the page on disk, and what is painted."""
    put_away(driver)
    driver.wait(lambda: not driver.session.jobs._running)
    driver.wait(lambda: driver.session.bridge.n_waiting == 0)
    driver.wait(lambda: not driver.session.jobs._running)
    if driver.session.reading.boundary is not None:
        driver.session.handlers.edges.put_back()
    for _ in range(50):
        if driver.session.bridge.page is not None:
            break  # else the import itself was taken back
        driver.window.acts.run("redo")
        driver.wait(lambda: driver.session.bridge.n_waiting == 0)
        driver.wait(lambda: not driver.session.jobs._running)
    else:
        infos = driver.session.project.reader.steps(limit=12)
        state = [(one.step.act, one.state) for one in infos]
        message = driver.window.messages.words
        raise AssertionError((pressed[-40:], state, message, driver.session.bridge.page))
    page = driver.page
    assert page == driver.session.project.page(page.article.id), " ".join(pressed[-60:])
    shown = driver.session.view.page
    assert list(shown.spans()) == list(page.spans()), " ".join(pressed[-60:])
    assert (shown.regions, shown.article) == (page.regions, page.article), " ".join(pressed[-60:])
