"""Texts from the window into a project: what came in, was known, refused or guessed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.ui.dialogs.imported import ImportedDialog
from tests.ui.entries import cells


def dialog_of(driver) -> ImportedDialog:
    driver.wait(lambda: bool(driver.window.findChildren(ImportedDialog)))
    return driver.window.findChildren(ImportedDialog)[-1]


def n_articles(driver) -> int:
    return driver.session.project.reader.n_articles()


def test_dropped_files_come_in_and_the_first_is_opened(driver, tmp_path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("Second article\n\nSome words.\n")
    driver.session.view.files_dropped.emit((path,))
    driver.wait(lambda: "Second article" in driver.page.text)
    assert "1 article came in." in driver.window.messages.words
    driver.wait(lambda: driver.session.workspace.articles.model.rowCount() == 2)


def test_one_file_that_fails_does_not_stop_the_others_and_says_why(driver, tmp_path) -> None:
    (tmp_path / "good.txt").write_text("Good one\n\nWords.\n")
    (tmp_path / "bad.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)
    (tmp_path / "empty.txt").touch()
    driver.window.take_paths(tuple(tmp_path / f"{one}.txt" for one in ("good", "bad", "empty")))
    rows = dict(cells(dialog_of(driver).table, 0, 1))
    assert rows["good.txt"] == "came in"
    assert "empty" in rows["empty.txt"]
    assert rows["bad.txt"] not in ("", "came in")
    assert n_articles(driver) == 2
    dialog_of(driver).accept()


def test_the_same_text_is_not_imported_twice_and_that_is_said(driver, tmp_path) -> None:
    path = tmp_path / "again.txt"
    path.write_text(driver.page.text, encoding="utf-8")
    driver.window.take_paths((path,))
    dialog = dialog_of(driver)
    assert [what for _, what in cells(dialog.table, 0, 1)] == ["this text is here already"]
    assert n_articles(driver) == 1
    dialog.accept()


def test_a_guessed_encoding_is_shown_and_can_be_corrected(driver, tmp_path) -> None:
    words = "Überschrift\n\nDer Minister sagte, es gehe „später“ weiter. Straße, Größe, Brüder.\n"
    path = tmp_path / "german.txt"
    path.write_bytes(words.encode("windows-1252"))
    driver.window.take_paths((path,))
    dialog = dialog_of(driver)
    assert dialog.reread is not None
    assert not dialog.reread.isEnabled()
    box = dialog._choices["german.txt"]
    box.setCurrentIndex(box.findData("windows-1251"))
    assert dialog.reread.isEnabled()
    dialog.reread.click()
    driver.wait(lambda: "ЬbersРЬ" in driver.page.text or "Ьberschrift" in driver.page.text)
    assert n_articles(driver) == 2
    acts = driver.step_names()
    assert acts.count("import") == 2


def test_the_clipboard_becomes_an_article(driver) -> None:
    QApplication.clipboard().setText("Pasted headline\n\nPasted words.")
    driver.window.acts.run("paste-article")
    driver.wait(lambda: "Pasted headline" in driver.page.text)


def test_an_empty_clipboard_is_said(driver) -> None:
    QApplication.clipboard().clear()
    driver.window.acts.run("paste-article")
    assert "clipboard holds no text" in driver.window.messages.words


def test_undo_takes_an_import_back(driver, tmp_path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("Second article\n\nSome words.\n")
    driver.window.take_paths((path,))
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
