"""The order in which tests are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tests.conftest import pytest_collection_modifyitems

if TYPE_CHECKING:
    import pytest


class _Item:
    def __init__(self, name: str, *marks: str) -> None:
        self.name, self._marks = name, marks

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self._marks else None


def test_what_takes_long_is_begun_first_and_else_the_order_stays() -> None:
    items = [_Item("a"), _Item("b", "slow"), _Item("c", "xvfb"), _Item("d", "xvfb", "slow")]
    pytest_collection_modifyitems(cast("list[pytest.Item]", items))
    assert [one.name for one in items] == ["b", "d", "a", "c"]
