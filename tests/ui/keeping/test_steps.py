"""The list of steps: names, the project as it was, and what was before it forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.settings import load
from annotator.store.check import check
from annotator.ui.dialogs.steps import StepsDialog


@pytest.fixture
def coded(driver):
    """Two marks, with the list of steps shown over them."""
    driver.mark("Kabul", "e")
    driver.mark("The minister", "s")
    driver.saved()
    return driver


def steps(driver) -> StepsDialog:
    driver.window.acts.run("steps")
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), StepsDialog))
    return QApplication.activeModalWidget()


def choose(dialog: StepsDialog, row: int) -> None:
    dialog.list.setCurrentItem(dialog.list.topLevelItem(row))


def button(dialog, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if words in one.text())


def told(driver) -> str:
    return driver.window.messages.words


def test_a_step_gets_a_name_by_keys_and_loses_it(coded):
    dialog = steps(coded)
    coded.press("Down", "Tab")
    assert dialog._name.hasFocus()
    coded.type("as submitted")
    coded.press("Enter")
    coded.wait(lambda: "as submitted" in dialog.list.topLevelItem(1).text(1))
    assert "Kabul" in dialog.list.topLevelItem(1).text(1)
    assert "as submitted" in dialog.verdict.text()
    number, _ = dialog._current()
    named = {one.step.number: one.label for one in coded.session.project.steps() if one.label}
    assert named == {number: "as submitted"}
    choose(dialog, 0)
    assert dialog._name.text() == ""
    dialog._name.setText("as submitted")
    dialog._keep_name.click()
    coded.wait(lambda: "already" in dialog.verdict.text())
    choose(dialog, 1)
    assert dialog.verdict.text() == ""
    assert dialog._name.text() == "as submitted"
    dialog._name.clear()
    dialog._keep_name.click()
    coded.wait(lambda: "as submitted" not in dialog.list.topLevelItem(1).text(1))
    dialog.reject()
    assert all(one.label is None for one in coded.session.project.steps())


def test_the_project_is_looked_at_as_it_was_exported_and_left_again(coded, tmp_path):
    path = coded.session.project.path
    now = coded.texts()
    coded.session.project.export("jsonl", tmp_path / "now.jsonl")
    dialog = steps(coded)
    choose(dialog, 1)
    dialog._look.click()
    coded.wait(lambda: coded.session.project.read_only)
    coded.wait(lambda: coded.session.bridge.page is not None)
    assert coded.texts() == ["Kabul"]
    assert "the project as it was" in told(coded)
    assert "as it was" in coded.window.windowTitle()
    assert load().last_project == str(path)
    coded.press("s")
    assert coded.texts() == ["Kabul"]
    past = coded.session.project
    assert past.path == path
    past.export("jsonl", tmp_path / "then.jsonl")
    assert (tmp_path / "then.jsonl").read_bytes() != (tmp_path / "now.jsonl").read_bytes()
    dialog = steps(coded)
    assert not dialog._keep_name.isEnabled()
    assert not dialog._forget.isEnabled()
    dialog.reject()
    copy = past.open_project.file.path
    assert copy.exists()
    coded.window.acts.run("back-to-now")
    coded.wait(lambda: not coded.session.project.read_only)
    coded.wait(lambda: coded.session.bridge.page is not None)
    assert coded.texts() == now
    assert not copy.exists()
    coded.session.project.export("jsonl", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "now.jsonl").read_bytes()


def test_the_message_leads_back_to_now(coded):
    coded.window.acts.run("back-to-now")
    assert "as it is now" in told(coded)
    number = coded.session.project.steps()[1].step.number
    coded.session.handlers.steps.look_back(number)
    coded.wait(lambda: coded.session.project.read_only)
    coded.wait(lambda: coded.session.bridge.page is not None)
    coded.window.acts.run("take-offer")
    coded.wait(lambda: not coded.session.project.read_only)


def test_history_is_forgotten_when_that_is_agreed_to(coded):
    path = coded.session.project.path
    n_steps = len(coded.session.project.steps())
    for agrees in (False, True):
        dialog = steps(coded)
        choose(dialog, 0)
        dialog._forget.click()
        coded.wait(lambda: QApplication.activeModalWidget() is not None)
        asked = QApplication.activeModalWidget()
        said = " ".join(one.text() for one in asked.findChildren(type(dialog._what)))
        assert f"{n_steps - 1} steps before step {n_steps} would go" in said
        assert "cannot be taken back" in said
        if agrees:
            button(asked, "for ever").click()
            coded.wait(lambda: "forgotten" in told(coded))
        else:
            coded.press("Enter")  # what has the keyboard is to keep it
            coded.wait(lambda: QApplication.activeModalWidget() is None)
            assert len(coded.session.project.steps()) == n_steps
    assert len(coded.session.project.steps()) == 1
    assert coded.texts() == ["The minister", "Kabul"]
    coded.press("Ctrl+z")
    coded.mark("Ties Were Cut", "e")
    coded.saved()
    assert check(Path(path)).problems == ()
