"""What of a page a step touches: the spans whose marks and cards are painted anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.rows import changed
from annotator.model.span import Reason
from annotator.ui.basics.page_diff import page_diff
from tests import builders as make

ARTICLE = make.article()
SPAN = make.span(ARTICLE, "claim", "promise", id="s-1")


@pytest.mark.parametrize(
    "after",
    [
        replace(SPAN, attributes={"directness": "direct"}),
        replace(SPAN, actor_id="p-1"),
        replace(SPAN, reason=Reason("said", "after said", {}, ())),
    ],
)
def test_whatever_of_a_span_changes_it_is_touched(after) -> None:
    before = make.page(ARTICLE, SPAN)
    changes = changed(SPAN, after)
    found = page_diff(changes, before, before.applied(changes))
    assert found.span_ids == {"s-1"}
    assert not found.regions
    assert not found.article
