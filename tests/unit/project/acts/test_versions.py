"""Which of two versions of a layer is the newer one, or that neither is."""

from __future__ import annotations

import json

import pytest

from annotator.model.ids import new_id
from annotator.project.acts.versions import (
    Version,
    VersionOrder,
    copy_of,
    order_of_marks,
    version_of,
    with_version,
)
from tests import builders as make


def version(*steps: str, until: str = "2026-03-01T10:00:00Z") -> Version:
    return Version(frozenset(steps), until)


def test_more_steps_are_newer_and_other_steps_apart():
    one, two, other = version("a"), version("a", "b"), version("a", "c")
    assert two.to(one) is VersionOrder.NEWER
    assert one.to(two) is VersionOrder.OLDER
    assert two.to(other) is VersionOrder.APART
    assert two.to(version("b", "a")) is VersionOrder.SAME


def test_without_a_history_no_steps_say_which_is_newer():
    assert version("a").to(version()) is None
    assert version().to(version("a")) is None


DAY = "2026-03-0{}T10:00:00Z"
NOW = DAY.format(9)
FUTURE = "2099-01-01T00:00:00Z"
V1 = {"a": DAY.format(1), "b": DAY.format(2), "c": DAY.format(3)}


@pytest.mark.parametrize(
    ("later", "why"),
    [
        ({**V1, "d": DAY.format(4)}, "a mark was added"),
        ({**V1, "b": DAY.format(4)}, "a mark was changed"),
        ({"a": V1["a"], "c": V1["c"]}, "one was deleted that was not the last"),
        ({"c": V1["c"], "d": DAY.format(4)}, "some were deleted, and one was added"),
    ],
)
def test_by_its_marks_what_was_worked_on_is_newer_in_either_order(later, why: str):
    assert order_of_marks(later, V1, NOW) is VersionOrder.NEWER, why
    assert order_of_marks(V1, later, NOW) is VersionOrder.OLDER, why
    assert order_of_marks(later, later, NOW) is VersionOrder.SAME


@pytest.mark.parametrize("wrong", ["a", "b", "c"])
def test_a_clock_that_was_wrong_makes_no_later_work_older(wrong: str):
    """Once a mark was made by a clock in the future, the same mark is in all later versions."""
    first = {**V1, wrong: FUTURE}
    for later in (
        {**first, "d": DAY.format(4)},
        {**first, "d": FUTURE},
        {**{key: at for key, at in first.items() if key != wrong}, "d": DAY.format(4)},
    ):
        assert order_of_marks(later, first, NOW) is VersionOrder.NEWER


def test_what_a_record_says_is_read_back_and_stays_small():
    steps = [new_id() for _ in range(5_000)] + ["step-1", "ü"]
    layer = with_version(make.layer(), version(*steps), "layer-1")
    written = json.dumps(dict(layer.record))
    assert len(written) < 400
    back = make.layer(record=json.loads(written), frozen=True)
    assert version_of(back, {}) == version(*steps)
    assert copy_of(back) == "layer-1"
    assert copy_of(with_version(make.layer(id="b"), version("a"), "a")) == "a"


def test_a_layers_version_is_that_of_its_coders_steps():
    steps = {"coder-1": (["a", "b"], "2026-03-01T10:00:00Z"), "x": (["c"], "2026-04-01T10:00:00Z")}
    assert version_of(make.layer(), steps) == version("a", "b")
    of_all = version_of(make.layer(coder_id=None), steps)
    assert of_all == version("a", "b", "c", until="2026-04-01T10:00:00Z")
    assert version_of(make.layer(frozen=True), steps) == Version()


def test_a_record_from_outside_that_says_nonsense_says_nothing():
    for said in (
        {"runs": 7, "others": {}, "until": []},
        {"runs": {"x": [[0, 1 << 60]]}, "others": [1, None]},
        {"runs": {"x": [["a", "b"], [5, 2], 3]}},
    ):
        layer = make.layer(frozen=True, record={"opened": said})
        assert version_of(layer, {}) == Version()
