"""The scheme is changed on its sheet by keys alone: drafted, counted, made one version and step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.scheme_edits.edits import EditKind
from annotator.ui.scheme.forms import DropForm
from annotator.ui.scheme.look_again import LookAgainSheet
from tests.ui.scheme.scheme_driver import (
    answer,
    back_on,
    form_of,
    go_to,
    make_version,
    open_again,
    open_scheme,
    sheet_of,
    type_in,
    values,
)


def test_an_attribute_is_added_coded_merged_looked_at_again_and_undone(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim")
    driver.press("n")
    answer(driver, "topic")
    back_on(driver, sheet.outline)
    assert str(sheet.outline.path) == "claim.topic"
    for name in ("border", "trade", "water"):
        driver.press("n")
        answer(driver, name)
        driver.wait(lambda name=name: name in values(driver))
    back_on(driver, sheet.table)
    assert values(driver) == ["border", "trade", "water"]
    assert driver.session.project.scheme.version == 1
    assert make_version(driver) == 2
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is None)

    claims = [driver.mark(words, "c") for words in ("We will not wait", "formal ties had been cut")]
    for one, value in zip(claims, ("trade", "water"), strict=True):
        driver.session.reading.stand_on(one.id)
        driver.session.reading.frame("topic")
        driver.press({"trade": "2", "water": "3"}[value])
    on_disk = {one.id: one.attributes["topic"] for one in driver.on_disk().spans("claim")}
    assert on_disk == {claims[0].id: "trade", claims[1].id: "water"}

    sheet = open_scheme(driver)
    go_to(driver, "claim.topic")
    sheet.table.setFocus()
    driver.press("Down", "Down")
    assert sheet.table.value.name == "water"
    sheet.merge.setFocus()
    driver.press("Space")
    driver.wait(lambda: type(QApplication.focusWidget()).__name__ == "QLineEdit")
    driver.type("trade")
    driver.press("Enter")
    driver.wait(lambda: "1 mark in 1 article" in sheet.preview.touches.text())
    assert sheet.preview.what.text() == "Merge “water” into “trade”"
    assert sheet.preview.cases.text() == "Show the 1"
    assert driver.on_disk().span(claims[1].id).attributes["topic"] == "water"
    sheet.table.setFocus()
    assert make_version(driver) == 3
    assert {one.attributes["topic"] for one in driver.on_disk().spans("claim")} == {"trade"}
    driver.press("Esc")

    again = open_again(driver)
    assert [(one.item, one.value) for one in again.list.model_.items] == [(claims[1].id, "trade")]
    driver.press("1")
    driver.wait(lambda: driver.on_disk().span(claims[1].id).attributes["topic"] == "border")
    driver.wait(lambda: again.verdict.text() == "All of it was looked at.")
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.on_disk().span(claims[1].id).attributes["topic"] == "trade")
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.on_disk().span(claims[1].id).attributes["topic"] == "water")
    driver.wait(lambda: driver.session.bridge.context.scheme.version == 2)


def test_what_is_drafted_changes_nothing_and_ctrl_z_takes_it_back(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.directness")
    sheet.table.setFocus()
    driver.press("Alt+Down", "Delete")
    assert [one.edit for one in sheet.drafts.edits] == [EditKind.MOVE, EditKind.RETIRE]
    assert values(driver) == ["indirect", "mixed", "reported", "free", "direct"]
    driver.press("Ctrl+z")
    assert values(driver)[:2] == ["indirect", "direct"]
    driver.press("Ctrl+Shift+z")
    assert values(driver)[-1] == "direct"
    driver.press("Ctrl+z", "Ctrl+z")
    assert values(driver)[0] == "direct"
    assert not sheet.drafts.edits
    assert driver.session.project.scheme.version == 1
    assert not sheet.main.isEnabled()


def test_f2_calls_a_type_and_a_value_otherwise_and_marks_go_along(driver) -> None:
    claim = driver.mark("We will not wait", "c")
    sheet = open_scheme(driver)
    go_to(driver, "claim")
    type_in(driver, "statement")
    back_on(driver, sheet.outline)
    assert sheet.outline.path.type == "statement"
    go_to(driver, "statement.directness")
    sheet.table.setFocus()
    type_in(driver, "verbatim")
    assert values(driver)[0] == "verbatim"
    driver.wait(lambda: sheet.counted(sheet.table.path) == 1)
    back_on(driver, sheet.table)
    make_version(driver)
    span = driver.on_disk().span(claim.id)
    assert (span.type, span.attributes["directness"]) == ("statement", "verbatim")


def test_words_typed_into_fields_and_cells_are_drafted(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.directness")
    driver.press("Tab")
    while QApplication.focusWidget() is not sheet.fields.words["asks"]:
        driver.press("Tab")
    driver.type("How are the words given?")
    driver.press("Tab")
    assert sheet.drafts.scheme.type("claim").attribute("directness").asks == (
        "How are the words given?"
    )
    sheet.table.setFocus()
    driver.press("Right")
    type_in(driver, "all in quotation marks")
    value = sheet.drafts.scheme.type("claim").attribute("directness").value("direct")
    assert value.definition == "all in quotation marks"
    make_version(driver)
    attribute = driver.session.project.scheme.type("claim").attribute("directness")
    assert attribute.value("direct").definition == "all in quotation marks"


def test_esc_asks_before_it_drops_drafts(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.kind")
    driver.press("Delete", "Esc")
    form = form_of(driver)
    assert isinstance(form, DropForm)
    driver.press("Esc")
    driver.wait(lambda: QApplication.activeModalWidget() is None)
    assert sheet_of(driver) is sheet
    assert sheet.drafts.edits
    back_on(driver, sheet.outline)
    driver.press("Esc")
    form = form_of(driver)
    while getattr(QApplication.focusWidget(), "text", str)() != "Drop it":
        driver.press("Tab")
    driver.press("Space")
    driver.wait(lambda: driver.session.over.sheet is None)
    assert driver.session.project.scheme.version == 1


def test_drafts_are_kept_while_another_article_is_read(open_text) -> None:
    driver = open_text("One\n\nThe minister said that it is cold.\n", "Two\n\nSecond text.\n")
    open_scheme(driver)
    go_to(driver, "claim.kind")
    driver.press("Delete")
    driver.session.next_article()
    driver.wait(lambda: driver.session.over.sheet is None)
    sheet = open_scheme(driver)
    assert [one.what for one in sheet.drafts.edits] == ["claim.kind"]


def test_a_bad_name_is_refused_in_one_sentence(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.directness")
    driver.press("n")
    answer(driver, "direct")
    driver.wait(lambda: "direct" in driver.window.messages.words)
    assert not sheet.drafts.edits


def test_o_on_a_value_lists_its_passages_and_esc_comes_back_to_the_same_row(driver) -> None:
    claim = driver.mark("We will not wait", "c")
    driver.saved()
    sheet = open_scheme(driver)
    go_to(driver, "claim.directness")
    sheet.table.setFocus()
    driver.press("o")
    form = form_of(driver)
    driver.wait(
        lambda: form.model is not None and "We will not wait" in str(form.model.index(0).data())
    )
    driver.press("Enter")
    driver.wait(lambda: driver.session.over.sheet is None)
    driver.wait(lambda: driver.session.view.selection() == claim.parts[0])
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is not None)
    assert str(sheet_of(driver).outline.path) == "claim.directness"
    assert sheet_of(driver).table.value.name == claim.attributes["directness"]


def test_what_was_split_is_looked_at_again_by_one_key_each(driver) -> None:
    claims = [driver.mark(words, "c") for words in ("We will not wait", "We will,")]
    open_scheme(driver)
    go_to(driver, "claim.directness")
    sheet = sheet_of(driver)
    sheet.table.setFocus()
    sheet.split.setFocus()
    driver.press("Space")
    answer(driver, "spoken", "written")
    sheet.table.setFocus()
    make_version(driver)
    driver.press("Esc")
    again = open_again(driver)
    assert isinstance(again, LookAgainSheet)
    assert {one.item for one in again.list.model_.items} == {one.id for one in claims}
    choices = again.list.model_.items[0].choices
    spoken, written = (str(choices.index(one) + 1) for one in ("spoken", "written"))
    driver.press(spoken, written)
    driver.wait(
        lambda: [driver.on_disk().span(one.item).attributes["directness"]
                 for one in again.list.model_.items] == ["spoken", "written"]
    )  # fmt: skip


@pytest.mark.parametrize("key", ["a", "s", "c"])
def test_letters_of_the_page_do_nothing_on_the_sheet(driver, key: str) -> None:
    sheet = open_scheme(driver)
    driver.press(key)
    assert not sheet.drafts.edits
    assert driver.spans() == []
    assert sheet_of(driver) is sheet


def test_home_and_page_up_go_to_the_first_line_below_its_heading(driver) -> None:
    sheet = open_scheme(driver)
    first = sheet.outline.currentIndex().row()
    for key in ("Home", "PgUp"):
        driver.press("End")
        last = sheet.outline.currentIndex().row()
        assert last > first
        driver.press(key, key, key)
        assert sheet.outline.currentIndex().row() == first, key
    driver.press("Up")
    assert sheet.outline.currentIndex().row() == first
    driver.press("End")
    for _ in range(last):
        driver.press("Up")
    assert sheet.outline.currentIndex().row() == first


def test_the_first_line_below_a_heading_brings_it_into_view(driver) -> None:
    driver.window.resize(1366, 700)
    sheet = open_scheme(driver)
    outline = sheet.outline
    bar = outline.verticalScrollBar()
    driver.wait(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    driver.press("End")
    assert bar.value() > 0
    for _ in range(len(outline.model_.entries)):
        driver.press("Up")
    assert bar.value() == 0


def test_f6_goes_between_the_list_and_the_page(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.directness")
    for act in ("next-pane", "previous-pane"):
        driver.window.acts.run(act, from_bar=False)
        driver.wait(sheet.table.hasFocus)
        driver.window.acts.run(act, from_bar=False)
        driver.wait(sheet.outline.hasFocus)
    go_to(driver, "claim")
    driver.window.acts.run("next-pane", from_bar=False)
    driver.wait(lambda: sheet.fields.isAncestorOf(QApplication.focusWidget()))
