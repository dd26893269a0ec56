"""Finding words: in the article by a bar below it, in all articles by a list of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from annotator.language import tr
from annotator.reading.choices import Choice
from annotator.text.ranges import Range
from annotator.text.words import line_around, shortened
from annotator.ui.popups.choice import ChoicePopup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.ui.bars.find import FindBar
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.workspace import Workspace
    from annotator.work import Cancel, Progress

MOST_FOUND = 200
LONGEST_TITLE = 28


class FindingHandlers:
    """The acts that find words."""

    def __init__(
        self,
        reading: ReadingState,
        workspace: Workspace,
        jobs: Jobs,
        open_then: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Look through the articles in a worker; `open_then` opens the article of a place."""
        self._reading = reading
        self._workspace = workspace
        self._jobs = jobs
        self._open_then = open_then
        self.bar: FindBar | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"find": self.in_article, "find-project": self.in_project}

    def in_article(self) -> None:
        """Show the bar that finds words in the article; it is made when it is first wanted."""
        if self.bar is None:
            from annotator.ui.bars.find import FindBar

            self.bar = FindBar(self._reading.view, self._jobs, self._workspace)
            self.bar.left.connect(self._reading.focus)
            self._workspace.add_below(self.bar)
            self._reading.bridge.page_opened.connect(self.bar.look_again)
        self.bar.begin()

    def in_project(self) -> None:
        """Ask for words and list their places in all articles."""
        reading = self._reading
        page, chosen = reading.bridge.page, reading.view.selection()
        words = chosen.of(page.text) if chosen is not None and page is not None else ""

        def find(typed: str) -> list[Choice]:
            wanted = " ".join(typed.split())
            line = tr("Find “{words}” in all articles", words=wanted)
            return [Choice(line, wanted)] if wanted else []

        window = reading.host.window()
        popup = ChoicePopup(window, tr("Find in the project"), find, placeholder=tr("words"))
        popup.picked.connect(lambda wanted: self._look_through(str(wanted)))
        popup.closed.connect(lambda: reading.panes.give_back(popup))
        popup.open_at(QRect(window.width() // 2 - 190, 40, 380, 4))
        if words and "\n" not in words:
            popup.preset(words)

    def _look_through(self, wanted: str) -> None:
        reading, project = self._reading, self._reading.bridge.project

        def work(progress: Progress, cancel: Cancel) -> list[Choice]:
            from annotator.reading.covered import seen_text
            from annotator.text.likeness import find_folded

            found: list[Choice] = []
            ids = project.reader.article_ids()
            for done, article_id in enumerate(ids):
                cancel.check()
                progress(done, len(ids), tr("article"))
                page = project.reader.page(article_id, ())
                title, text = shortened(page.article.title, LONGEST_TITLE), seen_text(page)
                found += [
                    Choice(line_around(text, at), (article_id, at), title)
                    for at in find_folded(text, wanted)
                ]
                if len(found) >= MOST_FOUND:
                    break
            return found

        def then(found: list[Choice]) -> None:
            if found:
                title = tr("“{words}” in the project", words=wanted)
                reading.choose(title, found, self._go_to, wide=True)
            else:
                reading.say(tr("“{words}” stands in no article.", words=wanted))

        reading.working.emit(self._jobs.start(work, then), tr("Looking"))

    def _go_to(self, value: object) -> None:
        match value:
            case (str(article_id), Range() as at):
                self._open_then(article_id, lambda: self._reading.view.select(at))
