"""Remove traces: listed first, the project is closed, all goes but the file."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton

from annotator.project import Project
from annotator.settings import load
from annotator.store.backups.making import BackupReason
from annotator.store.check import check
from annotator.ui.basics.labels import Label


def asked(driver):
    driver.window.acts.run("traces")
    driver.wait(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def test_traces_are_listed_and_go_when_that_is_agreed_to(driver):
    driver.mark("Kabul", "e")
    driver.saved()
    driver.session.project.open_project.backups.keep(BackupReason("open"))
    path = driver.session.project.path
    dialog = asked(driver)
    said = " ".join(one.text() for one in dialog.findChildren(Label))
    assert " backup" in said
    assert "cannot be taken back" in said
    driver.press("Enter")  # what has the keyboard is to keep it
    driver.wait(lambda: QApplication.activeModalWidget() is None)
    assert driver.window.session is not None
    assert load().last_project == str(path)

    dialog = asked(driver)
    agree = [one for one in dialog.findChildren(QPushButton) if "for ever" in one.text()]
    agree[0].click()
    driver.wait(lambda: "Taken away" in driver.window.messages.words)
    assert driver.window.session is None
    assert " backup" in driver.window.messages.words
    assert load().last_project == ""
    assert str(path) not in load().recent
    assert Project.traces(path) == ()
    assert check(path).problems == ()
