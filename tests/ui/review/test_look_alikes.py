"""Actors that look alike in the window: led to, decided by keys and by mouse, read, split again."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.basics import theme
from annotator.ui.basics.building import widgets_in
from annotator.ui.review.agreement import AgreementSheet
from annotator.ui.review.look_alikes.sheet import LookAlikesSheet
from tests import colleagues as they
from tests.colleagues import B
from tests.ui.review.conftest import open_review
from tests.ui.seen import faults
from tests.waiting import late_once

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.project import Project
    from annotator.ui.window import MainWindow
    from tests.ui.conftest import Driver


def code(project: Project, minister: str, office: str) -> None:
    """Code two claims with their speakers, who are called as this coder calls them."""
    for article, claim, speaker, actor in (
        ("1", "We have kept our promise", "Mira Talven", minister),
        ("2", "It will rain", "the weather office in Kabul", office),
    ):
        source = they.mark(project, int(article), claim, "claim")
        target = they.mark(project, int(article), speaker, "speaker", actor)
        project.link(source, "said_by", target)
        project.state(article, "done")


@pytest.fixture
def study(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Driver:
    """Review of two coders who call two speakers differently."""
    coder = window.settings.coder()
    path = they.study(tmp_path, coder=coder)
    theirs = they.copy_of(path, "b")
    with they.coding(theirs, B) as other:
        code(other, "Talven, Mira", "Kabul weather office")
    with they.coding(path, coder) as project:
        code(project, "Mira Talven", "weather office")
        project.merge(theirs)
    return open_review(window, qtbot, path)


def opened(driver: Driver) -> LookAlikesSheet:
    driver.window.acts.run("look-alikes")
    return shown(driver)


def shown(driver: Driver) -> LookAlikesSheet:
    driver.wait(lambda: isinstance(driver.session.review.sheet, LookAlikesSheet))
    sheet = driver.session.review.sheet
    assert isinstance(sheet, LookAlikesSheet)
    driver.wait(lambda: sheet.list.pair() is not None)
    driver.wait(lambda: any(not one.isHidden() for one in sheet.two.columns[1].lines))
    return sheet


def pairs(sheet: LookAlikesSheet) -> dict[str, bool | None]:
    return {
        " / ".join(sorted((one.left.name, one.right.name))): one.decided
        for _, one in sheet.list.rows()
    }


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


MIRA = "Mira Talven / Talven, Mira"
OFFICE = "Kabul weather office / weather office"


def test_review_says_how_many_speakers_are_undecided_and_leads_to_the_list(study: Driver):
    foot = study.window.foot
    study.wait(lambda: foot._lead.isVisible())
    assert foot._lead.text() == "2 speakers undecided"
    messages = study.window.messages
    assert "2 speakers hang on actors nobody has decided about" in messages.words
    study.press("Alt+Enter")
    shown(study)
    study.press("Esc")
    study.wait(lambda: foot._lead.isVisible())
    assert "hang on" not in messages.words
    click(foot._lead)
    sheet = shown(study)
    assert pairs(sheet) == {MIRA: None, OFFICE: None}
    assert not foot._lead.isVisible()
    study.press("Esc")
    assert study.session.review.sheet is None
    study.wait(lambda: foot._lead.isVisible())


def test_the_figures_lead_there_too(study: Driver):
    study.window.acts.run("agreement")
    study.wait(lambda: isinstance(study.session.review.sheet, AgreementSheet))
    sheet = study.session.review.sheet
    study.wait(lambda: not sheet.undecided.isHidden())
    assert sheet.undecided.text() == "2 speakers hang on actors nobody has decided about"
    click(sheet.undecided)
    shown(study)


def test_each_is_decided_by_one_key_and_the_differences_follow(study: Driver):
    sheet = opened(study)
    n = len(study.step_names())
    study.press("1", "2")
    study.wait(lambda: set(pairs(sheet).values()) == {True, False})
    assert study.step_names()[: len(study.step_names()) - n] == ["look-alike", "look-alike"]
    assert "0 open" in sheet.facts.text()
    assert not sheet.main.isEnabled()
    study.press("Esc")
    state = study.session.review.state
    study.wait(lambda: state.settling.comparison.n_undecided_actors == 0)
    study.wait(lambda: [str(one.kind) for one in state.settling.comparison.differences()] == [
        "speaker"
    ])  # fmt: skip


def test_an_answer_that_a_later_one_has_overtaken_opens_no_pair_again(study: Driver, monkeypatch):
    sheet, go_on, project = opened(study), Event(), study.session.project
    monkeypatch.setattr(project, "look_alikes", late_once(project.look_alikes, go_on))
    sheet._read()
    study.press("1")
    study.wait(lambda: True in pairs(sheet).values())
    go_on.set()
    study.wait(lambda: not study.window.jobs._running)
    assert True in pairs(sheet).values()


def test_undone_a_pair_is_open_again_and_the_join_is_gone(study: Driver):
    sheet = opened(study)
    before = study.session.project.context.actors.every()
    study.press("1")
    study.wait(lambda: True in pairs(sheet).values())
    decided = sheet.list.rows()[-1][1]
    study.press("Ctrl+z")
    study.wait(lambda: set(pairs(sheet).values()) == {None})
    assert {sheet.list.pair().left.id, sheet.list.pair().right.id} == {
        decided.left.id, decided.right.id,
    }  # fmt: skip
    study.saved()
    assert study.session.project.context.actors.every() == before


def test_a_join_says_what_splitting_takes_out_and_is_split_by_key_and_by_mouse(study: Driver):
    sheet = opened(study)
    first = sheet.list.pair()
    before = study.session.project.context.actors.every()
    study.press("1")
    study.wait(lambda: True in pairs(sheet).values())
    sheet.list.setCurrentRow(next(n for n, one in sheet.list.rows() if one.decided))
    joined = sheet.list.pair()
    assert joined.decided is True
    assert {joined.left.id, joined.right.id} == {first.left.id, first.right.id}
    said = [one.text() for one in widgets_in(sheet.stands)]
    assert f"loses the names “{joined.right.name}”" in said[1]
    assert sheet.different.text() == "Split again"
    facts = [one._facts for one in sheet.two.columns]
    study.wait(lambda: [one.text() for one in facts] == ["other · 1 passage"] * 2)
    click(sheet.different)
    study.wait(lambda: False in pairs(sheet).values())
    study.saved()
    assert study.session.project.context.actors.every() == before
    study.press("Ctrl+z")
    study.wait(lambda: True in pairs(sheet).values())
    sheet.list.setCurrentRow(next(n for n, one in sheet.list.rows() if one.decided))
    study.press("0")
    study.wait(lambda: set(pairs(sheet).values()) == {None})
    study.saved()
    assert study.session.project.context.actors.every() == before


def test_a_passage_is_read_where_it_stands_and_esc_comes_back_to_the_same_pair(study: Driver):
    sheet = opened(study)
    study.press("Down")
    pair = sheet.list.pair()
    wanted = pair.right.name
    line = sheet.two.columns[1].lines[0]
    study.wait(lambda: not line.isHidden() and pair is sheet.list.pair())
    study.wait(lambda: line._passage is not None and line._passage.layer in line._where.text())
    passage = line._passage
    click(line.button)
    session = study.session
    study.wait(lambda: not session.is_reviewing)
    study.wait(lambda: session.view.selection() == passage.at)
    assert study.page.article.id == passage.article_id
    assert session.bridge.layer_id == passage.layer_id
    assert study.page.span(passage.span_id) is not None
    study.press("Esc")
    assert session.is_reviewing
    assert session.review.sheet is sheet
    assert sheet.list.pair().right.name == wanted
    assert sheet.list.hasFocus()


def test_o_opens_the_first_passage_and_any_other_key_there_is_of_the_page(study: Driver):
    opened(study)
    study.press("o")
    session = study.session
    study.wait(lambda: not session.is_reviewing and session.view.selection() is not None)
    study.press("Right", "Esc")
    assert not session.is_reviewing
    study.press("Ctrl+2")
    assert session.is_reviewing


def test_enter_passes_a_pair_by_and_letters_look_for_nothing(study: Driver):
    sheet = opened(study)
    first = sheet.list.pair()
    study.press("Enter")
    assert sheet.list.pair() is not first
    n = len(study.step_names())
    study.press("k", "Enter", "0")
    assert len(study.step_names()) == n


def test_while_names_are_hidden_no_passage_says_whose_it_is(study: Driver):
    study.session.review.run("hide-names")
    study.wait(lambda: study.session.review.state.hides_names)
    sheet = opened(study)
    where = [one._where.text() for column in sheet.two.columns for one in column.lines]
    assert all("B" not in one.split(" · ") for one in where)


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_seen_whole_on_every_screen(study: Driver, size: tuple[int, int], name: str):
    theme.use(choice=name)
    try:
        study.window.resize(*size)
        sheet = opened(study)
        study.press("1")
        study.wait(lambda: True in pairs(sheet).values())
        QApplication.processEvents()
        if folder := os.environ.get("ANNOTATOR_PICTURES"):
            study.window.grab().save(str(Path(folder) / f"look-alikes-{name}-{size[0]}.png"))
        assert faults(study.window) == []
    finally:
        theme.use(choice="light")
