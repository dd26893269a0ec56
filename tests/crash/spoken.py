"""The acts of torture as commands of `annotator do`: what a call would do is said as JSON."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from annotator.cli.verbs.do import _CALLS as COMMANDS
from annotator.errors import WrongUse
from annotator.project import Project
from annotator.store.backups.listing import Backup
from tests.crash.acts import ACTS, BESIDE, Work

if TYPE_CHECKING:
    import random

    from tests.crash.scene import Scene

CALLED = {
    "edit_scheme": "scheme",
    "decide_again": "look-again",
    "decide_again_alike": "look-again",
    "look_alike": "look-alike",
}
"""Commands that are named otherwise than their call."""
ONLY_ASKS = frozenset({"find"})
"""A command that changes something only where one wishes it, as `mark_places`."""
_ARGUMENTS = {"from_": "from", "schemes": "scheme"}


class Said(Exception):
    """A command, where a call would have been."""

    def __init__(self, command: Mapping[str, object]) -> None:
        """Keep the command."""
        super().__init__(command)
        self.command = command


class Spoken:
    """A project in which all can be read; a call that changes it is said instead (`Said`)."""

    def __init__(self, project: Project) -> None:
        """Read in this project."""
        self._project = project

    def __getattr__(self, name: str) -> object:
        """Give what reads; for a call that changes, what says it."""
        command = CALLED.get(name, name)
        if command in COMMANDS or name in ("undo", "redo"):
            return partial(self._say, name, command)
        if name in ACTS or name in BESIDE:
            raise WrongUse("No command does this.")
        return getattr(self._project, name)

    def _say(self, name: str, command: str, *some: object, **more: object) -> None:
        given = inspect.signature(getattr(Project, name)).bind(None, *some, **more).arguments
        given.pop("self")
        search = given.pop("search", None)
        if search is not None:
            given |= search.as_json()
        raise Said({"do": command, **{_ARGUMENTS.get(key, key): one for key, one in given.items()}})


def spoken(name: str, project: Project, scene: Scene, chance: random.Random) -> str:
    """Say an act as a command of one line. Raises `WrongUse` where none does it, or not now."""
    work = Work(cast("Project", Spoken(project)), scene, chance)
    try:
        ACTS[name](work)
    except Said as said:
        return json.dumps(said.command, default=_plain)
    raise WrongUse("It says nothing.")


def _plain(one: object) -> object:
    return str(one.path) if isinstance(one, Backup) else one.as_json()  # type: ignore[attr-defined]
