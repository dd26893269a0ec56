"""Drafts: what is edited and no version yet, and what becomes of it when the scheme moves on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.errors import WrongUse
from annotator.model.scheme import AttributeType
from annotator.model.scheme_edits.applying import edited
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.ready import ready_names, ready_scheme
from annotator.project import Project
from annotator.project.api import default_scheme
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.scheme.drafts import Drafts
from annotator.ui.scheme.files import additions
from annotator.ui.scheme.forms import DropForm, MovedOnForm
from annotator.ui.scheme.sheet import SchemeSheet
from annotator.ui.scheme.values_table import NAME
from tests.ui.scheme.scheme_driver import form_of, go_to, open_scheme, values

LONG = "a name that goes on and on, " * 7


def edit(kind: str, what: str, **more: object) -> SchemeEdit:
    return SchemeEdit.of({"edit": kind, "what": what, **more})


def test_what_is_said_of_one_thing_in_turn_is_one_edit() -> None:
    drafts = Drafts(default_scheme())
    drafts.add(edit("define", "claim", asks="Who says what?"))
    drafts.add(edit("define", "claim", definition="What is said."))
    drafts.add(edit("move", "claim", to=1))
    drafts.add(edit("move", "claim", to=2))
    assert [one.edit for one in drafts.edits] == [EditKind.DEFINE, EditKind.MOVE]
    claim = drafts.scheme.type("claim")
    assert (claim.asks, claim.definition) == ("Who says what?", "What is said.")
    assert drafts.scheme.types[1].name == "claim"


def test_an_edit_that_cannot_be_leaves_the_drafts_as_they_were() -> None:
    drafts = Drafts(default_scheme())
    drafts.add(edit("retire", "claim.kind"))
    before = drafts.scheme
    with pytest.raises(WrongUse):
        drafts.add(edit("merge", "claim.directness.direct", into="claim.directness.direct"))
    assert drafts.scheme == before
    assert len(drafts.edits) == 1


def test_counts_of_what_is_called_otherwise_are_those_of_before() -> None:
    drafts = Drafts(default_scheme())
    drafts.add(edit("rename", "claim", to="statement"))
    drafts.add(edit("merge", "statement.directness.mixed", into="statement.directness.indirect"))
    earlier = drafts.earlier(SchemePath.of("statement.directness.indirect"))
    assert {str(one) for one in earlier} == {"claim.directness.indirect", "claim.directness.mixed"}


def test_drafts_are_put_on_a_scheme_that_has_moved_on_and_what_does_not_fit_is_told() -> None:
    drafts = Drafts(default_scheme())
    drafts.add(edit("retire", "claim.kind"))
    drafts.add(edit("rename", "claim.directness.free", to="running on"))
    moved = edited(
        default_scheme(), [edit("rename", "claim.kind", to="sort")], now="2026-01-01"
    ).scheme
    lost = drafts.put_on(moved)
    assert [one.what for one in lost] == ["claim.kind"]
    assert drafts.base == moved
    assert "running on" in drafts.scheme.type("claim").attribute("directness").values


def test_what_a_ready_scheme_has_and_ours_lacks_becomes_edits_and_nothing_else_changes() -> None:
    ours, theirs = default_scheme(), default_scheme()
    frame = replace(theirs.types[0], name="frame", role=None, key="F", attributes=(
        AttributeType("sort", "frame", ("crisis", "cost"), default="cost"),
    ))  # fmt: skip
    theirs = replace(theirs, types=(*theirs.types, frame))
    edits = [*additions(ours, theirs)]
    assert {one.edit for one in edits} <= {EditKind.ADD, EditKind.DEFINE}
    drafts = Drafts(ours)
    drafts.add(*edits)
    assert drafts.scheme.types[: len(ours.types)] == ours.types
    made = drafts.scheme.type("frame")
    assert made.attribute("sort").values == ("crisis", "cost")
    assert made.attribute("sort").default == "cost"
    assert made.key == "F"
    assert [*additions(drafts.scheme, theirs)] == []


def test_a_scheme_that_another_window_made_is_asked_about_and_drafts_are_kept(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.kind")
    driver.press("Delete")
    project = driver.session.project
    sheet.jobs.start(
        lambda _progress, _cancel: project.edit_scheme([edit("retire", "claim.medium")]),
        lambda _answer: None,
    )
    form = form_of(driver)
    assert isinstance(form, MovedOnForm)
    driver.press("Enter")
    driver.wait(lambda: sheet.drafts.base.version == 2)
    assert [one.what for one in sheet.drafts.edits] == ["claim.kind"]
    assert sheet.main.text() == "Make version 3"


def test_ten_thousand_values_and_long_names_scroll_and_are_told_whole(driver) -> None:
    project = driver.session.project
    names = [f"value {n}" for n in range(9_999)]
    project.edit_scheme([edit("add", "claim.concept", values=[LONG.strip()[:200], *names])])
    sheet = open_scheme(driver)
    driver.wait(lambda: driver.session.bridge.context.scheme.version == 2)
    go_to(driver, "claim.concept")
    assert len(values(driver)) == 10_000
    sheet.table.setFocus()
    model = sheet.table.model_
    assert model.index(0, NAME).data(3) == LONG.strip()[:200]  # its tooltip
    sheet.table.stand_on("value 9998")
    assert sheet.table.visualRect(sheet.table.currentIndex()).intersects(
        sheet.table.viewport().rect()
    )


def drafted(driver) -> SchemeSheet:
    sheet = open_scheme(driver)
    go_to(driver, "claim.kind")
    driver.press("Delete")
    assert len(sheet.drafts.edits) == 1
    return sheet


def test_closing_the_window_asks_about_drafts_and_esc_stays(driver) -> None:
    sheet = drafted(driver)
    driver.window.acts.run("close")
    assert isinstance(form_of(driver), DropForm)
    driver.press("Esc")
    assert driver.window.isVisible()
    assert driver.session.over.sheet is sheet
    assert [one.what for one in sheet.drafts.edits] == ["claim.kind"]


def test_closing_the_window_shows_the_drafts_that_another_sheet_hides_and_drops_them(
    driver,
) -> None:
    drafted(driver)
    driver.session.over.close()
    project = driver.session.project
    driver.window.close()
    form = form_of(driver)
    assert isinstance(driver.session.over.sheet, SchemeSheet)
    drop = next(one for one in form.findChildren(KeyButton) if "Drop" in one.text())
    QTest.mouseClick(drop, Qt.MouseButton.LeftButton)
    driver.wait(lambda: not driver.window.isVisible())
    assert driver.window.session is None
    with Project.open(project.path, coder=driver.window.settings.coder()) as opened:
        assert opened.scheme.version == 1


def test_closing_the_window_makes_the_version_first_if_that_is_wished(driver) -> None:
    drafted(driver)
    project = driver.session.project
    driver.window.close()
    form_of(driver)
    driver.press("Enter")
    driver.wait(lambda: not driver.window.isVisible())
    with Project.open(project.path, coder=driver.window.settings.coder()) as opened:
        assert opened.scheme.version == 2
        assert opened.scheme.type("claim").attribute("kind").retired


def test_another_project_and_the_start_page_ask_about_drafts_too(driver, tmp_path) -> None:
    sheet = drafted(driver)
    driver.window.acts.run("start-page")
    form_of(driver)
    driver.press("Esc")
    assert driver.session.over.sheet is sheet
    other = tmp_path / "other.annotator"
    Project.create(other, coder=driver.window.settings.coder()).close()
    driver.window.projects.open_path(other)
    form_of(driver)
    driver.press("Esc")
    assert driver.session.over.sheet is sheet
    driver.window.activateWindow()
    driver.window.projects.open_path(other)
    form = form_of(driver)
    drop = next(one for one in form.findChildren(KeyButton) if "Drop" in one.text())
    QTest.mouseClick(drop, Qt.MouseButton.LeftButton)
    driver.wait(lambda: driver.session.project.path == other)


def test_without_drafts_the_window_closes_at_once(driver) -> None:
    open_scheme(driver)
    driver.window.close()
    assert not driver.window.isVisible()


def test_what_a_ready_scheme_adds_is_as_it_is_there() -> None:
    ours = ready_scheme("default").scheme
    for name in ready_names():
        theirs = replace(ready_scheme(name), adds=True).onto(ours)
        after = edited(ours, [*additions(ours, theirs)], now="2026-01-01").scheme
        for kind in theirs.types:
            for one in kind.attributes:
                made = after.type(kind.name).attribute(one.name)
                assert (made.values, made.grows) == (one.values, one.grows), (name, one.name)
        for one in theirs.actor_attributes:
            (made,) = [each for each in after.actor_attributes if each.name == one.name]
            assert (made.values, made.grows) == (one.values, one.grows), (name, one.name)


def test_what_is_to_be_known_is_that_of_the_last_draft() -> None:
    drafts = Drafts(default_scheme())
    drafts.add(SchemeEdit.of({"edit": "retire", "what": "claim"}))
    assert "no new statements" in drafts.last_said
    drafts.add(SchemeEdit.of({"edit": "add", "what": "speaker.rank"}))
    assert drafts.last_said == ""
    assert drafts.said
    drafts.turn(back=True)
    assert "no new statements" in drafts.last_said
