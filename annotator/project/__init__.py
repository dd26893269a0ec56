"""The open project: acts, steps, notices, undo. What window, verbs and scripts call is in `api`.

It knows the six rooms below it; Qt and argparse it does not know. `api` is loaded when it is
first used, so that planning an act loads neither SQLite nor any format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.project.api import Done, Project, default_scheme
    from annotator.project.importing import ImportReport, Refused

__all__ = ["Done", "ImportReport", "Project", "Refused", "default_scheme"]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name in ("Done", "Project", "default_scheme"):
        from annotator.project import api

        return getattr(api, name)
    if name in ("ImportReport", "Refused"):
        from annotator.project import importing

        return getattr(importing, name)
    raise AttributeError(f"module 'annotator.project' has no attribute {name!r}")
