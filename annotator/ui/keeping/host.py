"""What the room needs of the project that is open in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.keeping.acts import KeepingSheets
    from annotator.ui.over_page import OverPage
    from annotator.ui.workspace import Workspace


class WithBackups(Protocol):
    """The sheets of a project, the backups among them."""

    keeping: KeepingSheets


class KeepingHost(Protocol):
    """An open project whose file is looked after."""

    project: Project
    jobs: Jobs
    reading: ReadingState
    over: OverPage
    workspace: Workspace

    @property
    def sheets(self) -> WithBackups:
        """The sheets that lie over the page."""
        ...
