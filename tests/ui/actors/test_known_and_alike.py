"""What stands beside an actor's fields: roles in time, where names were read, who is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.actor import Alias, DatedRole
from annotator.ui.actors.known import roles_line
from annotator.ui.actors.sheet import ActorsSheet
from annotator.ui.basics.labels import CutButton, Label
from tests.ui.seen import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(open_text: Callable[..., Driver]) -> Driver:
    """A study in which Dar is named, and others are called nearly so."""
    driver = open_text("One\n\n“We will not wait,” said Dar in Kabul.\n", "Two\n\nDar left.\n")
    project = driver.session.project
    project.actor("Ishaq Dar", "person", ["Dar", "the minister"])
    project.actor("I. Dar", "person")
    project.actor("Dar, Ishaq", "person")
    for article in ("1", "2"):
        start = project.page(project.article_id(article)).text.index("Dar")
        project.mark(article, "speaker", (start, start + 3), actor="Ishaq Dar")
    driver.window.acts.run("actors")
    driver.wait(lambda: sheet_of(driver).alike.isVisible())
    driver.wait(lambda: names(driver)[:1] != [] and names(driver)[0].startswith("One"))
    return driver


def sheet_of(driver: Driver) -> ActorsSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, ActorsSheet)
    return sheet


def names(driver: Driver) -> list[str]:
    """Give what is said of where names were read."""
    lines = sheet_of(driver).known._lines
    found = [one for one in lines.findChildren(CutButton) if not one.isHidden()]
    found += [one for one in lines.findChildren(Label) if one.text() == "typed"]
    return [one.text() for one in found if not one.isHidden()]


def alike(driver: Driver) -> dict[str, tuple[str, bool | None]]:
    rows = sheet_of(driver).alike.list.rows()
    return {one.right.name: (one.why, one.decided) for _, one in rows}


def test_names_say_where_they_were_first_read_and_lead_there(opened: Driver) -> None:
    opened.wait(lambda: len(names(opened)) == 3)
    said = names(opened)
    assert said[0].startswith("One")
    assert "wait,” said Dar in Kabul" in said[0]
    assert said[1:] == ["typed", "typed"]
    (where,) = [
        one for one in sheet_of(opened).known._lines.findChildren(CutButton) if not one.isHidden()
    ]
    QTest.mouseClick(where, LEFT)
    opened.wait(lambda: opened.session.over.sheet is None)
    opened.wait(lambda: opened.session.view.selection() is not None)
    assert opened.page.article.number == 1
    opened.press("Esc")
    opened.wait(lambda: isinstance(opened.session.over.sheet, ActorsSheet))
    opened.wait(lambda: sheet_of(opened).fields.name.text() == "Ishaq Dar")


def test_look_alikes_have_their_reason_and_a_key_decides_once(opened: Driver) -> None:
    assert alike(opened) == {
        "I. Dar": ("initials", None),
        "Dar, Ishaq": ("words turned round", None),
    }
    sheet = sheet_of(opened)
    sheet.alike.list.setFocus()
    turned = next(n for n, one in sheet.alike.list.rows() if one.right.name == "Dar, Ishaq")
    sheet.alike.list.setCurrentRow(turned)
    opened.press("1")
    opened.wait(lambda: alike(opened).get("Dar, Ishaq", ("", None))[1] is True)
    assert opened.step_names()[0] == "look-alike"
    left = ["Ishaq Dar", "I. Dar"]
    opened.wait(lambda: [one.name for one in sheet.pane.model.shown[0]] == left)
    sheet.alike.list.setFocus()
    first = next(n for n, one in sheet.alike.list.rows() if one.right.name == "I. Dar")
    sheet.alike.list.setCurrentRow(first)
    opened.press("2")
    opened.wait(lambda: alike(opened).get("I. Dar", ("", None))[1] is False)
    decided = {one.right.name: one.decided for one in opened.session.project.look_alikes()}
    assert decided == {"Dar, Ishaq": True, "I. Dar": False}
    opened.press("Ctrl+z", "Ctrl+z")
    opened.wait(lambda: {one[1] for one in alike(opened).values()} == {None})


def test_by_mouse_a_join_is_left_for_later_again_and_is_two_again(opened: Driver) -> None:
    sheet = sheet_of(opened)
    turned = next(n for n, one in sheet.alike.list.rows() if one.right.name == "Dar, Ishaq")
    item = sheet.alike.list.visualItemRect(sheet.alike.list.item(turned))
    QTest.mouseClick(sheet.alike.list.viewport(), LEFT, pos=item.center())
    QTest.mouseClick(sheet.alike.same, LEFT)
    opened.wait(lambda: alike(opened).get("Dar, Ishaq", ("", None))[1] is True)
    turned = next(n for n, one in sheet.alike.list.rows() if one.right.name == "Dar, Ishaq")
    sheet.alike.list.setCurrentRow(turned)
    QTest.mouseClick(sheet.alike.later, LEFT)
    opened.wait(lambda: alike(opened).get("Dar, Ishaq", ("", True))[1] is None)
    assert len(opened.session.project.actors()) == 3


def test_o_shows_the_other_actor(opened: Driver) -> None:
    sheet = sheet_of(opened)
    sheet.alike.list.setFocus()
    other = sheet.alike.list.pair().right.name
    opened.press("o")
    opened.wait(lambda: sheet.fields.name.text() == other)


def test_the_other_actor_is_shown_by_its_button_and_enter_opens_the_place(opened: Driver) -> None:
    sheet = sheet_of(opened)
    first, other = sheet.fields.name.text(), sheet.alike.list.pair().right.name
    QTest.mouseClick(sheet.alike.other, LEFT)
    opened.wait(lambda: sheet.fields.name.text() == other)
    opened.wait(lambda: sheet.alike.isVisible() and sheet.alike.list.pair() is not None)
    QTest.mouseClick(sheet.alike.other, LEFT)
    opened.wait(lambda: sheet.fields.name.text() == first)
    opened.wait(lambda: sheet.alike.isVisible() and bool(sheet.passages.list.model().rowCount()))
    sheet.alike.list.setFocus()
    opened.press("Enter")
    opened.wait(lambda: opened.session.over.sheet is None)
    opened.wait(lambda: opened.session.view.selection() is not None)


def test_roles_are_one_line_in_the_order_of_time(opened: Driver) -> None:
    sheet, project = sheet_of(opened), opened.session.project
    body = project.actor("Ports", "organisation").id
    (actor,) = project.actors("Ishaq Dar", limit=1)
    roles = (
        DatedRole("role-1", "minister", since="2023"),
        DatedRole("role-2", "head", body, since="2019", until="2022"),
        DatedRole("role-3", "clerk", until="2018"),
    )
    project.edit_actor(replace(actor, roles=roles))
    line = "until 2018 clerk  →  2019–2022 head, Ports  →  since 2023 minister"
    opened.wait(lambda: sheet.known.roles.text() == line)
    assert roles_line(actor, opened.session.bridge.context.actors) == ""


@pytest.mark.parametrize(
    "name", ["a" * 10_000, "\u202egro.elpmaxe", "<b>x</b> & " * 40, "x\u2066("]
)
def test_odd_names_stand_on_one_line_each_and_are_never_rendered(opened: Driver, name: str) -> None:
    project = opened.session.project
    project.actor(name, "person", [f"{name} Dar", "line\nbreak"])
    opened.window.resize(1024, 640)
    sheet_of(opened).pane.search.setText(name[:40])
    opened.wait(lambda: sheet_of(opened).fields.name.text() == " ".join(name.split()))
    opened.wait(lambda: names(opened) == ["typed"] * 3)
    opened.wait(lambda: faults(opened.window) == [])
    (actor,) = project.actors(name)
    role = DatedRole("role-1", name, since="2" * 5_000, until="\u202e")
    project.edit_actor(replace(actor, roles=(role,), aliases=(Alias("alias-1", name),)))
    opened.wait(lambda: sheet_of(opened).known.roles.text() != "")
    opened.wait(lambda: faults(opened.window) == [])
