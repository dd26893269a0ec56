"""Every row that a step can change has words of its own."""

from __future__ import annotations

import pytest

from annotator.model.fields import EVERY
from annotator.store.row_names import row_in_words


def test_every_table_has_words_and_no_two_the_same() -> None:
    words = [row_in_words(one.table) for one in EVERY]
    assert len(set(words)) == len(EVERY)
    assert all(one.split()[0] in {"a", "an", "the", "what"} for one in words)
    assert (row_in_words("span"), row_in_words("member")) == ("a span", "an article of a sample")


def test_a_table_that_no_step_changes_has_none() -> None:
    with pytest.raises(KeyError):
        row_in_words("step")
