"""What a coder changes after it was settled comes back, and Review says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.model.layer import Coder
from annotator.ui.review.differences.rows import Listed
from annotator.ui.review.differences.words import Entry
from tests.codings import project_of
from tests.ui.review.conftest import first_article, open_review, second_article
from tests.ui.review.settled import card_words, go_to, settled, take

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow
    from tests.ui.conftest import Driver


@pytest.fixture
def came_back(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Driver:
    """All was settled as A has it, then B changed the kind of a place."""
    path = tmp_path / "two.annotator"
    with project_of(path, [first_article(), second_article()]) as project:
        project.take("A")
        project.open_project.on_layer_of(Coder("coder-B", "B"))
        project.edit("r3", attributes={"kind": "group"})
    return open_review(window, qtbot, path)


def test_what_was_refused_says_so_too_when_it_is_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "two.annotator"
    with project_of(path, [first_article(), second_article()]) as project:
        every = [*project.compare("A", "B").differences()]
        extra = next(one for one in every if one.kind == "extra")
        project.take(key=extra.key, side="neither", note="no claim")
        project.open_project.on_layer_of(Coder("coder-B", "B"))
        span = next(one for one in project.page(extra.article_id).spans() if one.id == extra.right)
        project.edit(span.id, at=(span.start, span.end - 1))
    driver = open_review(window, qtbot, path)
    review, model = driver.session.review, driver.session.review.pane.model
    model.set_filter(standing=Listed.CHANGED)
    (entry,) = listed(driver)
    assert entry.first.right == extra.right
    line = model.index(model.row_of(entry))
    assert model.data(line, model.DetailRole) == "changed"
    review.go_to(entry)
    driver.wait(lambda: review.state.current is entry)
    assert "changed since" in card_words(driver, entry.key)
    said = review.area.margin.said(entry.key).description
    assert said.startswith("changed since it was settled: neither")
    assert "no claim" in said


def listed(driver: Driver) -> list[Entry]:
    return [one for one in driver.session.review.pane.model.rows if isinstance(one, Entry)]


def test_it_is_said_on_the_card_in_the_line_and_to_a_screen_reader(came_back: Driver) -> None:
    review, model = came_back.session.review, came_back.session.review.pane.model
    assert settled(came_back) == (4, 5)
    go_to(came_back, "attribute")
    entry = review.state.current
    assert "changed since, entity" in card_words(came_back, entry.key).replace(" · ", ", ")
    said = review.area.margin.said(entry.key)
    assert said.description.startswith("changed since it was settled: took A")
    line = model.index(model.row_of(entry))
    assert model.data(line, model.DetailRole) == "changed"
    assert "changed since it was settled" in model._spoken(entry)
    others = [one for one in listed(came_back) if one is not entry]
    assert {model.data(model.index(model.row_of(one)), model.DetailRole) for one in others} == {""}


def test_the_list_is_narrowed_to_it_and_settled_anew_it_is_gone(came_back: Driver) -> None:
    model = came_back.session.review.pane.model
    menu = came_back.session.review.pane.filter_menu()
    ways = {one.text(): one for one in menu.actions()}
    ways["changed since it was settled"].trigger()
    assert [str(one.first.kind) for one in listed(came_back)] == ["attribute"]
    go_to(came_back, "attribute")
    take(came_back, "2")
    assert listed(came_back) == []
    model.set_filter(standing=Listed.SETTLED)
    assert len(listed(came_back)) == 5
    came_back.press("Ctrl+z")
    came_back.wait(lambda: settled(came_back) == (4, 5))
    model.set_filter(standing=Listed.CHANGED)
    assert len(listed(came_back)) == 1


def test_it_is_said_of_nobody_while_names_are_hidden(came_back: Driver) -> None:
    review = came_back.session.review
    came_back.window.acts.run("hide-names")
    came_back.wait(lambda: review.state.hides_names)
    came_back.saved()
    go_to(came_back, "attribute")
    said = review.area.margin.said(review.state.current.key)
    side = "2" if review.state.is_swapped else "1"
    assert f"took {side}" in said.description
