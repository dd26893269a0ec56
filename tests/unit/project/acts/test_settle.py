"""The steps of settling: what they are called, when an article is reviewed, what is taken whole."""

from __future__ import annotations

import pytest

from annotator.compare.values import ArticleComparison
from annotator.errors import WrongUse
from annotator.model.agreed import agreed_record
from annotator.model.layer import State
from annotator.model.span import How
from annotator.project.acts.settle import plan_names, plan_rest
from annotator.project.step_names import step_name
from tests.planning import done
from tests.settled import (
    BOUNDARY,
    COMPARED,
    LEFT,
    PLACE,
    RIGHT,
    SPEAKERS,
    Table,
)


@pytest.fixture
def table() -> Table:
    return Table().begin()


def test_an_article_is_reviewed_when_nothing_is_open(table: Table) -> None:
    for one in COMPARED.differences[:-1]:
        table.settle(one, side="left")
        assert table.state is State.IN_PROGRESS
    table.settle(PLACE, side="neither")
    assert table.state is State.DONE
    table.settle(PLACE, side="open")
    assert table.state is State.IN_PROGRESS


def test_neither_layer_is_ever_written(table: Table) -> None:
    for one in COMPARED.differences:
        table.settle(one, side="left")
    for layer in (LEFT, RIGHT):
        assert [*table.page.spans(layer_id=layer.id)] == [*table.start.spans(layer_id=layer.id)]


def test_every_step_can_be_taken_back(table: Table) -> None:
    for one in COMPARED.differences:
        table.settle(one, side="right")
    page = done(table.page, *(one.inverse() for one in reversed(table.steps)))
    assert [*page.spans()] == [*table.start.spans()]
    assert [*page.links()] == [*table.start.links()]


def test_articles_that_one_coder_did_are_taken_whole() -> None:
    table = Table()
    step = plan_rest(
        table.context, LEFT, [table.page], lambda article_id: ArticleComparison(article_id)
    )
    table.do(step)
    assert len(table.spans()) == 4
    assert len(table.links()) == 3
    assert {one.how for one in table.spans()} == {How.TAKEN}
    assert table.state is State.DONE
    assert step.args == {"n": 1, "spans": 4, "name": "A"}


def test_a_place_of_the_difference_is_in_the_name_of_the_step(table: Table) -> None:
    assert step_name(table.settle(BOUNDARY, side="left")) == "Settle boundary “We will,”: A"
    assert step_name(table.settle(PLACE, SPEAKERS, side="neither")) == (
        "Settle 2 × difference: neither"
    )


def test_names_are_hidden_and_shown_again_each_under_its_own_name(table: Table) -> None:
    for show, act in ((False, "hide-names"), (True, "show-names")):
        step = plan_names(table.context, show=show, seed="s")
        assert (step.act, step.is_empty()) == (act, False)
        table.do(step)
        assert agreed_record(table.context.layer).hides_names is not show
        again = plan_names(table.context, show=show, seed="s")
        assert (again.act, again.is_empty()) == (act, True)


def test_names_are_of_an_agreed_layer(table: Table) -> None:
    with pytest.raises(WrongUse, match="no agreed layer"):
        plan_names(table.context.on_layer(LEFT), show=False, seed="s")
