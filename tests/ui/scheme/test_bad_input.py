"""Schemes and edits nobody should want: a sentence or a question, nothing half done, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.errors import LockedProject
from annotator.project.api import Project
from annotator.ui.popups.choice import ChoicePopup
from tests.ui.scheme.scheme_driver import (
    back_on,
    form_of,
    go_to,
    make_version,
    open_scheme,
    values,
)
from tests.ui.seen import faults

CLAIM = '[type.claim]\nrole = "claim"\n'
KIND = CLAIM + "[type.claim.attribute.frame]\n"
LETTERS = "n" * 10_000
FILES = {
    "two types of one key": (
        CLAIM + 'key = "C"\n[type.a]\nkey = "Z"\n[type.b]\nkey = "Z"\n',
        "The key Z of “b” is taken",
    ),
    "two types of one name": (CLAIM + CLAIM, "it is no TOML"),
    "two types of one role": (CLAIM + '[type.b]\nrole = "claim"\n', "both have the role claim"),
    "a default that is missing": (KIND + 'values = ["x"]\ndefault = "z"\n', "none of its values"),
    "words on a value that is missing": (
        KIND + 'values = ["x"]\n[type.claim.attribute.frame.value.z]\ndefinition = "d"\n',
        "its words are left out",
    ),
    "a link to nothing": (CLAIM + '[link.l]\nfrom = ["ghost"]\n', "unknown type 'ghost'"),
    "a name of 10,000 letters": (KIND + f'values = ["{LETTERS}"]\n', "a name has 200 at most"),
    "a name that turns around": (KIND + 'values = ["\\u202egro"]\n', "turns the direction"),
    "no text": ("\0\1\2", "it is no TOML"),
}
READ = {"two types of one key", "words on a value that is missing"}


@pytest.mark.parametrize("name", FILES)
def test_a_scheme_file_of_any_kind_is_added_or_refused_in_a_sentence(
    driver, name: str, tmp_path: Path, monkeypatch
) -> None:
    text, said = FILES[name]
    file = tmp_path / "mine.toml"
    file.write_text(text)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    sheet = open_scheme(driver)
    QTest.mouseClick(sheet.as_file, Qt.MouseButton.LeftButton)
    driver.press("2")
    driver.wait(lambda: said in driver.window.messages.words)
    assert bool(sheet.drafts.edits) == (name in READ)
    assert driver.session.project.scheme.version == 1
    QApplication.processEvents()
    assert faults(driver.window) == []
    if name in READ:
        back_on(driver, sheet.outline)
        assert make_version(driver) == 2
        driver.session.project.undo()
        assert driver.session.project.scheme.version == 1


def test_ten_thousand_values_come_from_a_file_as_one_version(driver, tmp_path, monkeypatch) -> None:
    names = ", ".join(f'"v{n}"' for n in range(10_000))
    file = tmp_path / "mine.toml"
    file.write_text(KIND + f"values = [{names}]\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    sheet = open_scheme(driver)
    QTest.mouseClick(sheet.as_file, Qt.MouseButton.LeftButton)
    driver.press("2")
    driver.wait(lambda: bool(sheet.drafts.edits))
    assert len(sheet.drafts.edits) == 1
    back_on(driver, sheet.outline)
    make_version(driver)
    go_to(driver, "claim.frame")
    assert len(values(driver)) == 10_000


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (LETTERS, "has 10000 letters: a name has 200 at most"),
        ("\u202egro", "turns the direction"),
        ("direct", "“direct” is there already"),
        ("a\nb", "holds a sign that nobody sees"),
    ],
    ids=["long", "bidi", "twice", "two lines"],
)
def test_a_value_gets_no_name_that_cannot_be_seen_as_it_is(driver, name: str, said: str) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.directness")
    before = values(driver)
    driver.press("n")
    form_of(driver)
    QApplication.clipboard().setText(name)
    driver.press("Ctrl+v", "Enter")
    driver.wait(lambda: said in driver.window.messages.words)
    assert not sheet.drafts.edits
    assert values(driver) == before
    assert faults(driver.window) == []


def test_merges_in_a_circle_end_at_the_second_with_a_sentence(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.kind")
    sheet.table.setFocus()
    first, second = values(driver)[:2]
    for one, other in ((first, second), (second, first)):
        sheet.table.stand_on(one)
        QTest.mouseClick(sheet.merge, Qt.MouseButton.LeftButton)
        offered = [each.value for each in sheet.findChildren(ChoicePopup)[-1].choices()]
        assert one not in offered
        driver.press("Enter" if other in offered else "Esc")
    assert [edit.what for edit in sheet.drafts.edits] == [f"claim.kind.{first}"]


def test_retiring_the_type_with_the_role_claim_says_what_is_lost_and_is_undone(driver) -> None:
    driver.mark("formal ties", "c")
    sheet = open_scheme(driver)
    go_to(driver, "claim")
    driver.press("Delete")
    driver.wait(lambda: "there will be no new statements" in sheet.preview.more.text())
    make_version(driver)
    driver.press("Esc")
    driver.press("c")
    assert "“C” does nothing here" in driver.window.messages.words
    driver.press("Ctrl+z")
    driver.wait(lambda: "Undone: Edit the coding scheme" in driver.window.messages.words)
    driver.mark("Ties", "c")
    assert len(driver.spans("claim")) == 2


def test_another_program_cannot_edit_the_scheme_while_the_window_has_it(driver) -> None:
    sheet = open_scheme(driver)
    go_to(driver, "claim.kind")
    driver.press("Delete")
    project, coder = driver.session.project, driver.session.bridge.context.coder
    with pytest.raises(LockedProject, match="is open in another window since"):
        Project.open(project.path, coder=coder)
    assert len(sheet.drafts.edits) == 1
    assert make_version(driver) == 2
