"""What Review draws of an article is made once, not with each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.review.differences.lanes import drawn_article
from tests.ui.review.settled import tab, take

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


def test_it_stays_while_neither_coding_changes_and_is_made_anew_when_one_does(
    both: Driver,
) -> None:
    state, project = both.session.review.state, both.session.project
    before = state.drawn()
    take(both, "1")  # what is taken comes into the layer of what both agreed on
    tab(both)
    take(both, "2")
    kept = state.drawn()
    assert kept.marks is before.marks
    assert kept.page is state.page is not before.page
    anew = drawn_article(state.page, kept.article)
    assert kept.marks == anew.marks
    assert [*kept.same.spans()] == [*anew.same.spans()]
    one = next(state.page.spans(layer_id="layer-A"))
    project.delete([one])
    both.wait(lambda: state.page.span(one.id) is None)
    assert state.drawn().marks is not before.marks


def test_it_is_made_anew_when_a_value_of_one_coding_changes(both: Driver) -> None:
    state, project = both.session.review.state, both.session.project
    before = state.drawn()
    one = next(state.page.spans("claim", layer_id="layer-A"))
    assert one.attributes.get("directness") != "indirect"
    project.edit(one, attributes={"directness": "indirect"})
    both.wait(lambda: state.page.span(one.id).attributes.get("directness") == "indirect")
    assert state.drawn().same is not before.same
