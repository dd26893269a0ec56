"""Ctrl+P: the article as it will be on paper, and onto it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.formats.base import PaperText
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.ui.dialogs.printing import PrintDialog
from annotator.ui.dialogs.sheets import SheetsPreview
from annotator.ui.render import MARGINS, write_texts
from tests.leaks import found_in
from tests.paper import words_on


@pytest.fixture
def dialog(driver) -> PrintDialog:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c")
    driver.saved()
    driver.window.acts.run("print")
    (found,) = driver.window.findChildren(PrintDialog)
    driver.wait(lambda: found.preview.page_count() > 0 and found.preview.is_whole)
    return found


def test_the_sheets_are_shown_before_and_their_number_is_said(dialog: PrintDialog) -> None:
    assert dialog.sheet.text() == f"1 of {dialog.preview.page_count()}"
    assert not dialog.before.isEnabled()
    assert dialog.preview.grab().toImage().pixelColor(1, 1).isValid()


def test_what_is_shown_can_be_written_as_a_pdf(
    driver, dialog: PrintDialog, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "a.pdf"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *_args: (str(path), ""))
    )
    dialog.to.setCurrentIndex(dialog.to.count() - 1)
    dialog.go.click()
    driver.wait(lambda: "a.pdf" in driver.window.messages.words)
    words = words_on(path)
    assert {"not", "wait", "speaker"} <= {one.strip("“”,.;") for one in words}
    assert path.read_bytes().count(b"/Type /Page\n") == dialog.preview.page_count()


def test_a_sheet_on_its_side_is_wider_than_high(dialog: PrintDialog) -> None:
    dialog.turned.setCurrentIndex(1)
    assert dialog.printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert dialog.printer.width() > dialog.printer.height()


def test_only_the_marks_of_the_chosen_layer_are_printed(dialog: PrintDialog) -> None:
    (text,) = dialog._texts
    assert "no speaker" in text.html
    dialog.layers.setCurrentIndex(dialog.layers.count() - 1)
    assert dialog.layers.currentData()


def test_without_a_printer_that_is_said_and_a_pdf_offered(dialog: PrintDialog) -> None:
    while dialog.to.count() > 1:
        dialog.to.removeItem(0)
    dialog._say_to()
    assert "No printer" in dialog.verdict.text()
    assert dialog.go.text() == "Write …"


def test_a_place_where_nothing_can_be_written_is_said(dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.write(tmp_path / "none" / "a.pdf")
    assert "could not be written" in dialog.verdict.text()
    assert dialog.isVisible()


def test_a_project_is_exported_as_a_pdf_that_has_its_words(driver, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    report = driver.window.session.project.export("report", path, paper=write_texts)
    assert report.verified
    words = words_on(path)
    for one in ("Dar:", "Taliban", "Coding", "scheme", "Figures"):
        assert one in words, one


def test_a_pdf_with_pseudonyms_has_no_name_on_its_sheets_nor_in_its_bytes(
    driver, tmp_path: Path
) -> None:
    project, to = driver.window.session.project, tmp_path / "out" / "harbour.pdf"
    project.actor("Ishaq Dar", "person", ["Dar"])
    to.parent.mkdir()
    hidden = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("persons",))
    project.export("report", to, hidden, key=tmp_path / "key.csv", paper=write_texts)
    words = " ".join(words_on(to))
    assert "Person 1" in words
    assert re.findall(r"\bDar\b|Ishaq", words) == []
    assert found_in(to.parent, ("Ishaq",)) == set()


@pytest.mark.usefixtures("qapp")
def test_each_text_begins_on_a_sheet_with_its_head_and_number(tmp_path: Path) -> None:
    texts = [PaperText("First", "<p>one</p>"), PaperText("Second", "<p>two " * 3000)]
    n = write_texts(texts, tmp_path / "a.pdf")
    assert n > 2
    words = words_on(tmp_path / "a.pdf")
    assert words[:3] == ["First", "1", "one"]
    assert words.count("Second") == n - 1
    assert words.count("two") == 3000


# --- long articles -------------------------------------------------------------------------------

PARTS = tuple(
    "".join(f"<p>{part}x{n} said so again on the quay</p>" for n in range(150)) for part in "abc"
)
LONG = PaperText("Long", PARTS[0], PARTS[1:])


@pytest.mark.usefixtures("qapp")
def test_the_parts_of_a_long_text_follow_each_other_on_one_sheet(tmp_path: Path) -> None:
    n = write_texts([LONG], tmp_path / "parts.pdf")
    whole = write_texts([PaperText("Long", "".join(PARTS))], tmp_path / "whole.pdf")
    assert n == whole
    parts, once = (words_on(tmp_path / f"{name}.pdf") for name in ("parts", "whole"))
    assert parts == once
    assert parts.index("bx0") < parts.index("Long", parts.index("ax149"))


@pytest.mark.usefixtures("qapp")
def test_a_preview_lays_out_a_part_a_turn_and_shows_the_first_sheet_at_once(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    preview = SheetsPreview(parent)
    preview.resize(400, 500)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    preview.show_texts([LONG], QPageLayout(a4, QPageLayout.Orientation.Portrait, MARGINS))
    seen = []
    preview.changed.connect(lambda: seen.append(preview.page_count()))
    qtbot.waitUntil(lambda: preview.is_whole)
    assert seen[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(seen))
    assert preview.current_page() == 1
    before = preview.grab().toImage()
    preview.turn_to(2)
    assert preview.grab().toImage() != before
    preview.turn_to(99)
    assert preview.current_page() == preview.page_count() == seen[-1] > 3


def test_closing_while_a_file_is_written_leaves_nothing(
    dialog: PrintDialog, tmp_path: Path
) -> None:
    dialog._texts = (LONG,)
    dialog.write(tmp_path / "a.pdf")
    dialog.reject()
    assert list(tmp_path.glob("*.pdf")) == []
