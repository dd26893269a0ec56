"""The open project: acts, steps, notices, undo. What window, verbs and scripts call is in `api`.

It knows the six rooms below it; Qt and argparse it does not know. A public name is loaded when
it is first used, so that planning an act loads neither SQLite nor any format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.project.answers import Done
    from annotator.project.api import Project, default_scheme
    from annotator.project.importing.parsing import Refused
    from annotator.project.importing.report import ImportReport

__all__ = ["Done", "ImportReport", "Project", "Refused", "default_scheme"]

_HOMES = {
    "Done": "answers",
    "ImportReport": "importing.report",
    "Project": "api",
    "Refused": "importing.parsing",
    "default_scheme": "api",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'annotator.project' has no attribute {name!r}")
    return getattr(import_module(f"annotator.project.{_HOMES[name]}"), name)
