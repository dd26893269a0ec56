"""Values made column by column are the same values."""

from __future__ import annotations

import dataclasses

import pytest

from annotator.model.bulk import values
from annotator.model.span import Link


def link(number: int) -> Link:
    return Link(f"link-{number}", "a", "l", "said_by", f"s{number}", "t", {"x": str(number)}, number)


def test_values_made_by_columns_equal_those_made_one_by_one() -> None:
    links = [link(number) for number in range(3)]
    columns = list(zip(*(dataclasses.astuple(one) for one in links), strict=True))
    made = values(Link, 3, columns)
    assert made == links
    assert [hash(one.id) for one in made] == [hash(one.id) for one in links]


def test_values_made_by_columns_cannot_be_changed() -> None:
    (made,) = values(Link, 1, [[cell] for cell in dataclasses.astuple(link(1))])
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.id = "other"  # type: ignore[misc]  # that is what is tried


def test_a_column_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        values(Link, 1, [["a"]])
