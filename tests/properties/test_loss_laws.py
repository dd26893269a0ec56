"""What a format says that it drops is what reading back does not find: no more and no less.

ANNOTATOR_LOSSES=n tries n random projects for each format.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.formats.base import WriteOptions
from annotator.formats.export import export, plan_export
from annotator.model.bundle import LossKind
from tests import bundles, held

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.formats.base import Format
    from annotator.model.bundle import Bundle

N = int(os.environ.get("ANNOTATOR_LOSSES", "0"))
SLOW = ("docbin",)
"""Another process is begun for each."""
FULL = bundles.full()
QUICK = [one for one in held.FOUND if one not in SLOW]


def check(chosen: Format, bundle: Bundle, folder: Path) -> None:
    """Write a bundle, count what is found in it, compare with what was said to be lost."""
    to = folder / chosen.default_name("out")
    options = WriteOptions(overwrite=True)
    planned = plan_export(bundle, chosen, to, options).plan
    report = export(bundle, chosen, to, options)
    assert planned.counts == report.plan.counts
    assert planned.files == report.plan.files
    assert [replace(one, cases=()) for one in planned.losses] == [*report.plan.losses]
    dropped: Counter[str] = Counter()
    for loss in report.plan.losses:
        assert 0 < loss.n <= loss.of
        if loss.fate is LossKind.DROPPED:
            dropped[loss.item] += loss.n
    count, items = held.FOUND[chosen.name]
    before, after = held.in_bundle(bundle), count(to)
    before["part"] = sum(len(one.parts) for each in bundle.contents for one in each.spans)
    missing = {one: before[one] - after[one] for one in items}
    assert missing == {one: dropped[one] for one in items}, chosen.name


def test_every_format_that_is_written_is_read_here() -> None:
    assert {one.name for one in formats.every() if one.can_write} == {*held.FOUND}


@pytest.mark.parametrize("name", held.FOUND)
def test_of_a_project_that_has_everything_just_that_is_lost_which_is_said(
    name: str, tmp_path: Path
) -> None:
    check(formats.by_name(name), FULL, tmp_path)


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("n", [0, 1])
def test_of_a_part_of_it_too_where_things_refer_to_what_is_not_there(
    name: str, n: int, tmp_path: Path
) -> None:
    part = FULL.contents[n : n + 1]
    check(formats.by_name(name), replace(FULL, contents=part, actors=FULL.actors[n:]), tmp_path)


@pytest.mark.parametrize("name", QUICK)
@given(data=st.data())
@settings(max_examples=N or 2, phases=(Phase.explicit, Phase.generate))
def test_of_any_project_just_that_is_lost_which_is_said(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bundle = data.draw(bundles.bundles())
    if bundle.scheme is None and name == "qdc":
        bundle = replace(bundle, scheme=bundles.scheme())
    check(formats.by_name(name), bundle, tmp_path_factory.mktemp("losses"))
