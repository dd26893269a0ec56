"""The sheet *Suggestions*: figures of each suggester, what was missed, what is ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from annotator import settings as kept
from annotator.model.actor import ActorBook
from annotator.suggest.learnt import Learnt, LearntRule, RuleKind
from annotator.ui.suggestions.cases import PlacesForm
from annotator.ui.suggestions.learnt_part import LearntPart
from tests.ui.entries import words

if TYPE_CHECKING:
    from annotator.ui.suggestions.sheet import SuggestionsSheet
    from tests.ui.conftest import Driver

LINE = "The minister said that the line was open. Mira Talven spoke in Port Aldane.\n"


def sheet_of(driver: Driver) -> SuggestionsSheet:
    """Show the sheet and wait for its figures."""
    driver.window.acts.run("suggestions-sheet")
    sheet = driver.session.over.sheet
    driver.wait(lambda: sheet._good is not None)
    return sheet


def suggested_and_taken(open_text: Callable[..., Driver]) -> Driver:
    """A project whose one article is done: one suggestion taken, one claim marked by hand."""
    driver = open_text(f"The line\n\n{LINE}\nNobody waited on the quay.\n")
    driver.press("Tab", "Alt+Enter")
    driver.wait(lambda: bool(driver.session.suggesting.state.open))
    state = driver.session.suggesting.state
    claim = next(one for one in state.open if one.span.type == "claim")
    state.go_to(claim)
    driver.press("Enter")
    driver.mark("Nobody waited on the quay", "c")
    driver.press("d", "Enter")
    driver.saved()
    return driver


def test_the_sheet_says_how_good_each_suggester_was(open_text: Callable[..., Driver]) -> None:
    driver = suggested_and_taken(open_text)
    sheet = sheet_of(driver)
    reports = next(one for one in sheet._good.suggesters if one.name == "reports")
    assert (reports.right.value, reports.found.value) == (1.0, 0.5)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"1.00", ".50"} <= shown
    assert "against layer A, 1 article that is done" in sheet.facts.text()
    assert words(driver.window.foot, "layer") == "Suggestions"


def test_what_was_missed_is_listed_and_leads_to_its_place(open_text: Callable[..., Driver]) -> None:
    driver = suggested_and_taken(open_text)
    sheet = sheet_of(driver)
    assert sheet._missed.text() == "Of 2 claims of yours 1 was suggested."
    sheet._cases.click()
    (form,) = sheet.findChildren(PlacesForm)
    QTest.keyClick(form.list, Qt.Key.Key_Return)
    assert driver.session.over.sheet is None
    selected = driver.session.view.selection()
    assert selected is not None
    assert driver.page.text[selected.start : selected.end] == "Nobody waited on the quay"


def test_esc_leaves_the_sheet_and_the_page_has_the_keyboard(driver: Driver) -> None:
    sheet_of(driver)
    assert not driver.window.acts.can("take-suggestion")
    driver.press("Esc")
    assert driver.session.over.sheet is None
    assert driver.session.view.hasFocus()
    assert driver.session.view.isVisible()


def test_what_is_ticked_holds_at_once_and_is_kept(driver: Driver) -> None:
    n = len(driver.session.suggesting.state.open)
    sheet = sheet_of(driver)
    boxes = {one.text(): one for one in sheet.findChildren(QCheckBox)}
    sheet.least.setCurrentIndex(2)
    boxes["quotations"].click()
    assert len(driver.session.suggesting.state.open) == n + 1
    assert driver.window.settings.suggesters_off == ("quotations",)
    assert kept.read().settings.suggest_from == "perhaps"


def test_what_was_learnt_is_listed_and_can_be_switched_off(
    open_text: Callable[..., Driver],
) -> None:
    driver = suggested_and_taken(open_text)
    sheet = sheet_of(driver)
    part = sheet.findChild(LearntPart)
    boxes = {one.accessibleName(): one for one in part.findChildren(QCheckBox)}
    rule = next(words for words in boxes if "said" in words)
    boxes[rule].click()
    driver.wait(lambda: driver.session.project.learnt().off != frozenset())
    assert driver.step_names()[0] == "rule-off"


def test_a_long_rule_is_shown_whole_and_a_click_on_it_turns_its_box(
    open_text: Callable[..., Driver],
) -> None:
    long = "the ferry across the lake would not sail before the ice had gone and the dock was built"
    driver = open_text(f"The line\n\nThe minister said that {long}.\n\nNobody waited.\n")
    driver.mark(long, "c")
    driver.saved()
    part = sheet_of(driver).findChild(LearntPart)
    shown = next(one for one in part.findChildren(QLabel) if long in one.text())
    box = next(one for one in part.findChildren(QCheckBox) if long in one.accessibleName())
    assert shown.text() == f"“{long}” is a claim"
    assert shown.wordWrap()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert not box.isChecked()
    driver.wait(lambda: driver.session.project.learnt().off != frozenset())


def test_rules_come_a_few_a_turn_until_all_stand_in_their_order(qtbot) -> None:
    names = [f"rule {n:02}" for n in range(37)]
    rules = tuple(LearntRule(RuleKind.CUE, one, one, rejected=1) for one in names)
    whole = QWidget()
    qtbot.addWidget(whole)
    part = LearntPart(Learnt(rules), ActorBook(), whole)
    most, before = 0, len(part.findChildren(QCheckBox))
    assert 0 < before < 10
    for _ in range(40):
        QApplication.processEvents()
        now = len(part.findChildren(QCheckBox))
        most, before = max(most, now - before), now
    assert most < 10
    boxes = part.findChildren(QCheckBox)
    assert [one.accessibleName() for one in boxes] == [f"“{one}” opens no claim" for one in names]
