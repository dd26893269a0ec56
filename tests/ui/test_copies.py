"""Copies of one dispatch in the window: a preview, one step, each open place one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.importing.corpus_forms import WouldForm

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import Driver

STORY = (
    "Harbour to open on Monday\n\n"
    "The gate of the harbour opens on Monday, said Mira Talven, the minister, to reporters who "
    "had waited at the quay since the early morning. Traders in Kabul and in Port Aldane have "
    "waited for weeks, and the first two ships are to leave before noon if the wind allows it.\n\n"
    "The ministry had closed it in April after a storm broke the outer wall of the old basin.\n"
)
COPY = STORY.replace("Mira Talven", "Ada Lune") + "\nMore on this tomorrow in our paper, page 3.\n"


def with_copy(open_text, tmp_path: Path) -> Driver:
    driver = open_text(STORY)
    (tmp_path / "copy.txt").write_text(COPY, encoding="utf-8")
    driver.session.project.import_sources([tmp_path / "copy.txt"])
    driver.session.open_article(driver.page.article.id)
    driver.wait(lambda: driver.page.article.group_id is not None)
    return driver


def preview(driver: Driver) -> WouldForm:
    driver.window.acts.run("carry-over")
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    return QApplication.activeModalWidget()


def lines(form: WouldForm) -> list[str]:
    return [form.list.item(n).text().strip() for n in range(form.list.count())]


def copy_id(driver: Driver) -> str:
    project = driver.session.project
    return next(one for one in project.reader.article_ids() if one != driver.page.article.id)


def test_marks_come_over_after_a_preview_as_one_step(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Kabul", "e")
    driver.mark("Mira Talven", "s")
    driver.saved()
    form = preview(driver)
    first, second = lines(form)
    assert "1 of 2 marks are there or come over, 1 of them new" in first
    assert "Mira Talven" in second
    assert "Ada Lune" in second
    QTest.keyClick(form.main, Qt.Key.Key_Return)
    driver.wait(lambda: "1 mark was carried over. 1 is left open." in driver.window.messages.words)
    copy = driver.session.project.page(copy_id(driver))
    assert [one.text() for one in copy.spans()] == ["Kabul"]
    driver.window.acts.run("undo")
    driver.wait(lambda: not [*driver.session.project.page(copy.article.id).spans()])


def test_an_open_place_is_one_key_away(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Mira Talven", "s")
    driver.saved()
    other = copy_id(driver)
    form = preview(driver)
    form.list.setFocus()
    form.list.setCurrentRow(1)
    QTest.keyClick(form.list, Qt.Key.Key_Return)
    driver.wait(lambda: driver.page.article.id == other)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == "Ada Lune"
    assert driver.window.focusWidget() is driver.session.view


def test_a_later_change_is_offered_to_the_copies(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Kabul", "e")
    driver.saved()
    driver.session.project.carry(driver.page.article.id)
    driver.mark("Port Aldane", "e")
    driver.wait(lambda: "not so in the copies yet" in driver.window.messages.words)
    driver.window.messages.buttons[0].click()
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    form = QApplication.activeModalWidget()
    assert "2 of 2 marks are there or come over, 1 of them new" in lines(form)[0]
    QTest.mouseClick(form.main, Qt.MouseButton.LeftButton)
    driver.wait(lambda: "1 mark was carried over" in driver.window.messages.words)
    copy = driver.session.project.page(copy_id(driver))
    assert [one.text() for one in copy.spans()] == ["Kabul", "Port Aldane"]


def test_without_copies_a_sentence_says_so(driver) -> None:
    driver.window.acts.run("carry-over")
    driver.wait(lambda: "has no copies here" in driver.window.messages.words)
