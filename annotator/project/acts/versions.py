"""How far a layer was when a file was written: by the steps of whoever codes on it.

So an older file never takes the place of a newer one, whichever is opened first, and two people
who went on from one copy are told from one person who went on.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from annotator.model.article import Json
from annotator.model.layer import Layer

OPENED = "opened"
"""The key of a layer's record that says which version of it was opened, and whose copy it is."""

_COUNTING = re.compile(r"(.*?)([0-9a-f]{6})", re.DOTALL)


class VersionOrder(Enum):
    """What one version of a layer is to another."""

    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Version:
    """The ids of all steps that were made on a layer, undone ones too, and when the last was.

    What came without a history has no steps; `until` is then when its newest mark was made.
    """

    steps: frozenset[str] = frozenset()
    until: str = ""

    def to(self, other: "Version") -> VersionOrder | None:
        """Say what this version is to another one, None where one of them has no history."""
        if not (self.steps and other.steps):
            return None
        if self.steps == other.steps:
            return VersionOrder.SAME
        if self.steps > other.steps:
            return VersionOrder.NEWER
        return VersionOrder.OLDER if self.steps < other.steps else VersionOrder.APART

    def to_json(self) -> dict[str, Json]:
        """Give it for a layer's record: ids that count one behind the other as first and last."""
        numbers: dict[str, list[int]] = {}
        others: list[Json] = []
        for step in sorted(self.steps):
            found = _COUNTING.fullmatch(step)
            if found is None:
                others.append(step)
            else:
                numbers.setdefault(found[1], []).append(int(found[2], 16))
        runs: dict[str, Json] = {before: _runs(some) for before, some in numbers.items()}
        return {"runs": runs, "others": others, "until": self.until}


def order_of_marks(theirs: Mapping[str, str], here: Mapping[str, str], now: str) -> VersionOrder:
    """Say what a coding is to another one by all that is marked, each with when it was last.

    Whoever has the later of what only one has is newer; who only lacks something has deleted it
    if something later is there. A moment that is yet to come says nothing: it is of a wrong clock.
    """
    more = {key: at for key, at in theirs.items() if at > here.get(key, "")}
    less = {key: at for key, at in here.items() if at > theirs.get(key, "")}
    if not more and not less:
        return VersionOrder.SAME
    left, right = _newest(more or theirs, now), _newest(less or here, now)
    if more and less:
        return VersionOrder.NEWER if left >= right else VersionOrder.OLDER
    if more:
        is_gone_here = left[0] and left < right
        return VersionOrder.OLDER if is_gone_here else VersionOrder.NEWER
    is_gone_there = right[0] and right < left
    return VersionOrder.NEWER if is_gone_there else VersionOrder.OLDER


def _newest(moments: Mapping[str, str], now: str) -> tuple[str, str]:
    """Give the last moment with what was made then; of one second the id that was given last."""
    return max(((at, key) for key, at in moments.items() if at <= now), default=("", ""))


def _runs(numbers: list[int]) -> list[Json]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [list(map(int, run)) for run in runs]


def version_of(layer: Layer, steps: Mapping[str, tuple[Iterable[str], str]]) -> Version:
    """Give the version of a layer in a project with these steps by coder.

    A layer that was opened from a file has that of the file; one of nobody, as the agreed one,
    goes by all steps.
    """
    opened = layer.record.get(OPENED)
    if isinstance(opened, dict):
        return _from_json(opened)
    if layer.frozen:
        return Version()
    coders = steps.keys() if layer.coder_id is None else steps.keys() & {layer.coder_id}
    some = [steps[coder] for coder in coders]
    return Version(
        frozenset(step for ids, _ in some for step in ids),
        max((newest for _, newest in some), default=""),
    )


def _from_json(said: Mapping[str, Json]) -> Version:
    found: set[str] = set()
    runs, others, until = said.get("runs"), said.get("others"), said.get("until")
    for before, some in runs.items() if isinstance(runs, dict) else ():
        for run in some if isinstance(some, list) else ():
            match run:
                case [int(first), int(last)] if 0 <= first <= last < 1 << 24:
                    found.update(f"{before}{number:06x}" for number in range(first, last + 1))
    if isinstance(others, list):
        found.update(one for one in others if isinstance(one, str))
    return Version(frozenset(found), until if isinstance(until, str) else "")


def copy_of(layer: Layer) -> str:
    """Give the id of the layer that this one is another copy of; its own where it is none."""
    opened = layer.record.get(OPENED)
    of = opened.get("of") if isinstance(opened, dict) else None
    return of if isinstance(of, str) else layer.id


def with_version(layer: Layer, version: Version, of: str) -> Layer:
    """Give a layer that says which version of `of` it is."""
    said = version.to_json() | ({"of": of} if of != layer.id else {})
    return replace(layer, record={**layer.record, OPENED: said})
