"""What somebody saw when a project was last reviewed: which pair, and which differences were there.

It is kept with the settings, not in the project, since it is nobody else's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator import disk, paths
from annotator.errors import CannotWrite
from annotator.model.ids import names_a_file
from annotator.settings import write_whole

_KEPT = 12
"""Characters of a key that are enough to know it again."""


@dataclass(frozen=True, slots=True)
class Look:
    """The ids of the two codings, left first, and the starts of the keys of their differences."""

    pair: tuple[str, str]
    keys: frozenset[str] = frozenset()

    @classmethod
    def at(cls, pair: tuple[str, str], keys: Iterable[str]) -> "Look":
        """Give the look at some differences."""
        return cls(pair, frozenset(key[:_KEPT] for key in keys))

    def has(self, key: str) -> bool:
        """Say whether a difference was there."""
        return key[:_KEPT] in self.keys


def _path(project_id: str) -> Path | None:
    return (
        paths.config_folder() / "looks" / f"{project_id}.json" if names_a_file(project_id) else None
    )


def load(project_id: str) -> Look | None:
    """Give the last look at a project; None where that is not known."""
    path = _path(project_id)
    try:
        content = json.loads(disk.read_small(path)) if path is not None else None
    except (OSError, ValueError, RecursionError):
        content = None
    match content:
        case {"pair": [str(left), str(right)], "keys": list(keys)}:
            return Look((left, right), frozenset(key for key in keys if isinstance(key, str)))
    return None


def save(project_id: str, look: Look) -> None:
    """Keep the last look, if it can be kept: nothing depends on it."""
    path = _path(project_id)
    if path is None:
        return
    content = {"pair": list(look.pair), "keys": sorted(look.keys)}
    try:
        write_whole(path, json.dumps(content))
    except CannotWrite:
        return
