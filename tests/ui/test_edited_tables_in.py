"""Tables and Word files that came back, in the window: what was edited is listed before it is."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from annotator.project.importing.plan import ImportVerdict
from annotator.ui.importing.codes.sheet import CodesSheet
from tests.ui.importing import preview_of, reasons
from tests.word_files import comment, end, file_of, line, start


def test_edited_cells_are_listed_and_come_in_as_one_step(driver, tmp_path) -> None:
    project = driver.session.project
    project.export("tables", tmp_path / "t")
    file = tmp_path / "t" / "articles.csv"
    rows = [*csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))]
    rows[0] |= {"outlet": "Post", "byline": "J. Doe", "date": "soon"}
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    before = next(iter(project.articles())).outlet
    driver.window.take_paths((tmp_path / "t",))
    sheet = preview_of(driver)
    assert reasons(sheet, ImportVerdict.EDITED) == {
        "outlet · articles · t": f"“{before}” becomes “Post”",
        "byline · articles · t": "“” becomes “J. Doe”",
    }
    assert sheet.verdict.text().startswith("2 edited cells")
    assert "“soon” is no date" in reasons(sheet)["t: articles"]
    driver.press("Enter")
    driver.wait(lambda: next(iter(project.articles())).outlet == "Post")
    driver.wait(lambda: "2 edited cells were taken in." in driver.window.messages.words)
    driver.session.bridge.undo()
    driver.wait(lambda: next(iter(project.articles())).outlet == before)


def test_a_workbook_of_ours_is_not_asked_for_its_columns(driver, tmp_path) -> None:
    project = driver.session.project
    project.export("xlsx", tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    sheet = book["articles"]
    names = [one.value for one in sheet[1]]
    sheet.cell(2, names.index("byline") + 1, "J. Doe")
    book.save(tmp_path / "t.xlsx")
    driver.window.take_paths((tmp_path / "t.xlsx",))
    assert "byline · articles · t.xlsx" in reasons(preview_of(driver), ImportVerdict.EDITED)
    driver.press("Enter")
    driver.wait(lambda: next(iter(project.articles())).byline == "J. Doe")


def test_comments_on_an_article_that_is_here_come_in_too(driver, tmp_path) -> None:
    text = driver.page.text
    first, *others = text.split("\n")
    body = line(start(1), first, end(1)) + "".join(line(one) if one else line() for one in others)
    (tmp_path / "a.docx").write_bytes(file_of(body, comment(1, "claim", "Prof")))
    driver.window.take_paths((tmp_path / "a.docx",))
    driver.wait(lambda: isinstance(driver.session.over.sheet, CodesSheet))
    driver.press("Enter")
    sheet = preview_of(driver)
    assert len(reasons(sheet, ImportVerdict.KNOWN)) == 1
    driver.press("Enter")
    driver.wait(lambda: "Prof" in {one.name for one in driver.session.project.layers()})
    driver.wait(lambda: "1 mark of Prof came in." in driver.window.messages.words)
    assert "0 articles" not in driver.window.messages.words
