"""What changing verbs understand and answer alike: places, KEY=VALUE, the object of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.article import Json
    from annotator.project import Done


def place(said: str) -> tuple[int, int]:
    """Give START:END as numbers; raises `WrongUse`."""
    start, colon, end = said.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise WrongUse(f"“{said}” is no place.", "Write --at START:END, like --at 12:40.")
    return int(start), int(end)


def pairs(said: Iterable[str]) -> dict[str, str]:
    """Give KEY=VALUE words as a mapping; raises `WrongUse`."""
    found: dict[str, str] = {}
    for one in said:
        key, equals, value = one.partition("=")
        if not equals or not key:
            raise WrongUse(f"“{one}” sets nothing.", "Write --set KEY=VALUE, like kind=place.")
        found[key] = value
    return found


def answer_of(done: Done) -> dict[str, Json]:
    """Give the answer to an act: it is on disk now. `id` is the first new one, if there is one."""
    answer: dict[str, Json] = {"ok": True, "ids": [*done.ids], "step": done.step.id or None}
    if done.ids:
        answer["id"] = done.id
    return answer
