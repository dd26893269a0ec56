"""How sure a suggestion is, in a word."""

import pytest

from annotator.model.span import Confidence


@pytest.mark.parametrize(
    ("per_mille", "word"),
    [(1000, "sure"), (850, "sure"), (849, "likely"), (600, "likely"), (599, "perhaps"),
     (0, "perhaps"), (None, "likely")],
)  # fmt: skip
def test_so_many_of_a_thousand_are_a_word(per_mille: int | None, word: str) -> None:
    assert Confidence.of(per_mille) == word


def test_the_surest_word_has_the_first_rank() -> None:
    ranked = sorted(Confidence, key=lambda one: -one.rank)
    assert [(one, one.rank) for one in ranked] == [("perhaps", 2), ("likely", 1), ("sure", 0)]
