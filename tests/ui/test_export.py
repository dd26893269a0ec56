"""Exports from the window: what is lost is said before, the result after."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QCheckBox

from annotator.ui.basics import theme
from annotator.ui.dialogs.export import ExportDialog
from tests.ui.entries import words


@pytest.fixture
def dialog(driver, tmp_path) -> ExportDialog:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    driver.saved()
    driver.window.acts.run("export")
    (found,) = driver.window.findChildren(ExportDialog)
    return found


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(name))


@pytest.mark.parametrize("name", ["jsonl", "tables"])
def test_what_is_lost_is_said_before_and_the_export_is_read_back(
    driver, dialog, tmp_path: Path, name: str
) -> None:
    choose(dialog, name)
    driver.wait(lambda: "1 article, 3 spans, 2 links" in words(dialog, "losses"))
    target = tmp_path / "out" if name == "tables" else tmp_path / "out.jsonl"
    dialog.target.setText(str(target))
    dialog.go.click()
    driver.wait(lambda: target.exists() and "read back" in driver.window.messages.words)


def test_a_target_that_is_there_is_kept_unless_it_is_said(
    driver, dialog, tmp_path: Path, monkeypatch
) -> None:
    from annotator.ui.dialogs import export

    target = tmp_path / "out.jsonl"
    driver.window.session.project.export("jsonl", target)
    before = target.stat().st_ino
    choose(dialog, "jsonl")
    dialog.target.setText(str(target))
    asked = []
    monkeypatch.setattr(export, "agrees", lambda *_args: bool(asked.append(1)))
    dialog.go.click()
    driver.wait(lambda: bool(asked))
    assert target.stat().st_ino == before
    monkeypatch.setattr(export, "agrees", lambda *_args: True)
    driver.wait(lambda: dialog.go.isEnabled())
    dialog.go.click()
    driver.wait(lambda: target.stat().st_ino != before)


def test_a_file_that_is_no_export_is_never_replaced(driver, dialog, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("mine")
    choose(dialog, "jsonl")
    dialog.target.setText(str(target))
    dialog.go.click()
    driver.wait(lambda: "no earlier export" in dialog._problem.text())
    assert target.read_text() == "mine"


def test_the_form_asks_what_the_format_declares(dialog) -> None:
    def asked() -> dict[str, str]:
        return dialog.options()

    choose(dialog, "jsonl")
    assert asked() == {}
    choose(dialog, "tables")
    assert asked() == {"preset": "r"}
    shown = {option.name: widget for option, widget in dialog.asked.items()}
    shown["preset"].setCurrentIndex(1)
    assert asked() == {"preset": "excel"}


def test_a_folder_that_cannot_be_written_is_said_in_the_dialog(driver, dialog, tmp_path) -> None:
    choose(dialog, "jsonl")
    dialog.target.setText(str(tmp_path / "none" / "deep" / "out.jsonl"))
    dialog.go.click()
    driver.wait(lambda: dialog._problem.isVisible() or "read back" in driver.window.messages.words)


def test_a_box_to_tick_has_the_ring_of_what_takes_keys(driver, dialog) -> None:
    tick = next(one for one in dialog.findChildren(QCheckBox) if one.isVisible())
    ink = theme.colour("ink").name()
    middle = tick.height() // 2
    for has_keyboard in (True, False):
        dialog.activateWindow()
        (tick if has_keyboard else dialog.target).setFocus()
        driver.wait(lambda has=has_keyboard: tick.hasFocus() == has)
        edge = {tick.grab().toImage().pixelColor(x, middle).name() for x in (0, 1)}
        assert (edge == {ink}) == has_keyboard


@pytest.mark.parametrize("begun", [False, True])
def test_a_form_that_is_closed_while_it_looks_or_writes_is_told_nothing(
    driver, tmp_path: Path, begun: bool
) -> None:
    target = tmp_path / "out.jsonl"
    for n in range(5):
        if n == 4:
            target.write_text("what was there before", encoding="utf-8")  # it is refused, too
        driver.window.acts.run("export")
        form = QApplication.activeModalWidget()
        form.target.setText(str(target))
        form._look()
        if begun:
            form.write()
        form.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        driver.wait(lambda: not driver.window.jobs._running)
    driver.saved()
    assert driver.window.messages.words == ""
    assert {one.name for one in tmp_path.iterdir() if "out" in one.name} <= {target.name}
