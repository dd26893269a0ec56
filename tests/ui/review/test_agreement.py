"""The sheet *Agreement*: figures come beside the window, every number opens its cases."""

from __future__ import annotations

import subprocess
from threading import get_ident
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.compare.figures import Measure
from annotator.compare.report.wording import interval_words
from annotator.project import second_process
from annotator.project.agreement import beside
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import Label
from annotator.ui.review import agreement
from annotator.ui.review.agreement import AgreementSheet
from annotator.ui.review.agreement_parts import OverTime
from annotator.ui.review.cases import CasesForm
from tests.codings import project_of
from tests.ui.seen import faults
from tests.unit.compare.test_figures import ACTORS, ARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow


@pytest.fixture
def sheet(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> AgreementSheet:
    path = tmp_path / "two.annotator"
    with project_of(path, ARTICLES, actors=ACTORS) as project:
        project.draw_sample("pilot", n=6, seed=7)
    window.resize(1366, 768)
    window.projects.open_path(path)
    qtbot.waitUntil(lambda: window.session is not None)
    window.acts.run("agreement")
    session = window.session
    assert session is not None

    def is_there() -> bool:
        review = session.review
        return review is not None and isinstance(review.sheet, AgreementSheet)

    qtbot.waitUntil(is_there)
    found = session.review.sheet
    assert isinstance(found, AgreementSheet)
    wait_for_figures(found, qtbot)
    return found


def wait_for_figures(sheet: AgreementSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sheet.agreement is not None and sheet.job is None)
    qtbot.waitUntil(lambda: not sheet._rest.isActive())  # tables come after the figures
    QApplication.processEvents()


def numbers(sheet: AgreementSheet) -> dict[str, CasesButton]:
    shown = [one for one in sheet.findChildren(CasesButton) if one.isVisible()]
    return {one.accessibleName(): one for one in shown}


def lines(begins: str, press: Callable[[], object], qtbot: QtBot) -> list[str]:
    """Give the cases that a number opens."""
    press()

    def form() -> CasesForm | None:
        found = QApplication.activeModalWidget()
        return found if isinstance(found, CasesForm) else None

    qtbot.waitUntil(lambda: form() is not None)
    opened = form()
    assert opened is not None
    assert opened.windowTitle().startswith(begins)
    words = [opened.list.item(n).text() for n in range(opened.list.count())]
    opened.reject()
    qtbot.waitUntil(lambda: form() is None)
    return words


def test_figures_come_with_intervals_and_nothing_is_cut(
    sheet: AgreementSheet, qtbot: QtBot
) -> None:
    assert sheet.agreement is not None
    pair = sheet.agreement.pairs[0]
    statements = pair.figure(Measure.STATEMENTS, "claim")
    assert statements is not None
    assert statements.interval is not None
    assert (
        sheet.facts.text() == "2,000 resamples of articles, seed 1 · pairing: any shared character"
    )
    assert not sheet.stop.isVisible()
    for size in ((1366, 768), (1024, 700), (800, 600)):
        sheet.window().resize(*size)
        qtbot.waitUntil(lambda: faults(sheet.window()) == [])
    assert len(sheet.findChildren(OverTime)) == 1


def test_every_number_opens_its_cases(sheet: AgreementSheet, qtbot: QtBot) -> None:
    assert sheet.agreement is not None
    differences = [*sheet.agreement.pairs[0].comparison.differences()]
    found = numbers(sheet)
    assert len(found) > 10
    edges = next(one for name, one in found.items() if name.startswith("Boundary: "))
    said = lines("Boundary", edges.click, qtbot)
    assert len(said) == sum(one.kind == "boundary" for one in differences)
    exact = next(one for name, one in found.items() if name.startswith("entity, same edges"))
    said = lines("entity, same edges", exact.click, qtbot)
    assert len(said) == sum(
        one.type == "entity" and one.kind in ("boundary", "missing", "extra", "type")
        for one in differences
    )


def test_tab_goes_from_the_list_over_the_numbers_to_the_acts(
    sheet: AgreementSheet, qtbot: QtBot
) -> None:
    sheet.list.setFocus()
    names = []
    for _ in range(len(sheet.findChildren(CasesButton)) + 5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
        if QApplication.focusWidget() is sheet.copy:
            break
    assert QApplication.focusWidget() is sheet.copy
    gone = [one for one in names if ", its cases" in one or ": " in one]
    assert sorted(gone) == sorted(numbers(sheet))
    assert gone[0].startswith("Statements")
    boxes = numbers(sheet)
    high = [boxes[one].mapTo(sheet, boxes[one].rect().center()).y() for one in gone]
    figures = sum(one.startswith(("Statements", "claim, any", "claim, same")) for one in gone)
    assert high[:figures] == sorted(high[:figures])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert QApplication.focusWidget() is sheet.list
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert QApplication.focusWidget().accessibleName() == gone[0]
    sheet.which.setCurrentIndex(sheet.which.findData("pilot"))
    wait_for_figures(sheet, qtbot)
    assert QApplication.focusWidget().accessibleName().startswith("Statements")


def test_a_number_of_a_table_of_values_opens_the_pairs(sheet: AgreementSheet, qtbot: QtBot) -> None:
    assert sheet.agreement is not None
    table = sheet.agreement.pairs[0].tables["claim.directness"]
    cases = table.cells["direct", "mixed"]
    button = numbers(sheet)[f"claim.directness: direct – mixed: {len(cases)}"]
    said = lines("claim.directness", button.click, qtbot)
    assert len(said) == len(cases)
    assert all("We will pay" in one for one in said)


def test_what_journals_ask_for_and_figures_by_article_are_shown_when_they_are_wanted(
    sheet: AgreementSheet, qtbot: QtBot
) -> None:
    def names() -> set[str]:
        return {name.partition(":")[0] for name in numbers(sheet)}

    asked = {f"directness (claim), {one}" for one in ("κ", "π", "S", "share equal")}
    assert "said_by, links" in names()
    assert not asked & names()
    sheet.for_journals.click()
    assert faults(sheet.window()) == []
    qtbot.waitUntil(lambda: asked <= names())
    assert sheet.agreement is not None
    pair = sheet.agreement.pairs[0]
    kappa = pair.figure(Measure.KAPPA, "claim.directness")
    assert kappa is not None
    assert kappa.interval is not None
    assert interval_words(kappa) in {one.text() for one in sheet.findChildren(Label)}
    sheet.by.setCurrentIndex(sheet.by.findData("article"))
    wait_for_figures(sheet, qtbot)
    pair = sheet.agreement.pairs[0]
    by_article = [one for name, one in numbers(sheet).items() if name.endswith(" differences")]
    assert len({one.name for one in pair.parts}) < len(pair.parts) == len(ARTICLES)
    assert by_article
    n = int(by_article[0].text())
    said = lines("“We will pay", by_article[0].click, qtbot)
    assert len(said) == n
    for size in ((1366, 768), (1024, 700), (800, 600)):
        sheet.window().resize(*size)
        qtbot.waitUntil(lambda: faults(sheet.window()) == [])


def test_a_sample_has_figures_of_its_own(sheet: AgreementSheet, qtbot: QtBot) -> None:
    sheet.which.setCurrentIndex(sheet.which.findData("pilot"))
    wait_for_figures(sheet, qtbot)
    assert sheet.agreement is not None
    assert len(sheet.agreement.pairs[0].comparison.articles) == 6
    assert sheet.outside.text() == "6 articles. Fewer than 10 articles: no interval."
    sheet.copy.click()
    assert "coded 6 of 12 articles (50 %), drawn by a seeded" in QApplication.clipboard().text()


def test_a_report_is_written_where_it_is_asked_for(
    sheet: AgreementSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, begins in (("a.html", b"<!DOCTYPE"), ("a.pdf", b"%PDF"), ("a.csv", b"figure")):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, to=path: (str(to), ""))
        sheet.save.click()
        assert path.read_bytes().startswith(begins)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.doc"), ""))
    sheet.save.click()
    assert "a.doc" in sheet.verdict.text()


def test_work_can_be_stopped_and_esc_leads_back(sheet: AgreementSheet, qtbot: QtBot) -> None:
    sheet.list.currentRowChanged.emit(0)
    assert sheet.stop.isVisible()
    sheet.stop.click()
    assert sheet.job is None
    sheet.leave()
    qtbot.waitUntil(lambda: sheet.review.sheet is None)


def test_a_case_leads_to_its_difference(sheet: AgreementSheet, qtbot: QtBot) -> None:
    assert sheet.agreement is not None
    review = sheet.review
    differences = [*sheet.agreement.pairs[0].comparison.differences()]
    wanted = [one for one in differences if one.kind == "boundary"][3]
    edges = next(one for name, one in numbers(sheet).items() if name.startswith("Boundary: "))
    edges.click()
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, CasesForm)
    opened.list.setCurrentRow(3)
    opened.list.itemActivated.emit(opened.list.currentItem())
    qtbot.waitUntil(lambda: review.sheet is None)

    def stands() -> bool:
        current = review.state.current
        return current is not None and wanted.key in {one.key for one in current.differences}

    qtbot.waitUntil(stands)


@pytest.mark.parametrize("way", ["the differences", "the start page"])
def test_a_sheet_that_goes_while_figures_are_worked_out_waits_for_nothing(
    way: str, sheet: AgreementSheet, window: MainWindow, qtbot: QtBot
) -> None:
    review = sheet.review
    sheet._begin()
    job = sheet.job
    assert job is not None
    if way == "the differences":
        review.close_sheet()
    else:
        window.acts.run("close")
    assert job.cancel_wish.is_wished()
    qtbot.waitUntil(lambda: not job.is_running)
    QApplication.processEvents()


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that reckon intervals, for a few articles as well."""
    begun: list[subprocess.Popen[bytes]] = []
    start, ask, asking = second_process.started, beside.answer_of, set[int]()

    def recorded() -> subprocess.Popen[bytes] | None:
        process = start()
        assert process is not None
        if get_ident() in asking:  # others look for damage meanwhile
            begun.append(process)
        return process

    def asked(*what: Any, **how: Any) -> Any:
        asking.add(get_ident())
        try:
            return ask(*what, **how)
        finally:
            asking.discard(get_ident())

    monkeypatch.setattr(second_process, "started", recorded)
    monkeypatch.setattr(beside, "answer_of", asked)
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    return begun


def test_intervals_of_another_process_are_those_of_the_call(
    sheet: AgreementSheet, processes: list[subprocess.Popen[bytes]], qtbot: QtBot
) -> None:
    sheet._begin()
    wait_for_figures(sheet, qtbot)
    assert len(processes) == 1
    assert sheet.agreement is not None
    called = sheet.review.bridge.project.agreement(*sheet._pairs[0])
    assert sheet.agreement.pairs[0].figures == called.pairs[0].figures
    assert any(one.interval for one in called.pairs[0].figures)
    assert len(processes) == 1


@pytest.mark.parametrize("way", ["stop", "close the window"])
def test_the_process_ends_when_nobody_waits_for_it(
    way: str,
    sheet: AgreementSheet,
    processes: list[subprocess.Popen[bytes]],
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agreement, "RESAMPLES", 50_000_000)
    sheet._begin()
    qtbot.waitUntil(lambda: bool(processes))
    if way == "stop":
        sheet.stop.click()
    else:
        window.close()
    qtbot.waitUntil(lambda: processes[0].returncode is not None)
    if way == "stop":
        assert sheet.verdict.text() == ""
        assert numbers(sheet)


def test_a_process_that_is_lost_is_told_and_the_figures_stay(
    sheet: AgreementSheet,
    processes: list[subprocess.Popen[bytes]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = second_process.started

    def killed() -> subprocess.Popen[bytes] | None:
        process = start()
        if process in processes:
            process.kill()
        return process

    monkeypatch.setattr(second_process, "started", killed)
    sheet._begin()
    qtbot.waitUntil(lambda: "ended before it was done" in sheet.verdict.text())
    wait_for_figures(sheet, qtbot)
    assert not sheet.stop.isVisible()
    assert len(numbers(sheet)) > 10
    assert "resamples" not in sheet.facts.text()


def test_figures_asked_for_while_others_are_still_to_come_are_shown_once(
    sheet: AgreementSheet, qtbot: QtBot
) -> None:
    """The tick is set between two pieces: what was to be shown before is shown no more."""
    for _ in range(2):
        sheet.for_journals.click()
        QApplication.processEvents()
        assert sheet._rest.isActive()
        sheet.for_journals.click()
        sheet.for_journals.click()
        wait_for_figures(sheet, qtbot)
        shown = [name.partition(":")[0] for name in numbers(sheet) if ", its cases" in name]
        assert len(shown) == len(set(shown))
        assert ("directness (claim), κ" in shown) is sheet.for_journals.isChecked()
