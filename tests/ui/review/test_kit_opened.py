"""A kit that is opened says whom it is for, and asks who codes where that is not sure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QPushButton

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.reading.boundaries import Edge
from annotator.ui.basics.labels import Label
from annotator.ui.page.banners import masthead_fields
from tests.ui.conftest import ARTICLE, Driver

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow


def kit_for(coder: str, folder: Path, **order: object) -> Path:
    with Project.create(folder / "study.annotator", coder=Coder("maker", "M")) as project:
        project.import_text(ARTICLE)
        made = project.make_kits(coder, folder / "kits", **order)  # type: ignore[arg-type]  # by name
    return made.kits[0].path


def opened(window: MainWindow, qtbot: QtBot, path: Path) -> Driver:
    window.projects.open_path(path)
    qtbot.waitUntil(lambda: window.session is not None and window.session.view.page is not None)
    assert window.session is not None
    window.session.view.setFocus()
    return Driver(window, qtbot)


def said(driver: Driver) -> str:
    return re.sub("[\u2066-\u2069]", "", driver.window.messages.words)


def offer(driver: Driver, words: str) -> QPushButton:
    buttons = driver.window.findChildren(QPushButton)
    plain = {re.sub("[\u2066-\u2069]", "", one.text()): one for one in buttons if one.isVisible()}
    return next(one for text, one in plain.items() if text.startswith(words))


def test_yes_lets_the_person_code_as_the_one_it_was_made_for(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    driver = opened(window, qtbot, kit_for("B", tmp_path))
    assert said(driver) == "1 article to code, for B. Are you B?"
    own = window.settings.coder()
    offer(driver, "Yes, I am B").click()
    assert said(driver) == ""
    driver.wait(lambda: driver.session.view.page is not None)
    driver.mark("Dar", "s")
    driver.saved()
    (layer,) = driver.session.project.layers()
    assert (layer.name, layer.coder_id) == ("B", own.id)
    assert window.settings.coder() == own


def test_no_asks_who_codes(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    driver = opened(window, qtbot, kit_for("B", tmp_path))
    offer(driver, "No").click()
    driver.type("Chidi")
    driver.press("Enter")
    driver.wait(lambda: driver.session.project.context.coder.name == "Chidi")
    driver.wait(lambda: driver.session.view.page is not None)
    driver.mark("Dar", "s")
    driver.saved()
    assert [layer.name for layer in driver.session.project.layers()] == ["Chidi"]


@pytest.mark.parametrize("again", [False, True])
def test_whoever_it_was_made_for_is_not_asked_nor_who_has_begun(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, again: bool
) -> None:
    path = kit_for("B" if again else "A", tmp_path)
    if again:
        with Project.open(path, coder=window.settings.coder()) as kit:
            kit.mark(1, "speaker", (0, 3))
    driver = opened(window, qtbot, path)
    assert said(driver) == ("" if again else "1 article to code, for A.")


B_ELSEWHERE = Coder("b-elsewhere", "B")


def begun(path: Path, coder: Coder = B_ELSEWHERE) -> Path:
    """Let somebody begin a kit on another computer."""
    with Project.open(path, coder=coder) as kit:
        kit.mark(1, "speaker", (0, 3))
    return path


def marked_by(driver: Driver) -> dict[str, list[str]]:
    """Give the words that are marked, by the id of whose they are."""
    driver.saved()
    project = driver.session.project
    of = {layer.id: str(layer.coder_id) for layer in project.layers()}
    (content,) = project.reader.contents(None, of)
    found = dict[str, list[str]]()
    for one in content.spans:
        found.setdefault(of[one.layer_id], []).append(one.text())
    return found


def test_a_kit_that_was_begun_on_another_computer_is_gone_on_with_and_asks_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = begun(kit_for("B", tmp_path))
    driver = opened(window, qtbot, path)
    assert said(driver) == (
        "B has begun this kit. Are you B, on another computer? Anybody else begins with nothing"
        " marked."
    )
    own = window.settings.coder()
    offer(driver, "Yes, go on as B").click()
    driver.wait(lambda: len(driver.spans("speaker")) == 1)
    driver.mark("minister", "s")
    assert marked_by(driver) == {B_ELSEWHERE.id: ["Dar", "minister"]}
    assert window.settings.coder() == own
    window.close_project()
    driver = opened(window, qtbot, path)
    assert said(driver) == "You go on as B."
    driver.wait(lambda: len(driver.spans("speaker")) == 2)


def test_somebody_else_in_a_kit_that_was_begun_is_told_and_begins_a_layer_of_their_own(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    driver = opened(window, qtbot, begun(kit_for("B", tmp_path)))
    offer(driver, "No").click()
    driver.type("Chidi")
    driver.press("Enter")
    driver.wait(lambda: driver.session.project.context.coder.name == "Chidi")
    driver.wait(lambda: driver.session.view.page is not None)
    driver.mark("minister", "s")
    by = marked_by(driver)
    assert by.pop(B_ELSEWHERE.id) == ["Dar"]
    assert [*by.values()] == [["minister"]]


def test_places_that_somebody_has_taken_up_are_given_to_nobody_else(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = places_for("B", tmp_path)
    with Project.open(path, coder=B_ELSEWHERE) as kit:
        kit.state(1, "progress")
    driver = opened(window, qtbot, path)
    assert said(driver).endswith(
        "The places are given to them: anybody else needs a kit of their own."
    )
    offers = [one.text() for one in driver.window.messages.buttons]
    assert not any(one.startswith("No") for one in offers)
    offer(driver, "Yes, go on as B").click()
    driver.wait(lambda: len(driver.spans("claim")) == 2)


def test_two_people_in_one_kit_are_both_named_when_it_is_back(tmp_path: Path) -> None:
    path = begun(begun(kit_for("B", tmp_path)), Coder("c", "Chidi"))
    with Project.open(path, coder=Coder("c", "Chidi")) as kit:
        kit.state(1, "done")
    with Project.open(tmp_path / "study.annotator", coder=Coder("maker", "M")) as project:
        (back,) = project.collect_kits(path).kits
        assert (back.coded_by, back.n_done) == ("B; Chidi", 1)
        assert "Made for B, coded by Chidi." in back.notes
        (state,) = project.kits()
        assert (state.coded_by, state.n_done) == ("B; Chidi", 1)


def test_a_project_of_ones_own_name_asks_whether_that_is_oneself_elsewhere(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    elsewhere = Coder("elsewhere", window.settings.coder_name)
    path = tmp_path / "mine.annotator"
    with Project.create(path, coder=elsewhere) as project:
        project.import_text(ARTICLE)
        project.mark(1, "speaker", (0, 3))
    driver = opened(window, qtbot, path)
    name = elsewhere.name
    assert said(driver) == (f"This project is coded by {name}. Is {name} you, on another computer?")
    offer(driver, f"Yes, go on as {name}").click()
    driver.wait(lambda: len(driver.spans("speaker")) == 1)
    assert driver.session.project.context.layer.coder_id == elsewhere.id


HIDDEN_ARTICLE = """Dar: Ties Were Cut

By Zed Reporter

The minister said that formal ties had been cut. Zed was there.
"""


def test_what_is_hidden_is_covered_on_the_page_and_found_by_nothing_until_it_is_done(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with Project.create(tmp_path / "study.annotator", coder=Coder("maker", "M")) as project:
        project.import_text(HIDDEN_ARTICLE)
        project.fields(1, {"outlet": "Dawn", "byline": "Zed Reporter"})
        project.region(1, "byline", (20, 35))
        made = project.make_kits("A", tmp_path / "kits", hide=["outlet", "byline"])
    driver = opened(window, qtbot, made.kits[0].path)
    view = driver.session.view
    words = [one.text for one in masthead_fields(driver.page.article)]
    assert words == ["no date", "no address", "outlet, byline hidden until done"]
    ink = view.theme.colour("ink").rgb()

    def letters() -> bool:
        place = view.rect_of(driver.place("By Zed Reporter"))
        picture = view.viewport().grab(place).toImage()
        pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return any(picture.pixel(*one) == ink for one in pixels)

    assert not letters()
    driver.press("Ctrl+f")
    driver.type("Zed")
    assert words_of_count(driver) == "1 of 1"
    assert view.selection() == driver.place("Zed", n=2)
    view.setFocus()
    driver.select("Zed")
    driver.press("e")
    assert "hidden until the article is done" in driver.window.messages.words
    assert driver.spans() == []
    driver.session.project.state(1, "done")
    driver.wait(lambda: not driver.page.article.hidden())
    assert letters()
    assert masthead_fields(driver.page.article)[0].text == "Dawn"


def words_of_count(driver: Driver) -> str:
    return driver.window.findChild(Label, "count").text()


def places_for(name: str, tmp_path: Path) -> Path:
    """Give a kit with two places of somebody else's claims."""
    with Project.create(tmp_path / "study.annotator", coder=Coder("maker", "M")) as project:
        project.import_text(ARTICLE)
        project.mark(1, "claim", (0, 3))
        project.mark(1, "claim", (5, 9), {"directness": "mixed"})
        return project.make_kits(name, tmp_path / "kits", given="M").kits[0].path


HELD = "places of claims are given"


def test_places_that_were_given_are_held_by_keys_and_mouse_and_the_reason_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    driver = opened(window, qtbot, places_for("A", tmp_path))
    driver.wait(lambda: len(driver.spans("claim")) == 2)
    assert said(driver) == (
        "1 article to code, for A. The places of claims are given: judge each, or delete one that"
        " is none."
    )
    before = [one.parts for one in driver.spans("claim")]

    def refused() -> bool:
        is_said = HELD in driver.window.messages.words
        driver.window.messages.close_message()
        return is_said and [one.parts for one in driver.spans("claim")] == before

    driver.session.view.setFocus()
    driver.select("Dar", n=2)
    driver.press("c")
    assert refused()
    driver.caret_at("Dar")
    driver.press("t")
    assert refused()
    assert driver.session.reading.boundary is None
    driver.session.reading.make_current(driver.spans("claim")[0].id)
    driver.select("Dar", n=2)
    driver.press("Shift+C")
    assert refused()
    driver.session.reading.make_current(driver.spans("claim")[0].id)
    view, mouse = driver.session.view, driver.session.reading.area.mouse
    ends = view.rect_of(driver.place("Dar"))
    assert all(mouse.handle(QPointF(at)) is None for at in (ends.topLeft(), ends.bottomRight()))
    mouse.edge_taken.emit(0, Edge.END)
    assert refused()
    assert driver.session.reading.boundary is None
    driver.mark("minister", "s")
    ends = view.rect_of(driver.place("minister"))
    assert mouse.handle(QPointF(ends.bottomRight())) is not None


def test_the_first_value_of_a_place_makes_it_the_coders_and_begins_the_article(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    driver = opened(window, qtbot, places_for("A", tmp_path))
    driver.wait(lambda: len(driver.spans("claim")) == 2)
    assert [dict(one.attributes) for one in driver.spans("claim")] == [{}, {}]
    driver.session.view.setFocus()
    driver.caret_at("Dar")
    driver.press("1")
    driver.press("1")
    driver.saved()
    project = driver.session.project
    (layer,) = project.layers()
    assert layer.coder_id == window.settings.coder().id
    assert [one.state for one in project.reader.states_of(layer.id).values()] == ["progress"]
    assert [dict(one.attributes) for one in driver.spans("claim")] == [{"directness": "direct"}, {}]


def test_deleting_a_place_that_was_given_is_the_coders_act_and_can_be_undone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    driver = opened(window, qtbot, places_for("A", tmp_path))
    driver.wait(lambda: len(driver.spans("claim")) == 2)
    driver.session.view.setFocus()
    driver.caret_at("Dar")
    driver.press("Delete")
    driver.wait(lambda: len(driver.spans("claim")) == 1)
    driver.saved()
    (layer,) = driver.session.project.layers()
    assert layer.coder_id == window.settings.coder().id
    driver.press("Ctrl+z")
    driver.wait(lambda: len(driver.spans("claim")) == 2)
    driver.saved()
    assert [one.coder_id for one in driver.session.project.layers()] == [None]
