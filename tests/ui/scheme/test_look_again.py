"""What was decided under an older wording is looked at again: a key each, by mouse, all alike."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.text.ranges import Range
from annotator.ui.importing.confirm.source_lines import seen_around
from annotator.ui.scheme import look_again
from annotator.ui.scheme.again_list import waiting_for
from annotator.ui.scheme.alike_form import AlikeAgainForm
from annotator.ui.scheme.look_again import LookAgainSheet
from tests.ui.scheme.scheme_driver import form_of, open_again
from tests.ui.seen import cut_lines

LEFT = Qt.MouseButton.LeftButton
WORDS = ("formal ties had been cut", "We will not wait", "We will,", "Talks")


def with_claims(driver) -> list[str]:
    """Mark four claims, two of them read as direct; then the values get other words."""
    claims = [driver.mark(words, "c").id for words in WORDS]
    driver.saved()
    edits = [
        {"edit": "define", "what": f"claim.directness.{one}", "definition": f"{one}, but stricter"}
        for one in ("direct", "indirect")
    ]
    driver.session.project.edit_scheme([SchemeEdit.of(one) for one in edits])
    driver.wait(lambda: driver.session.bridge.context.scheme.version == 2)
    return claims


def directness(driver) -> list[str]:
    page = driver.on_disk()
    return [
        page.span(one.item).attributes["directness"] for one in sheet_of(driver).list.model_.items
    ]


def sheet_of(driver) -> LookAgainSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, LookAgainSheet)
    return sheet


def test_each_has_its_passage_its_value_and_the_words_of_today(driver) -> None:
    claims = with_claims(driver)
    sheet = open_again(driver)
    assert {one.item for one in sheet.list.model_.items} == {*claims}
    assert sheet.facts.text() == "4 to look at"
    driver.wait(lambda: sheet.list.item.value in sheet.was.text())
    assert "under version 1" in sheet.was.text()
    first = next(one for one in sheet.choices if one.text().startswith("direct"))
    assert "direct, but stricter" in first.more
    driver.wait(lambda: "Dar" in sheet.passage.accessibleName())


def test_enter_says_still_right_and_digits_take_another_value(driver) -> None:
    with_claims(driver)
    sheet = open_again(driver)
    values = [one.value for one in sheet.list.model_.items]
    driver.press("Enter", "3")
    driver.wait(lambda: directness(driver)[:2] == [values[0], "mixed"])
    driver.wait(lambda: sheet.list.model_.n_open() == 2)  # the sheet hears of it a moment later
    assert sheet.list.currentIndex().row() == 2
    again = {one.item for one in driver.session.project.look_again()}
    assert again == {one.item for one in sheet.list.model_.items[2:]}
    first, second, third = (sheet.list.model_.told(one) for one in sheet.list.model_.items[:3])
    assert first == values[0]
    assert second == f"{values[1]} → mixed"
    assert third == values[2]


def all_is_read(driver, sheet: LookAgainSheet) -> None:
    driver.wait(lambda: not driver.window.jobs._running and not sheet._again.isActive())


def test_what_is_decided_while_the_list_is_read_stays_in_it_with_its_tick(
    driver, monkeypatch
) -> None:
    with_claims(driver)
    sheet, go_on = open_again(driver), Event()
    before = [one.item for one in sheet.list.model_.items]

    def late(project):
        go_on.wait(60)
        return waiting_for(project)

    monkeypatch.setattr(look_again, "waiting_for", late)
    sheet.read()
    driver.press("3")
    driver.wait(lambda: directness(driver)[0] == "mixed")
    go_on.set()
    all_is_read(driver, sheet)
    assert [one.item for one in sheet.list.model_.items] == before
    assert (sheet.list.model_.n_open(), sheet.list.currentIndex().row()) == (3, 1)


def test_what_is_decided_and_not_written_yet_is_not_read_as_open(driver, monkeypatch) -> None:
    with_claims(driver)
    sheet, go_on, project = open_again(driver), Event(), driver.session.project
    decide = project.decide_again

    def late(*words):
        go_on.wait(60)
        return decide(*words)

    monkeypatch.setattr(project, "decide_again", late)
    driver.press("3")
    sheet.read()
    driver.wait(lambda: len(driver.window.jobs._running) == 1)
    assert sheet.list.model_.n_open() == 3
    go_on.set()
    all_is_read(driver, sheet)
    assert sheet.list.model_.n_open() == 3
    assert directness(driver)[0] == "mixed"


def test_undo_brings_one_back_to_be_looked_at(driver) -> None:
    with_claims(driver)
    sheet = open_again(driver)
    before = directness(driver)
    driver.press("3")
    driver.wait(lambda: directness(driver)[0] == "mixed")
    driver.press("Ctrl+z")
    driver.wait(lambda: directness(driver) == before)
    driver.wait(lambda: sheet.list.model_.n_open() == 4)


def test_all_alike_are_shown_first_and_decided_as_one_step(driver) -> None:
    with_claims(driver)
    sheet = open_again(driver)
    n = sheet.list.model_.n_alike(sheet.list.item)
    value = sheet.list.item.value
    assert n == 2
    driver.press("Shift+Enter")
    form = form_of(driver)
    assert isinstance(form, AlikeAgainForm)
    model = form.list.model()
    driver.wait(lambda: model.rowCount() == n and "[" in str(model.index(0, 0).data()))
    driver.press("Down", "Enter")
    driver.wait(lambda: QApplication.activeModalWidget() is None)
    driver.wait(lambda: directness(driver).count(value) == 0)
    driver.wait(lambda: sheet.list.model_.n_open() == 2)
    driver.window.activateWindow()
    driver.wait(lambda: QApplication.focusWidget() is not None)
    driver.press("Ctrl+z")
    driver.wait(lambda: directness(driver).count(value) == n)


def test_o_opens_the_article_and_esc_comes_back_to_the_same_line(driver) -> None:
    with_claims(driver)
    sheet = open_again(driver)
    driver.press("Down", "Down")
    wanted = sheet.list.item
    driver.press("o")
    driver.wait(lambda: driver.session.over.sheet is None)
    driver.wait(lambda: driver.session.view.selection() == wanted.at)
    driver.press("Esc")
    driver.wait(lambda: isinstance(driver.session.over.sheet, LookAgainSheet))
    driver.wait(lambda: sheet_of(driver).list.item is not None)
    assert sheet_of(driver).list.item.item == wanted.item


def test_all_of_it_by_mouse(driver) -> None:
    with_claims(driver)
    sheet = open_again(driver)
    index = sheet.list.model_.index(1)
    QTest.mouseClick(sheet.list.viewport(), LEFT, pos=sheet.list.visualRect(index).center())
    value = sheet.list.item.value
    QTest.mouseClick(sheet.choices[4], LEFT)
    driver.wait(lambda: directness(driver)[1] == "free")
    assert value != "free"
    QTest.mouseClick(sheet.main, LEFT)
    driver.wait(lambda: sheet.list.model_.n_open() == 2)
    QTest.mouseClick(sheet.open, LEFT)
    driver.wait(lambda: driver.session.over.sheet is None)


def test_with_nothing_to_look_at_that_is_said(driver) -> None:
    driver.window.acts.run("look-again")
    driver.wait(lambda: isinstance(driver.session.over.sheet, LookAgainSheet))
    driver.wait(lambda: sheet_of(driver).verdict.text() == "Nothing is left to look at.")
    assert not sheet_of(driver).main.isEnabled()


def test_what_is_told_of_a_value_is_cut_with_a_sign_where_there_is_no_room(driver) -> None:
    with_claims(driver)
    sheet = open_again(driver)
    choice = next(one for one in sheet.choices if one.more)
    choice.resize(choice.sizeHint())
    with cut_lines() as cut:
        choice.grab()
    assert cut == []
    choice.resize(choice.sizeHint().width() - 40, choice.height())
    with cut_lines() as cut:
        choice.grab()
    ((words, shown),) = cut
    assert words == choice.more
    assert "…" in shown[-2:]


def test_words_that_stand_late_in_a_long_line_are_seen_and_lit(qapp) -> None:
    metrics = QFontMetrics(QApplication.font())
    line = f"{'Mayor Talven said much of it. ' * 9}Then she called it a mistake. {'More. ' * 30}"
    words = "called it a mistake"
    at = Range(line.index(words), line.index(words) + len(words))
    assert seen_around(line, Range(0, 5), metrics, 500) == (line, Range(0, 5))
    shown, lit = seen_around(line, at, metrics, 500)
    assert lit.of(shown) == words
    assert metrics.horizontalAdvance(shown[: lit.end]) < 500
    assert shown.startswith("…")
    assert shown[1:] in line
    assert line[: -len(shown[1:])].endswith(" ")  # a whole word is the first
    wide = Range(at.start, len(line))
    shown, lit = seen_around(line, wide, metrics, 500)  # longer than the line is wide
    assert metrics.horizontalAdvance(shown[: lit.start]) < 250
