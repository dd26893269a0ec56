"""Which moment of a project somebody means, and which name a step may have.

A moment is a step that holds: the project as it was when that step was done. It is meant by the
step's id or number, by the name that it was given, or by a time: what was done by then.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.store.moments.forgetting import FORGET
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.store.read_lists import StepInfo

LONGEST_NAME = 200
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?(?: ?([Zz]|[+-]\d\d:?\d\d))?)?", re.ASCII
)


# --- names ----------------------------------------------------------------------------------------


def checked_name(name: str, infos: Sequence[StepInfo]) -> str:
    """Give the name of a step as it is kept; raises `WrongUse` for what cannot be one.

    It must be told from numbers, ids and times, and be read as it is written.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME:
        raise WrongUse(
            tr("A step’s name has 1 to {n} letters.", n=LONGEST_NAME),
            tr("Give another one, as “as submitted in May”."),
        )
    if not clean.replace("\u200c", "").replace("\u200d", "").isprintable():
        raise WrongUse(
            tr("This name holds signs that cannot be seen or turn the words around."),
            tr("Type it anew, without them."),
        )
    is_id = any(clean == one.step.id for one in infos)
    if clean.isdecimal() or is_id or _TIME.fullmatch(clean):
        raise WrongUse(
            tr("“{name}” would be taken for a number, an id or a time.", name=clean),
            tr("Give a name with more words."),
        )
    return clean


def step_named(infos: Sequence[StepInfo], said: str) -> StepInfo:
    """Give the step of this name, id or number, whatever became of it; raises `WrongUse`."""
    for one in infos:
        if said in (one.label, one.step.id, str(one.step.number)):
            return one
    raise _no_step(infos, said)


# --- moments --------------------------------------------------------------------------------------


def moment_named(infos: Sequence[StepInfo], said: str, *, created: str, now: str) -> StepInfo:
    """Give the step that a moment is the end of; raises `WrongUse` where there is none.

    `infos` are all steps, the newest first; `created` is when the project was made. A time
    without an offset is UTC; a day alone is its end.
    """
    words = " ".join(said.split())
    try:
        found = step_named(infos, words)
    except WrongUse:
        time = _TIME.fullmatch(words)
        if time is None:
            raise
        return _at_time(infos, words, time, created=created, now=now)
    if found.state != "done":
        sentence = (
            tr("Step {n} is undone.", n=found.step.number)
            if found.state == "undone"
            else tr("Step {n} was undone, and left behind since.", n=found.step.number)
        )
        raise WrongUse(sentence, tr("Name a step that holds: “annotator history” lists them."))
    return found


def _at_time(
    infos: Sequence[StepInfo], said: str, time: re.Match[str], *, created: str, now: str
) -> StepInfo:
    begins, ends = _stretch(said, time)
    holding = [one for one in infos if one.state == "done"]
    if begins > max([now, *(one.step.at for one in holding)]):
        raise WrongUse(
            tr("“{time}” lies in the future.", time=said), tr("Give a time that is past.")
        )
    found = next((one for one in holding if one.step.at <= ends), None)
    if found is not None:
        return found
    if created > ends or not _is_forgotten(infos):
        raise WrongUse(
            tr("The project was not there yet at “{time}”.", time=said),
            tr("It was made at {time}.", time=created),
        )
    raise _forgotten(infos)


def _stretch(said: str, time: re.Match[str]) -> tuple[str, str]:
    """Give the first and the last second that are meant, as steps have them."""
    day, minute, second, offset = time.groups()
    zone = "+00:00" if offset is None or offset in "Zz" else offset
    try:
        begins = datetime.fromisoformat(f"{day}T{minute or '00:00'}:{second or '00'}{zone}")
        length = timedelta(days=1) if minute is None else timedelta(minutes=1)
        ends = begins if second is not None else begins + length - timedelta(seconds=1)
        return _written(begins), _written(ends)
    except (ValueError, OverflowError) as problem:
        raise WrongUse(
            tr("“{time}” is no time that there is.", time=said),
            tr("Write it as 2026-05-03T14:02Z, or as 2026-05-03T16:02+02:00."),
        ) from problem


def _written(time: datetime) -> str:
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _is_forgotten(infos: Sequence[StepInfo]) -> bool:
    return bool(infos) and infos[-1].step.act == FORGET


def _forgotten(infos: Sequence[StepInfo]) -> WrongUse:
    first = infos[-1].step
    return WrongUse(
        tr("The history before step {n} ({time}) was forgotten.", n=first.number, time=first.at),
        tr("Name that step or a later one; “annotator history” lists them."),
    )


def _no_step(infos: Sequence[StepInfo], said: str) -> WrongUse:
    first = infos[-1].step.number if infos else None
    is_number = said.isdecimal() and len(said) < 10
    if _is_forgotten(infos) and is_number and 0 < int(said) < (first or 0):
        return _forgotten(infos)
    return WrongUse(
        tr("There is no step and no time “{said}”.", said=shortened(said)),
        tr("“annotator history” lists the steps; a time is like 2026-05-03T14:02Z."),
    )
