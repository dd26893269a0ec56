"""Codes of other programs: the path each is known by, and what it becomes here.

What becomes of which is guessed in `project.importing.guessed_codes`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.scheme import Role

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

STEP = " ▸ "
"""Between a code and the one below it."""
_LETTERS = 40
_OTHER = re.compile(r"[^a-z0-9]+")
_BEFORE_LETTERS = re.compile(r"^[0-9_]+")


@dataclass(frozen=True, slots=True)
class CodeTarget:
    """What a code becomes: a type, with values and an actor; without a type it is left out."""

    type: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    actor: str = ""


def made_name(path: str, taken: Container[str]) -> str:
    """Give the name of the type that is made for a code: none that is taken, and no role's."""
    parts = [one for one in map(_word, path.split(STEP)) if one] or ["code"]
    names = ["_".join(parts[-n:]) for n in range(1, len(parts) + 1)]
    fitting = [one for one in names if len(one) <= _LETTERS] or [names[0][:_LETTERS].strip("_")]
    for name in fitting:
        if name not in taken and name not in {*Role}:
            return name
    n = 2
    while (name := f"{fitting[0][: _LETTERS - 6]}_{n}") in taken:
        n += 1
    return name


def _word(name: str) -> str:
    """Give a name in small letters as a type may be called; "" for one of other letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _BEFORE_LETTERS.sub("", _OTHER.sub("_", plain.lower())).strip("_")
