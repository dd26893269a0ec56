"""A colleague's work in the window: what it would bring, chosen by keys and mouse, taken in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QWidget

from annotator.model.layer import Coder
from annotator.ui.basics import theme
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import Label
from annotator.ui.review.merge import MergeSheet
from tests import colleagues as they
from tests.colleagues import B
from tests.ui.seen import faults
from tests.unit.project.acts.test_merge_file import scheme_of_b

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


@pytest.fixture
def study(open_text: Callable[..., Driver]) -> Driver:
    driver = open_text(*they.TEXTS)
    driver.wait(lambda: "promise" in driver.page.text)
    driver.session.project.actor("Mira Talven")
    driver.mark("Mira Talven", "s")
    driver.saved()
    return driver


@pytest.fixture
def theirs(study: Driver, tmp_path: Path) -> Path:
    """The study as B coded it on: a scheme of their own, an article more, an actor turned round."""
    path = Path(shutil.copyfile(study.session.project.path, tmp_path / "ferry-study-B.annotator"))
    with they.coding(path, B) as project:
        scheme_of_b(project)
        claim = they.mark(project, 1, "We have kept our promise", "claim")
        project.edit(claim, attributes={"directness": "half"})
        they.mark(project, 1, "Mira Talven", "speaker", "Talven, Mira")
        they.mark(project, 2, "Kabul", "source")
        project.import_text("Wholly new\n\nOf B alone.", "new")
        for n in ("1", "2"):
            project.state(n, "done")
    return path


def shown(driver: Driver) -> MergeSheet:
    driver.wait(lambda: driver.session.review is not None)
    driver.wait(lambda: isinstance(driver.session.review.sheet, MergeSheet))
    QApplication.processEvents()
    sheet = driver.session.review.sheet
    assert isinstance(sheet, MergeSheet)
    return sheet


def opened(driver: Driver, path: Path, monkeypatch: pytest.MonkeyPatch) -> MergeSheet:
    picked = lambda *_, **__: ([str(path)], "")  # noqa: E731 - a file that is picked
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", picked)
    driver.window.acts.run("open-colleague")
    return shown(driver)


def words(sheet: MergeSheet) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(Label) if one.isVisible())


def theirs_here(driver: Driver) -> list[str]:
    driver.saved()
    return they.words_of(driver.session.project, B)


def test_the_sheet_says_what_comes_and_enter_takes_it_in(study, theirs, monkeypatch):
    sheet = opened(study, theirs, monkeypatch)
    said = words(sheet)
    assert "ferry-study-B.annotator" in said
    assert "3 have the same text" in said
    assert "2 of 4" in said
    assert "Adds" in sheet.verdict.text()
    assert "Nothing of yours changes" in sheet.verdict.text()
    before = [one.step.id for one in study.session.project.steps()]
    study.press("Enter")
    study.wait(lambda: study.session.review.sheet is None)
    assert len(study.session.project.steps()) == len(before) + 1
    assert theirs_here(study) == [
        "claim: We have kept our promise", "source: Kabul", "speaker: Mira Talven",
    ]  # fmt: skip
    study.session.project.undo()
    assert theirs_here(study) == []


def test_a_value_is_mapped_by_keys_and_an_actor_ticked_by_mouse(study, theirs, monkeypatch):
    sheet = opened(study, theirs, monkeypatch)
    box = next(one for one in sheet.findChildren(QComboBox) if "half" in one.accessibleName())
    box.setFocus()
    assert box.currentText() == "keep its own name"
    while "mixed" not in box.currentText():
        study.press("Down")
    tick = next(one for one in sheet.findChildren(QCheckBox) if "Talven, Mira" in one.text())
    assert not tick.isChecked()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center() / 4)
    tick.setFocus()
    if not tick.isChecked():
        study.press("Space")
    assert tick.isChecked()
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    study.wait(lambda: study.session.review.sheet is None)
    project = study.session.project
    (claim,) = project.spans(layers=[they.layer_of(project, B)], type_name="claim")
    assert claim.attributes["directness"] == "mixed"
    (speaker,) = project.spans(layers=[they.layer_of(project, B)], type_name="speaker")
    assert project.context.actors.get(speaker.actor_id).name == "Mira Talven"
    again = opened(study, theirs, monkeypatch)
    assert "Nothing new" in again.verdict.text()
    assert not again.main.isEnabled()
    box = next(one for one in again.findChildren(QComboBox) if "half" in one.accessibleName())
    assert "mixed" in box.currentText()
    assert "as on" in words(again)


def test_a_mark_of_a_type_that_only_theirs_has_is_shown_and_does_no_harm(
    study, theirs, monkeypatch
):
    sheet = opened(study, theirs, monkeypatch)
    sheet.main.click()
    study.wait(lambda: study.session.review.sheet is None)
    study.press("Ctrl+1")
    project = study.session.project
    (layer,) = [one for one in project.layers() if one.coder_id == B.id]
    study.session.open_article(project.article_id("2"))
    study.wait(lambda: "Kabul" in study.page.text)
    study.session.look_at(layer)
    study.wait(lambda: study.texts("source") == ["Kabul"])
    study.select("Kabul")
    for key in ("Right", "Tab", "1", "Enter", "Esc", "F6"):
        study.press(key)
        QApplication.processEvents()
    assert study.texts("source") == ["Kabul"]


def test_the_passages_of_two_that_may_be_one_open_below_them(study, theirs, monkeypatch):
    sheet = opened(study, theirs, monkeypatch)
    cases = next(one for one in sheet.findChildren(CasesButton) if "passage" in one.text())
    assert cases.text() == "1 passage"
    line = "Talven, Mira: …promise,” said Mira Talven, the minister. · Ferry returns"
    ours = "Mira Talven: …promise,” said Mira Talven, the minister. · Ferry returns"
    assert line not in words(sheet)
    cases.setFocus()
    study.press("Space")
    assert line in words(sheet)
    study.wait(lambda: ours in words(sheet))
    assert faults(study.window) == []
    study.press("Space")
    assert line not in words(sheet)


def test_one_of_my_name_is_me_only_where_i_say_so(study, theirs, monkeypatch):
    with they.coding(theirs, Coder("elsewhere", "A")) as project:
        they.mark(project, 3, "Ishaq Dar")
    sheet = opened(study, theirs, monkeypatch)
    tick = next(one for one in sheet.findChildren(QCheckBox) if "is me" in one.text())
    assert not tick.isChecked()
    tick.setFocus()
    study.press("Space", "Enter")
    study.wait(lambda: study.session.review.sheet is None)
    study.saved()
    mine = study.session.project.context.coder
    assert they.words_of(study.session.project, mine) == [
        "entity: Ishaq Dar", "speaker: Mira Talven",
    ]  # fmt: skip
    assert study.session.project.context.layer.name == "A"


def test_a_new_article_is_left_by_its_tick(study, theirs, monkeypatch):
    sheet = opened(study, theirs, monkeypatch)
    cases = next(one for one in sheet.findChildren(CasesButton) if "new to us" in one.text())
    QTest.mouseClick(cases, Qt.MouseButton.LeftButton)
    tick = next(one for one in sheet.findChildren(QCheckBox) if "Wholly new" in one.text())
    assert tick.isVisible()
    tick.setFocus()
    study.press("Space")
    assert not tick.isChecked()
    sheet.main.click()
    study.wait(lambda: study.session.review.sheet is None)
    assert len(list(study.session.project.articles())) == 3


def test_esc_leaves_and_nothing_was_written(study, theirs, monkeypatch):
    n = len(study.session.project.steps())
    opened(study, theirs, monkeypatch)
    study.press("Esc")
    study.wait(lambda: study.session.review.sheet is None)
    assert len(study.session.project.steps()) == n


def drop(window, *paths: Path, on: QWidget | None = None) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    usual = window.session.view.viewport() if window.session is not None else window.start
    where = on or usual
    at, left = QPoint(where.width() // 2, where.height() // 2), Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(at, copy, data, left, none),
        QDragMoveEvent(at, copy, data, left, none),
        QDropEvent(QPointF(at), copy, data, left, none),
    ):
        QApplication.sendEvent(where, event)


def test_a_project_dropped_on_the_page_shows_what_it_would_bring(study, theirs):
    drop(study.window, theirs)
    assert "ferry-study-B.annotator" in words(shown(study))


def test_a_project_dropped_on_review_shows_what_it_would_bring(study, theirs):
    study.press("Ctrl+2")
    study.wait(lambda: study.session.is_reviewing)
    drop(study.window, theirs, on=study.session.review)
    assert "ferry-study-B.annotator" in words(shown(study))


def test_a_file_that_is_none_is_told_and_no_sheet_comes(study, tmp_path):
    broken = tmp_path / "broken.annotator"
    broken.write_text("no project")
    drop(study.window, broken)
    study.wait(lambda: "is not an Annotator project" in study.window.messages.words)
    assert study.session.review.sheet is None


def test_two_projects_on_the_start_page_make_a_new_one(
    window, qtbot, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    from tests.ui.conftest import Driver

    first = they.study(tmp_path)
    second = they.copy_of(first, "second")
    for path, coder, said in ((first, they.C, "Kabul"), (second, B, "Monday")):
        with they.coding(path, coder) as project:
            they.mark(project, 2, said)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "all.annotator"), "")
    )
    window.show_start()
    drop(window, first, second)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None)
    sheet = shown(driver)
    assert "What these files would bring" in sheet.accessibleName()
    driver.press("Enter")
    driver.wait(lambda: driver.session.review.sheet is None)
    assert they.words_of(driver.session.project, B) == ["entity: Monday"]
    assert they.words_of(driver.session.project, they.C) == ["entity: Kabul"]
    assert len(list(driver.session.project.articles())) == 3


def test_another_persons_project_asks_whether_to_code_in_it(window, qtbot, tmp_path):
    from tests.ui.conftest import Driver

    path = they.study(tmp_path, coder=B)
    with they.coding(path, B) as project:
        they.mark(project, 2, "Kabul")
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: "coded by" in window.messages.words)
    labels = [one.text() for one in window.messages.buttons]
    assert any("Code in it" in one for one in labels)
    assert any("New project" in one for one in labels)
    next(one for one in window.messages.buttons if "Code in it" in one.text()).click()
    driver.wait(lambda: "coded by" not in window.messages.words)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_nothing_is_cut_or_outside_at_1366(study, theirs, monkeypatch, name: str):
    theme.use(choice=name)
    try:
        study.window.resize(1366, 768)
        sheet = opened(study, theirs, monkeypatch)
        cases = next(one for one in sheet.findChildren(CasesButton) if "new to us" in one.text())
        QApplication.processEvents()
        if folder := os.environ.get("ANNOTATOR_PICTURES"):
            study.window.grab().save(str(Path(folder) / f"merge-{name}.png"))
        assert faults(study.window) == []
        assert cases.isVisible()
    finally:
        theme.use(choice="light")


@pytest.mark.parametrize("is_seen", [True, False])
def test_undoing_what_was_taken_in_ends_its_comparison_and_says_no_fault(
    study: Driver, theirs: Path, monkeypatch: pytest.MonkeyPatch, is_seen: bool
) -> None:
    sheet = opened(study, theirs, monkeypatch)
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    review = study.session.review
    study.wait(lambda: review.sheet is None and review.state.settling is not None)
    if not is_seen:
        study.window.acts.run("read")
    study.wait(lambda: not study.window.jobs._running)
    study.window.acts.run("undo")
    study.wait(lambda: study.window.messages.words.startswith("Undo “"))  # an article goes
    study.window.acts.run("undo")
    study.wait(lambda: study.window.messages.words.startswith("Undone"))
    study.wait(lambda: review.state.settling is None)
    study.wait(lambda: not study.window.jobs._running)
    assert study.window.messages.words.startswith("Undone")
    assert review.pair[1] is None
    assert review.empty.isVisible() is is_seen
    study.window.acts.run("redo")
    study.wait(lambda: theirs_here(study) != [])
    if not is_seen:
        study.window.acts.run("review")
    study.wait(lambda: not study.window.jobs._running)
    assert not study.window.messages.words.startswith("There is no")


def test_a_comparison_on_its_way_ends_quietly_when_a_side_goes(
    study: Driver, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = opened(study, theirs, monkeypatch)
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    review = study.session.review
    study.wait(lambda: review.sheet is None and review.state.settling is not None)
    study.wait(lambda: not study.window.jobs._running)
    left, right = review.pair
    study.session.project.undo()
    review.state.compare(left, right)
    study.wait(lambda: not study.window.jobs._running)
    assert not study.window.messages.words.startswith("There is no")
    assert review.pair[1] is None
