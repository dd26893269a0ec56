"""The scheme is changed by mouse alone; numbers open what they count."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import EditKind
from annotator.model.scheme_edits.paths import SchemePath
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.scheme.cases import PassagesForm
from annotator.ui.scheme.forms import DraftsForm, DropForm
from annotator.ui.scheme.values_table import COUNT, DEFINITION, NAME
from annotator.ui.scheme.versions import VersionsForm
from tests.ui.scheme.scheme_driver import form_of, open_scheme, sheet_of

LEFT = Qt.MouseButton.LeftButton


def click_line(driver, path: str) -> None:
    """Click a line of the list at the left."""
    outline = sheet_of(driver).outline
    index = outline.model_.index(outline.model_.row_of(SchemePath.of(path)))
    outline.scrollTo(index)
    QTest.mouseClick(outline.viewport(), LEFT, pos=outline.visualRect(index).center())


def click_value(driver, name: str, column: int = NAME) -> None:
    """Click a cell of the table."""
    table = sheet_of(driver).table
    row = [one.name for one in table.model_.values].index(name)
    index = table.model_.index(row, column)
    table.scrollTo(index)
    rect = table.visualRect(index)
    at = rect.center() if column != NAME else rect.topLeft() + QPoint(20, rect.height() // 2)
    QTest.mouseClick(table.viewport(), LEFT, pos=at)


def press(widget) -> None:
    QTest.mouseClick(widget, LEFT)


def test_two_values_are_merged_and_a_version_made_by_clicks(driver) -> None:
    claim = driver.mark("We will not wait", "c")
    driver.saved()
    sheet = open_scheme(driver)
    click_line(driver, "claim.directness")
    click_value(driver, "direct")
    press(sheet.merge)
    popup = sheet.findChild(ChoicePopup)
    driver.wait(popup.isVisible)
    labels = [one.label for one in popup.choices()]
    assert labels == ["indirect", "mixed", "reported", "free"]
    rect = popup.list.visualItemRect(popup.list.item(1))
    QTest.mouseClick(popup.list.viewport(), LEFT, pos=rect.center())
    driver.wait(lambda: sheet.preview.cases.isVisible())
    assert sheet.preview.what.text() == "Merge “direct” into “mixed”"
    assert "1 mark in 1 article, of A" in sheet.preview.touches.text()
    assert sheet.look.isChecked()
    press(sheet.main)
    driver.wait(lambda: driver.session.bridge.context.scheme.version == 2)
    driver.wait(lambda: driver.on_disk().span(claim.id).attributes["directness"] == "mixed")
    assert driver.step_names()[0] == "edit-scheme"
    settle = driver.window.jobs
    driver.wait(lambda: not settle._running)
    driver.saved()
    QApplication.processEvents()
    assert "1 decision is to look at again" in driver.window.messages.words
    foot = driver.window.foot
    driver.wait(lambda: any("version 2" in one.text() for one in foot.findChildren(QLabel)))
    assert not sheet.main.isEnabled()
    assert driver.window.focusWidget() is sheet.outline


def test_what_others_have_coded_is_not_offered_to_look_at_again(driver) -> None:
    driver.mark("We will not wait", "c")
    driver.saved()
    driver.session.change_coder(Coder("b", "B"))
    sheet = open_scheme(driver)
    click_line(driver, "claim.directness")
    click_value(driver, "direct")
    press(sheet.retire)
    driver.wait(lambda: "1 mark in 1 article, of A" in sheet.preview.touches.text())
    press(sheet.main)
    driver.wait(lambda: "The scheme is version 2." in driver.window.messages.words)
    assert "look at again" not in driver.window.messages.words


def test_the_number_of_a_value_opens_its_cases_and_one_leads_to_its_passage(driver) -> None:
    claim = driver.mark("We will not wait", "c")
    driver.saved()
    sheet = open_scheme(driver)
    click_line(driver, "claim.directness")
    driver.wait(lambda: sheet.table.model_.n_coded(0) == 1)
    click_value(driver, "direct", COUNT)
    form = form_of(driver)
    assert isinstance(form, PassagesForm)
    driver.wait(lambda: form.model is not None and form.model.rowCount() == 1)
    rect = form.list.visualRect(form.model.index(0))
    QTest.mouseClick(form.list.viewport(), LEFT, pos=rect.center())
    QTest.mouseDClick(form.list.viewport(), LEFT, pos=rect.center())
    driver.wait(lambda: driver.session.over.sheet is None)
    driver.wait(lambda: driver.session.view.selection() == claim.parts[0])


def test_an_arrow_button_moves_and_retire_makes_a_value_pale(driver) -> None:
    sheet = open_scheme(driver)
    click_line(driver, "claim.directness")
    click_value(driver, "mixed")
    press(sheet.up)
    assert [one.name for one in sheet.table.model_.values][:3] == ["direct", "mixed", "indirect"]
    press(sheet.retire)
    assert sheet.table.model_.values[-1].name == "mixed"
    assert sheet.table.model_.values[-1].retired
    click_value(driver, "mixed")
    assert sheet.retire.text() == "Use again"
    press(sheet.retire)
    assert not any(one.retired for one in sheet.table.model_.values)
    press(sheet.all_drafts)
    form = form_of(driver)
    assert isinstance(form, DraftsForm)
    lines = [form.list.model().index(n, 0).data() for n in range(3)]
    assert form.list.model().rowCount() == len(sheet.drafts.edits) == 3
    path = "claim · directness · mixed"
    plain = [one.replace("\u2068", "").replace("\u2069", "") for one in lines]
    assert plain[0] == f"Move {path} to place 2"
    assert plain[1].startswith(f"Retire {path}")
    assert plain[2] == f"Take {path} back into use"


def test_ticks_and_lists_are_drafted(driver) -> None:
    sheet = open_scheme(driver)
    click_line(driver, "claim.kind")
    fields = sheet.fields
    assert fields.wanted.isChecked()
    press(fields.always)
    assert not sheet.drafts.scheme.type("claim").attribute("kind").optional
    assert not fields.wanted.isChecked()
    fields.at_first.setFocus()
    QTest.keyClick(fields.at_first, Qt.Key.Key_Down)
    fields.at_first.activated.emit(fields.at_first.currentIndex())
    assert sheet.drafts.scheme.type("claim").attribute("kind").default == "fact"
    press(fields.grows)
    assert sheet.drafts.scheme.type("claim").attribute("kind").grows
    assert {one.edit for one in sheet.drafts.edits} == {EditKind.DEFINE}
    assert len(sheet.drafts.edits) == 1


def test_a_colour_that_is_hard_to_see_is_drawn_darker_and_that_is_said(driver) -> None:
    sheet = open_scheme(driver)
    click_line(driver, "claim")
    field = sheet.fields.colour
    field.setFocus()
    field.selectAll()
    driver.type("#FFF0A0")
    sheet.outline.setFocus()
    driver.wait(lambda: sheet.drafts.scheme.type("claim").colour == "#FFF0A0")
    assert "to be seen well" in sheet.fields.drawn.text()


def test_older_versions_can_be_read(driver) -> None:
    sheet = open_scheme(driver)
    press(sheet.versions)
    form = form_of(driver)
    assert isinstance(form, VersionsForm)
    assert form.list.model().rowCount() == 1
    told = form.text.toPlainText()
    assert "claim (C)" in told.replace("\u2068", "").replace("\u2069", "")
    assert "[type.claim]" not in told  # nobody here reads TOML
    assert form.text.isReadOnly()


def test_cancel_asks_about_drafts_and_drops_them(driver) -> None:
    sheet = open_scheme(driver)
    click_line(driver, "claim.kind")
    press(sheet.retire)
    press(sheet._escape)
    form = form_of(driver)
    assert isinstance(form, DropForm)
    button = next(one for one in form.findChildren(type(sheet.main)) if one.text() == "Drop it")
    press(button)
    driver.wait(lambda: driver.session.over.sheet is None)
    assert QApplication.activeModalWidget() is None
    assert open_scheme(driver).drafts.edits == []


def type_over(words: str) -> None:
    """Type into the field that was opened by a double click."""
    QTest.keyClicks(QApplication.focusWidget(), words)


def test_a_name_left_by_a_click_on_another_line_is_that_of_the_line_where_it_was_typed(
    driver,
) -> None:
    sheet = open_scheme(driver)
    sheet.outline.stand_on(SchemePath.of("entity"))
    sheet.outline.type_in()
    type_over("thing")
    click_line(driver, "claim")
    driver.wait(lambda: bool(sheet.drafts.edits))
    assert [(one.what, one.to) for one in sheet.drafts.edits] == [("entity", "thing")]
    assert str(sheet.outline.path) == "claim"
    sheet.outline.stand_on(SchemePath.of("thing"))
    sheet.outline.type_in()
    type_over("named")
    click_line(driver, "thing.kind")
    driver.wait(lambda: len(sheet.drafts.edits) == 2)
    assert str(sheet.outline.path) == "named.kind"


def test_words_left_by_a_click_on_another_cell_are_of_the_cell_where_they_were_typed(
    driver,
) -> None:
    sheet = open_scheme(driver)
    click_line(driver, "claim.directness")
    click_value(driver, "direct", DEFINITION)
    sheet.table.type_in()
    type_over("word for word")
    click_value(driver, "mixed")
    driver.wait(lambda: bool(sheet.drafts.edits))
    assert [(one.what, one.definition) for one in sheet.drafts.edits] == [
        ("claim.directness.direct", "word for word")
    ]
    assert str(sheet.table.path) == "claim.directness.mixed"
    click_value(driver, "indirect")
    sheet.table.type_in()
    type_over("retold")
    click_value(driver, "free", DEFINITION)
    driver.wait(lambda: len(sheet.drafts.edits) == 2)
    assert [one.name for one in sheet.table.model_.values][:2] == ["direct", "retold"]
    assert (str(sheet.table.path), sheet.table.currentIndex().column()) == (
        "claim.directness.free", DEFINITION
    )  # fmt: skip
    sheet.table.type_in()
    type_over("without a cue")
    click_line(driver, "speaker")
    driver.wait(lambda: len(sheet.drafts.edits) == 3)
    assert sheet.drafts.edits[-1].what == "claim.directness.free"
    assert str(sheet.outline.path) == "speaker"
