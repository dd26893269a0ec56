"""Texts from the window into a project: looked at, taken in, known, refused, guessed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.errors import Forbidden
from annotator.project.importing.plan import ImportVerdict
from tests.ui.importing import preview_of, reasons, titles
from tests.ui.seen import faults

SECOND = "Second article\n\nSome words of the second article, said nobody.\n"


def n_articles(driver) -> int:
    return driver.session.project.reader.n_articles()


@pytest.fixture
def folder(tmp_path):
    """Three texts that can be read, one that is empty."""
    found = tmp_path / "scraped"
    found.mkdir()
    for n, name in enumerate(("a", "b", "c")):
        (found / f"{name}.txt").write_text(f"Headline {name}\n\nWords number {n} of it.\n")
    (found / "empty.txt").touch()
    return found


def test_dropped_files_are_looked_at_and_come_in_with_enter(driver, tmp_path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(SECOND)
    driver.session.view.files_dropped.emit((path,))
    sheet = preview_of(driver)
    assert titles(sheet) == ["Second article"]
    assert "Second article" in sheet.area.view.page.text
    assert n_articles(driver) == 1
    driver.press("Enter")
    driver.wait(lambda: "Second article" in driver.page.text)
    assert driver.session.over.sheet is None
    assert "1 article came in." in driver.window.messages.words
    driver.wait(lambda: driver.session.workspace.articles.model.rowCount() == 2)
    assert driver.step_names().count("import") == 2


def test_esc_takes_nothing_in(driver, folder) -> None:
    driver.window.take_paths((folder,))
    preview_of(driver)
    driver.press("Esc")
    assert driver.session.over.sheet is None
    assert n_articles(driver) == 1
    assert driver.session.view.hasFocus()


def test_the_list_says_what_comes_and_what_not_and_why(driver, folder) -> None:
    (folder / "known.txt").write_text(driver.page.text, encoding="utf-8")
    driver.window.take_paths((folder,))
    sheet = preview_of(driver)
    assert titles(sheet) == ["Headline a", "Headline b", "Headline c"]
    assert "empty" in reasons(sheet)["scraped/empty.txt"]
    assert reasons(sheet, ImportVerdict.KNOWN) == {
        "scraped/known.txt": "scraped/known.txt: this text is here already"
    }
    assert sheet.verdict.text().startswith("3 new articles")
    assert sheet.main.text() == "Take in 3 articles"


def test_why_a_file_is_not_taken_is_read_whole_beside_the_list(driver, tmp_path) -> None:
    path = tmp_path / "b.docx"
    path.write_bytes(b"no archive at all")
    driver.window.take_paths((path,))
    sheet = preview_of(driver)
    (reason,) = reasons(sheet).values()
    assert sheet.why_not.isVisible()
    assert sheet.why_not.text() in reason or reason in sheet.why_not.text()
    assert sheet.why_not.height() >= sheet.why_not.heightForWidth(sheet.why_not.width())
    driver.press("Esc")
    (tmp_path / "c.txt").write_text(SECOND)
    driver.window.take_paths((tmp_path / "c.txt",))
    assert not preview_of(driver).why_not.isVisible()


def test_in_a_narrow_window_the_verdict_gives_way_and_no_button_is_cut(driver, folder) -> None:
    driver.window.take_paths((folder,))
    sheet = preview_of(driver)
    sheet.refuse(Forbidden("The project is open in another window, which writes in it."))
    assert sheet.verdict.geometry().bottom() > sheet.main.geometry().top()
    driver.window.resize(667, 336)
    driver.qtbot.wait(50)
    assert faults(driver.window) == []
    assert sheet.main.width() >= sheet.main.sizeHint().width()
    assert sheet.verdict.geometry().bottom() < sheet.main.geometry().top()
    driver.window.resize(1264, 672)
    driver.qtbot.wait(50)
    assert sheet.verdict.geometry().bottom() > sheet.main.geometry().top()


def test_arrows_read_one_after_the_other_and_space_leaves_one_out(driver, folder) -> None:
    driver.window.take_paths((folder,))
    sheet = preview_of(driver)
    assert "Headline a" in sheet.area.view.page.text
    driver.press("Down")
    assert "Headline b" in sheet.area.view.page.text
    driver.press("Space")
    assert sheet.main.text() == "Take in 2 articles"
    driver.press("Enter")
    driver.wait(lambda: n_articles(driver) == 3)
    found = {one.title for one in driver.session.project.articles()}
    assert found == {"Dar: Ties Were Cut", "Headline a", "Headline c"}


def test_the_same_by_mouse(driver, folder) -> None:
    driver.window.take_paths((folder,))
    sheet = preview_of(driver)
    view, model = sheet.list, sheet.list.model_

    def click(at: int, x: int) -> None:
        place = view.visualRect(model.index(at))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton,
                         pos=QPoint(x, place.center().y()))  # fmt: skip

    click(3, 120)
    assert "Headline c" in sheet.area.view.page.text
    click(3, 26)
    assert sheet.main.text() == "Take in 2 articles"
    click(0, 60)  # the head closes its group
    assert model.row(1) is None
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    driver.wait(lambda: n_articles(driver) == 3)


def test_the_same_folder_again_is_one_line(driver, folder) -> None:
    (folder / "empty.txt").unlink()
    driver.window.take_paths((folder,))
    preview_of(driver)
    driver.press("Enter")
    driver.wait(lambda: n_articles(driver) == 4)
    driver.window.take_paths((folder,))
    driver.wait(lambda: "Nothing new" in driver.window.messages.words)
    assert driver.window.messages.words == "Nothing new: all 3 texts are here already."
    assert driver.session.over.sheet is None


def test_what_is_dropped_meanwhile_waits_for_its_turn(driver, folder, tmp_path) -> None:
    path = tmp_path / "later.txt"
    path.write_text(SECOND)
    driver.window.take_paths((folder,))
    first = preview_of(driver)
    driver.window.take_paths((path,))
    assert driver.session.over.sheet is first
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet not in (None, first))
    assert titles(preview_of(driver)) == ["Second article"]


def test_closing_the_project_lets_what_is_looked_at_go(driver, folder, tmp_path) -> None:
    driver.window.take_paths((folder,))
    preview_of(driver)
    path = driver.session.project.path
    driver.window.close_project()
    driver.window.projects.open_path(path)
    driver.wait(lambda: driver.window.session is not None and driver.session.view.page is not None)
    driver.window.take_paths((folder,))
    assert len(titles(preview_of(driver))) == 3


def test_a_guessed_encoding_is_shown_and_another_is_read_at_once(driver, tmp_path) -> None:
    words = "Überschrift\n\nDer Minister sagte, es gehe „später“ weiter. Straße, Größe, Brüder.\n"
    path = tmp_path / "german.txt"
    path.write_bytes(words.encode("windows-1252"))
    driver.window.take_paths((path,))
    sheet = preview_of(driver)
    assert sheet.encoding.isVisible()
    box = sheet.encoding.box
    at = box.findData("cp1251")
    box.setCurrentIndex(at)
    box.activated.emit(at)
    driver.wait(lambda: sheet.plan is not None and "Ь" in (titles(sheet) or [""])[0])
    assert sheet.encoding.isVisible()  # one may think better of it
    assert box.currentData() == "cp1251"
    assert n_articles(driver) == 1
    driver.press("Enter")
    driver.wait(lambda: n_articles(driver) == 2)
    assert driver.step_names().count("import") == 2


def test_the_clipboard_is_looked_at_and_enter_takes_it_in(driver) -> None:
    QApplication.clipboard().setText("Pasted headline\n\nPasted words.")
    driver.press("Ctrl+v")
    assert "Pasted headline" in preview_of(driver).area.view.page.text
    driver.press("Enter")
    driver.wait(lambda: "Pasted headline" in driver.page.text)


def test_paste_look_next_takes_one_after_the_other_in(driver) -> None:
    for n in range(3):
        QApplication.clipboard().setText(f"Pasted headline {n}\n\nPasted words number {n}.")
        driver.press("Ctrl+v")
        driver.wait(lambda n=n: titles(preview_of(driver)) == [f"Pasted headline {n}"])
        assert n_articles(driver) == 1 + n
    driver.press("Ctrl+v")
    assert "This is what you are looking at" in driver.window.messages.words
    assert n_articles(driver) == 3
    driver.press("Enter")
    driver.wait(lambda: "Pasted headline 2" in driver.page.text)
    assert driver.step_names().count("import") == 4


def test_an_empty_clipboard_is_said(driver) -> None:
    QApplication.clipboard().clear()
    driver.window.acts.run("paste-article")
    assert "clipboard holds no text" in driver.window.messages.words


def test_undo_takes_an_import_back(driver, tmp_path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(SECOND)
    driver.window.take_paths((path,))
    preview_of(driver)
    driver.press("Enter")
    driver.wait(lambda: "Second article" in driver.page.text)
    driver.press("Ctrl+z")
    driver.wait(lambda: "takes away articles" in driver.window.messages.words)
    driver.press("Ctrl+z")
    driver.wait(lambda: n_articles(driver) == 1)
    driver.wait(lambda: "Second article" not in driver.page.text)


def test_the_dialog_for_files_shows_what_can_be_read_first(driver, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *words: (asked.append(words[-1]), ([], ""))[1]
    )
    driver.window.acts.run("import-files")
    (filters,) = asked
    first, every = filters.split(";;")
    assert every == "All files (*)"
    assert "*.txt" in first
    assert "*.jsonl" in first
    assert "journal" not in first  # beside an open project lies a journal: it is no text


def test_what_is_not_written_yet_stands_right_behind_what_would_come(driver, tmp_path) -> None:
    (tmp_path / "cut.qdpx").write_bytes(b"PK\x03\x04" + b"x" * 500)
    driver.window.take_paths((tmp_path / "cut.qdpx",))
    sheet = preview_of(driver)
    said, as_yet = sheet.verdict.geometry(), sheet._written.geometry()
    assert sheet.verdict.text() == "0 new articles"
    assert said.width() <= sheet.verdict.fontMetrics().horizontalAdvance("0 new articles") + 2
    assert as_yet.left() - said.right() - 1 == sheet.buttons.spacing()
