"""Which of two versions of a layer is the newer one, or that neither is."""

from __future__ import annotations

import json

from annotator.model.ids import new_id
from annotator.project.acts.versions import (
    Version,
    VersionOrder,
    copy_of,
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


def test_without_steps_the_time_decides_and_steps_break_a_tie():
    early, late = version(until="2026-03-01T10:00:00Z"), version(until="2026-03-02T10:00:00Z")
    assert late.to(early) is VersionOrder.NEWER
    assert early.to(late) is VersionOrder.OLDER
    assert early.to(version(until=early.until)) is VersionOrder.SAME
    assert version("a").to(early) is VersionOrder.NEWER
    assert early.to(version("a")) is VersionOrder.OLDER


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
