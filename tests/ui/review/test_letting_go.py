"""What was compared is let go in pieces, when nobody shows it any more."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from annotator.ui.review.differences.letting_go import let_go_in_pieces
from annotator.ui.review.differences.prepared import Prepared
from tests.ui.review.settled import tab

if TYPE_CHECKING:
    from annotator.compare.agreement import Agreement
    from tests.ui.conftest import Driver


def test_what_is_shown_stays_when_what_it_shares_is_let_go(both: Driver) -> None:
    review = both.session.review
    found = both.session.project.agreement("layer-A", "layer-B", resamples=0)
    listed = review.state._listed
    kept: list[Agreement | Prepared] = [found, listed]
    let_go_in_pieces(kept)
    assert kept == []
    assert found.pairs[0].comparison.articles
    assert listed.entries == review.state.entries != {}
    tab(both)
    assert review.state.current is not None


def test_a_comparison_that_another_follows_goes(both: Driver) -> None:
    state = both.session.review.state
    first = id(state._listed)
    pair = state.settling.comparison.left, state.settling.comparison.right
    state.compare(*pair)
    both.wait(lambda: id(state._listed) != first)

    def is_gone() -> bool:
        gc.collect()
        return sum(isinstance(one, Prepared) for one in gc.get_objects()) == 1

    both.wait(is_gone)
