"""All open suggestions of a project, decided on one page by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.ui.question.suggested_sheet import SuggestedSheet
from annotator.ui.suggestions.sheet import SuggestionsSheet
from tests.codings import coded, coding, link, span
from tests.suggested import project_with_suggestions
from tests.ui.conftest import Driver
from tests.ui.question.test_question import read_ahead

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.model.coded import CodedArticle
    from annotator.model.span import Span
    from annotator.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TEXT = "Ferry {n}\n\nNothing was new. Mira Talven said that the line was open. Kern waits.\n"
CLAIM = "the line was open"
Opened = Callable[..., Driver]


def suggested_article(n: int) -> CodedArticle:
    """A claim with cue and speaker that is likely, a name that is sure."""
    text = TEXT.format(n=n)

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    why = ("verb+that", "700")
    return coded(
        text,
        coding(
            span(f"c{n}", "claim", place(CLAIM), reason=why, directness="indirect"),
            span(f"u{n}", "cue", place("said"), reason=why),
            span(f"s{n}", "speaker", place("Mira Talven"), reason=why, form="name"),
            link(f"c{n}", "said_by", f"s{n}"),
            link(f"c{n}", "cued_by", f"u{n}"),
            span(f"e{n}", "entity", place("Kern"), reason=("capitals", "900"), kind="place"),
        ),
        article_id=f"a{n}",
    )


@pytest.fixture
def open_suggested(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Opened:
    """Opens a project of so many articles, two suggestions in each."""

    def run(n_articles: int) -> Driver:
        path = tmp_path / "suggested.annotator"
        articles = [suggested_article(n) for n in range(1, n_articles + 1)]
        project_with_suggestions(path, articles, window.settings.coder()).close()
        window.projects.open_path(path)
        driver = Driver(window, qtbot)
        driver.wait(lambda: window.session is not None and window.session.view.page is not None)
        return driver

    return run


def begin(driver: Driver) -> SuggestedSheet:
    driver.window.acts.run("suggestions-one-at-a-time")
    driver.wait(lambda: isinstance(driver.session.over.sheet, SuggestedSheet))
    ready(driver)
    return sheet_of(driver)


def sheet_of(driver: Driver) -> SuggestedSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, SuggestedSheet)
    return sheet


def ready(driver: Driver) -> None:
    sheet = sheet_of(driver)
    driver.wait(lambda: sheet.page is not None and sheet.listed.is_complete)


def spans_of(project: Project, n: int) -> list[Span]:
    layer = project.context.layer.id
    return [*project.page(project.article_id(n), {layer}).spans(layer_id=layer)]


def mine(driver: Driver, n: int) -> list[str]:
    """Give what the coder has in an article."""
    driver.saved()
    project = driver.session.project
    return [one.type for one in spans_of(project, n)]


def test_two_hundred_take_a_key_each_and_none_waits(open_suggested: Opened) -> None:
    driver = open_suggested(100)
    sheet = begin(driver)
    driver.saved()
    n_steps, pressed, waited = len(driver.session.project.steps()), 0, 0
    for n in range(200):
        if sheet.page is None:
            waited += 1
            driver.wait(lambda: sheet.page is not None)
        driver.press("x" if n % 10 == 9 else "Enter")
        pressed += 1
        read_ahead(driver, sheet)
    assert pressed <= 1.02 * 200
    assert "All are" in sheet.nothing.words
    assert (sheet.walk.n_answered, sheet.walk.n_all) == (200, 200)
    driver.saved()
    assert len(driver.session.project.steps()) == n_steps + 200
    assert mine(driver, 1) == ["speaker", "cue", "claim", "entity"]
    assert mine(driver, 5) == ["speaker", "cue", "claim"]
    assert waited == 0, "the next one is read ahead"
    driver.press("Esc")
    assert driver.session.over.sheet is None


def test_what_is_asked_is_drawn_as_suggested_with_its_reason(open_suggested: Opened) -> None:
    sheet = begin(open_suggested(2))
    assert sheet.question.text() == "Take this claim?"
    told = sheet.told.text()
    assert "indirect" in told
    assert "Mira Talven" in told
    assert "verb of saying “said” + that · likely" in told
    layout = sheet.passage._layout
    assert layout is not None
    block = next(one for one in layout.visible_blocks(0, 400) if one.shapes.ghosts)
    assert len(block.shapes.ghosts) == 3
    assert not block.shapes.bodies
    assert [one.text() for one in sheet.answers.buttons] == ["take", "reject", "change first"]
    assert [one.answer.key for one in sheet.answers.buttons] == ["Enter", "X", "F2"]


def test_backspace_goes_back_and_what_was_taken_is_rejected_after_all(
    open_suggested: Opened,
) -> None:
    driver = open_suggested(2)
    sheet = begin(driver)
    driver.press("Enter")
    ready(driver)
    assert sheet.question.text() == "Take this entity?"
    assert "taken" in sheet.verdict.text()
    driver.press("Backspace")
    ready(driver)
    assert sheet.question.text() == "Take this claim?"
    assert [one.is_set for one in sheet.answers.buttons] == [True, False, False]
    driver.saved()
    n_steps = len(driver.session.project.steps())
    driver.press("x")
    ready(driver)
    driver.saved()
    assert mine(driver, 1) == []
    driver.saved()
    assert len(driver.session.project.steps()) == n_steps + 1
    assert sheet.walk.n_answered == 1
    driver.press("Backspace")
    ready(driver)
    assert [one.is_set for one in sheet.answers.buttons] == [False, True, False]
    driver.press("Enter", "Enter")
    assert mine(driver, 1) == ["speaker", "cue", "claim", "entity"]


def test_ctrl_z_takes_the_answer_back_and_shows_it_again(open_suggested: Opened) -> None:
    driver = open_suggested(3)
    sheet = begin(driver)
    driver.press("Enter")
    ready(driver)
    driver.press("x")
    ready(driver)
    assert sheet.walk.at == 2
    driver.press("Ctrl+z")
    driver.wait(lambda: sheet.walk.at == 1)
    ready(driver)
    assert (sheet.question.text(), sheet.walk.n_answered) == ("Take this entity?", 1)
    driver.press("Ctrl+z")
    driver.wait(lambda: sheet.walk.at == 0)
    assert mine(driver, 1) == []
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: sheet.walk.n_answered == 1)
    assert mine(driver, 1) == ["speaker", "cue", "claim"]


def test_by_mouse_alone(open_suggested: Opened) -> None:
    driver = open_suggested(2)
    sheet = begin(driver)
    QTest.mouseClick(sheet.answers.buttons[0], LEFT)
    ready(driver)
    QTest.mouseClick(sheet.answers.buttons[1], LEFT)
    ready(driver)
    QTest.mouseClick(sheet.keyed[-1], LEFT)
    ready(driver)
    assert (sheet.walk.at, sheet.walk.n_answered) == (3, 2)
    QTest.mouseClick(sheet.keyed[0], LEFT)
    ready(driver)
    assert sheet.walk.at == 2
    assert mine(driver, 1) == ["speaker", "cue", "claim"]


def test_behind_the_last_one_a_click_goes_back(open_suggested: Opened) -> None:
    driver = open_suggested(1)
    sheet = begin(driver)
    for _ in range(sheet.walk.n_all):
        driver.press("Enter")
        driver.wait(lambda: bool(sheet.item) or sheet.nothing.isVisible())
    driver.wait(sheet.nothing.isVisible)
    last = sheet.walk.at
    (back,) = [one for one in sheet.nothing.findChildren(QPushButton) if one.isVisible()]
    QTest.mouseClick(back, LEFT)
    driver.wait(lambda: sheet.walk.at == last - 1 and not sheet.nothing.isVisible())


def test_enter_presses_the_button_that_has_the_keyboard(open_suggested: Opened) -> None:
    driver = open_suggested(1)
    sheet = begin(driver)
    sheet.answers.buttons[1].setFocus()
    driver.press("Enter")
    ready(driver)
    assert mine(driver, 1) == []
    assert sheet.walk.n_answered == 1


def test_f2_changes_first_and_comes_back_to_the_next(open_suggested: Opened) -> None:
    driver = open_suggested(2)
    begin(driver)
    driver.saved()
    n_steps = len(driver.session.project.steps())
    driver.press("F2")
    driver.wait(lambda: driver.session.suggesting.changing is not None)
    changing = driver.session.suggesting.changing
    driver.wait(lambda: changing.area.view.hasFocus())
    driver.press("t", "Left", "Enter", "Enter")
    ready(driver)
    sheet = sheet_of(driver)
    assert sheet.hasFocus()
    assert sheet.question.text() == "Take this entity?"
    driver.saved()
    assert len(driver.session.project.steps()) == n_steps + 1
    (claim,) = (one for one in spans_of(driver.session.project, 1) if one.type == "claim")
    assert (claim.text(), claim.how) == ("the line was", "changed")
    driver.press("F2")
    driver.wait(lambda: driver.session.suggesting.changing is not None)
    driver.press("Esc")
    ready(driver)
    assert sheet_of(driver).question.text() == "Take this entity?"
    driver.press("F2")
    driver.wait(lambda: driver.session.suggesting.changing is not None)
    driver.press("Enter")
    ready(driver)
    assert mine(driver, 1) == ["speaker", "cue", "claim", "entity"]
    decisions = driver.session.project.reader.decisions()
    assert sorted(one.verdict for one in decisions if one.results) == ["accept"] * 3 + ["change"]


def test_the_article_is_opened_decided_there_and_left_to_what_comes_next(
    open_suggested: Opened,
) -> None:
    driver = open_suggested(2)
    begin(driver)
    driver.press("Enter", "Enter")
    ready(driver)
    driver.press("o")
    driver.wait(lambda: driver.session.over.sheet is None)
    driver.wait(lambda: driver.page.article.number == 2)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == CLAIM
    driver.press("Esc")
    ready(driver)
    assert sheet_of(driver).walk.at == 2


def test_what_was_marked_or_decided_elsewhere_is_passed_with_a_word(
    open_suggested: Opened,
) -> None:
    driver = open_suggested(4)
    sheet = begin(driver)
    project = driver.session.project
    items = [one.item for one in sheet.walk.items]
    at = TEXT.format(n=1).index("Kern")
    project.mark(1, "entity", (at, at + 4))
    project.take(key=items[2], side="neither", into=project.context.layer)
    driver.wait(lambda: len([*project.reader.decisions()]) == 1)
    driver.wait(lambda: len(sheet.listed.decisions) == 1)  # the window has heard of it
    driver.press("Enter")
    driver.wait(lambda: sheet.item == items[3])
    assert "went meanwhile" in sheet.facts.text()
    driver.saved()
    n_steps = len(project.steps())
    driver.press("Backspace")
    driver.wait(lambda: sheet.item == items[0])
    driver.saved()
    assert len(project.steps()) == n_steps


def test_what_was_decided_counts_under_another_name_and_its_undo(open_suggested: Opened) -> None:
    driver = open_suggested(2)
    sheet = begin(driver)
    driver.press("x")
    driver.wait(lambda: sheet.walk.at == 1)
    driver.saved()
    item, project, listed = sheet.item, driver.session.project, sheet.listed
    keys = {*listed.decisions}
    edit = SchemeEdit.of({"edit": "rename", "what": "claim", "to": "statement"})
    for turn in (lambda: project.edit_scheme([edit]), project.undo):
        turn()
        driver.wait(
            lambda: not sheet.ahead._is_reading and sheet.ahead.is_there(articles(sheet)[0])
        )
        driver.wait(lambda old=keys: {*listed.decisions} != old and sheet.item == item)
        keys = {*listed.decisions}
        assert (len(keys), sheet.walk.n_answered) == (1, 1)
        assert "1 of" in sheet.facts.text()
    driver.press("Backspace")
    driver.wait(lambda: sheet.walk.at == 0)
    assert sheet.item == sheet.walk.items[0].item
    driver.press("Enter")
    driver.wait(lambda: sheet.walk.at == 1)
    assert "claim" in mine(driver, 1)


def articles(sheet: SuggestedSheet) -> list[str]:
    return [one.article_id for one in sheet.walk.items]


def test_a_suggester_that_runs_meanwhile_moves_nothing_that_is_asked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "own.annotator"
    with Project.create(path, coder=window.settings.coder()) as project:
        for n in (1, 2):
            project.import_text(TEXT.format(n=n), name=f"Ferry {n}")
        project.suggest(["quotations", "reports"], model=False)
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    sheet = begin(driver)
    asked, words = sheet.item, sheet.question.text()
    driver.session.project.suggest(["names"], model=False)
    driver.wait(lambda: not sheet.ahead._old)
    QApplication.processEvents()
    assert (sheet.item, sheet.question.text()) == (asked, words)
    driver.press("Enter")
    driver.wait(lambda: sheet.walk.at == 1)
    assert "claim" in mine(driver, 1)


def test_filter_and_order_are_those_of_the_page_and_of_questions(open_suggested: Opened) -> None:
    driver = open_suggested(6)
    sheet = begin(driver)
    assert sheet.filter.text() == "sure and likely ones ▾"
    assert len(sheet.walk.items) == 12
    QTest.mouseClick(sheet.filter, LEFT)
    driver.wait(lambda: sheet.popup is not None)
    driver.press("1")
    driver.wait(lambda: len(sheet.walk.items) == 6)
    assert sheet.question.text() == "Take this entity?"
    QTest.mouseClick(sheet.order, LEFT)
    driver.press("2")
    driver.wait(lambda: sheet.walk.seed == 7)
    assert sheet.order.text() == "order shuffled, seed 7 ▾"
    ready(driver)
    driver.press("Enter")
    ready(driver)
    assert (sheet.walk.n_answered, sheet.walk.n_all) == (1, 6)


def test_it_is_reached_from_the_picker_of_questions_and_from_the_sheet_of_suggestions(
    open_suggested: Opened,
) -> None:
    driver = open_suggested(1)
    driver.window.acts.run("one-question")
    driver.type("open sugg")
    driver.press("Enter")
    driver.wait(lambda: isinstance(driver.session.over.sheet, SuggestedSheet))
    driver.press("Esc")
    driver.window.acts.run("suggestions-sheet")
    sheet = driver.session.over.sheet
    assert isinstance(sheet, SuggestionsSheet)
    QTest.mouseClick(sheet.decide, LEFT)
    driver.wait(lambda: isinstance(driver.session.over.sheet, SuggestedSheet))


def test_where_nothing_is_suggested_it_is_offered(driver: Driver) -> None:
    driver.window.acts.run("suggestions-one-at-a-time")
    driver.wait(lambda: bool(driver.window.messages.words))
    assert "Nothing is suggested" in driver.window.messages.words
    assert driver.session.over.sheet is None


def test_keys_of_ones_own_decide_here_too(open_suggested: Opened) -> None:
    driver = open_suggested(1)
    driver.window.acts.set_preferences(plain=False, own={"take-suggestion": ("J",)})
    sheet = begin(driver)
    assert sheet.answers.buttons[0].answer.key == "J"
    driver.press("j")
    ready(driver)
    assert mine(driver, 1) == ["speaker", "cue", "claim"]
