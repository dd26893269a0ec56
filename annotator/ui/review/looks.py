"""What somebody saw when a project was last reviewed: which pair, and which differences."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.project.keeping import by_project

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


def load(project_id: str) -> Look | None:
    """Give the last look at a project; None where that is not known."""
    match by_project.load(by_project.LOOKS, project_id):
        case {"pair": [str(left), str(right)], "keys": list(keys)}:
            return Look((left, right), frozenset(key for key in keys if isinstance(key, str)))
    return None


def save(project_id: str, look: Look) -> None:
    """Keep the last look, if it can be kept: nothing depends on it."""
    content = {"pair": list(look.pair), "keys": sorted(look.keys)}
    by_project.save(by_project.LOOKS, project_id, content)
