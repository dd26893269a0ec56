"""The report as page, as paper and as table: the same figures and differences on all three."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

import pytest

from annotator.compare.report.page import HEAD
from annotator.formats import by_name
from annotator.project.agreement.reporting import write_report
from annotator.ui.render import write_page_as_pdf
from tests.codings import project_of
from tests.paper import words_on
from tests.unit.compare.test_figures import ACTORS, ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def reports(qapp: QApplication, tmp_path: Path) -> Path:
    """Give a folder with the report of two coders in all three forms."""
    with project_of(tmp_path / "two.annotator", ARTICLES, actors=ACTORS) as project:
        report = project.report(project.agreement("A", "B", resamples=50))
    for name in ("a.html", "a.csv", "a.pdf"):
        write_report(report, tmp_path / name, write_page_as_pdf)
    return tmp_path


def table(reports: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Give the figures and the differences of the table."""
    rows = [*csv.reader(io.StringIO((reports / "a.csv").read_text("utf-8")))]
    end = rows.index([])
    return rows[1:end], rows[end + 2 :]


def cells(reports: Path) -> list[list[str]]:
    page = (reports / "a.html").read_text("utf-8")
    rows = (re.findall(r"<td[^>]*>(.*?)</td>", one) for one in page.split("<tr>"))
    return [[unescape(one) for one in row] for row in rows]


def on_paper(words: Sequence[str], rows: Sequence[list[str]]) -> list[list[str]]:
    """Give the rows that stand on paper one after the other, their figures behind their names."""
    at, found = 0, []
    for row in rows:
        figures = [one for one in row[1:5] if one]
        while at < len(words) and [*words[at : at + len(figures)]] != figures:
            at += 1
        if at < len(words) and words[at - 1] in row[0]:
            found.append(row)
        at += len(figures)
    return found


def test_page_paper_and_table_have_the_same_figures(reports: Path) -> None:
    figures, _ = table(reports)
    assert len(figures) > 20
    assert [row for row in cells(reports) if len(row) == len(HEAD)] == figures
    assert on_paper(words_on(reports / "a.pdf"), figures) == figures


def test_page_paper_and_table_count_the_same_differences(reports: Path) -> None:
    _, differences = table(reports)
    counts = Counter(f"{row[0]}, {row[6]}" if row[6] else row[0] for row in differences)
    assert len(counts) > 3
    counted = [row for row in cells(reports) if len(row) == 2 and row[0] in counts]
    assert {kind: int(n) for kind, n in counted} == counts
    words = " ".join(words_on(reports / "a.pdf"))
    assert [kind for kind, n in counts.items() if f" {kind} {n} " not in words] == []


def test_names_and_numbers_are_not_broken_on_paper(reports: Path) -> None:
    words = " ".join(words_on(reports / "a.pdf")).replace("α_ U", "α_U")
    for row in table(reports)[0]:
        assert f"{row[0]} {row[1]} " in words


def test_a_report_on_paper_is_no_reading_copy_that_another_may_replace(reports: Path) -> None:
    assert not by_name("report").is_own(reports / "a.pdf")
