"""Drawing samples and making kits by keys and mouse, with numbers that follow what is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.ui.review.kit_form import KitForm
from annotator.ui.review.kits_back_form import KitsBackForm
from annotator.ui.review.sample_form import WEEKS, SampleForm
from tests.ui.seen import faults

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

TEXTS = [f"Story {n}\n\nThe minister said that {n} would come.\n" for n in range(1, 31)]


@pytest.fixture
def study(open_text: Callable[..., Driver]) -> Driver:
    driver = open_text(*TEXTS)
    driver.mark("minister", "c")
    driver.saved()
    return driver


def sheet(driver: Driver, act: str, kind: type) -> object:
    driver.window.acts.run(act)
    return shown(driver, kind)


def shown(driver: Driver, kind: type) -> object:
    driver.wait(lambda: driver.session.review is not None)
    driver.wait(lambda: isinstance(driver.session.review.sheet, kind))
    QApplication.processEvents()
    assert faults(driver.window) == []
    return driver.session.review.sheet


def test_where_no_kit_was_made_it_is_said_with_the_way_to_make_one(study: Driver) -> None:
    form: KitsBackForm = sheet(study, "take-kits-back", KitsBackForm)
    assert form.nothing.words.startswith("No kits were made of this project.")
    form.nothing.findChild(QPushButton).click()
    study.wait(lambda: isinstance(study.session.review.sheet, KitForm))


def test_a_sample_is_drawn_by_keys_and_leads_to_the_kits(study: Driver) -> None:
    form: SampleForm = sheet(study, "draw-sample", SampleForm)
    assert form.name.hasFocus()
    study.wait(
        lambda: form.gives.text() == "30 articles of 30, about 30 claims by your marks so far"
    )
    assert form.verdict.text() == "There are fewer articles than asked for."
    study.type("pilot")
    study.press("Tab")
    assert form.number.hasFocus()
    study.type("11")
    study.press("Up")
    study.wait(lambda: form.gives.text().startswith("12 articles of 30, about 12 claims"))
    assert form.verdict.text() == ""
    study.press("Enter")
    kits: KitForm = shown(study, KitForm)
    assert kits.which.currentData() == "pilot"
    project = study.session.project
    assert len(project.sample_articles("pilot")) == 12
    assert project.samples()[0].body["seed"] == 1
    study.window.acts.run("undo")
    study.wait(lambda: project.samples() == ())


def test_cells_days_and_weeks_are_shown_before_they_are_drawn(study: Driver) -> None:
    project = study.session.project
    for n in range(1, 31):
        project.fields(n, {"outlet": "Dawn" if n % 3 else "Post", "date": f"2024-01-{n:02}"})
    form: SampleForm = sheet(study, "draw-sample", SampleForm)
    form.number.set_value(6)
    QTest.mouseClick(form.outlet, Qt.MouseButton.LeftButton, pos=form.outlet.rect().center())
    study.wait(lambda: "Dawn" in form.cells.text())
    plain = re.sub("[\u2066-\u2069]", "", form.cells.text())
    assert plain == "Dawn 4/20  ·  Post 2/10"
    form.unit.setCurrentIndex(WEEKS)
    assert not form.outlet.isEnabled()
    form.number.set_value(1)
    study.wait(lambda: form.gives.text().startswith("7 articles of 30"))
    form.until.setText("2024-01-05")
    study.wait(lambda: "Too few" in form.verdict.text())
    assert "Saturday" in form.verdict.text()
    form.until.setText("nonsense")
    study.wait(lambda: "is no day" in form.verdict.text())
    study.press("Esc")
    assert study.session.review.sheet is None
    assert project.samples() == ()


def test_more_of_a_sample_is_drawn_from_the_same_sheet(study: Driver) -> None:
    project = study.session.project
    project.draw_sample("pilot", n=5, seed=7)
    form: SampleForm = sheet(study, "draw-sample", SampleForm)
    form.which.setCurrentIndex(1)
    assert not form.name.isEnabled()
    form.number.set_value(20)
    study.wait(lambda: form.gives.text().startswith("25 articles of 30"))
    study.press("Enter")
    shown(study, KitForm)
    assert len(project.sample_articles("pilot")) == 25


def test_a_name_that_is_taken_is_said_and_draws_nothing(study: Driver) -> None:
    study.session.project.draw_sample("pilot", n=5)
    form: SampleForm = sheet(study, "draw-sample", SampleForm)
    form.name.setText("pilot")
    study.wait(lambda: "already" in form.verdict.text())
    study.press("Enter")
    study.wait(lambda: "already" in form.verdict.text())
    assert len(study.session.project.samples()) == 1


def test_kits_are_made_for_those_who_are_named_and_listed(study: Driver, tmp_path: Path) -> None:
    project = study.session.project
    for n in range(2, 31):
        project.mark(n, "claim", (15, 23))
    project.draw_sample("pilot", n=5, seed=7)
    form: KitForm = sheet(study, "make-kits", KitForm)
    assert form.coders.hasFocus()
    study.type("B, Berta")
    form.alone.set_value(20)
    form.given.setCurrentIndex(1)
    QTest.mouseClick(
        form.hidden_fields["date"], Qt.MouseButton.LeftButton,
        pos=form.hidden_fields["date"].rect().center(),
    )  # fmt: skip
    wanted = (
        "10 articles of 30, about 10 claims by your marks so far, 5 of them alone, for each of 2"
    )
    study.wait(lambda: form.gives.text() == wanted)
    form.folder.setText(str(tmp_path / "out"))
    study.press("Enter")
    back: KitsBackForm = shown(study, KitsBackForm)
    assert "2 kits lie in" in back.verdict.text()
    rows = [back.table.topLevelItem(n) for n in range(2)]
    assert [[row.text(n) for n in range(5)] for row in rows] == [
        ["B", "10", "0", "0", "not yet"], ["Berta", "10", "0", "0", "not yet"],
    ]  # fmt: skip
    with Project.open(tmp_path / "out" / "B.annotator", coder=Coder("b", "B")) as kit:
        assert kit.context.kit.hidden == ("date",)
        assert kit.context.kit.given == "claims"
        assert all(one.type == "claim" for page in kit.pages() for one in page.spans())
    study.press("Esc")
    assert study.session.review.sheet is None


def test_without_a_sample_a_share_is_drawn_and_a_folder_can_be_chosen(
    study: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form: KitForm = sheet(study, "make-kits", KitForm)
    form.coders.setText("B")
    study.wait(lambda: form.gives.text().startswith("20 articles of 30"))
    form.share.set_value(50)
    study.wait(lambda: form.gives.text().startswith("15 articles of 30"))
    chosen = str(tmp_path / "chosen")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    study.press("Tab")
    form._choose()
    assert form.folder.text() == chosen
    form.main.setFocus()
    study.press("Enter")
    shown(study, KitsBackForm)
    assert (tmp_path / "chosen" / "B.annotator").exists()
    assert [one.name for one in study.session.project.samples()] == ["double coding"]


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640)])
def test_the_sheets_stand_whole_on_small_screens(study: Driver, size: tuple[int, int]) -> None:
    study.window.resize(*size)
    for act, kind in (
        ("draw-sample", SampleForm), ("make-kits", KitForm), ("take-kits-back", KitsBackForm),
    ):  # fmt: skip
        sheet(study, act, kind)


def a_kit(driver: Driver, tmp_path: Path) -> Path:
    made = driver.session.project.make_kits("B", tmp_path / "kits", overlap="0.2", seed=7)
    path = made.kits[0].path
    with Project.open(path, coder=Coder("coder-b", "B")) as kit:
        for one in list(kit.articles())[:4]:
            kit.mark(one.id, "claim", (9, 21))
            kit.state(one.id, "done")
    return path


def test_kits_that_came_back_say_what_they_bring_before_they_are_taken_in(
    study: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_kit(study, tmp_path)
    project = study.session.project
    chosen = ([str(path)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    form: KitsBackForm = sheet(study, "take-kits-back", KitsBackForm)
    form.main.setFocus()
    study.press("Enter")
    study.wait(lambda: form.main.text() == "Take in")
    assert "new · 4 of 6 articles done" in form.found.text()
    assert [layer.name for layer in project.layers()] == ["A"]
    study.press("Enter")
    study.wait(lambda: study.session.review.sheet is not form)
    taken: KitsBackForm = shown(study, KitsBackForm)
    assert taken.verdict.text() == "Took in 1 kit as one step."
    row = taken.table.topLevelItem(0)
    assert [row.text(n) for n in (0, 1, 2, 3, 5)] == ["B", "6", "4", "0", "B"]
    assert row.text(4) != "not yet"
    assert {layer.name for layer in project.layers()} == {"A", "B"}
    study.window.acts.run("undo")
    study.wait(lambda: {layer.name for layer in project.layers()} == {"A"})


def test_a_scheme_that_was_edited_meanwhile_is_said_when_a_kit_comes_back(
    study: Driver, tmp_path: Path
) -> None:
    path = a_kit(study, tmp_path)
    rename = {"edit": "rename", "what": "claim.directness.indirect", "to": "clause"}
    study.session.project.edit_scheme([SchemeEdit.of(rename)])
    form: KitsBackForm = sheet(study, "take-kits-back", KitsBackForm)
    form.look_into((path,))
    study.wait(lambda: form.main.text() == "Take in")
    said = "Coded under version 1 of the scheme, called as version 2 calls it: "
    assert said + "claim.directness.indirect → claim.directness.clause." in form.found.text()


def test_a_file_that_is_no_kit_is_said_and_takes_nothing_in(study: Driver, tmp_path: Path) -> None:
    with Project.create(tmp_path / "other.annotator", coder=Coder("c", "C")):
        pass
    form: KitsBackForm = sheet(study, "take-kits-back", KitsBackForm)
    form.look_into((tmp_path / "other.annotator",))
    study.wait(lambda: "is no kit" in form.verdict.text())
    assert (form.chosen, form.main.text()) == ((), "Choose files …")
