"""A workbook or table that somebody worked on freely: what is taken of it, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from annotator import coder
from annotator.project import Project
from tests.unit.project.importing.edited.test_matching import Cells, coded, edited, says, sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from annotator.project import ImportReport


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return coded(tmp_path)


def workbook(project: Project, tmp_path: Path, edit: Callable[[Workbook], None]) -> ImportReport:
    """Let somebody edit the workbook; give what comes of it when it comes back."""
    at = tmp_path / "t.xlsx"
    at.unlink(missing_ok=True)
    project.export("xlsx", at)
    book = load_workbook(at)
    edit(book)
    book.save(at)
    return project.import_sources(at)


def put(book: Workbook, table: str, column: str, value: object) -> None:
    sheet = book[table]
    sheet.cell(2, [one.value for one in sheet[1]].index(column) + 1).value = value


TO_POST = {("articles", "outlet", "Herald", "Post")}


def hide(book: Workbook) -> None:
    put(book, "articles", "outlet", "Post")
    book["spans"].sheet_state = "hidden"


def rename(book: Workbook) -> None:
    put(book, "articles", "outlet", "Post")
    book["articles"].title = "Artikel"


def send_one_alone(book: Workbook) -> None:
    put(book, "articles", "outlet", "Post")
    for name in book.sheetnames:
        if name != "articles":
            del book[name]


def write_the_header_large(book: Workbook) -> None:
    put(book, "articles", "outlet", "Post")
    sheet = book["articles"]
    sheet.cell(1, [one.value for one in sheet[1]].index("outlet") + 1).value = " Outlet"


@pytest.mark.parametrize("edit", [hide, rename, send_one_alone, write_the_header_large])
def test_sheets_are_known_by_their_columns(
    edit: Callable[[Workbook], None], project: Project, tmp_path: Path
) -> None:
    report = workbook(project, tmp_path, edit)
    assert (says(report), report.new, report.refused) == (TO_POST, 0, ())
    assert project.import_sources(tmp_path / "t.xlsx").step is None


def test_marks_sent_alone_make_no_articles(project: Project, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for name in book.sheetnames:
            if name != "spans":
                del book[name]

    report = workbook(project, tmp_path, edit)
    assert (report.cells, report.new, report.n_spans) == ((), 0, 0)


def test_a_sheet_of_ones_own_is_said(project: Project, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book.create_sheet("Questions", 0)["A1"] = "Who is she?"
        book.create_sheet("Empty")

    report = workbook(project, tmp_path, edit)
    assert report.notes == (
        "t.xlsx: the sheet “Questions” is none of the tables, and is not read.",
        "t.xlsx: nothing in it was edited.",
    )


def test_columns_of_ones_own_are_said(project: Project, tmp_path: Path) -> None:
    to = sent(project, tmp_path / "t")

    def of_articles(rows: list[Cells]) -> None:
        rows[0] |= {"meta_place": "south", "remark": "?"}

    edited(to, "articles", of_articles)
    edited(to, "spans", lambda rows: [one.update({"attr_mood": "calm"}) for one in rows])  # type: ignore[func-returns-value]
    report = project.import_sources(to)
    assert (report.cells, report.notes[1:]) == (
        (),
        (
            "t: 2 columns of articles (“meta_place”, “remark”) are none of its "
            "own; nothing of them is taken.",
            "t: the column “attr_mood” of spans is none of its own; nothing of it is taken.",
        ),
    )


@pytest.mark.parametrize("shown", ["#N/A", "#BEZUG!", "Err:502"])
def test_a_formula_that_failed_empties_nothing(
    shown: str, project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")
    edited(to, "articles", lambda rows: rows[0].update(outlet=shown, byline="J."))
    report = project.import_sources(to)
    assert (report.cells, report.step) == ((), None)
    assert [(one.row, one.reason) for one in report.refused] == [
        (2, f"“outlet” shows {shown}, a formula that failed: nothing of the row was taken.")
    ]


def test_a_cell_of_a_workbook_that_failed_empties_nothing(project: Project, tmp_path: Path) -> None:
    report = workbook(project, tmp_path, lambda book: put(book, "articles", "outlet", "#N/A"))
    assert (report.cells, report.step, len(report.refused)) == ((), None, 1)


def test_what_is_merged_over_rows_holds_for_each(tmp_path: Path) -> None:
    with coded(tmp_path) as project:
        project.import_text("Another text\n\nThe ferry sails again, he said.\n")
        second = [*project.articles()][1]
        project.fields(second.id, {"outlet": "Herald"})

        def edit(book: Workbook) -> None:
            put(book, "articles", "outlet", "Post")
            names = [one.value for one in book["articles"][1]]
            column = names.index("outlet") + 1
            book["articles"].merge_cells(None, 2, column, 3, column)

        report = workbook(project, tmp_path, edit)
        assert sorted((one.row, one.was, one.becomes) for one in report.cells or ()) == [
            (2, "Herald", "Post"),
            (3, "Herald", "Post"),
        ]


def test_rows_of_blanks_are_no_rows(project: Project, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for row in range(5, 9):
            book["articles"].cell(row, 2).value = "  "

    assert workbook(project, tmp_path, edit).refused == ()


def test_the_long_form_of_who_speaks_is_compared_and_said(project: Project, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        put(book, "statement_actors", "actor", "Somebody")
        put(book, "statement_actors", "stance", "against")

    report = workbook(project, tmp_path, edit)
    assert (report.cells, report.step) == ((), None)
    assert report.notes[1] == (
        "t.xlsx: 2 cells of “statement_actors” (row 2: actor; row 2: stance) differ from what "
        "spans and links say: these hold, edit them there."
    )
    other = workbook(project, tmp_path, lambda book: put(book, "statement_actors", "role", "x"))
    assert "1 cell of “statement_actors” (row 2: role) differs" in other.notes[1]


@pytest.mark.parametrize(
    ("table", "column", "value", "was"),
    [
        ("articles", "outlet", "Post", "Herald"),
        ("spans", "attr_directness", "indirect", "direct"),
        ("statements", "directness", "indirect", "direct"),
        ("actors", "kind", "person", "other"),
        ("notes", "text", "sure.", "sure?"),
    ],
)
def test_a_table_that_comes_back_alone_is_that_table(
    table: str, column: str, value: str, was: str, project: Project, tmp_path: Path
) -> None:
    to = sent(project, tmp_path / "t")

    def edit(rows: list[Cells]) -> None:
        next(one for one in rows if one[column] == was)[column] = value

    edited(to, table, edit)
    alone = to / f"{table}.csv"
    report = project.import_sources(alone)
    assert says(report) == {(table, column.removeprefix("attr_"), was, value)}
    assert (report.new, report.refused) == (0, ())
    assert project.import_sources(alone).step is None


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_articles_of_another_project_alone_are_texts(
    ending: str, project: Project, tmp_path: Path
) -> None:
    sent(project, tmp_path / "t")
    project.export("xlsx", tmp_path / "t" / "articles.xlsx")
    book = load_workbook(tmp_path / "t" / "articles.xlsx")
    for name in book.sheetnames:
        if name != "articles":
            del book[name]
    book.save(tmp_path / "t" / "articles.xlsx")
    with Project.create(tmp_path / "other.annotator", coder=coder("Bo")) as other:
        report = other.import_sources(tmp_path / "t" / f"articles.{ending}")
        assert (report.new, report.refused) == (1, ())
        assert [one.title for one in other.articles()] == ["=Harbour"]
        spans = other.import_sources(tmp_path / "t" / "spans.csv")
        assert (spans.new, len(spans.refused)) == (0, 1)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [("articles", "group", "g7"), ("articles", "direction", "rtl"), ("spans", "confidence", "0,5"),
     ("links", "confidence", "1")],
)  # fmt: skip
def test_what_a_table_tells_and_does_not_change_is_listed_where_it_was_edited(
    project: Project, tmp_path: Path, table: str, column: str, cell: str
) -> None:
    to = sent(project, tmp_path / "t")

    def edit(rows: list[Cells]) -> None:
        rows[0][column] = cell

    edited(to, table, edit)
    report = project.import_sources(to)
    assert report.step is None
    assert [(one.reason, one.row) for one in report.refused] == [
        (f"“{column}” is not edited in a table: it stays.", 2)
    ]
