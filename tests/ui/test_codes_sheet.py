"""Codes of another program in the window: what each becomes is shown, chosen, kept, used again."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.formats.refi import bundle_in
from annotator.formats.rows.mapping import read_map
from annotator.model.scheme_edits.codes import CodeTarget
from annotator.ui.basics.labels import Label
from annotator.ui.importing.codes.lines import columns_in
from annotator.ui.importing.codes.positions import PositionsSheet
from annotator.ui.importing.codes.sheet import CodesSheet
from annotator.ui.importing.preview import PreviewSheet
from tests import word_files
from tests.refi_foreign import ForeignProject
from tests.ui.importing import came_in, preview_of, take_in

if TYPE_CHECKING:
    from pathlib import Path

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def commented(tmp_path: Path) -> Path:
    """A Word file with two comments that say what they mark, and one that does not."""
    w = word_files
    body = w.line(
        w.start(1), "The harbour opens soon", w.end(1), ", said ",
        w.start(2), "the minister", w.end(2), " in ", w.start(3), "Kabul", w.end(3), ".",
    )  # fmt: skip
    said = w.comment(1, "claim") + w.comment(2, "speaker") + w.comment(3, "nice place")
    path = tmp_path / "old.docx"
    path.write_bytes(w.file_of(w.line("Harbour") + body, said))
    return path


def sheet_of(driver) -> CodesSheet:
    driver.wait(lambda: isinstance(driver.session.over.sheet, CodesSheet))
    sheet = driver.session.over.sheet
    assert isinstance(sheet, CodesSheet)
    return sheet


def becomes(sheet: CodesSheet) -> dict[str, str]:
    return {one.path: one.becomes for one in sheet.list.lines}


def marks(driver) -> dict[str, str]:
    """Give the words and the type of what came in, of all layers."""
    project = driver.session.project
    found = {}
    for article in project.articles():
        page = project.page(article.id, project.open_project.layer_ids())
        found |= {one.text(): one.type for one in page.spans()}
    return found


def test_codes_are_shown_with_how_many_examples_and_what_they_become(driver, commented) -> None:
    driver.window.take_paths((commented,))
    sheet = sheet_of(driver)
    claim, speaker, other = sheet.list.lines
    assert (claim.path, claim.n, claim.becomes, claim.because) == ("claim", 1, "claim", "name")
    assert "The harbour opens soon" in claim.examples
    assert (speaker.becomes, other.because) == ("speaker", "nothing tells")
    assert "3 codes  ·  3 spans" in sheet.facts.text()
    assert QApplication.focusWidget() is sheet.list
    driver.press("Esc")
    assert driver.session.over.sheet is None
    assert driver.session.project.reader.n_articles() == 1


def test_by_keys_a_code_becomes_another_one_is_left_out_and_all_come_in_so(
    driver, commented
) -> None:
    driver.window.take_paths((commented,))
    sheet = sheet_of(driver)
    driver.press("Delete")
    assert sheet.verdict.text() == "1 code is left out, with 1 span"
    driver.press("Down", "Down", "Space")
    driver.type("entity")
    driver.press("Enter")
    assert [*becomes(sheet).values()] == ["left out", "speaker", "entity"]
    assert sheet.list.lines[2].because == "chosen"
    assert QApplication.focusWidget() is sheet.list
    driver.press("Enter")
    preview_of(driver)
    take_in(driver)
    came_in(driver, 2)
    assert marks(driver) == {"the minister": "speaker", "Kabul": "entity"}


def test_from_the_preview_one_goes_back_to_the_codes(driver, commented) -> None:
    driver.window.take_paths((commented,))
    first = sheet_of(driver)
    driver.press("Down", "Down", "Delete")
    assert first.list.lines[2].to.type == ""
    driver.press("Enter")
    preview = preview_of(driver)
    preview.list.model_.left_out.add((commented.name, None))
    assert preview.codes.text() == "What 3 codes become …"
    preview.codes.setFocus()
    driver.wait(preview.codes.hasFocus)
    driver.press("Space")
    again = sheet_of(driver)
    assert [one.to.type for one in again.list.lines] == ["claim", "speaker", ""]
    driver.press("Delete", "Enter")
    preview = preview_of(driver)
    assert preview.list.model_.left_out == {(commented.name, None)}
    QTest.mouseClick(preview.codes, LEFT)
    assert [one.to.type for one in sheet_of(driver).list.lines] == ["", "speaker", ""]
    driver.press("Esc")
    driver.wait(lambda: driver.session.over.sheet is None)
    assert driver.session.project.reader.n_articles() == 1


def with_choice_kept(driver, commented, tmp_path) -> Path:
    """Take in a file one of whose codes is chosen; give another one with that code."""
    driver.window.take_paths((commented,))
    sheet = sheet_of(driver)
    sheet.list.setCurrentIndex(sheet.list.model().index(2, 0))
    driver.press("Space")
    driver.type("entity")
    driver.press("Enter", "Enter")
    preview_of(driver)
    take_in(driver)
    came_in(driver, 2)
    w = word_files
    body = w.line(w.start(1), "Herat", w.end(1), " is far.")
    second = tmp_path / "second.docx"
    second.write_bytes(w.file_of(w.line("Second") + body, w.comment(1, "nice place")))
    return second


def test_what_was_chosen_is_kept_and_used_the_next_time_without_asking(
    driver, commented, tmp_path
) -> None:
    second = with_choice_kept(driver, commented, tmp_path)
    driver.window.take_paths((second,))
    assert "as the last time" not in driver.window.messages.words
    assert "the last time" in preview_of(driver).notes.text()
    take_in(driver)
    came_in(driver, 3)
    assert marks(driver)["Herat"] == "entity"


def test_that_it_is_used_is_said_also_where_the_sheet_comes_before_all_is_read(
    driver, commented, tmp_path, monkeypatch
) -> None:
    second, go_on = with_choice_kept(driver, commented, tmp_path), Event()
    plan_import = driver.session.project.plan_import

    def late(*given, **how):
        plan = plan_import(*given, **how)
        go_on.wait(60)
        return plan

    monkeypatch.setattr(driver.session.project, "plan_import", late)
    driver.window.take_paths((second,))
    driver.wait(lambda: isinstance(driver.session.over.sheet, PreviewSheet))
    go_on.set()
    assert "the last time" in preview_of(driver).notes.text()


def test_by_the_mouse_a_click_on_what_a_code_becomes_lists_the_others(driver, commented) -> None:
    driver.window.take_paths((commented,))
    sheet = sheet_of(driver)
    row = sheet.list.visualRect(sheet.list.model().index(1, 0))
    QTest.mouseClick(sheet.list.viewport(), LEFT, pos=row.topLeft() + row.bottomLeft() * 0)
    assert sheet.popup is None
    place = sheet.list.place_of_target()
    assert row.contains(place.center())
    QTest.mouseClick(sheet.list.viewport(), LEFT, pos=place.center())
    popup = sheet.popup
    assert popup is not None
    labels = [one.label for one in popup.choices()]
    assert "left out" in labels
    assert "claim · directness: direct" in labels
    rect = popup.list.visualItemRect(popup.list.item(labels.index("left out")))
    QTest.mouseClick(popup.list.viewport(), LEFT, pos=rect.center())
    assert sheet.given()["speaker"] == CodeTarget()
    QTest.mouseClick(sheet.main, LEFT)
    preview_of(driver)


def test_an_actor_is_found_by_its_name(driver, commented) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "Enter", "Enter")
    driver.saved()
    driver.window.take_paths((commented,))
    sheet = sheet_of(driver)
    driver.press("Down", "Space")
    driver.type("dar")
    assert sheet.popup is not None
    wanted = CodeTarget("speaker", actor="Dar")
    assert wanted in [one.value for one in sheet.popup.choices()]
    driver.press("Esc")
    assert isinstance(driver.session.over.sheet, CodesSheet)


def test_the_map_is_saved_as_a_file_that_the_command_line_reads(
    driver, commented, tmp_path, monkeypatch
) -> None:
    target = tmp_path / "codes.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    driver.window.take_paths((commented,))
    sheet = sheet_of(driver)
    QTest.mouseClick(sheet.save, LEFT)
    driver.wait(target.exists)
    assert sheet.list.hasFocus()
    assert read_map(target.read_bytes(), target.name).types == sheet.given()


@pytest.fixture
def shifted(tmp_path: Path) -> Path:
    """A project of another program whose places fit no way of counting well."""
    project = ForeignProject(named=False)
    text = "The harbour \U0001f6a2 opens soon, said Dar. Nobody in Kabul was asked about the ferry."
    project.text(
        "Harbour", text, [(one, "claim") for one in ("arbou", "pen", "oo", "bod", "abu", "err")]
    )
    path = tmp_path / "shifted.qdpx"
    path.write_bytes(project.data())
    return path


@pytest.mark.parametrize("by_mouse", [False, True])
def test_a_file_that_does_not_say_how_it_counts_is_asked_about_side_by_side(
    driver, shifted, by_mouse: bool
) -> None:
    driver.window.take_paths((shifted,))
    driver.wait(lambda: isinstance(driver.session.over.sheet, PositionsSheet))
    sheet = driver.session.over.sheet
    first, second = sheet.readings
    assert "places meet whole words" in first.text()
    shown = [one.text() for one in sheet.findChildren(Label)]
    first_way, wanted = (one for one in shown if "line ends count" in one)
    assert first_way != wanted
    assert "“arbou”" in shown
    if by_mouse:
        QTest.mouseClick(second, LEFT)
        assert second.is_current
        QTest.mouseClick(sheet.main, LEFT)
    else:
        driver.press("2")
        assert second.is_current
        driver.press("Enter")
    sheet_of(driver)
    driver.press("Enter")
    plan = preview_of(driver).plan
    assert plan is not None
    assert plan.gathered.positions[shifted.name].counting.in_words() == wanted
    take_in(driver)
    came_in(driver, 2)


def test_a_project_that_is_read_bit_by_bit_has_its_list_and_its_pages(
    driver, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(bundle_in, "_IN_MEMORY", 10)
    project = ForeignProject()
    texts = {"Harbour": "The harbour opens soon.", "Ferry": "The ferry waits in Kabul."}
    for title, text in texts.items():
        project.text(title, text, [(text.split()[1], "claim")])
    path = tmp_path / "large.qdpx"
    path.write_bytes(project.data())
    driver.window.take_paths((path,))
    sheet_of(driver)
    driver.press("Enter")
    sheet = preview_of(driver)
    driver.wait(lambda: sheet.list_is_full and sheet.main.isEnabled())
    assert [one.title for one in sheet.list.model_.coming()] == [*texts]
    driver.press("Down")
    assert sheet.area.view.page is not None
    assert sheet.area.view.page.text == texts["Ferry"]
    driver.press("Space")
    take_in(driver)
    came_in(driver, 2)
    assert "harbour" in marks(driver)
    assert "ferry" not in marks(driver)


def three_people(folder: Path) -> Path:
    """A REFI-QDA project whose three codes are names of people."""
    project = ForeignProject()
    marks = [("The mayor", "People ▸ Mara"), ("a baker", "People ▸ Ilse"), ("he", "People ▸ Jon")]
    project.text("Harbour", "The mayor met a baker; then he left.", marks)
    path = folder / "people.qdpx"
    path.write_bytes(project.data())
    return path


def paths(sheet: CodesSheet) -> list[str]:
    """Give the last name of each code that is chosen."""
    return [one.path.split(" ▸ ")[-1] for one in sheet.list.chosen]


def test_by_keys_several_codes_become_one_thing_at_once(driver, tmp_path) -> None:
    driver.window.take_paths((three_people(tmp_path),))
    sheet = sheet_of(driver)
    driver.press("Down", "Shift+Down")
    assert paths(sheet) == ["Mara", "Ilse"]
    assert "2 codes are chosen" in sheet.verdict.text()
    driver.press("Space")
    driver.type("entity")
    driver.press("Enter")
    assert [one.to.type for one in sheet.list.lines][1:3] == ["entity", "entity"]
    assert sheet.list.lines[3].to.type != "entity"
    driver.press("Ctrl+a", "Delete")
    assert [*becomes(sheet).values()] == ["left out"] * 4
    driver.press("Delete")
    assert sheet.list.lines[3].to.type == "jon"
    driver.press("Down")
    assert "are chosen" not in sheet.verdict.text()


def test_several_codes_become_each_its_own_type_or_the_actor_of_its_name(driver, tmp_path) -> None:
    driver.window.take_paths((three_people(tmp_path),))
    sheet = sheet_of(driver)
    driver.press("Down", "Shift+End", "Space")
    driver.type("speaker · each")
    driver.press("Enter")
    people = ["Mara", "Ilse", "Jon"]
    assert [*becomes(sheet).values()][1:] == [f"speaker · {one}" for one in people]
    driver.press("Space")
    driver.type("of its own")
    driver.press("Enter")
    own = ["mara", "ilse", "jon"]
    assert [one.to for one in sheet.list.lines][1:] == [CodeTarget(one) for one in own]
    driver.press("Enter")
    preview_of(driver)
    take_in(driver)
    came_in(driver, 2)
    assert marks(driver) == dict(zip(("The mayor", "a baker", "he"), own, strict=True))


def test_by_mouse_several_codes_are_chosen_and_stay_so_where_one_is_asked(driver, tmp_path) -> None:
    driver.window.take_paths((three_people(tmp_path),))
    sheet = sheet_of(driver)
    view, rows = sheet.list.viewport(), sheet.list.model()

    def click(row: int, *, shift: bool = False, on_target: bool = False) -> None:
        columns = columns_in(sheet.list.visualRect(rows.index(row, 0)), mirrored=False)
        at = (columns.target if on_target else columns.path).center()
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view, LEFT, held, at)

    click(1)
    click(3, shift=True, on_target=True)
    assert sheet.popup is None
    assert paths(sheet) == ["Mara", "Ilse", "Jon"]
    click(3, on_target=True)
    assert sheet.popup is not None
    assert paths(sheet) == ["Mara", "Ilse", "Jon"]
    driver.press("1")
    assert [*becomes(sheet).values()][1:] == ["left out"] * 3
    click(2, on_target=True)
    assert paths(sheet) == ["Mara", "Ilse", "Jon"]
    driver.press("Esc")
    click(2)
    assert paths(sheet) == ["Ilse"]
    QTest.mouseClick(sheet.more_key, LEFT)
    assert paths(sheet) == ["Ilse", "Jon"]
    assert QApplication.focusWidget() is sheet.list


def test_what_came_in_says_whose_marks_they_are_and_shows_them(driver, tmp_path) -> None:
    driver.window.take_paths((three_people(tmp_path),))
    sheet_of(driver)
    driver.press("Enter")
    preview_of(driver)
    take_in(driver)
    driver.wait(lambda: driver.session.project.reader.n_articles() == 2)
    messages = driver.window.messages
    driver.wait(lambda: "came in" in messages.words)
    assert messages.words == "1 article came in. 3 marks of Anna came in."
    assert not [*driver.session.bridge.page.spans()]
    driver.press("Alt+Enter")
    driver.wait(lambda: len([*driver.session.bridge.page.spans()]) == 3)
    assert driver.session.bridge.shown_layer.name == "Anna"


def test_marks_on_a_text_that_is_here_are_shown_there_and_can_be_undone(driver, tmp_path) -> None:
    project = driver.session.project
    [here] = project.articles()
    words = project.page(here.id).text
    coming = ForeignProject()
    coming.text("Again", words, [(words.split()[0], "claim")])
    path = tmp_path / "again.qdpx"
    path.write_bytes(coming.data())
    driver.window.take_paths((path,))
    sheet_of(driver)
    driver.press("Enter")
    preview_of(driver)
    take_in(driver)
    messages = driver.window.messages
    driver.wait(lambda: "1 mark of Anna came in." in messages.words)
    assert "Undo" in [one.text() for one in messages.buttons]
    driver.press("Alt+Enter")
    driver.wait(lambda: driver.session.bridge.shown_layer.name == "Anna")
    driver.wait(lambda: len([*driver.session.bridge.page.spans()]) == 1)
    assert driver.session.bridge.page.article.id == here.id
