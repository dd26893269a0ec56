"""What the paths of files say: a pattern like {outlet}/{date}_{id}.txt, given or guessed.

Which of it becomes a proposal is not decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import CannotRead
from annotator.formats.rows.dates import read_cell
from annotator.formats.rows.mapping import TARGETS, TEXT, own_name
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PASSED_OVER = "_"
"""The name of what stands in a path and means nothing."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_IN_PATH = tuple(one for one in TARGETS if one != TEXT)
_DATE = r"(?<!\d)(?:\d{1,4}[-._ ]?\d{1,2}[-._ ]?\d{1,4}|\d{4}(?:[-._]\d\d)?)(?!\d)"
# A whole day, as the programs write it that name files: 2026-03-02, 20260302, 02.03.2026.
_WHOLE_DAY = re.compile(r"(?<!\d)(?:\d{4}([-._]?)\d\d\1\d\d|\d\d([-.])\d\d\2\d{4})(?!\d)")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_BETWEEN = "-_. "
_N_LOOKED_AT = 200
_MOST = 0.9


def fields_of(pattern: str, name: str) -> Mapping[str, str] | None:
    """Give what a path says by a pattern, by field; None where it does not fit.

    The pattern is held against the end of the path, with or without its ending. Raises
    `CannotRead` for a pattern that is none.
    """
    compiled, names = _compiled(pattern)
    for tried in (_ENDING.sub("", name), name):
        found = compiled.search(tried)
        if found is not None:
            values = dict(zip(names, found.groups(), strict=True))
            date = values.get("date")
            if date is not None and not read_cell(_as_date(date)).readings:
                continue
            return {key: _clean(key, value) for key, value in values.items()}
    return None


def _clean(field: str, value: str) -> str:
    if field == "date":
        return _as_date(value)
    return " ".join(re.split(r"[_\s]+", value)).strip() if field in _IN_PATH[:-1] else value


def _as_date(value: str) -> str:
    return value.replace("_", "-").replace(" ", "-")


@lru_cache(64)
def _compiled(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    parts = _FIELD.split(pattern.strip().strip("/"))
    names: list[str] = []
    made = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            if "{" in part or "}" in part:
                raise _wrong(pattern, tr("a brace is alone"))
            made += re.escape(part)
            continue
        if part == PASSED_OVER:
            made += "[^/]+?"
        elif part in names:
            raise _wrong(pattern, tr("“{name}” is in it twice", name=part))
        elif part not in _IN_PATH and own_name(part) != part:
            raise _wrong(pattern, tr("“{name}” is no field", name=part))
        else:
            names.append(part)
            made += f"({_DATE})" if part == "date" else "([^/]+?)"
    if not names:
        raise _wrong(pattern, tr("no field like {example} is in it", example="{date}"))
    return re.compile(f"(?:^|/){made}$", re.I), tuple(names)


def _wrong(pattern: str, what: str) -> CannotRead:
    return CannotRead(
        tr("The pattern “{pattern}” cannot be used: {what}.", pattern=pattern, what=what),
        tr("Write it like {example}.", example="{outlet}/{date}_{id}.txt"),
    )


# --- guessing ---------------------------------------------------------------------------------


class _Shape(NamedTuple):
    """How a name with a day in it is made: the signs beside the day, and whether words are."""

    has_before: bool
    sign_before: str
    sign_behind: str
    has_behind: bool


class _Parts(NamedTuple):
    folder: str
    before: str
    behind: str
    ending: str


def guess_pattern(names: Sequence[str]) -> str:
    """Give the pattern that nearly all of the first names have; "" where nothing is sure.

    Only names that hold a day have one: without it nothing tells a folder of an outlet from any
    other.
    """
    looked_at = names[:_N_LOOKED_AT]
    shapes: dict[_Shape, list[_Parts]] = {}
    for name in looked_at:
        split = _split(name)
        if split is not None:
            shapes.setdefault(split[0], []).append(split[1])
    if len(looked_at) < 2 or not shapes:
        return ""
    shape = max(shapes, key=lambda one: len(shapes[one]))
    parts = shapes[shape]
    if len(parts) < _MOST * len(looked_at):
        return ""
    folders = [one.folder for one in parts]
    folder = "{outlet}/" if _are_outlets(folders) else ""
    taken = {"outlet"} if folder else set()
    before = _named([one.before for one in parts], taken) if shape.has_before else ""
    behind = _named([one.behind for one in parts], taken) if shape.has_behind else ""
    endings = {one.ending for one in parts}
    ending = endings.pop() if len(endings) == 1 else ""
    return f"{folder}{before}{shape.sign_before}{{date}}{shape.sign_behind}{behind}{ending}"


def _split(name: str) -> tuple[_Shape, _Parts] | None:
    folders, _, last = name.rpartition("/")
    found = _ENDING.search(last)
    ending = found[0] if found else ""
    stem = last.removesuffix(ending)
    days = [*_WHOLE_DAY.finditer(stem)]
    if len(days) != 1 or not read_cell(_as_date(days[0][0])).readings:
        return None
    before, behind = stem[: days[0].start()], stem[days[0].end() :]
    bare_before, bare_behind = before.rstrip(_BETWEEN), behind.lstrip(_BETWEEN)
    shape = _Shape(
        bool(bare_before),
        before[len(bare_before) :],
        behind[: len(behind) - len(bare_behind)],
        bool(bare_behind),
    )
    return shape, _Parts(folders.rpartition("/")[2], bare_before, bare_behind, ending.lower())


def _are_outlets(values: Sequence[str]) -> bool:
    """Say whether these may be names of outlets: several, each for several files, no numbers."""
    n = len(set(values))
    return (
        2 <= n <= max(2, len(values) // 2)
        and all(any(map(str.isalpha, one)) for one in values)
        and not any(map(str.isdecimal, "".join(values)))
    )


def _named(values: Sequence[str], taken: set[str]) -> str:
    """Give what stands for one part of all names: itself, an outlet, an id, or nothing."""
    if len(set(values)) == 1:
        return values[0] if "{" not in values[0] and "}" not in values[0] else "{_}"
    if "outlet" not in taken and _are_outlets(values):
        taken.add("outlet")
        return "{outlet}"
    has_digits = all(any(map(str.isdecimal, one)) for one in values)
    if "id" not in taken and has_digits and Counter(values).most_common(1)[0][1] <= 2:
        taken.add("id")
        return "{id}"
    return "{_}"
