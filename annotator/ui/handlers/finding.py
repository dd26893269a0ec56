"""Finding words in the article, by a bar below it. In all articles: the room `find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.ui.bars.find import FindBar
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.workspace import Workspace


class FindingHandlers:
    """The act that finds words in the article."""

    def __init__(self, reading: ReadingState, workspace: Workspace, jobs: Jobs) -> None:
        """Look through a very long article in a worker."""
        self._reading = reading
        self._workspace = workspace
        self._jobs = jobs
        self.bar: FindBar | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"find": self.in_article}

    def in_article(self) -> None:
        """Show the bar that finds words in the article; it is made when it is first wanted."""
        if self.bar is None:
            from annotator.ui.bars.find import FindBar

            self.bar = FindBar(self._reading.view, self._jobs, self._workspace)
            self.bar.left.connect(self._reading.focus)
            self._workspace.add_below(self.bar)
            self._reading.bridge.page_opened.connect(self.bar.look_again)
        self.bar.begin()
