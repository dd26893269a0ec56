"""What the sheets about articles need of the open project in its window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.layer import Layer
    from annotator.project import Project
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.handlers import Handlers
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.over_page import OverPage
    from annotator.ui.workspace import Workspace


class SheetsOfArticles(Protocol):
    """What asks about many articles at once."""

    def fold_recurring(self) -> None:
        """Show which lines recur in many articles, then fold them."""
        ...

    def confirm(self) -> None:
        """Show what is proposed and nobody has confirmed."""
        ...


class OpenedProject(Protocol):
    """A project that is open, and what shows it."""

    project: Project
    jobs: Jobs
    bridge: Bridge
    workspace: Workspace
    over: OverPage
    reading: ReadingState
    handlers: Handlers

    @property
    def sheets(self) -> SheetsOfArticles:
        """What asks about many articles at once."""
        ...

    def pass_messages(self) -> None:
        """Close what was said of what is left; what failed stays."""
        ...

    def open_article(self, article_id: str) -> None:
        """Open an article."""
        ...

    def open_then(self, article_id: str, then: Callable[[], None]) -> None:
        """Open an article, and do something as soon as it is there."""
        ...


class Looking(OpenedProject, Protocol):
    """An open project in which one may look at the marks of others."""

    def look_at(self, layer: Layer | None) -> None:
        """Show the marks of a layer."""
        ...
